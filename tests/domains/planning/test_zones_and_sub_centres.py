"""Zones and sub-centres: what a register takes, what the pages reckon, and who is in no zone."""

from datetime import date
from pathlib import Path

import pytest

from tests.domains.planning.standards import assessed
from tests.domains.planning.zoned import against, beds, counted, offers, zone, zoned
from tests.people import (
    AT,
    CLOUD_CENTRE,
    CLOUD_TOWN,
    COUNTY,
    FAR_HILL,
    HOSPITAL,
    LONG_AGO,
    PRIVATE_HOSPITAL,
    RIVER_CENTRE,
    RIVER_TOWN,
    Cast,
    person,
)
from weijian.domains.planning.models import StatedRole, SubCentre, Zone, ZoneTownship
from weijian.domains.registry.models import Equipment, InstitutionStanding, Place
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.kernel.refusal import Refusals

pytestmark = pytest.mark.django_db
PAGE, ON = "/planning/zones/", {"on": "2026-11-02"}


def told(people: Cast, **asked: str) -> dict:  # type: ignore[type-arg]
    return people.chief_chen.program().get(PAGE, {**ON, **asked}).json()[0]


def entered(people: Cast, register: str, **said: str) -> str:
    """"done", or the first refusal's code."""
    try:
        actions.add_entry(known()[register], said, by=people.chief_chen.standing(), at=AT)
    except Refusals as no:
        return no.faults[0].refusal.code
    return "done"


def joins(people: Cast, town: str, code: str = "PQ1", from_on: str = "2026-01-01", ends_on: str = "") -> str:
    return entered(people, "zone-townships", zone=code, township=town, from_on=from_on, ends_on=ends_on)


def test_a_township_in_no_zone_is_named_first_and_the_share_is_of_all_townships(people: Cast) -> None:
    zoned(people)
    found = told(people)
    assert [one["place"] for one in found["in_no_zone"]] == [CLOUD_TOWN]
    assert (found["covered"], found["counted"]) == (2_000, 3_000)
    assert found["share"] == pytest.approx(100 * 2 / 3)
    assert found["denominator"] == {"people": 5_000, "year": 2025, "source": "statistics"}
    page = people.chief_chen.browser().get(PAGE, ON).content.decode()
    assert page.index("云岭乡") < page.index("东片区")
    for words in ("66.67%", "不在任何片区的乡镇", "2025年统计局常住人口1,000人", "柳河镇卫生院", "2,000"):
        assert words in page, words


def test_a_zone_without_a_sub_centre_comes_first_and_counts_for_nothing(people: Cast) -> None:
    zoned(people)
    zone(people, "PQ2", "西片区", CLOUD_TOWN)
    found = told(people)
    assert [(one["name"], one["people"], len(one["sub_centres"])) for one in found["zones"]] == [("西片区", 1_000, 0), ("东片区", 2_000, 1)]
    assert (found["in_no_zone"], found["covered"]) == ([], 2_000)
    assert "还没有" in people.chief_chen.browser().get(PAGE, ON).content.decode()


def test_a_township_nobody_counted_is_said_and_its_people_are_not_guessed(people: Cast) -> None:
    zoned(people, together=True)
    counted(people, cloud=0)
    found = told(people)
    assert (found["zones"][0]["people"], found["counted"], found["share"]) == (2_000, 2_000, 100)
    assert found["zones"][0]["townships"][1]["denominator"] is None
    assert "1 个乡镇没有底数" in people.chief_chen.browser().get(PAGE, ON).content.decode()


def test_a_sub_centre_that_closed_no_longer_serves_its_zone(people: Cast) -> None:
    zoned(people)
    InstitutionStanding.objects.create(institution=people.institutions[RIVER_CENTRE], from_on=date(2026, 6, 1), status="suspended", kind="C220", ownership="1")
    assert told(people, on="2026-05-31")["covered"] == 2_000
    found = told(people)
    assert (found["covered"], found["zones"][0]["strayed"]) == (0, [RIVER_CENTRE])
    assert "不在营或不在片区内" in people.chief_chen.browser().get(PAGE, ON).content.decode()


