"""The weekly dispatch: who files, and a sheet's way from draft to the roll-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from weijian.domains.governance import refusals as say
from weijian.domains.governance.events import SheetAccepted, SheetFiled, SheetReturned, SheetSaved, UnitDischarged, UnitEnlisted, WeekRolledUp
from weijian.domains.governance.indicators import indicator_named
from weijian.domains.governance.models import DispatchLine, DispatchSheet, DispatchUnit, Figure, Origin
from weijian.domains.governance.queries.dispatch import has_duty, unexplained_of, units
from weijian.domains.governance.rules import dispatch as rules
from weijian.domains.governance.rules.contradictions import Line, TypedSheet
from weijian.domains.governance.rules.periods import Days, days_of_week
from weijian.domains.governance.rules.rolling_up import Sum
from weijian.domains.governance.states import SheetState
from weijian.domains.governance.visibility import FILE_SHEETS, REVIEW_SHEETS
from weijian.domains.registry.api import Institution
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import local_day
from weijian.kernel.names import core
from weijian.kernel.quantities import RATES
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

REPLACED, HUNDREDTH = "周调度汇总后更新", Decimal("0.01")


class SheetOvertaken(Stale):
    """Somebody changed the sheet meanwhile; answered with 409."""


@dataclass(frozen=True)
class Whose:
    """Whose figure it is: a place's, or an institution's in a place."""

    place_code: str
    place_name: str
    institution_code: str = ""


def _is_the_house(by: Standing) -> bool:
    return by.account_id is None and bool(by.name)


def _must_file_for(institution: Institution, by: Standing) -> None:
    if not (_is_the_house(by) or institution.code in by.institutions_for(FILE_SHEETS)):
        raise Refusal(say.BEYOND_REACH, name=institution.name)


def _must_review(institution: Institution, by: Standing) -> None:
    if not (_is_the_house(by) or by.reaches(REVIEW_SHEETS, institution.place.code)):
        raise Refusal(say.BEYOND_REACH, name=institution.name)


@transaction.atomic
def enlist_unit(institution: Institution, from_on: date, *, by: Standing, at: datetime) -> DispatchUnit:
    """From a day on the institution files a sheet every week."""
    Institution.objects.select_for_update().get(pk=institution.pk)
    within = _is_the_house(by) or by.reaches(REVIEW_SHEETS, institution.place.code)
    taken = units().filter(institution=institution, until_on__isnull=True).exists()
    must(rules.refusal_to_enlist(rules.Enlisting(institution.name, within, taken)))
    made = DispatchUnit.objects.create(institution=institution, from_on=from_on)
    record(UnitEnlisted(institution.code, from_on), by=by, at=at)
    return made


@transaction.atomic
def discharge_unit(unit: DispatchUnit, until_on: date, *, by: Standing, at: datetime) -> DispatchUnit:
    """The institution files no more after a day; what it filed is kept."""
    held = DispatchUnit.objects.select_related("institution__place").select_for_update(of=("self",)).get(pk=unit.pk)
    _must_review(held.institution, by)
    must(rules.refusal_to_discharge(rules.Discharging(held.from_on, until_on)))
    held.until_on = until_on
    held.save(update_fields=["until_on"])
    record(UnitDischarged(held.institution.code, until_on), by=by, at=at)
    return held


@transaction.atomic
def save_sheet(institution: Institution, week_on: date, typed: TypedSheet, *, version: int, by: Standing, at: datetime) -> DispatchSheet:
    """Write the week's sheet over the version she had before her; 0 where there was none."""
    _must_file_for(institution, by)
    Institution.objects.select_for_update().get(pk=institution.pk)  # two first drafts of one week wait for each other
    held = DispatchSheet.objects.select_for_update(of=("self",)).filter(institution=institution, week_on=week_on).first()
    if version != (held.version if held else 0):
        raise SheetOvertaken(say.SHEET_CHANGED)
    state = SheetState(held.state) if held else SheetState.DRAFT
    must(rules.refusal_to_write_sheet(rules.Writing(institution.name, week_on, local_day(at), has_duty(institution, week_on), state)))
    must(_refusal_of_names(typed.lines))
    held = held or DispatchSheet(institution=institution, week_on=week_on, version=0)
    held.done, held.planned, held.problems, held.version = typed.done.strip(), typed.planned.strip(), typed.problems.strip(), held.version + 1
    held.save()
    _write_lines(held, typed.lines)
    record(SheetSaved(held.pk, institution.code, week_on, held.version), by=by, at=at)
    return held


