"""床位核查：清点与登记对照，整改在核查之后。"""

from datetime import date

import pytest

from weijian.domains.planning.rules.bed_checks import CheckFinding, Checking, Counted, findings_of_check, refusal_to_check

DAY, BEFORE, AFTER, TODAY = date(2026, 10, 10), date(2026, 10, 9), date(2026, 10, 11), date(2026, 11, 2)
UNREGISTERED, OVER, FEWER = CheckFinding.UNREGISTERED, CheckFinding.OVER_APPROVED, CheckFinding.FEWER


@pytest.mark.parametrize(("case", "counted", "opened", "approved", "findings"), [
    ("相符", 50, 50, 50, ()), ("开放少于编制，清点与登记相符", 45, 45, 50, ()), ("多于登记，没有超编", 48, 45, 50, (UNREGISTERED,)),
    ("多于登记又超编", 55, 45, 50, (UNREGISTERED, OVER)), ("登记的就超编", 55, 55, 50, (OVER,)), ("一张也没有登记", 5, 0, 0, (UNREGISTERED, OVER)),
    ("少于登记", 40, 45, 50, (FEWER,)), ("少于登记而仍超编", 52, 55, 50, (OVER, FEWER)), ("都是零", 0, 0, 0, ()),
])
def test_what_a_count_says_against_the_register(case: str, counted: int, opened: int, approved: int, findings: tuple[CheckFinding, ...]) -> None:
    assert findings_of_check(Counted(counted, opened, approved)) == findings


@pytest.mark.parametrize(("case", "facts", "code"), [
    ("还没有整改", Checking(DAY, None, TODAY), None), ("今天核查", Checking(TODAY, None, TODAY), None), ("核查日期未到", Checking(TODAY, None, DAY), "PLA-214"),
    ("整改在核查之后", Checking(DAY, AFTER, TODAY), None), ("当日整改", Checking(DAY, DAY, TODAY), None),
    ("整改早于核查", Checking(DAY, BEFORE, TODAY), "PLA-213"),
    ("整改日期未到", Checking(DAY, date(2026, 11, 3), TODAY), "PLA-213"),
])
def test_a_check_has_been_and_is_rectified_afterwards(case: str, facts: Checking, code: str | None) -> None:
    no = refusal_to_check(facts)
    assert (no.code if no else None) == code