def test_a_zone_page_has_its_institutions_by_part_with_beds_services_and_machines_doubled_first(people: Cast) -> None:
    made = zoned(people)
    beds(people, HOSPITAL, 40)
    beds(people, RIVER_CENTRE, 6)
    offers(people, "CT", "CT检查", HOSPITAL, PRIVATE_HOSPITAL, CLOUD_CENTRE)
    offers(people, "VACCINATION", "预防接种", HOSPITAL, RIVER_CENTRE, basic="A")
    for house in (HOSPITAL, PRIVATE_HOSPITAL):
        Equipment.objects.create(code=f"CT-{house}", institution=people.institutions[house], kind="C10", name="CT", from_on=LONG_AGO)
    Equipment.objects.create(code="OLD", institution=people.institutions[HOSPITAL], kind="C11", name="MRI", from_on=LONG_AGO, ends_on=date(2026, 11, 1))
    found = people.chief_chen.program().get(f"{PAGE}{made.pk}/", ON).json()
    parts = {one["code"]: (one["part"], one["beds"]) for one in found["institutions"]}
    assert (parts[HOSPITAL], parts[RIVER_CENTRE], found["beds"]) == (("leader", 40), ("backbone", 6), 46)
    assert CLOUD_CENTRE not in parts
    assert [(one["service"], one["doubled"], one["institutions"]) for one in found["services"]] == [
        ("CT", True, [HOSPITAL, PRIVATE_HOSPITAL]), ("VACCINATION", False, [HOSPITAL, RIVER_CENTRE])]
    assert [(one["kind"], one["doubled"]) for one in found["equipment"]] == [("C10", True)]
    page = people.chief_chen.browser().get(f"{PAGE}{made.pk}/", ON).content.decode()
    for words in ("标准L2", "重复配置", "基本服务", "青禾县人民医院", "龙头"):
        assert words in page, words


def test_the_part_an_institution_was_given_goes_before_the_one_that_follows(people: Cast) -> None:
    made = zoned(people)
    StatedRole.objects.create(institution=people.institutions[PRIVATE_HOSPITAL], part="backbone", from_on=LONG_AGO, ends_on=date(2026, 11, 1))
    for on, part in (("2026-11-01", "backbone"), ("2026-11-02", "beside")):
        found = people.chief_chen.program().get(f"{PAGE}{made.pk}/", {"on": on}).json()
        assert next(one["part"] for one in found["institutions"] if one["code"] == PRIVATE_HOSPITAL) == part, on


@pytest.mark.parametrize(("town", "code"), [(CLOUD_TOWN, "done"), (FAR_HILL, "PLA-195"), (COUNTY, "PLA-195"), (RIVER_TOWN, "PLA-197")])
def test_a_zone_takes_townships_that_lie_in_no_other(people: Cast, town: str, code: str) -> None:
    zoned(people)
    assert joins(people, town) == code


def test_a_zone_takes_no_township_of_another_county_and_no_day_beyond_its_own(people: Cast) -> None:
    zoned(people)
    Place.objects.create(code="429922", name="邻县", level=3, parent=people.places["4299"], from_on=LONG_AGO)
    Place.objects.create(code="429922101", name="邻县镇", level=4, from_on=LONG_AGO)
    assert joins(people, "429922101") == "PLA-196"
    assert joins(people, CLOUD_TOWN, from_on="2019-12-31") == "PLA-198"
    assert joins(people, CLOUD_TOWN, from_on="2026-06-01", ends_on="2026-05-01").startswith("CAT-")
    assert entered(people, "zones", code="PQ9", name="市片区", county="4299", from_on="2026-01-01", ends_on="", document="") == "PLA-201"


