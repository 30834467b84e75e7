"""Sites with hours: roving clinics, night clinics, market days. How much of the week somebody is open within reach."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.pairs import Pairs, line_of
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

WEEK_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, eq=False)
class Hours:
    """When which site is open: site, first minute of the week (0: Monday, midnight) and the minute it shuts. Shapes: spells.

    A spell over the end of the week is given as two. Spells of one site may overlap.
    """

    site: Ints
    opens: Floats
    shuts: Floats

    def __post_init__(self) -> None:
        wrong = np.flatnonzero(~((self.opens >= 0) & (self.shuts > self.opens) & (self.shuts <= WEEK_MINUTES)))
        if len(wrong):
            raise Refusal(say.HOURS_UNSOUND, row=int(wrong[0]) + 1)

    def open_at(self, minute: float, sites: int) -> Bools:
        """Which sites are open at a minute of the week: `nearest_sites(…, qualifying=…)` then finds the nearest of them."""
        found = np.zeros(sites, dtype=np.bool_)
        found[self.site[(self.opens <= minute) & (minute < self.shuts)]] = True
        return found


@dataclass(frozen=True, eq=False)
class TimeCoverage:
    """Minutes of the week, by cell, during which an open site is within reach; its share of the week; shares over people."""

    minutes: Floats
    share: Floats
    people_share: float | None
    never_people: float


def time_coverage(pairs: Pairs, hours: Hours, people: Floats, minutes: float) -> TimeCoverage:
    """Two sites open together count once. Travel within `minutes`; pairs must have been searched at least so far."""
    from weijian.engines.accessibility.kernels.weighing import open_minutes

    cuts = np.unique(np.concatenate([hours.opens, hours.shuts]))
    lengths = np.diff(cuts)
    is_open = np.zeros((pairs.sites, len(lengths)), dtype=np.int32)
    for site, opens, shuts in zip(hours.site, hours.opens, hours.shuts, strict=True):
        is_open[site, np.searchsorted(cuts, opens) : np.searchsorted(cuts, shuts)] = 1
    by_cell = pairs.by_cell
    found = open_minutes(by_cell.starts, by_cell.cell, by_cell.milliseconds, line_of(minutes), is_open, lengths)
    total = float(people.sum())
    share = found / WEEK_MINUTES
    return TimeCoverage(found, share, float(people @ share) / total if total else None, float(people[found == 0].sum()))
