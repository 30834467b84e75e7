"""Every sentence with which the governance room says no."""

from weijian.kernel.refusal import Wording

# Reading a report (GOV-01…GOV-09).
NOT_YOUR_PLACE = Wording("GOV-01", "“{place}”不在您的管辖范围内。", "请由该地或该机构的人办理。")
NOTHING_TO_READ = Wording("GOV-02", "交来的文件里没有文字。", "请上传 .txt、.docx、.pdf 或 .html，或把正文粘贴进来；扫描件须先识别成文字。")
DECIDED_ALREADY = Wording("GOV-03", "{name}已于{moment}作出决定：{decision}。", "请看过之后再定；如不同意，先撤销那个决定。")
CHANGED_MEANWHILE = Wording("GOV-04", "您打开之后，这个数字又被改动过。", "请刷新，核对后再决定。")
NOTHING_TO_UNDO = Wording("GOV-05", "这个数字还没有作出决定，无可撤销。", "请先确认、改正或不采用。")
REPORT_TOO_LONG = Wording("GOV-06", "报告有{megabytes}兆字节，超过{limit}兆字节的上限。", "请只交正文，或分篇交来。")
DAMAGED_MUST_BE_CORRECTED = Wording("GOV-07", "原文在这个数字处残缺，不能照原样确认。", "请查对来源后改正，或不采用。")

# The register of figures (GOV-10…GOV-29).
NOT_SAID_OF_WHAT = Wording("GOV-10", "没有写明这个数字指什么。", "请填写“指什么”，例如“家庭医生签约人数”。")
RANGE_REVERSED = Wording("GOV-11", "区间的上限{value_max}小于下限{value}。", "请核对两端的数值。")
DAYS_REVERSED = Wording("GOV-12", "结束日期{until_on}早于开始日期{from_on}。", "请核对日期。")
PART_ABOVE_WHOLE = Wording("GOV-13", "给出的分子、分母算得{computed}，与填写的{value}不符。", "请核对分子、分母与比率。")
DENOMINATOR_ZERO = Wording("GOV-14", "分母为零，算不出比率。", "请核对分母。")
WITHDRAWN_ALREADY = Wording("GOV-15", "这个数字已于{moment}撤回：{reason}。", "请查看代替它的数字。")
REASON_NEEDED = Wording("GOV-16", "撤回、代替须写明原因。", "请写出原因，至少四个字。")
TOO_MANY_TO_EXPORT = Wording("GOV-17", "选出的数字超过{limit}条，一次导不出。", "请用地方、时期等条件缩小范围。")
NOTHING_TO_COMPARE = Wording("GOV-18", "还没有选出要比较的数字。", "请在数字登记簿里勾选，或从一个数字的页面进入。")
NO_SUCH_FORMAT = Wording("GOV-19", "没有{format}这种格式。", "可选：csv、xlsx。")
ALREADY_IN_FORCE = Wording("GOV-20", "这句话里的数字已在登记簿中，编号{number}。", "请打开那个数字；要改就撤回并代替。")

# Targets (GOV-60…GOV-79).
TARGET_WITHOUT_DOCUMENT = Wording("GOV-60", "目标必须写明依据的文号。", "请填写文号，例如“青卫发〔2026〕3号”。")
TARGET_STANDS = Wording("GOV-61", "“{what}”在这个地方到{until_on}已有目标{value}。", "要改目标，请先撤销原目标。")
TARGET_WITHDRAWN = Wording("GOV-62", "这个目标已于{moment}撤销。", "请查看现行的目标。")
TARGET_NOT_POSITIVE = Wording("GOV-63", "目标值须大于零，才算得出完成的比例。", "请核对目标值。")

# Computed figures (GOV-80…GOV-89).
UNKNOWN_INDICATOR = Wording("GOV-80", "没有代码为“{code}”的指标。", "请从“计算的数字”里选。")
DAYS_UNREADABLE = Wording("GOV-81", "时期的日期不正确。", "请按 2026-11-24 的格式填写起止日期。")
PERIOD_NOT_OVER = Wording("GOV-82", "这一时期到{until_on}才结束，还不能定格。", "请在时期结束后定格。")
FROZEN_ALREADY = Wording("GOV-83", "{from_on}至{until_on}已经定格，不再重算。", "请在指标页面查看定格的数字。")
NO_PLACE_OF_HERS = Wording(
    "GOV-85", "您的岗位只管机构，不管地方，看不到按地方计算的数字。",
    "请在数字登记簿里查看本机构的数字；确需查看的，请安全管理员授予地方上的岗位。",
)
NO_SUCH_PLACE = Wording("GOV-86", "没有代码为“{code}”的地方。", "请从顶栏的地方里选。")
NOT_SO_FINE = Wording("GOV-87", "“{name}”不细分到这一级地方，没有这里的名单。", "请看所在乡镇或县的数字。")
NO_SUCH_PART = Wording("GOV-84", "没有“{part}”这份名单。", "可选：numerator 分子、denominator 分母、missing 尚缺。")

# The weekly dispatch and work reports (GOV-30…GOV-59, GOV-90…GOV-99).
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
PERIOD_NOT_BEGUN = Wording("GOV-90", "这一时期到{from_on}才开始，还没有可写的数字。", "请核对所选的日期。")