def test_a_township_moves_to_another_zone_the_day_after_it_left(people: Cast) -> None:
    zoned(people)
    zone(people, "PQ2", "西片区")
    ZoneTownship.objects.update(ends_on=date(2026, 5, 31))
    assert joins(people, RIVER_TOWN, "PQ2", "2026-05-31") == "PLA-197"
    assert joins(people, RIVER_TOWN, "PQ2", "2026-06-01") == "done"
    assert [len(one["townships"]) for one in told(people, on="2026-05-31")["zones"]] == [0, 1]
    assert {one["name"]: len(one["townships"]) for one in told(people)["zones"]} == {"东片区": 0, "西片区": 1}


@pytest.mark.parametrize(("house", "code"), [(CLOUD_CENTRE, "PLA-200"), (HOSPITAL, "PLA-199"), (RIVER_CENTRE, "done")])
def test_a_sub_centre_is_a_centre_of_its_zone(people: Cast, house: str, code: str) -> None:
    zoned(people)
    SubCentre.objects.all().delete()
    said = {"zone": "PQ1", "institution": house, "standard": against().code, "from_on": "2026-01-01", "ends_on": "", "document": ""}
    assert entered(people, "sub-centres", **said) == code


def test_only_the_countys_own_officer_keeps_its_zones(people: Cast) -> None:
    zoned(people)
    stranger = person("stranger2", "外县干部", "officer", place_code="429922")
    answer = stranger.program().post("/registers/zone-townships/new", {"zone": "PQ1", "township": CLOUD_TOWN, "from_on": "2026-01-01", "ends_on": ""})
    assert answer.status_code in (403, 404, 422)
    assert ZoneTownship.objects.count() == 1
    assert people.nurse_zhang.program().get(PAGE, ON).status_code == 200


def test_zones_come_in_by_a_sheet_and_a_wrong_row_is_named(people: Cast, tmp_path: Path) -> None:
    zoned(people)
    path = tmp_path / "townships.csv"
    path.write_text(f"片区,乡镇（街道）,自,至\nPQ1,{CLOUD_TOWN},2026-01-01,\nPQ1,{FAR_HILL},2026-01-01,\n", "utf-8")
    kept = known()["zone-townships"]
    with pytest.raises(Refusals) as no:
        actions.import_sheet(kept, sheets.lines_of(kept, path), by=people.chief_chen.standing(), at=AT)
    assert [(fault.row, fault.column, fault.refusal.code) for fault in no.value.faults] == [(3, "乡镇（街道）", "PLA-195")]
    assert ZoneTownship.objects.count() == 1


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "昨天", "", "2026-13-01"])
def test_any_day_is_answered(people: Cast, on: str) -> None:
    made = zoned(people)
    for path in (PAGE, f"{PAGE}{made.pk}/", "/planning/structure/"):
        assert people.chief_chen.browser().get(path, {"on": on}).status_code == 200
        assert people.chief_chen.program().get(path, {"on": on}).status_code == 200
    assert people.chief_chen.browser().get(f"{PAGE}999999/").status_code == 404


def test_a_zone_that_ended_is_said_to_be_over(people: Cast) -> None:
    made = zoned(people)
    Zone.objects.update(ends_on=date(2026, 6, 30))
    assert told(people)["zones"] == []
    assert "还没有设立，或已经撤销" in people.chief_chen.browser().get(f"{PAGE}{made.pk}/", ON).content.decode()


def test_a_sub_centre_shows_how_it_stands_against_the_standard_it_is_to_reach(people: Cast) -> None:
    made = zoned(people)
    assert "从未评估" in people.chief_chen.browser().get(f"{PAGE}{made.pk}/", ON).content.decode()
    assessed(people, people.chief_chen.standing(), against(), RIVER_CENTRE, date(2026, 10, 1), 2)
    page = people.chief_chen.browser().get(f"{PAGE}{made.pk}/", ON).content.decode()
    assert "2026-10-01 评估：4 条中 3 条符合" in page
    assert "从未评估" not in page
    assert people.chief_chen.program().get(f"{PAGE}{made.pk}/", ON).json()["sub_centres"][0]["standard"] == "L2"
