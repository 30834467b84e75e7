"""What an institution has: campuses with their hours, departments, services, beds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.actions.institutions import WRITE
from weijian.domains.registry.events import (
    BedsCounted,
    CampusAdded,
    CampusEnded,
    DepartmentAdded,
    DepartmentEnded,
    HoursSet,
    ServiceOffered,
    ServiceStopped,
)
from weijian.domains.registry.models import BedCount, Campus, ClinicalService, Department, Institution, InstitutionStatus, OpeningHours, Place, ServiceOffer
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.foundation.happenings.trail import record
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewCampus:
    name: str
    place_id: int
    lon: float
    lat: float
    from_on: date
    address: str = ""


@dataclass(frozen=True)
class Hours:
    weekday: int
    opens_at: time
    closes_at: time
    emergency_only: bool = False


@dataclass(frozen=True)
class Beds:
    kind: str
    approved: int
    in_place: int
    open: int
    from_on: date
    used: int | None = None
    department_id: int | None = None


def _held(institution: Institution, by: Standing) -> Institution:
    held = Institution.objects.select_related("place").select_for_update(of=("self",)).get(pk=institution.pk)
    must(refusal_to_write_in(by, held.place.name, held.place.code, WRITE))
    return held


@transaction.atomic
def add_campus(institution: Institution, new: NewCampus, *, by: Standing, at: datetime) -> Campus:
    """The institution stands at one more place from a day on; its first campus is its main one."""
    held = _held(institution, by)
    must(rules.refusal_to_add_campus(rules.AddingCampus(new.name, held.campuses.filter(name=new.name).exists(), new.lon, new.lat)))
    place = Place.objects.get(pk=new.place_id)
    main = not held.campuses.filter(main=True).exists()
    made = Campus.objects.create(
        institution=held, name=new.name, main=main, place=place, address=new.address, lon=new.lon, lat=new.lat, from_on=new.from_on,
    )
    record(CampusAdded(held.code, made.name, made.from_on), by=by, at=at)
    return made


@transaction.atomic
def end_campus(campus: Campus, ends_on: date, *, by: Standing, at: datetime) -> Campus:
    """The campus is in use up to this day; an institution that works keeps one."""
    held = _held(campus.institution, by)
    here = held.campuses.get(pk=campus.pk)
    others = held.campuses.filter(ends_on__isnull=True).exclude(pk=here.pk).count()
    operating = held.standings.latest("from_on").status == InstitutionStatus.OPERATING
    must(rules.refusal_to_end_campus(rules.EndingCampus(here.from_on, ends_on, others, operating)))
    here.ends_on = ends_on
    here.save(update_fields=["ends_on"])
    record(CampusEnded(held.code, here.name, ends_on), by=by, at=at)
    return here


@transaction.atomic
def set_hours(campus: Campus, week: Sequence[Hours], *, by: Standing, at: datetime) -> None:
    """The campus opens so every week, instead of what stood before."""
    held = _held(campus.institution, by)
    campus.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(campus=campus, weekday=h.weekday, opens_at=h.opens_at, closes_at=h.closes_at, emergency_only=h.emergency_only) for h in week
    )
    record(HoursSet(held.code, campus.name, len(week)), by=by, at=at)


@transaction.atomic
def add_department(institution: Institution, name: str, subject_code: str, from_on: date, *, by: Standing, at: datetime) -> Department:
    """The institution has one more department from a day on."""
    held = _held(institution, by)
    if held.departments.filter(name=name.strip(), ends_on__isnull=True).exists():
        raise Refusal(say.SAID_ALREADY, what=name.strip())
    made = Department.objects.create(institution=held, name=name.strip(), subject_code=subject_code.strip(), from_on=from_on)
    record(DepartmentAdded(held.code, made.name), by=by, at=at)
    return made


@transaction.atomic
def end_department(department: Department, ends_on: date, *, by: Standing, at: datetime) -> Department:
    """The department works up to this day."""
    held = _held(department.institution, by)
    if ends_on < department.from_on:
        raise Refusal(say.ENDS_BEFORE, from_on=department.from_on)
    Department.objects.filter(pk=department.pk).update(ends_on=ends_on)
    record(DepartmentEnded(held.code, department.name, ends_on), by=by, at=at)
    department.ends_on = ends_on
    return department


@transaction.atomic
def offer_service(institution: Institution, service: ClinicalService, from_on: date, *, by: Standing, at: datetime) -> ServiceOffer:
    """The institution does this for people from a day on."""
    held = _held(institution, by)
    if held.offers.filter(service=service, ends_on__isnull=True).exists():
        raise Refusal(say.SAID_ALREADY, what=service.name)
    made = ServiceOffer.objects.create(institution=held, service=service, from_on=from_on)
    record(ServiceOffered(held.code, service.name, from_on), by=by, at=at)
    return made


@transaction.atomic
def stop_service(offer: ServiceOffer, ends_on: date, *, by: Standing, at: datetime) -> ServiceOffer:
    """The institution does this up to this day."""
    held = _held(offer.institution, by)
    if ends_on < offer.from_on:
        raise Refusal(say.ENDS_BEFORE, from_on=offer.from_on)
    ServiceOffer.objects.filter(pk=offer.pk).update(ends_on=ends_on)
    record(ServiceStopped(held.code, offer.service.name, ends_on), by=by, at=at)
    offer.ends_on = ends_on
    return offer


@transaction.atomic
def count_beds(institution: Institution, beds: Beds, *, by: Standing, at: datetime) -> BedCount:
    """So many beds of a kind from a day on; said again for the same day it replaces what was said."""
    held = _held(institution, by)
    must(rules.refusal_to_count_beds(rules.CountingBeds(beds.approved, beds.in_place, beds.open)))
    department = held.departments.get(pk=beds.department_id) if beds.department_id else None
    numbers = {"approved": beds.approved, "in_place": beds.in_place, "open": beds.open, "used": beds.used}
    made, _ = BedCount.objects.update_or_create(institution=held, department=department, kind=beds.kind, from_on=beds.from_on, defaults=numbers)
    record(BedsCounted(held.code, beds.kind, beds.from_on, beds.approved, beds.in_place, beds.open), by=by, at=at)
    return made
