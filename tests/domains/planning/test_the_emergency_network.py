"""The emergency system as tiers ("1+3+5+N") and as a chain from county to village: the register, the page."""

from pathlib import Path

import pytest

from tests.people import (
    AT,
    CLOUD_CENTRE,
    CLOUD_TOWN,
    COUNTY,
    EAST_WILLOW,
    EAST_WILLOW_CLINIC,
    EMERGENCY_CENTRE,
    FAR_HILL_CLINIC,
    HOSPITAL,
    LONG_AGO,
    RIVER_TOWN,
    TODAY,
    Cast,
    person,
)
from weijian.domains.planning.models import EmergencyNode
from weijian.domains.registry.models import Campus, InstitutionStanding, Place
from weijian.foundation.catalogue import actions, sheets, writing
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.foundation.parameters.models import ParameterValue
from weijian.kernel.refusal import Refusal, Refusals

PAGE, NEW = "/planning/emergency/network/", "/registers/emergency-nodes/new"
HEADING = "机构,院区,层级,自,至"


def node(people: Cast, code: str, tier: str, **more: object) -> EmergencyNode:
    return EmergencyNode.objects.create(institution=people.institutions[code], tier=tier, from_on=LONG_AGO, **more)


def asked(people: Cast, **query: str) -> dict:  # type: ignore[type-arg]
    return people.chief_chen.program().get(PAGE, {"on": TODAY.isoformat(), **query}).json()


def pattern(value: dict[str, int], region: str = "") -> None:
    ParameterValue.objects.create(
        code="planning.emergency_tiers", region_code=region, from_on=LONG_AGO, value=value, state="approved", proposed_at=AT, reason="县方案",
    )


def test_before_anything_is_entered_the_page_says_what_is_missing_tier_by_tier(people: Cast) -> None:
    found = asked(people)
    assert (found["filled"], found["wanted"]) == (0, 10)
    assert found["sentence"] == "缺急救中心 1 处、缺急救分中心 3 处、缺急救站 5 处、缺急救点 1 处。"
    page = people.chief_chen.browser().get(PAGE).content.decode()
    for words in ("1 + 3 + 5 + N", "还没有登记", NEW, "缺 3 处", "N（至少 1）"):
        assert words in page, words


def test_a_tier_counts_what_it_has_lacks_and_has_too_much(people: Cast) -> None:
    node(people, EMERGENCY_CENTRE, "急救中心")
    node(people, HOSPITAL, "急救中心")
    node(people, FAR_HILL_CLINIC, "急救点")
    node(people, EAST_WILLOW_CLINIC, "急救点")
    found = asked(people)
    assert {t["name"]: (t["have"], t["missing"], t["over"]) for t in found["tiers"]} == {
        "急救中心": (2, 0, 1), "急救分中心": (0, 3, 0), "急救站": (0, 5, 0), "急救点": (2, 0, 0),
    }
    assert found["filled"] == 2, "one centre and the one point that N asks for; what is over fills nothing"
    assert found["sentence"].endswith("、急救中心多 1 处。")


def test_a_full_network_is_said_to_be_complete(people: Cast) -> None:
    pattern({"急救中心": 1, "急救点": 0})
    node(people, EMERGENCY_CENTRE, "急救中心")
    node(people, FAR_HILL_CLINIC, "急救点")
    assert asked(people)["sentence"] == "各层齐备。"


def test_a_county_has_its_own_pattern_and_a_tier_it_no_longer_names_is_shown_apart(people: Cast) -> None:
    node(people, EMERGENCY_CENTRE, "急救中心")
    pattern({"县中心": 1, "村点": 0}, region=COUNTY)
    found = asked(people)
    assert [t["name"] for t in found["tiers"]] == ["县中心", "村点"]
    assert [n["name"] for n in found["astray"]] == ["青禾县急救中心"]
    assert found["source"] == "县方案"


def test_tiers_stand_in_the_order_of_their_numbers_whatever_order_they_were_typed_in(people: Cast) -> None:
    pattern({"点": 0, "五站": 5, "中心（一处）": 1, "三分中心": 3})
    assert [t["name"] for t in asked(people)["tiers"]] == ["中心（一处）", "三分中心", "五站", "点"]


