"""Vehicles of the demo county: three at the centre, one at a hospital, one at each station but one, and who is on them for a month."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from weijian.domains.emergency.models import Ambulance, AmbulanceCheck, AmbulanceCrew, AmbulanceKind, AmbulanceOutage, AmbulancePosting, OutageReason
from weijian.domains.registry.api import CampusPoint, Institution, campus_points
from weijian.domains.workforce.api import Practitioner, in_post_at
from weijian.kernel.dates import CHINA, local_day

SINCE, DAYS, SHIFT = date(2023, 3, 1), 30, timedelta(hours=12)
CENTRE, HOSPITAL, STATIONS, DRIVERS = "E0001", "H0001", "E3", ("王师傅", "陈师傅", "刘师傅", "何师傅")
KINDS = (AmbulanceKind.MONITORING, AmbulanceKind.NEGATIVE_PRESSURE, AmbulanceKind.MONITORING, AmbulanceKind.TRANSPORT)
NURSE, FAILED = "20", "除颤监护仪、吸引器"
UNCREWED, UNCHECKED, FAILING, OUT = 5, 6, 7, 2  # which vehicles lack what today
BARE = 2  # which station has none


@dataclass
class Vehicle:
    """A vehicle with its station's point and its crews by the hour they begin."""

    ambulance: Ambulance
    station: Institution
    point: CampusPoint
    crews: dict[datetime, AmbulanceCrew] = field(default_factory=dict)
    free_at: datetime | None = None


def add(at: datetime) -> list[Vehicle]:
    """Vehicles, postings, crews and checks up to today; what today lacks is told by the numbers above."""
    vehicles = list(_vehicles(local_day(at)))
    Ambulance.objects.bulk_create([one.ambulance for one in vehicles])
    lent = [one for one in vehicles if one.ambulance.institution_id != one.station.pk]
    AmbulancePosting.objects.bulk_create([AmbulancePosting(ambulance=one.ambulance, institution=one.station, from_on=SINCE) for one in lent])
    _crew(vehicles, at)
    AmbulanceCheck.objects.bulk_create([check for number, one in enumerate(vehicles) for check in _checks(one, number, at)])
    if len(vehicles) > OUT:
        AmbulanceOutage.objects.create(
            ambulance=vehicles[OUT].ambulance, from_at=at - timedelta(hours=20), reason=OutageReason.REPAIR, note="变速箱维修，预计三天",
        )
    return vehicles


def _vehicles(on: date) -> Iterator[Vehicle]:
    """One station has none; the first station's belongs to the centre and stands there."""
    points = {one.institution_id: one for one in reversed(campus_points(on))}
    centre = Institution.objects.filter(code=CENTRE).first()
    stations = [one for n, one in enumerate(Institution.objects.filter(code__startswith=STATIONS).order_by("code")) if n != BARE]
    homes = [*([centre] * 3 if centre else []), *Institution.objects.filter(code=HOSPITAL), *stations]
    for number, station in enumerate(home for home in homes if home.pk in points):
        owner = centre if centre and stations and station == stations[0] else station
        vehicle = Ambulance(plate=f"楚R{number + 120:03d}急", institution=owner, kind=KINDS[number % len(KINDS)], from_on=SINCE)
        yield Vehicle(vehicle, station, points[station.pk])


def _crew(vehicles: list[Vehicle], at: datetime) -> None:
    """Two shifts a day, by those who work at the station, each on one vehicle only; the uncrewed vehicle has none today."""
    first = datetime.combine(local_day(at) - timedelta(days=DAYS), time(8), CHINA)
    teams = _teams(vehicles, local_day(at))
    made = []
    for number, one in enumerate(vehicles):
        doctors, nurses = teams[number]
        for shift in range(2 * (DAYS + 1) if doctors or nurses else 0):
            starts = first + shift * SHIFT
            if starts > at or (number == UNCREWED and starts + SHIFT > at):
                continue
            doctor, nurse = (people[shift % len(people)] if people else None for people in (doctors, nurses))
            driver = DRIVERS[(number + shift) % len(DRIVERS)]
            one.crews[starts] = AmbulanceCrew(ambulance=one.ambulance, starts_at=starts, ends_at=starts + SHIFT, doctor=doctor, nurse=nurse, driver=driver)
            made.append(one.crews[starts])
    AmbulanceCrew.objects.bulk_create(made)


def _teams(vehicles: list[Vehicle], on: date) -> list[tuple[list[Practitioner], list[Practitioner]]]:
    """Doctors and nurses of each vehicle: its station's, shared out among the vehicles that stand there."""
    held: dict[int, list[Practitioner]] = {}
    told = []
    for one in vehicles:
        people = held.setdefault(one.station.pk, in_post_at({one.station.pk}, on)[:80])
        together = [other for other in vehicles if other.station.pk == one.station.pk]
        share, of = together.index(one), len(together)
        doctors = [p for p in people if p.category.startswith("1")][share::of]
        told.append((doctors[:6], [p for p in people if p.category == NURSE][share::of][:6]))
    return told


def _checks(one: Vehicle, number: int, at: datetime) -> Iterator[AmbulanceCheck]:
    """By the crew, ten minutes into the morning's shift; the last of the failing vehicle failed, the unchecked one has none of the last two days."""
    latest = max((s for s in one.crews if s.hour == 8), default=None)
    for starts, crew in one.crews.items():
        when, who = starts + timedelta(minutes=10), crew.nurse or crew.doctor
        stale = number == UNCHECKED and starts > at - timedelta(days=2)
        if starts.hour == 8 and who and when <= at and not stale:
            yield AmbulanceCheck(ambulance=one.ambulance, checked_at=when, checked_by=who, failed=FAILED if number == FAILING and starts == latest else "")


