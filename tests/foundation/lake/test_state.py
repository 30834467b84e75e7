"""Whoever keeps what she reckoned from the lake knows when it no longer holds."""

import pytest
from django.db import transaction

from tests.foundation.lake.plain import refreshed
from tests.people import Cast, cast
from weijian.domains.registry.models import Institution, Resident
from weijian.foundation.lake.status import state_of_lake

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def people() -> Cast:
    return cast()


def test_before_the_first_refresh_nothing_may_be_kept() -> None:
    assert state_of_lake() is None


def test_the_state_stands_while_nothing_changes_and_moves_with_every_edit(people: Cast) -> None:
    refreshed()
    before = state_of_lake()
    assert before is not None
    assert state_of_lake() == before
    Resident.objects.filter(pk=people.wang_guilan.pk).update(marital_code="40")
    once = state_of_lake()
    Resident.objects.filter(pk=people.wang_guilan.pk).update(marital_code="30")
    assert len({before, once, state_of_lake()}) == 3


def test_an_edit_of_what_is_not_lent_leaves_the_state(people: Cast) -> None:
    refreshed()
    before = state_of_lake()
    Institution.objects.update(phone="0719-0000000")
    assert state_of_lake() == before


def test_a_refresh_begins_another_state() -> None:
    refreshed()
    before = state_of_lake()
    Resident.objects.update(marital_code="90")
    refreshed()
    assert state_of_lake() not in (None, before)


def test_inside_a_transaction_nothing_may_be_kept() -> None:
    refreshed()
    with transaction.atomic():
        assert state_of_lake() is None
