"""What our own reports say, our own reader reads: the same value, unit, place and period of every number bound to a figure."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domains.governance.dispatching import HOUSE, registered
from tests.people import AT, Cast
from weijian.domains.governance.actions.writing import NewReport, draft_report
from weijian.domains.governance.models import BlockKind, Figure, Target
from weijian.domains.governance.queries.papers import draft_paper
from weijian.domains.governance.queries.writing import blocks_of
from weijian.domains.governance.rules.tokens import named_in
from weijian.domains.governance.rules.writing import period_of
from weijian.engines.reading.read import read
from weijian.interop.documents import text_of
from weijian.kernel.names import core, likeness

pytestmark = pytest.mark.django_db
STATED = (
    ("总诊疗", "486213", "人次"), ("出院", "18462", "人次"), ("实有床位", "2106", "张"), ("执业（助理）医师", "1098", "人"), ("家庭医生签约", "40912", "人"),
    ("居民健康档案建档", "91350", "份"), ("65岁及以上老年人健康体检", "8126", "人"), ("高血压患者规范管理率", "71.36", "%"),
    ("糖尿病患者规范管理率", "64.50", "%"), ("孕产妇系统管理率", "94.2", "%"), ("免费婚检", "386", "人"), ("适龄女生HPV疫苗接种", "905", "人"),
    ("健康教育讲座", "236", "场"),
    ("群众信访办结", "58", "件"),
)


@pytest.mark.parametrize(("kind", "day"), [("half_year", date(2026, 3, 1)), ("monthly", date(2026, 6, 15)), ("yearly", date(2025, 5, 1))])
def test_every_number_comes_back_as_the_figure_it_stands_for(people: Cast, kind: str, day: date) -> None:
    first, last = period_of(kind, day)
    words = {"half_year": "2026年上半年", "monthly": "2026年6月", "yearly": "2025年"}[kind]
    for what, value, unit in STATED:
        step = Decimal(1).scaleb(-len(value.partition(".")[2]))
        registered(what, value, unit, from_on=first, until_on=last, period=words, step=step)
    year = {"from_on": date(day.year, 1, 1), "until_on": date(day.year, 12, 31)}
    Target.objects.create(what="免费婚检", unit="人", place_code="429921", value=700, document="目标", set_by_name="陈", set_at=AT, **year)
    report = draft_report(NewReport(kind, "429921", first, last), by=HOUSE, at=AT)
    bound = {key for block in blocks_of(report) if block.kind == BlockKind.PROSE for key in named_in(block.text)[0]}
    seen = read(text_of(draft_paper(report, lambda key: ""), "report.docx")).figures
    told = {(one.value, one.unit, one.place, one.period) for one in seen}
    assert len(bound) == len(STATED)
    for figure in Figure.objects.filter(pk__in=bound):
        assert (figure.value, figure.unit, "青禾县", words) in told, figure


@pytest.mark.parametrize(("kind", "day", "words", "before"), [
    ("half_year", date(2026, 3, 1), "2026年上半年", "2025年上半年"), ("yearly", date(2025, 5, 1), "2025年", "2024年"),
])
def test_no_number_comes_back_as_another_one(people: Cast, kind: str, day: date, words: str, before: str) -> None:
    """Tables and all: last year's column is last year's, a target is a target, and nothing is read that nobody wrote."""
    (first, last), stated = period_of(kind, day), {}
    for what, value, unit in STATED:
        step, earlier = Decimal(1).scaleb(-len(value.partition(".")[2])), str(round(Decimal(value) * Decimal("0.97"), len(value.partition(".")[2])))
        registered(what, value, unit, from_on=first, until_on=last, period=words, step=step)
        years = {"from_on": first.replace(year=first.year - 1), "until_on": last.replace(year=last.year - 1)}
        registered(what, earlier, unit, **years, period=before, step=step)
        stated[what] = ((Decimal(value), unit, words), (Decimal(earlier), unit, before))
    report = draft_report(NewReport(kind, "429921", first, last), by=HOUSE, at=AT)
    seen = read(text_of(draft_paper(report, lambda key: ""), "report.docx")).figures
    levels = {(f.value, f.unit, f.period) for f in seen if f.kind in ("level", "ratio") and "完成" not in f.what}
    assert {one for pair in stated.values() for one in pair} <= levels
    assert levels <= {one for pair in stated.values() for one in pair}


def test_the_reader_finds_each_thing_by_the_name_it_has_in_the_register(people: Cast) -> None:
    for what, value, unit in STATED:
        registered(what, value, unit, step=Decimal("0.01") if unit == "%" else Decimal(1))
    report = draft_report(NewReport("half_year", "429921", *period_of("half_year", date(2026, 3, 1))), by=HOUSE, at=AT)
    seen = {(one.value, one.unit, core(one.what)) for one in read(text_of(draft_paper(report, lambda key: ""), "report.docx")).figures}
    for what, value, unit in STATED:
        assert any(number == Decimal(value) and counted == unit and likeness(core(what), name) >= Decimal("0.5") for number, counted, name in seen), what
