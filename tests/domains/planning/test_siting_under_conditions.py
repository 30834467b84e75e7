"""Where should the next one stand under conditions: each worked out by hand on a county of four cells on one road.

By car: c1 (600 people, where the hospital stands) – 2 minutes – c2 (300) – 20 minutes – c3 (150); c4 (10) is cut off.
"""

from pathlib import Path

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.people import AT, TODAY, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import SitingPlan
from weijian.domains.planning.queries import siting_candidates
from weijian.domains.planning.rules import siting as rules
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
ASKED = {"circle": "any", "on": TODAY.isoformat(), "mode": "car", "minutes": "15", "model": "mclp"}
PAGE, KEEP = "/planning/siting/", "/planning/siting/keep/"
HOSPITAL = "青禾县人民医院"


@pytest.fixture
def officer(db: None):  # type: ignore[no-untyped-def]
    return person("chen", "陈科长", "officer", place_code="429921")


def county(where: Path, **changed: str | None) -> None:
    load_region(region_folder(where, **changed), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


def answer(officer, status: int = 200, **changed: str):  # type: ignore[no-untyped-def]
    found = officer.program().get(PAGE, {**ASKED, **changed})
    assert found.status_code == status, found.content.decode()
    return found.json()


def page(officer, **changed: str) -> str:  # type: ignore[no-untyped-def]
    return str(officer.browser().get(PAGE, {**ASKED, **changed}).content.decode())


def where_to(found) -> list[float]:  # type: ignore[no-untyped-def]
    return sorted(one["lon"] for one in found["sites"])


def test_everybody_is_reached_with_the_fewest_new_sites(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    found = answer(officer, model="lscp")
    assert (found["objective"], found["bound"], found["proven"], where_to(found)) == (2, 2, True, [112.3, 112.4])
    assert (found["asked"]["number"], found["covered_after"]) == (None, 1060)
    shown = page(officer, model="lscp")
    assert "新设 2 处" in shown
    assert "处数由时限和人口的分布决定" in shown


def test_a_unit_that_is_busy_half_the_time_is_better_doubled_where_most_people_are(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Alone the hospital's unit is expected to serve 450 of 900; a second one there serves 225 more, one at c3 only 75."""
    county(tmp_path)
    found = answer(officer, model="mexclp", number="1", busy="50")
    assert found["objective"] == pytest.approx(675)
    assert found["asked"]["busy_percent"] == 50
    assert found["sites"][0]["lon"] in (112.2, 112.21)
    assert sum(one["units"] for one in found["sites"]) == 1
    assert answer(officer, model="mexclp", number="1")["objective"] == pytest.approx(900 * (1 - 0.3**2))  # the parameter's 30 %
    assert "每个单元 50% 的时间在忙" in page(officer, model="mexclp", number="1", busy="50")


def test_where_nothing_stands_yet_the_conditions_hold_for_the_first_one(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    assert answer(officer, model="mexclp", number="1", circle="emergency", busy="0")["objective"] == 900
    assert answer(officer, number="1", circle="emergency", capacity="700")["placed_people"] == 700
    assert where_to(answer(officer, number="2", circle="emergency", apart="5"))[1] == 112.3
    assert answer(officer, 422, number="1", circle="emergency", move="1")["code"] == "PLA-83"


def test_a_hospital_out_of_the_way_is_moved_when_it_may_be(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path, institutions=FILES["institutions.csv"].replace("112.20,31.20", "112.40,31.30"))
    kept, moved = answer(officer, number="1"), answer(officer, number="1", move="1")
    assert (kept["covered_after"], kept["given_up"]) == (910, [])
    assert (moved["covered_after"], moved["given_up"], len(moved["sites"])) == (1050, [{"name": HOSPITAL}], 2)
    assert (moved["objective"], moved["proven"]) == (1050, True)
    shown = page(officer, number="1", move="1")
    assert "至多搬迁 1 处" in shown
    assert "搬迁的现有机构" in shown


def test_moving_costs_what_a_new_site_costs(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Money for one place: at c1, or the hospital moved to it; not both c1 and c3."""
    county(tmp_path, institutions=FILES["institutions.csv"].replace("112.20,31.20", "112.40,31.30"))
    found = answer(officer, number="1", move="1", budget="50", cost="40")
    assert (found["covered_after"], found["given_up"], found["cost_wan"]) == (910, [], 40)
    assert answer(officer, number="1", move="1", budget="80", cost="40")["covered_after"] == 1050


def test_a_budget_buys_as_many_as_it_can_and_says_what_one_more_would_bring(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    one, two = answer(officer, budget="50", cost="40"), answer(officer, budget="100", cost="40")
    assert (where_to(one), one["cost_wan"], one["proven"]) == ([112.3], 40, True)
    assert one["binds"] == [{"kind": "budget", "worth": 10, "into": "云岭乡 c4"}]
    assert (where_to(two), two["cost_wan"], two["asked"]["number"]) == ([112.3, 112.4], 80, None)
    assert answer(officer, budget="100", cost="40", number="1")["binds"][0]["kind"] == "number"
    shown = page(officer, budget="50", cost="40")
    assert "预算：再有一处的钱，设 云岭乡 c4，再多 10 人在时限内" in shown
    assert "预算 50 万元；每处 40 万元" in shown


def test_a_full_hospital_sends_people_where_the_new_site_can_take_them(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """c1 fills the hospital's 600; the new site serves c2 at no way and c3 at twenty minutes: 150 × 1,200. Without the limit: 300 × 120."""
    county(tmp_path)
    found = answer(officer, model="pmedian", number="1", capacity="600")
    assert (found["objective"], where_to(found), found["proven"]) == (pytest.approx(180_000), [112.21], True)
    [binding] = [one for one in found["binds"] if one["kind"] == "capacity"]
    assert (binding["worth"], binding["full"]) == (pytest.approx(144_000), [HOSPITAL])
    assert found["next_best"]["difference"] > 0
    shown = page(officer, model="pmedian", number="1", capacity="600")
    assert f"已满的有 {HOSPITAL}" in shown
    assert "每处至多 600 人" in shown


def test_too_little_capacity_is_refused_with_those_who_have_nowhere_to_go(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    found = answer(officer, 422, model="pmedian", number="1", capacity="500")
    assert found["code"] == "PLA-87"
    assert "还有50人无处可去" in found["sentence"]


def test_the_fewest_sites_are_more_where_each_can_serve_only_so_many(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """900 people about the hospital need two sites of 450; c3 and c4 one each: three new ones."""
    county(tmp_path)
    found = answer(officer, model="lscp", capacity="450")
    assert (found["objective"], found["bound"], found["proven"]) == (3, 3, True)
    assert [(one["kind"], one["worth"]) for one in found["binds"]] == [("capacity", 1)]


def test_the_farthest_are_as_near_as_the_budget_and_the_capacity_allow(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """One new site at c3 leaves c2 its two minutes. When the hospital takes 600 only, somebody drives twenty."""
    county(tmp_path)
    assert answer(officer, model="pcenter", budget="50", cost="40")["objective"] == 120
    assert answer(officer, model="pcenter", number="1", capacity="600")["objective"] == 1_200


def test_most_people_within_reach_are_those_who_can_be_placed(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    found = answer(officer, number="1", capacity="500")
    assert (found["placed_people"], found["objective"]) == (900, 900)
    assert "按容量分派后在时限内" in page(officer, number="1", capacity="500")


def test_new_sites_keep_their_distance_from_what_stands_and_from_each_other(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """c5 (140 people) lies a kilometre from c3, twenty minutes by road: with two kilometres between sites only one of them gets its own."""
    county(
        tmp_path, cells=FILES["cells.csv"] + "c5,112.31,31.20,140,429921202000\n", nodes=FILES["nodes.csv"] + "e,112.31,31.20\n",
        edges=FILES["edges.csv"] + "c,e,1200\n",
    )
    assert where_to(answer(officer, number="2")) == [112.3, 112.31]
    found = answer(officer, number="2", apart="2")
    assert (where_to(found), found["asked"]["apart_km"]) == ([112.3, 112.4], 2)
    assert [(one["kind"], one["worth"]) for one in found["binds"] if one["kind"] == "distance"] == [("distance", 130)]
    assert where_to(answer(officer, number="1", apart="20")) == [112.4]
    refused = answer(officer, 422, number="1", apart="50")
    assert (refused["code"], "0个" in refused["sentence"]) == ("PLA-88", True)


def test_those_who_travel_farthest_weigh_as_much_as_is_asked(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """With a site at c3 everybody together travels 300 × 120; the farthest tenth (105 of 1,050 people) 120 each."""
    county(tmp_path)
    found = answer(officer, model="pmedian", number="1", equity="50")
    assert found["objective"] == pytest.approx(0.5 * 36_000 + 0.5 * 1_050 * 120)
    assert (found["asked"]["equity_percent"], found["asked"]["worst_percent"]) == (50, 10)
    assert "最远的 10% 人群占权重 50%" in page(officer, model="pmedian", number="1", equity="50")


def test_whom_no_candidate_reaches_in_time_is_listed(officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """Only the middles of townships are candidates; nobody comes to c4 from there."""
    county(tmp_path)
    monkeypatch.setattr(siting_candidates, "MOST_CANDIDATES", 3)
    found = answer(officer, number="1")
    assert (found["uncoverable_people"], found["uncoverable_cells"]) == (10, 1)
    assert [(one["name"], one["people"]) for one in found["uncoverable"]] == [("云岭乡 c4", 10)]
    assert "哪里都到不了的人" in page(officer, number="1")
    monkeypatch.setattr(siting_candidates, "MOST_CANDIDATES", 2_000)
    assert answer(officer, number="1")["uncoverable"] == []


@pytest.mark.parametrize(("pairs", "level", "candidates"), [(20, "cells", 4), (19, "villages", 2), (11, "townships", 2)])
def test_where_every_way_counts_there_are_no_more_candidates_than_can_be_waited_for(
    officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pairs: int, level: str, candidates: int,  # type: ignore[no-untyped-def]
) -> None:
    """Four cells to four candidates and a hospital are twenty ways; here the cells' places are townships."""
    county(tmp_path)
    monkeypatch.setattr(rules, "MOST_DIVIDED", pairs)
    asked = answer(officer, model="pmedian", number="1", capacity="600")["asked"]
    assert (asked["candidate_level"], asked["candidates"]) == (level, candidates)


def test_the_next_best_place_is_named_for_least_travel_too(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """c3 saves its 150 people twenty-two minutes; a site at c2 saves 450 people two: 36,000 against 180,000 people-seconds."""
    county(tmp_path)
    found = answer(officer, model="pmedian", number="1")
    assert (found["objective"], found["next_best"]) == (36_000, {"out": ["云岭乡 c3"], "into": ["柳河镇 c2"], "difference": 144_000})
    assert "单程合计多 40.0 人·小时" in page(officer, model="pmedian", number="1")


def test_conditions_go_with_the_plan_that_is_kept_and_are_told_side_by_side(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    browser = officer.browser()
    for name, said in (("有预算", {"budget": "50", "cost": "40"}), ("有间距", {"number": "1", "apart": "2.5"})):
        query = "&".join(f"{k}={v}" for k, v in {**ASKED, **said}.items())
        assert browser.post(f"{KEEP}?{query}", {"name": name}).status_code == 302
    first, second = (SitingPlan.objects.get(name=name) for name in ("有预算", "有间距"))
    assert (first.number, first.asked["budget_wan"], first.asked["cost_wan"], first.asked["number"]) == (1, 50, 40, None)
    assert "预算 50 万元" in browser.get(f"/planning/siting/plans/{first.pk}/").content.decode()
    beside = browser.get("/planning/siting/plans/compare/", {"plan": [first.pk, second.pk]}).content.decode()
    assert "预算 50 万元；每处 40 万元" in beside
    assert "至少相距 2.5 公里" in beside


def test_a_plan_that_adds_nothing_is_not_kept(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path, cells=FILES["cells.csv"].replace("c4,112.40,31.30,10,429921202000\n", ""))
    found = answer(officer, model="lscp", minutes="30")
    assert (found["objective"], found["sites"]) == (0, [])
    assert "不必新设" in page(officer, model="lscp", minutes="30")
    query = "&".join(f"{k}={v}" for k, v in {**ASKED, "model": "lscp", "minutes": "30"}.items())
    assert officer.browser().post(f"{KEEP}?{query}", {"name": "空的"}).status_code == 422
    assert not SitingPlan.objects.exists()


WRONG = [
    ({"budget": "30", "cost": "40"}, "PLA-85"), ({"budget": "30"}, "PLA-86"), ({"budget": "x", "cost": "1"}, "PLA-83"), ({"move": "2"}, "PLA-83"),
    ({"move": "-1"}, "PLA-83"), ({"capacity": "1.5"}, "PLA-83"), ({"apart": "nan"}, "PLA-83"), ({"equity": "101", "model": "pmedian"}, "PLA-83"),
    ({"busy": "96", "model": "mexclp"}, "PLA-83"), ({"equity": "50"}, "PLA-84"), ({"capacity": "500", "model": "mexclp"}, "PLA-84"),
    ({"apart": "2", "model": "mexclp"}, "PLA-84"), ({"budget": "50", "cost": "40", "model": "lscp"}, "PLA-84"),
]


@pytest.mark.parametrize(("said", "code"), WRONG, ids=[f"{code} {said}" for said, code in WRONG])
def test_conditions_that_do_not_go_together_are_refused_by_name(officer, tmp_path: Path, said: dict[str, str], code: str) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    found = answer(officer, 422, **said)
    assert found["code"] == code
    assert found["remedy"]


def test_the_simple_question_stays_simple_and_the_further_conditions_open_when_there_are_some(officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    county(tmp_path)
    assert '<details class="further">' in page(officer)
    assert '<details class="further" open>' in page(officer, capacity="900")
