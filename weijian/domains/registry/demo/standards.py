"""The demo county's standards, and what institutions were found to be against them: some able, some short, some overdue, some never looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from weijian.domains.registry.actions.assessments import Answer, NewAssessment, answer_clauses, close_assessment, open_assessment
from weijian.domains.registry.demo.clauses import ABLE_CENTRE, ABLE_STATION, CARE, COMMUNITY, LEVEL_TWO, PLANS, REGIONAL, STATION, VEHICLE, Plan
from weijian.domains.registry.models import Assessment, Clause, Institution, Standard
from weijian.domains.registry.queries.assessments import in_order
from weijian.domains.registry.states import Verdict
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.standing import Standing

FROM, DOCUMENT = date(2024, 1, 1), "演示数据，非正式标准"
BY = {"self": "院质控办", "before": "县卫健局规划股", "after": "县卫健局规划股", "review": "评审专家组", "inventory": "县急救中心装备科"}


@dataclass(frozen=True)
class Held:
    """An assessment: against what, who, on what occasion, how many days ago; clauses not met and partly met, and in how many days those were to be
    mended; `away` do not apply. An open one is filled in half way."""

    standard: str
    house: str
    occasion: str
    ago: int
    not_met: str = ""
    partly: str = ""
    days: int = 120
    away: str = ""
    unit: str = ""
    open: bool = False


ASSESSED = (
    Held(LEVEL_TWO, "T0101", "self", 400, "1.1 1.3 2.1 2.2 2.3 2.4 3.1 3.3 3.4 4.2 6.1", "1.2 4.1 4.4"),
    Held(LEVEL_TWO, "T0101", "self", 230, "1.3 2.1 2.2 3.1 3.3 3.4 6.1", "2.4 4.1 4.4"), Held(LEVEL_TWO, "T0101", "self", 60, "2.1 2.2 3.3 3.4 6.1", "4.4", 45),
    Held(LEVEL_TWO, "H0003", "self", 300, "1.3 3.3 6.1", "4.2 4.3"), Held(LEVEL_TWO, "H0003", "review", 90, "6.1", "4.3"),
    Held(LEVEL_TWO, "H0002", "self", 150, "1.1 1.3 2.4 4.1", "4.4 5.1", 60, "3.4"), Held(LEVEL_TWO, "G0001", "self", 12, open=True),
    Held(COMMUNITY, "T0001", "self", 330, "2.1 2.3 3.2 4.1", "1.2 5.2"), Held(COMMUNITY, "T0001", "self", 100, "2.3", "4.1"),
    Held(COMMUNITY, "T0002", "self", 250, "1.2 2.1 2.2 2.3 3.2 4.1", "4.3 5.1"),
    Held(REGIONAL, "H0001", "self", 260, "3 4 5 7 9 11 12", "8 10"), Held(REGIONAL, "H0001", "self", 150, "4 5 7 9 12", "8 10"),
    Held(REGIONAL, "H0001", "review", 40, "4 7 9", "10", 30),
    Held(CARE, "G0001", "before", 330, "1 5 7 9", "3 6 10"), Held(CARE, "T0103", "before", 240, "2 5 7 11", "3 8"), Held(CARE, "T0103", "after", 30, "", "8"),
    Held(CARE, "H0003", "self", 120, "9", "3 12"), Held(CARE, "T0105", "before", 60, "1 5 9 11", "6 7 10"),
    Held(ABLE_CENTRE, "E0001", "self", 80, "", "7", away="4"), Held(ABLE_CENTRE, "H0001", "self", 75, "", "5"),
    Held(ABLE_CENTRE, "H0003", "self", 70, "3", "4 5", 30),
)
PLATES = ("楚AE1201", "楚AE1202", "楚AE1305")
STATIONS = (  # in the order of the stations' codes; the last two were never looked at
    (("9", "10"), ("4",)), ((), ("7",)), (("2", "3", "12"), ("1", "6", "3")), (("11",), ("4", "7")),
)


def add(*, by: Standing, at: datetime) -> int:
    """How many assessments were made."""
    for plan in PLANS:
        _keep(plan)
    today = local_day(at)
    return len([_assess(held, today, by) for held in (*ASSESSED, *_stations())])


def _keep(plan: Plan) -> None:
    standard = Standard.objects.create(code=plan.code, name=plan.name, kind=plan.kind, document=DOCUMENT, from_on=FROM)
    Clause.objects.bulk_create([_clause(standard, *line.split("|")) for line in plan.lines])


def _clause(standard: Standard, number: str, group: str, words: str, points: str, wanted: str = "") -> Clause:
    many, _, unit = wanted.partition(" ")
    return Clause(standard=standard, number=number, group=group, words=words, essential=points.startswith("!"), points=int(points.strip("!")),
                  wanted=float(many) if many else None, unit=unit)


def _stations() -> list[Held]:
    """Inventories of the centre, of stations and of vehicles, and what stations can do."""
    codes = list(Institution.objects.filter(code__startswith="E3").order_by("code").values_list("code", flat=True))
    made = [Held(STATION, "E0001", "inventory", 45, "", "12")]
    for number, (code, (items, skills)) in enumerate(zip(codes, STATIONS, strict=False)):
        made.append(Held(STATION, code, "inventory", 50 - number * 9, " ".join(items), days=20))
        if number:  # the first was inventoried, and never asked what it can do
            made.append(Held(ABLE_STATION, code, "self", 64 - number, "1" if number == 3 else "", " ".join(skills)))
    gaps: Sequence[str] = ("", "3 8", "2 10")
    return [*made, *(Held(VEHICLE, "E0001", "inventory", 33, gap, days=15, unit=plate) for plate, gap in zip(PLATES, gaps, strict=True))]


def _assess(held: Held, today: date, by: Standing) -> Assessment:
    """Opened, filled in and closed on its day."""
    day = today - timedelta(days=held.ago)
    at = datetime.combine(day, time(16), CHINA)
    standard, house = Standard.objects.get(code=held.standard), Institution.objects.select_related("place").get(code=held.house)
    new = NewAssessment(standard, house, held.occasion, day, unit=held.unit, assessed_by=BY[held.occasion])
    made = open_assessment(new, by=by, at=at)
    clauses = in_order(standard.clauses.all())
    told = clauses[: len(clauses) // 2] if held.open else clauses
    made = answer_clauses(made, {clause.pk: _answer(held, clause, day) for clause in told}, version=made.version, by=by, at=at)
    return made if held.open else close_assessment(made, version=made.version, by=by, at=at)


def _answer(held: Held, clause: Clause, day: date) -> Answer:
    if clause.number in held.away.split():
        return Answer(Verdict.NOT_APPLICABLE, evidence="由县人民医院承担")
    short = {**dict.fromkeys(held.partly.split(), Verdict.PARTLY), **dict.fromkeys(held.not_met.split(), Verdict.NOT_MET)}
    verdict = short.get(clause.number, Verdict.MET)
    if verdict is Verdict.MET:
        return Answer(verdict, clause.wanted, "现场查看，资料齐全")
    share = 0.7 if verdict is Verdict.PARTLY else 0.4
    found = None if clause.wanted is None else float(int(clause.wanted * share)) if clause.wanted >= 1 else round(clause.wanted * share, 2)
    return Answer(verdict, found, "已列入整改", day + timedelta(days=held.days))
