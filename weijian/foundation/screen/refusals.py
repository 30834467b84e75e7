from weijian.kernel.refusal import Wording

PAGE_LOST = Wording("SCR-01", "这一页的位置标记不可识别。", "请回到列表第一页重新翻看。")
