"""Beds of a place on a day: sums, growth, per thousand, what is out of line, by department."""

from datetime import date

import pytest

from tests.domains.planning.works import approved
from tests.people import AT, CLOUD_CENTRE, HOSPITAL, PRIVATE_HOSPITAL, RIVER_CENTRE, Cast
from weijian.domains.planning.models import ProjectBeds
from weijian.domains.planning.queries.beds import beds_coming, beds_in
from weijian.domains.registry.actions.premises import Beds, count_beds
from weijian.domains.registry.models import BedCount, Department, InstitutionStanding

NOW, BASE = date(2026, 11, 2), date(2025, 12, 31)
URL = "/planning/beds/"


def count(people: Cast, code: str, kind: str, *numbers: int, on: date, used: int | None = None, department: Department | None = None) -> BedCount:
    approved_beds, in_place, opened = numbers
    return BedCount.objects.create(
        institution=people.institutions[code], kind=kind, approved=approved_beds, in_place=in_place, open=opened, used=used, from_on=on, department=department,
    )


@pytest.fixture
def beds(people: Cast) -> Cast:
    """28,000 at the base, 29,232 now: the figure of the source report."""
    count(people, HOSPITAL, "内科", 27_900, 27_900, 27_900, on=date(2024, 1, 1), used=25_000)
    count(people, HOSPITAL, "内科", 29_032, 29_032, 29_032, on=date(2026, 5, 1), used=26_000)
    count(people, RIVER_CENTRE, "普通", 100, 100, 80, on=date(2024, 1, 1))
    count(people, PRIVATE_HOSPITAL, "内科", 80, 100, 95, on=date(2026, 6, 1))
    return people


def test_growth_is_reckoned_from_the_base_as_the_report_does(beds: Cast) -> None:
    found = beds_in("", on=NOW, base_on=BASE, today=NOW)
    assert (found.beds.in_place, found.base, found.growth.added) == (29_232, 28_000, 1_232)
    assert found.growth.percent == pytest.approx(4.4)
    assert found.beds.use_percent == pytest.approx(100 * 26_000 / 29_032), "of those beds only whose use is known"


def test_a_rate_names_the_people_it_is_of_and_there_is_none_without_them(beds: Cast) -> None:
    county = beds_in("429921", on=NOW, base_on=BASE, today=NOW)
    assert county.denominator is not None
    assert county.rate == pytest.approx(29_232 * 1000 / county.denominator.people)
    assert beds_in("429921101", on=date(1990, 1, 1), base_on=date(1990, 1, 1), today=NOW).rate is None


def test_beds_opened_beyond_what_is_tolerated_are_listed_to_be_mended(beds: Cast) -> None:
    found = beds_in("", on=NOW, base_on=BASE, today=NOW)
    assert {(row.institution.code, row.finding.value) for row in found.to_mend} == {(PRIVATE_HOSPITAL, "over"), (RIVER_CENTRE, "under")}
    assert [row.finding.value for row in found.rows][-1] == "in_line", "what is to be mended comes first"
    page = beds.chief_chen.browser().get(URL, {"on": "2026-11-02"}).content.decode()
    for words in ("开放多于编制", "开放少于编制", "+4.40%", "基数 28,000 张（2025-12-31）", "29,232"):
        assert words in page, words


def test_the_same_comes_as_json(beds: Cast) -> None:
    found = beds.chief_chen.program().get(URL, {"on": "2026-11-02", "base_on": "2025-12-31"}).json()
    assert (found["growth"]["added"], found["base"], found["denominator"]["source"]) == (1232, 28000, "statistics")
    assert next(one["percent"] for one in found["shares"]) == pytest.approx(100 * 100 / 29_232)


def test_departments_add_to_what_no_department_has(people: Cast) -> None:
    ward = Department.objects.create(institution=people.institutions[HOSPITAL], name="呼吸内科", from_on=date(2020, 1, 1))
    count(people, HOSPITAL, "内科", 100, 100, 100, on=date(2024, 1, 1))
    count(people, HOSPITAL, "内科", 40, 40, 40, on=date(2024, 1, 1), used=38, department=ward)
    count(people, HOSPITAL, "内科", 50, 50, 50, on=date(2026, 1, 1), used=41, department=ward)
    [row] = beds_in("", on=NOW, base_on=BASE, today=NOW).rows
    assert (row.beds.in_place, row.base, row.beds.used, row.beds.used_of) == (150, 140, 41, 50)
    page = people.chief_chen.browser().get(URL).content.decode()
    assert "呼吸内科" in page


def test_a_department_of_another_house_is_refused(people: Cast) -> None:
    ward = Department.objects.create(institution=people.institutions[HOSPITAL], name="呼吸内科", from_on=date(2020, 1, 1))
    made = count_beds(people.institutions[HOSPITAL], Beds("内科", 9, 9, 9, NOW, used=8, department_id=ward.pk), by=people.chief_chen.standing(), at=AT)
    assert (made.department, made.used) == (ward, 8)
    said = {"institution": RIVER_CENTRE, "department": f"{HOSPITAL}/呼吸内科", "kind": "内科", "approved": 9, "in_place": 9, "open": 9, "from_on": "2026-01-01"}
    answer = people.data_clerk_he.program().post("/registers/beds/new", said)
    assert answer.status_code == 422
    assert "不是这家机构的" in answer.content.decode()
    with pytest.raises(Department.DoesNotExist):
        count_beds(people.institutions[RIVER_CENTRE], Beds("内科", 9, 9, 9, NOW, department_id=ward.pk), by=people.chief_chen.standing(), at=AT)


def test_a_house_that_closed_has_no_beds_that_day(people: Cast) -> None:
    count(people, CLOUD_CENTRE, "普通", 30, 30, 30, on=date(2024, 1, 1))
    last = InstitutionStanding.objects.filter(institution=people.institutions[CLOUD_CENTRE]).latest("from_on")
    InstitutionStanding.objects.create(
        institution=last.institution, from_on=date(2026, 7, 1), status="suspended", kind=last.kind, ownership=last.ownership,
    )
    assert beds_in("", on=date(2026, 6, 30), base_on=BASE, today=NOW).beds.in_place == 30
    assert beds_in("", on=NOW, base_on=BASE, today=NOW).beds.in_place == 0


def test_beds_of_projects_are_told_apart_until_they_open(people: Cast) -> None:
    project = approved(people, people.chief_chen.standing())
    ProjectBeds.objects.create(project=project, kind="普通", beds=15)
    assert beds_coming("", on=date(2027, 6, 1), today=NOW) == 15
    assert beds_coming("", on=date(2027, 4, 1), today=NOW) == 0
    assert beds_coming("429921101", on=date(2027, 6, 1), today=NOW) == 0, "it is built in the other township"
