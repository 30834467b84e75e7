"""Vehicles of the small county, ready at a moment: two at the emergency centre, one at the far township's centre."""

from datetime import datetime, timedelta
from uuid import uuid4

from tests.people import CLOUD_CENTRE, EMERGENCY_CENTRE, FAR_HILL, LONG_AGO, Cast
from weijian.domains.emergency.actions.calls import NewCall, take_call
from weijian.domains.emergency.models import Ambulance, AmbulanceCheck, AmbulanceCrew, EmergencyCall
from weijian.domains.emergency.states import Complaint
from weijian.domains.registry.models import Institution
from weijian.domains.workforce.models import Post, Practitioner
from weijian.kernel.standing import Standing


def worker(code: str, category: str, house: Institution) -> Practitioner:
    made = Practitioner.objects.create(code=code, name=f"急救{code}", sex_code="1", category=category)
    Post.objects.create(practitioner=made, institution=house, duty="院前急救", from_on=LONG_AGO)
    return made


def vehicle(plate: str, house: Institution, at: datetime, *, ready: bool = True) -> Ambulance:
    """With a crew of its own and a check, both an hour old, when ready."""
    made = Ambulance.objects.create(plate=plate, institution=house, kind="monitoring", from_on=LONG_AGO)
    if ready:
        nurse = worker(f"N{plate}", "20", house)
        AmbulanceCrew.objects.create(ambulance=made, starts_at=at - timedelta(hours=1), ends_at=at + timedelta(hours=9), nurse=nurse, driver="王师傅")
        AmbulanceCheck.objects.create(ambulance=made, checked_at=at - timedelta(hours=1), checked_by=nurse)
    return made


def garage(people: Cast, at: datetime) -> list[Ambulance]:
    centre, far = people.institutions[EMERGENCY_CENTRE], people.institutions[CLOUD_CENTRE]
    return [vehicle("A1", centre, at), vehicle("A2", centre, at, ready=False), vehicle("B1", far, at)]


def rung(people: Cast, by: Standing, at: datetime, **said: object) -> EmergencyCall:
    """A call from the far village."""
    told = {"client_key": uuid4(), "received_at": at, "place": people.places[FAR_HILL], "complaint": Complaint.STROKE, **said}
    return take_call(NewCall(**told), by=by, at=at)  # type: ignore[arg-type]
