"""Targets are set on the strength of a document and held against the figures of their place."""

from typing import Any

import pytest

from tests.people import CLOUD_TOWN, COUNTY, RIVER_TOWN, Cast, person
from weijian.domains.governance.models import Target
from weijian.foundation.happenings.models import Happening

pytestmark = pytest.mark.django_db
LIST = "/governance/targets/"
YEAR = 2090  # not over while anybody runs this
AIM = {
    "what": "老年人体检人数", "value": "14500", "unit": "人", "direction": "at_least", "place": COUNTY, "from_on": f"{YEAR}-01-01", "until_on": f"{YEAR}-12-31",
    "document": "青卫发〔2026〕3号",
}


def set_target(people: Cast, **typed: Any) -> Target:
    answer = people.chief_chen.browser().post(f"{LIST}new/", {**AIM, **typed})
    assert answer.status_code == 302, answer.content.decode()
    return Target.objects.latest("pk")


def enter(people: Cast, value: str, months: int, place: str = COUNTY, **typed: Any) -> None:
    figure = {"what": AIM["what"], "value": value, "unit": "人", "figure_kind": "level", "bound": "exact", "place": place, "document": "报表"}
    answer = people.chief_chen.browser().post("/governance/figures/new/", {**figure, "period": f"{YEAR}年1-{months}月", **typed})
    assert answer.status_code == 302, answer.content.decode()


def told(people: Cast, target: Target) -> dict[str, Any]:
    answer: dict[str, Any] = people.chief_chen.program().get(f"{LIST}{target.pk}/").json()
    return answer


def test_a_target_without_a_document_is_not_set(people: Cast) -> None:
    assert people.chief_chen.browser().post(f"{LIST}new/", {**AIM, "document": ""}).status_code == 422
    assert not Target.objects.exists()
    set_target(people)
    assert Happening.objects.get(kind="TargetSet").facts["document"] == "青卫发〔2026〕3号"


def test_a_second_target_for_the_same_thing_is_refused_until_the_first_is_withdrawn(people: Cast) -> None:
    first = set_target(people)
    again = people.chief_chen.program().post(f"{LIST}new/", {**AIM, "value": "15000"})
    assert (again.status_code, again.json()["code"]) == (422, "GOV-61")
    assert people.chief_chen.browser().post(f"{LIST}{first.pk}/withdraw/", {"reason": "任务数调整"}).status_code == 302
    assert set_target(people, value="15000").value == 15000
    once_more = people.chief_chen.program().post(f"{LIST}{first.pk}/withdraw/", {"reason": "任务数调整"})
    assert once_more.json()["code"] == "GOV-62"


def test_the_figures_of_its_place_and_period_are_held_against_it(people: Cast) -> None:
    target = set_target(people)
    for value, months in (("2410", 3), ("6105", 6), ("9870", 9)):
        enter(people, value, months)
    enter(people, "99", 9, place=CLOUD_TOWN)
    enter(people, "5", 9, unit="人次")
    stand = told(people, target)
    assert (stand["reached"], stand["pace"]) == ("9870", "behind")
    assert stand["done"] == pytest.approx(68.07, abs=0.005)
    assert stand["elapsed"] == pytest.approx(74.79, abs=0.005)
    assert stand["forecast"]["low"] < stand["forecast"]["value"] < stand["forecast"]["high"]
    page = people.chief_chen.browser().get(f"{LIST}{target.pk}/").content.decode()
    for words in ("慢于时间进度", "完成 68.07%，时间过去 74.79%。", "按 3 期的进度", "data-chart"):
        assert words in page


def test_with_three_earlier_years_on_file_the_end_is_foretold_from_what_they_had_reached(people: Cast) -> None:
    target = set_target(people)
    enter(people, "9000", 9)
    for year in (YEAR - 1, YEAR - 2, YEAR - 3):
        for value, months in (("900", 9), ("1000", 12)):
            enter(people, value, months, period=f"{year}年1-{months}月")
    page = people.chief_chen.browser().get(f"{LIST}{target.pk}/").content.decode()
    assert f"按前 3 年同一天完成全年的比例，到 {YEAR}-12-31 约 10,000人" in page
    assert told(people, target)["forecast"]["years"] == 3


def test_a_withdrawn_figure_counts_no_longer(people: Cast) -> None:
    target = set_target(people)
    enter(people, "9870", 9)
    key = told(people, target)["figure"]
    people.chief_chen.browser().post(f"/governance/figures/{key}/withdraw/", {"reason": "报错了数"})
    assert told(people, target)["pace"] == "unknown"


