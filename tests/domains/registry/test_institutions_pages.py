"""Institutions' pages: the count on a day, one institution, and what an officer does there."""

from datetime import date
from typing import Any

from tests.people import CLOUD_CENTRE, HOSPITAL, RIVER_STREET, Cast
from weijian.domains.registry.models import Campus, ClinicalService, Institution

LEVEL_TWO = "kind=A&at_least=2&ownership=1"


def standing_form(**changes: Any) -> dict[str, Any]:
    typed = {"status": "operating", "kind": "A100", "level": "3", "grade": "9", "ownership": "1", "from_on": "2026-07-01", "document": "禾卫医发〔2026〕3号"}
    return {**typed, **changes}


def test_the_page_and_the_program_give_the_same_count_of_the_same_day(people: Cast) -> None:
    officer = people.chief_chen
    officer.browser().post("/institutions/new/", standing_form(
        code="H0003", name="青禾县中医医院", place_id=people.places[RIVER_STREET].pk, kind="A210", level="2", from_on="2026-03-01",
    ))
    for day, count in (("2026-02-28", 1), ("2026-03-01", 2)):
        page = people.nurse_zhang.browser().get(f"/institutions/?on={day}&{LEVEL_TWO}")
        assert page.context["count"] == count
        assert f'<strong class="num">{count}</strong>' in page.content.decode()
        assert people.nurse_zhang.program().get(f"/institutions/?on={day}&{LEVEL_TWO}").json()["count"] == count


def test_a_changed_standing_shows_on_its_day_with_its_document(people: Cast) -> None:
    hospital = people.institutions[HOSPITAL]
    assert people.chief_chen.browser().post(f"/institutions/{hospital.pk}/standing/", standing_form()).status_code == 302
    page = people.doctor_li.browser().get(f"/institutions/{hospital.pk}/").content.decode()
    assert "禾卫医发〔2026〕3号" in page
    assert "二级甲等" in page
    again = people.chief_chen.browser().post(f"/institutions/{hospital.pk}/standing/", standing_form(from_on="2026-07-02"))
    assert again.status_code == 422


def test_everything_registered_of_an_institution_stands_on_one_sheet_to_print(people: Cast) -> None:
    hospital = people.institutions[HOSPITAL]
    page = people.doctor_li.browser().get(f"/institutions/{hospital.pk}/sheet/").content.decode()
    assert "data-print" in page
    assert hospital.code in page
    assert all(campus.name in page for campus in hospital.campuses.all())
    assert all(word in page for word in ("机构登记表", "历次状态", "院区", "科室", "诊疗服务", "床位"))
    assert f"/institutions/{hospital.pk}/sheet/" in people.doctor_li.browser().get(f"/institutions/{hospital.pk}/").content.decode()


def test_a_closed_institution_shows_why_it_cannot_change(people: Cast) -> None:
    hospital = people.institutions[HOSPITAL]
    officer = people.chief_chen.browser()
    officer.post(f"/institutions/{hospital.pk}/standing/", standing_form(status="closed", level="2", grade="1"))
    assert "不能从“注销”改为“在营”" in officer.get(f"/institutions/{hospital.pk}/").content.decode()


def test_two_officers_correcting_at_once(people: Cast) -> None:
    hospital = people.institutions[HOSPITAL]
    form = {"name": hospital.name, "short_name": "", "credit_code": "", "address": "河街8号", "phone": "", "version": 1}
    officer = people.chief_chen.browser()
    assert officer.post(f"/institutions/{hospital.pk}/correct/", form).status_code == 302
    assert officer.post(f"/institutions/{hospital.pk}/correct/", form).status_code == 409
    assert Institution.objects.get(pk=hospital.pk).address == "河街8号"


def test_campuses_hours_departments_services_and_beds_through_the_pages(people: Cast) -> None:
    centre, officer = people.institutions[CLOUD_CENTRE], people.chief_chen.browser()
    url = f"/institutions/{centre.pk}"
    ClinicalService.objects.create(code="US01", name="腹部超声")
    campus = {"name": "西院区", "place_id": centre.place_id, "lon": "112.41", "lat": "31.42", "from_on": "2026-03-01"}
    assert officer.post(f"{url}/campuses/", campus).status_code == 302
    assert officer.post(f"{url}/campuses/", {**campus, "name": "远处", "lon": "12"}).status_code == 422
    west = Campus.objects.get(name="西院区")
    week = {"weekdays": ["1", "2", "3"], "opens_at": "08:00", "closes_at": "17:00", "emergency": "on"}
    assert officer.post(f"{url}/campuses/{west.pk}/hours/", week).status_code == 302
    assert officer.post(f"{url}/departments/", {"name": "内科", "from_on": "2026-03-01"}).status_code == 302
    assert officer.post(f"{url}/services/", {"service": "US01", "from_on": "2026-03-01"}).status_code == 302
    assert officer.post(f"{url}/beds/", {"kind": "普通", "approved": 40, "in_place": 30, "open": 28, "from_on": "2026-03-01"}).status_code == 302
    assert officer.post(f"{url}/beds/", {"kind": "普通", "approved": 40, "in_place": 30, "open": 31, "from_on": "2026-03-01"}).status_code == 422
    page = officer.get(f"{url}/").content.decode()
    for words in ("西院区", "周一至周三 08:00–17:00", "全天（仅急诊）", "内科", "腹部超声", "普通"):
        assert words in page
    offer, ward = centre.offers.get(), centre.departments.get()
    for path in (f"services/{offer.pk}", f"departments/{ward.pk}", f"campuses/{west.pk}"):
        assert officer.post(f"{url}/{path}/end/", {"ends_on": "2026-09-01"}).status_code == 302
    answer = officer.get(f"{url}/", headers={"Accept": "application/json"}).json()
    assert (answer["services"], answer["departments"], [c["name"] for c in answer["campuses"]]) == ([], [], ["本部"])


def test_names_are_public_and_changes_are_not(people: Cast) -> None:
    hospital = people.institutions[HOSPITAL]
    assert people.foreigner.browser().get(f"/institutions/{hospital.pk}/").status_code == 200
    assert people.nurse_zhang.browser().get(f"/institutions/{hospital.pk}/correct/").status_code == 403
    from tests.people import person

    stranger = person("fremd", "外县干部", "officer", place_code="429922")
    assert stranger.browser().post(f"/institutions/{hospital.pk}/standing/", standing_form()).status_code == 404


def test_a_date_typed_wrongly_narrows_nothing(people: Cast) -> None:
    answer = people.nurse_zhang.program().get("/institutions/?on=2026-13-45").json()
    assert answer["count"] == 8
    assert date.fromisoformat(answer["on"])
