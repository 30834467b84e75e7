"""The circle by day, by night, at an hour; the neighbours' institutions counted or not: every number here is counted by hand.

Four cells: c1 600 and c2 300 people two minutes apart in 柳河镇, c3 150 in 云岭乡 20 minutes beyond c2, c4 10 whom no road reaches. The
county hospital stands at c1; a village clinic at c3; and, across the county boundary, a clinic a minute from c3.
"""

from datetime import date, time
from pathlib import Path

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.people import AT, LONG_AGO, TODAY, Person, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.queries.opening import AT as AT_AN_HOUR
from weijian.domains.planning.queries.opening import moment_of
from weijian.domains.planning.queries.service_map import service_map
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.registry.models import Campus, Department, Institution, OpeningHours
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
MONDAY = TODAY
ASKED = {"circle": "any", "on": MONDAY.isoformat(), "mode": "car", "minutes": "15"}
PLACES = FILES["divisions.csv"] + "429922000000,邻县\n429922101000,界河镇\n"
SITES = FILES["institutions.csv"] + "V00001,云岭村卫生室,112.30,31.20,村卫生室,9,429921202000\nV00002,界河卫生室,112.31,31.20,村卫生室,9,429922101000\n"
NODES = FILES["nodes.csv"] + "e,112.31,31.20\n"
EDGES = FILES["edges.csv"] + "c,e,60\n"


