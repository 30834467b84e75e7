"""What a labelled project reports upward, for which period, and until when. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from weijian.domains.planning import refusals as say
from weijian.domains.planning.states import ProjectState
from weijian.kernel.dates import add_months, can_be_meant
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

MONTHS = 12


@dataclass(frozen=True)
class Cadence:
    """Every so many months (0: never), asked on a day."""

    months: int
    on: date


@dataclass(frozen=True)
class ReportPeriod:
    """`due_on` is the last day on which it is in time."""

    from_on: date
    until_on: date

    def due_on(self, days: int) -> date:
        return self.until_on + timedelta(days=days)

    @property
    def label(self) -> str:
        first, last = self.from_on, self.until_on
        return f"{first:%Y年%-m月}" if first.month == last.month else f"{first.year}年{first.month}—{last.month}月"


@ruling("源报告000、001：省级重点项目；平台约定：报告期自每年1月起按月数分段，结束之后报送")
def period_to_report(facts: Cadence) -> ReportPeriod | None:
    """The latest period that is over on the day; None where nothing is to be reported. A year's last period ends with the year."""
    if not facts.months:
        return None
    months, year, month = min(facts.months, MONTHS), facts.on.year, facts.on.month
    first = month - (month - 1) % months
    until_on = date(year, first, 1) - timedelta(days=1)
    begins = until_on.month - (until_on.month - 1) % months
    return ReportPeriod(date(until_on.year, begins, 1), until_on)


def period_beginning(on: date, months: int) -> ReportPeriod | None:
    """The period whose first day this is; None where none begins on it."""
    if not months or not can_be_meant(on) or on.day != 1 or (on.month - 1) % min(months, MONTHS):
        return None
    until_on = min(add_months(on, min(months, MONTHS)), date(on.year + 1, 1, 1)) - timedelta(days=1)
    return ReportPeriod(on, until_on)


@dataclass(frozen=True)
class Underway:
    """A project and a period's two days."""

    approved_on: date | None
    commissioned_on: date | None
    state: ProjectState
    from_on: date
    until_on: date


@ruling("平台约定：报告期末日之前已批复、首日之前尚未投用的项目报送；终止的不再报送")
def was_under_way(facts: Underway) -> bool:
    """Approved by the period's last day, and not opened before its first; one given up reports no more."""
    begun = facts.approved_on is not None and facts.approved_on <= facts.until_on
    opened = facts.commissioned_on is not None and facts.commissioned_on < facts.from_on
    return begun and not opened and facts.state is not ProjectState.CANCELLED


@dataclass(frozen=True)
class Filing:
    """A report about to be filed for the period that begins on `asked_on`; `period` None: none begins on it. `reports`: its label reports at all;
    `during`: the project was under way in the period; `filed_by` empty where nobody has filed it."""

    label: str
    asked_on: date
    period: ReportPeriod | None
    on: date
    during: bool
    filed_by: str = ""
    reports: bool = True


@ruling("平台约定：有重点级别的项目按上级的期限报送，报送之后不再改动")
def refusal_to_file(facts: Filing) -> Refusal | None:
    """Once, after the period, of a project that was under way in it."""
    if not facts.reports:
        return Refusal(say.REPORT_NOT_ASKED, label=facts.label)
    if facts.period is None:
        return Refusal(say.PERIOD_WRONG, value=facts.asked_on.isoformat())
    if facts.period.until_on >= facts.on:
        return Refusal(say.REPORT_TOO_EARLY, period=facts.period.label, until_on=facts.period.until_on.isoformat())
    if not facts.during:
        return Refusal(say.REPORT_BEFORE_APPROVAL, period=facts.period.label)
    return Refusal(say.REPORT_FILED, period=facts.period.label, by=facts.filed_by) if facts.filed_by else None
