"""The weekly dispatch: who files, when it is due, who has filed, who is late, and what does not agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from weijian.domains.governance.models import DispatchSheet as DispatchSheet
from weijian.domains.governance.models import DispatchUnit, Figure
from weijian.domains.governance.rules.contradictions import Contradiction, Line, Registered, Week, contradictions, unexplained
from weijian.domains.governance.rules.dispatch import Keeping, Kept, Punctual, due_of_week, monday_of, punctuality, week_ends_on, weeks_until
from weijian.domains.governance.states import SheetState
from weijian.domains.governance.visibility import sheets_filed, sheets_reviewed, units_seen
from weijian.domains.registry.api import Institution as Institution
from weijian.foundation.parameters.calendar import workdays
from weijian.foundation.parameters.queries import setting
from weijian.kernel.deadlines import Workdays
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

WEEKS_SHOWN, OWN_WEEKS = 6, 8
OPEN = (SheetState.DRAFT, SheetState.RETURNED)


def units() -> QuerySet[DispatchUnit]:
    return DispatchUnit.objects.select_related("institution__place").order_by("institution__code", "-from_on")


def on_duty(found: QuerySet[DispatchUnit], week_on: date) -> QuerySet[DispatchUnit]:
    """Those that file for the week: on duty on its last day."""
    last = week_ends_on(week_on)
    return found.filter(Q(until_on__isnull=True) | Q(until_on__gte=last), from_on__lte=last)


def has_duty(institution: Institution, week_on: date) -> bool:
    return on_duty(units().filter(institution=institution), week_on).exists()


def sheets() -> QuerySet[DispatchSheet]:
    return DispatchSheet.objects.select_related("institution__place").prefetch_related("lines")


def sheet_of(institution: Institution, week_on: date) -> DispatchSheet | None:
    return sheets().filter(institution=institution, week_on=week_on).first()


def due_at(week_on: date, region_code: str = "") -> datetime | None:
    """When the week's sheets are due; None where the holidays of the year are not known, so that nobody is called late by a guess."""
    return clocks_of([week_on], region_code)[week_on]


def clocks_of(weeks: list[date], region_code: str = "") -> dict[date, datetime | None]:
    """When each week's sheets are due, by the calendar as it is known on the latest of them."""
    known = workdays(on=max(weeks), region_code=region_code)
    return {week: _due_at(week, region_code, known) for week in weeks}


def _due_at(week_on: date, region_code: str, known: Workdays) -> datetime | None:
    weekday, hour = (setting(f"governance.dispatch_{what}", on=week_on, region_code=region_code).value for what in ("weekday", "hour"))
    try:
        return due_of_week(week_on, weekday, hour, known)
    except Refusal:
        return None


@dataclass(frozen=True)
class Due:
    """A unit's week: its sheet, if there is one, and how it stands with the clock (None: no clock known)."""

    institution: Institution
    week_on: date
    sheet: DispatchSheet | None
    due_at: datetime | None
    kept: Kept | None
    open_points: int = 0

    @property
    def waits(self) -> bool:
        """The unit has still to file it."""
        return self.sheet is None or self.sheet.state in OPEN


def due_of(institution: Institution, week_on: date, sheet: DispatchSheet | None, clock: datetime | None, at: datetime) -> Due:
    filed = sheet.first_filed_at if sheet else None
    kept = punctuality(Keeping(clock, filed, at)) if clock else None
    return Due(institution, week_on, sheet, clock, kept)


@dataclass(frozen=True)
class Row:
    institution: Institution
    weeks: tuple[Due | None, ...]


@dataclass(frozen=True)
class Board:
    """Units × weeks, the latest week first; a week in which a unit had no duty is None."""

    weeks: tuple[date, ...]
    rows: tuple[Row, ...]
    filed: int
    late: int
    missing: int


def board(standing: Standing, place_code: str, *, on: date, at: datetime, count: int = WEEKS_SHOWN) -> Board:
    """Who filed, who is late and by how long; the numbers on top are of the latest week that was due."""
    weeks = weeks_until(on, count)
    found = units_seen(units(), standing).filter(institution__place__code__startswith=place_code)
    held = {(s.institution_id, s.week_on): s for s in sheets().filter(week_on__in=weeks)}
    clocks = clocks_of(weeks, place_code)
    rows = tuple(_row(institution, duties, weeks, held, clocks, at) for institution, duties in _by_institution(found).items())
    return Board(tuple(weeks), rows, *_counts(rows, _asked(weeks, clocks, at)))


def _by_institution(found: Iterable[DispatchUnit]) -> dict[Institution, list[DispatchUnit]]:
    grouped: dict[Institution, list[DispatchUnit]] = {}
    for unit in found:
        grouped.setdefault(unit.institution, []).append(unit)
    return grouped


def _row(
    institution: Institution, duties: list[DispatchUnit], weeks: list[date], held: dict[tuple[int, date], DispatchSheet], clocks: dict[date, datetime | None],
    at: datetime,
) -> Row:
    def one(week: date) -> Due | None:
        last = week_ends_on(week)
        if not any(d.from_on <= last and (d.until_on is None or d.until_on >= last) for d in duties):
            return None
        return due_of(institution, week, held.get((institution.pk, week)), clocks[week], at)

    return Row(institution, tuple(one(week) for week in weeks))


def _asked(weeks: list[date], clocks: dict[date, datetime | None], at: datetime) -> int:
    """Position of the latest week whose sheets were due already; the latest of all where none was."""
    return next((i for i, week in enumerate(weeks) if (clock := clocks[week]) and clock <= at), 0)


