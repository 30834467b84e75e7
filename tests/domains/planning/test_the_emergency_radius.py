"""Who lives within the radius of an emergency station, and how many ambulances there should be."""

from pathlib import Path

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.people import AT, TODAY, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.registry.models import InstitutionStanding, PopulationCell
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
PAGE = "/planning/emergency/"
STATIONS = FILES["institutions.csv"] + "E00001,青禾县急救中心,112.20,31.20,急救中心,,429921101000\n"


@pytest.fixture
def officer(db: None, tmp_path: Path):  # type: ignore[no-untyped-def]
    load_region(region_folder(tmp_path, institutions=STATIONS), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)
    InstitutionStanding.objects.filter(institution__code="E00001").update(kind="E100")
    return person("chen", "陈科长", "officer", place_code="429921")


def test_the_country_is_judged_by_both_of_its_radii(officer) -> None:  # type: ignore[no-untyped-def]
    """c1 and c2 are within a kilometre, c3 at 9.5, c4 at 22."""
    found = officer.program().get(PAGE).json()
    assert (found["rural"]["within"], found["rural"]["between"], found["rural"]["beyond"]) == (1050, 0, 10)
    PopulationCell.objects.filter(code="c3").update(lon=112.35)
    found = officer.program().get(PAGE).json()
    assert (found["rural"]["within"], found["rural"]["between"], found["rural"]["beyond"]) == (900, 150, 10)
    assert found["by_place"]["429921202"] == {"name": "云岭乡", "urban": False, "people": 160, "within": 0, "between": 150, "beyond": 10}


def test_a_station_alone_is_missed_by_all_it_serves(officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get(PAGE).json()
    assert found["stations"] == [{"name": "青禾县急救中心", "people": 1050, "only_here": 1050, "vehicles": 0}]
    assert found["twice_people"] == 0


def test_ambulances_follow_the_people_and_the_base(officer) -> None:  # type: ignore[no-untyped-def]
    """1,060 people at three times over 30,000 make one; 60,000 more make seven."""
    assert officer.program().get(PAGE).json()["ambulances_needed"] == 1
    PopulationCell.objects.filter(code="c1").update(people=60_600)
    assert officer.program().get(PAGE).json()["ambulances_needed"] == 7


def test_the_page_shows_the_gap_its_source_and_how_many_vehicles_there_should_be(officer) -> None:  # type: ignore[no-untyped-def]
    page = officer.browser().get(PAGE).content.decode()
    for words in ("按 10 公里与按 20 公里", "国卫医发〔2020〕19号", "应配", "云岭乡", "青禾县急救中心"):
        assert words in page


def test_cells_and_stations_are_drawn(officer) -> None:  # type: ignore[no-untyped-def]
    cells = officer.program().get(f"{PAGE}cells.geojson").json()["features"]
    assert {c["properties"]["id"]: c["properties"]["reach"] for c in cells} == {"c1": "within", "c2": "within", "c3": "within", "c4": "beyond"}
    assert len(officer.program().get(f"{PAGE}stations.geojson").json()["features"]) == 1


def test_without_a_station_the_page_says_so(officer) -> None:  # type: ignore[no-untyped-def]
    InstitutionStanding.objects.filter(institution__code="E00001").update(status="closed")
    answer = officer.program().get(PAGE)
    assert answer.status_code == 422
    assert answer.json()["code"] == "PLA-03"
