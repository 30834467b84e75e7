"""The weekly dispatch as its pages show it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weijian.domains.governance.models import DispatchSheet
from weijian.domains.governance.queries.dispatch import OPEN, Board, Due, due_at, due_of, last_filed, lines_of, points_of
from weijian.domains.governance.rules import dispatch as rules
from weijian.domains.governance.rules.contradictions import Line, TypedSheet, number
from weijian.domains.governance.rules.dispatch import Kept, Punctual, week_ends_on
from weijian.domains.governance.rules.writing import period_words
from weijian.domains.governance.states import SHEET_WORDS, SheetState
from weijian.domains.governance.visibility import FILE_SHEETS, REVIEW_SHEETS
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.parts import Action, Clock, Entry, Fact, Tier, steps
from weijian.kernel.standing import Standing

TIERS: dict[Punctual, Tier] = {
    Punctual.ON_TIME: "green", Punctual.FILED_LATE: "yellow", Punctual.DUE: "yellow", Punctual.OVERDUE: "red", Punctual.AHEAD: "",
}
HOUR, DAY, HISTORY = 60, 1440, 30
WAY = (SheetState.DRAFT, SheetState.FILED, SheetState.ACCEPTED)


def clock_words(kept: Kept | None) -> str:
    """How a week stands, in words: 逾期未报 2天."""
    if kept is None:
        return _("放假安排未公布，期限待定")
    words = _(kept.state.label)
    if not kept.late_minutes:
        return words
    if kept.late_minutes >= DAY:
        return words + " " + _("%(days)s天") % {"days": kept.late_minutes // DAY}
    return words + " " + _("%(hours)s小时") % {"hours": max(1, kept.late_minutes // HOUR)}


def clock_of(kept: Kept | None) -> Clock:
    return Clock(clock_words(kept), TIERS[kept.state] if kept else "")


def week_words(week_on: date) -> str:
    return period_words("weekly", week_on, week_ends_on(week_on))


@dataclass(frozen=True)
class Square:
    """One cell of the board: where it leads, what state, how punctual."""

    words: str
    href: str
    clock: Clock
    own: bool = False


def square_of(due: Due | None, standing: Standing) -> Square | None:
    if due is None:
        return None
    own = due.institution.code in standing.institutions_for(FILE_SHEETS)
    words = SHEET_WORDS[SheetState(due.sheet.state)] if due.sheet else "未填"
    if own and due.waits:
        return Square(words, reverse("dispatch-fill", args=[due.institution.pk, due.week_on.isoformat()]), clock_of(due.kept), True)
    return Square(words, reverse("dispatch-sheet", args=[due.sheet.pk]) if due.sheet else "", clock_of(due.kept))


def squares(found: Board, standing: Standing) -> list[tuple[str, list[Square | None]]]:
    return [(row.institution.name, [square_of(due, standing) for due in row.weeks]) for row in found.rows]


@dataclass(frozen=True)
class ShownLine:
    line: Line
    value: str
    parts: str
    wrong: bool
    figure_id: int | None


def shown_lines(sheet: DispatchSheet, wrong: set[int | None]) -> list[ShownLine]:
    figures = {one.position: one.figure_id for one in sheet.lines.all()}
    return [ShownLine(line, number(line.value), _parts(line), at in wrong, figures.get(at)) for at, line in enumerate(lines_of(sheet))]


def _parts(line: Line) -> str:
    if line.numerator is None or line.denominator is None:
        return ""
    return f"{number(line.numerator)} / {number(line.denominator)}"


def sheet_page(sheet: DispatchSheet, standing: Standing, *, at: datetime) -> dict[str, Any]:
    """Everything the page of a sheet shows."""
    points = points_of(sheet)
    own = sheet.institution.code in standing.institutions_for(FILE_SHEETS)
    office = standing.reaches(REVIEW_SHEETS, sheet.institution.place.code)
    due = due_of(sheet.institution, sheet.week_on, sheet, due_at(sheet.week_on, sheet.institution.place.code), at)
    state = SheetState(sheet.state)
    return {
        "sheet": sheet, "week": week_words(sheet.week_on), "points": points, "open": [one for one in points if not one.explanation], "own": own,
        "may_file": own and state in OPEN, "clock": clock_of(due.kept), "facts": _facts(sheet, due),
        "steps": steps([(s.value, SHEET_WORDS[s]) for s in WAY], SheetState.DRAFT.value if state is SheetState.RETURNED else state.value),
        "lines": shown_lines(sheet, {one.found.line for one in points}), "actions": _actions(sheet, standing) if office else [],
        "history": history_of("DispatchSheet", sheet.pk), "last": last_filed(sheet),
    }


def _facts(sheet: DispatchSheet, due: Due) -> list[Fact]:
    clock = localtime(due.due_at).strftime("%Y-%m-%d %H:%M") if due.due_at else ""
    filed = f"{sheet.filed_by_name} {localtime(sheet.filed_at).strftime('%Y-%m-%d %H:%M')}" if sheet.filed_at else ""
    accepted = f"{sheet.accepted_by_name} {localtime(sheet.accepted_at).strftime('%Y-%m-%d %H:%M')}" if sheet.accepted_at else ""
    return [
        Fact(_("单位"), sheet.institution.name), Fact(_("报送时限"), clock, missing="" if clock else _("放假安排未公布，期限待定")),
        Fact(_("报送人"), filed, missing="" if filed else _("未报")), Fact(_("汇总人"), accepted, missing="" if accepted else _("未汇总")),
    ]


def _actions(sheet: DispatchSheet, standing: Standing) -> list[Action]:
    state, own = SheetState(sheet.state), sheet.filed_by_id is not None and sheet.filed_by_id == standing.account_id
    refusal = rules.refusal_to_accept(rules.Accepting(state, own))
    back = rules.refusal_to_return(rules.Returning(state, "-"))
    version = {"version": str(sheet.version)}
    return [
        Action(_("汇总"), reverse("dispatch-accept", args=[sheet.pk]), "post", refusal, "check", primary=True, fields=version),
        Action(_("退回"), reverse("dispatch-return", args=[sheet.pk]), refusal=back, icon="arrow-back-up"),
    ]


def history_of(kind: str, key: int) -> list[Entry]:
    rows = Happening.objects.filter(subject_kind=kind, subject_key=str(key)).order_by("-pk")[:HISTORY]
    return [Entry(one.at, one.by_name, sentence_of(one)) for one in rows]


@dataclass(frozen=True)
class Difference:
    """What somebody else wrote meanwhile beside what was typed here."""

    label: str
    theirs: str
    mine: str


def differences(held: DispatchSheet, typed: TypedSheet) -> list[Difference]:
    """Only what is not the same on both sides."""
    pairs = [
        ("本周完成", held.done, typed.done.strip()), ("下周计划", held.planned, typed.planned.strip()), ("问题与请求", held.problems, typed.problems.strip()),
    ]
    theirs, mine = _by_name(lines_of(held)), _by_name(typed.lines)
    pairs += [(name, theirs.get(name, "—"), mine.get(name, "—")) for name in dict.fromkeys([*theirs, *mine])]
    return [Difference(label, one or "—", other or "—") for label, one, other in pairs if one != other]


def _by_name(lines: Any) -> dict[str, str]:
    return {f"{line.what}{'（累计）' if line.cumulative else ''}": f"{number(line.value)}{line.unit}" for line in lines}
