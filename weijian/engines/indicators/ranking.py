"""Places beside each other: who is first, who ties, and how far their denominators differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any

from weijian.engines.indicators.definition import Cell, Direction

CONFIDENCE_Z = 1.959963984540054  # of the two-sided 95 % interval


@dataclass(frozen=True)
class Place:
    """A place in the ranking. Those that tie share a rank and the next is passed over (1, 2, 2, 4). Rank None: there is nothing to rank.

    `low` and `high` bound the rate by Wilson's interval, None where the figure is no share of a count.
    """

    key: Any
    cell: Cell
    rank: int | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Ranking:
    """`unlike`: the greatest denominator is so many times the smallest; the screen says so beside the ranking. `unsure`: pairs of neighbours
    in the ranking whose intervals overlap, so that their order may be chance."""

    places: tuple[Place, ...]
    unlike: float | None
    unsure: tuple[tuple[Any, Any], ...]


def ranked(cells: Mapping[Any, Cell], direction: Direction, scale: int = 100) -> Ranking:
    """Best first by `direction` (higher first where neutral), ties by key; places without a value last.

    Values are compared as exact fractions, so that 1/3 and 2/6 tie. Interval: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212.
    """
    sign = 1 if direction is Direction.LOWER_IS_BETTER else -1
    known = sorted(((sign * _exact(c), str(k), k, c) for k, c in cells.items() if c.value is not None), key=lambda x: x[:2])
    ranks: dict[Any, int] = {}
    for i, (exact, _, key, _) in enumerate(known):
        ranks[key] = ranks[known[i - 1][2]] if i and known[i - 1][0] == exact else i + 1
    places = [Place(k, c, ranks[k], *wilson(c, scale)) for _, _, k, c in known]
    unknown = [Place(k, c, None, None, None) for k, c in sorted(cells.items(), key=lambda kc: str(kc[0])) if c.value is None]
    return Ranking((*places, *unknown), _unlike(places), tuple((a.key, b.key) for a, b in zip(places, places[1:], strict=False) if _overlap(a, b)))


def wilson(cell: Cell, scale: int = 100) -> tuple[float | None, float | None]:
    """Wilson's 95 % interval of a share, times the scale."""
    x, n = cell.numerator, cell.denominator
    if not isinstance(n, int) or not isinstance(x, int) or n <= 0 or not 0 <= x <= n:
        return None, None
    z2 = CONFIDENCE_Z**2
    middle, half = (x + z2 / 2) / (n + z2), CONFIDENCE_Z * sqrt(x * (n - x) / n + z2 / 4) / (n + z2)
    return scale * max(0.0, middle - half), scale * min(1.0, middle + half)


def _exact(cell: Cell) -> Fraction:
    return Fraction(cell.numerator) / Fraction(cell.denominator) if cell.denominator else Fraction(cell.numerator)


def _unlike(places: Sequence[Place]) -> float | None:
    below = [p.cell.denominator for p in places if p.cell.denominator]
    return float(max(below) / min(below)) if below else None


def _overlap(a: Place, b: Place) -> bool:
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.low <= b.high and b.low <= a.high and a.rank != b.rank
