from weijian.kernel.refusal import Wording

PAGE_LOST = Wording("SCR-01", "这一页的位置标记不可识别。", "请回到列表第一页重新翻看。")
NOT_FOUND = Wording("PAG-01", "没有这个页面或这件事，或不在您的管辖范围内。", "请核对地址；从清单里重新找。")
DISK_FULL = Wording("FND-01", "磁盘已满，没有写入任何内容。", "请管理员清理数据目录所在的磁盘，或换到更大的磁盘后再试。")
