"""统筹使用：借出、预约、候补、次序、登记结果、空闲与可借出时数。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from weijian.domains.planning.permissions import OnPool, offices, refusal_to_act_on_pool
from weijian.domains.planning.rules.pooling import (
    MOST_AHEAD,
    Asking,
    Closing,
    Freedom,
    Granting,
    Lending,
    Offering,
    Taking,
    Turn,
    gaps_of,
    hours_in_words,
    offered_minutes,
    rank_of,
    refusal_to_ask,
    refusal_to_close,
    refusal_to_grant,
    refusal_to_lend,
    refusal_to_take,
)
from weijian.domains.planning.states import BookingState

TODAY = date(2026, 11, 2)  # a Monday
W, B, U, N, C = BookingState.WAITING, BookingState.BOOKED, BookingState.USED, BookingState.NOT_USED, BookingState.CANCELLED
MACHINE = Lending(machine=True, person=False, shared=True, own=True, weekdays="135", opens_minute=480, closes_minute=720)
PERSON = replace(MACHINE, machine=False, person=True, shared=False)
ASKED = Asking("云岭乡卫生院", "县人民医院", TODAY, TODAY, 540, 600, "135", 480, 720)


def code_of(refusal: object) -> str | None:
    return getattr(refusal, "code", None)


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("一台可统筹的设备", MACHINE, None), ("一位在任人员", PERSON, None), ("都没填", replace(MACHINE, machine=False), "PLA-220"),
    ("都填了", replace(MACHINE, person=True), "PLA-220"), ("设备不可统筹", replace(MACHINE, shared=False), "PLA-221"),
    ("别家的设备", replace(MACHINE, own=False), "PLA-222"), ("不在任", replace(PERSON, own=False), "PLA-222"),
    ("星期是空的", replace(MACHINE, weekdays=""), "PLA-223"), ("星期八", replace(MACHINE, weekdays="18"), "PLA-223"),
    ("星期重复", replace(MACHINE, weekdays="11"), "PLA-223"), ("写的是字", replace(MACHINE, weekdays="周一"), "PLA-223"),
    ("结束等于开始", replace(MACHINE, closes_minute=480), "PLA-223"),
])
def test_what_may_be_lent(case: str, facts: Lending, code: str | None) -> None:
    assert code_of(refusal_to_lend(facts)) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("在借出时间内", ASKED, None), ("正好借出的全部时间", replace(ASKED, starts_minute=480, ends_minute=720), None),
    ("结束等于开始", replace(ASKED, ends_minute=540), "PLA-224"), ("昨天", replace(ASKED, booked_on=TODAY - timedelta(days=1)), "PLA-225"),
    ("太远", replace(ASKED, booked_on=TODAY + timedelta(days=MOST_AHEAD + 1)), "PLA-225"), ("不能想的一天", replace(ASKED, booked_on=date.max), "PLA-225"),
    ("不在同一医共体", replace(ASKED, together=False), "PLA-226"), ("没写用途", replace(ASKED, purpose=" "), "PLA-230"),
    ("设备停用", replace(ASKED, lent=False), "PLA-227"), ("执业注册过期", replace(ASKED, fit=False), "PLA-228"),
    ("星期二不借", replace(ASKED, booked_on=TODAY + timedelta(days=1)), "PLA-229"), ("早到一分钟", replace(ASKED, starts_minute=479), "PLA-229"),
    ("晚走一分钟", replace(ASKED, ends_minute=721), "PLA-229"), ("先说不在医共体", replace(ASKED, together=False, lent=False), "PLA-226"),
])
def test_what_may_be_asked_for(case: str, facts: Asking, code: str | None) -> None:
    assert code_of(refusal_to_ask(facts)) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("空着", Taking(), None), ("已约", Taking("09:00–10:00"), "PLA-231"), ("空出来了，有人在等", Taking("", "09:00–10:00"), "PLA-232"),
    ("又约又等，先说已约", Taking("09:00–10:00", "09:00–10:00"), "PLA-231"),
])
def test_no_hour_is_promised_twice_and_nobody_jumps_the_queue(case: str, facts: Taking, code: str | None) -> None:
    assert code_of(refusal_to_take(facts)) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("轮到了", Granting(W, "", "", ""), None), ("还没空出", Granting(W, "09:00–10:00", "", ""), "PLA-231"),
    ("没轮到又不写原因", Granting(W, "", "柳河镇卫生院", " "), "PLA-236"), ("没轮到但写了原因", Granting(W, "", "柳河镇卫生院", "急救"), None),
    ("已是预约", Granting(B, "", "", ""), "PLA-233"), ("已取消", Granting(C, "", "", "x"), "PLA-233"),
])
def test_who_is_given_an_hour_that_came_free(case: str, facts: Granting, code: str | None) -> None:
    assert code_of(refusal_to_grant(facts)) == code


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("用了", Closing(B, U, True, "09:00"), None), ("还没到就说用了", Closing(B, U, False, "09:00"), "PLA-234"),
    ("没用要写原因", Closing(B, N, True, "09:00"), "PLA-235"), ("没用，写了", Closing(B, N, True, "09:00", "停电"), None),
    ("还没到就说没用", Closing(B, N, False, "09:00", "停电"), "PLA-234"), ("取消不必等到时间", Closing(B, C, False, "09:00", "改期"), None),
    ("过了时间的不能取消", Closing(B, C, True, "09:00", "改期"), "PLA-233"), ("候补过了时间可以取消", Closing(W, C, True, "09:00", "没轮到"), None),
    ("取消没写原因", Closing(B, C, False, "09:00"), "PLA-235"), ("候补也可取消", Closing(W, C, False, "09:00", "不用了"), None),
    ("候补不能登记使用", Closing(W, U, True, "09:00"), "PLA-233"),
    ("没用的时间已给了别家，不能再改成用了", Closing(N, U, True, "09:00", "", "09:00–10:00"), "PLA-231"),
    ("登记错了可改", Closing(U, N, True, "09:00", "记错"), None),
    ("用过的不能取消", Closing(U, C, True, "09:00", "x"), "PLA-233"), ("取消了的不再变", Closing(C, U, True, "09:00"), "PLA-233"),
])
def test_what_becomes_of_a_booking(case: str, facts: Closing, code: str | None) -> None:
    assert code_of(refusal_to_close(facts)) == code


def test_the_order_of_parts_is_the_one_that_is_set_and_the_unlisted_come_last() -> None:
    order = ("基础", "骨干", "龙头")
    assert [rank_of(Turn(part, order)) for part in ("基础", "骨干", "龙头", "其他", "")] == [0, 1, 2, 3, 3]
    assert rank_of(Turn("龙头", ("龙头", "基础"))) == 0


@pytest.mark.parametrize(("case", "taken", "gaps"), [
    ("都空着", (), ((480, 720),)), ("都约满", ((480, 720),), ()), ("中间一段", ((540, 600),), ((480, 540), (600, 720))),
    ("头尾各一段，乱序", ((660, 720), (480, 500)), ((500, 660),)), ("两段相接", ((500, 540), (540, 600)), ((480, 500), (600, 720))),
    ("两段相叠", ((500, 600), (540, 560)), ((480, 500), (600, 720))), ("超出借出时间的", ((400, 490), (700, 800)), ((490, 700),)),
])
def test_what_is_free_is_the_hours_without_the_bookings(case: str, taken: tuple[tuple[int, int], ...], gaps: tuple[tuple[int, int], ...]) -> None:
    assert gaps_of(Freedom(480, 720, taken)) == gaps
    assert sum(b - a for a, b in gaps) == 240 - len({m for a, b in taken for m in range(a, b)} & set(range(480, 720)))


@pytest.mark.parametrize(("case", "facts", "minutes"), [
    ("一周三个上午", Offering("135", 480, 720, TODAY, None, TODAY, TODAY + timedelta(days=6)), 3 * 240),
    ("借出前的不计", Offering("135", 480, 720, TODAY + timedelta(days=1), None, TODAY, TODAY + timedelta(days=6)), 2 * 240),
    ("借出后的不计，末日在内", Offering("135", 480, 720, TODAY, TODAY + timedelta(days=2), TODAY, TODAY + timedelta(days=6)), 2 * 240),
    ("期外", Offering("135", 480, 720, TODAY + timedelta(days=30), None, TODAY, TODAY + timedelta(days=6)), 0),
    ("只有星期日", Offering("7", 0, 60, TODAY, None, TODAY, TODAY + timedelta(days=6)), 60),
])
def test_hours_offered_are_summed_day_by_day(case: str, facts: Offering, minutes: int) -> None:
    assert offered_minutes(facts) == minutes


def test_hours_are_said_in_words() -> None:
    assert hours_in_words("351", 480, 750) == "周一、周三、周五 08:00–12:30"
    assert hours_in_words("12345", 840, 1080) == "周一至周五 14:00–18:00"
    assert hours_in_words("12", 840, 1080) == "周一、周二 14:00–18:00"


ACT = OnPool("CT", "429921101001", "H0001", frozenset({"H0001"}), "云岭乡卫生院", "429921202201", "T0202", frozenset(), frozenset())


@pytest.mark.parametrize(("case", "facts", "allowed"), [
    ("谁也不是", ACT, False), ("预约机构的人", replace(ACT, served=frozenset({"T0202"})), True),
    ("借出机构的人", replace(ACT, served=frozenset({"H0001"})), True),
    ("所在县的干部", replace(ACT, reached=frozenset({"429921"})), True), ("别的机构", replace(ACT, served=frozenset({"T0101"})), False),
    ("牵头机构的人", replace(ACT, owner_code="T0101", served=frozenset({"H0001"})), True),
    ("要决定的，预约机构的人不行", replace(ACT, institution_code="", institution_place="", served=frozenset({"T0202"})), False),
    ("没有机构的，不因空代码放行", replace(ACT, institution_code="", institution_place="", reached=frozenset({"429922"})), False),
])
def test_who_may_act_on_a_booking(case: str, facts: OnPool, allowed: bool) -> None:
    assert (refusal_to_act_on_pool(facts) is None) is allowed


def test_a_post_over_a_township_is_no_office_over_the_hospital_that_stands_in_it() -> None:
    assert offices(frozenset({"", "4299", "429921", "429921101", "429921101001"})) == {"", "4299", "429921"}
