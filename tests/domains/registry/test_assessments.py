"""An institution is held against a standard: opened, filled in clause by clause, closed for good; and what it was found to be over time."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from tests.people import CLOUD_CENTRE, EMERGENCY_CENTRE, HOSPITAL, RIVER_CENTRE, TODAY, Cast, Person
from weijian.domains.registry.actions import assessments as deeds
from weijian.domains.registry.models import Assessment, Campus, Clause, Finding, Standard
from weijian.domains.registry.queries.assessments import assessed_one, in_order, latest_against, over_time, shortfalls
from weijian.domains.registry.states import Verdict
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.interop.sheets.reading import open_sheet
from weijian.kernel.dates import CHINA
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db
MET, NOT_MET, AWAY = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
CLAUSES = (("1.1", "设急诊科", True, None), ("1.2", "CT", False, 1.0), ("1.10", "呼吸机", True, 4.0), ("2.1", "病历质量", False, None))


def moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


@pytest.fixture
def standard(db: None) -> Standard:
    made = Standard.objects.create(code="L2", name="二级标准", kind="grade", from_on=date(2020, 1, 1))
    for number, words, essential, wanted in CLAUSES:
        Clause.objects.create(standard=made, number=number, words=words, essential=essential, wanted=wanted, unit="台" if wanted else "", points=2)
    return made


@pytest.fixture
def chen(people: Cast) -> Standing:
    return people.chief_chen.standing()


def opened(
    people: Cast, standard: Standard, by: Standing, *, day: date = TODAY, house: str = CLOUD_CENTRE, occasion: str = "self", unit: str = "",
) -> Assessment:
    return deeds.open_assessment(deeds.NewAssessment(standard, people.institutions[house], occasion, day, unit=unit), by=by, at=moment(day))


def answers(standard: Standard, **said: deeds.Answer | None) -> dict[int, deeds.Answer | None]:
    """Every clause met, but for those said: n1_10=…"""
    found: dict[int, deeds.Answer | None] = {}
    for clause in standard.clauses.all():
        name = f"n{clause.number.replace('.', '_')}"
        found[clause.pk] = said[name] if name in said else deeds.Answer(MET, clause.wanted)
    return found


def gap(day: date, found: float | None = None, days: int = 30) -> deeds.Answer:
    return deeds.Answer(NOT_MET, found, due_on=day + timedelta(days=days))


def closed(people: Cast, standard: Standard, by: Standing, *, day: date = TODAY, house: str = CLOUD_CENTRE, occasion: str = "self", unit: str = "",
           **said: deeds.Answer | None) -> Assessment:
    made = opened(people, standard, by, day=day, house=house, occasion=occasion, unit=unit)
    made = deeds.answer_clauses(made, answers(standard, **said), version=made.version, by=by, at=moment(day))
    return deeds.close_assessment(made, version=made.version, by=by, at=moment(day))


def test_clauses_stand_in_the_order_of_their_numbers(standard: Standard) -> None:
    assert [one.number for one in in_order(standard.clauses.all())] == ["1.1", "1.2", "1.10", "2.1"]


def test_a_score_is_of_the_clauses_that_apply(people: Cast, standard: Standard, chen: Standing) -> None:
    said = {"n1_10": gap(TODAY, 2), "n2_1": deeds.Answer(AWAY, evidence="不设病房")}
    held = closed(people, standard, chen, **said)
    score = assessed_one(held, TODAY).score
    assert (score.met, score.applicable, score.pass_rate, score.points_rate) == (2, 3, pytest.approx(2 / 3), pytest.approx(4 / 6))
    assert (score.essential, score.essential_short, score.able) == (2, 1, False)


def test_every_fault_is_named_and_nothing_is_kept(people: Cast, standard: Standard, chen: Standing) -> None:
    held = opened(people, standard, chen)
    with pytest.raises(Refusals) as no:
        deeds.answer_clauses(held, answers(standard, n1_2=deeds.Answer(MET, 0), n2_1=deeds.Answer(NOT_MET)), version=1, by=chen, at=moment(TODAY))
    assert [(fault.column, fault.refusal.code) for fault in no.value.faults] == [("1.2", "REG-229"), ("2.1", "REG-230")]
    assert not Finding.objects.exists()


def test_an_assessment_is_closed_whole_and_never_rewritten(people: Cast, standard: Standard, chen: Standing) -> None:
    held = opened(people, standard, chen)
    held = deeds.answer_clauses(held, answers(standard, n2_1=None), version=1, by=chen, at=moment(TODAY))
    with pytest.raises(Refusal) as no:
        deeds.close_assessment(held, version=held.version, by=chen, at=moment(TODAY))
    assert (no.value.code, no.value.facts["n"]) == ("REG-227", 1)
    held = deeds.answer_clauses(held, answers(standard), version=held.version, by=chen, at=moment(TODAY))
    held = deeds.close_assessment(held, version=held.version, by=chen, at=moment(TODAY))
    with pytest.raises(Refusal) as no:
        deeds.answer_clauses(held, answers(standard), version=held.version, by=chen, at=moment(TODAY))
    assert no.value.code == "REG-225"
    with pytest.raises(Refusal) as no:
        deeds.drop_assessment(held, "不要了", by=chen, at=moment(TODAY))
    assert no.value.code == "REG-225"
    assert [one.kind for one in Happening.objects.filter(subject_kind="Assessment").order_by("pk")] == [
        "AssessmentOpened", "ClausesAnswered", "ClausesAnswered", "AssessmentClosed",
    ]


def test_what_another_wrote_meanwhile_is_not_written_over(people: Cast, standard: Standard, chen: Standing) -> None:
    held = opened(people, standard, chen)
    deeds.answer_clauses(held, answers(standard), version=1, by=chen, at=moment(TODAY))
    for deed in (lambda: deeds.answer_clauses(held, answers(standard, n1_1=None), version=1, by=chen, at=moment(TODAY)),
                 lambda: deeds.close_assessment(held, version=1, by=chen, at=moment(TODAY))):
        with pytest.raises(deeds.AssessmentOvertaken):
            deed()
    assert Finding.objects.count() == 4


def test_the_same_is_assessed_once_a_day_and_a_dropped_one_makes_room(people: Cast, standard: Standard, chen: Standing) -> None:
    held = opened(people, standard, chen)
    with pytest.raises(Refusal) as no:
        opened(people, standard, chen)
    assert no.value.code == "REG-223"
    assert opened(people, standard, chen, unit="楚A12345").code == "PG-L2-20261102-002"
    deeds.drop_assessment(held, "选错了时机", by=chen, at=moment(TODAY))
    assert opened(people, standard, chen).code == "PG-L2-20261102-003"


def test_whose_institution_it_is_not_may_not_assess_it(people: Cast, standard: Standard, chen: Standing) -> None:
    with pytest.raises(Refusal) as no:
        opened(people, standard, people.other_nurse.standing())
    assert no.value.code == "REG-224"
    assert opened(people, standard, people.nurse_zhang.standing())
    held = opened(people, standard, chen, house=RIVER_CENTRE)
    with pytest.raises(Refusal) as no:
        deeds.answer_clauses(held, {}, version=1, by=people.nurse_zhang.standing(), at=moment(TODAY))
    assert no.value.code == "REG-224"


def test_a_campus_must_be_the_institutions_own_and_not_its_main(people: Cast, standard: Standard, chen: Standing) -> None:
    for house in (CLOUD_CENTRE, RIVER_CENTRE):
        campus = Campus.objects.get(institution=people.institutions[house])
        with pytest.raises(Refusal) as no:
            deeds.open_assessment(deeds.NewAssessment(standard, people.institutions[CLOUD_CENTRE], "self", TODAY, campus), by=chen, at=moment(TODAY))
        assert no.value.code == "REG-238"


def test_the_latest_of_each_subject_counts_and_units_stand_apart(people: Cast, standard: Standard, chen: Standing) -> None:
    house = people.institutions[CLOUD_CENTRE]
    closed(people, standard, chen, day=TODAY - timedelta(days=90), n1_1=gap(TODAY - timedelta(days=90)))
    closed(people, standard, chen, day=TODAY - timedelta(days=9), n1_10=gap(TODAY - timedelta(days=9), 1, 5), n2_1=gap(TODAY - timedelta(days=9), days=60))
    closed(people, standard, chen, day=TODAY, unit="楚A12345")
    opened(people, standard, chen, day=TODAY, occasion="review")
    found = latest_against([standard.pk], TODAY)
    whole, car = found[standard.pk, (house.pk, None, "")], found[standard.pk, (house.pk, None, "楚A12345")]
    assert (whole.on, whole.score.met, whole.overdue, car.score.met) == (TODAY - timedelta(days=9), 2, 1, 4)
    assert [one.score.met for one in over_time(standard.pk, house.pk, TODAY)] == [2, 3]
    assert [row.clause.number for row in shortfalls([whole.assessment.pk], TODAY)[whole.assessment.pk]] == ["1.10", "2.1"]
    earlier = latest_against([standard.pk], TODAY - timedelta(days=10))
    assert earlier[standard.pk, (house.pk, None, "")].score.met == 3


def test_she_fills_in_every_clause_on_one_page(people: Cast, standard: Standard) -> None:
    browser, house = people.nurse_zhang.browser(), people.institutions[CLOUD_CENTRE]
    typed = {"standard_id": standard.pk, "institution_id": house.pk, "occasion": "self", "assessed_on": localdate().isoformat()}
    for wrong in ({"assessed_on": "9999-12-31"}, {"assessed_on": "昨天"}, {"standard_id": "x"}, {"institution_id": people.institutions[RIVER_CENTRE].pk},
                  {"campus_id": "99999"}, {"assessed_on": (localdate() + timedelta(days=1)).isoformat()}):
        assert browser.post("/assessments/new/", {**typed, **wrong}).status_code == 422, wrong
    assert browser.post("/assessments/new/", typed).status_code == 302
    held, due = Assessment.objects.get(), (localdate() + timedelta(days=30)).isoformat()
    one, two, three, four = (clause.pk for clause in in_order(standard.clauses.all()))
    said = {"version": "1", f"verdict-{one}": "met", f"verdict-{two}": "met", f"found-{two}": "1", f"verdict-{three}": "not_met", f"found-{three}": "2",
            f"due_on-{three}": due, f"verdict-{four}": ""}
    page = browser.post(f"/assessments/{held.pk}/fill/", {**said, f"due_on-{three}": "", f"found-{two}": "0", f"evidence-{four}": "待查"})
    assert page.status_code == 422
    for words in ("实有0，少于应有1", "没有填写整改期限", "填了内容，没有选结论"):
        assert words in page.content.decode()
    for wrong in ("-1", "abc", "NaN", "1e400"):
        assert browser.post(f"/assessments/{held.pk}/fill/", {**said, f"found-{two}": wrong}).status_code == 422, wrong
    assert browser.post(f"/assessments/{held.pk}/fill/", {**said, f"due_on-{three}": "9999-12-31"}).status_code == 422
    assert not Finding.objects.exists()
    assert browser.post(f"/assessments/{held.pk}/fill/", said).status_code == 302
    assert browser.post(f"/assessments/{held.pk}/fill/", said).status_code == 409, "somebody had saved meanwhile"
    page = browser.get(f"/assessments/{held.pk}/").content.decode()
    assert "还有1条没有结论，不能定稿" in page
    assert browser.post(f"/assessments/{held.pk}/close/", {"version": "2"}).status_code == 422
    assert browser.post(f"/assessments/{held.pk}/fill/", {**said, "version": "2", f"verdict-{four}": "met"}).status_code == 302
    assert browser.post(f"/assessments/{held.pk}/close/", {"version": "x"}).status_code == 409
    assert browser.post(f"/assessments/{held.pk}/close/", {"version": "3"}).status_code == 302
    assert "已不能再改" in browser.get(f"/assessments/{held.pk}/fill/").content.decode()
    told = people.nurse_zhang.program().get(f"/assessments/{held.pk}/").json()
    assert (told["met"], told["applicable"], told["essential_short"], told["state"]) == (3, 4, 1, "closed")


def test_a_standard_of_hundreds_of_clauses_is_filled_in_on_one_form(people: Cast, chen: Standing) -> None:
    """And what the form did not come back with stays as it was."""
    large = Standard.objects.create(code="BIG", name="大标准", kind="grade", from_on=date(2020, 1, 1))
    Clause.objects.bulk_create([Clause(standard=large, number=str(n), words=f"条款{n}") for n in range(1, 401)])
    held, browser = opened(people, large, chen), people.chief_chen.browser()
    said = {f"{name}-{one.pk}": text for one in large.clauses.all() for name, text in (("verdict", "met"), ("found", ""), ("evidence", "有"), ("due_on", ""))}
    assert browser.post(f"/assessments/{held.pk}/fill/", {"version": "1", **said}).status_code == 302
    first = large.clauses.earliest("pk")
    assert browser.post(f"/assessments/{held.pk}/fill/", {"version": "2", f"verdict-{first.pk}": ""}).status_code == 302
    assert held.findings.count() == 399
    assert not held.findings.filter(clause=first).exists()


def test_the_list_tells_who_is_short_and_each_sees_her_own(people: Cast, standard: Standard, chen: Standing) -> None:
    day = localdate() - timedelta(days=40)
    closed(people, standard, chen, day=day, n1_10=gap(day, 0))
    closed(people, standard, chen, day=day, house=RIVER_CENTRE)
    found = people.chief_chen.program().get("/assessments/").json()
    assert [(one["institution"], one["able"], one["overdue"]) for one in found["latest"]] == [(CLOUD_CENTRE, False, 1), (RIVER_CENTRE, True, 0)]
    page = people.chief_chen.browser().get("/assessments/?standard=nothing&kind=x").content.decode()
    assert "云岭乡卫生院" in page
    own = people.other_nurse.program().get("/assessments/").json()["latest"]
    assert [one["institution"] for one in own] == [RIVER_CENTRE]
    held = Assessment.objects.get(institution=people.institutions[CLOUD_CENTRE])
    for path in ("", "fill/", "checklist.xlsx"):
        assert people.other_nurse.browser().get(f"/assessments/{held.pk}/{path}").status_code == 404
    Standard.objects.filter(pk=standard.pk).update(ends_on=localdate() - timedelta(days=1))
    assert people.chief_chen.program().get("/assessments/").json()["latest"] == [], "what is no longer in force is nobody's gap"
    house = people.institutions[CLOUD_CENTRE].pk
    assert people.other_nurse.browser().get(f"/institutions/{house}/standards/{standard.pk}/").status_code == 404
    assert people.doctor_li.browser().get("/assessments/").status_code == 403


def test_before_and_after_works_are_both_kept(people: Cast, standard: Standard, chen: Standing) -> None:
    house = people.institutions[CLOUD_CENTRE]
    first, last = localdate() - timedelta(days=200), localdate() - timedelta(days=5)
    closed(people, standard, chen, day=first, occasion="before", n1_1=gap(first), n2_1=gap(first))
    closed(people, standard, chen, day=last, occasion="after")
    address = f"/institutions/{house.pk}/standards/{standard.pk}/"
    told = people.chief_chen.program().get(address).json()
    assert (told["before"], told["after"], told["score_change"]) == (str(first), str(last), pytest.approx(50))
    page = people.chief_chen.browser().get(f"{address}?campus=abc&unit={'x' * 99}").content.decode()
    assert "还没有定稿的评估" in page, "a campus that is none is none, and no such unit was assessed"
    assert "50.0</strong> 个百分点" in people.chief_chen.browser().get(address).content.decode()


def brought(people: Cast, tmp_path: Path, register: str, heading: str, *lines: str, by: Person | None = None) -> tuple[int, int, int]:
    path = tmp_path / f"{register}.csv"
    path.write_text("\n".join((heading, *lines)) + "\n", "utf-8")
    kept = known()[register]
    taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=(by or people.chief_chen).standing(), at=moment(TODAY))
    return taken.added, taken.corrected, taken.unchanged


def test_a_whole_standard_loads_from_a_sheet_and_then_stays(people: Cast, tmp_path: Path, chen: Standing) -> None:
    assert brought(people, tmp_path, "standards", "标准代码,标准名称,用途,文件,施行日期", "EQ,装备清单,装备,卫发1号,2025-01-01") == (1, 0, 0)
    heading = "标准,条款号,章节,内容,核心条款,应有数,单位,分值"
    lines = ("EQ,1,急救,除颤仪,是,2,台,5", "EQ,2,急救,颈托,否,6,个,", "EQ,3,管理,有人值班,是,,,3")
    assert brought(people, tmp_path, "standard-clauses", heading, *lines) == (3, 0, 0)
    assert brought(people, tmp_path, "standard-clauses", heading, *lines) == (0, 0, 3)
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, "standard-clauses", heading, "EQ,4,,无用,否,0,台,", "EQ,5,,无用,否,-3,台,", "EQ,6,,无用,否,多,台,")
    assert [(fault.row, fault.column) for fault in no.value.faults] == [(2, "应有数"), (3, "应有数"), (4, "应有数")]
    standard = Standard.objects.get(code="EQ")
    closed(people, standard, chen, house=EMERGENCY_CENTRE, occasion="inventory")
    assert brought(people, tmp_path, "standard-clauses", heading, "EQ,2,急救,颈托（成人）,否,6,个,1") == (0, 1, 0)
    for line in ("EQ,2,急救,颈托,否,5,个,1", "EQ,9,急救,新加,否,,,"):
        with pytest.raises(Refusals) as no:
            brought(people, tmp_path, "standard-clauses", heading, line)
        assert no.value.faults[0].refusal.code == "REG-235"


HEAD = "评估编号,标准,机构,单元（车牌、科室等）,时机,评估日期,状态"
FOUND = "评估,条款,结论,实有数,佐证或说明,整改期限"


def test_assessments_and_what_they_found_come_by_sheet(people: Cast, standard: Standard, tmp_path: Path) -> None:
    line = f"PG1,L2,{CLOUD_CENTRE},,自评,2026-11-01,"
    assert brought(people, tmp_path, "assessments", HEAD, line) == (1, 0, 0)
    lines = ("PG1,L2/1.1,符合,,,", "PG1,L2/1.2,符合,1,,", "PG1,L2/1.10,不符合,2,已报采购,2026-12-31", "PG1,L2/2.1,不适用,,没有病房,")
    assert brought(people, tmp_path, "assessment-findings", FOUND, *lines) == (4, 0, 0)
    assert brought(people, tmp_path, "assessment-findings", FOUND, *lines) == (0, 0, 4)
    assert brought(people, tmp_path, "assessment-findings", FOUND, "PG1,L2/1.10,符合,4,到货,") == (0, 1, 0)
    assert brought(people, tmp_path, "assessments", HEAD, line + "已定稿") == (0, 1, 0)
    assert brought(people, tmp_path, "assessments", HEAD, line + "已定稿") == (0, 0, 1)
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, "assessment-findings", FOUND, "PG1,L2/1.1,不符合,,,2026-12-31")
    assert no.value.faults[0].refusal.code == "REG-225"


@pytest.mark.parametrize(("line", "column", "code"), [
    ("PG1,L2/1.2,符合,0,,", "实有数", "REG-229"), ("PG1,L2/1.2,符合,,,", "实有数", "REG-228"), ("PG1,L2/1.1,不符合,,,", "整改期限", "REG-230"),
    ("PG1,L2/1.1,不符合,,,2026-10-01", "整改期限", "REG-231"), ("PG1,L2/1.1,不适用,,,", "佐证或说明", "REG-233"), ("PG1,L2/1.2,符合,-1,,", "实有数", ""),
    ("PG1,L2/1.2,符合,一台,,", "实有数", ""), ("PG1,L2/9.9,符合,,,", "条款", ""), ("PG9,L2/1.1,符合,,,", "评估", ""),
    ("PG1,OTHER/1,符合,,,", "条款", "REG-237"),
    ("PG1,L2/1.1,还行,,,", "结论", ""), ("PG1,L2/1.1,,,,", "结论", ""),
])
def test_a_bad_line_is_named_with_row_and_column(people: Cast, standard: Standard, tmp_path: Path, line: str, column: str, code: str) -> None:
    Clause.objects.create(standard=Standard.objects.create(code="OTHER", name="别的", kind="grade", from_on=TODAY), number="1", words="x")
    brought(people, tmp_path, "assessments", HEAD, f"PG1,L2,{CLOUD_CENTRE},,自评,2026-11-01,")
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, "assessment-findings", FOUND, line)
    fault = no.value.faults[0]
    assert (fault.row, fault.column) == (2, column)
    assert fault.refusal.code.startswith(code)


@pytest.mark.parametrize(("line", "column", "code"), [
    (f"PG2,L2,{CLOUD_CENTRE},,自评,2026-11-03,", "评估日期", "REG-221"), (f"PG2,L2,{CLOUD_CENTRE},,自评,2019-01-01,", "标准", "REG-222"),
    (f"PG2,L2,{CLOUD_CENTRE},,自评,2026-10-31,已定稿", "状态", "REG-227"), (f"PG2,L2,{CLOUD_CENTRE},,,2026-11-01,", "时机", ""),
    (f"PG1,L2,{RIVER_CENTRE},,自评,2026-11-01,", "机构", "REG-239"), (f"PG2,L2,{HOSPITAL},,自评,9999-12-31,", "评估日期", ""),
])
def test_a_bad_head_is_named_too(people: Cast, standard: Standard, tmp_path: Path, line: str, column: str, code: str) -> None:
    brought(people, tmp_path, "assessments", HEAD, f"PG1,L2,{CLOUD_CENTRE},,自评,2026-11-01,")
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, "assessments", HEAD, line)
    fault = no.value.faults[0]
    assert (fault.row, fault.column) == (2, column)
    assert fault.refusal.code.startswith(code)


def test_the_checklist_taken_away_is_taken_back(people: Cast, standard: Standard, chen: Standing, tmp_path: Path) -> None:
    held = opened(people, standard, chen)
    answer = people.nurse_zhang.browser().get(f"/assessments/{held.pk}/checklist.xlsx")
    path = tmp_path / "checklist.xlsx"
    path.write_bytes(answer.content)
    register = known()["assessment-findings"]
    rows = list(open_sheet(path, sheets.sheet_of(register)).rows())
    assert [row[1][1] for row in rows] == ["L2/1.1", "L2/1.2", "L2/1.10", "L2/2.1"]
    deeds.answer_clauses(held, answers(standard, n1_10=gap(TODAY, 3)), version=1, by=chen, at=moment(TODAY))
    path.write_bytes(people.nurse_zhang.browser().get(f"/assessments/{held.pk}/checklist.xlsx").content)
    taken = actions.import_sheet(register, sheets.lines_of(register, path), by=chen, at=moment(TODAY))
    assert (taken.added, taken.corrected, taken.unchanged) == (0, 0, 4)
