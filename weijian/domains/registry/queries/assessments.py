"""Standards and what institutions were found to be against them: each assessment with its score, the latest of each, and what is missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from weijian.domains.registry.models import Assessment, Campus, Clause, Finding, Institution, Standard, StandardKind
from weijian.domains.registry.rules.assessments import Ordering, Score, SettingClause, Tally, score_of, urgency_of
from weijian.domains.registry.states import GAPS, AssessmentState, Verdict

__all__ = ["Assessed", "Assessment", "Campus", "ClauseRow", "Institution", "Standard", "StandardKind"]
SETTLED = (Verdict.MET, Verdict.NOT_APPLICABLE)
DIGITS = re.compile(r"(\d+)")
Subject = tuple[int, int | None, str]  # institution, campus (None: where its main campus is), unit


@dataclass(frozen=True)
class Assessed:
    """An assessment with what it comes to; `overdue` gaps are past the day by which they were to be mended."""

    assessment: Assessment
    score: Score
    overdue: int

    @property
    def subject(self) -> Subject:
        return self.assessment.institution_id, self.assessment.campus_id, self.assessment.unit

    @property
    def on(self) -> date:
        return self.assessment.assessed_on


@dataclass(frozen=True)
class ClauseRow:
    """A clause with what an assessment says of it: nothing yet where `finding` is None. `urgency` as `urgency_of` has it."""

    clause: Clause
    finding: Finding | None
    urgency: int
    overdue: bool


def in_order(clauses: Iterable[Clause]) -> list[Clause]:
    """1.2 before 1.10."""
    return sorted(clauses, key=lambda c: [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in DIGITS.split(c.number) if part])


def assessments() -> QuerySet[Assessment]:
    return Assessment.objects.select_related("standard", "institution__place", "campus__institution").order_by("-assessed_on", "-pk")


def closed_by(on: date) -> QuerySet[Assessment]:
    """Closed assessments made by the day."""
    return assessments().filter(state=AssessmentState.CLOSED, assessed_on__lte=on)


def standards_in_force(on: date) -> QuerySet[Standard]:
    return Standard.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on).order_by("code")


def standard_choices(on: date, *kinds: str) -> list[tuple[int, str]]:
    """Standards in force on the day, as a form wants them."""
    found = standards_in_force(on)
    return [(one.pk, f"{one.code} {one.name}") for one in (found.filter(kind__in=kinds) if kinds else found)]


@dataclass(frozen=True)
class _Whole:
    """What a standard has in all."""

    clauses: int
    points: int
    essential: int


def _wholes(keys: Iterable[int]) -> dict[int, _Whole]:
    rows = Clause.objects.filter(standard_id__in=set(keys)).values("standard_id").annotate(
        n=Count("pk"), worth=Sum("points"), core=Count("pk", filter=Q(essential=True)),
    )
    return {row["standard_id"]: _Whole(row["n"], row["worth"], row["core"]) for row in rows}


def _counted(found: QuerySet[Assessment], on: date) -> QuerySet[Assessment]:
    """Each assessment with its clauses counted by verdict."""
    def number(*verdicts: Verdict, **more: object) -> Count:
        return Count("findings", filter=Q(findings__verdict__in=verdicts, **more))

    def worth(verdict: Verdict) -> Sum:
        return Sum("findings__clause__points", filter=Q(findings__verdict=verdict), default=0)

    return found.annotate(
        met=number(Verdict.MET), partly=number(Verdict.PARTLY), not_met=number(Verdict.NOT_MET), not_applicable=number(Verdict.NOT_APPLICABLE),
        points_met=worth(Verdict.MET), points_partly=worth(Verdict.PARTLY), points_not_applicable=worth(Verdict.NOT_APPLICABLE),
        essential_settled=number(*SETTLED, findings__clause__essential=True), overdue=number(*GAPS, findings__due_on__lt=on),
    )


COUNTS = ("met", "partly", "not_met", "not_applicable", "points_met", "points_partly", "points_not_applicable", "essential_settled")


def assessed(found: QuerySet[Assessment], on: date) -> list[Assessed]:
    """Each with its score; gaps are overdue as of the day."""
    rows = list(_counted(found, on))
    wholes = _wholes(row.standard_id for row in rows)
    return [_assessed(row, wholes.get(row.standard_id, _Whole(0, 0, 0))) for row in rows]


def _assessed(row: Assessment, whole: _Whole) -> Assessed:
    counts: dict[str, int] = {name: getattr(row, name) for name in COUNTS}
    score = score_of(Tally(clauses=whole.clauses, points=whole.points, essential=whole.essential, **counts))
    return Assessed(row, score, row.overdue)  # type: ignore[attr-defined]  # annotated


def assessed_one(assessment: Assessment, on: date) -> Assessed:
    return assessed(assessments().filter(pk=assessment.pk), on)[0]


def latest(found: Iterable[Assessed]) -> dict[tuple[int, Subject], Assessed]:
    """Of assessments the newest first: the latest of each standard and subject."""
    newest: dict[tuple[int, Subject], Assessed] = {}
    for one in found:
        newest.setdefault((one.assessment.standard_id, one.subject), one)
    return newest


def latest_against(standards: Iterable[int], on: date) -> Mapping[tuple[int, Subject], Assessed]:
    """The latest closed assessment by the day of every subject against each of these standards."""
    return latest(assessed(closed_by(on).filter(standard_id__in=list(standards)), on))


def over_time(standard: int, institution: int, on: date, *, campus: int | None = None, unit: str = "") -> list[Assessed]:
    """Closed assessments of one subject against a standard, the newest first."""
    own = closed_by(on).filter(standard_id=standard, institution_id=institution, unit=unit)
    return assessed(own.filter(campus__isnull=True) if campus is None else own.filter(campus_id=campus), on)


def clause_rows(assessment: Assessment, on: date) -> list[ClauseRow]:
    """Every clause of its standard in the standard's order, with what it says of it."""
    said = {one.clause_id: one for one in assessment.findings.all()}
    return [_row(clause, said.get(clause.pk), on) for clause in in_order(assessment.standard.clauses.all())]


