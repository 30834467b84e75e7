"""Who lives where, which institutions serve them, and who cannot reach one in 15 minutes."""

from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from tests.domains.planning.folder import region_folder
from tests.people import AT, LONG_AGO, TODAY, Cast, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.queries.service_map import campuses_that_qualify
from weijian.domains.registry.models import ClinicalService, PopulationCell, ServiceOffer
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
ASKED = {"circle": "any", "on": TODAY.isoformat(), "mode": "car", "minutes": "15"}


@pytest.fixture
def region(tmp_path: Path) -> None:
    load_region(region_folder(tmp_path), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


@pytest.fixture
def officer(db: None):  # type: ignore[no-untyped-def]
    return person("chen", "陈科长", "officer", place_code="429921")


def test_the_page_says_how_many_of_how_many_and_each_township(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    answer = officer.browser().get("/planning/map/", ASKED)
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in ("1,060", "84.91 %", "柳河镇", "云岭乡", "c4", "service-map"):
        assert words in page


def test_the_same_numbers_come_as_json(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get("/planning/map/", ASKED).json()
    assert (found["people"], found["covered_people"], found["unreachable_people"]) == (1060, 900, 10)
    assert found["by_place"]["429921202"]["covered_people"] == 0
    assert found["uncovered_first"] == ["c3", "c4"]


def test_more_minutes_never_leave_more_people_out(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    program = officer.program()
    left = [program.get("/planning/map/", {**ASKED, "minutes": str(m)}).json()["uncovered_people"] for m in (1, 5, 15, 30, 60)]
    assert left == sorted(left, reverse=True)
    assert left[0] > left[-1]


def test_cells_carry_minutes_and_unreachable_ones_have_none(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    cells = officer.program().get("/planning/map/cells.geojson", ASKED).json()["features"]
    assert {c["properties"]["id"]: c["properties"]["minutes"] for c in cells} == {"c1": 0.0, "c2": 2.0, "c3": 22.0, "c4": None}


def test_a_click_names_the_nearest_institutions_with_minutes(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get("/planning/map/here/", {**ASKED, "lon": "112.21", "lat": "31.2"}).json()
    assert found["nearest"] == [{"name": "青禾县人民医院", "id": found["nearest"][0]["id"], "minutes": 2.0}]


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"minutes": "0"}, "PLA"), ({"minutes": "soon"}, "PLA"), ({"mode": "broom"}, "PLA"), ({"on": "2026-02-30"}, "PLA"), ({"on": "1990-01-01"}, "PLA")],
)
def test_a_question_that_cannot_be_answered_is_refused_with_a_remedy(region: None, officer, changed: dict[str, str], code: str) -> None:  # type: ignore[no-untyped-def]
    answer = officer.program().get("/planning/map/", {**ASKED, **changed})
    assert answer.status_code == 422
    assert answer.json()["code"].startswith(code)
    assert answer.json()["remedy"]


@pytest.mark.parametrize("place", [{}, {"lon": "x", "lat": "1"}, {"lon": "300", "lat": "1"}])
def test_a_click_outside_the_earth_is_refused(region: None, officer, place: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    assert officer.program().get("/planning/map/here/", {**ASKED, **place}).status_code == 422


def test_without_a_network_the_page_says_what_to_load(officer) -> None:  # type: ignore[no-untyped-def]
    answer = officer.browser().get("/planning/map/")
    assert answer.status_code == 422
    assert "region load" in answer.content.decode()


def test_a_clerk_without_the_capability_is_not_let_in(region: None) -> None:
    clerk = person("sun", "孙登记", "hospital_clerk", institution_code="H0001")
    assert clerk.browser().get("/planning/map/").status_code == 403


def test_a_clinic_without_a_doctor_or_a_basic_service_is_left_out_and_named(people: Cast) -> None:
    """The far village's clinic has its doctor and a service; the other clinic has neither and is not counted."""
    service = ClinicalService.objects.create(code="HYPERTENSION", name="高血压管理", basic_level="A")
    ServiceOffer.objects.create(institution=people.institutions["V02202"], service=service, from_on=LONG_AGO)
    counted, left_out = campuses_that_qualify("village", TODAY)
    assert [c.institution_code for c in counted] == ["V02202"]
    assert [c.institution_code for c in left_out] == ["V01201"]


def test_the_old_and_the_young_have_shares_of_their_own(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    """Of 30 old people three live where no car comes in time; children nobody counted everywhere are not told of."""
    for code, elderly in (("c1", 20), ("c2", 7), ("c3", 2), ("c4", 1)):
        PopulationCell.objects.filter(code=code).update(elderly=elderly)
    PopulationCell.objects.filter(code="c1").update(children=5)
    groups = officer.program().get("/planning/map/", ASKED).json()["groups"]
    assert set(groups) == {"elderly"}
    assert (groups["elderly"]["people"], groups["elderly"]["uncovered_people"], groups["elderly"]["coverage"]) == (30, 3, 0.9)
    page = officer.browser().get("/planning/map/", ASKED).content.decode()
    assert "65岁及以上" in page
    assert "0–6岁儿童" not in page


def test_at_half_the_speed_who_took_eight_minutes_takes_more_than_fifteen(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    """Roads, not the walk to them, take twice as long; the scenario is said on the page."""
    asked = {**ASKED, "mode": "car"}
    as_it_is, slow = (officer.program().get("/planning/map/", {**asked, "pace": pace}).json() for pace in ("100", "50"))
    assert slow["pace_percent"] == 50
    assert slow["mean_minutes"] > 1.5 * as_it_is["mean_minutes"]
    assert slow["covered_people"] <= as_it_is["covered_people"]
    assert "50%" in officer.browser().get("/planning/map/", {**asked, "pace": "50"}).content.decode()
    assert "情景" not in officer.browser().get("/planning/map/", asked).content.decode()


@pytest.mark.parametrize("pace", ["0", "19", "301", "x", "-5"])
def test_a_speed_that_cannot_be_is_refused(region: None, officer, pace: str) -> None:  # type: ignore[no-untyped-def]
    assert officer.program().get("/planning/map/", {**ASKED, "pace": pace}).json()["code"] == "PLA-09"


@pytest.mark.parametrize("page", ["/planning/map/", "/planning/roving/", "/planning/siting/"])
@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_a_day_nobody_can_mean_is_refused(region: None, officer, page: str, on: str) -> None:  # type: ignore[no-untyped-def]
    assert officer.program().get(page, {**ASKED, "on": on}).json()["code"] == "PLA-07"


def test_the_area_from_which_a_place_is_reached_in_time_is_drawn(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    program = officer.program()
    assert program.get("/planning/map/area.geojson", ASKED).json()["features"] == []
    found = program.get("/planning/map/area.geojson", {**ASKED, "lon": "112.21", "lat": "31.2"}).json()["features"]
    area = shape(found[0]["geometry"])
    assert area.covers(Point(112.20, 31.20)), "the hospital, two minutes away"
    assert not area.covers(Point(112.30, 31.20)), "twenty minutes away"
    wider = program.get("/planning/map/area.geojson", {**ASKED, "minutes": "30", "lon": "112.21", "lat": "31.2"}).json()["features"]
    assert shape(wider[0]["geometry"]).covers(Point(112.30, 31.20))


@pytest.mark.parametrize("place", [{"lon": "200", "lat": "31"}, {"lon": "112.2"}, {"lon": "东", "lat": "31"}])
def test_an_area_around_no_place_on_earth_is_refused(region: None, officer, place: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    answer = officer.program().get("/planning/map/area.geojson", {**ASKED, **place})
    assert (answer.status_code, answer.json()["code"]) == (422, "PLA-06")


def test_whom_each_institution_is_nearest_to(region: None, officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get("/planning/map/", ASKED).json()["catchments"]
    assert [(one["name"], one["people"], one["farthest_minutes"]) for one in found] == [("青禾县人民医院", 1050, 22.0)]
    assert "各机构就近服务多少人" in officer.browser().get("/planning/map/", ASKED).content.decode()
