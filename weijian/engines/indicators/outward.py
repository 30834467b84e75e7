"""What may leave the house: small cells suppressed, and enough others that none of them can be worked out again.

A table of counts with its totals is a set of equations: each total is the sum of its parts. Counts from 1 to below the threshold are
suppressed (primary). A suppressed count can be worked out when it is the only one missing in an equation; so each equation with missing
counts gets at least two, the further one the smallest that is left (complementary), until no equation betrays any. With the threshold
also kept for what the missing parts of one equation sum to, two lone cases cannot be read off their sum either.

Sources: Hundepool et al., Statistical Disclosure Control (Wiley 2012), ch. 4 (primary and secondary suppression in tables);
threshold 5 as customary for health statistics. A zero is told: that nobody is there says nothing about anybody.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weijian.engines.indicators.definition import Cell

THRESHOLD = 5

Key = Any


@dataclass(frozen=True)
class Told:
    """Counts as they may be told: None is suppressed. `primary` were small, `complementary` protect them."""

    counts: Mapping[Key, int | None]
    primary: frozenset[Key]
    complementary: frozenset[Key]


def suppress(counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]], threshold: int = THRESHOLD, also: Collection[Key] = ()) -> Told:
    """`counts` of every place, totals included; `parts[total]` names the places it is the sum of (a county's townships).

    Totals may themselves be parts of greater totals; a place is part of one total at most. `also` are places suppressed for a reason of
    their own. Raises ValueError where a total is not the sum of its parts or a place is part of two, KeyError where a part has no count.
    """
    _check(counts, parts)
    primary = {key for key, count in counts.items() if 0 < count < threshold} | set(also)
    hidden = set(primary)
    equations = [(total, *members) for total, members in parts.items()]
    while further := next(_betrayals(counts, equations, hidden, threshold), None):
        hidden.add(further)
    told = {key: None if key in hidden else count for key, count in counts.items()}
    return Told(told, frozenset(primary), frozenset(hidden - primary))


def outward(cells: Mapping[Key, Cell], parts: Mapping[Key, Sequence[Key]], threshold: int = THRESHOLD) -> dict[Key, Cell]:
    """The cells of one indicator in one period, by place, as they may be shown outside: a suppressed one has neither numerator nor value.

    Small denominators are suppressed with their numerators; so are small numerators that are counts (sums of money follow the denominator).
    """
    small: frozenset[Key] = frozenset()
    if all(isinstance(cell.denominator, int) for cell in cells.values()):
        small = _hidden(suppress({k: c.denominator for k, c in cells.items()}, parts, threshold))
    above = {k: c.numerator for k, c in cells.items()}
    few = _hidden(suppress(above, parts, threshold, also=small))
    return {k: replace(c, numerator=None, value=None, denominator=None if k in small else c.denominator, suppressed=True) if k in few else c for k, c in cells.items()}


def _hidden(told: Told) -> frozenset[Key]:
    return told.primary | told.complementary


def _check(counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]]) -> None:
    for total, members in parts.items():
        if counts[total] != sum(counts[m] for m in members):
            raise ValueError(f"{total} is not the sum of its parts")
    members = [m for some in parts.values() for m in some]
    if len(members) != len(set(members)):
        raise ValueError("a place is part of two totals")


def _betrayals(counts: Mapping[Key, int], equations: Iterable[tuple[Key, ...]], hidden: set[Key], threshold: int) -> Iterator[Key]:
    """For each equation that gives a suppressed count away, the next count to suppress in it."""
    for total, *members in equations:
        missing = [k for k in (total, *members) if k in hidden]
        if missing and _gives_away(counts, total, missing, threshold):
            shown = [k for k in members if k not in hidden and counts[k]] or [k for k in (*members, total) if k not in hidden]
            if shown:
                yield min(shown, key=lambda k: (counts[k], str(k)))


def _gives_away(counts: Mapping[Key, int], total: Key, missing: Sequence[Key], threshold: int) -> bool:
    """One missing count can be worked out; several missing parts of a told total, if what they sum to is small itself, nearly."""
    if len(missing) == 1:
        return True
    return total not in missing and sum(counts[k] for k in missing) < threshold
