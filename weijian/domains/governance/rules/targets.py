"""Setting a target, and where a figure stands against one: its share done, the calendar's share, and what the end may bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scipy.special import stdtrit

from weijian.domains.governance import refusals as say
from weijian.domains.governance.states import Pace
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

CONFIDENCE = 0.95
FEWEST_POINTS = 3  # below it a line through the points says nothing of its own error
SHORTEST_REASON = 4


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
    """`done` and `elapsed` are shares of one, not clipped; None where there is no figure."""

    pace: Pace
    done: float | None
    elapsed: float | None


@ruling("规则手册00：完成进度与时间进度对照（53.64 %对44.26 %）")
def pace_of(facts: Aimed) -> Against:
    """The share done beside the share of the period gone by on the figure's day, both days counted in."""
    if facts.reached is None or facts.reached_on is None:
        return Against(Pace.UNKNOWN, None, None)
    done, elapsed = facts.reached / facts.target, share_elapsed(facts.from_on, facts.until_on, facts.reached_on)
    if (done >= 1) if facts.at_least else (done <= 1 and elapsed >= 1):
        return Against(Pace.REACHED, done, elapsed)
    if elapsed >= 1 or (not facts.at_least and done > 1):
        return Against(Pace.MISSED, done, elapsed)
    if not facts.cumulative:
        return Against(Pace.OPEN if facts.at_least else Pace.REACHED, done, elapsed)
    return Against(Pace.AHEAD if (done >= elapsed) is facts.at_least else Pace.BEHIND, done, elapsed)


def share_elapsed(from_on: date, until_on: date, on: date) -> float:
    """How much of the period has gone by at the end of the day: 0 before it, 1 after it."""
    days, gone = (until_on - from_on).days + 1, (on - from_on).days + 1
    return min(max(gone / days, 0.0), 1.0)


@dataclass(frozen=True)
class Forecast:
    """The value at the end of the period; `low` and `high` bound it at 95 % when there were points enough to say."""

    value: float
    low: float | None
    high: float | None
    points: int


def forecast(points: Sequence[tuple[date, float]], from_on: date, until_on: date, *, cumulative: bool) -> Forecast | None:
    """Least squares through the points with the prediction interval of a new observation (Draper & Smith, Applied Regression Analysis, 1.4);
    with fewer than three, at the pace so far from nothing, without bounds; None where neither can be said."""
    known = sorted({day: value for day, value in points if from_on <= day <= until_on}.items())
    if len(known) >= FEWEST_POINTS:
        return _line([(day - from_on).days + 1.0 for day, _v in known], [value for _day, value in known], (until_on - from_on).days + 1.0)
    if not known or not cumulative:
        return None
    day, value = known[-1]
    return Forecast(value / share_elapsed(from_on, until_on, day), None, None, len(known))


def _line(days: Sequence[float], values: Sequence[float], end: float) -> Forecast:
    n = len(days)
    middle, mean = sum(days) / n, sum(values) / n
    spread = sum((d - middle) ** 2 for d in days)
    slope = sum((d - middle) * (v - mean) for d, v in zip(days, values, strict=True)) / spread
    left = sum((v - mean - slope * (d - middle)) ** 2 for d, v in zip(days, values, strict=True))
    error = (left / (n - 2) * (1 + 1 / n + (end - middle) ** 2 / spread)) ** 0.5
    reach, value = float(stdtrit(n - 2, (1 + CONFIDENCE) / 2)) * error, mean + slope * (end - middle)
    return Forecast(value, value - reach, value + reach, n)


@dataclass(frozen=True)
class Ranked:
    rank: int
    place: str
    value: float
    denominator: str


def ranking(rows: Sequence[tuple[str, float, str]], *, at_least: bool) -> list[Ranked]:
    """(place, value, denominator) from the best down; equals share a rank."""
    best = sorted(rows, key=lambda row: (-row[1] if at_least else row[1], row[0]))
    values = [row[1] for row in best]
    return [Ranked(values.index(value) + 1, place, value, denominator) for place, value, denominator in best]
