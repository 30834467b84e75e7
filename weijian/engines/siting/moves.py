"""What a plan costs and what each step away from it would change, for each kind of objective. Everything is a cost here: less is better."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting import kernels
from weijian.engines.siting.pairs import Bools, Floats, Indices, Pairs

Units = NDArray[np.int64]  # how many units stand at each candidate: 0 or 1, more for MEXCLP only
UNSERVED = 1000  # a person nobody serves counts as so many times the longest way


@dataclass(frozen=True, eq=False)
class Moves:
    """The cost now; after opening each candidate (one unit more); after closing each open site; after each swap. Shapes: -, m, k, k by m."""

    open: NDArray[np.intp]
    cost: float
    opened: Floats
    closed: Floats
    swapped: Floats


class Landscape(Protocol):
    """One kind of objective over fixed demand and candidates."""

    def cost(self, units: Units) -> float: ...

    def moves(self, units: Units) -> Moves: ...


@dataclass(frozen=True, eq=False)
class Median:
    """People times milliseconds to the nearest site."""

    rows: Pairs
    weight: Floats

    @property
    def far(self) -> int:
        return UNSERVED * (int(self.rows.ms.max(initial=0)) + 1)

    def nearest(self, units: Units) -> tuple[NDArray[np.int64], NDArray[np.int64], Indices]:
        found: tuple[NDArray[np.int64], NDArray[np.int64], Indices] = kernels.nearest_two(self.rows.start, self.rows.site, self.rows.ms, units > 0, self.far)
        return found

    def cost(self, units: Units) -> float:
        return float(self.weight @ self.nearest(units)[0])

    def moves(self, units: Units) -> Moves:
        first, second, owner = self.nearest(units)
        chosen, slot = _slots(units)
        gain, loss, extra = kernels.median_moves(self.rows.start, self.rows.site, self.rows.ms, self.weight, slot, len(chosen), first, second, owner)
        return _moves(chosen, float(self.weight @ first), gain, loss, extra)


@dataclass(frozen=True, eq=False)
class Cover:
    """People not (expected to be) covered, when each of `n` units that reach a place is busy a share `busy` of the time: busy to the power n."""

    rows: Pairs
    weight: Floats
    busy: float = 0.0

    def cost(self, units: Units) -> float:
        count = kernels.covers(self.rows.start, self.rows.site, units)
        return float(self.weight @ (self.busy ** count.astype(np.float64)))

    def moves(self, units: Units) -> Moves:
        count = kernels.covers(self.rows.start, self.rows.site, units)
        worth = 1 - self.busy ** np.arange(count.max(initial=0) + 2, dtype=np.float64)
        chosen, slot = _slots(units)
        gain, loss, extra = kernels.cover_moves(self.rows.start, self.rows.site, self.weight, slot, len(chosen), count, worth)
        return _moves(chosen, float(self.weight @ (1 - worth[count])), gain, loss, extra)


@dataclass(frozen=True, eq=False)
class Centre:
    """The longest of all ways to the nearest site, in milliseconds."""

    rows: Pairs

    @property
    def far(self) -> int:
        return UNSERVED * (int(self.rows.ms.max(initial=0)) + 1)

    def cost(self, units: Units) -> float:
        first, _, _ = kernels.nearest_two(self.rows.start, self.rows.site, self.rows.ms, units > 0, self.far)
        return float(first.max())

    def moves(self, units: Units) -> Moves:
        first, second, owner = kernels.nearest_two(self.rows.start, self.rows.site, self.rows.ms, units > 0, self.far)
        chosen, slot = _slots(units)
        opened, closed, swapped = kernels.centre_moves(*self.rows.by_site, slot, len(chosen), first, second, owner, self.far)
        return Moves(chosen, float(first.max()), opened, closed, swapped)


def _slots(units: Units) -> tuple[NDArray[np.intp], Indices]:
    chosen = np.flatnonzero(units)
    slot = np.full(len(units), -1, dtype=np.int32)
    slot[chosen] = np.arange(len(chosen))
    return chosen, slot


def _moves(chosen: NDArray[np.intp], cost: float, gain: Floats, loss: Floats, extra: Floats) -> Moves:
    return Moves(chosen, cost, cost - gain, cost + loss, cost - gain + loss[:, None] - extra)


def open_sites(units: Units) -> Bools:
    return np.asarray(units > 0)
