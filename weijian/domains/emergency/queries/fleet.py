"""Which ambulances are ready at a moment, and what the others lack. Everything is asked of the moment, so a past one is answered like now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from weijian.domains.emergency.models import Ambulance, AmbulanceCheck, AmbulanceCrew, AmbulanceOutage, AmbulancePosting, EmergencyMission
from weijian.domains.emergency.rules.vehicles import LACK_WORDS, Lack, Readying, what_is_lacking
from weijian.domains.emergency.states import APART
from weijian.domains.emergency.visibility import missions_seen
from weijian.domains.registry.api import CampusPoint, Institution, campus_points
from weijian.foundation.parameters.queries import setting
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

__all__ = ["Ambulance", "AmbulanceCheck", "AmbulanceCrew", "Fleet", "StationLine", "VehicleLine", "ambulances", "fleet", "station_on"]

LISTED = 14


@dataclass(frozen=True)
class VehicleLine:
    """An ambulance at a moment: where it stands by, its crew on shift, its latest check, and what it lacks to be ready."""

    ambulance: Ambulance
    station: Institution
    campus_id: int | None
    crew: AmbulanceCrew | None
    check: AmbulanceCheck | None
    outage: AmbulanceOutage | None
    mission: EmergencyMission | None
    lacks: tuple[Lack, ...]

    @property
    def ready(self) -> bool:
        return not self.lacks

    @property
    def words(self) -> str:
        """What it lacks, in the language of the screen."""
        return _("、").join(self.lack_words)

    @property
    def lack_words(self) -> list[str]:
        return [_(LACK_WORDS[lack]) for lack in self.lacks]

    @property
    def place_code(self) -> str:
        return self.station.place.code


@dataclass(frozen=True)
class StationLine:
    station: Institution
    vehicles: int
    ready: int


@dataclass(frozen=True)
class Fleet:
    """Ambulances on file at a moment, those that are not ready first; `check_hours` is how long a check holds."""

    at: datetime
    check_hours: int
    lines: tuple[VehicleLine, ...]

    @property
    def ready(self) -> int:
        return sum(line.ready for line in self.lines)

    @property
    def share(self) -> float | None:
        return self.ready / len(self.lines) if self.lines else None

    @property
    def stations(self) -> list[StationLine]:
        """The least ready first."""
        groups: dict[int, list[VehicleLine]] = {}
        for line in self.lines:
            groups.setdefault(line.station.pk, []).append(line)
        told = [StationLine(own[0].station, len(own), sum(line.ready for line in own)) for own in groups.values()]
        return sorted(told, key=lambda one: (one.ready / one.vehicles, one.station.code))

    @property
    def failed(self) -> list[tuple[str, int]]:
        """Items that failed at the latest check, with how many vehicles; the most frequent first."""
        items = (item.strip() for line in self.lines if line.check for item in line.check.failed.split(APART))
        return Counter(item for item in items if item).most_common()

    def lacking(self, lack: Lack) -> int:
        return sum(lack in line.lacks for line in self.lines)


def ambulances() -> QuerySet[Ambulance]:
    return Ambulance.objects.select_related("institution__place").order_by("plate")


def fleet(at: datetime, seen: QuerySet[Ambulance], within: str = "") -> Fleet:
    """Of those she sees, standing by in the place. Grave lacks first; vehicles out on a mission after them; the ready last."""
    day = local_day(at)
    hours = int(setting("emergency.check_hours", on=day).value)
    on_file = list(seen.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), from_on__lte=day).select_related("institution__place"))
    told = (line for line in _lines(on_file, at, hours) if line.place_code.startswith(within))
    worst = list(Lack)
    return Fleet(at, hours, tuple(sorted(told, key=lambda v: (v.ready, worst.index(v.lacks[0]) if v.lacks else 0, v.ambulance.plate))))


def _lines(on_file: list[Ambulance], at: datetime, hours: int) -> Iterable[VehicleLine]:
    postings = {one.ambulance_id: one for one in _postings_on(local_day(at)).filter(ambulance__in=on_file)}
    crews = {one.ambulance_id: one for one in _crews_at(at).filter(ambulance__in=on_file)}
    checks, outages, missions = _latest_checks(on_file, at), _outages_at(on_file, at), running_at(at)
    for one in on_file:
        posting, crew, check = postings.get(one.pk), crews.get(one.pk), checks.get(one.pk)
        outage, mission = outages.get(one.pk), missions.get(one.pk)
        facts = Readying(at, outage is not None, crew is not None, check.checked_at if check else None, bool(check and check.failed), hours,
                         mission is not None)
        station, campus = (posting.institution, posting.campus_id) if posting else (one.institution, None)
        yield VehicleLine(one, station, campus, crew, check, outage, mission, what_is_lacking(facts).lacks)


def _postings_on(day: date) -> QuerySet[AmbulancePosting]:
    return AmbulancePosting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), from_on__lte=day).select_related("institution__place")


def _crews_at(at: datetime) -> QuerySet[AmbulanceCrew]:
    return AmbulanceCrew.objects.filter(starts_at__lte=at, ends_at__gt=at).select_related("doctor", "nurse", "ambulance")


def _latest_checks(on_file: list[Ambulance], at: datetime) -> dict[int, AmbulanceCheck]:
    latest = AmbulanceCheck.objects.filter(ambulance=OuterRef("pk"), checked_at__lte=at).order_by("-checked_at").values("pk")[:1]
    keys = Ambulance.objects.filter(pk__in=[one.pk for one in on_file]).values_list(Subquery(latest), flat=True)
    return {one.ambulance_id: one for one in AmbulanceCheck.objects.filter(pk__in=[key for key in keys if key]).select_related("checked_by")}


def _outages_at(on_file: list[Ambulance], at: datetime) -> dict[int, AmbulanceOutage]:
    found = AmbulanceOutage.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), ambulance__in=on_file, from_at__lte=at)
    return {one.ambulance_id: one for one in found}


def running_at(at: datetime) -> dict[int, EmergencyMission]:
    """Missions under way at a moment, by vehicle."""
    open_then = Q(handed_over_at__isnull=True) | Q(handed_over_at__gt=at)
    back_later = Q(stood_down_at__isnull=True) | Q(stood_down_at__gt=at)
    return {one.ambulance_id: one for one in EmergencyMission.objects.filter(open_then, back_later, dispatched_at__lte=at)}


def check_items(on: date) -> list[str]:
    """What is looked at in a check on the day."""
    return [str(item) for item in setting("emergency.check_items", on=on).value]


def station_on(ambulance: Ambulance, day: date) -> Institution:
    """Where it stands by on the day."""
    posting = _postings_on(day).filter(ambulance=ambulance).first()
    return posting.institution if posting else ambulance.institution


def crews_of(ambulance: Ambulance) -> QuerySet[AmbulanceCrew]:
    """Shifts to come and past, the latest first."""
    return ambulance.crews.select_related("doctor", "nurse").order_by("-starts_at")[:LISTED]


def checks_of(ambulance: Ambulance) -> QuerySet[AmbulanceCheck]:
    return ambulance.checks.select_related("checked_by").order_by("-checked_at")[:LISTED]


def missions_of(ambulance: Ambulance, standing: Standing) -> QuerySet[EmergencyMission]:
    """Its last missions, of those she may read."""
    return missions_seen(ambulance.missions.select_related("call__place", "destination"), standing).order_by("-dispatched_at")[:LISTED]


def points_of(lines: Iterable[VehicleLine], day: date) -> dict[int, CampusPoint]:
    """Where each vehicle stands by: its campus, else the first campus of its station; by vehicle."""
    campuses = campus_points(day)
    by_campus = {one.campus_id: one for one in campuses}
    by_house = {one.institution_id: one for one in reversed(campuses)}
    places = {line.ambulance.pk: by_campus.get(line.campus_id or 0) or by_house.get(line.station.pk) for line in lines}
    return {key: point for key, point in places.items() if point is not None}
