"""Dates as people type them, ages as the regulations count them, and periods of validity.

No clock: the day to reckon from is always given. Ages follow the rulebook, chapter 0.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from weijian.kernel import refusals as say
from weijian.kernel.refusal import Refusal, must

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1800, 2199
_LAST_SERIAL = 109_575  # 31 December 2199 in the 1900 system

_SEPARATED = re.compile(r"(\d{1,4})\s*[-/.年\\]\s*(\d{1,2})\s*[-/.月\\]\s*(\d{1,2})\s*[日号]?")
_MONTH_ONLY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{4}(0[1-9]|1[0-2])")
_TIME_OF_DAY = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x2013: "-",
    0x2014: "-",
    0x3002: ".",
}


def age_years(born_on: date, on: date) -> int:
    """Completed years on a day. Someone born on 29 February comes of age on 1 March in common years.

    Raises Refusal when the day lies before the birth.
    """
    if on < born_on:
        raise Refusal(say.AGE_BEFORE_BIRTH)
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def age_months(born_on: date, on: date) -> int:
    """Completed calendar months on a day: the largest n with `add_months(born_on, n) <= on`.

    Month ages clamp to the end of the month (31 January + 1 = 28 February), so a child of 29 February is 12 months old on
    28 February but one year old on 1 March. Raises Refusal when the day lies before the birth.
    """
    if on < born_on:
        raise Refusal(say.AGE_BEFORE_BIRTH)
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months - (add_months(born_on, months) > on)


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier), clamped to the end of the month."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def local_day(moment: datetime) -> date:
    """The calendar day in China of an aware moment; a naive one is taken to be Chinese wall-clock time."""
    return moment.date() if moment.tzinfo is None else moment.astimezone(CHINA).date()


def parse_date(value: object, *, excel_serial: bool = False) -> date | Refusal:
    """The date somebody typed or a spreadsheet gave, or the reason why it is none.

    Reads 1951-02-03, 1951/2/3, 1951.2.3, 1951年2月3日, 19510203, a time of day behind any of them (dropped), `date`,
    `datetime`, and with `excel_serial` a number of the 1900 system (18662 is 1951-02-03). Dates are year, month, day.
    """
    if isinstance(value, str):
        return _parse_text(value, excel_serial)
    if isinstance(value, datetime):
        return _within_years(local_day(value))
    if isinstance(value, date):
        return _within_years(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _parse_number(float(value), excel_serial)
    return Refusal(say.DATE_MISSING if value is None else say.DATE_UNREADABLE)


def fault_in_date(value: object, *, excel_serial: bool = False) -> Refusal | None:
    """Why this is not a date; None when `parse_date` reads it."""
    read = parse_date(value, excel_serial=excel_serial)
    return read if isinstance(read, Refusal) else None


def _parse_text(text: str, excel_serial: bool) -> date | Refusal:
    if len(text) == 10 and text[4] == "-" == text[7]:
        try:
            return _within_years(date.fromisoformat(text))
        except ValueError:
            pass  # the slow road below says why
    plain = _TIME_OF_DAY.sub("", text.translate(_HALF_WIDTH).strip()).strip()
    if not plain:
        return Refusal(say.DATE_MISSING)
    if parts := _SEPARATED.fullmatch(plain):
        return _from_parts(*parts.groups())
    if _MONTH_ONLY.fullmatch(plain):
        return Refusal(say.DATE_INCOMPLETE)
    if plain.isascii() and _NUMBER.fullmatch(plain):
        return _parse_number(float(plain), excel_serial)
    return Refusal(say.DATE_UNREADABLE)


def _from_parts(year: str, month: str, day: str) -> date | Refusal:
    if len(year) < 4:
        return Refusal(say.DATE_SHORT_YEAR)
    try:
        return _within_years(date(int(year), int(month), int(day)))
    except ValueError:
        return Refusal(say.DATE_IMPOSSIBLE, year=int(year), month=int(month), day=int(day))


def _within_years(day: date) -> date | Refusal:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    return Refusal(say.DATE_YEAR, year=day.year, first=FIRST_YEAR, last=LAST_YEAR)


def _parse_number(number: float, excel_serial: bool) -> date | Refusal:
    if not 0 < number < 100_000_000:  # also turns away NaN and infinity
        return Refusal(say.DATE_UNREADABLE)
    whole = int(number)
    if whole >= 10_000_000 and whole == number:
        digits = str(whole)
        return _from_parts(digits[:4], digits[4:6], digits[6:])
    if whole > _LAST_SERIAL:
        return Refusal(say.DATE_UNREADABLE)
    return _from_serial(whole) if excel_serial else Refusal(say.DATE_SERIAL)


def _from_serial(serial: int) -> date | Refusal:
    """Day 1 is 1 January 1900; day 60 is the 29 February 1900 that never was, kept by Excel for Lotus 1-2-3."""
    if serial == 60:
        return Refusal(say.DATE_IMPOSSIBLE, year=1900, month=2, day=29)
    if serial < 1:
        return Refusal(say.DATE_UNREADABLE)
    return date(1899, 12, 31 if serial < 60 else 30) + timedelta(days=serial)


def fault_in_period(from_on: date, to_on: date | None) -> Refusal | None:
    """Why these are not a half-open period: the end must lie after the start."""
    if to_on is None or from_on < to_on:
        return None
    return Refusal(say.PERIOD_BACKWARDS, from_on=from_on.isoformat(), to_on=to_on.isoformat())


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `from_on` up to but not including `to_on`; None has no end. Raises Refusal when it would be empty."""

    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        must(fault_in_period(self.from_on, self.to_on))

    @classmethod
    def through(cls, first_on: date, last_on: date) -> "Period":
        """The period whose last day is `last_on`, as certificates print it (有效期至)."""
        return cls(first_on, last_on + timedelta(days=1))

    @property
    def last_on(self) -> date | None:
        return None if self.to_on is None else self.to_on - timedelta(days=1)

    def covers(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on < self.to_on)

    def overlaps(self, other: "Period") -> bool:
        """Do the two share a day? Periods that only touch do not."""
        ends_before = self.to_on is not None and self.to_on <= other.from_on
        return not ends_before and not (other.to_on is not None and other.to_on <= self.from_on)


def can_be_meant(day: date) -> bool:
    """Whether somebody can mean this day: beside it months and weeks can be reckoned, too."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
