"""What a figure must say of itself, and which figures may be compared."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from weijian.domains.governance import refusals as say
from weijian.domains.governance.states import Comparable
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

RATIO = "ratio"
SCALES = {"%": 100, "％": 100, "‰": 1000, "": 1}
SHORTEST_REASON = 4


@dataclass(frozen=True)
class Said:
    """A figure as somebody states it. `value` in base units; `step` the worth of its last digit."""

    what: str
    value: Decimal
    unit: str
    kind: str
    value_max: Decimal | None = None
    step: Decimal = Decimal(1)
    bound: str = "exact"
    period: str = ""
    from_on: date | None = None
    until_on: date | None = None
    as_of_on: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    denominator_words: str = ""
    place_code: str = ""
    place_name: str = ""
    institution_code: str = ""
    indicator_code: str = ""
    document: str = ""


@ruling("统计法第二十五条：统计数字须真实、可查；规则手册00：数字须有单位、分母、时期")
def refusal_to_enter(said: Said) -> Refusal | None:
    """A figure says what it is of; its range, its days and its numerator and denominator do not contradict it."""
    if not said.what.strip():
        return Refusal(say.NOT_SAID_OF_WHAT)
    if said.value_max is not None and said.value_max < said.value:
        return Refusal(say.RANGE_REVERSED, value=said.value, value_max=said.value_max)
    if said.from_on and said.until_on and said.until_on < said.from_on:
        return Refusal(say.DAYS_REVERSED, from_on=said.from_on, until_on=said.until_on)
    return _refusal_of_parts(said)


def _refusal_of_parts(said: Said) -> Refusal | None:
    """Numerator over denominator is the ratio, to half of its last digit."""
    if said.kind != RATIO or said.numerator is None or said.denominator is None or said.unit not in SCALES:
        return None
    if not said.denominator:
        return Refusal(say.DENOMINATOR_ZERO)
    computed = said.numerator * SCALES[said.unit] / said.denominator
    if abs(computed - said.value) <= said.step / 2:
        return None
    return Refusal(say.PART_ABOVE_WHOLE, computed=f"{computed:.2f}{said.unit}", value=f"{said.value}{said.unit}")


@dataclass(frozen=True)
class Withdrawing:
    reason: str
    withdrawn_at: str = ""  # as a person reads it; "" while it stands
    withdrawn_why: str = ""


@ruling("平台约定：数字不改写，只撤回并代替，并写明原因")
def refusal_to_withdraw(facts: Withdrawing) -> Refusal | None:
    """A figure is withdrawn once, with a reason."""
    if facts.withdrawn_at:
        return Refusal(say.WITHDRAWN_ALREADY, moment=facts.withdrawn_at, reason=facts.withdrawn_why)
    return Refusal(say.REASON_NEEDED) if len(facts.reason.strip()) < SHORTEST_REASON else None


@dataclass(frozen=True)
class Compared:
    """What the figures of one comparison are of, each list without repetitions."""

    units: tuple[str, ...]
    kinds: tuple[str, ...]
    denominators: tuple[str, ...] = ()  # as named; "" where a ratio names none
    bounds: tuple[str, ...] = ("exact",)


@ruling("规则手册00：人、人次、户、家不可混用；比率无分母不作图")
def comparability(facts: Compared) -> Comparable:
    """May they stand in one chart, and what must be said beside it?"""
    if len(set(facts.units)) > 1:
        return Comparable.OTHER_UNITS
    if len(set(facts.kinds)) > 1:
        return Comparable.OTHER_KINDS
    if RATIO in facts.kinds and "" in facts.denominators:
        return Comparable.NO_DENOMINATOR
    if RATIO in facts.kinds and len(set(facts.denominators)) > 1:
        return Comparable.OTHER_DENOMINATORS
    return Comparable.ALIKE if set(facts.bounds) <= {"exact"} else Comparable.ESTIMATES


def last_digit(value: Decimal) -> Decimal:
    """The worth of the last digit as typed: 53.64 → 0.01, 40900 → 1."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
