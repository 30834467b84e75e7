"""Rates, money and small cells: numbers that are shown to people.

A rate without a denominator is None (shown as "—"), and one above 100 % stays above 100 %: it is a sign of bad data.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from weijian.kernel import refusals as say
from weijian.kernel.refusal import Refusal

SMALL_CELL = 5  # rulebook §20.4: counts below five are not published

RATES = {"%": 100, "％": 100, "‰": 1000, "个百分点": 0, "/万": 10_000, "/10万": 100_000, "/千": 1000}  # unit, and what it is so much of
NOT_AMOUNTS = ("平均", "人均", "次均", "户均", "日均", "排名", "位次", "名次", "得分", "评分", "指数", "占比", "比例", "满意度", "中位")
NOT_AMOUNT_UNITS = frozenset({"分", "名次", "位", "倍", "岁", "度", "℃", "级"})
RATE_ENDING = "率"

_AMOUNT = re.compile(r"([-+]?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(元|万元|亿元|万|亿|分)?(?:整|人民币)?")
_FEN_PER = {"": 100, "元": 100, "万": 1_000_000, "万元": 1_000_000, "亿": 10_000_000_000, "亿元": 10_000_000_000, "分": 1}
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(c): None for c in " \t\u3000\u00a0"}


def rate(numerator: float, denominator: float) -> float | None:
    """Numerator over denominator as a fraction of one; None when the denominator is zero. Never clipped.

    ValueError when the denominator is negative.
    """
    if denominator < 0:
        raise ValueError("a denominator cannot be negative")
    return numerator / denominator if denominator else None


def per_hundred(numerator: float, denominator: float) -> float | None:
    """Percent; None when the denominator is zero."""
    return _scaled(numerator, denominator, 100)


def per_thousand(numerator: float, denominator: float) -> float | None:
    """Per 1,000 (‰); None when the denominator is zero."""
    return _scaled(numerator, denominator, 1_000)


def per_ten_thousand(numerator: float, denominator: float) -> float | None:
    """Per 10,000; None when the denominator is zero."""
    return _scaled(numerator, denominator, 10_000)


def per_hundred_thousand(numerator: float, denominator: float) -> float | None:
    """Per 100,000 (1/10万); None when the denominator is zero."""
    return _scaled(numerator, denominator, 100_000)


def _scaled(numerator: float, denominator: float, scale: int) -> float | None:
    return rate(numerator * scale, denominator)


def is_amount(what: str, unit: str) -> bool:
    """May numbers of this be added up? Averages, ranks, scores, degrees and rates may not."""
    return not (unit in RATES or unit in NOT_AMOUNT_UNITS or any(word in what for word in NOT_AMOUNTS) or what.endswith(RATE_ENDING))


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of renminbi in whole fen."""

    amount_fen: int

    @classmethod
    def from_yuan(cls, yuan: Decimal | int | str) -> "Money":
        """Yuan, rounded half up to the fen. A float is not taken: it is not an amount of money."""
        return cls(_whole(Decimal(yuan) * 100))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount_fen + other.amount_fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount_fen - other.amount_fen)

    def __neg__(self) -> "Money":
        return Money(-self.amount_fen)

    def __mul__(self, factor: int | Decimal) -> "Money":
        """So many times the amount, rounded half up to the fen."""
        return Money(_whole(self.amount_fen * Decimal(factor)))

    def shared(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """The amount in parts by weight (such as head-counts) that add up to it exactly, by largest remainder.

        ValueError when a weight is negative or all are zero.
        """
        whole = sum(weights)
        if whole <= 0 or min(weights) < 0:
            raise ValueError("weights must be positive in sum and none negative")
        parts = [self.amount_fen * weight // whole for weight in weights]
        by_remainder = sorted(range(len(weights)), key=lambda i: (-(self.amount_fen * weights[i] % whole), i))
        for i in by_remainder[: self.amount_fen - sum(parts)]:
            parts[i] += 1
        return tuple(Money(part) for part in parts)

    @property
    def yuan(self) -> Decimal:
        return Decimal(self.amount_fen) / 100

    def in_yuan(self) -> str:
        """1,234.50元"""
        return f"{self.yuan:,.2f}元"

    def in_wanyuan(self, places: int = 2) -> str:
        """12.35万元, rounded half up to so many places."""
        quantum = Decimal(1).scaleb(-places)
        return f"{(self.yuan / 10_000).quantize(quantum, ROUND_HALF_UP):,}万元"

    def __str__(self) -> str:
        return self.in_yuan()


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))


def parse_money(text: str) -> Money | Refusal:
    """Reads 1234.5, 1,234.50元, ￥1234, 12.3万元, 1.2亿元, 500分; a bare number is yuan. Says why when it cannot."""
    found = _AMOUNT.fullmatch(text.translate(_HALF_WIDTH))
    if found is None:
        return Refusal(say.MONEY_UNREADABLE)
    sign, whole, fraction, unit = found.groups()
    fen = Decimal(sign + whole.replace(",", "") + (fraction or "")) * _FEN_PER[unit or ""]
    return Money(int(fen)) if fen == fen.to_integral_value() else Refusal(say.MONEY_FRACTION)


@dataclass(frozen=True, slots=True)
class SuppressedRow:
    """A row of counts fit for publication: None is a hidden cell (shown as “<5” or “—”)."""

    cells: tuple[int | None, ...]
    total: int | None


def suppressed(counts: Sequence[int], *, threshold: int = SMALL_CELL) -> SuppressedRow:
    """Hides counts of 1 to threshold-1, and further cells until the total no longer gives the hidden ones away.

    Primary: every cell below the threshold except zero (nobody is in it). Complementary: while fewer than two cells are
    hidden, or the hidden ones add up to less than the threshold, the smallest shown cell goes too, zeros last. A total
    below the threshold is hidden itself. ValueError for a negative count. Source: rulebook §20.4.
    """
    if any(count < 0 for count in counts):
        raise ValueError("a count cannot be negative")
    hidden = {i for i, count in enumerate(counts) if 0 < count < threshold}
    total = sum(counts)
    if 0 < total < threshold:
        return SuppressedRow(_without(counts, hidden), None)
    shown = sorted((i for i in range(len(counts)) if i not in hidden), key=lambda i: (counts[i] == 0, counts[i], i))
    while hidden and shown and (len(hidden) < 2 or sum(counts[i] for i in hidden) < threshold):
        hidden.add(shown.pop(0))
    return SuppressedRow(_without(counts, hidden), total)


def _without(counts: Sequence[int], hidden: set[int]) -> tuple[int | None, ...]:
    return tuple(None if i in hidden else count for i, count in enumerate(counts))
