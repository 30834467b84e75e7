"""问“下一处设在哪里”，留存成方案。"""

from datetime import date

import pytest

from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.planning.rules.siting import Keeping, SitingQuestion, refusal_to_keep_plan, refusal_to_site

MAP = MapQuestion("car", 15, date(2026, 11, 29))
ASKED = [
    ("覆盖人口最多，一处：可以", SitingQuestion(MAP, "mclp", 1), None),
    ("总出行最少，五十处：可以", SitingQuestion(MAP, "pmedian", 50), None),
    ("没有这个模型：不可以", SitingQuestion(MAP, "best", 1), "PLA-70"),
    ("零处：不可以", SitingQuestion(MAP, "pcenter", 0), "PLA-71"),
    ("五十一处：不可以", SitingQuestion(MAP, "pcenter", 51), "PLA-71"),
]
KEPT = [
    ("名称没有用过，在管辖之内：可以", Keeping("一号方案", False, "429921", frozenset({"429921"})), None),
    ("管辖全区域：可以", Keeping("一号方案", False, "429921", frozenset({""})), None),
    ("没有名称：不可以", Keeping("", False, "429921", frozenset({"429921"})), "PLA-72"),
    ("名称用过：不可以", Keeping("一号方案", True, "429921", frozenset({"429921"})), "PLA-73"),
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
