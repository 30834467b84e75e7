"""Standards and assessments against their clauses: what may be said of a clause, when an assessment is whole, and what it comes to. Pure."""

from dataclasses import dataclass
from datetime import date

from weijian.domains.registry import refusals as say
from weijian.domains.registry.states import ASSESSMENT_WORDS, GAPS, NEXT_ASSESSMENT, AssessmentState, Verdict
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

MOST_YEARS = 10
HALF = 0.5


@dataclass(frozen=True)
class SettingClause:
    """A clause as it would stand. `judged` assessments of its standard are closed, and more than its words would change."""

    standard: str
    wanted: float | None
    points: int
    judged: Count


@ruling("平台约定：评估定稿之后，所依据的条款不再变动；修订的标准另行登记")
def refusal_to_set_clause(facts: SettingClause) -> Refusal | None:
    """What was judged stays what it was judged by."""
    if facts.points < 1 or (facts.wanted is not None and facts.wanted <= 0):
        return Refusal(say.CLAUSE_NUMBER_WRONG)
    return Refusal(say.CLAUSE_KEPT, standard=facts.standard) if facts.judged else None


@dataclass(frozen=True)
class OpeningAssessment:
    """An assessment about to be made, on a day, against a standard of so many clauses in force from one day to another."""

    standard: str
    clauses: Count
    assessed_on: date
    on: date
    from_on: date
    ends_on: date | None
    campus_wrong: bool = False


@ruling("平台约定：以评估当日施行的标准评估，不预先登记")
def refusal_to_open_assessment(facts: OpeningAssessment) -> Refusal | None:
    """A standard with clauses, in force on a day that has come; a campus of the institution's other than the main."""
    if not facts.clauses:
        return Refusal(say.STANDARD_EMPTY, standard=facts.standard)
    if facts.assessed_on > facts.on:
        return Refusal(say.ASSESSED_LATER, assessed_on=facts.assessed_on.isoformat())
    if facts.assessed_on < facts.from_on or (facts.ends_on is not None and facts.assessed_on > facts.ends_on):
        return Refusal(say.STANDARD_NOT_IN_FORCE, assessed_on=facts.assessed_on.isoformat(), standard=facts.standard)
    return Refusal(say.CAMPUS_OF_ANOTHER) if facts.campus_wrong else None


@dataclass(frozen=True)
class Answering:
    """What is said of one clause that asks for `wanted` (None: for no number)."""

    verdict: Verdict
    wanted: float | None
    found: float | None
    evidence: str
    due_on: date | None
    assessed_on: date


@ruling("平台约定：缺项须有整改期限；实有少于应有的不算符合；不适用须有理由")
def refusal_to_answer(facts: Answering) -> Refusal | None:
    """May this be said of the clause?"""
    if facts.verdict is Verdict.NOT_APPLICABLE:
        return None if facts.evidence.strip() else Refusal(say.WHY_NOT_APPLICABLE)
    if facts.wanted is not None and facts.found is None:
        return Refusal(say.FOUND_NEEDED, wanted=facts.wanted)
    if facts.verdict is Verdict.MET:
        return _refusal_of_short(facts)
    return _refusal_of_due(facts)


def _refusal_of_short(facts: Answering) -> Refusal | None:
    short = facts.wanted is not None and facts.found is not None and facts.found < facts.wanted
    return Refusal(say.FOUND_SHORT, found=facts.found, wanted=facts.wanted) if short else None


def _refusal_of_due(facts: Answering) -> Refusal | None:
    if facts.due_on is None:
        return Refusal(say.DUE_NEEDED)
    fits = facts.assessed_on <= facts.due_on and facts.due_on.year <= facts.assessed_on.year + MOST_YEARS
    return None if fits else Refusal(say.DUE_WRONG, due_on=facts.due_on.isoformat(), years=MOST_YEARS)


@dataclass(frozen=True)
class Amending:
    """An assessment about to be written into."""

    state: AssessmentState


