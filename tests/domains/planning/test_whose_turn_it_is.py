"""Whose turn it is among those who wait for a pooled thing: by the order of parts that is set, and the part each was given."""

from datetime import date

import pytest

from tests.domains.planning.lending import morning, scanner
from tests.domains.planning.test_pooled_use import MONDAY, contested
from tests.people import CLOUD_CENTRE, FAR_HILL_CLINIC, HOSPITAL, Cast
from weijian.domains.planning.actions import pooling as deeds
from weijian.domains.planning.models import PooledResource, StatedRole
from weijian.foundation.happenings.models import Happening
from weijian.foundation.parameters.models import ParameterValue
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(people: Cast) -> Standing:
    return people.chief_chen.standing()


@pytest.fixture
def ct(people: Cast) -> PooledResource:
    return scanner(people)


def test_another_order_is_a_parameter_and_out_of_turn_needs_its_reason(people: Cast, chen: Standing, ct: PooledResource) -> None:
    ParameterValue.objects.create(code="planning.pool_order", value=["龙头", "骨干"], from_on=date(2026, 1, 1), state="approved", proposed_at=morning(MONDAY))
    first, waits = contested(people, ct, chen, MONDAY)
    deeds.cancel_booking(first, "改期", by=chen, at=morning(MONDAY))
    assert Happening.objects.get(kind="PoolOffered").subject_key == str(waits[HOSPITAL].pk)
    given = deeds.grant_booking(waits[CLOUD_CENTRE], "急诊病人", by=chen, at=morning(MONDAY))
    assert (given.state, given.reason) == ("booked", "急诊病人")


def test_a_part_given_by_a_document_goes_before_the_one_it_has_by_what_it_is(people: Cast, chen: Standing, ct: PooledResource) -> None:
    StatedRole.objects.create(institution=people.institutions[HOSPITAL], part="foundation", from_on=date(2026, 1, 1))
    StatedRole.objects.create(institution=people.institutions[FAR_HILL_CLINIC], part="leader", from_on=date(2026, 1, 1))
    first, waits = contested(people, ct, chen, MONDAY)
    deeds.cancel_booking(first, "改期", by=chen, at=morning(MONDAY))
    assert Happening.objects.get(kind="PoolOffered").subject_key == str(waits[HOSPITAL].pk)
