"""周调度：何时到期，前后是否一致，哪些数可以相加。"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from weijian.domains.governance.rules.contradictions import Line, Registered, Week, contradictions, unexplained
from weijian.domains.governance.rules.dispatch import (
    Accepting,
    Filing,
    Keeping,
    Punctual,
    Returning,
    Writing,
    due_of_week,
    punctuality,
    refusal_to_accept,
    refusal_to_file,
    refusal_to_return,
    refusal_to_write_sheet,
)
from weijian.domains.governance.rules.rolling_up import Reported, Rolling, WhyNot, rolled_up
from weijian.domains.governance.states import SheetState
from weijian.kernel.dates import CHINA
from weijian.kernel.deadlines import ChineseWorkdays

WEEK = date(2026, 11, 16)
DUE = datetime(2026, 11, 20, 17, tzinfo=CHINA)
D = Decimal


@pytest.mark.parametrize(("case", "week", "due"), [
    ("平常周五下午五点", date(2026, 11, 16), datetime(2026, 11, 20, 17, tzinfo=CHINA)),
    ("国庆周五放假，顺延到节后第一个工作日", date(2026, 9, 28), datetime(2026, 10, 8, 17, tzinfo=CHINA)),
])
def test_when_a_week_is_due(case: str, week: date, due: datetime) -> None:
    assert due_of_week(week, 5, 17, ChineseWorkdays()) == due


@pytest.mark.parametrize(("case", "filed", "at", "state", "late"), [
    ("按时报的", DUE - timedelta(hours=1), DUE + timedelta(days=3), Punctual.ON_TIME, 0),
    ("正好到点报的", DUE, DUE, Punctual.ON_TIME, 0),
    ("迟了两小时", DUE + timedelta(hours=2), DUE + timedelta(days=3), Punctual.FILED_LATE, 120),
    ("没报，过了一天", None, DUE + timedelta(days=1), Punctual.OVERDUE, 1440),
    ("没报，还有一天", None, DUE - timedelta(days=1), Punctual.DUE, 0),
    ("没报，还有四天", None, DUE - timedelta(days=4), Punctual.AHEAD, 0),
])
def test_who_is_late_and_by_how_long(case: str, filed: datetime | None, at: datetime, state: Punctual, late: int) -> None:
    kept = punctuality(Keeping(DUE, filed, at))
    assert (kept.state, kept.late_minutes) == (state, late)


LAST = (Line("家庭医生签约", D(4000), "人", True), Line("门诊", D(900), "人次"), Line("老年人体检率", D("51.2"), "%", True))


def codes(week: Week) -> list[str]:
    return [one.says.code for one in contradictions(week)]


@pytest.mark.parametrize(("case", "line", "code"), [
    ("累计数多了，不奇怪", Line("家庭医生签约", D(4100), "人", True), []),
    ("累计数少了", Line("家庭医生签约", D(3990), "人", True), ["GOV-40"]),
    ("累计数没变", Line("家庭医生签约", D(4000), "人", True), []),
    ("累计数多了一倍半", Line("家庭医生签约", D(10000), "人", True), ["GOV-41"]),
    ("正好多一半，不用说明", Line("家庭医生签约", D(6000), "人", True), []),
    ("人变成了人次", Line("家庭医生签约", D(4100), "人次", True), ["GOV-43"]),
    ("换了个说法", Line("家庭医生签约服务", D(4100), "人", True), ["GOV-44"]),
    ("前面加了累计二字，是同一个数", Line("累计家庭医生签约", D(3990), "人", True), ["GOV-40"]),
    ("从没报过的新数", Line("献血", D(12), "人"), ["GOV-46"]),
])
def test_a_figure_against_last_week(case: str, line: Line, code: list[str]) -> None:
    assert codes(Week((line,), last=LAST[:1])) == code


def test_a_weekly_figure_may_fall_and_is_not_taken_for_the_one_so_far() -> None:
    week = Week((Line("门诊", D(700), "人次"), Line("门诊", D(30_000), "人次", True)), last=(LAST[1], Line("门诊", D(29_000), "人次", True)))
    assert codes(week) == []


def test_what_came_to_nothing_last_week_may_come_to_anything_this_week() -> None:
    assert codes(Week((Line("门诊", D(700), "人次"),), last=(Line("门诊", D(0), "人次"),))) == []


@pytest.mark.parametrize(("case", "registered", "expected"), [
    ("一致", Registered("家庭医生签约", D(4100), "人", cumulative=True), []),
    ("登记的是4120到百位，四舍五入之内", Registered("家庭医生签约", D(4120), "人", D(100), cumulative=True), []),
    ("不一致", Registered("家庭医生签约", D(4305), "人", cumulative=True), ["GOV-45"]),
    ("单位不同的不比", Registered("家庭医生签约", D(4305), "户", cumulative=True), []),
    ("别的事不比", Registered("免费婚检", D(4305), "人", cumulative=True), []),
    ("本周的不与累计的比", Registered("家庭医生签约", D(12), "人"), []),
    ("登记的是一个区间", Registered("家庭医生签约", D(4000), "人", value_max=D(4200), cumulative=True), []),
])
def test_a_figure_against_the_register(case: str, registered: Registered, expected: list[str]) -> None:
    assert codes(Week((Line("家庭医生签约", D(4100), "人", True),), registered=(registered,))) == expected


@pytest.mark.parametrize(("case", "done", "missing"), [
    ("做了的写了", "1.云岭村老年人体检已完成120人。", ["家庭医生团队进村随访"]),
    ("两件都写了", "云岭村老年人体检完成；家庭医生团队已进村随访3个村", []),
    ("什么都没写", "", ["组织云岭村老年人体检", "家庭医生团队进村随访"]),
])
def test_what_was_planned_is_done_or_explained(case: str, done: str, missing: list[str]) -> None:
    week = Week((), done=done, last=(), last_planned="1.组织云岭村老年人体检\n2、家庭医生团队进村随访；\n\n")
    assert [str(one.says.facts["planned"]) for one in contradictions(week)] == missing


def test_what_is_explained_is_no_longer_open_and_an_empty_word_explains_nothing() -> None:
    found = contradictions(Week((Line("家庭医生签约", D(3990), "人", True),), last=LAST[:1]))
    assert unexplained(found, {found[0].key: "核减重复签约10人"}) == ()
    assert unexplained(found, {found[0].key: "  "}) == found


@pytest.mark.parametrize(("rule", "facts", "code"), [
    (refusal_to_write_sheet, Writing("卫生院", WEEK, WEEK, True), None),
    (refusal_to_write_sheet, Writing("卫生院", date(2026, 11, 17), WEEK, True), "GOV-37"),
    (refusal_to_write_sheet, Writing("卫生院", date(2026, 11, 23), WEEK, True), "GOV-37"),
    (refusal_to_write_sheet, Writing("卫生院", WEEK, WEEK, False), "GOV-36"),
    (refusal_to_write_sheet, Writing("卫生院", WEEK, WEEK, True, SheetState.FILED), "GOV-32"),
    (refusal_to_write_sheet, Writing("卫生院", WEEK, WEEK, True, SheetState.RETURNED), None),
    (refusal_to_file, Filing(SheetState.DRAFT, False, 0), None), (refusal_to_file, Filing(SheetState.DRAFT, True, 0), "GOV-30"),
    (refusal_to_file, Filing(SheetState.DRAFT, False, 2), "GOV-31"), (refusal_to_file, Filing(SheetState.ACCEPTED, False, 0), "GOV-32"),
    (refusal_to_return, Returning(SheetState.FILED, "数字有误"), None), (refusal_to_return, Returning(SheetState.FILED, " "), "GOV-34"),
    (refusal_to_return, Returning(SheetState.DRAFT, "数字有误"), "GOV-32"), (refusal_to_return, Returning(SheetState.ACCEPTED, "数字有误"), None),
    (refusal_to_accept, Accepting(SheetState.FILED, False), None), (refusal_to_accept, Accepting(SheetState.FILED, True), "GOV-35"),
    (refusal_to_accept, Accepting(SheetState.RETURNED, False), "GOV-32"),
])
def test_which_step_may_be_taken(rule: Any, facts: Any, code: str | None) -> None:
    refusal = rule(facts)
    assert (refusal.code if refusal else None) == code


def test_amounts_of_one_unit_are_added_up() -> None:
    row, = rolled_up(Rolling((Reported("甲", Line("门诊", D(10), "人次")), Reported("乙", Line("完成门诊", D(5), "人次")))))
    assert (row.value, row.why_not) == (D(15), None)


@pytest.mark.parametrize(("case", "lines", "why"), [
    ("人与人次", (Line("门诊", D(10), "人"), Line("门诊", D(5), "人次")), WhyNot.UNITS_DIFFER),
    ("没有分子分母的率", (Line("签约率", D(50), "%"), Line("签约率", D(60), "%")), WhyNot.PARTS_MISSING),
    ("一家有一家没有", (Line("签约率", D(50), "%", numerator=D(1), denominator=D(2)), Line("签约率", D(60), "%")), WhyNot.PARTS_MISSING),
    ("平均数", (Line("次均费用", D(50), "元"), Line("次均费用", D(60), "元")), WhyNot.NOT_AN_AMOUNT),
    ("得分", (Line("考核得分", D(50), "分"), Line("考核得分", D(60), "分")), WhyNot.NOT_AN_AMOUNT),
])
def test_what_may_not_be_added_up_says_why(case: str, lines: tuple[Line, ...], why: WhyNot) -> None:
    row, = rolled_up(Rolling(tuple(Reported(f"单位{i}", line) for i, line in enumerate(lines))))
    assert (row.value, row.why_not) == (None, why)
    assert why.label


def test_a_rate_is_that_of_all_people_not_the_mean_of_rates() -> None:
    small, large = Line("签约率", D(10), "%", numerator=D(1), denominator=D(10)), Line("签约率", D(90), "%", numerator=D(900), denominator=D(1000))
    row, = rolled_up(Rolling((Reported("甲", small), Reported("乙", large))))
    assert (row.value, row.numerator, row.denominator) == (D("89.21"), D(901), D(1010))
