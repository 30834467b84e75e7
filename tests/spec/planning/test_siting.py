"""问“下一处设在哪里”，留存成方案。"""

from datetime import date

import pytest

from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.planning.rules.siting import (
    Keeping,
    Placing,
    SitingConditions,
    SitingQuestion,
    Spacing,
    refusal_to_keep_apart,
    refusal_to_keep_plan,
    refusal_to_place,
    refusal_to_site,
)

MAP = MapQuestion("car", 15, date(2026, 11, 29))
ASKED = [
    ("覆盖人口最多，一处：可以", SitingQuestion(MAP, "mclp", 1), None),
    ("总出行最少，五十处：可以", SitingQuestion(MAP, "pmedian", 50), None),
    ("没有这个模型：不可以", SitingQuestion(MAP, "best", 1), "PLA-70"),
    ("零处：不可以", SitingQuestion(MAP, "pcenter", 0), "PLA-71"),
    ("五十一处：不可以", SitingQuestion(MAP, "pcenter", 51), "PLA-71"),
    ("全部覆盖，不说几处：可以", SitingQuestion(MAP, "lscp", None), None),
    ("计入繁忙，两处：可以", SitingQuestion(MAP, "mexclp", 2), None),
    ("不说几处也没有预算：不可以", SitingQuestion(MAP, "mclp", None), "PLA-71"),
    ("不说几处，预算够两处：可以", SitingQuestion(MAP, "mclp", None, SitingConditions(budget_wan=100, cost_wan=40)), None),
    ("预算不够一处：不可以", SitingQuestion(MAP, "mclp", 1, SitingConditions(budget_wan=39.9, cost_wan=40)), "PLA-85"),
    ("预算够五十一处而不说几处：不可以", SitingQuestion(MAP, "mclp", None, SitingConditions(budget_wan=51, cost_wan=1)), "PLA-71"),
    ("有预算没有每处费用：不可以", SitingQuestion(MAP, "mclp", 1, SitingConditions(budget_wan=100)), "PLA-86"),
    ("有每处费用没有预算：可以", SitingQuestion(MAP, "mclp", 1, SitingConditions(cost_wan=40)), None),
    ("全部覆盖而有预算：不可以", SitingQuestion(MAP, "lscp", None, SitingConditions(budget_wan=100, cost_wan=40)), "PLA-84"),
    ("兼顾最远人群，总出行最少：可以", SitingQuestion(MAP, "pmedian", 1, SitingConditions(equity_percent=50)), None),
    ("兼顾最远人群，最远者最近：不可以", SitingQuestion(MAP, "pcenter", 1, SitingConditions(equity_percent=50)), "PLA-84"),
    ("计入繁忙而可搬迁：不可以", SitingQuestion(MAP, "mexclp", 1, SitingConditions(move=1)), "PLA-84"),
]
AFFORDED = [(100, 40, 2), (80, 40, 2), (0.3, 0.1, 3), (39.9, 40, 0), (None, 40, None), (100, None, None)]
PLACED = [
    ("容得下：可以", Placing(1050, 2, 600, True), None),
    ("正好：可以", Placing(1000, 2, 500, True), None), ("差一人：不可以", Placing(1001, 2, 500, True), "PLA-87"),
    ("容不下，但可以有人不在时限内：可以", Placing(1050, 2, 500, False), None),
]
SPACED = [("够：可以", Spacing(2, 2, 5), None), ("差一个：不可以", Spacing(1, 2, 5), "PLA-88")]
KEPT = [
    ("名称没有用过，在管辖之内：可以", Keeping("一号方案", False, "429921", frozenset({"429921"})), None),
    ("管辖全区域：可以", Keeping("一号方案", False, "429921", frozenset({""})), None),
    ("没有名称：不可以", Keeping("", False, "429921", frozenset({"429921"})), "PLA-72"),
    ("名称用过：不可以", Keeping("一号方案", True, "429921", frozenset({"429921"})), "PLA-73"),
    ("没有新设任何一处：不可以", Keeping("空的", False, "429921", frozenset({"429921"}), 0), "PLA-89"),
    ("只管一个乡镇，不能留存全县的：不可以", Keeping("一号方案", False, "429921", frozenset({"429921202"})), "PLA-74"),
]


@pytest.mark.parametrize(("asked", "code"), [c[1:] for c in ASKED], ids=[c[0] for c in ASKED])
def test_what_may_be_asked(asked: SitingQuestion, code: str | None) -> None:
    refusal = refusal_to_site(asked)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in KEPT], ids=[c[0] for c in KEPT])
def test_what_may_be_kept(facts: Keeping, code: str | None) -> None:
    refusal = refusal_to_keep_plan(facts)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(("budget", "cost", "sites"), AFFORDED)
def test_how_many_sites_a_budget_buys(budget: float | None, cost: float | None, sites: int | None) -> None:
    assert SitingQuestion(MAP, "mclp", None, SitingConditions(budget_wan=budget, cost_wan=cost)).affordable == sites


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in PLACED], ids=[c[0] for c in PLACED])
def test_whether_everybody_has_somewhere_to_go(facts: Placing, code: str | None) -> None:
    refusal = refusal_to_place(facts)
    assert (refusal and refusal.code) == code


def test_how_many_have_nowhere_to_go_is_said() -> None:
    refusal = refusal_to_place(Placing(1050, 2, 500, True))
    assert refusal is not None
    assert refusal.sentence == "2处、每处500人，共可服务1,000人，还有50人无处可去。"


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in SPACED], ids=[c[0] for c in SPACED])
def test_whether_places_are_far_enough(facts: Spacing, code: str | None) -> None:
    refusal = refusal_to_keep_apart(facts)
    assert (refusal and refusal.code) == code
