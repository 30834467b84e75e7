"""Emergency stations against the standards of their tiers: what each lacks, who was never looked at, and how many of a tier are able."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from tests.domains.planning.standards import assessed, moment, standard
from tests.people import CLOUD_CENTRE, EMERGENCY_CENTRE, HOSPITAL, RIVER_CENTRE, RIVER_STREET, Cast
from weijian.domains.emergency.models import Ambulance
from weijian.domains.planning.models import EmergencyNode, TierStandard
from weijian.domains.registry.models import Campus, Finding, InstitutionStanding, Standard
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.kernel.refusal import Refusals
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db
FROM = date(2020, 1, 1)
EQUIPMENT, NETWORK = "/planning/emergency/equipment/", "/planning/emergency/network/"


@pytest.fixture
def chen(people: Cast) -> Standing:
    return people.chief_chen.standing()


def node(people: Cast, house: str, tier: str, campus: Campus | None = None, ends_on: date | None = None) -> None:
    EmergencyNode.objects.create(institution=people.institutions[house], campus=campus, tier=tier, from_on=FROM, ends_on=ends_on)


def asked(tier: str, held: Standard, from_on: date = FROM, ends_on: date | None = None) -> None:
    TierStandard.objects.create(tier=tier, standard=held, from_on=from_on, ends_on=ends_on)


def ago(days: int) -> date:
    return localdate() - timedelta(days=days)


def east(people: Cast) -> Campus:
    """A further campus of the hospital."""
    house = people.institutions[HOSPITAL]
    return Campus.objects.create(institution=house, name="东院", place=people.places[RIVER_STREET], lon=112.2, lat=31.2, from_on=FROM)


def stations(people: Cast, **asking: str) -> dict[str, tuple[str, list[str]]]:
    found = people.chief_chen.program().get(EQUIPMENT, asking).json()["stations"]
    return {one["name"]: (one["standing"], [item["words"] for item in one["missing"]]) for one in found}


def test_never_inventoried_first_then_the_most_missing_each_with_what(people: Cast, chen: Standing) -> None:
    held = standard("EQS", "equipment", 4, wanted=2)
    for house in (RIVER_CENTRE, HOSPITAL, CLOUD_CENTRE):
        node(people, house, "急救站")
    asked("急救站", held)
    assert stations(people)["青禾县急救中心"] == ("no_standard", [])
    asked("", held)
    assessed(people, chen, held, RIVER_CENTRE, ago(20), 3, occasion="inventory")
    assessed(people, chen, held, CLOUD_CENTRE, ago(20), 1, 4, occasion="inventory")
    assessed(people, chen, held, CLOUD_CENTRE, ago(90), 1, 2, 3, 4, occasion="inventory")
    assert list(stations(people).items()) == [
        ("青禾县人民医院", ("never", [])), ("青禾县急救中心", ("never", [])), ("云岭乡卫生院", ("short", ["条款1", "条款4"])),
        ("柳河镇卫生院", ("short", ["条款3"])),
    ]
    page = people.chief_chen.browser().get(EQUIPMENT).content.decode()
    assert "有 0，应有 2 台" in page
    assert "从未清点" in page
    item = people.chief_chen.program().get(EQUIPMENT).json()["stations"][2]["missing"][0]
    assert (item["wanted"], item["found"], item["overdue"]) == (2, 0, False)
    assert stations(people, on=ago(60).isoformat())["云岭乡卫生院"] == ("short", ["条款1", "条款2", "条款3", "条款4"])
    assert stations(people, on=ago(100).isoformat())["云岭乡卫生院"] == ("never", [])


def test_a_campus_is_inventoried_by_itself_and_a_closed_house_is_no_station(people: Cast, chen: Standing) -> None:
    held, campus = standard("EQS", "equipment", 3), east(people)
    asked("急救站", held)
    node(people, HOSPITAL, "急救站", campus)
    node(people, RIVER_CENTRE, "急救站")
    InstitutionStanding.objects.create(institution=people.institutions[RIVER_CENTRE], from_on=ago(9), status="closed", kind="C220", ownership="1")
    assessed(people, chen, held, HOSPITAL, ago(5))
    assert stations(people)["青禾县人民医院（东院）"] == ("never", [])
    assessed(people, chen, held, HOSPITAL, ago(4), campus=campus)
    assert stations(people)["青禾县人民医院（东院）"] == ("able", [])
    assert "柳河镇卫生院" not in stations(people)


def test_a_vehicle_is_inventoried_by_its_plate(people: Cast, chen: Standing) -> None:
    held = standard("EQV", "equipment", 3)
    assessed(people, chen, held, EMERGENCY_CENTRE, ago(40), 1, 2, occasion="inventory", unit="楚AE1201")
    assessed(people, chen, held, EMERGENCY_CENTRE, ago(3), 2, occasion="inventory", unit="楚AE1201")
    assessed(people, chen, held, EMERGENCY_CENTRE, ago(3), occasion="inventory", unit="楚AE1202")
    units = people.dispatcher_zhou.program().get(EQUIPMENT).json()["units"]
    told = [(one["name"], one["standing"], len(one["missing"])) for one in units]
    assert told == [("青禾县急救中心 楚AE1201", "short", 1), ("青禾县急救中心 楚AE1202", "able", 0)]
    assert people.nurse_zhang.program().get(EQUIPMENT).json()["units"] == [], "of another township's institution"
    assert people.doctor_li.browser().get(EQUIPMENT).status_code == 403
    for typed in ("9999-12-31", "昨天", ""):
        assert people.chief_chen.browser().get(EQUIPMENT, {"on": typed}).status_code == 200


def test_of_each_tier_so_many_are_able_and_never_assessed_are_counted_apart(people: Cast, chen: Standing) -> None:
    held = standard("CAP", "capability", 5, essential=2)
    asked("急救站", held)
    for house in (RIVER_CENTRE, HOSPITAL, CLOUD_CENTRE):
        node(people, house, "急救站")
    node(people, EMERGENCY_CENTRE, "急救中心")
    assessed(people, chen, held, RIVER_CENTRE, ago(200), 1)
    assessed(people, chen, held, RIVER_CENTRE, ago(20), 3, 4)
    assessed(people, chen, held, HOSPITAL, ago(20), 2)
    told = {one["name"]: one["ability"] for one in people.chief_chen.program().get(NETWORK).json()["tiers"]}
    station = told["急救站"]
    assert (station["standard"], station["able"], station["counted"], station["never_assessed"]) == ("CAP", 1, 3, 1)
    assert {one["name"]: one["ability"] for one in station["nodes"]} == {"柳河镇卫生院": "able", "青禾县人民医院": "short", "云岭乡卫生院": "never"}
    assert (told["急救中心"]["standard"], told["急救中心"]["nodes"][0]["ability"]) == (None, "no_standard")
    page = people.chief_chen.browser().get(NETWORK).content.decode()
    for words in ("1 / 3 处达到", "1 处从未评估", "核心条款 1 条未达", "这一层没有能力标准"):
        assert words in page
    house = people.institutions[HOSPITAL].pk
    assert f"/institutions/{house}/standards/{held.pk}/" in page
    assert f"/institutions/{house}/standards/{held.pk}/" not in people.doctor_li.browser().get(NETWORK).content.decode(), "she may not open it"


def test_the_standard_in_force_on_the_day_is_the_one_asked(people: Cast, chen: Standing) -> None:
    """The new edition asks anew: what was able by the old one was never assessed by it."""
    old, new = standard("OLD", "capability", 3), standard("NEW", "capability", 3)
    asked("急救站", old, ends_on=ago(11))
    asked("急救站", new, from_on=ago(10))
    node(people, RIVER_CENTRE, "急救站")
    assessed(people, chen, old, RIVER_CENTRE, ago(20))

    def able(on: date) -> tuple[str, int, int]:
        tiers = people.chief_chen.program().get(NETWORK, {"on": on.isoformat()}).json()["tiers"]
        found = next(one["ability"] for one in tiers if one["name"] == "急救站")
        return found["standard"], found["able"], found["never_assessed"]

    assert (able(ago(11)), able(ago(10))) == (("OLD", 1, 0), ("NEW", 0, 1))


def test_an_open_assessment_counts_nowhere(people: Cast, chen: Standing) -> None:
    held = standard("EQS", "equipment", 3)
    asked("", held)
    made = assessed(people, chen, held, EMERGENCY_CENTRE, ago(5))
    assert stations(people)["青禾县急救中心"][0] == "able"
    made.state = "open"
    made.save()
    Finding.objects.all().delete()
    assert stations(people)["青禾县急救中心"][0] == "never"


@pytest.mark.parametrize(("line", "column", "code"), [
    ("急救船,EQS,2026-01-01,,", "层级", "PLA-65"), ("急救站,ENV,2026-01-01,,", "标准", "PLA-193"), ("急救站,EQS,2026-02-01,2026-01-01,", "至", ""),
    ("急救站,没有,2026-01-01,,", "标准", ""), ("急救站,EQS,9999-12-31,,", "自", ""),
])
def test_a_bad_binding_is_named_with_row_and_column(people: Cast, chen: Standing, tmp_path: Path, line: str, column: str, code: str) -> None:
    standard("EQS", "equipment")
    standard("ENV", "environment")
    path, register = tmp_path / "tiers.csv", known()["tier-standards"]
    heading = "层级,标准,自,至,依据\n"
    path.write_text(f"{heading}急救站,EQS,2025-01-01,2025-12-31,\n,EQS,2025-01-01,,\n", "utf-8")
    assert actions.import_sheet(register, sheets.lines_of(register, path), by=chen, at=moment(localdate())).added == 2
    path.write_text(f"{heading}{line}\n", "utf-8")
    with pytest.raises(Refusals) as no:
        actions.import_sheet(register, sheets.lines_of(register, path), by=chen, at=moment(localdate()))
    fault = no.value.faults[0]
    assert (fault.row, fault.column) == (2, column)
    assert fault.refusal.code.startswith(code)


def test_a_vehicle_on_file_that_nobody_looked_over_comes_before_one_that_was(people: Cast, chen: Standing) -> None:
    held = standard("EQV", "equipment", 2, wanted=1)
    for plate in ("鄂R12001", "鄂R12002"):
        Ambulance.objects.create(plate=plate, institution=people.institutions[RIVER_CENTRE], kind="monitoring", from_on=ago(900))
    assessed(people, chen, held, RIVER_CENTRE, ago(20), 1, occasion="inventory", unit="鄂R12001")
    found = people.chief_chen.program().get(EQUIPMENT).json()["units"]
    assert [(one["name"], one["standing"]) for one in found] == [("柳河镇卫生院 鄂R12002", "never"), ("柳河镇卫生院 鄂R12001", "short")]
    page = people.chief_chen.browser().get(EQUIPMENT).content.decode()
    assert "unit=%E9%84%82R12002" in page
    assert "从未清点的救护车" in page