@pytest.fixture
def region(tmp_path: Path) -> None:
    folder = region_folder(tmp_path, divisions=PLACES, institutions=SITES, nodes=NODES, edges=EDGES)
    load_region(folder, Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


@pytest.fixture
def officer(db: None) -> Person:
    return person("chen", "陈科长", "officer", place_code="429921")


def campus(code: str) -> Campus:
    return Campus.objects.get(institution__code=code)


def opens(code: str, opens_at: time, closes_at: time, *, weekdays: range = range(1, 8), emergency_only: bool = False) -> None:
    for weekday in weekdays:
        OpeningHours.objects.create(campus=campus(code), weekday=weekday, opens_at=opens_at, closes_at=closes_at, emergency_only=emergency_only)


def told(officer: Person, **changed: str) -> dict[str, object]:
    answer = officer.program().get("/planning/map/", {**ASKED, **changed})
    assert answer.status_code == 200, answer.content.decode()
    return dict(answer.json())


def test_by_day_unknown_hours_count_and_are_named_by_night_only_the_hospital_does(region: None, officer: Person) -> None:
    whole, night = told(officer), told(officer, when="night")
    assert (whole["covered_people"], whole["when"], whole["closed"]) == (1050, None, [])
    assert (night["covered_people"], night["institutions"], night["at"]) == (900, 1, "22:00")
    assert [one["name"] for one in night["hours_unknown_left_out"]] == ["云岭村卫生室", "界河卫生室"]
    assert (whole["by_day"]["covered_people"], whole["by_day"]["unknown"], whole["by_night"]["covered_people"]) == (1050, 3, 900)
    assert night["by_day"] == whole["by_day"]


def test_a_clinic_open_over_midnight_counts_at_night_and_those_shut_are_named(region: None, officer: Person) -> None:
    opens("H00001", time(8), time(17, 30))
    opens("V00001", time(20), time(6))
    night = told(officer, when="night")
    assert (night["covered_people"], [one["name"] for one in night["closed"]]) == (150, ["青禾县人民医院"])
    page = officer.browser().get("/planning/map/", {**ASKED, "when": "night"}).content.decode()
    assert "此时关门、未计入" in page
    assert "此图只计 22:00 开门的 1 处" in page


BY_THE_CLOCK = [("05:59", 150), ("06:00", 0), ("07:59", 0), ("08:00", 900), ("17:29", 900), ("17:30", 0), ("23:59", 150), ("00:00", 150)]


@pytest.mark.parametrize(("at", "covered"), BY_THE_CLOCK)
def test_at_an_hour_the_minute_of_opening_is_in_and_that_of_closing_is_out(region: None, officer: Person, at: str, covered: int) -> None:
    opens("H00001", time(8), time(17, 30))
    opens("V00001", time(20), time(6))
    opens("V00002", time(2), time(3), weekdays=range(7, 8))
    answer = officer.program().get("/planning/map/", {**ASKED, "when": "at", "at": at})
    assert (answer.json().get("covered_people", 0), answer.status_code) == (covered, 200 if covered else 422)
    if not covered:
        assert answer.json()["code"] == "PLA-77"


def test_a_sunday_night_lasts_into_monday_morning(region: None) -> None:
    opens("H00001", time(8), time(17, 30))
    opens("V00002", time(8), time(17))
    opens("V00001", time(20), time(6), weekdays=range(7, 8))
    from weijian.domains.planning.queries.opening import Among

    among = Among(moment_of(AT_AN_HOUR, MONDAY, time(3)))
    assert [c.institution_code for c in service_map(MapQuestion("car", 15, MONDAY), among=among).campuses] == ["V00001"]
    tuesday = date(2026, 11, 3)
    opens("H00001", time(2), time(4), weekdays=range(2, 3))
    assert [c.institution_code for c in service_map(MapQuestion("car", 15, tuesday), among=among).campuses] == ["H00001"]


def test_emergency_only_counts_by_night_and_not_by_day(region: None, officer: Person) -> None:
    opens("H00001", time(8), time(8), emergency_only=True)
    assert told(officer, when="day")["covered_people"] == 150
    assert told(officer, when="night")["covered_people"] == 900


def test_a_hospital_without_hours_and_without_an_emergency_department_is_shut_by_night(region: None, officer: Person) -> None:
    """Once departments are on file they decide; the clinic that has hours is then the only one."""
    opens("V00001", time(0), time(0))
    department = Department.objects.create(institution=Institution.objects.get(code="H00001"), name="内科", subject_code="03", from_on=LONG_AGO)
    assert told(officer, when="night")["covered_people"] == 150
    department.subject_code = "20"
    department.save()
    assert told(officer, when="night")["covered_people"] == 1050


def test_the_neighbours_count_unless_she_says_no_and_the_page_says_how_many_people_that_moves(region: None, officer: Person) -> None:
    """Without its own clinic 云岭乡 has only the neighbours' a minute away: 150 people hang on the choice."""
    campus("V00001").delete()
    everywhere, asked = told(officer), {"place": "429921"}
    with_them, without = told(officer, **asked), told(officer, neighbours="0", **asked)
    assert everywhere["neighbours_move_people"] is None
    assert (with_them["covered_people"], without["covered_people"]) == (1050, 900)
    assert with_them["neighbours_move_people"] == without["neighbours_move_people"] == 150
    assert (without["beyond_the_boundary"], without["institutions"]) == (1, 1)
    page = officer.browser().get("/planning/map/", {**ASKED, "sent": "1", **asked}).content.decode()
    assert "未计邻县的 1 处" in page
    assert "界河卫生室" in page


def test_a_township_has_its_whole_county_for_its_own(region: None, officer: Person) -> None:
    """c3 is 22 minutes from the county hospital, in another township of the same county."""
    campus("V00001").delete()
    found = told(officer, place="429921202", neighbours="0", minutes="30")
    assert (found["people"], found["covered_people"], found["beyond_the_boundary"]) == (160, 150, 1)


def test_the_layers_show_the_same_institutions(region: None, officer: Person) -> None:
    layer = officer.program().get("/planning/map/campuses.geojson", {**ASKED, "when": "night"}).json()
    assert [one["properties"]["name"] for one in layer["features"]] == ["青禾县人民医院"]
    cells = officer.program().get("/planning/map/cells.geojson", {**ASKED, "place": "429921", "neighbours": "0", "when": "night"}).json()["features"]
    assert {one["properties"]["nearest"] for one in cells} == {"青禾县人民医院", None}


def test_siting_keeps_only_those_that_count_and_says_so(region: None, officer: Person) -> None:
    asked = officer.program().get("/planning/siting/", {**ASKED, "when": "night"}).json()["asked"]
    assert (asked["existing"], asked["when"], asked["at"], asked["neighbours"]) == (1, "night", "22:00", True)


@pytest.mark.parametrize("changed", [{"when": "dusk"}, {"when": "at", "at": "25:00"}, {"when": "at", "at": "soon"}, {"at": "7 o'clock"}])
def test_an_hour_there_is_not_is_refused(region: None, officer: Person, changed: dict[str, str]) -> None:
    answer = officer.program().get("/planning/map/", {**ASKED, **changed})
    assert (answer.status_code, answer.json()["code"]) == (422, "PLA-76")


def test_none_on_this_side_is_told_from_none_at_all(region: None, officer: Person) -> None:
    campus("V00001").delete()
    campus("H00001").delete()
    answer = officer.program().get("/planning/map/", {**ASKED, "place": "429921", "neighbours": "0"})
    assert (answer.status_code, answer.json()["code"]) == (422, "PLA-78")
