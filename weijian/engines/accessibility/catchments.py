"""Who goes to which site, and how that differs by day and by night."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.coverage import covered
from weijian.engines.accessibility.travel import NOBODY, Nearest

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Catchments:
    """By site the people nearest to it, their mean seconds (nan without people) and the farthest cell's; and those who reach none."""

    people: Floats
    mean_seconds: Floats
    farthest_seconds: Floats
    cells: NDArray[np.int64]
    unreached_people: float


def catchments(nearest: Nearest, people: Floats, sites: int) -> Catchments:
    """From the nearest site of every cell. Shapes: cells; results by site. Everybody is in one catchment or in `unreached_people`."""
    reached = nearest.site != NOBODY
    site, seconds, some = nearest.site[reached], nearest.seconds[reached], people[reached]
    served, spent = (np.bincount(site, what, minlength=sites).astype(np.float64) for what in (some, some * seconds))
    farthest = np.zeros(sites)
    np.maximum.at(farthest, site, seconds)
    mean = np.divide(spent, served, out=np.full(sites, np.nan), where=served > 0)
    return Catchments(served, mean, farthest, np.bincount(site, minlength=sites), float(people[~reached].sum()))


@dataclass(frozen=True)
class DayAndNight:
    """People inside the line by day and by night, only by one, by neither."""

    both: float
    only_day: float
    only_night: float
    neither: float


def day_and_night(people: Floats, day_seconds: Floats, night_seconds: Floats, minutes: float) -> DayAndNight:
    """From each cell's seconds to the nearest site that is open by day, and by night (speeds may differ too)."""
    day, night = covered(day_seconds, minutes), covered(night_seconds, minutes)
    return DayAndNight(*(float(people[which].sum()) for which in (day & night, day & ~night, night & ~day, ~day & ~night)))
