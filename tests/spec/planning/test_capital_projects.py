"""建设项目：什么时候可以批复、开工、完成节点、投用，与计划差多少。"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from weijian.domains.planning.permissions import OnProject, refusal_to_act_on
from weijian.domains.planning.rules import parts
from weijian.domains.planning.rules.projects import (
    AddingBeds,
    Approving,
    Arriving,
    Expecting,
    FailedTest,
    Meeting,
    PlanningProject,
    Reopening,
    SettingMilestone,
    Stage,
    Stopping,
    refusal_to_add_beds,
    refusal_to_approve,
    refusal_to_count_site,
    refusal_to_expect,
    refusal_to_meet,
    refusal_to_plan,
    refusal_to_reopen,
    refusal_to_set_milestone,
    refusal_to_stop,
    variance_of,
)
from weijian.domains.planning.states import NEXT, ProjectState, StageKind, Timing, state_after

TODAY = date(2026, 11, 2)
S, K = ProjectState, StageKind


def code(refusal: Any) -> str | None:
    return refusal.code if refusal else None


@pytest.mark.parametrize(("case", "facts", "says"), [
    ("不新增服务点", PlanningProject("", ""), None),
    ("新增服务点写全了", PlanningProject("C220", "东区分院"), None),
    ("只写了类别", PlanningProject("C220", ""), "PLA-27"),
    ("只写了名称", PlanningProject("", "东区分院"), "PLA-27"),
    ("已投用的不再改", PlanningProject("", "", S.COMMISSIONED), "PLA-29"),
])
def test_a_project_as_typed(case: str, facts: PlanningProject, says: str | None) -> None:
    assert code(refusal_to_plan(facts)) == says


ALL = frozenset({K.START, K.ACCEPTANCE, K.COMMISSIONING})
APPROVING = Approving(S.PLANNED, "青发改〔2026〕8号", TODAY, TODAY, ALL)


@pytest.mark.parametrize(("case", "facts", "says"), [
    ("有文号，计划齐备", APPROVING, None),
    ("没有文号", replace(APPROVING, approval=" "), "PLA-24"),
    ("日期在将来", replace(APPROVING, approved_on=date(2026, 11, 3)), "PLA-24"),
    ("没有投用的计划日期", replace(APPROVING, stages=frozenset({K.START, K.ACCEPTANCE})), "PLA-25"),
    ("已经批复过", replace(APPROVING, state=S.APPROVED), "PLA-20"),
])
def test_when_a_project_is_approved(case: str, facts: Approving, says: str | None) -> None:
    assert code(refusal_to_approve(facts)) == says


MEETING = Meeting("主体封顶", K.TOP_OUT, S.BUILDING, TODAY, TODAY, None, "开工", date(2026, 1, 5), date(2026, 1, 2), 10**9, 30_000_000, ())
START = replace(MEETING, name="开工", kind=K.START, state=S.APPROVED, before="", before_met_on=None)


@pytest.mark.parametrize(("case", "facts", "says"), [
    ("按次序", MEETING, None),
    ("已经完成过", replace(MEETING, already_on=date(2026, 10, 1)), "PLA-30"),
    ("前一节点没有完成", replace(MEETING, before_met_on=None), "PLA-31"),
    ("早于前一节点", replace(MEETING, met_on=date(2026, 1, 4)), "PLA-31"),
    ("与前一节点同一天", replace(MEETING, met_on=date(2026, 1, 5)), None),
    ("将来的日期", replace(MEETING, met_on=date(2026, 11, 3)), "PLA-32"),
    ("检测不合格", replace(MEETING, failed=(FailedTest("桩基施工", "挤密系数", 2),)), "PLA-34"),
    ("拿证当天开工", replace(START, met_on=date(2026, 1, 2)), None),
    ("无证开工", replace(START, permit_on=None), "PLA-33"),
    ("开工早于发证", replace(START, met_on=date(2026, 1, 1)), "PLA-33"),
    ("限额以下不需要许可", replace(START, permit_on=None, invested_fen=29_999_999), None),
    ("正好30万元需要许可", replace(START, permit_on=None, invested_fen=30_000_000), "PLA-33"),
    ("投资额不明，需要许可", replace(START, permit_on=None, invested_fen=None), "PLA-33"),
    ("未批复不能开工", replace(START, state=S.PLANNED), "PLA-20"),
    ("未验收不能投用", replace(MEETING, kind=K.COMMISSIONING, state=S.TOPPED_OUT), "PLA-35"),
    ("验收后投用", replace(MEETING, kind=K.COMMISSIONING, state=S.ACCEPTED), None),
    ("改建项目不经封顶可以验收", replace(MEETING, kind=K.ACCEPTANCE, state=S.BUILDING), None),
    ("暂停中不登记节点", replace(MEETING, kind=K.OTHER, state=S.PAUSED), "PLA-20"),
])
def test_when_a_milestone_is_met(case: str, facts: Meeting, says: str | None) -> None:
    assert code(refusal_to_meet(facts)) == says


SETTING = SettingMilestone("封顶", S.PLANNED, None, date(2026, 6, 1), "开工", date(2026, 1, 1), False, False, False)


@pytest.mark.parametrize(("case", "facts", "says"), [
    ("在前一节点之后", SETTING, None),
    ("早于前一节点的计划", replace(SETTING, planned_on=date(2025, 12, 31)), "PLA-41"),
    ("谋划中改计划日期", replace(SETTING, planned_changes=True), None),
    ("批复后改计划日期", replace(SETTING, planned_changes=True, state=S.APPROVED), "PLA-36"),
    ("批复后添加节点", replace(SETTING, state=S.BUILDING), None),
    ("已完成的不改", replace(SETTING, met_on=date(2026, 5, 1)), "PLA-30"),
    ("排在自己的后续之后", replace(SETTING, looped=True), "PLA-37"),
    ("别的项目的节点", replace(SETTING, foreign=True), "PLA-40"),
    ("已终止", replace(SETTING, state=S.CANCELLED), "PLA-29"),
])
def test_when_a_milestone_is_set(case: str, facts: SettingMilestone, says: str | None) -> None:
    assert code(refusal_to_set_milestone(facts)) == says


@pytest.mark.parametrize(("case", "due", "met", "timing", "days", "months"), [
    ("封顶提前3个月", date(2026, 10, 1), date(2026, 7, 1), Timing.EARLY, 92, 3),
    ("差一天满一个月", date(2026, 10, 1), date(2026, 9, 2), Timing.EARLY, 29, 0),
    ("按期", date(2026, 10, 1), date(2026, 10, 1), Timing.ON_TIME, 0, 0),
    ("推迟两个月", date(2026, 8, 1), date(2026, 10, 1), Timing.LATE, -61, -2),
    ("逾期33天", date(2026, 9, 30), None, Timing.OVERDUE, -33, -1),
    ("今天到期", TODAY, None, Timing.DUE, 0, 0),
    ("还有30天", date(2026, 12, 2), None, Timing.DUE, 30, 1),
    ("还早", date(2027, 2, 2), None, Timing.AHEAD, 92, 3),
])
def test_how_far_from_the_plan(case: str, due: date, met: date | None, timing: Timing, days: int, months: int) -> None:
    found = variance_of(Stage(due, met, TODAY))
    assert (found.timing, found.days, found.months) == (timing, days, months)


@pytest.mark.parametrize(("case", "facts", "says"), [
    ("在建，到时已投用", Arriving("分院", S.BUILDING, date(2027, 5, 1), date(2027, 6, 1), TODAY), None),
    ("投用当天", Arriving("分院", S.BUILDING, date(2027, 6, 1), date(2027, 6, 1), TODAY), None),
    ("到时还没投用", Arriving("分院", S.BUILDING, date(2027, 7, 1), date(2027, 6, 1), TODAY), "PLA-62"),
    ("逾期未投用", Arriving("分院", S.ACCEPTED, date(2026, 10, 1), date(2027, 6, 1), TODAY), "PLA-61"),
    ("没有批复", Arriving("分院", S.PLANNED, date(2027, 5, 1), date(2027, 6, 1), TODAY), "PLA-60"),
    ("建设单位没有医师", Arriving("分院", S.BUILDING, date(2027, 5, 1), date(2027, 6, 1), TODAY, False), "PLA-63"),
    ("暂停", Arriving("分院", S.PAUSED, date(2027, 5, 1), date(2027, 6, 1), TODAY), "PLA-60"),
])
def test_which_sites_will_be_there(case: str, facts: Arriving, says: str | None) -> None:
    assert code(refusal_to_count_site(facts)) == says


@pytest.mark.parametrize(("case", "refusal", "says"), [
    ("暂停写明原因", refusal_to_stop(Stopping(S.BUILDING, S.PAUSED, "暂停", "换施工单位")), None),
    ("暂停没有原因", refusal_to_stop(Stopping(S.BUILDING, S.PAUSED, "暂停", " ")), "PLA-26"),
    ("没有暂停的不能恢复", refusal_to_stop(Stopping(S.BUILDING, S.BUILDING, "恢复", "开工")), "PLA-20"),
    ("已投用的不能终止", refusal_to_stop(Stopping(S.COMMISSIONED, S.CANCELLED, "终止", "不要了")), "PLA-20"),
    ("预计要写原因", refusal_to_expect(Expecting("封顶", S.BUILDING, None, "")), "PLA-26"),
    ("已完成的不再预计", refusal_to_expect(Expecting("封顶", S.BUILDING, TODAY, "雨季")), "PLA-30"),
    ("撤销最后一个节点", refusal_to_reopen(Reopening("封顶", TODAY, 0, S.TOPPED_OUT, "填错")), None),
    ("后续已完成，不能撤销", refusal_to_reopen(Reopening("开工", TODAY, 1, S.TOPPED_OUT, "填错")), "PLA-38"),
    ("暂停中不撤销", refusal_to_reopen(Reopening("开工", TODAY, 0, S.PAUSED, "填错")), "PLA-20"),
    ("此后另有床位登记", refusal_to_add_beds(AddingBeds("内科", TODAY)), "PLA-50"),
    ("此后没有床位登记", refusal_to_add_beds(AddingBeds("内科", None)), None),
    ("到位多于计划", parts.refusal_to_fund(parts.Funding(100, 101)), "PLA-49"),
    ("到位等于计划", parts.refusal_to_fund(parts.Funding(100, 100)), None),
    ("证件日期在将来", parts.refusal_to_permit(parts.Permitting(date(2026, 11, 3), None, TODAY, False, None)), "PLA-45"),
    ("补登的施工许可晚于开工", parts.refusal_to_permit(parts.Permitting(TODAY, None, TODAY, True, date(2026, 10, 1))), "PLA-46"),
    ("前一期没完，本期不能开工", parts.refusal_to_phase(parts.Phasing(TODAY, None, True, None, TODAY)), "PLA-42"),
    ("没有声明前一期，可以开工", parts.refusal_to_phase(parts.Phasing(TODAY, None, False, None, TODAY)), None),
    ("没开工就完成", parts.refusal_to_phase(parts.Phasing(None, TODAY, False, None, TODAY)), "PLA-43"),
    ("检测在将来", parts.refusal_to_test(parts.Testing(date(2027, 1, 1), TODAY)), "PLA-44"),
    ("演练在将来", parts.refusal_to_drill(parts.Drilling(date(2027, 1, 1), TODAY)), "PLA-48"),
    ("协议写着别家的项目", parts.refusal_to_agree(parts.Agreeing(TODAY, TODAY, True)), "PLA-52"),
])
def test_smaller_rules(case: str, refusal: Any, says: str | None) -> None:
    assert code(refusal) == says


@pytest.mark.parametrize(("met", "state"), [
    (set(), S.APPROVED), ({K.START}, S.BUILDING), ({K.START, K.TOP_OUT}, S.TOPPED_OUT), ({K.START, K.ACCEPTANCE, K.OTHER}, S.ACCEPTED),
])
def test_the_state_follows_the_milestones(met: set[StageKind], state: ProjectState) -> None:
    assert state_after(met) is state


def test_nothing_follows_what_is_over_and_every_state_can_be_reached() -> None:
    assert not NEXT[S.COMMISSIONED]
    assert not NEXT[S.CANCELLED]
    assert {s for after in NEXT.values() for s in after} == set(S) - {S.PLANNED}


@pytest.mark.parametrize(("case", "reached", "served", "may"), [
    ("本地的", {"429921"}, set(), True), ("本单位的", set(), {"H0001"}, True), ("外县外单位的", {"429922"}, {"H0009"}, False),
])
def test_whose_projects_are_kept(case: str, reached: set[str], served: set[str], may: bool) -> None:
    facts = OnProject("二期", "429921101", "H0001", frozenset(reached), frozenset(served))
    assert (refusal_to_act_on(facts) is None) is may
