"""救护车：何时为待命；班次、检查、停用、驻地怎样登记。"""

from datetime import UTC, datetime, timedelta

import pytest

from weijian.domains.emergency.rules.vehicles import (
    LACK_WORDS,
    LONGEST_SHIFT_HOURS,
    WHO_ACTS,
    Checking,
    Crewing,
    Lack,
    Posting,
    Readying,
    Returning,
    Withdrawing,
    refusal_to_check,
    refusal_to_crew,
    refusal_to_post_vehicle,
    refusal_to_return,
    refusal_to_withdraw,
    what_is_lacking,
)

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)


def hours(n: float) -> datetime:
    return AT + timedelta(hours=n)


READY = [
    ("有车组、检查合格未过期", Readying(AT, False, True, hours(-2), False, 24, False), ()),
    ("检查正好到期还有效", Readying(AT, False, True, hours(-24), False, 24, False), ()),
    ("过一秒就过期", Readying(AT, False, True, hours(-24) - timedelta(seconds=1), False, 24, False), (Lack.CHECK_EXPIRED,)),
    ("没有车组", Readying(AT, False, False, hours(-2), False, 24, False), (Lack.NO_CREW,)),
    ("从未检查，不另说不合格", Readying(AT, False, True, None, True, 24, False), (Lack.NO_CHECK,)),
    ("最近一次不合格", Readying(AT, False, True, hours(-2), True, 24, False), (Lack.CHECK_FAILED,)),
    ("正在执行任务", Readying(AT, False, True, hours(-2), False, 24, True), (Lack.ON_MISSION,)),
    ("停用", Readying(AT, True, True, hours(-2), False, 24, False), (Lack.OUT_OF_SERVICE,)),
    ("样样都缺，最重的在前", Readying(AT, True, False, hours(-48), True, 24, True),
     (Lack.OUT_OF_SERVICE, Lack.NO_CREW, Lack.CHECK_FAILED, Lack.CHECK_EXPIRED, Lack.ON_MISSION)),
]
CREWS = [
    ("医生加护士", Crewing("A", AT, hours(12), "P1", "P2", False, "", ""), None),
    ("只有护士", Crewing("A", AT, hours(12), "", "P2", False, "", ""), None),
    ("没有医护", Crewing("A", AT, hours(12), "", "", False, "", ""), "EME-05"),
    ("同一个人", Crewing("A", AT, hours(12), "P1", "P1", False, "", ""), "EME-06"),
    ("下班等于上班", Crewing("A", AT, AT, "P1", "", False, "", ""), "EME-01"),
    ("正好最长", Crewing("A", AT, hours(LONGEST_SHIFT_HOURS), "P1", "", False, "", ""), None),
    ("长了一小时", Crewing("A", AT, hours(LONGEST_SHIFT_HOURS + 1), "P1", "", False, "", ""), "EME-02"),
    ("车已有车组", Crewing("A", AT, hours(12), "P1", "", True, "", ""), "EME-03"),
    ("人在别的车上", Crewing("A", AT, hours(12), "P1", "", False, "李医生", "B"), "EME-04"),
]


@pytest.mark.parametrize(("title", "facts", "lacks"), READY, ids=[row[0] for row in READY])
def test_an_ambulance_is_ready_only_crewed_checked_and_free(title: str, facts: Readying, lacks: tuple[Lack, ...]) -> None:
    assert what_is_lacking(facts).lacks == lacks


def test_every_lack_has_its_words_and_somebody_who_must_act() -> None:
    assert set(LACK_WORDS) == set(WHO_ACTS) == set(Lack)


@pytest.mark.parametrize(("title", "facts", "code"), CREWS, ids=[row[0] for row in CREWS])
def test_a_crew_is_on_one_vehicle_and_a_vehicle_has_one_crew(title: str, facts: Crewing, code: str | None) -> None:
    no = refusal_to_crew(facts)
    assert (no.code if no else None) == code


@pytest.mark.parametrize(("title", "no", "code"), [
    ("刚检查完", refusal_to_check(Checking(AT, AT)), None), ("检查在将来", refusal_to_check(Checking(hours(0.1), AT)), "EME-07"),
    ("项目正好二百字", refusal_to_check(Checking(AT, AT, 200)), None), ("项目太长", refusal_to_check(Checking(AT, AT, 201)), "EME-39"),
    ("停用一次", refusal_to_withdraw(Withdrawing("A", False, True)), None), ("已停用", refusal_to_withdraw(Withdrawing("A", True, True)), "EME-08"),
    ("其他没有说明", refusal_to_withdraw(Withdrawing("A", False, False)), "EME-10"), ("恢复", refusal_to_return(Returning("A", True)), None),
    ("没有停用", refusal_to_return(Returning("A", False)), "EME-09"), ("本机构院区", refusal_to_post_vehicle(Posting(False)), None),
    ("别家院区", refusal_to_post_vehicle(Posting(True)), "EME-35"),
])
def test_checks_are_past_outages_are_explained_and_stations_own_their_campus(title: str, no: object, code: str | None) -> None:
    assert getattr(no, "code", None) == code
