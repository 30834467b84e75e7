"""Bed checks: an inspector's count beside the register of that day, open findings first, rectified afterwards."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from tests.domains.planning.works import moment
from tests.domains.planning.zoned import beds
from tests.people import CLOUD_CENTRE, COUNTY, HOSPITAL, LONG_AGO, RIVER_CENTRE, Cast, Person, person
from weijian.domains.planning.actions.bed_checks import NewCheck, check_beds, rectify_beds
from weijian.domains.planning.models import BedCheck
from weijian.domains.registry.models import BedCount, Department
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.kernel.refusal import Refusal, Refusals

pytestmark = pytest.mark.django_db
PAGE, NEW = "/planning/beds/", "/planning/beds/checks/new/"
TODAY = localdate()
DAY = TODAY - timedelta(days=20)


@pytest.fixture
def inspector(db: None) -> Person:
    return person("tang", "唐监督", "inspector", place_code=COUNTY)


def checked(people: Cast, house: str, number: int, *, kind: str = "普通", on: date = DAY) -> BedCheck:
    return check_beds(NewCheck(people.institutions[house], kind, on, number), by=people.chief_chen.standing(), at=moment(TODAY))


def told(people: Cast, **asked: str) -> list[tuple[str, int, list[str], bool]]:
    found = people.chief_chen.program().get(PAGE, asked).json()["checks"]
    return [(one["institution"], one["difference"], one["findings"], one["waits"]) for one in found]


def test_a_count_is_held_against_the_register_of_its_day_and_open_findings_come_first(people: Cast) -> None:
    beds(people, HOSPITAL, 50)
    beds(people, RIVER_CENTRE, 10, approved=8)
    BedCount.objects.create(institution=people.institutions[HOSPITAL], kind="普通", from_on=TODAY, approved=60, in_place=60, open=60)
    checked(people, HOSPITAL, 50, on=DAY + timedelta(days=1))
    checked(people, RIVER_CENTRE, 12)
    checked(people, CLOUD_CENTRE, 3, kind="康复", on=DAY - timedelta(days=3))
    assert told(people) == [
        (RIVER_CENTRE, 2, ["unregistered", "over_approved"], True), (CLOUD_CENTRE, 3, ["unregistered", "over_approved"], True), (HOSPITAL, 0, [], False)]
    assert len(told(people, on=(DAY - timedelta(days=1)).isoformat())) == 1, "what was checked later is not known yet"
    assert told(people, place="429921202") == [(CLOUD_CENTRE, 3, ["unregistered", "over_approved"], True)]
    page = people.chief_chen.browser().get(PAGE).content.decode()
    for words in ("核查发现", "未登记床位", "超编开放", "相符", "登记整改"):
        assert words in page, words


def test_beds_of_a_kind_are_summed_over_departments(people: Cast) -> None:
    ward = Department.objects.create(institution=people.institutions[HOSPITAL], name="二病区", from_on=LONG_AGO)
    beds(people, HOSPITAL, 30)
    BedCount.objects.create(institution=people.institutions[HOSPITAL], department=ward, kind="普通", from_on=LONG_AGO, approved=20, in_place=20, open=20)
    checked(people, HOSPITAL, 50)
    assert told(people) == [(HOSPITAL, 0, [], False)]


def test_a_finding_is_rectified_after_the_check_and_no_longer_waits(people: Cast) -> None:
    check = checked(people, RIVER_CENTRE, 12)
    by, at = people.chief_chen.standing(), moment(TODAY)
    for day in (DAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Refusal) as no:
            rectify_beds(check, day, by=by, at=at)
        assert no.value.code == "PLA-213"
    rectify_beds(check, DAY + timedelta(days=5), by=by, at=at)
    assert [one[3] for one in told(people)] == [False]
    assert [one[3] for one in told(people, on=(DAY + timedelta(days=4)).isoformat())] == [True], "on that day it was still open"


def test_an_inspector_enters_and_rectifies_on_the_pages(people: Cast, inspector: Person) -> None:
    beds(people, HOSPITAL, 50)
    browser = inspector.browser()
    said = {"institution_id": people.institutions[HOSPITAL].pk, "kind": "普通", "checked_on": DAY.isoformat(), "counted": "55", "document": "青卫监查1号"}
    for field, wrong in (("counted", "-1"), ("counted", "五十"), ("checked_on", "9999-12-31"), ("kind", ""), ("institution_id", "0")):
        assert browser.post(NEW, {**said, field: wrong}).status_code == 422, field
    assert browser.post(NEW, said).status_code == 302
    assert browser.post(NEW, said).status_code == 422, "the same count is on file"
    check = BedCheck.objects.get()
    page = browser.get(PAGE).content.decode()
    assert "青卫监查1号" in page
    assert "+5" in page
    assert browser.post(f"{PAGE}checks/{check.pk}/rectify/", {"rectified_on": (DAY - timedelta(days=1)).isoformat()}).status_code == 422
    assert browser.post(f"{PAGE}checks/{check.pk}/rectify/", {"rectified_on": TODAY.isoformat()}).status_code == 302
    assert BedCheck.objects.get().rectified_on == TODAY


def test_only_who_inspects_there_may(people: Cast, inspector: Person) -> None:
    check = checked(people, RIVER_CENTRE, 12)
    assert people.nurse_zhang.browser().get(NEW).status_code == 403
    far = person("far", "外县监督", "inspector", place_code="429922")
    assert far.browser().get(f"{PAGE}checks/{check.pk}/rectify/").status_code == 404
    with pytest.raises(Refusal) as no:
        check_beds(NewCheck(people.institutions[HOSPITAL], "普通", DAY, 1), by=far.standing(), at=moment(TODAY))
    assert no.value.code == "PLA-205"


def test_checks_come_in_by_a_sheet_and_a_bad_line_is_named(people: Cast, tmp_path: Path) -> None:
    path, kept = tmp_path / "checks.csv", known()["bed-checks"]

    def brought(*lines: str) -> tuple[int, int, int]:
        path.write_text("\n".join(("机构,床位类别,核查日期,实际开放床位,核查文书,说明,整改完成日期", *lines)) + "\n", "utf-8")
        taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=people.chief_chen.standing(), at=moment(TODAY))
        return taken.added, taken.corrected, taken.unchanged

    line = f"{HOSPITAL},普通,{DAY},55,青卫监查1号,,"
    assert brought(line, f"{RIVER_CENTRE},普通,{DAY},9,,,{TODAY}") == (2, 0, 0)
    assert brought(line) == (0, 0, 1)
    assert brought(f"{line}{TODAY}") == (0, 1, 0)
    for wrong, column in ((f"{HOSPITAL},普通,{DAY},56,,,", "实际开放床位"), (f"{CLOUD_CENTRE},普通,{TODAY + timedelta(days=1)},5,,,", "核查日期"),
                          (f"{CLOUD_CENTRE},普通,{DAY},5,,,{DAY - timedelta(days=1)}", "整改完成日期")):
        with pytest.raises(Refusals) as no:
            brought(wrong)
        assert (no.value.faults[0].row, no.value.faults[0].column) == (2, column)
