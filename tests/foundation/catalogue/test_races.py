"""Two clerks at once, in two connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from tests.people import AT, CLOUD_CENTRE, cast
from weijian.domains.registry.models import ClinicalService, Department
from weijian.foundation.catalogue import actions
from weijian.foundation.catalogue.queries import values_of
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import the_house

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: the embedded database has one writer at a time"),
]
BY = the_house("test")


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run the deeds in threads that start together; what each gave or was refused."""
    together = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        together.wait(timeout=10)
        try:
            return deed()
        except Refusal as no:
            return no
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_of_two_corrections_at_once_exactly_one_wins() -> None:
    people = cast()
    departments = known()["departments"]
    made = Department.objects.create(institution=people.institutions[CLOUD_CENTRE], name="全科", from_on=AT.date())
    for turn in range(5):
        seen = values_of(departments, Department.objects.get(pk=made.pk))
        names = (f"甲{turn}", f"乙{turn}")
        done = at_once(*(partial(actions.correct_entry, departments, made.pk, seen | {"name": n}, seen, by=BY, at=AT) for n in names))
        won = [d for d in done if isinstance(d, actions.Corrected)]
        lost = [d for d in done if isinstance(d, actions.Clashed)]
        assert (len(won), len(lost)) == (1, 1)
        assert lost[0].clashes[0].now == won[0].entry.name == Department.objects.get(pk=made.pk).name
    assert Happening.objects.filter(kind="EntryCorrected").count() == 5


def test_of_two_who_enter_the_same_thing_at_once_the_second_is_refused() -> None:
    services = known()["clinical-services"]
    done = at_once(*[partial(actions.add_entry, services, {"code": "S1", "name": "清创缝合"}, by=BY, at=AT)] * 4)
    assert sum(isinstance(d, ClinicalService) for d in done) == 1
    assert {d.code for d in done if isinstance(d, Refusal)} <= {"CAT-22", "CAT-24"}
    assert ClinicalService.objects.count() == Happening.objects.count() == 1
