"""What a place should have by the standards of the plan, and what it lacks. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from weijian.kernel.bounds import Count
from weijian.kernel.quantities import rate
from weijian.kernel.ruling import ruling

ROUNDING = 1e-9  # a product of decimals that is a whole number but for the binary


@dataclass(frozen=True)
class Resourced:
    """What a place has, its people (None: nobody counted them), and the standard: so much per so many people. `applies`: it is kept at such a place at all."""

    have: Count
    people: Count | None
    standard: float
    per: Count
    applies: bool = True


class Adequacy(StrEnum):
    SHORT = "shortage"
    MET = "met"
    SURPLUS = "surplus"
    UNKNOWN = "unknown"
    ABOVE = "above"


ADEQUACY_WORDS = {Adequacy.SHORT: "不足", Adequacy.MET: "正好", Adequacy.SURPLUS: "富余", Adequacy.UNKNOWN: "没有人口底数", Adequacy.ABOVE: "按县配置"}


@dataclass(frozen=True)
class Need:
    """`rate` is what falls to so many people, `want` what the standard asks for, `difference` have less want; None without people."""

    rate: float | None
    want: int | None
    difference: int | None
    adequacy: Adequacy


@ruling("医疗卫生服务体系规划（2021—2025年）：床位÷常住人口×1000；全科医生、疾控人员÷常住人口×10000")
def need_of(facts: Resourced) -> Need:
    """应配置 = 标准 × 人口，不足一张（人）的进一."""
    if not facts.applies:
        return Need(None, None, None, Adequacy.ABOVE)
    if not facts.people:
        return Need(None, None, None, Adequacy.UNKNOWN)
    want = ceil(facts.standard * facts.people / facts.per - ROUNDING)
    difference = facts.have - want
    adequacy = Adequacy.SHORT if difference < 0 else Adequacy.SURPLUS if difference else Adequacy.MET
    return Need(rate(facts.have * facts.per, facts.people), want, difference, adequacy)


@dataclass(frozen=True)
class Extremes:
    """The highest and the lowest rate among places."""

    best: float
    worst: float


@ruling("源报告000：优质医疗资源扩容和区域均衡布局；平台约定：最高与最低之比")
def ratio_of(facts: Extremes) -> float | None:
    """最高 ÷ 最低; None where the lowest has nothing at all: that is no multiple."""
    return rate(facts.best, facts.worst)