def _refusal_of_names(lines: Sequence[Line]) -> Refusal | None:
    """One figure is written once: this week's and the one so far are two."""
    seen: set[tuple[str, bool]] = set()
    for line in lines:
        if (name := (core(line.what), line.cumulative)) in seen:
            return Refusal(say.LINE_TWICE, what=line.what)
        seen.add(name)
    return None


def _write_lines(sheet: DispatchSheet, lines: Sequence[Line]) -> None:
    sheet.lines.all().delete()
    DispatchLine.objects.bulk_create(
        DispatchLine(
            sheet=sheet, position=at, what=one.what, indicator_code=one.indicator_code, value=one.value, unit=one.unit, cumulative=one.cumulative,
            numerator=one.numerator, denominator=one.denominator,
        )
        for at, one in enumerate(lines)
    )


def _locked(sheet: DispatchSheet, version: int) -> DispatchSheet:
    held = DispatchSheet.objects.select_related("institution__place").select_for_update(of=("self",)).get(pk=sheet.pk)
    if held.version != version:
        raise SheetOvertaken(say.SHEET_CHANGED)
    return held


@transaction.atomic
def file_sheet(sheet: DispatchSheet, explanations: Mapping[str, str], *, version: int, by: Standing, at: datetime) -> DispatchSheet:
    """Hand the week in, with what is said about everything that does not agree."""
    held = _locked(sheet, version)
    _must_file_for(held.institution, by)
    said = {**held.explanations, **{key: text.strip()[:400] for key, text in explanations.items() if text.strip()}}
    empty = not (held.done or held.planned or held.lines.exists())
    must(rules.refusal_to_file(rules.Filing(SheetState(held.state), empty, len(unexplained_of(held, said)))))
    held.state, held.explanations, held.filed_at, held.version = SheetState.FILED, said, at, held.version + 1
    held.filed_by_id, held.filed_by_name, held.first_filed_at = by.account_id, by.name, held.first_filed_at or at
    held.save()
    record(SheetFiled(held.pk, held.institution.code, held.week_on, len(said)), by=by, at=at)
    return held


@transaction.atomic
def return_sheet(sheet: DispatchSheet, why: str, *, version: int, by: Standing, at: datetime) -> DispatchSheet:
    """Back to the unit, with a reason; figures that an accepted sheet had entered are withdrawn."""
    held = _locked(sheet, version)
    _must_review(held.institution, by)
    must(rules.refusal_to_return(rules.Returning(SheetState(held.state), why)))
    _withdraw_lines(held, why.strip(), at)
    held.state, held.returned_why, held.version = SheetState.RETURNED, why.strip()[:400], held.version + 1
    held.accepted_at, held.accepted_by_name = None, ""
    held.save()
    record(SheetReturned(held.pk, held.institution.code, held.week_on, held.returned_why), by=by, at=at)
    return held


@transaction.atomic
def accept_sheet(sheet: DispatchSheet, *, version: int, by: Standing, at: datetime) -> DispatchSheet:
    """Take the week into the roll-up: its figures enter the register."""
    held = _locked(sheet, version)
    _must_review(held.institution, by)
    own = by.account_id is not None and held.filed_by_id == by.account_id
    must(rules.refusal_to_accept(rules.Accepting(SheetState(held.state), own)))
    entered = _enter_lines(held, by, at)
    held.state, held.accepted_by_name, held.accepted_at, held.version = SheetState.ACCEPTED, by.name, at, held.version + 1
    held.returned_why = ""
    held.save()
    record(SheetAccepted(held.pk, held.institution.code, held.week_on, entered), by=by, at=at)
    return held


