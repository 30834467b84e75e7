"""Periods as reports name them."""

from datetime import date

import pytest

from weijian.kernel.periods import Days, days_of_period


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2022年", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024年度", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024年上半年", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024年下半年", date(2024, 7, 1), date(2024, 12, 31)),
        ("2025年第三季度", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025年一季度", date(2025, 1, 1), date(2025, 3, 31)),
        ("2026年前三季度", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026年1-9月", date(2026, 1, 1), date(2026, 9, 30)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024年2月底", date(2024, 2, 1), date(2024, 2, 29)),
        ("截至2021年3月25日", date(2021, 3, 25), date(2021, 3, 25)),
        ("2019—2021年", date(2019, 1, 1), date(2021, 12, 31)),
        ("2019 至 2021年", date(2019, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(period: str, first: date, last: date) -> None:
    assert days_of_period(period) == Days(first, last)


@pytest.mark.parametrize("words", ["", "近年来", "“十四五”期间", "2023年2月30日", "2026年9-1月", "去年"])
def test_what_is_no_period_has_no_days(words: str) -> None:
    assert days_of_period(words) is None
