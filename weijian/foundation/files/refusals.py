from weijian.kernel.refusal import Wording

UPLOAD_GONE = Wording("FIL-01", "上传的表格已不在。", "请重新上传；上传的表格只保留一天。")
