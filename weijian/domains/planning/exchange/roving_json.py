"""Roving clinics for a program."""

from dataclasses import asdict
from typing import Any

from weijian.domains.planning.queries.roving import Roving, RovingSession, Village
from weijian.domains.planning.queries.time_covered import TimeCovered


def session_of(one: RovingSession) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("team", "lon", "lat", "session_on", "starts_at", "ends_at", "state", "attendance", "announcement")}
    return {"id": one.pk, "place": one.place.code, "place_name": one.place.name, "institution": one.institution.code, **said}


def village_of(one: Village) -> dict[str, Any]:
    return {
        "place": one.place.code, "name": one.place.name, "people": one.people, "last_on": one.last_on, "next_on": one.next_on, "due_on": one.due_on,
        "visits": one.visits, "institutions_that_do_not_count": one.idle,
    }


def roving_of(found: Roving, time: TimeCovered | None) -> dict[str, Any]:
    """The page's numbers; `time_coverage` is None without a road network or people."""
    return {
        "on": found.on, "every_days": found.every_days, "villages": [village_of(one) for one in found.villages], "people": found.people,
        "late_people": found.late_people, "late": [one.place.code for one in found.late], "without_outcome": [session_of(one) for one in found.unsaid],
        "planned": [session_of(one) for one in found.ahead], "past": [session_of(one) for one in found.past], "time_coverage": time_of(time),
    }


def time_of(time: TimeCovered | None) -> dict[str, Any] | None:
    """People-hours of the week; `without` are clinics alone, `with_roving` clinics and roving clinics."""
    if time is None:
        return None
    return {
        "from_on": time.monday, "until_on": time.until, "mode": time.question.mode, "minutes": time.question.minutes, "sessions": time.sessions,
        "institutions": time.institutions, "hours_unknown": time.unknown, "without": {**asdict(time.fixed), "mean_hours": time.fixed.mean_hours},
        "with_roving": {**asdict(time.all), "mean_hours": time.all.mean_hours}, "mean_hours_by_village": time.hours_in,
    }
