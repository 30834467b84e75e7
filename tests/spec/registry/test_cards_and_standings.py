"""健康卡、机构状态、人群与年龄段、区划变更。"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from weijian.domains.registry.rules import (
    Aging,
    CardShown,
    Joining,
    PlaceChanging,
    Recarding,
    Restanding,
    Scan,
    age_group,
    refusal_to_accept_card,
    refusal_to_add_to_group,
    refusal_to_change_card,
    refusal_to_change_place,
    refusal_to_change_standing,
    trust_of_scan,
)
from weijian.domains.registry.states import CardState, Operation, Stay

ON = date(2026, 11, 2)


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("好卡", CardShown(True), None), ("迁出的人仍可用", CardShown(True, stay=Stay.GONE), None), ("伪造", CardShown(False), "REG-71"),
    ("过期", CardShown(True, expired=True), "REG-72"), ("作废", CardShown(True, revoked=True), "REG-73"), ("用过", CardShown(True, used=True), "REG-74"),
    ("持卡人死亡", CardShown(True, stay=Stay.DEAD), "REG-75"), ("挂失", CardShown(True, suspended=True), "REG-78"),
    ("既作废又过期，先说作废", CardShown(True, expired=True, revoked=True), "REG-73"),
])
def test_which_card_is_good(case: str, facts: CardShown, code: str | None) -> None:
    refusal = refusal_to_accept_card(facts)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("now", "then", "fits"), [
    (CardState.VALID, CardState.SUSPENDED, True), (CardState.SUSPENDED, CardState.VALID, True), (CardState.REVOKED, CardState.SUSPENDED, False),
    (CardState.REVOKED, CardState.REVOKED, False), (CardState.SUSPENDED, CardState.REVOKED, True), (CardState.NONE, CardState.SUSPENDED, False),
])
def test_which_state_of_a_card_follows_which(now: CardState, then: CardState, fits: bool) -> None:
    assert (refusal_to_change_card(Recarding(now, then, "变更")) is None) is fits


@pytest.mark.parametrize(("case", "now", "reason", "code"), [
    ("写明原因", CardState.VALID, "手机丢失", None), ("没写", CardState.VALID, "", "REG-84"), ("只有空格", CardState.VALID, "   ", "REG-84"),
    ("一个字不算", CardState.VALID, "丢", "REG-84"), ("不必写", CardState.VALID, None, None), ("先说状态不对", CardState.REVOKED, "", "REG-79"),
])
def test_why_a_card_is_suspended_is_said(case: str, now: CardState, reason: str | None, code: str | None) -> None:
    refusal = refusal_to_change_card(Recarding(now, CardState.SUSPENDED, "挂失", reason))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("case", "delay_seconds", "trust"), [
    ("在线", 0, "verified"), ("一分钟", 60, "verified"), ("一分零一秒", 61, "verified_late"), ("一天", 86_400, "verified_late"),
    ("一天以后", 86_401, "unverified"), ("断网", None, "unverified"), ("终端的钟快了一小时", -3600, "unverified"),
])
def test_without_a_line_a_card_is_not_verified(case: str, delay_seconds: float | None, trust: str) -> None:
    assert trust_of_scan(Scan(delay_seconds)) == trust


STANDS = Restanding(Operation.OPERATING, Operation.OPERATING, ON, date(2020, 1, 1), ON, "批文")


@pytest.mark.parametrize(("case", "changes", "code"), [
    ("升级", {}, None), ("停业", {"then": Operation.SUSPENDED}, None), ("注销后再开业", {"now": Operation.CLOSED}, "REG-52"),
    ("回到筹建", {"then": Operation.PLANNED}, "REG-52"), ("没有变化", {"unchanged": True}, "REG-57"),
    ("与上一状态同日", {"from_on": date(2020, 1, 1)}, "REG-51"),
    ("两年以后", {"from_on": date(2028, 11, 2)}, "REG-53"), ("没有依据", {"document": " "}, "REG-50"),
])
def test_what_an_institution_may_become(case: str, changes: dict[str, Any], code: str | None) -> None:
    refusal = refusal_to_change_standing(replace(STANDS, **changes))
    assert (refusal.code if refusal else None) == code


JOINS = Joining("disabled", "残疾人", ON, ON, Stay.HERE, "2", date(1990, 1, 1), False, "县残联")


@pytest.mark.parametrize(("case", "changes", "code"), [
    ("有来源", {}, None), ("没来源", {"source": ""}, "REG-34"), ("已在其中", {"already_open": True}, "REG-33"),
    ("明天加入", {"from_on": date(2026, 11, 3)}, "REG-27"),
    ("出生前加入", {"from_on": date(1989, 1, 1)}, "REG-36"), ("男性孕产妇", {"group": "pregnant", "sex_code": "1"}, "REG-35"),
    ("三十六岁孕产妇", {"group": "pregnant"}, None), ("三十六岁留守儿童", {"group": "left_behind"}, "REG-35"),
    ("三十六岁独居老人", {"group": "elderly_alone"}, "REG-35"),
    ("已死亡", {"stay": Stay.DEAD}, "REG-25"),
])
def test_who_is_counted_in_a_group(case: str, changes: dict[str, Any], code: str | None) -> None:
    refusal = refusal_to_add_to_group(replace(JOINS, **changes))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("case", "born_on", "group"), [
    ("今天出生", ON, "0-6"), ("七岁生日前一天", date(2019, 11, 3), "0-6"), ("七岁生日", date(2019, 11, 2), "7-14"),
    ("三十五岁生日", date(1991, 11, 2), "35-64"),
    ("六十五岁生日前一天", date(1961, 11, 3), "35-64"), ("六十五岁生日", date(1961, 11, 2), "65-79"), ("八十岁生日", date(1946, 11, 2), "80+"),
    ("不知道", None, "unknown"), ("还没出生", date(2026, 11, 3), "unknown"),
])
def test_age_groups_go_by_completed_years(case: str, born_on: date | None, group: str) -> None:
    assert age_group(Aging(born_on, ON)) == group


CHANGES = PlaceChanging("split", ON, date(2020, 1, 1), None, successors=2)


@pytest.mark.parametrize(("case", "changes", "code"), [
    ("拆成两个", {}, None), ("拆成一个", {"successors": 1}, "REG-62"), ("已停用", {"ends_on": date(2025, 1, 1)}, "REG-60"),
    ("启用当天", {"changes_on": date(2020, 1, 1)}, "REG-61"), ("级别不同", {"same_level": False}, "REG-63"),
    ("原名更名", {"how": "rename", "same_name": True}, "REG-64"),
])
def test_how_a_division_may_change(case: str, changes: dict[str, Any], code: str | None) -> None:
    refusal = refusal_to_change_place(replace(CHANGES, **changes))
    assert (refusal.code if refusal else None) == code
