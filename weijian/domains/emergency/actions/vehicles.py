"""Vehicles: a crew comes on shift, the equipment is checked, a vehicle goes out of service and comes back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from weijian.domains.emergency.events import AmbulanceBack, AmbulanceChecked, AmbulanceOut, CrewOnShift
from weijian.domains.emergency.models import Ambulance, AmbulanceCheck, AmbulanceCrew, AmbulanceOutage, OutageReason
from weijian.domains.emergency.queries.held import clock, held_ambulance
from weijian.domains.emergency.rules import vehicles as rules
from weijian.domains.emergency.states import NOTHING_FAILED
from weijian.domains.workforce.api import Practitioner
from weijian.foundation.happenings.trail import record
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewCrew:
    starts_at: datetime
    ends_at: datetime
    doctor: Practitioner | None
    nurse: Practitioner | None
    driver: str


@transaction.atomic
def put_on_shift(ambulance: Ambulance, new: NewCrew, *, by: Standing, at: datetime) -> AmbulanceCrew:
    """A crew for an ambulance from one hour to another. Vehicle and people are held meanwhile, so that nobody is promised twice."""
    held = held_ambulance(ambulance, by, at)
    people = [one for one in (new.doctor, new.nurse) if one is not None]
    list(Practitioner.objects.select_for_update().filter(pk__in=[one.pk for one in people]).order_by("pk"))
    at_once = AmbulanceCrew.objects.filter(starts_at__lt=new.ends_at, ends_at__gt=new.starts_at)
    other = at_once.exclude(ambulance=held).filter(Q(doctor__in=people) | Q(nurse__in=people)).select_related("ambulance", "doctor", "nurse").first()
    busy = next((str(one) for one in people if other and one.pk in (other.doctor_id, other.nurse_id)), "")
    codes = [one.code if one else "" for one in (new.doctor, new.nurse)]
    must(rules.refusal_to_crew(rules.Crewing(
        held.plate, new.starts_at, new.ends_at, codes[0], codes[1], at_once.filter(ambulance=held).exists(), busy, other.ambulance.plate if other else "",
    )))
    made = AmbulanceCrew.objects.create(
        ambulance=held, starts_at=new.starts_at, ends_at=new.ends_at, doctor=new.doctor, nurse=new.nurse, driver=new.driver.strip(),
    )
    record(CrewOnShift(held.pk, clock(made.starts_at), clock(made.ends_at), "、".join(code for code in codes if code)), by=by, at=at)
    return made


@transaction.atomic
def check_ambulance(ambulance: Ambulance, checked_at: datetime, checked_by: Practitioner, failed: str, *, by: Standing, at: datetime) -> AmbulanceCheck:
    """The vehicle and its equipment were looked over; said again for the same moment, the latter holds."""
    held = held_ambulance(ambulance, by, at)
    must(rules.refusal_to_check(rules.Checking(checked_at, at, len(failed.strip()))))
    made, _new = AmbulanceCheck.objects.update_or_create(
        ambulance=held, checked_at=checked_at, defaults={"checked_by": checked_by, "failed": failed.strip()},
    )
    record(AmbulanceChecked(held.pk, clock(checked_at), made.failed or NOTHING_FAILED), by=by, at=at)
    return made


@transaction.atomic
def take_out_of_service(ambulance: Ambulance, reason: str, note: str, *, by: Standing, at: datetime) -> AmbulanceOutage:
    """From now on, until it is said to be back."""
    held = held_ambulance(ambulance, by, at)
    out = AmbulanceOutage.objects.filter(ambulance=held, until_at__isnull=True).exists()
    must(rules.refusal_to_withdraw(rules.Withdrawing(held.plate, out, reason != OutageReason.OTHER or bool(note.strip()))))
    made = AmbulanceOutage.objects.create(ambulance=held, from_at=at, reason=reason, note=note.strip())
    record(AmbulanceOut(held.pk, str(OutageReason(reason).label), made.note), by=by, at=at)
    return made


@transaction.atomic
def return_to_service(ambulance: Ambulance, *, by: Standing, at: datetime) -> AmbulanceOutage:
    """It is whole again from now on."""
    held = held_ambulance(ambulance, by, at)
    outage = AmbulanceOutage.objects.filter(ambulance=held, until_at__isnull=True).first()
    must(rules.refusal_to_return(rules.Returning(held.plate, outage is not None)))
    assert outage is not None  # the rule has refused it
    outage.until_at = max(at, outage.from_at)
    outage.save(update_fields=["until_at"])
    record(AmbulanceBack(held.pk), by=by, at=at)
    return outage
