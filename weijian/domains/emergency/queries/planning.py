"""What planning asks: how many ambulances stand by at each station on a day, and how long hand-overs take by township."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from weijian.domains.emergency.models import Ambulance
from weijian.domains.emergency.queries.fleet import fleet
from weijian.domains.emergency.queries.handovers import ChainTimes as ChainTimes
from weijian.domains.emergency.queries.handovers import chain_times as chain_times
from weijian.kernel.dates import CHINA, local_day


@dataclass(frozen=True)
class StandingBy:
    """At a station, or its campus where one is named, on a day: so many vehicles on file; `ready` of them now, None for another day than today."""

    institution_id: int
    campus_id: int | None
    vehicles: int
    ready: int | None


def vehicles_standing_by(on: date, at: datetime) -> list[StandingBy]:
    """Every station with a vehicle on file on the day, by the place of the station's, not of the vehicle's owner."""
    today = local_day(at) == on
    found = fleet(at if today else datetime(on.year, on.month, on.day, 12, tzinfo=CHINA), Ambulance.objects.all())
    groups: dict[tuple[int, int | None], list[bool]] = {}
    for line in found.lines:
        groups.setdefault((line.station.pk, line.campus_id), []).append(line.ready)
    return [StandingBy(house, campus, len(ready), sum(ready) if today else None) for (house, campus), ready in groups.items()]


def ambulances_on_file(on: date, within: str = "") -> int:
    """Vehicles on file on the day of institutions in a place."""
    return Ambulance.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on, institution__place__code__startswith=within).count()
