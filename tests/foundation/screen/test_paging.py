"""Keyset paging: every row once, in order, however long the list; nobody's name in an address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import LONG_AGO
from weijian.domains.registry.models import Place
from weijian.foundation.screen.paging import counted, key_in, keyset
from weijian.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> None:
    """Thirty villages, three of each name."""
    Place.objects.bulk_create(
        Place(code=f"429921101{n:03d}", name=f"村{n % 10}", level=5, from_on=LONG_AGO) for n in range(1, 31)
    )


@pytest.mark.parametrize("order", [("pk",), ("-pk",), ("name", "pk"), ("-name", "code"), ("name", "-pk")])
@pytest.mark.parametrize("size", [1, 4, 7, 30, 50])
def test_turning_the_pages_shows_every_row_once_and_in_order(places: None, order: tuple[str, ...], size: int) -> None:
    seen: list[int] = []
    after: str | None = ""
    while after is not None:
        sheet = keyset(Place.objects.all(), order=order, after=after, size=size)
        seen += [row.pk for row in sheet.rows]
        after = sheet.after
    assert seen == list(Place.objects.order_by(*order).values_list("pk", flat=True))


def test_the_last_page_has_no_next_even_when_it_is_full(places: None) -> None:
    assert keyset(Place.objects.all(), size=30).after is None


def test_a_token_holds_no_name(places: None) -> None:
    token = keyset(Place.objects.all(), order=("name", "pk"), size=5).after
    assert token is not None
    assert token.isdigit()


@pytest.mark.parametrize("token", ["x", "-1", "999999999", "1 OR 1=1", "村1", "²", "9" * 40])
def test_a_token_no_list_made_is_refused(places: None, token: str) -> None:
    with pytest.raises(Refusal):
        keyset(Place.objects.all(), after=token)


def test_a_page_asks_neither_for_a_count_nor_an_offset(places: None) -> None:
    token = keyset(Place.objects.all(), order=("name", "pk"), size=5).after or ""
    with CaptureQueriesContext(connection, ) as asked:
        keyset(Place.objects.all(), order=("name", "pk"), after=token, size=5)
    said = " ".join(q["sql"] for q in asked.captured_queries).upper()
    assert "COUNT(" not in said
    assert "OFFSET" not in said


def test_a_count_stops_at_its_ceiling(places: None) -> None:
    assert str(counted(Place.objects.all(), ceiling=29)) == "29+"
    assert str(counted(Place.objects.all(), ceiling=30)) == "30"


@pytest.mark.parametrize(("said", "key"), [("12", 12), ("", None), ("-5", None), ("1.5", None), ("9" * 18, 10**18 - 1), ("9" * 23, None)])
def test_a_key_no_database_holds_is_none(said: str, key: int | None) -> None:
    assert key_in(said) == key
