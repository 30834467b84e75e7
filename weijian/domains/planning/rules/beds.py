"""How many beds more than at the base, for how many people, and which are out of line. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from weijian.kernel.bounds import Count
from weijian.kernel.quantities import per_hundred
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class Growing:
    """Beds now and at the base."""

    beds: Count
    base: Count


@dataclass(frozen=True)
class Growth:
    """`percent` is None where there was no bed at the base: growth from nothing is no percentage."""

    added: int
    percent: float | None


@ruling("源报告001：全市新增医疗床位1232张，增长4.4%（基数28000张）")
def growth_of(facts: Growing) -> Growth:
    """增长 = （现有 − 基数）÷ 基数."""
    added = facts.beds - facts.base
    return Growth(added, per_hundred(added, facts.base))


class BedFinding(StrEnum):
    """What the bed rectification finds."""

    IN_LINE = "in_line"
    UNAPPROVED = "unapproved"
    OVER = "over"
    UNDER = "under"


FINDING_WORDS = {
    BedFinding.IN_LINE: "相符", BedFinding.UNAPPROVED: "没有编制而开放", BedFinding.OVER: "开放多于编制", BedFinding.UNDER: "开放少于编制",
}


@dataclass(frozen=True)
class BedLine:
    """An institution's beds on a day; `tolerated_percent` is the deviation that is let pass."""

    approved: Count
    open: Count
    tolerated_percent: float


@ruling("源报告001：“床位”整治行动；平台约定：开放与编制相差超过容许偏差的，列入整治")
def bed_finding(facts: BedLine) -> BedFinding:
    """Approved and open beds agree within what is tolerated, or they are listed for mending."""
    if not facts.approved:
        return BedFinding.UNAPPROVED if facts.open else BedFinding.IN_LINE
    difference = facts.open - facts.approved
    if abs(difference) * 100 <= facts.tolerated_percent * facts.approved:
        return BedFinding.IN_LINE
    return BedFinding.OVER if difference > 0 else BedFinding.UNDER
