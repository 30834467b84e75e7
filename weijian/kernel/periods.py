"""Periods as reports name them, and the days they cover."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Days:
    from_on: date
    until_on: date


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PARTS = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?(?:度|全年)?"
    r"(?:(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度|前(?P<first>[一二三四1-4])季度"
    r"|(?P<month>1[0-2]|0?[1-9])(?:[-—~至到](?P<last>1[0-2]|0?[1-9]))?月(?:份|底|末)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
)
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)年?[-—~至到](?P<last>(?:19|20)\d\d)年")


def days_of_period(period: str) -> Days | None:
    """The first and last day of a period as reports name it (2022年、2024年上半年、2025年第三季度、2026年1-9月); None when it is not one."""
    text = period.replace(" ", "").removeprefix("截至")
    if years := _YEARS.fullmatch(text):
        return Days(date(int(years["first"]), 1, 1), date(int(years["last"]), 12, 31))
    found = _PARTS.fullmatch(text)
    return _days(found) if found else None


def _days(found: "re.Match[str]") -> Days | None:
    year, first, last = int(found["year"]), 1, 12
    if found["half"]:
        first, last = (1, 6) if found["half"] == "上半年" else (7, 12)
    elif found["quarter"]:
        last = 3 * _QUARTERS[found["quarter"]]
        first = last - 2
    elif found["first"]:
        last = 3 * _QUARTERS[found["first"]]
    elif found["month"]:
        first, last = int(found["month"]), int(found["last"] or found["month"])
    if found["day"]:
        return _one_day(year, first, int(found["day"]))
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1])) if first <= last else None


def _one_day(year: int, month: int, day: int) -> Days | None:
    if day > monthrange(year, month)[1]:
        return None
    return Days(date(year, month, day), date(year, month, day))
