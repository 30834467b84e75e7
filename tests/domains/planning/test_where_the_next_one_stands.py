"""Where should the next one stand: asked on the page, kept as a plan, two plans side by side."""

from pathlib import Path

import pytest

from tests.domains.planning.folder import region_folder
from tests.people import AT, TODAY, person
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import SitingPlan
from weijian.domains.planning.queries import siting_candidates as queries
from weijian.foundation.happenings.models import Happening
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
ASKED = {"circle": "any", "on": TODAY.isoformat(), "mode": "car", "minutes": "15", "model": "mclp", "number": "1"}
PAGE, KEEP, COMPARE = "/planning/siting/", "/planning/siting/keep/", "/planning/siting/plans/compare/"


@pytest.fixture(autouse=True)
def region(tmp_path: Path) -> None:
    load_region(region_folder(tmp_path), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


@pytest.fixture
def officer(db: None):  # type: ignore[no-untyped-def]
    return person("chen", "陈科长", "officer", place_code="429921")


def kept(officer, name: str, **changed: str) -> SitingPlan:  # type: ignore[no-untyped-def]
    asked = "&".join(f"{k}={v}" for k, v in {**ASKED, **changed}.items())
    answer = officer.browser().post(f"{KEEP}?{asked}", {"name": name})
    assert answer.status_code == 302
    return SitingPlan.objects.get(name=name)


def test_the_site_that_covers_most_people_is_the_one_a_person_would_choose(officer) -> None:  # type: ignore[no-untyped-def]
    """150 people live at c3, 22 minutes away; ten at c4, cut off: one site goes to c3."""
    found = officer.program().get(PAGE, ASKED).json()
    assert (found["covered_before"], found["covered_after"], found["people"]) == (900, 1050, 1060)
    assert [(s["lon"], s["people"], s["only_here_people"]) for s in found["sites"]] == [(112.3, 150, 150)]
    assert (found["objective"], found["bound"], found["gap"], found["proven"]) == (1050, 1050, 0, True)
    assert [(t["name"], t["before"], t["gained"]) for t in found["townships"]] == [("云岭乡", 0, 150)]
    assert found["binds"] == [{"kind": "number", "worth": 10, "into": "云岭乡 c4"}]


def test_whom_no_road_leads_anywhere_takes_no_site_from_the_others_and_is_counted(officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get(PAGE, {**ASKED, "model": "pmedian"}).json()
    assert found["set_aside_people"] == 10
    assert [s["lon"] for s in found["sites"]] == [112.3]
    assert found["people"] == 1060


def test_what_is_newly_covered_and_what_is_chosen_is_drawn(officer) -> None:  # type: ignore[no-untyped-def]
    features = officer.program().get(f"{PAGE}answer.geojson", ASKED).json()["features"]
    assert [(f["properties"]["what"], f["geometry"]["coordinates"]) for f in features] == [("newly", [112.3, 31.2]), ("chosen", [112.3, 31.2])]


def test_the_page_says_where_how_good_and_what_binds(officer) -> None:  # type: ignore[no-untyped-def]
    page = officer.browser().get(PAGE, ASKED).content.decode()
    for words in ("云岭乡 c3", "84.91%", "99.06%", "已证明", "再多设 1 处", "全部 4 个人口格", "现有 1 处", "留存"):
        assert words in page


def test_too_many_cells_leave_the_middles_of_townships_as_candidates(officer, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(queries, "MOST_CANDIDATES", 3)
    found = officer.program().get(PAGE, ASKED).json()
    assert (found["asked"]["by_township"], found["asked"]["candidates"]) == (True, 2)
    assert [s["lon"] for s in found["sites"]] == [112.3]
    assert "乡镇的人口中心" in officer.browser().get(PAGE, ASKED).content.decode()


@pytest.mark.parametrize("model", ["mclp", "pmedian", "pcenter"])
@pytest.mark.parametrize("number", ["1", "4"])
def test_where_nearly_everybody_is_served_already_there_is_still_an_answer(officer, model: str, number: str) -> None:  # type: ignore[no-untyped-def]
    asked = {**ASKED, "minutes": "120", "model": model, "number": number}
    found = officer.program().get(PAGE, asked).json()
    assert found["covered_before"] == 1050
    assert len(found["sites"]) <= int(number)
    plan = kept(officer, "方案", **{k: asked[k] for k in ("minutes", "model", "number")})
    assert officer.browser().get(f"/planning/siting/plans/{plan.pk}/").status_code == 200


def test_where_no_campus_counts_the_first_is_sited_all_the_same(officer) -> None:  # type: ignore[no-untyped-def]
    found = officer.program().get(PAGE, {**ASKED, "circle": "emergency", "model": "mclp"}).json()
    assert (found["covered_before"], found["covered_after"], found["asked"]["existing"]) == (0, 900, 0)


@pytest.mark.parametrize("changed", [{"model": "best"}, {"number": "0"}, {"number": "x"}, {"number": "51"}, {"number": "5"}])
def test_a_question_out_of_bounds_is_refused(officer, changed: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    answer = officer.program().get(PAGE, {**ASKED, **changed})
    assert answer.status_code == 422
    assert answer.json()["remedy"]


def test_a_plan_is_kept_with_everything_needed_to_ask_again(officer) -> None:  # type: ignore[no-untyped-def]
    plan = kept(officer, "一号方案")
    told = officer.program().get(PAGE, ASKED).json()
    assert (plan.inputs, plan.engine, plan.seed, plan.made_by_name, plan.place.code) == (told["inputs"], "siting 1", None, "陈科长", "429921")
    assert (plan.asked["model"], plan.asked["minutes"], plan.asked["on"]) == ("mclp", 15, TODAY.isoformat())
    assert plan.result["sites"] == told["sites"]
    assert Happening.objects.filter(kind="SitingPlanKept", subject_key=str(plan.pk)).count() == 1
    page = officer.browser().get(f"/planning/siting/plans/{plan.pk}/").content.decode()
    assert "云岭乡 c3" in page
    assert "没有随机成分" in page
    assert "驾车 · 任一机构" in page


def test_a_name_is_taken_once(officer) -> None:  # type: ignore[no-untyped-def]
    kept(officer, "一号方案")
    answer = officer.browser().post(f"{KEEP}?model=mclp&circle=any", {"name": " 一号方案 "})
    assert answer.status_code == 422
    assert SitingPlan.objects.count() == 1


def test_two_plans_stand_side_by_side_by_township_and_on_one_map(officer) -> None:  # type: ignore[no-untyped-def]
    one, two = kept(officer, "一处"), kept(officer, "两处", number="2")
    found = officer.program().get(COMPARE, {"plan": [one.pk, two.pk]}).json()
    assert found["townships"] == [{"name": "云岭乡", "before": 0, "first": 150, "second": 160}]
    page = officer.browser().get(COMPARE, {"plan": [one.pk, two.pk]}).content.decode()
    assert "一处" in page
    assert "两处" in page
    assert "不能直接相减" not in page
    layer = officer.program().get("/planning/siting/plans/layer.geojson", {"plan": [one.pk, two.pk]}).json()["features"]
    assert {f["properties"]["plan"] for f in layer} == {"0", "1"}


def test_plans_that_answer_different_questions_are_said_to(officer) -> None:  # type: ignore[no-untyped-def]
    one, two = kept(officer, "十五分钟"), kept(officer, "二十分钟", minutes="20")
    assert "不能直接相减" in officer.browser().get(COMPARE, {"plan": [one.pk, two.pk]}).content.decode()


@pytest.mark.parametrize("chosen", [[], ["1"], ["x", "y"], ["9" * 30, "2"]])
def test_anything_but_two_plans_cannot_be_compared(officer, chosen: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert officer.program().get(COMPARE, {"plan": chosen}).status_code == 422


def test_a_plan_of_another_county_is_not_seen(officer) -> None:  # type: ignore[no-untyped-def]
    plan = kept(officer, "一号方案")
    stranger = person("wai", "外人", "officer", place_code="429922")
    assert stranger.browser().get(f"/planning/siting/plans/{plan.pk}/").status_code == 404
    assert stranger.program().get("/planning/siting/plans/").json()["plans"] == []
    assert [p["name"] for p in officer.program().get("/planning/siting/plans/").json()["plans"]] == ["一号方案"]


def test_a_name_too_long_or_taken_is_said_beside_the_answer_and_nothing_is_kept(officer) -> None:  # type: ignore[no-untyped-def]
    asked = "&".join(f"{k}={v}" for k, v in ASKED.items())
    page = officer.browser().post(f"{KEEP}?{asked}", {"name": "长" * 61})
    assert page.status_code == 200
    assert "长" * 61 in page.content.decode()
    kept(officer, "就医圈")
    assert officer.browser().post(f"{KEEP}?{asked}", {"name": "就医圈"}).status_code == 422
    assert SitingPlan.objects.count() == 1


def test_what_is_kept_is_of_the_place_that_was_looked_at_whatever_the_frame_shows_by_then(officer) -> None:  # type: ignore[no-untyped-def]
    browser = officer.browser()
    assert f"{KEEP}?" in browser.get(PAGE, ASKED).content.decode()
    assert "place=" in browser.get(PAGE, ASKED).content.decode().split(f"{KEEP}?")[1].split('"')[0]
    session = browser.session
    session["place"] = {"code": "429921201", "name": "河口镇"}
    session.save()
    asked = "&".join(f"{k}={v}" for k, v in {**ASKED, "place": "429921202"}.items())
    browser.post(f"{KEEP}?{asked}", {"name": "云岭"})
    assert SitingPlan.objects.get(name="云岭").asked["place"] == "429921202"


def test_an_officer_of_one_township_cannot_keep_a_plan_of_the_county(region: None) -> None:
    officer = person("li", "李干事", "officer", place_code="429921202")
    asked = "&".join(f"{k}={v}" for k, v in ASKED.items())
    assert officer.browser().post(f"{KEEP}?{asked}", {"name": "全县方案"}).status_code == 422
    assert not SitingPlan.objects.exists()
