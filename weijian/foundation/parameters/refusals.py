"""Every way a parameter or a document is turned down."""

from weijian.kernel.refusal import Wording

NOT_A_NUMBER = Wording("PAR-01", "“{name}”应填数字。", "只填阿拉伯数字，单位不必写。")
NOT_WHOLE = Wording("PAR-02", "“{name}”应填整数。", "请去掉小数。")
OUT_OF_RANGE = Wording("PAR-03", "“{name}”应在{least}至{most}之间。", "请核对数值与单位。")
NOT_A_FLAG = Wording("PAR-04", "“{name}”只能是“是”或“否”。", "请重新选择。")
EMPTY = Wording("PAR-05", "没有填写“{name}”的取值。", "请填写。")
NOT_A_LIST = Wording("PAR-06", "“{name}”第{row}行“{typed}”不合要求。", "每行写一项；日期写成2026-05-01。")
NOT_A_TABLE = Wording("PAR-07", "“{name}”第{row}行“{typed}”不合要求。", "每行写一项：名称、等号、数字，例如 primary=60。")
UNKNOWN_PARAMETER = Wording("PAR-08", "没有代码为“{code}”的参数。", "请从参数表中选择。")
OWN_PROPOSAL = Wording("PAR-10", "不能批准自己提出的参数。", "请由另一位负责人批准。")
DECIDED_ALREADY = Wording("PAR-11", "这项提议已经处理。", "请刷新页面查看结果。")
NOT_YOUR_PROPOSAL = Wording("PAR-12", "只有提出人可以撤回。", "不同意请由负责人否决。")
BASIS_MISSING = Wording("PAR-13", "没有写明依据。", "请选择政策文件，或写明理由。")
REASON_MISSING = Wording("PAR-14", "没有写明否决理由。", "请写一句理由，提出人会看到。")
SAME_DAY = Wording("PAR-15", "自{on}起在这一区划已有批准的取值。", "请改用另一个生效日期。")
BEYOND_YOUR_REACH = Wording("PAR-16", "适用区划超出您所管辖的范围。", "请填写您管辖范围内的区划代码。")
NUMBER_TAKEN = Wording("PAR-20", "文号“{number}”已经登记。", "请打开已登记的文件更正。")
NUMBER_MISSING = Wording("PAR-21", "文号、标题、发文机关都要填写。", "没有文号的，可写“无文号-简称-年份”。")
ENDS_BEFORE_IT_BEGINS = Wording("PAR-22", "失效日期早于施行日期。", "请核对日期。")
LINK_SHAPE = Wording("PAR-23", "原文地址应以 https:// 或 http:// 开头。", "请从浏览器地址栏复制；内网没有原文的可粘贴正文。")
