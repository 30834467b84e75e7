"""Wards turned to their emergency use."""

from datetime import UTC, date, datetime, timedelta

import pytest

from weijian.domains.planning.rules import parts
from weijian.domains.planning.rules import surge as rules
from weijian.kernel.refusal import Refusal

ON, AT = date(2026, 11, 24), datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "refusal", "code"),
    [
        ("已投用，没有在转", rules.refusal_to_convert(rules.Ordering("一区", True, None, "应急")), None),
        ("还没有投用", rules.refusal_to_convert(rules.Ordering("一区", False, None, "应急")), "PLA-249"),
        ("正在转换", rules.refusal_to_convert(rules.Ordering("一区", True, ON, "应急")), "PLA-250"),
        ("一个区域也没有选", rules.refusal_to_command(rules.Commanding(0)), "PLA-251"), ("选了一个区域", rules.refusal_to_command(rules.Commanding(1)), None),
        ("没有写原因", rules.refusal_to_convert(rules.Ordering("一区", True, None, " ")), "PLA-26"),
        ("就绪床位不多于可转换的", rules.refusal_to_be_ready(rules.Readying("一区", 12, 12, False, False)), None),
        ("就绪床位多了", rules.refusal_to_be_ready(rules.Readying("一区", 13, 12, False, False)), "PLA-253"),
        ("就绪登记过了", rules.refusal_to_be_ready(rules.Readying("一区", 12, 12, True, False)), "PLA-252"),
        ("已恢复平时，不再登记就绪", rules.refusal_to_be_ready(rules.Readying("一区", 12, 12, False, True)), "PLA-252"),
        ("恢复平时", rules.refusal_to_end(rules.Ending("一区", False, "结束")), None),
        ("恢复平时没有原因", rules.refusal_to_end(rules.Ending("一区", False, "")), "PLA-26"),
        ("恢复过了", rules.refusal_to_end(rules.Ending("一区", True, "结束")), "PLA-254"),
        ("检测值在下限上为合格，不合格数与数值相符", parts.refusal_to_test(parts.Testing(ON, ON, 3, 1, 3, 1)), None),
        ("所填不合格数与各点数值不符", parts.refusal_to_test(parts.Testing(ON, ON, 3, 0, 3, 1)), "PLA-240"),
        ("点数少于已登记数值的点", parts.refusal_to_test(parts.Testing(ON, ON, 2, 1, 3, 1)), "PLA-240"),
        ("没有登记数值的，从其所填", parts.refusal_to_test(parts.Testing(ON, ON, 36, 2)), None),
        ("没有限值，不能判", parts.refusal_to_measure(parts.Measuring(None, None, 0.9)), "PLA-241"),
        ("不是一个数", parts.refusal_to_measure(parts.Measuring(0.9, None, float("nan"))), "PLA-242"),
        ("有限值", parts.refusal_to_measure(parts.Measuring(0.9, None, 0.95)), None),
    ],
)
def test_what_is_refused(title: str, refusal: Refusal | None, code: str | None) -> None:
    assert (refusal.code if refusal else None) == code, title


@pytest.mark.parametrize(("value", "least", "most", "good"), [
    (0.93, 0.93, None, True), (0.929, 0.93, None, False), (180, None, 180, True), (180.1, None, 180, False), (5, 1, 9, True), (0.5, 1, 9, False),
])
def test_a_point_passes_within_its_limits_and_on_them(value: float, least: float | None, most: float | None, good: bool) -> None:
    assert parts.passes(parts.Measured(value, least, most)) is good


def test_a_ward_counts_from_the_hours_its_drill_took_and_says_which_a_drill_has_shown() -> None:
    wards = [rules.Ward(40, 24, 20, date(2026, 10, 25)), rules.Ward(12, 12), rules.Ward(30, 48, 60, date(2024, 1, 1))]
    assert [(c.hours, c.beds, c.drilled) for c in rules.capacity_of(wards, ON, 365)] == [(12, 12, 0), (20, 52, 40), (60, 82, 40)]
    assert rules.capacity_of([], ON, 365) == []


@pytest.mark.parametrize(("title", "hours", "ready", "late"), [
    ("还在时限内", 3, None, False), ("正好到时限", 24, None, False), ("过了时限还没有就绪", 25, None, True), ("按时就绪，现在已过时限", 40, 20, False),
    ("就绪得晚", 40, 30, True),
])
def test_an_order_is_late_when_it_takes_longer_than_registered(title: str, hours: int, ready: int | None, late: bool) -> None:
    ordered = AT - timedelta(hours=hours)
    found = rules.progress_of(rules.Running(ordered, 24, ordered + timedelta(hours=ready) if ready else None, AT))
    assert (found.late, found.taken_hours) == (late, ready or hours), title
