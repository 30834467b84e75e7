"""The days a figure speaks of, and the day its population is counted on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from weijian.kernel.dates import add_months


@dataclass(frozen=True, order=True)
class Period:
    """From a day until a day, both included. `population_on` is the day people are counted on: the last, unless a definition says otherwise."""

    from_on: date
    until_on: date
    counted_on: date | None = None

    def __post_init__(self) -> None:
        if self.from_on > self.until_on:
            raise ValueError(f"a period ends before it begins: {self.from_on}, {self.until_on}")

    @property
    def population_on(self) -> date:
        return self.counted_on or self.until_on

    def born_by(self, years: int) -> date:
        """The latest birthday of those who have completed so many years on the period's last day."""
        return years_before(self.until_on, years)

    def calendar_years(self, years: int) -> "Period":
        """This year until the period's end, and the whole years before it: `years` calendar years in all."""
        return replace(self, from_on=date(self.until_on.year - years + 1, 1, 1))

    def last_days(self, days: int) -> "Period":
        return replace(self, from_on=self.until_on - timedelta(days=days - 1))


class PopulationDate(StrEnum):
    """Which day's population the denominator counts (the national statistics yearbook: 年末, 年初, 年中; programme rules: 期末)."""

    PERIOD_END = "period_end"
    PERIOD_START = "period_start"
    LAST_YEAR_END = "last_year_end"
    MID_YEAR = "mid_year"

    def of(self, period: Period) -> date:
        return _POPULATION_DAY[self](period)


_POPULATION_DAY = {
    PopulationDate.PERIOD_END: lambda p: p.until_on,
    PopulationDate.PERIOD_START: lambda p: p.from_on,
    PopulationDate.LAST_YEAR_END: lambda p: date(p.until_on.year - 1, 12, 31),
    PopulationDate.MID_YEAR: lambda p: date(p.until_on.year, 6, 30),
}


class PeriodRule(StrEnum):
    """The period a definition looks at when it is asked about one."""

    AS_ASKED = "as_asked"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_YEAR = "rolling_year"

    def of(self, period: Period) -> Period:
        return _RULED[self](period)


_RULED = {
    PeriodRule.AS_ASKED: lambda p: p,
    PeriodRule.YEAR_TO_DATE: lambda p: Period(date(p.until_on.year, 1, 1), p.until_on),
    PeriodRule.ROLLING_YEAR: lambda p: Period(add_months(p.until_on + timedelta(days=1), -12), p.until_on),
}


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; before 29 February of a common year stands 28 February."""
    return add_months(day, -12 * years)


def months_to_date(first: date, months: int) -> Iterator[Period]:
    """Month after month from the month of `first`, each period from 1 January of its year until the month's last day (累计)."""
    for i in range(months):
        until = add_months(first.replace(day=1), i + 1) - timedelta(days=1)
        yield Period(date(until.year, 1, 1), until)