def test_what_is_closed_or_over_by_the_day_is_not_counted(people: Cast) -> None:
    node(people, EMERGENCY_CENTRE, "急救中心")
    node(people, HOSPITAL, "急救站", ends_on=TODAY)
    InstitutionStanding.objects.filter(institution__code=EMERGENCY_CENTRE).update(status="suspended")
    tiers = {t["name"]: t for t in asked(people)["tiers"]}
    assert (tiers["急救中心"]["have"], tiers["急救中心"]["nodes"][0]["counted"]) == (0, False)
    assert tiers["急救站"]["have"] == 1, "on its last day it still stands"
    assert {t["name"]: t["nodes"] for t in asked(people, on="2026-11-03")["tiers"]}["急救站"] == []


def test_the_chain_is_broken_where_a_link_is_missing_and_those_come_first(people: Cast) -> None:
    """The county has its centre, in 柳河镇; a doctor works only in the clinic of 远山村."""
    first, second = asked(people)["townships"]
    assert (first["code"], first["broken"], first["unserved"], first["stations"]) == (CLOUD_TOWN, ["township", "villages"], ["云岭村"], [])
    assert (second["code"], second["broken"], second["stations"]) == (RIVER_TOWN, ["villages"], ["青禾县急救中心"])
    assert second["unserved"] == ["河街社区", "东柳村"]
    node(people, CLOUD_CENTRE, "急救站")
    first, second = asked(people)["townships"]
    assert (first["code"], second["code"], second["complete"], second["stations"]) == (RIVER_TOWN, CLOUD_TOWN, True, ["云岭乡卫生院"])


def test_a_township_in_view_shows_its_own_chain_and_the_countys_tiers(people: Cast) -> None:
    node(people, EMERGENCY_CENTRE, "急救中心")
    found = asked(people, place=CLOUD_TOWN)
    assert [t["code"] for t in found["townships"]] == [CLOUD_TOWN]
    assert (found["place"], found["filled"]) == (COUNTY, 1)


def test_where_no_township_is_on_file_the_page_says_what_to_do(people: Cast) -> None:
    Place.objects.filter(code__startswith=COUNTY, level__gte=4).update(ends_on=LONG_AGO)
    assert "这里没有登记乡镇" in people.chief_chen.browser().get(PAGE, {"place": COUNTY}).content.decode()


def test_without_tiers_it_is_refused_and_the_parameter_is_named(people: Cast) -> None:
    pattern({})
    answer = people.chief_chen.program().get(PAGE)
    assert (answer.status_code, answer.json()["code"]) == (422, "PLA-69")


def entered(people: Cast, **said: str) -> object:
    cells = {"institution": HOSPITAL, "campus": "", "tier": "急救站", "from_on": "2026-01-01", "ends_on": "", "document": "", **said}
    return actions.add_entry(known()["emergency-nodes"], cells, by=people.chief_chen.standing(), at=AT)


def codes(no: pytest.ExceptionInfo[Refusals]) -> list[tuple[str | None, str]]:
    return [(fault.column, fault.refusal.code) for fault in no.value.faults]


def test_an_officer_enters_a_node_through_the_register_and_it_is_on_the_trail(people: Cast) -> None:
    browser = people.chief_chen.browser()
    said = {"institution": EMERGENCY_CENTRE, "campus": "", "tier": "急救中心", "from_on": "2026-01-01", "ends_on": "", "document": "青卫发〔2026〕9号"}
    assert browser.post(NEW, said).status_code == 302
    assert EmergencyNode.objects.get().tier == "急救中心"
    assert Happening.objects.filter(kind="EntryAdded").count() == 1
    assert "青禾县急救中心" in browser.get("/registers/emergency-nodes/").content.decode()


@pytest.mark.parametrize(("said", "column", "code"), [
    ({"tier": "大站"}, "层级", "PLA-65"),
    ({"campus": f"{HOSPITAL}/本部"}, "院区", "PLA-67"),
    ({"campus": f"{EMERGENCY_CENTRE}/本部"}, "院区", "PLA-66"),
    ({"from_on": "2026-05-01", "ends_on": "2026-04-01"}, "至", "CAT-08"),
])
def test_what_cannot_stand_in_the_network_is_refused_at_its_column(people: Cast, said: dict[str, str], column: str, code: str) -> None:
    with pytest.raises(Refusals) as no:
        entered(people, **said)
    assert codes(no) == [(column, code)]


