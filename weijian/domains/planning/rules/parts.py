"""What may be entered of what belongs to a project: money, permits, phases, tests, drills, agreements. Pure."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from weijian.domains.planning import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class Funding:
    planned_fen: int
    paid_fen: int


@ruling("政府投资条例（国令第712号）§23：政府投资项目建设投资原则上不得超过经核定的投资概算")
def refusal_to_fund(facts: Funding) -> Refusal | None:
    """No more money arrives than was planned."""
    return Refusal(say.PAID_TOO_MUCH) if facts.paid_fen > facts.planned_fen else None


@dataclass(frozen=True)
class Permitting:
    issued_on: date
    ends_on: date | None
    on: date
    construction: bool
    started_on: date | None


@ruling("建筑法§7：建筑工程开工前，建设单位应当领取施工许可证")
def refusal_to_permit(facts: Permitting) -> Refusal | None:
    """A permit of a day that has been, and a construction permit not later than the work that began under it."""
    if facts.issued_on > facts.on or (facts.ends_on is not None and facts.ends_on < facts.issued_on):
        return Refusal(say.PERMIT_FUTURE, issued_on=facts.issued_on.isoformat())
    if facts.construction and facts.started_on is not None and facts.started_on < facts.issued_on:
        return Refusal(say.STARTED_BEFORE_PERMIT, issued_on=facts.issued_on.isoformat(), started_on=facts.started_on.isoformat())
    return None


@dataclass(frozen=True)
class Phasing:
    started_on: date | None
    finished_on: date | None
    follows: bool
    before_finished_on: date | None
    on: date
    foreign: bool = False


@ruling("平台约定：后一期不早于所声明的前一期完成开工")
def refusal_to_phase(facts: Phasing) -> Refusal | None:
    """A phase's days are in order, and it begins after the phase it follows is done."""
    if facts.foreign:
        return Refusal(say.ANOTHERS_PHASE)
    begun, done = facts.started_on, facts.finished_on
    if (done is not None and (begun is None or done < begun)) or max(filter(None, (begun, done)), default=date.min) > facts.on:
        return Refusal(say.PHASE_DAYS)
    if begun is not None and facts.follows and (facts.before_finished_on is None or facts.before_finished_on > begun):
        return Refusal(say.PHASE_ORDER, started_on=begun.isoformat())
    return None


@dataclass(frozen=True)
class Testing:
    """A test as it would stand. `measured` values of its points are on file, `failing` of them beyond the limits; `failed` is what it says itself."""

    tested_on: date
    on: date
    points: int = 0
    failed: int = 0
    measured: Count = 0
    failing: int = 0


@ruling("建设工程质量检测管理办法：检测结果须真实；平台约定：登记了各点数值的，不合格点数以数值为准")
def refusal_to_test(facts: Testing) -> Refusal | None:
    """What was measured was measured on a day that has been; where the points are on file, they say how many fail."""
    if facts.tested_on > facts.on:
        return Refusal(say.TEST_FUTURE, tested_on=facts.tested_on.isoformat())
    told = facts.failed == facts.failing and facts.points >= facts.measured
    return None if told or not facts.measured else Refusal(say.POINTS_SAY_OTHERWISE, measured=facts.measured, failing=facts.failing)


@dataclass(frozen=True)
class Measuring:
    """A point's value about to be entered."""

    least: float | None
    most: float | None
    value: float


@ruling("平台约定：各点按检测登记的上下限判定，没有限值的不判")
def refusal_to_measure(facts: Measuring) -> Refusal | None:
    """A number, of a test that says between what it must lie."""
    if not isfinite(facts.value):
        return Refusal(say.POINT_NO_NUMBER)
    return Refusal(say.NO_LIMIT) if facts.least is None and facts.most is None else None


@dataclass(frozen=True)
class Measured:
    value: float
    least: float | None
    most: float | None


@ruling("平台约定：检测值不低于下限、不高于上限为合格")
def passes(facts: Measured) -> bool:
    """The limits themselves pass."""
    return (facts.least is None or facts.value >= facts.least) and (facts.most is None or facts.value <= facts.most)


@dataclass(frozen=True)
class Drilling:
    drilled_on: date | None
    on: date


@ruling("平台约定：平战转换的能力与用时以演练为据")
def refusal_to_drill(facts: Drilling) -> Refusal | None:
    """A drill was held on a day that has been."""
    if facts.drilled_on is None or facts.drilled_on <= facts.on:
        return None
    return Refusal(say.DRILL_FUTURE, drilled_on=facts.drilled_on.isoformat())


@dataclass(frozen=True)
class Agreeing:
    """An agreement; `foreign`: the project named is another institution's."""

    signed_on: date
    on: date
    foreign: bool = False


@ruling("平台约定：协议在签订之后登记，归签订的机构")
def refusal_to_agree(facts: Agreeing) -> Refusal | None:
    """An agreement of one's own, after it was signed."""
    if facts.foreign:
        return Refusal(say.NOT_THE_OWNER)
    return Refusal(say.AGREEMENT_FUTURE, signed_on=facts.signed_on.isoformat()) if facts.signed_on > facts.on else None
