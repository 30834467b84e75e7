"""How much of the week people have somebody to go to: clinics by their opening hours, and what roving clinics add."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning.models import RoadNetwork, RovingSession
from weijian.domains.planning.queries.roving import CARE
from weijian.domains.planning.queries.service_map import graph_of, network_on, split_by_doctor_and_service
from weijian.domains.planning.rules.circle import MapQuestion, refusal_to_draw_map
from weijian.domains.planning.states import SessionState
from weijian.domains.registry.api import PeoplePoints, people_points, spells_by_campus
from weijian.engines.accessibility.pairs import Pairs, reached_pairs
from weijian.engines.accessibility.roving import Hours, TimeCoverage, time_coverage
from weijian.engines.accessibility.snap import snap
from weijian.kernel.refusal import must

MINUTES, DAY_MINUTES, WEEK = 60, 24 * 60, timedelta(days=7)
Spell = tuple[int, int, int]  # site, minutes of the week from and until


@dataclass(frozen=True)
class Reached:
    """Hours of the week in which somebody is within reach, times people; the mean of it; people who have none."""

    people: float
    people_hours: float
    never_people: float

    @property
    def mean_hours(self) -> float | None:
        return self.people_hours / self.people if self.people else None


@dataclass(frozen=True)
class TimeCovered:
    """A week's time coverage without and with its roving clinics. `hours_in` are mean hours by village, roving clinics included."""

    monday: date
    question: MapQuestion
    fixed: Reached
    all: Reached
    sessions: int
    institutions: int
    unknown: int
    hours_in: dict[str, float] = field(default_factory=dict)

    @property
    def until(self) -> date:
        return self.monday + WEEK - timedelta(days=1)

    @property
    def added_people_hours(self) -> float:
        return self.all.people_hours - self.fixed.people_hours


def time_covered(question: MapQuestion, within: str = "") -> TimeCovered | None:
    """For the people of a place, in the week of the day asked for; None without a road network or people. Institutions without hours on file are left out."""
    must(refusal_to_draw_map(question))
    cells = people_points(within)
    if not len(cells.code) or not RoadNetwork.objects.filter(as_of_on__lte=question.on).exists():
        return None
    monday, spells_on_file = question.on - timedelta(days=question.on.weekday()), spells_by_campus()
    counted = split_by_doctor_and_service(question.on, CARE)[0]
    known = [one for one in counted if one.campus_id in spells_on_file]
    sessions = list(_of_week(monday))
    points = np.array([*((one.lon, one.lat) for one in known), *((one.lon, one.lat) for one in sessions)], dtype=np.float64).reshape(-1, 2)
    fixed = [(site, *spell) for site, one in enumerate(known) for spell in spells_on_file[one.campus_id]]
    roving = [(len(known) + i, *_spell(one)) for i, one in enumerate(sessions)]
    pairs = _pairs(question, cells, points)
    without, with_them = (_covered(pairs, some, cells, question.minutes) for some in (fixed, fixed + roving))
    return TimeCovered(
        monday, question, _reached(without, cells), _reached(with_them, cells), len(sessions), len(known), len(counted) - len(known),
        _by_village(with_them, cells),
    )


def _of_week(monday: date) -> Iterable[RovingSession]:
    """What was held or is still planned."""
    return RovingSession.objects.filter(session_on__gte=monday, session_on__lt=monday + WEEK).exclude(state=SessionState.CANCELLED).order_by("pk")


def _spell(session: RovingSession) -> tuple[int, int]:
    day = session.session_on.weekday() * DAY_MINUTES
    starts, ends = (day + at.hour * MINUTES + at.minute for at in (session.starts_at, session.ends_at))
    return starts, ends


def _pairs(question: MapQuestion, cells: PeoplePoints, points: NDArray[np.float64]) -> Pairs | None:
    if not len(points):
        return None
    graph = graph_of(network_on(question.on), question.mode, False, question.on)
    homes, doors = snap(graph, cells.lon, cells.lat), snap(graph, points[:, 0], points[:, 1])
    return reached_pairs(graph, homes, doors, limit_seconds=question.minutes * MINUTES + 1)


def _covered(pairs: Pairs | None, spells: list[Spell], cells: PeoplePoints, minutes: float) -> NDArray[np.float64]:
    """Minutes of the week, by cell."""
    if pairs is None or not spells:
        return np.zeros(len(cells.code))
    table = np.array(spells, dtype=np.float64)
    found: TimeCoverage = time_coverage(pairs, Hours(table[:, 0].astype(np.int32), table[:, 1], table[:, 2]), cells.people, minutes)
    return found.minutes


def _reached(minutes: NDArray[np.float64], cells: PeoplePoints) -> Reached:
    people = cells.people
    return Reached(float(people.sum()), float(people @ minutes) / MINUTES, float(people[minutes == 0].sum()))


def _by_village(minutes: NDArray[np.float64], cells: PeoplePoints) -> dict[str, float]:
    """Mean hours of a village's people; a village of nobody has none."""
    people, hours = dict[str, float](), dict[str, float]()
    for code, n, m in zip(cells.place, cells.people, minutes, strict=True):
        people[code] = people.get(code, 0.0) + float(n)
        hours[code] = hours.get(code, 0.0) + float(n * m) / MINUTES
    return {code: hours[code] / people[code] for code in people if people[code]}
