"""Assessments against a standard: opened, filled in clause by clause, closed for good, dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from weijian.domains.registry import refusals as say
from weijian.domains.registry.events import AssessmentClosed, AssessmentDropped, AssessmentOpened, ClausesAnswered
from weijian.domains.registry.models import Assessment, Campus, Clause, Finding, Institution, Standard
from weijian.domains.registry.permissions import refusal_to_assess
from weijian.domains.registry.queries.assessments import assessed_one, in_order
from weijian.domains.registry.rules import assessments as rules
from weijian.domains.registry.states import GAPS, AssessmentState, Verdict
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Fault, Refusal, Refusals, must
from weijian.kernel.standing import Standing


class AssessmentOvertaken(Stale):
    """Somebody filled it in meanwhile; answered with 409."""


@dataclass(frozen=True)
class NewAssessment:
    """An assessment as typed. Without a code it is numbered by its standard, institution and day."""

    standard: Standard
    institution: Institution
    occasion: str
    assessed_on: date
    campus: Campus | None = None
    unit: str = ""
    assessed_by: str = ""
    code: str = ""


@dataclass(frozen=True)
class Answer:
    """What is said of a clause."""

    verdict: Verdict
    found: float | None = None
    evidence: str = ""
    due_on: date | None = None


@transaction.atomic
def open_assessment(new: NewAssessment, *, by: Standing, at: datetime) -> Assessment:
    """Begin to hold an institution against a standard; the standard is held meanwhile, so that numbers follow each other."""
    standard = Standard.objects.select_for_update().get(pk=new.standard.pk)
    home = new.institution
    must(refusal_to_assess(by, home.name, home.code, home.place.code))
    wrong = new.campus is not None and (new.campus.institution_id != home.pk or new.campus.main)
    must(rules.refusal_to_open_assessment(rules.OpeningAssessment(
        standard.name, standard.clauses.count(), new.assessed_on, local_day(at), standard.from_on, standard.ends_on, wrong,
    )))
    made = Assessment(
        code=new.code.strip() or _number(new), standard=standard, institution=home, campus=new.campus, unit=new.unit.strip(), occasion=new.occasion,
        assessed_on=new.assessed_on, assessed_by=new.assessed_by.strip(),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the same was assessed that day, or the number is taken
        raise Refusal(say.ASSESSED_ALREADY, assessed_on=new.assessed_on.isoformat()) from None
    record(AssessmentOpened(made.pk, standard.name, made.get_occasion_display(), made.assessed_on), by=by, at=at)
    return made


def _number(new: NewAssessment) -> str:
    """PG-standard-day-running number."""
    stem = f"PG-{new.standard.code}-{new.assessed_on:%Y%m%d}-"
    taken = set(Assessment.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"{stem}{n:03d}") not in taken)


def _held(assessment: Assessment, by: Standing) -> Assessment:
    found = Assessment.objects.select_related("standard", "institution__place").select_for_update(of=("self",))
    held = found.get(pk=assessment.pk)
    must(refusal_to_assess(by, held.institution.name, held.institution.code, held.institution.place.code))
    return held


@transaction.atomic
def answer_clauses(
    assessment: Assessment, answers: Mapping[int, Answer | None], *, version: int, by: Standing, at: datetime,
) -> Assessment:
    """What is said of these clauses replaces what was; None takes it back. All are kept, or none with every fault named."""
    held = _held(assessment, by)
    must(rules.refusal_to_amend(rules.Amending(AssessmentState(held.state))))
    if held.version != version:
        raise AssessmentOvertaken(say.ASSESSMENT_CHANGED)
    clauses = in_order(held.standard.clauses.all())
    _must_be_sound(held, clauses, answers)
    known = {one.clause_id: one for one in held.findings.all()}
    changed = sum(_write(held, clause, known.get(clause.pk), answers[clause.pk]) for clause in clauses if clause.pk in answers)
    held.version += 1
    held.save(update_fields=["version"])
    record(ClausesAnswered(held.pk, changed, held.findings.count(), len(clauses), held.version), by=by, at=at)
    return held


def _must_be_sound(held: Assessment, clauses: list[Clause], answers: Mapping[int, Answer | None]) -> None:
    faults = []
    for clause in clauses:
        said = answers.get(clause.pk)
        if said is not None:
            facts = rules.Answering(said.verdict, clause.wanted, said.found, said.evidence, said.due_on, held.assessed_on)
            if no := rules.refusal_to_answer(facts):
                faults.append(Fault(no, column=clause.number))
    strangers = set(answers) - {clause.pk for clause in clauses}
    faults += [Fault(Refusal(say.CLAUSE_OF_ANOTHER, clause=key, standard=held.standard.name)) for key in sorted(strangers)]
    if faults:
        raise Refusals(say.ANSWERS_WRONG, faults)


def _write(held: Assessment, clause: Clause, known: Finding | None, said: Answer | None) -> bool:
    """Whether anything changed."""
    if said is None:
        if known is not None:
            known.delete()
        return known is not None
    due_on = said.due_on if said.verdict in GAPS else None
    wanted = {"verdict": said.verdict.value, "found": said.found, "evidence": said.evidence.strip(), "due_on": due_on}
    if known is not None and all(getattr(known, name) == value for name, value in wanted.items()):
        return False
    Finding(pk=known.pk if known else None, assessment=held, clause=clause, **wanted).save()
    return True


@transaction.atomic
def close_assessment(assessment: Assessment, *, version: int, by: Standing, at: datetime) -> Assessment:
    """Every clause is judged; from now on it stands as it is."""
    held = _held(assessment, by)
    if held.state == AssessmentState.OPEN and held.version != version:
        raise AssessmentOvertaken(say.ASSESSMENT_CHANGED)
    facts = rules.ClosingAssessment(AssessmentState(held.state), held.standard.clauses.count(), held.findings.count())
    must(rules.refusal_to_close_assessment(facts))
    held.state, held.version = AssessmentState.CLOSED, held.version + 1
    held.save(update_fields=["state", "version"])
    score = assessed_one(held, local_day(at)).score
    record(AssessmentClosed(held.pk, score.applicable, score.met, score.essential_short), by=by, at=at)
    return held


@transaction.atomic
def drop_assessment(assessment: Assessment, why: str, *, by: Standing, at: datetime) -> Assessment:
    """It was begun by mistake; it is kept, and counts nowhere."""
    held = _held(assessment, by)
    must(rules.refusal_to_drop_assessment(rules.DroppingAssessment(AssessmentState(held.state), why)))
    held.state, held.version = AssessmentState.DROPPED, held.version + 1
    held.save(update_fields=["state", "version"])
    record(AssessmentDropped(held.pk, why.strip()[:200]), by=by, at=at)
    return held
