"""What one more site here, or one less, would change: asked with a click."""

from pathlib import Path

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.people import AT, TODAY, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.registry.models import Campus
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
ASKED = {"circle": "any", "on": TODAY.isoformat(), "mode": "car", "minutes": "15"}
HERE, LESS = "/planning/map/here/", "/planning/map/one-less/"
TWO = FILES["institutions.csv"] + "H00002,云岭乡卫生院,112.30,31.20,乡镇卫生院,1,429921202000\n"


@pytest.fixture
def officer(db: None, tmp_path: Path):  # type: ignore[no-untyped-def]
    load_region(region_folder(tmp_path, institutions=TWO), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)
    return person("chen", "陈科长", "officer", place_code="429921")


def test_one_more_where_nobody_can_get_anywhere_brings_just_those_people(officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get(HERE, {**ASKED, "lon": "112.4", "lat": "31.3"}).json()["one_more"]
    assert (found["before"], found["after"], found["difference"], found["people"]) == (1050, 1060, 10, 1060)
    assert found["places"] == [{"name": "云岭乡", "people": 10}]


def test_one_more_beside_one_that_is_there_changes_nothing(officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get(HERE, {**ASKED, "lon": "112.2", "lat": "31.2"}).json()["one_more"]
    assert (found["difference"], found["moved_people"], found["places"]) == (0, 0, [])


def test_one_less_says_who_falls_out_and_where(officer) -> None:  # type: ignore[no-untyped-def]
    campus = Campus.objects.get(institution__code="H00002")
    found = officer.program().get(LESS, {**ASKED, "close": str(campus.pk)}).json()
    assert (found["before"], found["after"], found["closed"]) == (1050, 900, "云岭乡卫生院")
    assert found["places"] == [{"name": "云岭乡", "people": -150}]


def test_one_more_agrees_with_the_map_drawn_anew(officer) -> None:  # type: ignore[no-untyped-def]
    """Closing the township's and opening one on the same spot is where we began."""
    told = officer.program().get(HERE, {**ASKED, "circle": "hospital", "lon": "112.3", "lat": "31.2"}).json()["one_more"]
    anew = officer.program().get("/planning/map/", ASKED).json()
    assert told["after"] == anew["covered_people"]


def test_the_click_shows_both_and_offers_to_close(officer) -> None:  # type: ignore[no-untyped-def]
    page = officer.browser().get(HERE, {**ASKED, "lon": "112.4", "lat": "31.3"}).content.decode()
    assert "99.06 %" in page
    assert "100.00 %" in page
    page = officer.browser().get(HERE, {**ASKED, "lon": "112.3", "lat": "31.2"}).content.decode()
    assert "撤掉会怎样" in page


@pytest.mark.parametrize("close", ["", "x", "0", "-1", "999999", "9" * 40])
def test_what_does_not_count_cannot_be_closed(officer, close: str) -> None:  # type: ignore[no-untyped-def]
    answer = officer.program().get(LESS, {**ASKED, "close": close})
    assert answer.status_code == 422
    assert answer.json()["code"] == "PLA-08"