@transaction.atomic
def roll_up_week(sums: Sequence[Sum], whose: Whose, week_on: date, *, by: Standing, at: datetime) -> list[Figure]:
    """The place's sums of a week enter the register; a sum that has changed since replaces the one before."""
    if not (_is_the_house(by) or by.reaches(REVIEW_SHEETS, whose.place_code)):
        raise Refusal(say.BEYOND_REACH, name=whose.place_name)
    entered = [_enter_sum(row, whose, week_on, by, at) for row in sums if row.value is not None]
    if not entered:
        raise Refusal(say.NOTHING_TO_ROLL_UP)
    record(WeekRolledUp(whose.place_code, week_on, len(entered)), by=by, at=at)
    return entered


def _enter_lines(sheet: DispatchSheet, by: Standing, at: datetime) -> int:
    """Each figure of the sheet, as its institution's; returns how many."""
    whose = Whose(sheet.institution.place.code, sheet.institution.name, sheet.institution.code)
    lines = list(sheet.lines.all())
    for row in lines:
        line = Line(row.what, row.value, row.unit, row.cumulative, row.indicator_code, row.numerator, row.denominator)
        row.figure = _entered(line, whose, sheet.week_on, {"sheet": sheet.pk}, by, at)
        row.save(update_fields=["figure"])
    return len(lines)


def _withdraw_lines(sheet: DispatchSheet, why: str, at: datetime) -> None:
    """What an accepted sheet had entered no longer stands."""
    if sheet.state == SheetState.ACCEPTED:
        Figure.objects.filter(pk__in=sheet.lines.values("figure"), withdrawn_at__isnull=True).update(withdrawn_at=at, withdrawn_why=why[:200])
        sheet.lines.update(figure=None)


def _enter_sum(row: Sum, whose: Whose, week_on: date, by: Standing, at: datetime) -> Figure:
    """A sum of the roll-up, with the institutions it is made of."""
    assert row.value is not None
    line = Line(row.what, row.value, row.unit, row.cumulative, row.indicator_code, row.numerator, row.denominator)
    return _entered(line, whose, week_on, {"parts": {part.institution: str(part.line.value) for part in row.parts}}, by, at)


def _entered(line: Line, whose: Whose, week_on: date, snapshot: dict[str, Any], by: Standing, at: datetime) -> Figure:
    """The figure in force for this thing, place and days; where it was another number, the old one gives way to the new."""
    days = days_of_week(week_on, line.cumulative)
    old = _in_force(line, whose, days)
    if old is not None and (old.value, old.numerator, old.denominator) == (line.value, line.numerator, line.denominator):
        return old
    made = Figure.objects.create(
        what=line.what, indicator_code=line.indicator_code or indicator_named(line.what, line.unit), value=line.value,
        step=HUNDREDTH if line.unit in RATES else _step(line.value), unit=line.unit,
        kind="ratio" if line.unit in RATES else "level", place_code=whose.place_code, place_name=whose.place_name,
        institution_code=whose.institution_code, period=days.words, from_on=days.from_on, until_on=days.until_on, as_of_on=days.until_on,
        numerator=line.numerator, denominator=line.denominator, origin=Origin.ENTERED, snapshot=snapshot, document=f"周调度 {week_on.isoformat()}",
        entered_by_id=by.account_id, entered_by_name=by.name, entered_at=at,
    )
    if old is not None:
        old.withdrawn_at, old.withdrawn_why, old.replaced_by = at, REPLACED, made
        old.save(update_fields=["withdrawn_at", "withdrawn_why", "replaced_by"])
    return made


def _in_force(line: Line, whose: Whose, days: Days) -> Figure | None:
    return Figure.objects.select_for_update().filter(
        what=line.what, unit=line.unit, place_code=whose.place_code, institution_code=whose.institution_code, from_on=days.from_on,
        until_on=days.until_on, origin=Origin.ENTERED, withdrawn_at__isnull=True,
    ).first()


def _step(value: Decimal) -> Decimal:
    """The worth of the last digit written."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
