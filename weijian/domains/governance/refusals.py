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
NO_SUCH_PART = Wording("GOV-84", "没有“{part}”这份名单。", "可选：numerator 分子、denominator 分母、missing 尚缺。")
