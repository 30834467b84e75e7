"""Who is nearer and who farther between two sets of open sites, demand by demand and place by place."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.kernels import nearest_two, restood
from weijian.engines.siting.pairs import MS, Bools, Floats, Indices, Pairs

NONE = -1  # no open site can be reached


@dataclass(frozen=True, eq=False)
class Standing:
    """What stands, and of each demand the nearest open site and its milliseconds, both -1 without one."""

    is_open: Bools
    site: Indices
    ms: NDArray[np.int64]

    def covered(self, limit_ms: int) -> Bools:
        return np.asarray((self.site >= 0) & (self.ms <= limit_ms))


@dataclass(frozen=True)
class PlaceChange:
    """One place before and after. `mean_seconds` are over its people who reach a site at all, None when nobody does."""

    place: str
    people: float
    covered_before: float
    covered_after: float
    mean_seconds_before: float | None
    mean_seconds_after: float | None
    nearer_people: float
    farther_people: float


@dataclass(frozen=True, eq=False)
class Change:
    """`demand` are those whose way changed, `saved_ms` what each saves (negative: loses; a way found or lost counts as no number, see `found`, `lost`).

    `nearer` and `farther` include those who found or lost a way altogether. People are sums over demand.
    """

    demand: Indices
    saved_ms: NDArray[np.int64]
    found: Indices
    lost: Indices
    nearer_people: float
    farther_people: float
    newly_covered_people: float
    no_longer_covered_people: float
    covered_people: float
    places: tuple[PlaceChange, ...]

    @property
    def gainers(self) -> Indices:
        return np.union1d(self.demand[self.saved_ms > 0], self.found)

    @property
    def losers(self) -> Indices:
        return np.union1d(self.demand[self.saved_ms < 0], self.lost)


def standing(pairs: Pairs, is_open: Bools) -> Standing:
    """From nothing: every demand's nearest open site."""
    first, _, owner = nearest_two(pairs.start, pairs.site, pairs.ms, np.ascontiguousarray(is_open), NONE)
    return Standing(is_open.copy(), owner, first)


def rearranged(pairs: Pairs, now: Standing, *, add: tuple[int, ...] = (), close: tuple[int, ...] = ()) -> tuple[Standing, Indices]:
    """What stands after adding and closing some sites (a move is both), and the demand whose nearest site is another now.

    Only the pairs of those sites are looked at. ValueError when a site to add is open or one to close is not.
    """
    added, closed = np.array(add, dtype=np.int32), np.array(close, dtype=np.int32)
    if now.is_open[added].any() or not now.is_open[closed].all():
        raise ValueError("a site to add is open already, or a site to close is not")
    is_open, time, owner = now.is_open.copy(), now.ms.copy(), now.site.copy()
    is_open[closed] = False
    touched = restood(pairs.start, pairs.site, pairs.ms, *pairs.by_site, is_open, time, owner, added, closed)
    is_open[added] = True
    return Standing(is_open, owner, time), touched


def change(
    people: Floats, limit_ms: int, before: Standing, after: Standing, *, touched: Indices | None = None, covered_before: float | None = None,
    place: NDArray[Any] | None = None,
) -> Change:
    """Before against after. With `touched` (from `rearranged`) and the people covered before, only that demand is looked at."""
    looked = np.arange(len(people), dtype=np.int32) if touched is None else touched
    old, new = before.ms[looked], after.ms[looked]
    moved = old != new
    looked, old, new = looked[moved], old[moved], new[moved]
    both = (old != NONE) & (new != NONE)
    weight, saved = people[looked], np.where(both, old - new, 0)
    was, is_now = (old != NONE) & (old <= limit_ms), (new != NONE) & (new <= limit_ms)
    base = float(people[before.covered(limit_ms)].sum()) if covered_before is None else covered_before
    newly, no_longer = float(weight[is_now & ~was].sum()), float(weight[was & ~is_now].sum())
    return Change(
        demand=looked, saved_ms=saved, found=looked[old == NONE], lost=looked[new == NONE],
        nearer_people=float(weight[(saved > 0) | (old == NONE)].sum()), farther_people=float(weight[(saved < 0) | (new == NONE)].sum()),
        newly_covered_people=newly, no_longer_covered_people=no_longer, covered_people=base + newly - no_longer,
        places=() if place is None else _places(people, limit_ms, before, after, place),
    )


def _places(people: Floats, limit_ms: int, before: Standing, after: Standing, place: NDArray[Any]) -> tuple[PlaceChange, ...]:
    names, group = np.unique(place.astype(np.str_), return_inverse=True)
    new_way, lost_way = (before.site < 0) & (after.site >= 0), (before.site >= 0) & (after.site < 0)
    both = (before.site >= 0) & (after.site >= 0)

    def people_where(chosen: Bools | None = None) -> Floats:
        return np.asarray(np.bincount(group, people if chosen is None else people * chosen, len(names)), dtype=np.float64)

    columns = (
        people_where(), people_where(before.covered(limit_ms)), people_where(after.covered(limit_ms)),
        *(_means(group, people, standing, len(names)) for standing in (before, after)),
        people_where(new_way | (both & (after.ms < before.ms))), people_where(lost_way | (both & (after.ms > before.ms))),
    )
    return tuple(PlaceChange(str(name), *(None if v != v else float(v) for v in row)) for name, *row in zip(names, *columns, strict=True))  # type: ignore[arg-type]


def _means(group: NDArray[Any], people: Floats, standing: Standing, places: int) -> Floats:
    """Seconds, NaN where nobody of the place reaches a site."""
    reached = people * (standing.site >= 0)
    total = np.bincount(group, reached, places)
    travelled = np.bincount(group, reached * standing.ms, places)
    return np.where(total > 0, travelled / np.where(total > 0, total, 1) / MS, np.nan)
