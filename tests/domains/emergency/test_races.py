"""Two dispatchers send the same vehicle, one call arrives twice, one doctor is put on two crews, at the same moment, in two connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.utils.timezone import now

from tests.domains.emergency.garage import garage, rung, worker
from tests.people import COUNTY, EMERGENCY_CENTRE, FAR_HILL, Cast, person
from weijian.domains.emergency.actions.calls import NewCall, take_call
from weijian.domains.emergency.actions.missions import send_vehicle
from weijian.domains.emergency.actions.vehicles import NewCrew, put_on_shift
from weijian.domains.emergency.models import AmbulanceCrew, EmergencyCall, EmergencyMission
from weijian.domains.emergency.states import Complaint
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: the embedded database has one writer at a time"),
]


@pytest.fixture
def dispatchers(people: Cast) -> list[Standing]:
    return [person(f"zhou{n}", f"调度员{n}", "dispatcher", place_code=COUNTY).standing() for n in range(2)]


def at_once(dispatchers: list[Standing], deed: Callable[[int, Standing], object]) -> list[str]:
    together = Barrier(2)

    def does(number: int) -> str:
        together.wait(timeout=10)
        try:
            deed(number, dispatchers[number])
        except Refusal as no:
            return no.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as two:
        return sorted(two.map(does, range(2)))


def test_of_two_who_send_one_vehicle_one_does_and_the_other_is_refused_in_words(people: Cast, dispatchers: list[Standing]) -> None:
    at, vehicle = now(), garage(people, now())[0]
    calls = [rung(people, dispatchers[0], at) for _ in range(2)]
    answers = at_once(dispatchers, lambda n, by: send_vehicle(calls[n], vehicle, "", by=by, at=at))
    assert answers == ["EME-21", "done"]
    assert EmergencyMission.objects.count() == 1
    assert sorted(EmergencyCall.objects.values_list("state", flat=True)) == ["served", "waiting"]


def test_of_two_who_send_it_to_the_same_call_it_goes_once(people: Cast, dispatchers: list[Standing]) -> None:
    at, vehicle = now(), garage(people, now())[0]
    call = rung(people, dispatchers[0], at)
    assert at_once(dispatchers, lambda n, by: send_vehicle(call, vehicle, "", by=by, at=at)) == ["done", "done"]
    assert EmergencyMission.objects.count() == 1


def test_a_call_that_arrives_twice_at_once_is_one_call(people: Cast, dispatchers: list[Standing]) -> None:
    at = now()
    new = NewCall(uuid4(), at, people.places[FAR_HILL], Complaint.STROKE)
    assert at_once(dispatchers, lambda n, by: take_call(new, by=by, at=at)) == ["done", "done"]
    assert EmergencyCall.objects.count() == 1


def test_of_two_crews_for_one_doctor_one_is_entered(people: Cast, dispatchers: list[Standing]) -> None:
    at, vehicles = now() + timedelta(days=1), garage(people, now())
    doctor = worker("D1", "11", people.institutions[EMERGENCY_CENTRE])

    def crew(number: int, by: Standing) -> None:
        starts = at + timedelta(hours=number)
        put_on_shift(vehicles[number], NewCrew(starts, starts + timedelta(hours=12), doctor, None, "王师傅"), by=by, at=now())

    assert at_once(dispatchers, crew) == ["EME-04", "done"]
    assert AmbulanceCrew.objects.filter(doctor=doctor).count() == 1
