"""Who reaches which candidate, and how long it takes: the one form in which every siting model takes its times."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from weijian.engines.siting.kernels import first_of_each, merged_rows, sort_rows

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Starts = NDArray[np.int64]
Indices = NDArray[np.int32]

MS = 1000  # milliseconds in a second
LONGEST_MS = 2**31 - 2
SORTABLE_BITS = 62
GRACE_MS = 1e-3  # sums of decimal seconds are not exact in binary


@dataclass(frozen=True, eq=False)
class Pairs:
    """Reachable pairs as compressed rows: row i is `site[start[i]:start[i + 1]]` with `ms` beside it, nearest candidate first, ties by index.

    A pair that is not there cannot be travelled. Shapes: start demand + 1, site and ms pairs; `sites` is the number of candidates.
    """

    start: Starts
    site: Indices
    ms: Indices
    sites: int

    @property
    def demands(self) -> int:
        return len(self.start) - 1

    @cached_property
    def demand(self) -> Indices:
        """Of each pair its row."""
        return np.repeat(np.arange(self.demands, dtype=np.int32), np.diff(self.start))

    @cached_property
    def by_site(self) -> tuple[Starts, Indices, Indices]:
        """The same pairs as columns: start (sites + 1), demand and ms; demand ascending within a site."""
        return _transposed(self.start, self.site, self.ms, self.sites)

    @property
    def reached(self) -> Bools:
        """Which demand has any candidate at all."""
        return np.asarray(np.diff(self.start) > 0)

    def within(self, limit_ms: int) -> "Pairs":
        """Only the pairs at most so far apart."""
        return self.only(self.ms <= limit_ms)

    def only(self, kept: Bools) -> "Pairs":
        """Only the pairs marked; demand and candidates keep their numbers."""
        return Pairs(np.concatenate([[0], np.cumsum(kept)])[self.start], self.site[kept], self.ms[kept], self.sites)

    def rows(self, chosen: NDArray[Any]) -> "Pairs":
        """The rows of some demand, in that order."""
        lengths = np.diff(self.start)[chosen]
        start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        place = np.arange(start[-1]) + np.repeat(self.start[:-1][chosen] - start[:-1], lengths)
        return Pairs(start, self.site[place], self.ms[place], self.sites)

    def merged(self, weight: Floats) -> "tuple[Pairs, Floats, Indices]":
        """Demand with the same candidates made one, times forgotten: rows (candidates ascending, all at 0 ms), their weight, of each old row its new one."""
        group, first = merged_rows(self.start, self._ascending)
        rows = Pairs(self.start, self._ascending, np.zeros_like(self.ms), self.sites).rows(first)
        return rows, np.bincount(group, weight, len(first)).astype(np.float64), group

    @cached_property
    def _ascending(self) -> Indices:
        """Candidates of each row by index instead of by time."""
        keys = np.sort(self.demand * np.int64(self.sites) + self.site)
        return (keys % max(self.sites, 1)).astype(np.int32)


def pairs_of_matrix(seconds: NDArray[Any]) -> Pairs:
    """From seconds by demand and candidate, inf (or NaN) where there is no way; kept to the millisecond. Shape: demand by sites."""
    demands, sites = seconds.shape
    ms = _whole_ms(np.asarray(seconds, dtype=np.float64))
    keys = np.sort(ms * sites + np.arange(sites, dtype=np.int64), axis=1).ravel()
    every, site = np.divmod(keys, max(sites, 1))
    there = every <= LONGEST_MS
    start = np.concatenate([[0], np.cumsum(there.reshape(demands, sites).sum(axis=1))]).astype(np.int64)
    return Pairs(start, site[there].astype(np.int32), every[there].astype(np.int32), sites)


def pairs_of_triples(demand: NDArray[Any], site: NDArray[Any], ms: NDArray[Any], demands: int, sites: int) -> Pairs:
    """From parallel arrays in any order; of a pair given twice the quicker way counts. Shapes: pairs. ValueError when out of range."""
    demand, site, ms = (np.asarray(a, dtype=np.int64) for a in (demand, site, ms))
    if len(ms) and (ms.min() < 0 or ms.max() > LONGEST_MS or demand.min() < 0 or demand.max() >= demands or site.min() < 0 or site.max() >= sites):
        raise ValueError("a pair names demand or a candidate that is not there, or a time that is negative or longer than 24 days")
    demand, site, ms = _in_order(demand, site, ms, sites)
    quickest = first_of_each(demand, site, sites)
    if not quickest.all():
        demand, site, ms = demand[quickest], site[quickest], ms[quickest]
    start = np.concatenate([[0], np.cumsum(np.bincount(demand, minlength=demands))]).astype(np.int64)
    return Pairs(start, site.astype(np.int32), ms.astype(np.int32), sites)


def pairs_of_columns(start: NDArray[Any], demand: NDArray[Any], ms: NDArray[Any], demands: int) -> Pairs:
    """From compressed columns, as a search from each site leaves them: `demand[start[j]:start[j + 1]]` reach candidate j in the `ms` beside them, each once."""
    starts, cells, times = start.astype(np.int64), demand.astype(np.int32), ms.astype(np.int32)
    begin, site, cost = _transposed(starts, cells, times, demands)
    bits = max(len(start) - 1, 1).bit_length()
    key = (cost.astype(np.int64) << bits) | site
    sort_rows(begin, key)
    return Pairs(begin, (key & ((1 << bits) - 1)).astype(np.int32), (key >> bits).astype(np.int32), len(start) - 1)


def _transposed(start: Starts, site: Indices, ms: Indices, sites: int) -> tuple[Starts, Indices, Indices]:
    """Rows made columns, rows ascending within a column; a way of no time is kept."""
    columns = csr_array((ms, site, start), shape=(len(start) - 1, sites)).tocsc()
    return columns.indptr.astype(np.int64), columns.indices.astype(np.int32), columns.data


def milliseconds(seconds: Floats, line_seconds: float) -> tuple[NDArray[np.int64], int]:
    """To the nearest whole ones, and the line in them, such that a time is within the line exactly when its seconds are (a microsecond's grace aside)."""
    line = int(np.floor(line_seconds * MS + GRACE_MS))
    ms, within = np.rint(seconds * MS).astype(np.int64), seconds * MS <= line_seconds * MS + GRACE_MS
    return np.where(within, np.minimum(ms, line), np.maximum(ms, line + 1)), line


def _whole_ms(seconds: Floats) -> NDArray[np.int64]:
    there = np.isfinite(seconds)
    if np.any(seconds[there] < 0) or np.any(seconds[there] * MS > LONGEST_MS):
        raise ValueError("a travel time is negative or longer than 24 days")
    return np.where(there, np.rint(np.where(there, seconds, 0) * MS), LONGEST_MS + 1).astype(np.int64)


def _in_order(demand: Starts, site: Starts, ms: Starts, sites: int) -> tuple[Starts, Starts, Starts]:
    """By demand, then time, then candidate; as one sorted number where the three fit into it."""
    if not len(ms):
        return demand, site, ms
    site_bits, ms_bits = int(sites).bit_length(), int(ms.max()).bit_length()
    if int(demand.max()).bit_length() + site_bits + ms_bits > SORTABLE_BITS:
        order = np.lexsort((site, ms, demand))
        return demand[order], site[order], ms[order]
    keys = np.sort((demand << (site_bits + ms_bits)) | (ms << site_bits) | site)
    return keys >> (site_bits + ms_bits), keys & ((1 << site_bits) - 1), (keys >> site_bits) & ((1 << ms_bits) - 1)
