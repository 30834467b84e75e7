"""呼救：受理、未派车、无效与重复；每次有效呼救以派车或登记原因结束。"""

from datetime import UTC, datetime, timedelta

import pytest

from weijian.domains.emergency.rules.calls import (
    MOST_DAYS,
    Answered,
    Asking,
    Fulfilment,
    LeavingUnserved,
    Restoring,
    SettingAside,
    Taking,
    fulfilment_of,
    refusal_to_ask,
    refusal_to_leave_unserved,
    refusal_to_restore,
    refusal_to_set_aside,
    refusal_to_take_call,
)
from weijian.domains.emergency.states import CALL_NEXT, CALL_WORDS, CallState, Unserved, Validity

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
EARLIER, LATER = AT - timedelta(minutes=5), AT + timedelta(minutes=5)
WAITING, SERVED, UNSERVED, ASIDE = CallState.WAITING, CallState.SERVED, CallState.UNSERVED, CallState.SET_ASIDE
VALID, HOAX, DUPLICATE = Validity.VALID, Validity.HOAX, Validity.DUPLICATE
TAKES = [
    ("此刻来电", Taking(AT, AT, False, False, VALID), None), ("有坐标", Taking(AT, AT, True, True, VALID), None),
    ("来电在将来", Taking(LATER, AT, False, False, VALID), "EME-11"), ("只有经度", Taking(AT, AT, True, False, VALID), "EME-12"),
    ("只有纬度", Taking(AT, AT, False, True, VALID), "EME-12"), ("骚扰", Taking(AT, AT, False, False, HOAX), None),
    ("重复没有指明首次", Taking(AT, AT, False, False, DUPLICATE), "EME-13"), ("重复，首次更早", Taking(AT, AT, False, False, DUPLICATE, EARLIER), None),
    ("重复，首次更晚", Taking(AT, LATER, False, False, DUPLICATE, LATER), "EME-14"),
]
LEAVES = [
    ("无车可派", LeavingUnserved(WAITING, Unserved.NO_VEHICLE, ""), None), ("没有选原因", LeavingUnserved(WAITING, None, "忙"), "EME-16"),
    ("其他须说明", LeavingUnserved(WAITING, Unserved.OTHER, " "), "EME-10"), ("其他有说明", LeavingUnserved(WAITING, Unserved.OTHER, "桥断"), None),
    ("更正原因", LeavingUnserved(UNSERVED, Unserved.NEIGHBOUR, ""), None), ("已派车", LeavingUnserved(SERVED, Unserved.NO_VEHICLE, ""), "EME-15"),
    ("无效呼救", LeavingUnserved(ASIDE, Unserved.NO_VEHICLE, ""), "EME-15"), ("还有车在路上", LeavingUnserved(WAITING, Unserved.NO_VEHICLE, "", 1), "EME-17"),
]
ASIDES = [
    ("咨询", SettingAside(WAITING, Validity.ENQUIRY, AT), None), ("到场才知是骚扰", SettingAside(SERVED, HOAX, AT), None),
    ("车还在路上", SettingAside(SERVED, HOAX, AT, running=1), "EME-17"), ("“有效”不是无效的一种", SettingAside(WAITING, VALID, AT), "EME-15"),
    ("重复没有首次", SettingAside(WAITING, DUPLICATE, AT), "EME-13"), ("重复", SettingAside(WAITING, DUPLICATE, AT, EARLIER), None),
    ("首次更晚", SettingAside(WAITING, DUPLICATE, AT, LATER), "EME-14"), ("指向自己", SettingAside(WAITING, DUPLICATE, AT, AT, True), "EME-14"),
    ("别的呼救指向它", SettingAside(WAITING, HOAX, AT, repeats=2), "EME-18"), ("改种类", SettingAside(ASIDE, HOAX, AT), None),
]


@pytest.mark.parametrize(("title", "facts", "code"), TAKES, ids=[row[0] for row in TAKES])
def test_a_call_is_taken_as_it_came(title: str, facts: Taking, code: str | None) -> None:
    assert getattr(refusal_to_take_call(facts), "code", None) == code


@pytest.mark.parametrize(("title", "facts", "code"), LEAVES, ids=[row[0] for row in LEAVES])
def test_no_valid_call_ends_without_a_reason(title: str, facts: LeavingUnserved, code: str | None) -> None:
    assert getattr(refusal_to_leave_unserved(facts), "code", None) == code


@pytest.mark.parametrize(("title", "facts", "code"), ASIDES, ids=[row[0] for row in ASIDES])
def test_what_is_no_emergency_is_set_aside_and_a_repeat_names_the_first(title: str, facts: SettingAside, code: str | None) -> None:
    assert getattr(refusal_to_set_aside(facts), "code", None) == code


@pytest.mark.parametrize("state", CallState)
def test_only_what_was_set_aside_is_restored(state: CallState) -> None:
    assert (refusal_to_restore(Restoring(state)) is None) == (state is ASIDE)


@pytest.mark.parametrize(("days", "allowed"), [(1, True), (MOST_DAYS, True), (MOST_DAYS + 1, False), (0, False), (-3, False)])
def test_a_log_is_asked_forward_and_for_a_year_at_most(days: int, allowed: bool) -> None:
    assert (refusal_to_ask(Asking(days)) is None) == allowed


@pytest.mark.parametrize(("title", "facts", "stands"), [
    ("没有有效呼救", Answered(0, 0, 95), Fulfilment.NO_CALLS), ("正好95%", Answered(19, 20, 95), Fulfilment.MET),
    ("差一次", Answered(18, 20, 95), Fulfilment.SHORT),
    ("全都派了", Answered(3, 3, 100), Fulfilment.MET), ("一次也没有派", Answered(0, 1, 95), Fulfilment.SHORT),
])
def test_nineteen_in_twenty_valid_calls_get_a_vehicle(title: str, facts: Answered, stands: Fulfilment) -> None:
    assert fulfilment_of(facts) is stands


def test_every_state_has_its_words_and_what_follows() -> None:
    assert set(CALL_NEXT) == set(CALL_WORDS) == set(CallState)
