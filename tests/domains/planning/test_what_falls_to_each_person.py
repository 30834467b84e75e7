"""Doctors and beds per ten thousand people, rivals counted: the page, its map, its evenness."""

from pathlib import Path

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.people import AT, LONG_AGO, TODAY, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.registry.models import BedCount, Institution
from weijian.foundation.parameters import queries as parameters
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
PAGE = "/planning/access/"
ASKED = {"circle": "any", "on": TODAY.isoformat(), "mode": "car", "offered": "beds", "method": "two_step"}
TWO = FILES["institutions.csv"] + "H00002,云岭乡卫生院,112.30,31.20,乡镇卫生院,1,429921202000\n"


@pytest.fixture
def officer(db: None, tmp_path: Path):  # type: ignore[no-untyped-def]
    load_region(region_folder(tmp_path, institutions=TWO), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)
    for code, beds in (("H00001", 105), ("H00002", 21)):
        BedCount.objects.create(institution=Institution.objects.get(code=code), kind="general", from_on=LONG_AGO, approved=beds, in_place=beds, open=beds)
    return person("chen", "陈科长", "officer", place_code="429921")


def test_everybody_within_half_an_hour_of_both_shares_both(officer) -> None:  # type: ignore[no-untyped-def]
    """1,050 people reach both houses within 30 minutes: 126 beds among them, 1,200 per ten thousand; ten people reach nothing."""
    found = officer.program().get(PAGE, ASKED).json()
    assert (found["people"], found["capacity"], found["unreached_people"]) == (1060, 126, 10)
    assert found["by_place"]["429921101"]["per_ten_thousand"] == pytest.approx(1200)
    assert found["by_place"]["429921202"]["per_ten_thousand"] == pytest.approx(1200 * 150 / 160)
    assert found["per_ten_thousand"] == pytest.approx(1200 * 1050 / 1060)
    assert found["gini"] == pytest.approx(10 / 1060)
    assert (found["worst"][0]["code"], found["worst"][0]["per_ten_thousand"]) == ("c4", 0)


@pytest.mark.parametrize("method", ["two_step", "enhanced", "three_step"])
def test_whatever_the_method_what_is_offered_falls_to_people_and_no_more(officer, method: str) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get(PAGE, {**ASKED, "method": method}).json()
    assert found["per_ten_thousand"] * found["people"] / 10_000 == pytest.approx(126)


def test_nearer_weighs_more_by_the_parameter(officer) -> None:  # type: ignore[no-untyped-def]
    """c3 stands 20 minutes and more from the great house: enhanced zones leave it more of its own and less of the other's."""
    program = officer.program()
    flat, enhanced = (program.get(PAGE, {**ASKED, "method": m}).json()["by_place"]["429921202"]["per_ten_thousand"] for m in ("two_step", "enhanced"))
    assert enhanced < flat
    assert program.get(PAGE, {**ASKED, "method": "enhanced"}).json()["minutes"] == [10, 20, 30]


def test_the_place_in_view_shows_its_own_people_and_others_still_compete(officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get(PAGE, {**ASKED, "place": "429921101"}).json()
    assert found["people"] == 900
    assert found["per_ten_thousand"] == pytest.approx(1200)


def test_cells_out_of_reach_carry_no_rate(officer) -> None:  # type: ignore[no-untyped-def]
    cells = officer.program().get(f"{PAGE}cells.geojson", ASKED).json()["features"]
    assert {c["properties"]["id"]: c["properties"]["rate"] for c in cells} == {"c1": 1200, "c2": 1200, "c3": 1200, "c4": None}


def test_the_page_shows_zones_with_source_the_curve_and_its_table(officer) -> None:  # type: ignore[no-untyped-def]
    page = officer.browser().get(PAGE, {**ASKED, "method": "enhanced"}).content.decode()
    for words in ("0.68", "Luo &amp; Qi 2009", "lorenz-chart", "基尼系数", "够不着的人", "云岭乡"):
        assert words in page


@pytest.mark.parametrize(("changed", "code"), [({"method": "best"}, "PLA-80"), ({"offered": "money"}, "PLA-80"), ({"offered": "doctors"}, "PLA-82")])
def test_what_cannot_be_reckoned_is_refused(officer, changed: dict[str, str], code: str) -> None:  # type: ignore[no-untyped-def]
    answer = officer.program().get(PAGE, {**ASKED, **changed})
    assert answer.status_code == 422
    assert answer.json()["code"] == code


def test_zones_that_are_no_minutes_are_named(officer, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("weijian.domains.planning.queries.floating.setting", lambda code, on: parameters.Setting({"near": 1.0}, None, "", "x"))
    answer = officer.program().get(PAGE, ASKED)
    assert answer.json()["code"] == "PLA-81"
