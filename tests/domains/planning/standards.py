"""Standards and assessments of the tiny county, as the tests make them."""

from datetime import date, datetime, time, timedelta

from tests.people import Cast
from weijian.domains.registry.actions.assessments import Answer, NewAssessment, answer_clauses, close_assessment, open_assessment
from weijian.domains.registry.models import Assessment, Campus, Clause, Standard
from weijian.domains.registry.states import Verdict
from weijian.kernel.dates import CHINA
from weijian.kernel.standing import Standing


def moment(day: date) -> datetime:
    return datetime.combine(day, time(9), CHINA)


def standard(code: str, kind: str, clauses: int = 10, *, essential: int = 1, wanted: float | None = None) -> Standard:
    """Of clauses 1, 2, 3… of one point each; the first ones are essential."""
    made = Standard.objects.create(code=code, name=f"标准{code}", kind=kind, from_on=date(2020, 1, 1))
    Clause.objects.bulk_create([
        Clause(standard=made, number=str(n), words=f"条款{n}", essential=n <= essential, wanted=wanted, unit="台" if wanted else "")
        for n in range(1, clauses + 1)
    ])
    return made


def assessed(
    people: Cast, by: Standing, against: Standard, house: str, day: date, *missing: int, occasion: str = "self", unit: str = "", campus: Campus | None = None,
) -> Assessment:
    """Closed on its day; the clauses of these numbers are not met, and were to be mended within thirty days."""
    new = NewAssessment(against, people.institutions[house], occasion, day, campus, unit)
    made = open_assessment(new, by=by, at=moment(day))
    due = day + timedelta(days=30)
    answers = {
        one.pk: Answer(Verdict.NOT_MET, 0, due_on=due) if int(one.number) in missing else Answer(Verdict.MET, one.wanted) for one in against.clauses.all()
    }
    made = answer_clauses(made, answers, version=made.version, by=by, at=moment(day))
    return close_assessment(made, version=made.version, by=by, at=moment(day))
