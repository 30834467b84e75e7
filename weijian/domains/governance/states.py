"""Which state follows which, and what the engines' words are called on a screen."""

from collections.abc import Mapping, Set
from enum import StrEnum

# Candidates: read by the machine, decided by a person.


class Deed(StrEnum):
    """What a person does with a figure found in a report."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    UNDO = "undo"


WAITING, CONFIRMED, CORRECTED, REJECTED = "waiting", "confirmed", "corrected", "rejected"
NEXT: dict[str, dict[str, str]] = {
    WAITING: {Deed.CONFIRM: CONFIRMED, Deed.CORRECT: CORRECTED, Deed.REJECT: REJECTED},
    CONFIRMED: {Deed.UNDO: WAITING},
    CORRECTED: {Deed.UNDO: WAITING},
    REJECTED: {Deed.UNDO: WAITING},
}
CANDIDATE_WORDS = {WAITING: "待核", CONFIRMED: "已确认", CORRECTED: "改正后确认", REJECTED: "不采用"}

# The reading engine's words (weijian/engines/reading/nouns.py).

KINDS = {"level": "数量", "increase": "增加", "decrease": "减少", "ratio": "比率", "target": "目标", "rank": "位次"}
BOUNDS = {"exact": "确数", "about": "约数", "at_least": "至少", "at_most": "至多"}
BOUND_MARKS = {"exact": "", "about": "约", "at_least": "≥", "at_most": "≤"}
SOUNDNESS = {"read": "原文完好", "repaired": "经修复", "damaged": "原文残缺"}
VERDICTS = {"holds": "相符", "fails": "不符", "implies": "可推出", "cannot_be_checked": "无法核对"}
RELATIONS = {
    "share_of_total": "占比", "count_against_rate": "数与率", "funnel": "逐级递减", "named_list": "名单与个数", "sum_of_parts": "分项与合计",
    "sum_of_shares": "占比之和", "sum_not_stated": "合计未写明", "money_per_head": "人均金额", "money_against_entitlement": "金额与应得",
    "money_layer": "资金分层", "spending_before": "支出先后", "per_head": "人均", "per_doctor": "医生人均", "average": "平均", "bound": "上下限",
    "dates": "日期", "days_left": "剩余天数", "period_unfinished": "时期未完", "pace": "进度", "growth": "增减", "units": "单位", "implausible": "不合常理",
    "one_each": "每处一个", "one_to_one": "一一对应", "full_coverage": "全覆盖", "coverage_of_population": "人口覆盖", "coverage_against_files": "覆盖与建档",
    "within_rule": "与规定", "entitlement_low": "应得下限", "entitlement_high": "应得上限", "base_low": "基数下限", "base_high": "基数上限",
    "editions": "版本", "nodes": "时间节点", "product": "乘积", "deadline": "时限",
}
ORIGINS = {"reported": "报告所载", "computed": "本系统计算", "entered": "填报"}


class Comparable(StrEnum):
    """May these figures stand in one chart?"""

    ALIKE = "alike"
    ESTIMATES = "estimates"
    OTHER_DENOMINATORS = "other_denominators"
    NO_DENOMINATOR = "no_denominator"
    OTHER_KINDS = "other_kinds"
    OTHER_UNITS = "other_units"

    @property
    def label(self) -> str:
        return COMPARABLE_WORDS[self]

    @property
    def drawn(self) -> bool:
        return self in (Comparable.ALIKE, Comparable.ESTIMATES, Comparable.OTHER_DENOMINATORS)


COMPARABLE_WORDS = {
    "alike": "口径一致，可以比较。",
    "estimates": "其中有约数或上下限，比较时请留意。",
    "other_denominators": "各数的分母不同，排名只供参考。",
    "no_denominator": "比率没有写明分母，不能当作可比的数：只列表，不作图。",
    "other_kinds": "数量、增减与比率不是一回事：只列表，不作图。",
    "other_units": "单位不同（人、人次、户、家不可混用）：只列表，不作图。",
}


class Pace(StrEnum):
    """Where a figure stands between nothing and its target, against the calendar."""

    REACHED = "reached"
    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    MISSED = "missed"
    OPEN = "open"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return PACE_WORDS[self]

    @property
    def tier(self) -> str:
        return PACE_TIERS.get(self, "")


PACE_WORDS = {
    "reached": "已达到", "ahead": "快于时间进度", "on_pace": "与时间同步", "behind": "慢于时间进度", "missed": "到期未达到", "open": "尚未达到",
    "unknown": "还没有数字",
}
PACE_TIERS = {"reached": "green", "ahead": "green", "on_pace": "green", "behind": "yellow", "missed": "red"}


class SheetState(StrEnum):
    """Where a unit's weekly sheet stands."""

    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    ACCEPTED = "accepted"


NEXT_SHEET: Mapping[SheetState, Set[SheetState]] = {
    SheetState.DRAFT: {SheetState.FILED},
    SheetState.FILED: {SheetState.RETURNED, SheetState.ACCEPTED},
    SheetState.RETURNED: {SheetState.FILED},
    SheetState.ACCEPTED: {SheetState.RETURNED},
}
SHEET_WORDS: Mapping[SheetState, str] = {
    SheetState.DRAFT: "填写中",
    SheetState.FILED: "已报",
    SheetState.RETURNED: "退回",
    SheetState.ACCEPTED: "已汇总",
}


class ReportState(StrEnum):
    """Where a work report stands: drafted, sent up to be signed, issued (党政机关公文处理工作条例: 起草、审核、签发)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ISSUED = "issued"


NEXT_REPORT: Mapping[ReportState, Set[ReportState]] = {
    ReportState.DRAFT: {ReportState.SUBMITTED},
    ReportState.SUBMITTED: {ReportState.DRAFT, ReportState.ISSUED},
    ReportState.ISSUED: set(),
}
REPORT_WORDS: Mapping[ReportState, str] = {ReportState.DRAFT: "起草中", ReportState.SUBMITTED: "已送签", ReportState.ISSUED: "已印发"}
