"""How evenly beds, doctors and the way to a grade-three hospital fall to the places below one, at the end of each of the last years."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext_lazy
from numpy.typing import NDArray

from weijian.domains.planning.queries.beds import people_by
from weijian.domains.planning.queries.resources import BEDS, RESOURCES, held_in
from weijian.domains.planning.queries.service_map import graph_of, networks
from weijian.domains.planning.rules.resources import Extremes, ratio_of
from weijian.domains.registry.api import CampusPoint, Denominator, Place, campus_points, children_of, denominators_of, people_points
from weijian.engines.accessibility.equity import gini
from weijian.engines.accessibility.snap import snap
from weijian.engines.accessibility.travel import nearest_from_cells
from weijian.foundation.parameters.queries import setting
from weijian.kernel.quantities import per_hundred, per_thousand

YEARS = 3
DOCTORS, GRADE_THREE = "doctors", "grade_three"
LEVEL_THREE, HOSPITALS = "3", ("A",)
MEASURES = {
    BEDS: gettext_lazy("每千人口床位"), DOCTORS: gettext_lazy("每千人口执业（助理）医师"), GRADE_THREE: gettext_lazy("一小时内可到三级医院的人口占比"),
}


@dataclass(frozen=True)
class PlaceRate:
    place: Place
    rate: float


@dataclass(frozen=True)
class YearBalance:
    """One measure at the end of a year. `gini` is weighted by people; all are None where there was nothing to share, `ratio` where the worst had nothing."""

    measure: str
    on: date
    gini: float | None
    best: PlaceRate | None
    worst: PlaceRate | None
    ratio: float | None
    places: int


def ends_of_years(on: date, years: int = YEARS) -> list[date]:
    """The last days of the last full years, the earliest first."""
    last = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    return [date(year, 12, 31) for year in range(last - years + 1, last + 1)]


def balance_of(place: Place, *, on: date) -> list[YearBalance]:
    """By measure and year. Places whose people nobody had counted by then are left out, and so is a year with fewer than two places left."""
    below = list(children_of(place, on))
    counts = {one.code: denominators_of(one) for one in below}
    rates: dict[str, Callable[[date, dict[str, int]], dict[str, float] | None]] = {
        BEDS: lambda day, people: _per_thousand(BEDS, place, day, people), DOCTORS: lambda day, people: _per_thousand(DOCTORS, place, day, people),
        GRADE_THREE: lambda day, people: _reaching_grade_three(place, day, on, list(people)),
    }
    return [_year(name, day, below, _people(counts, day), rate) for name, rate in rates.items() for day in ends_of_years(on)]


def _people(counts: dict[str, list[Denominator]], day: date) -> dict[str, int]:
    told = {code: people_by(held, day) for code, held in counts.items()}
    return {code: one.people for code, one in told.items() if one and one.people}


def _year(
    measure: str, day: date, below: Sequence[Place], people: dict[str, int], rate: Callable[[date, dict[str, int]], dict[str, float] | None],
) -> YearBalance:
    found = rate(day, people)
    rows = [PlaceRate(one, found[one.code]) for one in below if found and one.code in found]
    if len(rows) < 2:
        return YearBalance(measure, day, None, None, None, None, len(rows))
    best, worst = max(rows, key=lambda row: row.rate), min(rows, key=lambda row: row.rate)
    if not best.rate:
        return YearBalance(measure, day, None, None, None, None, len(rows))
    even = gini(np.array([row.rate for row in rows]), np.array([float(people[row.place.code]) for row in rows]))
    return YearBalance(measure, day, even, best, worst, ratio_of(Extremes(best.rate, worst.rate)), len(rows))


def _per_thousand(what: str, place: Place, day: date, people: dict[str, int]) -> dict[str, float] | None:
    """None where none was on file on the day: not known is not none."""
    held = held_in(RESOURCES[what].code, place.code, day)
    if not held:
        return None
    there = {code: sum(one.number for one in held if one.institution.place.code.startswith(code)) for code in people}
    return {code: per_thousand(there[code], number) or 0.0 for code, number in people.items()}


def _reaching_grade_three(place: Place, day: date, on: date, codes: list[str]) -> dict[str, float] | None:
    """Percent of a place's people (as the grid has them now) who drive there in time, on the roads of the day, or the first we know."""
    cells = people_points(place.code)
    seconds = _seconds_to([one for one in campus_points(day, kinds=HOSPITALS) if one.level == LEVEL_THREE], cells.lon, cells.lat, day, on)
    if seconds is None or not len(seconds):
        return None
    near = seconds <= 60 * float(setting("planning.grade_three_minutes", on=on).value)
    found = {}
    for code in codes:
        own = np.array([at.startswith(code) for at in cells.place], dtype=np.bool_)
        share = per_hundred(float(cells.people[own & near].sum()), float(cells.people[own].sum()))
        if share is not None:
            found[code] = share
    return found


def _seconds_to(
    campuses: list[CampusPoint], lon: NDArray[np.float64], lat: NDArray[np.float64], day: date, on: date,
) -> NDArray[np.float64] | None:
    """None without any road network; nobody reaches a hospital that is not there."""
    if not campuses:
        return np.full(len(lon), np.inf)
    network = networks().filter(as_of_on__lte=day).first() or networks().filter(as_of_on__lte=on).last()
    if network is None:
        return None
    graph = graph_of(network, "car", False, day)
    doors = snap(graph, np.array([one.lon for one in campuses]), np.array([one.lat for one in campuses]))
    return nearest_from_cells(graph, snap(graph, lon, lat), doors).seconds
