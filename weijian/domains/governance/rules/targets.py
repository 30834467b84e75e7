"""Setting a target, and where a figure stands against one: its share done, the calendar's share, and what the end may bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from weijian.domains.governance import refusals as say
from weijian.domains.governance.states import Pace
from weijian.engines.indicators.direction import Direction
from weijian.engines.indicators.period import Period, years_before
from weijian.engines.indicators.targets import FEWEST_POINTS, Standing, elapsed_share, forecast_from_last_years, forecast_to_end, met, pace
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

SHORTEST_REASON, YEARS_LOOKED_BACK = 4, 5


@dataclass(frozen=True)
class SettingTarget:
    """A target about to be set; `standing` is the value of one that stands for the same thing, place and last day."""

    what: str
    value: Decimal
    from_on: date
    until_on: date
    document: str
    standing: Decimal | None = None


@ruling("平台约定：目标须有文号；同一事项、地方、期限只有一个目标")
def refusal_to_set_target(facts: SettingTarget) -> Refusal | None:
    """A target rests on a document, runs forward, is above zero, and is the only one of its kind."""
    if not facts.what.strip():
        return Refusal(say.NOT_SAID_OF_WHAT)
    if not facts.document.strip():
        return Refusal(say.TARGET_WITHOUT_DOCUMENT)
    if facts.until_on < facts.from_on:
        return Refusal(say.DAYS_REVERSED, from_on=facts.from_on, until_on=facts.until_on)
    if facts.value <= 0:
        return Refusal(say.TARGET_NOT_POSITIVE)
    if facts.standing is not None:
        return Refusal(say.TARGET_STANDS, what=facts.what, until_on=facts.until_on, value=f"{facts.standing.normalize():f}")
    return None


@dataclass(frozen=True)
class WithdrawingTarget:
    reason: str
    withdrawn_at: str = ""  # as a person reads it; "" while it stands


@ruling("平台约定：目标不改写，只撤销并重设，并写明原因")
def refusal_to_withdraw_target(facts: WithdrawingTarget) -> Refusal | None:
    """A target is withdrawn once, with a reason."""
    if facts.withdrawn_at:
        return Refusal(say.TARGET_WITHDRAWN, moment=facts.withdrawn_at)
    return Refusal(say.REASON_NEEDED) if len(facts.reason.strip()) < SHORTEST_REASON else None


@dataclass(frozen=True)
class Aimed:
    """A figure of `reached_on` against a target. `cumulative` counts grow from nothing over the period; rates do not."""

    target: float
    from_on: date
    until_on: date
    at_least: bool
    cumulative: bool
    reached: float | None = None
    reached_on: date | None = None


@dataclass(frozen=True)
class Against:
    """`done` and `elapsed` are shares in per cent, not clipped; None where there is no figure."""

    pace: Pace
    done: float | None
    elapsed: float | None


@ruling("规则手册00：完成进度与时间进度对照（53.64 %对44.26 %）")
def pace_of(facts: Aimed) -> Against:
    """The share done beside the share of the period gone by on the figure's day, both days counted in."""
    if facts.reached is None or facts.reached_on is None:
        return Against(Pace.UNKNOWN, None, None)
    held = pace(facts.reached, facts.target, Period(facts.from_on, facts.until_on), facts.reached_on)
    over, direction = facts.reached_on >= facts.until_on, Direction.HIGHER_IS_BETTER if facts.at_least else Direction.LOWER_IS_BETTER
    return Against(_pace(facts, held.standing, over, met(facts.reached, facts.target, direction)), held.done, held.elapsed)


def _pace(facts: Aimed, standing: Standing, over: bool, good: bool) -> Pace:
    """A rate is where it should be or not; a count that grows is held against the calendar; a ceiling is kept until the last day."""
    if facts.at_least and good:
        return Pace.REACHED
    if over or (not facts.at_least and not good):
        return Pace.REACHED if good else Pace.MISSED
    if not facts.cumulative:
        return Pace.REACHED if good else Pace.OPEN
    if standing is Standing.ON_PACE or standing is Standing.MET:
        return Pace.ON_PACE
    return Pace.AHEAD if (standing is Standing.AHEAD) is facts.at_least else Pace.BEHIND


@dataclass(frozen=True)
class Expected:
    """The value at the end of the period; `low` and `high` bound it with `probability` when there were steps, or earlier `years`, enough to say."""

    value: float
    low: float | None
    high: float | None
    points: int
    probability: float | None = None
    years: int = 0


def expected(points: Sequence[tuple[date, float]], from_on: date, until_on: date, *, cumulative: bool) -> Expected | None:
    """Where a growing count will end: by what earlier years had reached on the same day, when three of them are among the points; by its even
    steps (months, quarters) with their scatter; else at the pace so far, without bounds."""
    by_day = dict(points)
    known = sorted({day: value for day, value in by_day.items() if from_on <= day <= until_on}.items())
    if not known or not cumulative:
        return None
    day, value = known[-1]
    shares = shares_reached(by_day, from_on, until_on, day)
    if len(shares) >= FEWEST_POINTS and value > 0:
        found = forecast_from_last_years(value, shares)
        return Expected(found.value, found.low, found.high, len(known), found.probability, len(shares))
    steps, remaining = _steps([_month_of(day, from_on) for day, _v in known], _month_of(until_on, from_on))
    if len(known) >= FEWEST_POINTS and steps:
        values = [value for _day, value in known]
        found = forecast_to_end([b - a for a, b in pairwise([0.0, *values])], remaining)
        return Expected(found.value, found.low, found.high, len(known), found.probability)
    return Expected(100 * value / elapsed_share(Period(from_on, until_on), day), None, None, len(known))


def shares_reached(by_day: Mapping[date, float], from_on: date, until_on: date, on: date) -> list[float]:
    """What share of its end each earlier year had reached on this day, the latest year first: of those of which both are known. Of a period longer
    than a year none: the years before lie within it."""
    if years_before(until_on, 1) >= from_on or on >= until_on:
        return []
    pairs = ((by_day.get(_years_earlier(on, n)), by_day.get(_years_earlier(until_on, n))) for n in range(1, YEARS_LOOKED_BACK + 1))
    return [reached / end for reached, end in pairs if reached and end and 0 < reached <= end]


def _years_earlier(day: date, years: int) -> date:
    """The same day some years earlier; of a month's last day the last day."""
    return years_before(day + timedelta(days=1), years) - timedelta(days=1)


def _month_of(day: date, from_on: date) -> int:
    """How many whole months have gone by at the end of the day; 0 when it is not a month's last."""
    after = day + timedelta(days=1)
    return (after.year - from_on.year) * 12 + after.month - from_on.month if after.day == from_on.day else 0


def _steps(months: Sequence[int], last: int) -> tuple[int, int]:
    """How many months a step is when all are alike and the rest of the period is so many of them too, and how many remain; else (0, 0)."""
    step = months[0]
    even = step > 0 and all(b - a == step for a, b in pairwise([0, *months])) and (last - months[-1]) % step == 0
    return (step, (last - months[-1]) // step) if even else (0, 0)
