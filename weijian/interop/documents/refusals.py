"""Every sentence with which a document is turned down."""

from weijian.kernel.refusal import Wording

UNKNOWN_KIND = Wording("DOC-01", "不认识“{name}”这种文件。", "请交 {kinds} 文件；其他格式请先另存为其中一种。")
EMPTY = Wording("DOC-02", "文件“{name}”是空的，里面没有文字。", "请核对是否选错了文件。")
TOO_LARGE = Wording("DOC-03", "文件“{name}”有{megabytes}兆字节，超过{limit}兆字节的上限。", "请去掉图片，或拆成几个文件后再交。")
UNPACKED_TOO_LARGE = Wording("DOC-04", "文件“{name}”展开后有{megabytes}兆字节，超过{limit}兆字节的上限。", "请去掉图片和附件，或只把文字另存为.docx后再交。")
UNDECODABLE = Wording("DOC-05", "文件“{name}”里有无法识别的字节，既不是UTF-8、UTF-16，也不是GB18030编码。", "请在记事本中重新另存为UTF-8编码的文本。")
BROKEN = Wording("DOC-06", "文件“{name}”不完整或已损坏，打不开。", "请用原来的软件打开，重新另存后再交。")
ENCRYPTED = Wording("DOC-07", "文件“{name}”设了密码，打不开。", "请去掉密码后另存，再交。")
SCANNED = Wording("DOC-08", "文件“{name}”有{pages}页，都是扫描的图片，没有文字。", "请交文字版，或先作文字识别（OCR）后再交。")
TOO_DEEP = Wording("DOC-09", "网页“{name}”的元素套了{limit}层以上，不是给人读的网页。", "请在浏览器中打开，另存为文字后再交。")
