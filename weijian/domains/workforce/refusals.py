"""Every sentence with which the workforce room says no."""

from weijian.kernel.refusal import Wording

CODE_TAKEN = Wording("WOR-01", "人员编号{code}已被使用。", "请核对编号；如是同一人，请打开已有登记。")
KNOWN_ALREADY = Wording("WOR-02", "此证件号码已登记为{code}。", "请打开已有登记，不要重复登记。")
CHANGED_MEANWHILE = Wording("WOR-03", "您打开之后，别人已更正过这名人员。", "请重新打开，核对后再提交。")
LICENCE_ENDS_EARLY = Wording("WOR-04", "有效期至早于开始日期{from_on}。", "请核对日期。")
LICENCE_NUMBER_HELD = Wording("WOR-05", "执业证编码{number}已登记在别人名下。", "请核对编码。")
NO_QUALIFICATION = Wording("WOR-06", "没有与“{category}”对应的执业资格。", "请先登记执业资格证。")
HAS_MAIN_POST = Wording("WOR-07", "已有主执业岗位，自{from_on}起。", "请先结束原主执业岗位，或选择“多点执业”“派驻”。")
SECONDED_WITHOUT_END = Wording("WOR-08", "派驻必须写明结束日期。", "请填写派驻结束日期。")
POST_ENDS_EARLY = Wording("WOR-09", "结束日期早于开始日期{from_on}。", "请核对日期。")
HAS_LEFT = Wording("WOR-10", "此人已于{left_on}离岗。", "如返岗，请先更正离岗日期。")
NO_LICENCE_FOR_POST = Wording("WOR-11", "没有在“{institution}”任“{duty}”所需的有效执业注册。", "请先办理执业注册或变更；行政、后勤岗位不需要。")
ENDED_ALREADY = Wording("WOR-12", "这个岗位已于{ends_on}结束。", "请刷新页面。")
NOT_YOURS = Wording("WOR-13", "“{institution}”不在您的管辖范围内。", "请由该机构的主管部门办理。")
QUALIFICATION_HELD = Wording("WOR-14", "资格证编码{number}已登记。", "请核对编码。")
TOO_YOUNG = Wording("WOR-15", "按出生日期未满{years}周岁。", "请核对出生日期。")
LEFT_BEFORE_BIRTH = Wording("WOR-16", "离岗日期早于出生日期。", "请核对这两个日期。")
SECOND_MAIN_POST = Wording("WOR-80", "此人已有在任的主执业岗位。", "请先停用原岗位，或把性质改为多点执业。")
SECONDMENT_ENDS = Wording("WOR-81", "派驻岗位必须写明结束日期。", "请填写结束日期。")
GRID_TAKEN = Wording("WOR-82", "这个网格已有责任人。", "请先停用原责任人的登记。")
ON_HER_PAGE = Wording("WOR-83", "{code}已登记，{columns}与档案不同。", "证件号码、电话和所在机构请在此人的页面办理。")