@ruling("平台约定：定稿的评估不改写，情况变化另做一次")
def refusal_to_amend(facts: Amending) -> Refusal | None:
    """Only while it is open."""
    return None if facts.state is AssessmentState.OPEN else Refusal(say.ASSESSMENT_OVER, state=ASSESSMENT_WORDS[facts.state])


@dataclass(frozen=True)
class ClosingAssessment:
    """An assessment with so many of its standard's clauses answered."""

    state: AssessmentState
    clauses: Count
    answered: Count


@ruling("平台约定：每条都有结论才能定稿")
def refusal_to_close_assessment(facts: ClosingAssessment) -> Refusal | None:
    """Every clause has been judged."""
    if AssessmentState.CLOSED not in NEXT_ASSESSMENT[facts.state]:
        return Refusal(say.ASSESSMENT_OVER, state=ASSESSMENT_WORDS[facts.state])
    missing = facts.clauses - facts.answered
    return Refusal(say.CLAUSES_UNANSWERED, n=missing) if missing > 0 else None


@dataclass(frozen=True)
class DroppingAssessment:
    state: AssessmentState
    why: str


@ruling("平台约定：填写中的评估可以作废，须写明原因")
def refusal_to_drop_assessment(facts: DroppingAssessment) -> Refusal | None:
    """Only while it is open, and with a reason."""
    if AssessmentState.DROPPED not in NEXT_ASSESSMENT[facts.state]:
        return Refusal(say.ASSESSMENT_OVER, state=ASSESSMENT_WORDS[facts.state])
    return None if facts.why.strip() else Refusal(say.WHY_DROPPED)


@dataclass(frozen=True)
class Tally:
    """How many of a standard's clauses were found met, partly met, not met, not applicable; their points; essential ones that are met or do not apply."""

    clauses: Count
    met: Count
    partly: Count
    not_met: Count
    not_applicable: Count
    points: Count
    points_met: Count
    points_partly: Count
    points_not_applicable: Count
    essential: Count
    essential_settled: Count


@dataclass(frozen=True)
class Score:
    """What an assessment comes to; rates are None where no clause applies. `pass_rate` is met of `applicable` clauses, `points_rate` points of points."""

    applicable: int
    answered: int
    met: int
    gaps: int
    pass_rate: float | None
    points_rate: float | None
    essential: int
    essential_short: int

    @property
    def able(self) -> bool:
        """Every essential clause is met, or does not apply."""
        return self.essential_short == 0


@ruling("平台约定：达标率＝符合条款÷适用条款（不含“不适用”）；得分率＝（符合条款分值＋部分符合条款分值的一半）÷适用条款分值；未填的条款按未达计")
def score_of(facts: Tally) -> Score:
    """Clauses nobody has judged yet count as not met."""
    applicable, points = facts.clauses - facts.not_applicable, facts.points - facts.points_not_applicable
    answered = facts.met + facts.partly + facts.not_met + facts.not_applicable
    return Score(
        applicable, answered, facts.met, facts.partly + facts.not_met, facts.met / applicable if applicable > 0 else None,
        (facts.points_met + HALF * facts.points_partly) / points if points > 0 else None, facts.essential, facts.essential - facts.essential_settled,
    )


@dataclass(frozen=True)
class Ordering:
    """A finding about to be listed."""

    verdict: Verdict | None
    essential: bool
    due_on: date | None
    on: date


@ruling("平台约定：先列未达的核心条款，再列逾期未改的，再列其余缺项和未填的")
def urgency_of(facts: Ordering) -> int:
    """0 an essential clause not met, 1 a gap past its day, 2 a gap or a clause nobody has judged, 3 what is in order."""
    if facts.verdict not in (*GAPS, None):
        return 3
    if facts.essential:
        return 0
    return 1 if facts.due_on is not None and facts.due_on < facts.on else 2
