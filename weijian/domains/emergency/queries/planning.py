"""What planning asks: how many ambulances stand by at each station on a day, and how long hand-overs take by township."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q

from weijian.domains.emergency.models import Ambulance
from weijian.domains.emergency.queries.fleet import fleet
from weijian.domains.emergency.queries.handovers import ChainTimes as ChainTimes
from weijian.domains.emergency.queries.handovers import chain_times as chain_times
from weijian.kernel.dates import CHINA

NOON = time(12)


@dataclass(frozen=True)
class StandingBy:
    """At a station, or its campus where one is named: so many vehicles on file; `ready` of them at the moment asked, None where none was."""

    institution_id: int
    campus_id: int | None
    place_code: str
    vehicles: int
    ready: int | None


def vehicles_standing_by(on: date, *, at: datetime | None = None) -> list[StandingBy]:
    """Every station with a vehicle on file on the day; with a moment of that day, how many were ready then."""
    found = fleet(at or datetime.combine(on, NOON, CHINA), Ambulance.objects.all())
    groups: dict[tuple[int, int | None, str], list[bool]] = {}
    for line in found.lines:
        groups.setdefault((line.station.pk, line.campus_id, line.place_code), []).append(line.ready)
    return [StandingBy(*where, len(ready), sum(ready) if at else None) for where, ready in groups.items()]


@dataclass(frozen=True)
class OnFile:
    """A vehicle on file, by its plate and the institution it belongs to."""

    plate: str
    institution_id: int
    institution_code: str
    institution: str
    place_code: str


def vehicles_on_file(on: date) -> list[OnFile]:
    """Every vehicle on file on the day, wherever it stands by."""
    held = Ambulance.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on).select_related("institution__place").order_by("plate")
    return [OnFile(one.plate, one.institution_id, one.institution.code, one.institution.name, one.institution.place.code) for one in held]
