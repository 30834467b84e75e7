"""Population groups with their dates and source."""

from datetime import date

import pytest

from tests.people import AT, TODAY, Cast
from weijian.domains.registry.actions.groups import add_to_group, end_group
from weijian.kernel.refusal import Refusal

NEW_YEAR = date(2026, 1, 1)


def test_a_resident_is_in_a_group_from_a_day_on_somebodys_word(people: Cast) -> None:
    made = add_to_group(people.wang_guilan, "low_income", NEW_YEAR, "县民政局2026年名册", by=people.nurse_zhang.standing(), at=AT)
    assert (made.from_on, made.source, made.ends_on) == (NEW_YEAR, "县民政局2026年名册", None)


def test_nobody_is_in_a_group_twice_at_once_but_may_come_back(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    first = add_to_group(people.wang_guilan, "low_income", NEW_YEAR, "县民政局", by=by, at=AT)
    with pytest.raises(Refusal, match="已在“低保对象”中"):
        add_to_group(people.wang_guilan, "low_income", TODAY, "县民政局", by=by, at=AT)
    end_group(first, date(2026, 6, 30), by=by, at=AT)
    assert add_to_group(people.wang_guilan, "low_income", TODAY, "县民政局", by=by, at=AT).pk != first.pk


def test_a_group_without_a_source_is_refused(people: Cast) -> None:
    with pytest.raises(Refusal, match="没有填写认定来源"):
        add_to_group(people.wang_guilan, "low_income", NEW_YEAR, " ", by=people.nurse_zhang.standing(), at=AT)


@pytest.mark.parametrize("group", ["pregnant", "left_behind"])
def test_a_woman_of_78_is_neither_pregnant_nor_a_child_left_behind(people: Cast, group: str) -> None:
    with pytest.raises(Refusal, match="按年龄或性别"):
        add_to_group(people.wang_guilan, group, NEW_YEAR, "村里报", by=people.nurse_zhang.standing(), at=AT)


def test_a_group_nobody_knows_is_refused(people: Cast) -> None:
    with pytest.raises(Refusal, match="没有“astronauts”这类人群"):
        add_to_group(people.wang_guilan, "astronauts", NEW_YEAR, "村里报", by=people.nurse_zhang.standing(), at=AT)


def test_a_membership_does_not_end_before_it_begins_or_tomorrow(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    made = add_to_group(people.wang_guilan, "low_income", NEW_YEAR, "县民政局", by=by, at=AT)
    with pytest.raises(Refusal, match="早于加入日期2026-01-01"):
        end_group(made, date(2025, 12, 31), by=by, at=AT)
    with pytest.raises(Refusal, match="日期晚于今天"):
        end_group(made, date(2026, 11, 3), by=by, at=AT)
