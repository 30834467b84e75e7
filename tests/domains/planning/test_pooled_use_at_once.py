"""Two institutions book one machine, or one person by two shares, in the same moment: one has it, on either database."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.domains.planning.lending import asked, booked, morning, scanner, specialist
from tests.people import CLOUD_CENTRE, HOSPITAL, RIVER_CENTRE, Cast, cast
from weijian.domains.planning.actions.pooling import book_resource, cancel_booking, grant_booking
from weijian.domains.planning.models import PoolBooking
from weijian.domains.planning.states import HOLDING
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="the embedded database races on a file, below")
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
MONDAY = date(2026, 11, 2)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast()


def at_once(*deeds: Callable[[], object]) -> list[str]:
    together = Barrier(len(deeds))

    def does(deed: Callable[[], object]) -> str:
        together.wait(timeout=10)
        try:
            deed()
        except Refusal as no:
            return no.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as all_of_them:
        return sorted(all_of_them.map(does, deeds))


def by(people: Cast) -> Standing:
    return people.chief_chen.standing()


@on_postgresql
def test_of_many_bookings_of_one_machine_one_has_the_hour(people: Cast) -> None:
    ct, chen = scanner(people), by(people)
    news = [asked(people, ct, house, MONDAY, hours) for house in (CLOUD_CENTRE, RIVER_CENTRE) for hours in ((9, 11), (10, 12))]
    answers = at_once(*(lambda new=new: book_resource(new, by=chen, at=morning(MONDAY)) for new in news))
    assert answers == ["PLA-231", "PLA-231", "PLA-231", "done"]
    assert PoolBooking.objects.filter(state__in=HOLDING).count() == 1


@on_postgresql
def test_of_two_bookings_of_one_person_by_two_shares_one_has_the_hour(people: Cast) -> None:
    shares, chen = (specialist(people), specialist(people, "R-ZHAO-2")), by(people)
    answers = at_once(*(lambda share=share: booked(people, share, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY)) for share in shares))
    assert answers == ["PLA-231", "done"]


@on_postgresql
def test_one_form_sent_twice_in_one_moment_is_one_booking(people: Cast) -> None:
    ct, chen = scanner(people), by(people)
    new = asked(people, ct, CLOUD_CENTRE, MONDAY, client_key="k1")
    assert at_once(*[lambda: book_resource(new, by=chen, at=morning(MONDAY))] * 2) == ["done", "done"]
    assert PoolBooking.objects.count() == 1


@on_postgresql
def test_an_hour_that_comes_free_is_given_once(people: Cast) -> None:
    ct, chen = scanner(people), by(people)
    first = booked(people, ct, RIVER_CENTRE, MONDAY, by=chen, at=morning(MONDAY))
    waits = [booked(people, ct, house, MONDAY, by=chen, at=morning(MONDAY) + timedelta(minutes=1), wait=True) for house in (CLOUD_CENTRE, HOSPITAL)]
    cancel_booking(first, "改期", by=chen, at=morning(MONDAY))
    answers = at_once(*(lambda one=one: grant_booking(one, "急", by=chen, at=morning(MONDAY)) for one in waits))
    assert answers == ["PLA-231", "done"]
    assert PoolBooking.objects.filter(state__in=HOLDING).count() == 1


@pytest.mark.skipif(connection.vendor == "postgresql", reason="as the embedded database is in use")
def test_on_the_embedded_database_one_has_the_hour_too(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.domains.planning.pool_on_a_file", str(tmp_path / "data")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
