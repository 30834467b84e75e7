"""Roads that are shut or slow on certain days."""

from datetime import date

import pytest

from weijian.domains.planning.rules.conditions import MOST_POINTS, Entering, Season, course_of, holds_on, refusal_to_enter_condition


@pytest.mark.parametrize(("text", "course"), [
    ("112.41 31.20", ((112.41, 31.2),)), ("112.41,31.20;112.42,31.21", ((112.41, 31.2), (112.42, 31.21))),
    ("112.41 31.20；112.42 31.21；", ((112.41, 31.2), (112.42, 31.21))), ("", None), ("；", None), ("112.41", None), ("31.20 112.41", None),
    ("东河桥", None), ("112.41 31.20 5", None), ("nan 31", None), (";".join(["112 31"] * (MOST_POINTS + 1)), None),
])
def test_a_course_is_points_on_earth(text: str, course: object) -> None:
    assert course_of(text) == course


JUNE, AUGUST, DECEMBER, FEBRUARY = date(2024, 6, 10), date(2024, 8, 20), date(2024, 12, 1), date(2025, 2, 28)


@pytest.mark.parametrize(("title", "from_on", "ends_on", "yearly", "on", "holds"), [
    ("起日当天", JUNE, AUGUST, False, JUNE, True), ("止日当天", JUNE, AUGUST, False, AUGUST, True), ("止日之后", JUNE, AUGUST, False, date(2024, 8, 21), False),
    ("起日之前", JUNE, AUGUST, False, date(2024, 6, 9), False), ("没有止日", JUNE, None, False, date(2030, 1, 1), True),
    ("每年汛期：下一年也算", JUNE, AUGUST, True, date(2026, 7, 1), True), ("每年汛期：秋天不算", JUNE, AUGUST, True, date(2026, 9, 1), False),
    ("每年汛期：登记之前的年份不算", JUNE, AUGUST, True, date(2023, 7, 1), False),
    ("每年冬季跨年：十二月", DECEMBER, FEBRUARY, True, date(2026, 12, 31), True), ("每年冬季跨年：一月", DECEMBER, FEBRUARY, True, date(2027, 1, 15), True),
    ("每年冬季跨年：三月不算", DECEMBER, FEBRUARY, True, date(2027, 3, 1), False),
    ("每年冬季跨年：十一月不算", DECEMBER, FEBRUARY, True, date(2026, 11, 30), False),
])
def test_a_condition_holds_on_its_days(title: str, from_on: date, ends_on: date | None, yearly: bool, on: date, holds: bool) -> None:
    assert holds_on(Season(from_on, ends_on, yearly, on)) is holds, title


@pytest.mark.parametrize(("title", "facts", "code"), [
    ("一处，长期", Entering("112 31", JUNE, None, False), None), ("一段，季节", Entering("112 31;112.1 31", DECEMBER, FEBRUARY, True), None),
    ("不是经纬度", Entering("桥头", JUNE, None, False), "PLA-255"), ("每年此时没有止日", Entering("112 31", JUNE, None, True), "PLA-256"),
    ("每年此时满一年", Entering("112 31", JUNE, date(2025, 6, 10), True), "PLA-256"),
])
def test_a_condition_is_entered_whole(title: str, facts: Entering, code: str | None) -> None:
    refusal = refusal_to_enter_condition(facts)
    assert (refusal.code if refusal else None) == code, title