def _counts(rows: tuple[Row, ...], at: int) -> tuple[int, int, int]:
    cells = [row.weeks[at] for row in rows]
    states = [cell.kept.state for cell in cells if cell and cell.kept]
    filed = sum(state in (Punctual.ON_TIME, Punctual.FILED_LATE) for state in states)
    return filed, states.count(Punctual.FILED_LATE), states.count(Punctual.OVERDUE)


def own_weeks(standing: Standing, institutions: Iterable[Institution], *, on: date, at: datetime) -> list[Due]:
    """Her own institutions' last weeks, the latest first."""
    found = []
    for institution in institutions:
        duties = list(units().filter(institution=institution))
        weeks = weeks_until(on, OWN_WEEKS)
        held = {(s.institution_id, s.week_on): s for s in sheets().filter(institution=institution, week_on__in=weeks)}
        clocks = clocks_of(weeks, institution.place.code)
        found += [due for due in _row(institution, duties, weeks, held, clocks, at).weeks if due]
    return sorted(found, key=lambda due: (due.week_on, due.institution.code), reverse=True)


def own_institutions(standing: Standing, capability: str) -> list[Institution]:
    return list(Institution.objects.select_related("place").filter(code__in=standing.institutions_for(capability)).order_by("code"))


def lines_of(sheet: DispatchSheet | None) -> tuple[Line, ...]:
    return tuple(
        Line(one.what, one.value, one.unit, one.cumulative, one.indicator_code, one.numerator, one.denominator)
        for one in (sorted(sheet.lines.all(), key=lambda line: line.position) if sheet else ())
    )


def last_filed(sheet: DispatchSheet) -> DispatchSheet | None:
    """The sheet of the week before, if it was filed."""
    return last_sheet(sheet.institution, sheet.week_on)


def last_sheet(institution: Institution, week_on: date) -> DispatchSheet | None:
    return sheets().filter(institution=institution, week_on=_week_before(week_on), filed_at__isnull=False).first()


def _week_before(week_on: date) -> date:
    return monday_of(date.fromordinal(week_on.toordinal() - 1))


def week_of(sheet: DispatchSheet) -> Week:
    """The sheet with what it is held against: the week before, and the register."""
    last = last_filed(sheet)
    limit = setting("governance.dispatch_jump_percent", on=sheet.week_on, region_code=sheet.institution.place.code).value
    return Week(
        lines_of(sheet), sheet.done, lines_of(last) if last else None, last.planned if last else "", tuple(registered_for(sheet)), Decimal(str(limit)),
    )


def registered_for(sheet: DispatchSheet) -> list[Registered]:
    """Figures of the register that are of the same institution, or of the place it serves, and of these days; what this sheet itself entered aside."""
    first, last = sheet.week_on, week_ends_on(sheet.week_on)
    of_place = [f for f in _figures_of_place(sheet) if sheet.institution.name.startswith(f.place_name)]
    of_institution = Figure.objects.filter(institution_code=sheet.institution.code)
    days = Q(until_on__range=(first, last)) | Q(until_on__isnull=True, as_of_on__range=(first, last))
    found = of_institution.filter(days, withdrawn_at__isnull=True).exclude(pk__in=sheet.lines.exclude(figure=None).values("figure"))
    return [_registered(figure, first) for figure in [*found, *of_place]]


def _figures_of_place(sheet: DispatchSheet) -> list[Figure]:
    code, first, last = sheet.institution.place.code, sheet.week_on, week_ends_on(sheet.week_on)
    around = [code[:n] for n in (6, 9, 12)]
    found = Figure.objects.filter(place_code__in=around, withdrawn_at__isnull=True, until_on__range=(first, last))
    return list(found.exclude(place_name="").exclude(institution_code=sheet.institution.code))


def _registered(figure: Figure, first: date) -> Registered:
    so_far = figure.from_on is None or figure.from_on < first
    return Registered(
        figure.what, figure.value, figure.unit, figure.step, figure.value_max, figure.indicator_code, str(figure.get_origin_display()), so_far,
    )


@dataclass(frozen=True)
class Point:
    """A contradiction as a sheet's page shows it, with what the unit says about it."""

    found: Contradiction
    explanation: str


def points_of(sheet: DispatchSheet) -> list[Point]:
    return [Point(one, sheet.explanations.get(one.key, "")) for one in contradictions(week_of(sheet))]


def unexplained_of(sheet: DispatchSheet, explanations: dict[str, str]) -> tuple[Contradiction, ...]:
    return unexplained(contradictions(week_of(sheet)), explanations)


@dataclass(frozen=True)
class DispatchWaiting:
    """What waits for a person: her own sheets due and overdue, and sheets to accept."""

    due: int = 0
    overdue: int = 0
    to_accept: int = 0
    returned: int = 0


def dispatch_waiting_for(standing: Standing, *, on: date, at: datetime) -> DispatchWaiting:
    own = own_weeks(standing, own_institutions(standing, "governance.dispatch.file"), on=on, at=at)
    states = [due.kept.state for due in own if due.waits and due.kept]
    returned = sheets_filed(DispatchSheet.objects.filter(state=SheetState.RETURNED), standing).count()
    to_accept = sheets_reviewed(DispatchSheet.objects.filter(state=SheetState.FILED), standing).count()
    return DispatchWaiting(states.count(Punctual.DUE), states.count(Punctual.OVERDUE), to_accept, returned)


