"""Every way a sheet is turned down, by its file, its heading, its rows and its cells."""

from weijian.kernel.refusal import Wording

NOT_FOUND = Wording("SHE-01", "找不到文件 {file}。", "请核对路径。")
TOO_LARGE = Wording("SHE-02", "文件有{megabytes}兆字节，超过{limit}兆字节的上限。", "请按乡镇拆成几个文件，或另存为CSV后分批导入。")
EMPTY = Wording("SHE-03", "文件是空的。", "请下载模板，按模板填写后再交。")
UNDECODABLE = Wording("SHE-04", "第{row}行有无法识别的字节，既不是UTF-8也不是GB18030编码。", "请在表格软件中重新另存为“CSV UTF-8”或.xlsx。")
WORKBOOK_BROKEN = Wording("SHE-05", "工作簿不完整、已加密或已损坏，打不开。", "请用表格软件打开原文件，重新另存为.xlsx后再交。")
UNPACKED_TOO_LARGE = Wording("SHE-06", "工作簿展开后有{megabytes}兆字节，超过{limit}兆字节的上限。", "请另存为CSV后再交：CSV逐行读取，不受此限。")
BINARY = Wording("SHE-07", "这不是表格文件。", "请交.xlsx或.csv文件。")
NO_SUCH_TEMPLATE = Wording("SHE-16", "没有{file}这种格式的模板。", "模板写成.xlsx（带提示和选项）或.csv（只有列名）。")
NO_FOLDER = Wording("SHE-17", "找不到文件夹 {folder}。", "请核对路径，或先建立这个文件夹。")
CSV_BROKEN = Wording("SHE-08", "第{row}行的引号不成对，或这一行被截断。", "请用表格软件打开原文件，重新另存为CSV。")

NO_HEADING = Wording("SHE-10", "前{rows}行里找不到表头。", "表头须含这些列：{titles}。可下载模板对照。")
HEADING_FAULTY = Wording("SHE-11", "表头有{total}处与模板不符。", "请按模板的列名改正；多余的列请删去。")
COLUMN_UNKNOWN = Wording("SHE-12", "模板里没有“{title}”这一列。", "请删去此列，或改成模板中的列名。")
COLUMN_MISSING = Wording("SHE-13", "缺少“{title}”这一列。", "请补上此列。")
COLUMN_TWICE = Wording("SHE-14", "“{title}”这一列出现了两次（第{first}列和第{second}列）。", "请只保留一列。")
NO_ROWS = Wording("SHE-15", "表头下面没有数据行。", "请从表头的下一行开始填写。")

ROW_TOO_WIDE = Wording("SHE-20", "这一行比表头多出{extra}格。", "请检查是否多了分隔符，或内容里的逗号没有加引号。")
CELL_MISSING = Wording("SHE-21", "“{title}”必填，这里是空的。", "请补填。")
CELL_TOO_LONG = Wording("SHE-22", "“{title}”最多{longest}个字，这里有{length}个。", "请缩短。")
NUMBER_UNREADABLE = Wording("SHE-23", "“{title}”应为数字。", "只填数字，不带单位。")

SHEET_FAULTY = Wording("SHE-30", "表中有{total}处错误，没有导入任何一行。", "请按行号、列名逐处改正后重交；也可选择“只导入正确的行”。")
