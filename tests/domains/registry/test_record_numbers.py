"""Record numbers are given out once, also to two clerks at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.people import FAR_HILL, county
from weijian.domains.registry.models import Place, RecordSequence


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
