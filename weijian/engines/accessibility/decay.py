"""How much a way of so many minutes counts: the weights of the floating catchments, as published."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.pairs import line_of
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
LONGEST_MINUTES = 600.0


@dataclass(frozen=True)
class Decay:
    """Weights by zone (`minutes` rising, a weight each), or a `curve` of minutes up to the last of `minutes`.

    A pair exactly on a line belongs to the nearer zone; beyond the last line it does not count at all.
    """

    minutes: tuple[float, ...]
    weights: tuple[float, ...] = ()
    curve: Callable[[Floats], Floats] | None = field(default=None, compare=False)
    source: str = ""

    @property
    def limit_seconds(self) -> float:
        return self.minutes[-1] * 60

    @cached_property
    def lines(self) -> NDArray[np.int32]:
        """In whole milliseconds."""
        return np.array([line_of(m) for m in self.minutes], dtype=np.int32)

    @cached_property
    def by_zone(self) -> Floats:
        """The weights of the zones, then that of what lies beyond: none."""
        return np.array([*self.weights, -1.0], dtype=np.float64)

    @cached_property
    def table(self) -> Floats:
        """The curve at every millisecond up to the limit; empty when there are zones."""
        if self.curve is None:
            return np.empty(0)
        return np.require(self.curve(np.arange(self.lines[-1] + 1) / 60_000), np.float64, ["C", "W"])

    def of(self, minutes: Floats) -> Floats:
        """Weight of each; 0 beyond the limit."""
        milliseconds = np.ceil(minutes * 60_000 - 1e-3).astype(np.int64)
        inside = milliseconds <= self.lines[-1]
        if self.curve is not None:
            return np.where(inside, self.table[np.where(inside, milliseconds, 0)], 0.0)
        return np.where(inside, self.by_zone[np.searchsorted(self.lines, milliseconds, side="left")], 0.0)


def steps(minutes: tuple[float, ...], weights: tuple[float, ...], source: str = "") -> Decay:
    """Zones with a weight each. Refuses what is no rising row of minutes with as many weights between 0 and 1."""
    rising = all(a < b for a, b in zip((0.0, *minutes), minutes, strict=False))
    if not minutes or len(minutes) != len(weights) or not rising or not all(0 <= w <= 1 for w in weights) or minutes[-1] > LONGEST_MINUTES:
        raise Refusal(say.ZONES_UNSOUND)
    return Decay(minutes, weights, source=source)


def within(minutes: float) -> Decay:
    """Inside counts whole, outside not at all: the two-step catchment of Luo & Wang (2003)."""
    return steps((minutes,), (1.0,), "Luo & Wang 2003, doi:10.1068/b29120")


E2SFCA = steps((10.0, 20.0, 30.0), (1.0, 0.68, 0.22), "Luo & Qi 2009, doi:10.1016/j.healthplace.2009.06.002 (slow decay)")
E2SFCA_SHARP = steps((10.0, 20.0, 30.0), (1.0, 0.42, 0.09), "Luo & Qi 2009, doi:10.1016/j.healthplace.2009.06.002 (sharp decay)")
THREE_STEP = steps((10.0, 20.0, 30.0, 60.0), (0.962, 0.704, 0.377, 0.042), "Wan, Zou & Sternberg 2012, doi:10.1080/13658816.2011.624987")


def gaussian(limit_minutes: float) -> Decay:
    """1 at the door, 0 at the limit: (e^(−t²/2t₀²) − e^(−½)) / (1 − e^(−½)), Dai 2010."""
    end = np.exp(-0.5)
    return _curve(limit_minutes, lambda t: (np.exp(-0.5 * (t / limit_minutes) ** 2) - end) / (1 - end), "Dai 2010, doi:10.1016/j.healthplace.2010.06.012")


def gaussian_of(limit_minutes: float, beta: float) -> Decay:
    """e^(−t²/β), cut off at the limit: the curve from which Luo & Qi (2009) and Wan et al. (2012) take their zones."""
    return _curve(limit_minutes, lambda t: np.exp(-(t**2) / _positive(beta)), "Luo & Qi 2009; Wan, Zou & Sternberg 2012")


def exponential(limit_minutes: float, beta: float) -> Decay:
    """e^(−βt), β by the minute, cut off at the limit: Jamtsho, Corner & Dewan 2015."""
    return _curve(limit_minutes, lambda t: np.exp(-_positive(beta) * t), "Jamtsho, Corner & Dewan 2015, ISPRS Int. J. Geo-Inf. 4(3)")


def epanechnikov(limit_minutes: float) -> Decay:
    """¾(1 − (t/t₀)²): kernel density, Dai & Wang 2011."""
    return _curve(limit_minutes, lambda t: 0.75 * (1 - (t / limit_minutes) ** 2), "Dai & Wang 2011, doi:10.1068/b36149")


def power(limit_minutes: float, beta: float, *, nearest_minutes: float = 1.0) -> Decay:
    """t^(−β), the gravity model; nearer than `nearest_minutes` counts as that, for at the door it has no value."""
    source = "Joseph & Bantock 1982, doi:10.1016/0277-9536(82)90428-2"
    return _curve(limit_minutes, lambda t: np.maximum(t, _positive(nearest_minutes)) ** -_positive(beta), source)


def _curve(limit_minutes: float, curve: Callable[[Floats], Floats], source: str) -> Decay:
    if not 0 < limit_minutes <= LONGEST_MINUTES:
        raise Refusal(say.ZONES_UNSOUND)
    return Decay((limit_minutes,), curve=curve, source=source)


def _positive(number: float) -> float:
    if not number > 0:
        raise Refusal(say.ZONES_UNSOUND)
    return number