def test_a_node_stands_in_one_tier_at_a_time_and_a_campus_beside_its_house(people: Cast) -> None:
    entered(people)
    with pytest.raises(Refusals) as no:
        entered(people, tier="急救点", from_on="2026-06-01")
    assert len(codes(no)) == 1
    hospital = people.institutions[HOSPITAL]
    Campus.objects.create(institution=hospital, name="东院", place=hospital.place, lon=112.2, lat=31.2, from_on=LONG_AGO)
    entered(people, campus=f"{HOSPITAL}/东院", tier="急救点")
    assert {t["name"]: [n["name"] for n in t["nodes"]] for t in asked(people)["tiers"]}["急救点"] == ["青禾县人民医院（东院）"]


def test_of_two_who_assign_the_same_node_at_once_the_second_is_refused_in_words(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked before either wrote: what they looked at said nothing, and the database itself holds the second back."""
    entered(people)
    monkeypatch.setattr(writing, "faults_in", lambda register, entry, on: [])
    for day in ("2026-01-01", "2026-02-01"):
        with pytest.raises(Refusal) as no:
            entered(people, tier="急救点", from_on=day)
        assert no.value.code == "CAT-22"
    assert EmergencyNode.objects.count() == 1


def test_who_may_not_site_may_not_assign_and_another_county_not_here(people: Cast) -> None:
    assert people.nurse_zhang.browser().get(NEW).status_code == 403
    abroad = person("abroad", "外县科长", "officer", place_code="429922")
    said = {"institution": HOSPITAL, "campus": "", "tier": "急救站", "from_on": "2026-01-01", "ends_on": "", "document": ""}
    assert abroad.browser().post(NEW, said).status_code != 302
    assert not EmergencyNode.objects.exists()


def test_a_node_whose_tier_the_pattern_gave_up_can_still_be_retired_but_nobody_enters_another(people: Cast) -> None:
    made = node(people, EMERGENCY_CENTRE, "急救中心")
    pattern({"县中心": 1})
    actions.retire_entry(known()["emergency-nodes"], made.pk, TODAY, "层级已调整", by=people.chief_chen.standing(), at=AT)
    assert EmergencyNode.objects.get().ends_on == TODAY
    with pytest.raises(Refusals) as no:
        entered(people, tier="急救中心")
    assert codes(no) == [("层级", "PLA-65")]


def brought(people: Cast, where: Path, *lines: str) -> tuple[int, int, int]:
    path = where / "nodes.csv"
    path.write_text("\n".join((HEADING, *lines)) + "\n", "utf-8")
    kept = known()["emergency-nodes"]
    taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=people.chief_chen.standing(), at=AT)
    return taken.added, taken.corrected, taken.unchanged


def test_nodes_come_by_sheet_and_twice_changes_nothing(people: Cast, tmp_path: Path) -> None:
    lines = (f"{EMERGENCY_CENTRE},,急救中心,2026-01-01,", f"{HOSPITAL},,急救分中心,2026-01-01,")
    assert brought(people, tmp_path, *lines) == (2, 0, 0)
    assert brought(people, tmp_path, *lines) == (0, 0, 2)
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, f"{CLOUD_CENTRE},,急救站,2026-01-01,", f"{EAST_WILLOW_CLINIC},,村点,2026-01-01,")
    assert [(f.row, f.column, f.refusal.code) for f in no.value.faults] == [(3, "层级", "PLA-65")]
    assert EmergencyNode.objects.count() == 2


def test_a_first_responder_entered_for_a_village_serves_it(people: Cast) -> None:
    node(people, EAST_WILLOW_CLINIC, "急救点")
    [river] = [t for t in asked(people)["townships"] if t["code"] == RIVER_TOWN]
    assert river["unserved"] == ["河街社区"]
    assert people.institutions[EAST_WILLOW_CLINIC].place.code == EAST_WILLOW
