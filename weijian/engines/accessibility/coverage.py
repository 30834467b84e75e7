"""Who is within so many minutes: people, by place, and the names of those who are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.network import Network
from weijian.engines.accessibility.snap import Snap
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SAME_SECOND = 1e-6  # a cell so little beyond the line is on it: sums of decimal seconds are not exact in binary
SAME_SHARE = 1e-12  # sums of people who are not whole numbers are not exact in binary
FAR_METRES = 5_000.0


@dataclass(frozen=True)
class Share:
    """How a group of people fares. `coverage` is None without people; `mean_minutes` is weighted by people and taken
    over those who can reach a site at all (None when nobody can)."""

    people: float
    covered_people: float
    coverage: float | None
    mean_minutes: float | None
    uncovered_people: float
    unreachable_people: float
    cells: int
    uncovered_cells: int
    unreachable_cells: int


@dataclass(frozen=True)
class Coverage:
    """`uncovered` and `unreachable` name cells, those with most people first, ties by id; unreachable ones are uncovered too."""

    minutes: float
    overall: Share
    by_place: Mapping[str, Share]
    uncovered: tuple[str, ...]
    unreachable: tuple[str, ...]


@dataclass(frozen=True)
class Distant:
    """A point far from every road: a site in the sea, a cell in the hills. It is named, never dropped."""

    id: str
    metres: float


@dataclass(frozen=True)
class Soundness:
    """What to know about the network before believing its figures."""

    nodes: int
    edges: int
    components: int
    largest_share: float
    far_cells: tuple[Distant, ...]
    far_sites: tuple[Distant, ...]


def covered(seconds: Floats, minutes: float) -> Bools:
    """Within so many minutes, the line itself included (a microsecond beyond is still on it)."""
    return np.asarray(seconds <= minutes * 60 + SAME_SECOND, dtype=np.bool_)


def coverage(ids: NDArray[np.object_], people: Floats, seconds: Floats, minutes: float, place: NDArray[np.object_] | None = None) -> Coverage:
    """From each cell's seconds to its nearest site (inf: none). Shapes: cells. `place` groups cells; None: no groups."""
    within, reached = covered(seconds, minutes), np.isfinite(seconds)
    _refuse_uncounted(people)
    groups = {} if place is None else _groups(place)
    return Coverage(
        minutes=minutes,
        overall=_share(people, seconds, within, reached),
        by_place={name: _share(people[g], seconds[g], within[g], reached[g]) for name, g in groups.items()},
        uncovered=_by_people(ids, people, ~within),
        unreachable=_by_people(ids, people, ~reached),
    )


def coverage_of_groups(people: Floats, seconds: Floats, minutes: float, names: Sequence[str]) -> Mapping[str, Share]:
    """How each group of people fares: those of 65 and over, children. Shapes: people cells by groups, names by group."""
    _refuse_uncounted(people)
    within, reached = covered(seconds, minutes), np.isfinite(seconds)
    return {name: _share(people[:, g], seconds, within, reached) for g, name in enumerate(names)}


def coverage_by_count(people: Floats, seconds: Floats, minutes: float) -> tuple[Share, ...]:
    """Who has at least one site in time, at least two, and so on. Shapes: seconds cells by k, quickest first (see `nearest_sites`)."""
    _refuse_uncounted(people)
    return tuple(_share(people, each, covered(each, minutes), np.isfinite(each)) for each in seconds.T)


def seconds_of_share(people: Floats, seconds: Floats, share: float) -> float | None:
    """The fewest seconds within which at least this share of the people are (0.5: the median). Shapes: cells; inf: no site.

    None without people, or where fewer than the share reach a site at all.
    """
    _refuse_uncounted(people)
    order = np.argsort(seconds, kind="stable")
    reached, total = np.cumsum(people[order]), float(people.sum())
    if not total:
        return None
    found = float(seconds[order][np.searchsorted(reached, share * total - total * SAME_SHARE)])
    return found if np.isfinite(found) else None


def soundness(network: Network, cell_ids: NDArray[np.object_], cells: Snap, site_ids: NDArray[np.object_], sites: Snap, far: float = FAR_METRES) -> Soundness:
    """Pieces the network falls into, and the points more than `far` metres from it, farthest first."""
    return Soundness(network.nodes, network.edges, network.components, network.largest_share, _far(cell_ids, cells, far), _far(site_ids, sites, far))


def _refuse_uncounted(people: Floats) -> None:
    wrong = np.argwhere(~(np.isfinite(people) & (people >= 0)))
    if len(wrong):
        raise Refusal(say.PEOPLE_NOT_COUNTED, cells=len(wrong), first=f"{people[tuple(wrong[0])]:g}")


def _share(people: Floats, seconds: Floats, within: Bools, reached: Bools) -> Share:
    total, total_within, total_reached = float(people.sum()), float(people[within].sum()), float(people[reached].sum())
    return Share(
        people=total,
        covered_people=total_within,
        coverage=total_within / total if total else None,
        mean_minutes=float(people[reached] @ seconds[reached]) / total_reached / 60 if total_reached else None,
        uncovered_people=float(people[~within].sum()),
        unreachable_people=float(people[~reached].sum()),
        cells=len(people),
        uncovered_cells=int((~within).sum()),
        unreachable_cells=int((~reached).sum()),
    )


def _groups(place: NDArray[np.object_]) -> dict[str, NDArray[Any]]:
    """Cells of each place, places in order of name."""
    names, group = np.unique(place.astype(np.str_), return_inverse=True)
    order = np.argsort(group, kind="stable")
    return dict(zip(names.tolist(), np.split(order, np.cumsum(np.bincount(group))[:-1]), strict=True))


def _by_people(ids: NDArray[np.object_], people: Floats, chosen: Bools) -> tuple[str, ...]:
    found = np.flatnonzero(chosen)
    return tuple(ids[i] for i in sorted(found, key=lambda i: (-people[i], ids[i])))


def _far(ids: NDArray[np.object_], snapped: Snap, far: float) -> tuple[Distant, ...]:
    found = np.flatnonzero(snapped.metres > far)
    return tuple(Distant(ids[i], float(snapped.metres[i])) for i in sorted(found, key=lambda i: (-snapped.metres[i], ids[i])))