def test_places_with_the_same_target_are_ranked_with_the_caveat_of_their_denominators(people: Cast) -> None:
    rate = {"what": "规范管理率", "unit": "%", "value": "75"}
    targets = [set_target(people, **rate, place=place) for place in (CLOUD_TOWN, RIVER_TOWN)]
    for place, value, denominator in ((CLOUD_TOWN, "70", "云岭在管患者"), (RIVER_TOWN, "80", "柳河在管患者")):
        enter(people, value, 9, place, what="规范管理率", unit="%", figure_kind="ratio", denominator_words=denominator)
    stand = told(people, targets[0])
    assert [(r["rank"], r["place"]) for r in stand["ranking"]] == [(1, "柳河镇"), (2, "云岭乡")]
    assert (stand["caveat"], stand["pace"]) == ("other_denominators", "open")
    assert "各数的分母不同，排名只供参考。" in people.chief_chen.browser().get(f"{LIST}{targets[0].pk}/").content.decode()


def test_a_county_is_not_ranked_among_its_townships(people: Cast) -> None:
    rate = {"what": "规范管理率", "unit": "%", "value": "75"}
    targets = {place: set_target(people, **rate, place=place) for place in (COUNTY, CLOUD_TOWN, RIVER_TOWN)}
    for place, value in ((COUNTY, "75"), (CLOUD_TOWN, "70"), (RIVER_TOWN, "70")):
        enter(people, value, 9, place, what="规范管理率", unit="%", figure_kind="ratio", denominator_words="在管患者")
    assert [(r["rank"], r["place"]) for r in told(people, targets[CLOUD_TOWN])["ranking"]] == [(1, "云岭乡"), (1, "柳河镇")]  # equals by name
    assert [r["place"] for r in told(people, targets[COUNTY])["ranking"]] == ["青禾县"]


def test_figures_and_targets_of_one_indicator_find_each_other_by_its_code(people: Cast) -> None:
    """A report says 高血压患者规范管理率, the target says 高血压规范管理率: one indicator."""
    target = set_target(people, what="高血压规范管理率", unit="%", value="75")
    assert target.indicator_code == "reported.hypertension_managed"
    enter(people, "71.36", 6, what="高血压患者规范管理率", unit="%", figure_kind="ratio")
    assert told(people, target)["reached"] == "71.36"


def test_a_target_and_its_figures_lead_to_what_is_computed_of_the_same(people: Cast) -> None:
    target = set_target(people, what="每万人口全科医生数", unit="人/万人", value="4")
    enter(people, "3.1", 6, what="每万人口全科医生", unit="人/万人", figure_kind="ratio")
    browser = people.chief_chen.browser()
    assert f"/governance/indicators/workforce.gp_rate/?place={COUNTY}" in browser.get(f"{LIST}{target.pk}/").content.decode()
    page = browser.get(f"/governance/figures/{told(people, target)['figure']}/").content.decode()
    assert f"/governance/indicators/workforce.gp_rate/?place={COUNTY}&amp;from_on={YEAR}-01-01&amp;until_on={YEAR}-06-30" in page


def test_a_code_that_no_indicator_bears_is_refused(people: Cast) -> None:
    answer = people.chief_chen.program().post(f"{LIST}new/", {**AIM, "indicator_code": "no.such"})
    assert (answer.status_code, answer.json()["code"]) == (422, "GOV-80")


def test_targets_are_listed_with_where_each_stands_and_those_past_on_demand(people: Cast) -> None:
    now = set_target(people)
    past = set_target(people, from_on="2024-01-01", until_on="2024-12-31")
    enter(people, "9870", 9)
    page = people.chief_chen.browser().get(LIST).content.decode()
    assert "9,870人" in page
    keys = [t["id"] for t in people.chief_chen.program().get(f"{LIST}?over=on").json()["targets"]]
    assert keys == [past.pk, now.pk]
    assert [t["id"] for t in people.chief_chen.program().get(LIST).json()["targets"]] == [now.pk]


def test_a_township_sees_the_targets_of_its_county_and_sets_none(people: Cast) -> None:
    target = set_target(people)
    assert people.nurse_zhang.browser().get(f"{LIST}{target.pk}/").status_code == 200
    assert people.foreigner.browser().get(f"{LIST}{target.pk}/").status_code == 404
    assert people.nurse_zhang.browser().get(f"{LIST}new/").status_code == 403
    township = person("tong", "童统计", "statistician", place_code=CLOUD_TOWN)
    assert township.browser().post(f"{LIST}new/", AIM).status_code == 422
    assert township.browser().post(f"{LIST}{target.pk}/withdraw/", {"reason": "任务数调整"}).status_code == 404


def test_home_shows_her_figures_against_their_targets(people: Cast) -> None:
    set_target(people)
    enter(people, "9870", 9)
    figure = next(f for f in people.chief_chen.program().get("/").json()["figures"] if f["label"] == "老年人体检人数")
    assert (figure["value"], figure["target"], figure["tier_word"]) == ("9,870", "≥ 14,500人", "慢于时间进度")
    assert figure["change"] == "完成 68.07%，时间过去 74.79%。"
