"""Who reaches which site in how long, kept sparse: searched once, used for coverage, catchments and siting."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.network import Network
from weijian.engines.accessibility.snap import Snap
from weijian.engines.accessibility.travel import placed, refuse_no_sites, side_by_side
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

MOST_PAIRS = 250_000_000  # 2 GB


@dataclass(frozen=True, eq=False)
class Pairs:
    """Of site s the cells `cell[starts[s]:starts[s+1]]`, in their order, with the milliseconds each takes to it, walks included.

    Milliseconds are rounded up (a microsecond's grace aside), once and not on the way: a pair is within a limit of whole
    milliseconds exactly when its seconds are, and never more than a millisecond off. A pair not listed is beyond
    `limit_seconds`, or there is no way.
    """

    cells: int
    starts: Longs = field(repr=False)
    cell: Ints = field(repr=False)
    milliseconds: Ints = field(repr=False)
    limit_seconds: float = np.inf

    @property
    def sites(self) -> int:
        return len(self.starts) - 1

    def __len__(self) -> int:
        return len(self.cell)

    @cached_property
    def by_cell(self) -> "Pairs":
        """The same the other way: of each cell its sites (`starts` by cell, `cell` then names sites)."""
        turned = csr_array((self.milliseconds, self.cell, self.starts), shape=(self.sites, self.cells)).tocsc()  # keeps a way of no time
        return Pairs(self.sites, turned.indptr.astype(np.int64), turned.indices.astype(np.int32), turned.data, self.limit_seconds)

    def within(self, minutes: float) -> "Pairs":
        """Only the pairs no farther apart than so many minutes."""
        kept = self.milliseconds <= line_of(minutes)
        before = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])
        return Pairs(self.cells, before[self.starts], self.cell[kept], self.milliseconds[kept], minutes * 60)


def line_of(minutes: float) -> int:
    """Minutes as whole milliseconds: what is on the line is within it."""
    return int(np.floor(minutes * 60_000 + 1e-6)) if np.isfinite(minutes) else 2**31 - 1


def reached_pairs(
    network: Network, cells: Snap, sites: Snap, *, limit_seconds: float = np.inf, most: int = MOST_PAIRS, outward: bool = False,
) -> Pairs:
    """All pairs of a cell and a site no more than `limit_seconds` apart. Refuses above `most` pairs, before memory is full.

    Seconds are of the way from the cell to the site; `outward`: from the site to the cell, as an ambulance drives.
    """
    from weijian.engines.accessibility.kernels.pairing import anchored, hung, rows_of_pairs

    refuse_no_sites(sites)
    ready = network.outward if outward else network.towards
    anchors = anchored(ready.form, ready.costs, *placed(ready, cells))
    nearby, (places, walks) = hung(ready.form, anchors), placed(ready, sites)

    def reach(rows: slice) -> tuple[Longs, Ints, Ints]:
        with ready.desk() as desk:
            found: tuple[Longs, Ints, Ints] = rows_of_pairs(
                ready.form, ready.costs, desk, anchors, nearby, places[rows], walks[rows], float(limit_seconds),
            )
        return found

    return _together(len(cells), side_by_side(reach, len(sites)), limit_seconds, most)


def pairs_of_table(cells: int, sites: int, cell: Ints, site: Ints, seconds: Floats, limit_seconds: float = np.inf) -> Pairs:
    """From a plain table, in any order; shapes: pairs. Times above the limit are left out."""
    kept = seconds <= limit_seconds
    return pairs_of_milliseconds(cells, sites, cell[kept], site[kept], milliseconds_of(seconds[kept]), limit_seconds)


def pairs_of_milliseconds(cells: int, sites: int, cell: Ints, site: Ints, milliseconds: NDArray[np.integer], limit_seconds: float = np.inf) -> Pairs:
    """The same of whole milliseconds."""
    if len(cell) and (min(cell.min(), site.min()) < 0 or cell.max() >= cells or site.max() >= sites):
        raise ValueError("a pair names a cell or a site that is not there")
    order = np.lexsort((cell, site))
    starts = np.zeros(sites + 1, dtype=np.int64)
    np.cumsum(np.bincount(site, minlength=sites), out=starts[1:])
    return Pairs(cells, starts, cell[order].astype(np.int32), milliseconds[order].astype(np.int32), limit_seconds)


def milliseconds_of(seconds: Floats) -> Ints:
    """Rounded up, a microsecond's grace aside; what is longer than 24 days is 24 days."""
    return np.minimum(np.ceil(seconds * 1000 - 1e-3), 2**31 - 1).astype(np.int32)


@dataclass(frozen=True, eq=False)
class TwoNearest:
    """Of each cell the nearest site (-1: none) and the seconds to it and to the next (inf: none). Shapes: cells."""

    site: Ints
    first_seconds: Floats
    second_seconds: Floats


def two_nearest(pairs: Pairs) -> TwoNearest:
    """From pairs searched once: whom a site is nearest to, and how far its next best lies. Of equally near sites the first given."""
    by, found = pairs.by_cell, TwoNearest(np.full(pairs.cells, -1, dtype=np.int32), np.full(pairs.cells, np.inf), np.full(pairs.cells, np.inf))
    counted = np.diff(by.starts)
    one, two = counted > 0, counted > 1
    if not one.any():
        return found
    begins = by.starts[:-1][one]
    ranked = by.milliseconds.astype(np.int64) * pairs.sites + by.cell  # one number that orders by time, then by site
    first = np.minimum.reduceat(ranked, begins)
    found.site[one], found.first_seconds[one] = first % pairs.sites, first // pairs.sites / 1000
    ranked[ranked == np.repeat(first, counted[one])] = np.iinfo(np.int64).max
    found.second_seconds[two] = np.minimum.reduceat(ranked, begins)[two[one]] // pairs.sites / 1000
    return found


def _together(cells: int, parts: Iterator[tuple[Longs, Ints, Ints]], limit_seconds: float, most: int) -> Pairs:
    """The rounds in one piece; each is let go as soon as it is copied."""
    rounds, total = [], 0
    ends = [np.zeros(1, dtype=np.int64)]
    for row_ends, cell, milliseconds in parts:
        ends.append(row_ends + total)
        total += len(cell)
        if total > most:
            raise Refusal(say.PAIRS_TOO_MANY, minutes=limit_seconds / 60, limit=most)
        rounds.append((cell.copy(), milliseconds.copy()))
    cell, milliseconds, at = np.empty(total, dtype=np.int32), np.empty(total, dtype=np.int32), 0
    for i in range(len(rounds)):
        some, times = rounds[i]
        cell[at : at + len(some)], milliseconds[at : at + len(some)] = some, times
        at, rounds[i] = at + len(some), (cell[:0], milliseconds[:0])
    return Pairs(cells, np.concatenate(ends), cell, milliseconds, limit_seconds)
