"""Chinese names and lists."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.names import alike, core, covered, in_chinese, items, likeness, same


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("家庭医生签约", "累计家庭医生签约", True), ("本周门诊", "门诊", True), ("完成门诊（人次）", "门诊人次", True),
    ("门诊", "住院", False), ("累计", "共计", False),
])
def test_when_a_thing_was_counted_is_no_part_of_its_name(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is expected


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("家庭医生签约", "家庭医生签约服务", True), ("老年人健康体检", "65岁以上老年人健康体检", True),
    ("门诊人次", "急诊人次", False), ("签约居民", "建档居民", False),
])
def test_names_that_share_most_of_their_characters_are_alike(one: str, other: str, expected: bool) -> None:
    assert alike(one, other) is expected


def test_how_much_of_a_name_occurs_in_a_text() -> None:
    assert covered("老年人体检", "已完成老年人体检120人") == 1
    assert covered("老年人体检", "") == 0
    assert covered("，。", "什么都行") == 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_and_between_nought_and_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(st.text(alphabet="甲乙丙丁", min_size=1, max_size=20))
def test_everything_is_like_itself(name: str) -> None:
    assert likeness(name, name) == Decimal(1)
    assert same(name, name)
    assert core(core(name)) == core(name)


def test_a_list_is_read_without_its_numbers() -> None:
    assert items("1.甲事\n（二）丁事\n\n- 乙事；\n  3、丙事。\n2026年的事") == ["甲事", "丁事", "乙事", "丙事", "2026年的事"]


def test_ordinals_are_written_in_chinese() -> None:
    assert [in_chinese(n) for n in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
