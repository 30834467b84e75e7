"""Every sentence with which governance says no, or points at what does not agree. 3x the weekly dispatch, 4x its contradictions, 5x work reports."""

from weijian.kernel.refusal import Wording

SHEET_EMPTY = Wording("GOV-30", "这张调度表还是空的。", "请至少填写本周完成、下周计划或一个数字。")
UNEXPLAINED = Wording("GOV-31", "还有{count}处前后不一没有说明。", "请逐条改正，或写明原因后再报送。")
SHEET_STEP = Wording("GOV-32", "调度表的状态是“{state}”，不能{deed}。", "请刷新页面，按现在的状态办理。")
SHEET_CHANGED = Wording("GOV-33", "您打开之后，别人已改过这张调度表。", "请逐项核对后重新提交，您填写的都还在。")
REASON_MISSING = Wording("GOV-34", "没有写明原因。", "请写明原因，对方会看到。")
OWN_SHEET = Wording("GOV-35", "报送人不能汇总自己报的调度表。", "请由另一人汇总。")
NOT_A_UNIT = Wording("GOV-36", "“{institution}”在这一周没有周调度任务。", "请联系卫健局办公室核对周调度单位名单。")
WEEK_WRONG = Wording("GOV-37", "“{week}”不是已开始的一周的周一。", "请从调度页选择周次。")
LINE_UNREADABLE = Wording("GOV-38", "第{row}行的数值“{typed}”不是数字。", "请只填阿拉伯数字，单位另填。")
LINE_TWICE = Wording("GOV-39", "“{what}”在表中写了两次。", "请合并为一行，或写清两者的区别。")

FALLS = Wording("GOV-40", "累计数“{what}”由上周的{last}{unit}减为{now}{unit}。", "累计数不应减少：请核对，确有核减的请说明。")
JUMPS = Wording("GOV-41", "“{what}”由上周的{last}{unit}变为{now}{unit}，变动{percent}%，超过{limit}%。", "请核对数值和单位，属实的请说明。")
NOT_DONE = Wording("GOV-42", "上周计划的“{planned}”，本周没有提到。", "请在本周完成中写明进展，未办的请说明。")
UNIT_CHANGED = Wording("GOV-43", "“{what}”上周以“{last}”计，本周以“{now}”计。", "单位不同的数不能相比：请改回，或说明口径为何改变。")
NAMED_OTHERWISE = Wording("GOV-44", "“{now}”与上周的“{last}”像是同一个数，名称不同。", "同一个数请用同一名称；确是两个数的请说明。")
DISAGREES = Wording("GOV-45", "“{what}”填报{now}{unit}，登记的数字是{registered}{unit}（{origin}）。", "请核对；以哪一个为准，请说明。")
VANISHED = Wording("GOV-46", "上周的累计数“{what}”本周没有报。", "请补报；不再统计的请说明。")

DUTY_TAKEN = Wording("GOV-47", "“{institution}”已在周调度单位名单中。", "无需重复添加。")
DUTY_ENDS_BEFORE = Wording("GOV-48", "停止日期早于开始日期{from_on}。", "请核对日期。")
BEYOND_REACH = Wording("GOV-49", "“{name}”不在您的管辖范围内。", "请选择您管辖范围内的地方或机构。")

REPORT_STEP = Wording("GOV-50", "报告的状态是“{state}”，不能{deed}。", "请刷新页面，按现在的状态办理。")
REPORT_CHANGED = Wording("GOV-51", "您打开之后，别人已改过这份报告。", "请对照后重新提交，您写的都还在。")
OWN_REPORT = Wording("GOV-52", "起草人、送签人不能签发同一份报告。", "公文须经本机关负责人审批签发：请由另一位有签发权的负责人签发。")
NUMBERS_STALE = Wording("GOV-53", "有{count}个数字已撤回、被代替或不存在。", "请点“更新数字”，或删去后再送签。")
NUMBERS_DISAGREE = Wording("GOV-54", "有{count}个手写的数与登记的数字不一致，没有理由。", "请改为登记的数字，或写明为什么不同。")
REPORT_PERIOD = Wording("GOV-55", "这段时间不是{kind}的报告期。", "周报从周一到周日，月报为整月，半年报告为1至6月或7至12月，年度报告为整年。")
REPORT_EMPTY = Wording("GOV-56", "报告里还没有正文。", "请先写正文。")
NOTHING_TO_ROLL_UP = Wording("GOV-57", "这一周还没有已汇总的调度表。", "请先汇总各单位报来的调度表。")
NUMBER_NOT_THERE = Wording("GOV-58", "正文里已没有“{written}”这个手写的数。", "请刷新页面后再办理。")
SLOTS_OPEN = Wording("GOV-59", "还有{count}处“请说明”没有填写。", "请写明情况，或删去这一处。")