def _row(clause: Clause, finding: Finding | None, on: date) -> ClauseRow:
    verdict, due_on = (Verdict(finding.verdict), finding.due_on) if finding else (None, None)
    overdue = verdict in GAPS and due_on is not None and due_on < on
    return ClauseRow(clause, finding, urgency_of(Ordering(verdict, clause.essential, due_on, on)), overdue)


def shortfalls(keys: Sequence[int], on: date) -> dict[int, list[ClauseRow]]:
    """By assessment: its gaps, essential clauses first, then those past their day."""
    found: dict[int, list[ClauseRow]] = {}
    for one in Finding.objects.filter(assessment_id__in=keys, verdict__in=GAPS).select_related("clause"):
        found.setdefault(one.assessment_id, []).append(_row(one.clause, one, on))
    numbers = {key: {c.pk: i for i, c in enumerate(in_order(row.clause for row in rows))} for key, rows in found.items()}
    return {key: sorted(rows, key=lambda row: (row.urgency, numbers[key][row.clause.pk])) for key, rows in found.items()}


def judged_by(clause: Clause) -> SettingClause:
    """A clause about to be kept, with how many closed assessments stand in its way; its words and its chapter are free."""
    known = Clause.objects.filter(pk=clause.pk).first()
    fixed = ("standard_id", "number", "essential", "wanted", "points")
    same = known is not None and all(getattr(known, name) == getattr(clause, name) for name in fixed)
    judged = 0 if same else Assessment.objects.filter(standard_id=clause.standard_id, state=AssessmentState.CLOSED).count()
    if known is not None and known.standard_id != clause.standard_id:
        judged += known.findings.count()
    return SettingClause(clause.standard.name, clause.wanted, clause.points, judged)


def campuses_beside_the_main(institutions: QuerySet[Institution], on: date) -> QuerySet[Campus]:
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Campus.objects.filter(standing, institution__in=institutions, main=False).select_related("institution").order_by("institution__code", "name")


def institutions_assessed(standard_kind: str) -> QuerySet[Institution]:
    """Institutions with an assessment against a standard of the kind."""
    own = Assessment.objects.filter(institution_id=OuterRef("pk"), standard__kind=standard_kind).exclude(state=AssessmentState.DROPPED)
    return Institution.objects.filter(Exists(own)).order_by("code")
