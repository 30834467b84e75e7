"""A character no database keeps is refused in a sentence, wherever it is typed."""

import pytest

from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/residents/?place=%00", "/institutions/?name=a%00b", "/workforce/practitioners/?name=%00", "/registers/grids/?q=%00"])
def test_in_an_address(people: Cast, address: str) -> None:
    answer = people.data_clerk_he.program().get(address)
    assert answer.status_code == 422
    assert answer.json()["code"] == "PEO-37"


@pytest.mark.parametrize(("address", "field"), [("/residents/", "q"), ("/search/", "q")])
def test_in_a_form(people: Cast, address: str, field: str) -> None:
    answer = people.data_clerk_he.browser().post(address, f"{field}=%00", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
