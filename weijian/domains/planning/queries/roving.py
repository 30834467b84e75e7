"""Roving clinics: what is planned, which villages have no clinic that counts, and when each was last and will next be visited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, QuerySet

from weijian.domains.planning.models import RovingSession
from weijian.domains.planning.queries.service_map import split_by_doctor_and_service
from weijian.domains.planning.rules.roving import VISIT_WORDS, Visiting, Visits, visits_of
from weijian.domains.planning.states import SessionState
from weijian.domains.registry.api import Place, people_points, villages_on
from weijian.foundation.parameters.queries import setting

CARE = ("A", "B", "C", "D", "G")  # WS 218: hospitals, community and township centres, clinics, maternity houses
AHEAD_DAYS, MOST_LISTED = 28, 300
WORST_FIRST = list(Visits)

__all__ = ["Roving", "RovingSession", "Village", "roving", "sessions", "sessions_of_week", "villages_without"]


@dataclass(frozen=True)
class Village:
    """A village none of whose institutions counts: its people, its visits, and the institutions it has that do not count."""

    place: Place
    people: float
    last_on: date | None
    next_on: date | None
    visits: Visits
    due_on: date | None
    idle: tuple[str, ...]

    @property
    def words(self) -> str:
        return VISIT_WORDS[self.visits]


@dataclass(frozen=True)
class Roving:
    """The page of roving clinics on a day. `unsaid` are past sessions nobody has told the outcome of."""

    on: date
    every_days: int
    villages: list[Village]
    unsaid: list[RovingSession]
    ahead: list[RovingSession]
    past: list[RovingSession]

    @property
    def late(self) -> list[Village]:
        return [one for one in self.villages if one.visits in (Visits.NEVER, Visits.OVERDUE)]

    @property
    def people(self) -> float:
        return sum(one.people for one in self.villages)

    @property
    def late_people(self) -> float:
        return sum(one.people for one in self.late)


def sessions_of_week(found: QuerySet[RovingSession], on: date) -> QuerySet[RovingSession]:
    """Those of the week, Monday to Sunday, that were not cancelled."""
    monday = on - timedelta(days=on.weekday())
    week = found.filter(session_on__range=(monday, monday + timedelta(days=6))).exclude(state=SessionState.CANCELLED)
    return week.order_by("session_on", "starts_at", "pk")[:MOST_LISTED]


def sessions() -> QuerySet[RovingSession]:
    return RovingSession.objects.select_related("place", "institution").order_by("session_on", "starts_at", "pk")


def roving(seen: QuerySet[RovingSession], on: date, within: str = "") -> Roving:
    """Sessions she sees in a place, those without an outcome first; the villages of the place without a clinic, the most overdue first."""
    here = seen.filter(place__code__startswith=within)
    to_come = here.filter(session_on__gte=on, session_on__lt=on + timedelta(days=AHEAD_DAYS))
    over = here.filter(session_on__lt=on)
    past = over.exclude(state=SessionState.PLANNED).order_by("-session_on", "-pk")[:MOST_LISTED]
    every = int(setting("planning.roving_days", on=on).value)
    unsaid = over.filter(state=SessionState.PLANNED)[:MOST_LISTED]
    return Roving(on, every, villages_without(on, within, every), list(unsaid), list(to_come[:MOST_LISTED]), list(past))


def villages_without(on: date, within: str, every_days: int) -> list[Village]:
    """Villages in which no institution in operation has a doctor and a basic service; never visited first, then the longest overdue."""
    counted, idle = split_by_doctor_and_service(on, CARE)
    served = {one.place_code for one in counted}
    named: dict[str, list[str]] = {}
    for one in idle:
        named.setdefault(one.place_code, []).append(one.name)
    people, (last, coming) = _people(within), _visits(on, within)
    rows = [
        _village(place, people.get(place.code, 0.0), last.get(place.code), coming.get(place.code), on, every_days, named.get(place.code, ()))
        for place in villages_on(on, within) if place.code not in served
    ]
    return sorted(rows, key=lambda one: (WORST_FIRST.index(one.visits), one.due_on or date.min, -one.people, one.place.code))


def _village(place: Place, people: float, last: date | None, coming: date | None, on: date, every_days: int, idle: Iterable[str]) -> Village:
    due_on = last + timedelta(days=every_days) if last else None
    return Village(place, people, last, coming, visits_of(Visiting(last, coming, on, every_days)), due_on, tuple(idle))


def _people(within: str) -> dict[str, float]:
    """People of the population grid by the village their cell lies in."""
    cells = people_points(within)
    found: dict[str, float] = {}
    for code, people in zip(cells.place, cells.people, strict=True):
        found[code] = found.get(code, 0.0) + float(people)
    return found


def _visits(on: date, within: str) -> tuple[dict[str, date], dict[str, date]]:
    """By village: the day of its last session held by the day, and of its next one planned from the day on."""
    here = RovingSession.objects.filter(place__code__startswith=within)
    held = here.filter(state=SessionState.HELD, session_on__lte=on).values("place__code").annotate(day=Max("session_on"))
    planned = here.filter(state=SessionState.PLANNED, session_on__gte=on).values("place__code").annotate(day=Min("session_on"))
    return dict(held.values_list("place__code", "day")), dict(planned.values_list("place__code", "day"))
