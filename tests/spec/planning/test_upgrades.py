"""创建提升：阶段依次进行，何时能达到要求，谁落后；就医环境改造前后；急救层级的能力。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from weijian.domains.planning.rules.standards import (
    Ability,
    Binding,
    Proving,
    Rescoring,
    Works,
    ability_of,
    refusal_to_bind,
    rescoring_of,
)
from weijian.domains.planning.rules.upgrades import (
    Forecasting,
    GivingUp,
    Measuring,
    Outlook,
    PlanningStep,
    Reaching,
    Sounding,
    Standing,
    Undertaking,
    UndoingStep,
    Visiting,
    forecast_of,
    refusal_to_give_up,
    refusal_to_plan_step,
    refusal_to_reach,
    refusal_to_undertake,
    refusal_to_undo,
    refusal_to_visit,
    standing_of,
)
from weijian.domains.planning.states import BID, MENDING, UpgradeKind, UpgradeState, UpgradeStep, steps_of

ON = date(2026, 11, 2)
GRADE, PROVINCIAL = UpgradeKind.GRADE, UpgradeKind.PROVINCIAL
UNDER_WAY, ACHIEVED, GIVEN_UP = UpgradeState.UNDER_WAY, UpgradeState.ACHIEVED, UpgradeState.GIVEN_UP


def day(days: int) -> date:
    return ON + timedelta(days=days)


def code_of(refusal: object) -> str | None:
    return getattr(refusal, "code", None)


def test_the_steps_of_each_kind() -> None:
    """申报→协议→评审→批复→建设；立项→自评→整改→评审→通过。"""
    assert [steps_of(kind) for kind in (UpgradeKind.NATIONAL, PROVINCIAL)] == [BID, BID]
    assert {steps_of(kind) for kind in (GRADE, UpgradeKind.COMMUNITY, UpgradeKind.OTHER)} == {MENDING}
    assert [s.value for s in BID] == ["apply", "agree", "review", "approve", "build"]
    assert [s.value for s in MENDING] == ["start", "self", "mend", "review", "passed"]


UNDERTAKEN = [
    ("今天开始，一年后达到", Undertaking(ON, day(365), ON, 90), None), ("开始日期还没有到", Undertaking(day(1), day(365), ON, 90), "PLA-188"),
    ("目标就是开始当日", Undertaking(ON, ON, ON, 90), "PLA-188"), ("目标早于开始", Undertaking(ON, day(-1), ON, 90), "PLA-188"),
    ("目标在第21年", Undertaking(ON, date(2047, 1, 1), ON, 90), "PLA-188"), ("达标率0", Undertaking(ON, day(9), ON, 0), "PLA-192"),
    ("达标率100", Undertaking(ON, day(9), ON, 100), None), ("达标率101", Undertaking(ON, day(9), ON, 101), "PLA-192"),
    ("别家的协议", Undertaking(ON, day(9), ON, 90, True), "PLA-190"), ("别家的项目", Undertaking(ON, day(9), ON, 90, False, True), "PLA-190"),
    ("已经终止", Undertaking(ON, day(9), ON, 90, state=GIVEN_UP), "PLA-183"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in UNDERTAKEN], ids=[c[0] for c in UNDERTAKEN])
def test_what_may_be_undertaken(facts: Undertaking, code: str | None) -> None:
    assert code_of(refusal_to_undertake(facts)) == code


PLANNED = [
    ("首个阶段在开始当日", PlanningStep(UpgradeStep.START, ON, None, ON), None), ("早于开始", PlanningStep(UpgradeStep.START, day(-1), None, ON), "PLA-189"),
    ("与前一阶段同日", PlanningStep(UpgradeStep.SELF, day(9), day(9), ON), None),
    ("早于前一阶段", PlanningStep(UpgradeStep.SELF, day(8), day(9), ON), "PLA-189"),
    ("谁也等不到的一天", PlanningStep(UpgradeStep.SELF, date(9999, 12, 31), None, ON), "PLA-189"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in PLANNED], ids=[c[0] for c in PLANNED])
def test_when_a_step_may_be_planned(facts: PlanningStep, code: str | None) -> None:
    assert code_of(refusal_to_plan_step(facts)) == code


BIDDING = Reaching(PROVINCIAL, UNDER_WAY, UpgradeStep.AGREE, day(-10), ON, day(-100), None, UpgradeStep.APPLY, day(-50), True, True, True, True, "")
STEPS = [
    ("依次", BIDDING, None), ("首个阶段没有前一阶段", replace(BIDDING, step=UpgradeStep.APPLY, before=None, before_on=None), None),
    ("跳过前一阶段", replace(BIDDING, before_on=None), "PLA-184"), ("早于前一阶段", replace(BIDDING, before_on=day(-9)), "PLA-184"),
    ("与前一阶段同日", replace(BIDDING, before_on=day(-10)), None), ("还没有到的日期", replace(BIDDING, done_on=day(1)), "PLA-185"),
    ("早于创建开始", replace(BIDDING, before=None, done_on=day(-101)), "PLA-185"), ("已经完成", replace(BIDDING, reached_on=day(-20)), "PLA-187"),
    ("已经终止", replace(BIDDING, state=GIVEN_UP), "PLA-183"), ("协议没有签", replace(BIDDING, agreed=False), "PLA-186"),
    ("区域医疗中心评审，没有考察", replace(BIDDING, step=UpgradeStep.REVIEW, visited=False), "PLA-186"),
    ("等级评审不要考察记录", replace(BIDDING, kind=GRADE, step=UpgradeStep.REVIEW, visited=False), None),
    ("批复没有文号", replace(BIDDING, step=UpgradeStep.APPROVE, document=" "), "PLA-186"),
    ("批复有文号", replace(BIDDING, step=UpgradeStep.APPROVE, document="楚卫函〔2026〕8号"), None),
    ("建设，所依托的项目未投用", replace(BIDDING, step=UpgradeStep.BUILD, project_open=False), "PLA-186"),
    ("自评，没有定稿的评估", replace(BIDDING, kind=GRADE, step=UpgradeStep.SELF, assessed=False), "PLA-186"),
    ("通过没有文号", replace(BIDDING, kind=GRADE, step=UpgradeStep.PASSED), "PLA-186"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in STEPS], ids=[c[0] for c in STEPS])
def test_when_a_step_is_reached(facts: Reaching, code: str | None) -> None:
    assert code_of(refusal_to_reach(facts)) == code


UNDONE = [
    ("最后一个", UndoingStep(UNDER_WAY, UpgradeStep.SELF, True, "登记错了"), None),
    ("完成后也可撤销", UndoingStep(ACHIEVED, UpgradeStep.PASSED, True, "错"), None),
    ("其后已有完成的", UndoingStep(UNDER_WAY, UpgradeStep.SELF, False, "错"), "PLA-191"),
    ("没有原因", UndoingStep(UNDER_WAY, UpgradeStep.SELF, True, ""), "PLA-26"),
    ("已终止", UndoingStep(GIVEN_UP, UpgradeStep.SELF, True, "错"), "PLA-183"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in UNDONE], ids=[c[0] for c in UNDONE])
def test_which_step_may_be_taken_back(facts: UndoingStep, code: str | None) -> None:
    assert code_of(refusal_to_undo(facts)) == code


@pytest.mark.parametrize(("state", "why", "code"), [(UNDER_WAY, "政策调整", None), (UNDER_WAY, " ", "PLA-26"), (ACHIEVED, "x", "PLA-183")],
                         ids=["写了原因", "没有原因", "已经完成"])
def test_which_upgrade_may_be_given_up(state: UpgradeState, why: str, code: str | None) -> None:
    assert code_of(refusal_to_give_up(GivingUp(state, why))) == code


@pytest.mark.parametrize(("visited_on", "code"), [(ON, None), (day(-9), None), (day(1), "PLA-185"), (day(-10), "PLA-185")],
                         ids=["今天", "开始当日", "还没有到", "早于开始"])
def test_when_a_panel_came(visited_on: date, code: str | None) -> None:
    assert code_of(refusal_to_visit(Visiting(visited_on, ON, day(-9)))) == code


def soundings(*said: tuple[int, float]) -> tuple[Sounding, ...]:
    return tuple(Sounding(day(days), rate) for days, rate in said)


# soundings, target in days → outlook, reached in days, days late
FORECASTS = [
    ("没有评估", (), 100, (Outlook.TOO_FEW, None, None)), ("只有一次", ((-30, 0.5),), 100, (Outlook.TOO_FEW, None, None)),
    ("同一天两次只算一次", ((-30, 0.5), (-30, 0.6)), 100, (Outlook.TOO_FEW, None, None)),
    ("两次，每天升千分之一，早到", ((-110, 0.70), (-10, 0.80)), 100, (Outlook.IN_TIME, 90, -10)),
    ("正好目标当日", ((-110, 0.70), (-10, 0.80)), 90, (Outlook.IN_TIME, 90, 0)), ("晚一天", ((-110, 0.70), (-10, 0.80)), 89, (Outlook.LATE, 90, 1)),
    ("推到证据尽头为止", ((-110, 0.70), (-10, 0.80)), 1000, (Outlook.IN_TIME, 90, -910)),
    ("再往后没有依据", ((-110, 0.70), (-10, 0.79)), 1000, (Outlook.BEYOND, None, None)),
    ("应已达到，请复评", ((-300, 0.5), (-200, 0.7)), 100, (Outlook.PAST, -100, -200)),
    ("没有上升", ((-110, 0.7), (-10, 0.7)), 100, (Outlook.NOT_RISING, None, None)),
    ("下降", ((-110, 0.7), (-10, 0.6)), 100, (Outlook.NOT_RISING, None, None)), ("最近一次已达到", ((-10, 0.9),), 100, (Outlook.REACHED, -10, None)),
    ("曾经达到又退步", ((-110, 0.95), (-10, 0.8)), 100, (Outlook.NOT_RISING, None, None)),
    ("三次用最小二乘", ((-200, 0.5), (-100, 0.7), (0, 0.7)), 500, (Outlook.IN_TIME, 200, -300)),
]


@pytest.mark.parametrize(("said", "target", "wanted"), [c[1:] for c in FORECASTS], ids=[c[0] for c in FORECASTS])
def test_when_the_share_will_be_reached(
    said: tuple[tuple[int, float], ...], target: int, wanted: tuple[Outlook, int | None, int | None],
) -> None:
    found = forecast_of(Forecasting(soundings(*said), 0.9, day(target), ON))
    assert (found.outlook, found.reach_on, found.days_late) == (wanted[0], None if wanted[1] is None else day(wanted[1]), wanted[2])


def test_a_forecast_never_reaches_farther_ahead_than_the_assessments_reach_back() -> None:
    for rise in range(1, 40):
        found = forecast_of(Forecasting(soundings((-60, 0.4), (-10, 0.4 + rise / 100)), 0.9, day(3000), ON))
        assert found.until_on == day(40)
        assert found.reach_on is None or found.reach_on <= day(40)


STANDINGS = [
    ("过了目标日期", Measuring(UNDER_WAY, ON, day(-1), Outlook.IN_TIME, None, None), Standing.OVERDUE),
    ("目标就是今天", Measuring(UNDER_WAY, ON, ON, Outlook.IN_TIME, None, None), Standing.ON_COURSE),
    ("预计晚", Measuring(UNDER_WAY, ON, day(90), Outlook.LATE, None, day(-5)), Standing.LATE),
    ("没有上升", Measuring(UNDER_WAY, ON, day(90), Outlook.NOT_RISING, day(30), None), Standing.LATE),
    ("依据到了目标日仍达不到", Measuring(UNDER_WAY, ON, day(90), Outlook.BEYOND, day(90), None), Standing.LATE),
    ("依据不到目标日", Measuring(UNDER_WAY, ON, day(90), Outlook.BEYOND, day(89), None), Standing.UNSURE),
    ("下一阶段逾期", Measuring(UNDER_WAY, ON, day(90), Outlook.IN_TIME, None, day(-1)), Standing.STEP_LATE),
    ("下一阶段今天到期", Measuring(UNDER_WAY, ON, day(90), Outlook.IN_TIME, None, ON), Standing.ON_COURSE),
    ("评估不足", Measuring(UNDER_WAY, ON, day(90), Outlook.TOO_FEW, None, None), Standing.UNSURE),
    ("应已达到未复评", Measuring(UNDER_WAY, ON, day(90), Outlook.PAST, None, None), Standing.UNSURE),
    ("已完成，虽过了日期", Measuring(ACHIEVED, ON, day(-9), Outlook.TOO_FEW, None, None), Standing.ACHIEVED),
    ("已终止", Measuring(GIVEN_UP, ON, day(-9), Outlook.LATE, None, None), Standing.GIVEN_UP),
]


@pytest.mark.parametrize(("facts", "wanted"), [c[1:] for c in STANDINGS], ids=[c[0] for c in STANDINGS])
def test_who_is_behind(facts: Measuring, wanted: Standing) -> None:
    assert standing_of(facts) is wanted


WORKS = [
    ("完工后没有再评", Works(day(-90), day(-10), day(-100), None), Rescoring.NOT_RESCORED),
    ("完工后没有再评，也没有改造前的", Works(day(-90), day(-10), None, None), Rescoring.NOT_RESCORED),
    ("开工了，没有改造前的评分", Works(day(-90), None, None, None), Rescoring.NO_BEFORE),
    ("再评了，没有改造前的评分", Works(day(-90), day(-10), None, day(-5)), Rescoring.NO_BEFORE),
    ("改造中", Works(day(-90), None, day(-100), None), Rescoring.WAITING), ("已再评", Works(day(-90), day(-10), day(-100), day(-5)), Rescoring.RESCORED),
    ("未开工", Works(None, None, None, None), Rescoring.NOT_BEGUN),
]


@pytest.mark.parametrize(("facts", "wanted"), [c[1:] for c in WORKS], ids=[c[0] for c in WORKS])
def test_who_must_score_again_after_works(facts: Works, wanted: Rescoring) -> None:
    assert rescoring_of(facts) is wanted


PROVED = [
    ("核心条款全部达到", Proving(True, True, 0), Ability.ABLE), ("差一条核心条款", Proving(True, True, 1), Ability.SHORT),
    ("从未评估", Proving(True, False, 0), Ability.NEVER), ("这一层没有标准", Proving(False, False, 0), Ability.NO_STANDARD),
]


@pytest.mark.parametrize(("facts", "wanted"), [c[1:] for c in PROVED], ids=[c[0] for c in PROVED])
def test_whether_a_node_is_able(facts: Proving, wanted: Ability) -> None:
    assert ability_of(facts) is wanted


BOUND = [
    ("能力标准", Binding("急救站", "急救中心、急救站", "能力要求", "capability"), None),
    ("装备标准", Binding("急救站", "急救中心、急救站", "清单", "equipment"), None),
    ("未列入层级的站", Binding("", "急救中心", "清单", "equipment"), None), ("没有这一层", Binding("急救船", "急救中心", "清单", "equipment"), "PLA-65"),
    ("层级名只写了一半", Binding("急救", "急救中心", "清单", "equipment"), "PLA-65"),
    ("环境检查表不行", Binding("急救站", "急救站", "检查表", "environment"), "PLA-193"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in BOUND], ids=[c[0] for c in BOUND])
def test_which_standard_a_tier_may_be_held_to(facts: Binding, code: str | None) -> None:
    assert code_of(refusal_to_bind(facts)) == code
