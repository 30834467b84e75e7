"""The circle on the roads as they are that day: shut, slow, by night; and what that takes away."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domains.planning.folder import region_folder
from tests.people import AT, TODAY, Person, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import RoadCondition
from weijian.domains.planning.queries.service_map import graph_for, network_on
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.registry.models import Place
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.parameters.models import ParameterValue
from weijian.kernel.refusal import Refusals
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
ASKED = {"circle": "any", "on": TODAY.isoformat(), "mode": "car", "minutes": "15"}
FORD = "112.205 31.20"  # on the road of two minutes between the hospital and 300 people
HEADING = "名称,所在区划,原因,位置（经度 纬度；…）,两侧（米）,通行速度（%，0为封闭）,影响,自,至,每年此时"


@pytest.fixture(autouse=True)
def region(tmp_path: Path) -> None:
    load_region(region_folder(tmp_path), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


@pytest.fixture
def officer() -> Person:
    return person("chen", "陈科长", "officer", place_code="429921")


def condition(**said: Any) -> RoadCondition:
    facts = {"name": "东河桥", "cause": "flood", "course": FORD, "from_on": date(2026, 1, 1), "place": Place.objects.get(code="429921101"), **said}
    return RoadCondition.objects.create(**facts)


def covered(officer: Person, **more: str) -> float:
    return float(officer.program().get("/planning/map/", {**ASKED, **more}).json()["covered_people"])


def test_a_road_that_is_shut_takes_its_people_out_of_the_circle_and_the_page_says_so(officer: Person) -> None:
    condition()
    told = officer.program().get("/planning/map/", ASKED).json()
    assert (told["covered_people"], told["conditions"], told["roads_as_they_are"]) == (600, ["东河桥（汛期淹水，封闭）"], True)
    page = officer.browser().get("/planning/map/", ASKED).content.decode()
    assert '路况使 <strong class="num">300</strong> 人到不了' in page
    cells = officer.program().get("/planning/map/cells.geojson", ASKED).json()["features"]
    assert {c["properties"]["id"]: c["properties"]["minutes"] for c in cells}["c2"] is None
    area = officer.program().get("/planning/map/conditions.geojson", ASKED).json()["features"]
    assert [(one["properties"]["name"], one["properties"]["shut"]) for one in area] == [("东河桥（汛期淹水，封闭）", True)]


def test_left_out_of_the_question_the_roads_are_open(officer: Person) -> None:
    condition()
    assert covered(officer, sent="1", neighbours="1", planned="1") == 900
    assert "未计入" in officer.browser().get("/planning/map/", {**ASKED, "sent": "1"}).content.decode()


@pytest.mark.parametrize(("title", "said", "people"), [
    ("减速到一成，2分钟变20分钟", {"percent": 10}, 600), ("减速到一半，还在时限内", {"percent": 50}, 900),
    ("只管电动自行车和机动车的，步行不受影响", {"affects": "vehicles"}, 600), ("离路一公里以外", {"course": "112.205 31.21"}, 900),
    ("两侧足够宽就碰到", {"course": "112.205 31.21", "metres": 2000}, 600),
    ("季节不对", {"from_on": date(2025, 6, 1), "ends_on": date(2025, 8, 31), "yearly": True}, 900),
    ("季节正对", {"from_on": date(2025, 10, 1), "ends_on": date(2025, 12, 31), "yearly": True}, 600), ("已经结束", {"ends_on": date(2026, 1, 31)}, 900),
])
def test_a_condition_counts_as_far_as_it_says(officer: Person, title: str, said: dict[str, Any], people: float) -> None:
    condition(**said)
    assert covered(officer) == people, title


def test_on_foot_a_ban_on_vehicles_changes_nothing(officer: Person) -> None:
    condition(affects="vehicles")
    assert covered(officer, mode="walk") == 900


@pytest.mark.parametrize("wrong", [{"mode": ""}, {"mode": "horse"}, {"minutes": "-1"}])
def test_a_layer_of_conditions_that_cannot_be_asked_for_is_refused(officer: Person, wrong: dict[str, str]) -> None:
    assert officer.program().get("/planning/map/conditions.geojson", {**ASKED, **wrong}).status_code == 422


def test_siting_travels_on_the_same_roads(officer: Person) -> None:
    before = officer.program().get("/planning/siting/", {**ASKED, "model": "mclp", "number": "1"}).json()
    condition()
    after = officer.program().get("/planning/siting/", {**ASKED, "model": "mclp", "number": "1"}).json()
    assert before["covered_before"] == 900
    assert after["covered_before"] == 600


def test_a_course_in_a_sheet_is_read_and_a_wrong_one_named(officer: Person, tmp_path: Path) -> None:
    kept, path = known()["road-conditions"], tmp_path / "roads.csv"
    lines = "东河桥,429921101,汛期淹水,112.205 31.20；112.207 31.20,50,0,所有人,2026-06-01,2026-08-31,是"
    path.write_text(f"{HEADING}\n{lines}\n", "utf-8")
    assert actions.import_sheet(kept, sheets.lines_of(kept, path), by=officer.standing(), at=AT).added == 1
    path.write_text(f"{HEADING}\n{lines.replace('112.205 31.20', '东河桥头')}\n{lines.replace(',50,', ',0,')}\n", "utf-8")
    with pytest.raises(Refusals) as no:
        actions.import_sheet(kept, sheets.lines_of(kept, path), by=officer.standing(), at=AT)
    assert next((one.row, one.column, one.refusal.code) for one in no.value.faults) == (2, "位置（经度 纬度；…）", "PLA-255")


def test_by_night_cars_go_at_the_night_s_factor_of_their_speed_and_walkers_do_not() -> None:
    ParameterValue.objects.create(code="planning.night_factor", value=0.5, from_on=date(2020, 1, 1), state="approved", proposed_at=AT)
    network = network_on(TODAY)
    for mode, times in (("car", 2.0), ("walk", 1.0)):
        by_day, by_night = (graph_for(network, MapQuestion(mode, 15, TODAY), False, by_night=night) for night in (False, True))
        assert (by_night.seconds / by_day.seconds).tolist() == [times] * by_day.edges
