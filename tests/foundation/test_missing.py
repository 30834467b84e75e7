"""What is not there is said in the language of the asker: a page to a person, JSON to a program."""

import pytest

from tests.people import Cast


@pytest.mark.parametrize("address", ["/nowhere/", "/institutions/999999/"])
def test_a_program_is_told_in_json_that_it_is_not_there(people: Cast, address: str) -> None:
    answer = people.chief_chen.browser().get(address, headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "PAG-01"


def test_a_person_gets_a_page(people: Cast) -> None:
    answer = people.chief_chen.browser().get("/nowhere/")
    assert answer.status_code == 404
    assert answer["content-type"].startswith("text/html")
