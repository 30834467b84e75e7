"""巡诊：安排、开诊、取消；没有卫生机构的村是否按间隔巡诊。"""

from datetime import date, timedelta

import pytest

from weijian.domains.planning.rules.roving import (
    MOST_AT_ONCE,
    Cancelling,
    Holding,
    Planning,
    Repeating,
    Visiting,
    Visits,
    days_of,
    refusal_to_cancel,
    refusal_to_hold,
    refusal_to_plan_sessions,
    visits_of,
)
from weijian.domains.planning.states import SessionState

TODAY, PLANNED, HELD, CANCELLED = date(2026, 11, 2), SessionState.PLANNED, SessionState.HELD, SessionState.CANCELLED
PLANS = [
    ("一场，队有空", Planning(480, 720, 1, None, True), None),
    ("结束等于开始", Planning(480, 480, 1, None, True), "PLA-170"),
    ("跨午夜", Planning(1200, 360, 1, None, True), "PLA-170"),
    ("重复不出一场", Planning(480, 720, 0, None, True), "PLA-171"),
    ("正好上限", Planning(480, 720, MOST_AT_ONCE, None, True), None),
    ("多一场", Planning(480, 720, MOST_AT_ONCE + 1, None, True), "PLA-171"),
    ("村没有坐标", Planning(480, 720, 1, None, False), "PLA-172"),
    ("队已有安排", Planning(480, 720, 1, TODAY, True), "PLA-173"),
]
HOLDS = [
    ("当日开诊", Holding(PLANNED, TODAY, TODAY, 12), None),
    ("无人来也是开诊", Holding(PLANNED, TODAY, TODAY, 0), None),
    ("更正人次", Holding(HELD, TODAY - timedelta(days=3), TODAY, 13), None),
    ("没有人次", Holding(PLANNED, TODAY, TODAY, None), "PLA-175"),
    ("日期未到", Holding(PLANNED, TODAY + timedelta(days=1), TODAY, 12), "PLA-174"),
    ("已取消", Holding(CANCELLED, TODAY, TODAY, 12), "PLA-79"),
]
CANCELS = [
    ("有公告", Cancelling(PLANNED, "大雪封路，改11月9日"), None), ("没有公告", Cancelling(PLANNED, "  "), "PLA-176"),
    ("公告正好二百字", Cancelling(PLANNED, "雪" * 200), None), ("公告太长", Cancelling(PLANNED, "雪" * 201), "PLA-179"),
    ("已开诊", Cancelling(HELD, "x"), "PLA-79"), ("已取消", Cancelling(CANCELLED, "x"), "PLA-79"),
]


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


VISITS = [
    ("从未巡诊，虽已安排", Visiting(None, on(1), TODAY, 14), Visits.NEVER),
    ("第14天还不算超过", Visiting(on(-14), on(0), TODAY, 14), Visits.IN_TIME),
    ("第15天超过", Visiting(on(-15), on(1), TODAY, 14), Visits.OVERDUE),
    ("下次正好第14天", Visiting(on(-4), on(10), TODAY, 14), Visits.IN_TIME),
    ("下次第15天", Visiting(on(-4), on(11), TODAY, 14), Visits.GAP),
    ("没有下次", Visiting(on(-4), None, TODAY, 14), Visits.GAP),
]
REPEATS = [
    ("只一次", Repeating(TODAY, 0, on(90)), [0]), ("每周，末日在内", Repeating(TODAY, 1, on(14)), [0, 7, 14]),
    ("每两周，末日之前", Repeating(TODAY, 2, on(27)), [0, 14]), ("截止早于首次", Repeating(TODAY, 1, on(-1)), []),
    ("没有截止", Repeating(TODAY, 1, None), [0]),
]


def code_of(refusal: object) -> str | None:
    return getattr(refusal, "code", None)


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in PLANS], ids=[c[0] for c in PLANS])
def test_which_sessions_may_be_planned(facts: Planning, code: str | None) -> None:
    assert code_of(refusal_to_plan_sessions(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in HOLDS], ids=[c[0] for c in HOLDS])
def test_which_sessions_were_held(facts: Holding, code: str | None) -> None:
    assert code_of(refusal_to_hold(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in CANCELS], ids=[c[0] for c in CANCELS])
def test_which_sessions_may_be_cancelled(facts: Cancelling, code: str | None) -> None:
    assert code_of(refusal_to_cancel(facts)) == code


@pytest.mark.parametrize(("facts", "stands"), [c[1:] for c in VISITS], ids=[c[0] for c in VISITS])
def test_whether_a_village_is_visited_in_time(facts: Visiting, stands: Visits) -> None:
    assert visits_of(facts) is stands


@pytest.mark.parametrize(("facts", "days"), [c[1:] for c in REPEATS], ids=[c[0] for c in REPEATS])
def test_which_days_a_weekly_arrangement_has(facts: Repeating, days: list[int]) -> None:
    assert days_of(facts) == tuple(on(day) for day in days)


def test_a_repetition_for_ever_stops_one_over_the_most() -> None:
    assert len(days_of(Repeating(TODAY, 1, date(2099, 1, 1)))) == MOST_AT_ONCE + 1
