"""One place chosen in the frame: lists, figures and the map open on it, until she chooses another or asks for another."""

import pytest

from tests.people import CLOUD_RIDGE, CLOUD_TOWN, FAR_HILL, RIVER_STREET, TODAY, Cast, resident

pytestmark = pytest.mark.django_db


def test_the_tree_is_walked_down_and_a_place_is_chosen(people: Cast) -> None:
    browser = people.chief_chen.browser()
    assert "云岭乡" in browser.get("/place/").content.decode()
    assert "远山村" in browser.get(f"/place/?under={CLOUD_TOWN}").content.decode()
    assert browser.post("/place/", {"code": CLOUD_TOWN}).status_code == 302
    assert "云岭乡" in browser.get("/").content.decode().split("</header>")[0]


def test_lists_open_on_the_chosen_place_and_on_all_when_asked(people: Cast) -> None:
    browser = people.chief_chen.browser()
    browser.post("/place/", {"code": CLOUD_TOWN})
    chosen = browser.get("/residents/", headers={"Accept": "application/json"}).json()["rows"]
    assert {r["village_code"] for r in chosen} == {FAR_HILL}
    everywhere = browser.get("/residents/?place=", headers={"Accept": "application/json"}).json()["rows"]
    assert {r["village_code"] for r in everywhere} == {FAR_HILL, RIVER_STREET}
    assert browser.get("/institutions/", headers={"Accept": "application/json"}).json()["count"] == 2


def test_a_village_may_be_chosen_although_the_filter_lists_townships(people: Cast) -> None:
    resident("赵一", "1", TODAY.replace(year=1990), people.places[CLOUD_RIDGE])
    browser = people.chief_chen.browser()
    browser.post("/place/", {"code": CLOUD_RIDGE})
    found = browser.get("/residents/", headers={"Accept": "application/json"}).json()["rows"]
    assert {r["village_code"] for r in found} == {CLOUD_RIDGE}


def test_choosing_a_foreign_place_shows_nobody_one_does_not_reach(people: Cast) -> None:
    browser = people.other_nurse.browser()
    browser.post("/place/", {"code": CLOUD_TOWN})
    found = browser.get("/residents/", headers={"Accept": "application/json"}).json()["rows"]
    assert all(r["village_code"] != FAR_HILL for r in found)


@pytest.mark.parametrize("code", ["", "999999", "x' OR 1=1"])
def test_what_is_no_place_chooses_everything(people: Cast, code: str) -> None:
    browser = people.chief_chen.browser()
    browser.post("/place/", {"code": CLOUD_TOWN})
    browser.post("/place/", {"code": code})
    assert "全部辖区" in browser.get("/").content.decode()
