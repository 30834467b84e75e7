"""A grade-three general hospital in each of east, west, south, north and centre: a city made by hand."""

from datetime import date
from pathlib import Path

import pytest

from tests.domains.planning.folder import region_folder
from tests.people import AT, LONG_AGO, TODAY, Person, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import CapitalProject, Milestone
from weijian.domains.registry.models import Campus, Institution, InstitutionStanding, Place
from weijian.foundation.parameters.models import ParameterValue
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
PAGE = "/planning/sectors/"
STREET, TOWN = "429921001000", "429921101000"
# A cross of five cells of 100 people, four of them 0.05 degrees from the middle (4.8 km east and west, 5.6 km north and south); a town far off.
CITY = {
    "divisions": f"code,name\n429921000000,青禾县\n{STREET},青禾街道\n{TOWN},柳河镇\n", "population": None,
    "cells": "id,lon,lat,people,place\n" + "".join(
        f"{name},{lon},{lat},{people},{place}\n" for name, lon, lat, people, place in (
            ("m", 112.20, 31.20, 100, STREET), ("e", 112.25, 31.20, 100, STREET), ("w", 112.15, 31.20, 100, STREET), ("n", 112.20, 31.25, 100, STREET),
            ("s", 112.20, 31.15, 100, STREET), ("t", 112.90, 31.20, 900, TOWN),
        )
    ),
    "nodes": "id,lon,lat\nm,112.20,31.20\ne,112.25,31.20\nw,112.15,31.20\nn,112.20,31.25\ns,112.20,31.15\nt,112.90,31.20\n",
    "edges": "from,to,seconds\nm,e,600\nm,w,600\nm,n,600\nm,s,600\ne,t,3600\n",
    "institutions": "id,name,lon,lat,kind,level,place\n" + "".join(
        f"{code},{name},{lon},{lat},{kind},{level},{place}\n" for code, name, lon, lat, kind, level, place in (
            ("H00001", "市一医院", 112.20, 31.20, "综合医院", 3, STREET), ("H00002", "市东医院", 112.25, 31.20, "综合医院", 3, STREET),
            ("H00003", "市西医院", 112.15, 31.20, "综合医院", 2, STREET), ("H00004", "市中医院", 112.20, 31.25, "中医医院", 3, STREET),
            ("H00005", "柳河医院", 112.90, 31.20, "综合医院", 3, TOWN),
        )
    ),
}


@pytest.fixture
def officer(db: None, tmp_path: Path) -> Person:
    load_region(region_folder(tmp_path, **CITY), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)
    return person("chen", "陈科长", "officer", place_code="429921")


def a_project(code: str, owner: str, lat: float, *, state: str = "approved", day: date = date(2099, 5, 1)) -> CapitalProject:
    made = CapitalProject.objects.create(
        code=code, name=f"{code}院区", batch="new_build", owner=Institution.objects.get(code=owner), place=Place.objects.get(code=STREET[:9]),
        lon=112.20, lat=lat, site_kind="A100", site_name="新院区", state=state, approved_on=LONG_AGO,
    )
    Milestone.objects.create(project=made, name="投用", kind="commissioning", planned_on=day)
    return made


def found(officer: Person, **query: str) -> dict:  # type: ignore[type-arg]
    return officer.program().get(PAGE, {"on": TODAY.isoformat(), **query}).json()


def test_each_sector_has_its_people_and_its_grade_three_general_hospital(officer: Person) -> None:
    """The level-two hospital in the west and the traditional one in the north do not count, nor does that of a town an hour away."""
    told = found(officer)
    assert {name: (s["people"], s["hospitals"], s["standing"]) for name, s in told["sectors"].items()} == {
        "east": (100, ["市东医院"], "filled"), "west": (100, [], "vacant"), "south": (100, [], "vacant"), "north": (100, [], "vacant"),
        "centre": (100, ["市一医院"], "filled"),
    }
    assert told["outside"] == ["柳河医院"]
    assert told["middle"] == {"lon": 112.2, "lat": 31.2, "centre_km": 2, "streets_only": True}
    assert told["sentence"].count("空缺，没有已批复的项目补上") == 3


