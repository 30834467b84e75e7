"""Record numbers are given out once, also to two clerks at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.domains.registry.writing import newcomer
from tests.people import AT, FAR_HILL, Cast, cast, county
from weijian.domains.registry.actions.residents import register_resident
from weijian.domains.registry.models import Place, RecordSequence, Resident
from weijian.kernel.refusal import Refusal


@pytest.mark.django_db
def test_numbers_of_a_village_run_on_and_never_back() -> None:
    village = county()[0][FAR_HILL]
    assert RecordSequence.draw(village, 2) == ["42992120210200001", "42992120210200002"]
    assert RecordSequence.draw(village) == ["42992120210200003"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_ten_clerks_at_once_draw_ten_different_numbers() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a race between clerks needs PostgreSQL (WEIJIAN_TEST_DATABASE=postgresql)")
    village = county()[0][FAR_HILL]
    with ThreadPoolExecutor(5) as clerks:
        drawn = [n for numbers in clerks.map(_draw(village), range(10)) for n in numbers]
    assert sorted(drawn) == [f"429921202102{n:05d}" for n in range(1, 31)]


def _draw(village: Place) -> Callable[[int], list[str]]:
    def clerk(_: int) -> list[str]:
        with transaction.atomic():
            numbers = RecordSequence.draw(village, 3)
        connection.close()
        return numbers

    return clerk


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_entering_one_number_at_once_one_is_told() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a race between clerks needs PostgreSQL (WEIJIAN_TEST_DATABASE=postgresql)")
    people = cast()
    with ThreadPoolExecutor(4) as clerks:
        answers = list(clerks.map(_register(people), range(4)))
    assert set(answers) - {"on file"} <= {"REG-15", "REG-16"}
    assert answers.count("on file") == 1
    assert Resident.objects.filter(name="周小梅").count() == 1


def _register(people: Cast) -> Callable[[int], str]:
    def clerk(_: int) -> str:
        try:
            register_resident(newcomer(people), by=people.nurse_zhang.standing(), at=AT)
        except Refusal as no:
            return no.code
        finally:
            connection.close()
        return "on file"

    return clerk
