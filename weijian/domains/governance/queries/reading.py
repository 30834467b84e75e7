"""Reports that were handed in, the figures found in them, and what the checks came to."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from weijian.domains.governance.models import Candidate as Candidate
from weijian.domains.governance.models import Figure
from weijian.domains.governance.models import SourceReport as SourceReport
from weijian.domains.governance.queries.marking import Line, Mark, damaged_in, lines_of, marked
from weijian.domains.governance.queries.words import facts_in_words, value_words
from weijian.domains.governance.rules.figures import Said, last_digit
from weijian.domains.governance.states import RELATIONS, VERDICTS, WAITING
from weijian.domains.registry.api import names_of_places, place_choices, the_county
from weijian.foundation.people.directory import directory
from weijian.kernel.periods import days_of_period
from weijian.kernel.standing import Standing

PART_LINES, ASKED_AT_ONCE = 60, 10_000  # lines of a report on one page; SQLite takes 32,766 values in one question
LINE_END = re.compile("\n")
# icon="circle-check" icon="alert-octagon" icon="arrow-right" icon="help"
ICONS = {"holds": "circle-check", "fails": "alert-octagon", "implies": "arrow-right", "cannot_be_checked": "help"}


@dataclass(frozen=True)
class ReportCriteria:
    title: str = ""
    place: str = ""
    waiting: bool = False


@dataclass(frozen=True)
class Check:
    """A relation between figures, with those it is of: (position counted from 1, key, part of the report)."""

    verdict: str
    relation: str
    words: str
    warning: bool
    figures: tuple[tuple[int, int, int], ...] = ()

    @property
    def icon(self) -> str:
        return ICONS.get(self.verdict, "help")

    @property
    def verdict_label(self) -> str:
        return _(VERDICTS.get(self.verdict, self.verdict))

    @property
    def relation_label(self) -> str:
        return _(RELATIONS[self.relation]) if self.relation in RELATIONS else self.relation


@dataclass(frozen=True)
class Found:
    """A figure found in the report as the page shows it: what it became, and the checks it takes part in."""

    candidate: Candidate
    figure: Figure | None
    checks: tuple[Check, ...]
    part: int

    @property
    def number(self) -> int:
        return self.candidate.position + 1

    @property
    def shown(self) -> Candidate | Figure:
        """What stands: the figure in the register, before that what was read."""
        return self.figure or self.candidate

    @property
    def value(self) -> str:
        return value_words(self.shown)

    @property
    def read_value(self) -> str:
        return value_words(self.candidate)

    @property
    def facts(self) -> str:
        return " · ".join(facts_in_words(self.shown, self.candidate.status))


@dataclass(frozen=True)
class Part:
    """So many lines of a report with the figures found in them."""

    number: int
    of: int
    lines: list[Line]
    found: list[Found]


@dataclass(frozen=True)
class Progress:
    total: int
    waiting: int

    @property
    def decided(self) -> int:
        return self.total - self.waiting


def reports() -> QuerySet[Any]:
    waiting = Count("candidates", filter=Q(candidates__state=WAITING))
    return SourceReport.objects.defer("raw", "text", "lines", "mends", "checks").annotate(found=Count("candidates"), waiting=waiting)


def whole_reports() -> QuerySet[SourceReport]:
    return SourceReport.objects.all()


def reports_matching(found: QuerySet[Any], criteria: ReportCriteria) -> QuerySet[Any]:
    if criteria.title:
        found = found.filter(title__contains=criteria.title)
    if criteria.place:
        found = found.filter(place_code__startswith=criteria.place)
    return found.filter(waiting__gt=0) if criteria.waiting else found


def report_known(sha256: str, place_code: str) -> SourceReport | None:
    """The report with this raw text that was handed in for the place already."""
    return SourceReport.objects.filter(sha256=sha256, place_code=place_code).first()


def candidates() -> QuerySet[Candidate]:
    in_force = Prefetch("figures", Figure.objects.filter(withdrawn_at__isnull=True), to_attr="in_force")
    return Candidate.objects.prefetch_related(in_force)


def progress_of(report: SourceReport) -> Progress:
    total = Candidate.objects.filter(report=report)
    return Progress(total.count(), total.filter(state=WAITING).count())


def part_of(report: SourceReport, number: int) -> Part:
    """The part of the report, counted from 1; the nearest one when there is no such."""
    lines = lines_of(report.text, report.lines)
    of = max(1, -(-len(lines) // PART_LINES))
    number = min(max(number, 1), of)
    shown = lines[(number - 1) * PART_LINES : number * PART_LINES]
    first, last = shown[0][1], shown[-1][1] + len(shown[-1][2])
    held = list(candidates().filter(report=report, start__gte=first, start__lte=last).order_by("start", "position"))
    for candidate in held:
        candidate.report = report  # a long text is loaded once, not for each of its figures
    return Part(number, of, _marked(shown, held), found_among(report, held))


def _marked(shown: Sequence[tuple[int, int, str]], held: Iterable[Candidate]) -> list[Line]:
    marks = [Mark(c.start, c.end, c.pk, c.position + 1, c.state, c.status == "damaged") for c in held] + damaged_in(shown)
    starts, by_line = [start for _raw, start, _line in shown], defaultdict(list)
    for mark in marks:
        by_line[bisect_right(starts, mark.start) - 1].append(mark)
    return [marked(raw, start, line, by_line[i]) for i, (raw, start, line) in enumerate(shown)]


def found_among(report: SourceReport, held: Sequence[Candidate]) -> list[Found]:
    """Each with its figure in force and its checks."""
    by_position: dict[int, list[Check]] = defaultdict(list)
    for positions, check in _checks_with(report, {c.position for c in held}):
        for position in positions:
            by_position[position].append(check)
    parts = Parts(report)
    return [Found(c, figure_of(c), tuple(by_position[c.position]), parts.number_at(c.start)) for c in held]


def figure_of(candidate: Candidate) -> Figure | None:
    """The figure in force that this quote yielded."""
    if not hasattr(candidate, "in_force"):
        return candidate.figures.filter(withdrawn_at__isnull=True).first()
    return next(iter(candidate.in_force), None)


class Parts:
    """Which part of a report a place in its text belongs to."""

    def __init__(self, report: SourceReport) -> None:
        self._ends = [found.start() for found in LINE_END.finditer(report.text)]

    def number_at(self, offset: int) -> int:
        return bisect_left(self._ends, offset) // PART_LINES + 1


def checks_of(report: SourceReport, part: Part) -> list[Check]:
    """The checks of the figures of a part, and with the first part those of no figure, in the order they were found."""
    return [check for _positions, check in _checks_with(report, {one.candidate.position for one in part.found}, free=part.number == 1)]


def _checks_with(report: SourceReport, wanted: Set[int], *, free: bool = False) -> list[tuple[list[int], Check]]:
    """The checks that touch one of the positions, each with its positions; `free` takes those of no figure, too."""
    raws = [raw for raw in report.checks if not wanted.isdisjoint(raw["figures"]) or (free and not raw["figures"])]
    touched = sorted({position for raw in raws for position in raw["figures"]})
    parts = Parts(report)
    where: dict[int, tuple[int, int, int]] = {}
    for start in range(0, len(touched), ASKED_AT_ONCE):
        rows = Candidate.objects.filter(report=report, position__in=touched[start : start + ASKED_AT_ONCE]).values_list("position", "pk", "start")
        where |= {position: (position + 1, pk, parts.number_at(offset)) for position, pk, offset in rows}
    return [(raw["figures"], _check(raw, where)) for raw in raws]


def _check(raw: dict[str, Any], where: Mapping[int, tuple[int, int, int]]) -> Check:
    return Check(raw["verdict"], raw["relation"], raw["words"], raw["warning"], tuple(where[p] for p in raw["figures"] if p in where))


def verdicts_of(report: SourceReport) -> list[tuple[str, int]]:
    """How many checks of the whole report came out how, the failing ones first."""
    counted = Counter(raw["verdict"] for raw in report.checks)
    return [(VERDICTS.get(verdict, verdict), counted[verdict]) for verdict in ("fails", "holds", "implies", "cannot_be_checked") if counted[verdict]]


def checks_with(figure: Figure) -> list[Check]:
    """The checks of its report in which a figure takes part."""
    if figure.candidate is None:
        return []
    return list(found_among(figure.candidate.report, [figure.candidate])[0].checks)


def raw_lines(report: SourceReport) -> list[tuple[int, str]]:
    return list(enumerate(report.raw.split("\n"), 1))


def place_named(name: str, within: str) -> str:
    """The code of the one place of this name inside `within`; "" when there is none, or more than one. A report keeps no figures of places above it."""
    found = {code for code in directory().codes_of_places(name) if code.startswith(within)} if name else set()
    return next(iter(found)) if len(found) == 1 else ""


def said_by(candidate: Candidate) -> Said:
    """A figure as the reader read it, with the days of its period and the code of its place."""
    report, days = candidate.report, days_of_period(candidate.period)
    named = candidate.place
    return Said(
        candidate.what, candidate.value, candidate.unit, candidate.kind, candidate.value_max, candidate.step, candidate.bound, candidate.period,
        days.from_on if days else None, days.until_on if days else None, candidate.as_of_on, denominator_words=candidate.denominator,
        place_code=place_named(named, report.place_code) if named else report.place_code,
        place_name=named or directory().place_name(report.place_code) or "", institution_code=report.institution_code, document=report.title,
    )


def corrected(read: Said, changes: Mapping[str, Any], report: SourceReport) -> Said:
    """What was read with what was typed over it: the days follow the period, the code the place, the last digit the number as typed."""
    period, own = str(changes["period"]), directory().place_name(report.place_code) or ""
    days, name = days_of_period(period), str(changes["place_name"]) or own
    code = report.place_code if name == own else place_named(name, report.place_code)
    step = read.step if changes["value"] == read.value else last_digit(changes["value"])
    since, until = (days.from_on, days.until_on) if days else (None, None)
    return replace(read, **{**changes, "place_name": name}, place_code=code, from_on=since, until_on=until, step=step)


def candidates_waiting(seen: QuerySet[Candidate]) -> int:
    return seen.filter(state=WAITING).count()


def places_to_choose(standing: Standing, capability: str, on: date) -> list[tuple[str, str]]:
    """Where a report, a figure or a target of hers may belong: her own places, the county for the whole region, and the townships inside."""
    reached = standing.places_for(capability)
    own = {code for code in reached if code}
    county = the_county(on) if "" in reached else None
    named = names_of_places(own | ({county.code} if county else set()))
    served = {directory().place_of_institution(code) for code in standing.institutions_for(capability)} if not reached else set()
    return list({**dict(sorted(named.items())), **names_of_places(served), **dict(place_choices(reached) if reached else [])}.items())


def institutions_to_choose(standing: Standing, capability: str) -> list[tuple[str, str]]:
    return [(code, directory().institution_name(code) or code) for code in sorted(standing.institutions_for(capability))]