def test_only_the_sectors_own_hospital_is_reached(officer: Person) -> None:
    """Everybody is ten minutes from the hospital of the centre; for the west, the south and the north it is not their own."""
    reached = {name: s["reached"] for name, s in found(officer, minutes="10")["sectors"].items()}
    assert reached == {"east": 100, "west": 0, "south": 0, "north": 0, "centre": 100}


def test_on_the_line_is_in_time(officer: Person) -> None:
    """With a centre that takes in the whole city its one hospital is exactly ten minutes from four fifths of the people."""
    ParameterValue.objects.create(code="planning.sector_centre_km", from_on=LONG_AGO, value=50, state="approved", proposed_at=AT)
    InstitutionStanding.objects.filter(institution__code="H00002").update(status="closed")
    assert found(officer, minutes="10")["sectors"]["centre"]["reached"] == 500
    assert found(officer, minutes="9.9")["sectors"]["centre"]["reached"] == 100
    assert found(officer, minutes="10")["sectors"]["east"]["people"] == 0


def test_a_vacant_sector_names_the_project_that_fills_it(officer: Person) -> None:
    north, _paused = a_project("P1", "H00001", 31.25), a_project("P2", "H00001", 31.15, state="planned")
    a_project("P3", "H00003", 31.15)  # its owner is of the second level: it adds no hospital of the third
    told = found(officer)
    assert told["sectors"]["north"]["standing"] == "coming"
    assert told["sectors"]["north"]["coming"] == [{"project": north.pk, "name": "市一医院（新院区）", "arrives_on": "2099-05-01"}]
    assert told["sectors"]["south"]["standing"] == "vacant"
    assert [one["name"] for one in told["left_out"]] == ["市一医院（新院区）"]
    assert "城北：空缺，由 市一医院（新院区） 2099-05-01 补上" in told["sentence"]
    page = officer.browser().get(PAGE).content.decode()
    for words in (f"/planning/projects/{north.pk}/", "在建项目补上", "空缺", "市东医院", "柳河医院", "青禾街道", "平台约定"):
        assert words in page, words


def test_when_every_sector_has_one_the_page_says_so(officer: Person) -> None:
    for code, lon, lat in (("H00003", 112.15, 31.20), ("H00004", 112.20, 31.25), ("H00005", 112.20, 31.15)):
        InstitutionStanding.objects.filter(institution__code=code).update(level="3", kind="A100")
        Campus.objects.filter(institution__code=code).update(lon=lon, lat=lat)
    told = found(officer)
    assert {s["standing"] for s in told["sectors"].values()} == {"filled"}
    assert told["sentence"] == "五个方位都有三级综合医院。"


def test_a_place_without_streets_is_taken_whole(officer: Person) -> None:
    told = found(officer, place=TOWN[:9])
    assert (told["middle"]["streets_only"], told["sectors"]["centre"]["people"], told["sectors"]["centre"]["hospitals"]) == (False, 900, ["柳河医院"])


def test_cells_and_hospitals_are_drawn(officer: Person) -> None:
    cells = officer.program().get(f"{PAGE}cells.geojson").json()["features"]
    assert {c["properties"]["id"]: c["properties"]["sector"] for c in cells} == {"m": "centre", "e": "east", "w": "west", "n": "north", "s": "south"}
    a_project("P1", "H00001", 31.25)
    drawn = officer.program().get(f"{PAGE}hospitals.geojson").json()["features"]
    assert {d["properties"]["name"]: d["properties"]["planned"] for d in drawn} == {"市一医院": False, "市东医院": False, "市一医院（新院区）": True}


@pytest.mark.parametrize(("query", "code"), [
    ({"minutes": "0"}, "PLA-05"), ({"minutes": "soon"}, "PLA-05"), ({"on": "yesterday"}, "PLA-07"), ({"on": "2019-01-01"}, "PLA-01"),
    ({"place": "11"}, "PLA-02"),
])
def test_what_cannot_be_answered_is_refused(officer: Person, query: dict[str, str], code: str) -> None:
    answer = officer.program().get(PAGE, query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
