"""Is a target being met: pace against the calendar, and where the period will end, with its uncertainty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from weijian.engines.indicators import refusals as say
from weijian.engines.indicators.direction import Direction
from weijian.engines.indicators.period import Period
from weijian.kernel.refusal import Refusal

FEWEST_POINTS = 3


class Standing(StrEnum):
    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    MET = "met"


@dataclass(frozen=True)
class Pace:
    """`done` and `elapsed` are shares of the target and of the period, in per cent."""

    done: float
    elapsed: float
    standing: Standing

    @property
    def lead(self) -> float:
        """Percentage points ahead of the calendar; negative: behind."""
        return self.done - self.elapsed


@dataclass(frozen=True)
class Forecast:
    """Expected at the period's end, and the interval that holds it with the given probability if things go on as they have."""

    value: float
    low: float
    high: float
    probability: float


def elapsed_share(period: Period, on: date) -> float:
    """Days of the period that have passed by the end of the day, in per cent: 44.26 for 10 June 2024 of that year (162 of 366 days)."""
    days, past = (period.until_on - period.from_on).days + 1, (on - period.from_on).days + 1
    return 100 * min(max(past, 0), days) / days


def pace(value: float, target: float, period: Period, on: date, *, tolerance: float = 1.0) -> Pace:
    """A cumulated amount against a target due at the period's end, held against an even pace. Within `tolerance` percentage points it is
    on pace. The target must be positive (ValueError)."""
    if target <= 0:
        raise ValueError("a target of nothing has no pace")
    done, elapsed = 100 * value / target, elapsed_share(period, on)
    if done >= 100:
        return Pace(done, elapsed, Standing.MET)
    if abs(done - elapsed) <= tolerance:
        return Pace(done, elapsed, Standing.ON_PACE)
    return Pace(done, elapsed, Standing.AHEAD if done > elapsed else Standing.BEHIND)


def met(value: float, target: float, direction: Direction) -> bool:
    """Whether a level stands where the target wants it; the target itself counts as met."""
    return value <= target if direction is Direction.LOWER_IS_BETTER else value >= target


def forecast_to_end(increments: Sequence[float], remaining: int, *, probability: float = 0.8) -> Forecast:
    """The sum at the period's end, from what each past step (month, week) added, `remaining` steps being left.

    Steps to come are taken to be like those past: mean m and variance s² of n steps give the sum S + h·m, and its interval
    ± t(n−1) · s · √(h + h²/n): h new steps each with their own scatter, and a mean that is itself uncertain. Method: the mean forecast of
    Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed., OTexts 2021), 5.2 and 5.5, summed over h steps.
    Raises Refusal with fewer than three steps. A sum of counts never falls: with no negative step the interval does not go below what is reached.
    """
    n = len(increments)
    if n < FEWEST_POINTS:
        raise Refusal(say.NOT_ENOUGH_HISTORY, known=n, needed=FEWEST_POINTS)
    reached, mean = sum(increments), sum(increments) / n
    deviation = sqrt(sum((x - mean) ** 2 for x in increments) / (n - 1))
    half = _quantile(probability, n - 1) * deviation * sqrt(remaining + remaining**2 / n)
    value = reached + remaining * mean
    low = value - half if min(increments) < 0 else max(reached, value - half)
    return Forecast(value, low, value + half, probability)


def forecast_from_last_years(reached: float, shares_reached: Sequence[float], *, probability: float = 0.8) -> Forecast:
    """The sum at the period's end, from which share of the year's sum earlier years had reached at the same point (0 to 1, not 0).

    For work that is not even over the year (check-ups in spring, vaccination in autumn). The growth factor 1/share of each year is taken to
    scatter about its mean; interval as of one new observation, ± t(n−1) · s · √(1 + 1/n): the development-factor (chain-ladder) method,
    T. Mack, ASTIN Bulletin 23 (1993) 213–225, with one development period. Raises Refusal with fewer than three years.
    """
    n = len(shares_reached)
    if n < FEWEST_POINTS:
        raise Refusal(say.NOT_ENOUGH_HISTORY, known=n, needed=FEWEST_POINTS)
    factors = [1 / share for share in shares_reached]
    mean = sum(factors) / n
    deviation = sqrt(sum((f - mean) ** 2 for f in factors) / (n - 1))
    half = _quantile(probability, n - 1) * deviation * sqrt(1 + 1 / n)
    return Forecast(reached * mean, reached * max(1.0, mean - half), reached * (mean + half), probability)


def _quantile(probability: float, freedom: int) -> float:
    from scipy.special import stdtrit  # here, so that a command which forecasts nothing does not wait for SciPy

    return float(stdtrit(freedom, 0.5 + probability / 2))
