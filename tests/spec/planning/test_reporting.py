"""What a labelled project reports upward, for which period, until when."""

from datetime import date

import pytest

from weijian.domains.planning.rules.reporting import (
    Cadence,
    Filing,
    ReportPeriod,
    Underway,
    period_beginning,
    period_to_report,
    refusal_to_file,
    was_under_way,
)
from weijian.domains.planning.states import ProjectState

OCTOBER = ReportPeriod(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("title", "months", "on", "period"),
    [
        ("每月：十一月里报十月", 1, date(2026, 11, 24), (date(2026, 10, 1), date(2026, 10, 31))),
        ("每月：一月里报上年十二月", 1, date(2026, 1, 1), (date(2025, 12, 1), date(2025, 12, 31))),
        ("每季：十一月里报三季度", 3, date(2026, 11, 24), (date(2026, 7, 1), date(2026, 9, 30))),
        ("每季：季末最后一天，本季还没有过完", 3, date(2026, 9, 30), (date(2026, 4, 1), date(2026, 6, 30))),
        ("每半年", 6, date(2026, 11, 24), (date(2026, 1, 1), date(2026, 6, 30))),
        ("每年", 12, date(2026, 11, 24), (date(2025, 1, 1), date(2025, 12, 31))),
        ("每五个月：一年最后一期到年底为止", 5, date(2027, 2, 1), (date(2026, 11, 1), date(2026, 12, 31))),
        ("不报", 0, date(2026, 11, 24), None),
    ],
)
def test_the_latest_period_that_is_over_is_reported(title: str, months: int, on: date, period: tuple[date, date] | None) -> None:
    found = period_to_report(Cadence(months, on))
    assert (None if found is None else (found.from_on, found.until_on)) == period, title


@pytest.mark.parametrize("months", [1, 2, 3, 4, 5, 6, 7, 12])
def test_periods_follow_each_other_without_a_gap(months: int) -> None:
    found, on = period_to_report(Cadence(months, date(2027, 3, 9))), date(2024, 1, 1)
    while found is not None and found.from_on > on:
        assert period_beginning(found.from_on, months) == found
        before = period_to_report(Cadence(months, found.from_on))
        assert before is not None
        assert (found.from_on - before.until_on).days == 1
        found = before


@pytest.mark.parametrize(("on", "months"), [(date(2026, 10, 2), 1), (date(2026, 11, 1), 3), (date(2026, 10, 1), 0)])
def test_a_day_on_which_no_period_begins_is_none(on: date, months: int) -> None:
    assert period_beginning(on, months) is None


FIRST = OCTOBER.from_on


@pytest.mark.parametrize(
    ("title", "facts", "code"),
    [
        ("期满之后报送", Filing("省级重点", FIRST, OCTOBER, date(2026, 11, 1), True), None),
        ("一般项目不报", Filing("一般项目", FIRST, None, date(2026, 11, 1), True, reports=False), "PLA-244"),
        ("不是报告期的首日", Filing("省级重点", date(2026, 10, 2), None, date(2026, 11, 1), True), "PLA-248"),
        ("本期还没有过完", Filing("省级重点", FIRST, OCTOBER, date(2026, 10, 31), True), "PLA-245"),
        ("当时还没有批复", Filing("省级重点", FIRST, OCTOBER, date(2026, 11, 1), False), "PLA-247"),
        ("已经报过", Filing("省级重点", FIRST, OCTOBER, date(2026, 11, 1), True, "陈科长"), "PLA-246"),
    ],
)
def test_a_report_is_filed_once_after_its_period(title: str, facts: Filing, code: str | None) -> None:
    refusal = refusal_to_file(facts)
    assert (refusal.code if refusal else None) == code, title


@pytest.mark.parametrize(
    ("title", "approved_on", "opened_on", "state", "reports"),
    [
        ("期末当天批复", OCTOBER.until_on, None, "approved", True), ("下一天批复", date(2026, 11, 1), None, "approved", False),
        ("没有批复", None, None, "planned", False), ("首日当天投用", date(2026, 1, 1), FIRST, "commissioned", True),
        ("首日前一天投用", date(2026, 1, 1), date(2026, 9, 30), "commissioned", False), ("终止", date(2026, 1, 1), None, "cancelled", False),
        ("暂停的照报", date(2026, 1, 1), None, "paused", True),
    ],
)
def test_a_project_reports_for_the_periods_it_was_under_way_in(
    title: str, approved_on: date | None, opened_on: date | None, state: str, reports: bool,
) -> None:
    assert was_under_way(Underway(approved_on, opened_on, ProjectState(state), FIRST, OCTOBER.until_on)) is reports, title
