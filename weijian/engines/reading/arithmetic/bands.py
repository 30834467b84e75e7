"""How far a written number may be from the true one, and what that does to a sum, a product, a quotient."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from weijian.engines.reading.nouns import Bound, Figure

HUNDRED, WAN, YI = Decimal(100), Decimal(10_000), Decimal(100_000_000)
ENDLESS = Decimal("Infinity")
ROUGH = Decimal("0.1")  # 约: within a tenth
SHARES = {"%": HUNDRED, "％": HUNDRED, "‰": Decimal(1000)}
POINTS = frozenset({"个百分点", "百分点", "个千分点", "千分点"})


@dataclass(frozen=True, slots=True)
class Band:
    """The values a written number may stand for, ends included. All are ≥ 0; an open end is Infinity."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Band") -> "Band":
        return Band(self.low + other.low, self.high + other.high)

    def __mul__(self, other: "Band") -> "Band":
        return Band(self.low * other.low, ENDLESS if ENDLESS in (self.high, other.high) else self.high * other.high)

    def __truediv__(self, other: "Band") -> "Band":
        return Band(self.low / other.high, ENDLESS if not other.low else self.high / other.low)

    def minus(self, other: "Band") -> "Band":
        """The difference, where the first is known not to be the smaller."""
        return Band(max(Decimal(0), self.low - other.high), max(Decimal(0), self.high - other.low))

    def times(self, factor: Decimal) -> "Band":
        return Band(self.low * factor, self.high * factor)

    def meets(self, other: "Band") -> bool:
        return self.low <= other.high and other.low <= self.high

    def surely_above(self, other: "Band") -> bool:
        return self.low > other.high


def exactly(value: Decimal | int) -> Band:
    return Band(Decimal(value), Decimal(value))


def band_of(figure: Figure) -> Band:
    """value ± step/2; a count written to its last unit is exact; 余 and 近 are open on one side, 约 is within a tenth."""
    if figure.value_max is not None:
        return Band(figure.value, figure.value_max)
    if figure.bound is Bound.AT_LEAST:
        return Band(figure.value, ENDLESS)
    if figure.bound is Bound.AT_MOST:
        return Band(Decimal(0), figure.value)
    slack = figure.value * ROUGH if figure.bound is Bound.ABOUT else half_step(figure)
    return Band(max(Decimal(0), figure.value - slack), figure.value + slack)


def half_step(figure: Figure) -> Decimal:
    whole = figure.step == 1 and figure.unit not in SHARES and figure.unit not in POINTS
    return Decimal(0) if whole else figure.step / 2


def rounded(value: Decimal, step: Decimal = Decimal("0.01")) -> Decimal:
    """To the nearest step, halves away from zero, as reports round."""
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step if value.is_finite() else value


def said(value: Decimal, places: int = 2) -> str:
    """A number as a person writes it: 39.8万, 1.74亿, 53.64."""
    if not value.is_finite():
        return "不限"
    worth, word = (YI, "亿") if abs(value) >= YI else (WAN, "万") if abs(value) >= 10 * WAN else (Decimal(1), "")
    shown = rounded(value / worth, Decimal(1).scaleb(-places))
    text = f"{shown:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + word


def many(value: Decimal, places: int = 2) -> str:
    """A reckoned number of things: whole, or by 万 where it is large."""
    return said(value, places if value >= 10 * WAN else 0)


def said_of(figure: Figure) -> str:
    """The number of a figure, by 万 or 亿 only where the report wrote it so."""
    mark = "余" if figure.bound is Bound.AT_LEAST and ("余" in figure.written or "多" in figure.written) else ""
    worth, word = next(((w, c) for c, w in (("亿", YI), ("万", WAN)) if c in figure.written.split("/")[0]), (Decimal(1), ""))
    text = f"{figure.value / worth:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + word + mark


def said_band(band: Band) -> str:
    if band.high == ENDLESS:
        return f"不低于{said(band.low)}"
    places = 0 if band.low >= WAN / 10 and band.high < 10 * WAN else 2
    return f"{said(band.low, places)}—{said(band.high, places)}" if band.low else f"不超过{said(band.high)}"
