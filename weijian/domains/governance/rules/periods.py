"""Which days a figure of a week is of."""

from dataclasses import dataclass
from datetime import date

from weijian.domains.governance.rules.dispatch import week_ends_on
from weijian.domains.governance.rules.writing import period_words


@dataclass(frozen=True)
class Days:
    """First and last day, both counted, and how they are called."""

    from_on: date
    until_on: date
    words: str


def days_of_week(week_on: date, cumulative: bool) -> Days:
    """The week itself; for what is counted so far, from New Year to its last day."""
    last = week_ends_on(week_on)
    if not cumulative:
        return Days(week_on, last, period_words("weekly", week_on, last))
    return Days(date(last.year, 1, 1), last, f"{last.year}年1月1日至{last.month}月{last.day}日")
