"""Several services at once: one new site that is both a clinic and a station, everybody counted once for each."""

from pathlib import Path
from typing import Any

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.people import AT, TODAY, Person, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import SitingPlan
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
ASKED = {"circle": "hospital", "on": TODAY.isoformat(), "mode": "car", "minutes": "15", "model": "mclp", "number": "1"}
STATION = "E00001,青禾县急救站,112.30,31.20,急救站,,429921202000\n"


@pytest.fixture(autouse=True)
def region(tmp_path: Path) -> None:
    """A hospital beside the 900, an emergency station beside the 150, twenty minutes apart; ten people no road leads to."""
    folder = region_folder(tmp_path, institutions=FILES["institutions.csv"] + STATION)
    load_region(folder, Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


@pytest.fixture
def officer() -> Person:
    return person("chen", "陈科长", "officer", place_code="429921")


def found(officer: Person, **said: str) -> dict[str, Any]:
    told: dict[str, Any] = officer.program().get("/planning/siting/", {**ASKED, **said}).json()
    return told


def test_everybody_counts_once_for_each_service_and_has_what_stands_of_each(officer: Person) -> None:
    alone, stations, both = found(officer), found(officer, circle="emergency"), found(officer, also="emergency")
    assert (alone["people"], alone["covered_before"]) == (1060, 900)
    assert (stations["people"], stations["covered_before"]) == (1060, 150)
    assert (both["people"], both["covered_before"], both["services"]) == (2120, 1050, 2)


def test_the_one_site_is_put_where_both_services_together_gain_most(officer: Person) -> None:
    """For the hospital alone it goes to the far 150; for both to the 900 who have no station."""
    alone, both = found(officer), found(officer, also="emergency")
    assert alone["covered_after"] == 1050
    assert (both["covered_after"], both["proven"]) == (1950, True)
    assert both["sites"][0]["lon"] in (112.20, 112.21)
    assert "（" not in both["sites"][0]["name"]


@pytest.mark.parametrize(("model", "more"), [
    ("pmedian", {}), ("pcenter", {}), ("lscp", {}), ("mexclp", {}), ("mclp", {"capacity": "2000"}), ("mclp", {"move": "1"}),
])
def test_every_model_and_condition_takes_both(officer: Person, model: str, more: dict[str, str]) -> None:
    told = found(officer, also="emergency", model=model, **more)
    assert told["people"] == 2120
    assert told["covered_after"] >= told["covered_before"] == 1050


def test_a_plan_for_both_says_so_where_it_is_kept(officer: Person) -> None:
    browser = officer.browser()
    query = "&".join(f"{name}={value}" for name, value in {**ASKED, "also": "emergency"}.items())
    page = browser.get(f"/planning/siting/?{query}").content.decode()
    assert "每人按 2 类服务各计一次" in page
    assert browser.post(f"/planning/siting/keep/?{query}", {"name": "两类"}).status_code == 302
    kept = browser.get(f"/planning/siting/plans/{SitingPlan.objects.get().pk}/").content.decode()
    assert "每处新设的同时是：急救站" in kept


@pytest.mark.parametrize("also", ["hospital", "", "dentist"])
def test_the_same_kind_twice_or_an_unknown_one_is_one_service(officer: Person, also: str) -> None:
    assert found(officer, also=also)["services"] == 1
