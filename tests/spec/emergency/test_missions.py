"""出车任务：派车、各时间点、返回。"""

from datetime import UTC, datetime, timedelta

import pytest

from weijian.domains.emergency.rules.missions import (
    Sending,
    Stamping,
    StandingDown,
    refusal_to_send,
    refusal_to_stamp,
    refusal_to_stand_down,
)
from weijian.domains.emergency.states import ORDER, STAMP_WORDS, STOOD_DOWN_WORDS, CallState, MissionState, Stamp, StoodDown

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
WAITING, SERVED, UNSERVED, ASIDE = CallState.WAITING, CallState.SERVED, CallState.UNSERVED, CallState.SET_ASIDE
RUNNING, DELIVERED, DOWN = MissionState.RUNNING, MissionState.DELIVERED, MissionState.STOOD_DOWN


def minutes(n: float) -> datetime:
    return AT + timedelta(minutes=n)


SENDS = [
    ("待命的车", Sending(WAITING, "A", "2026-11-02", True, False, "", ""), None), ("再派一辆", Sending(SERVED, "A", "2026-11-02", True, False, "", ""), None),
    ("原先无车可派", Sending(UNSERVED, "A", "2026-11-02", True, False, "", ""), None),
    ("无效呼救", Sending(ASIDE, "A", "2026-11-02", True, False, "", ""), "EME-15"),
    ("没有车组", Sending(WAITING, "A", "2026-11-02", True, False, "没有车组值班", ""), "EME-20"),
    ("没有车组但有理由", Sending(WAITING, "A", "2026-11-02", True, False, "没有车组值班", "院长带队"), None),
    ("空白不是理由", Sending(WAITING, "A", "2026-11-02", True, False, "没有车组值班", "  "), "EME-20"),
    ("正在执行任务，有理由也不行", Sending(WAITING, "A", "2026-11-02", True, True, "正在执行任务", "急"), "EME-21"),
    ("不在册", Sending(WAITING, "A", "2026-11-02", False, False, "", "急"), "EME-29"),
]


def stamping(stamp: Stamp = Stamp.ARRIVED, moment: datetime = AT, state: MissionState = RUNNING, was: datetime | None = None, earlier: float = -9,
             later: float | None = None, where: bool = True, why: str = "") -> Stamping:
    return Stamping(stamp, moment, AT, state, was, minutes(earlier), "出车", None if later is None else minutes(later), "到达医院", where, why)


STAMPS = [
    ("现在到场", stamping(), None), ("一秒之后", stamping(moment=AT + timedelta(seconds=1)), "EME-22"),
    ("与前一点同时", stamping(moment=minutes(-9)), None), ("早于前一点", stamping(moment=minutes(-9.1)), "EME-23"),
    ("与后一点同时", stamping(moment=minutes(-3), later=-3), None), ("晚于后一点", stamping(moment=minutes(-2), later=-3), "EME-24"),
    ("更正没有理由", stamping(was=minutes(-1)), "EME-25"), ("更正有理由", stamping(was=minutes(-1), why="误点"), None),
    ("交接后补登没有理由", stamping(state=DELIVERED), "EME-25"), ("交接后补登有理由", stamping(state=DELIVERED, why="漏点"), None),
    ("返回后不能到院", stamping(Stamp.AT_HOSPITAL, state=DOWN, why="误点"), "EME-28"),
    ("返回后可更正到场", stamping(state=DOWN, was=minutes(-1), why="误点"), None),
    ("到院没有医院", stamping(Stamp.AT_HOSPITAL, where=False), "EME-26"), ("交接没有医院", stamping(Stamp.HANDED_OVER, where=False), "EME-26"),
    ("村医没有机构", stamping(Stamp.RESPONDER, where=False), "EME-27"),
]


@pytest.mark.parametrize(("title", "facts", "code"), SENDS, ids=[row[0] for row in SENDS])
def test_only_a_ready_vehicle_is_sent_unless_somebody_writes_why(title: str, facts: Sending, code: str | None) -> None:
    assert getattr(refusal_to_send(facts), "code", None) == code


@pytest.mark.parametrize(("title", "facts", "code"), STAMPS, ids=[row[0] for row in STAMPS])
def test_moments_stand_in_order_and_in_the_past(title: str, facts: Stamping, code: str | None) -> None:
    assert getattr(refusal_to_stamp(facts), "code", None) == code


@pytest.mark.parametrize(("title", "facts", "code"), [
    ("中途取消", StandingDown(RUNNING, StoodDown.WITHDRAWN, ""), None), ("其他须说明", StandingDown(RUNNING, StoodDown.OTHER, ""), "EME-10"),
    ("已交接", StandingDown(DELIVERED, StoodDown.WITHDRAWN, ""), "EME-28"), ("已返回", StandingDown(DOWN, StoodDown.WITHDRAWN, ""), "EME-28"),
])
def test_a_mission_that_runs_is_stood_down_for_a_reason(title: str, facts: StandingDown, code: str | None) -> None:
    assert getattr(refusal_to_stand_down(facts), "code", None) == code


def test_every_stamp_but_the_responders_has_its_place_in_the_order() -> None:
    assert set(ORDER) | {Stamp.RESPONDER} == set(Stamp) == set(STAMP_WORDS)
    assert set(STOOD_DOWN_WORDS) == set(StoodDown)
