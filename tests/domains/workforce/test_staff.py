"""Who works in health: found, entered, licensed, posted, seconded."""

from typing import Any

import pytest

from tests.people import CLOUD_CENTRE, FAR_HILL_CLINIC, HOSPITAL, RIVER_CENTRE, TODAY, Cast
from weijian.domains.workforce.models import Post, PracticeLicence, Practitioner
from weijian.domains.workforce.queries import licences_due, practitioners, staff_by_category
from weijian.domains.workforce.visibility import practitioners_seen


@pytest.fixture
def li(people: Cast) -> Practitioner:
    return Practitioner.objects.get(code="P0001")


@pytest.fixture
def zhao(people: Cast) -> Practitioner:
    return Practitioner.objects.get(code="P0003")


def post_form(people: Cast, institution: str, **changes: Any) -> dict[str, Any]:
    return {"institution_id": people.institutions[institution].pk, "kind": "secondment", "duty": "驻村医生", "from_on": "2026-11-01", **changes}


def test_a_township_worker_sees_the_staff_of_her_township(people: Cast) -> None:
    page = people.nurse_zhang.browser().get("/workforce/practitioners/").content.decode()
    assert "李医生" in page
    assert "赵主任" not in page.split('id="list"')[1]
    assert people.doctor_li.browser().get("/workforce/practitioners/").status_code == 403


def test_licences_that_run_out_are_named_with_their_state(people: Cast, li: Practitioner) -> None:
    seen = practitioners_seen(practitioners(), people.chief_chen.standing())
    assert [one.practitioner.code for one in licences_due(seen, TODAY)] == ["P0001"]
    answer = people.chief_chen.program().get(f"/workforce/practitioners/{li.pk}/").json()
    assert answer["licences"][0]["state"] in ("expiring", "expired")
    assert answer["posts"][0]["institution"] == FAR_HILL_CLINIC


def test_a_renewed_licence_is_no_longer_due(people: Cast, li: Practitioner) -> None:
    form = {
        "institution_id": people.institutions[FAR_HILL_CLINIC].pk, "number": "LP0001", "category": "50", "scope": "全科",
        "from_on": "2026-11-21", "ends_on": "2031-11-20",
    }
    assert people.chief_chen.browser().post(f"/workforce/practitioners/{li.pk}/licences/", form).status_code == 302
    assert not licences_due(Practitioner.objects.filter(pk=li.pk), TODAY)
    assert PracticeLicence.objects.filter(number="LP0001").count() == 2


def test_a_nurse_is_licensed_after_her_qualification_is_on_file(people: Cast) -> None:
    zhang, officer = Practitioner.objects.get(code="P0002"), people.chief_chen.browser()
    form = {
        "institution_id": people.institutions[CLOUD_CENTRE].pk, "number": "N2026", "category": "20", "scope": "护理",
        "from_on": "2026-11-01", "ends_on": "2031-10-31",
    }
    url = f"/workforce/practitioners/{zhang.pk}"
    assert officer.post(f"{url}/licences/", form).status_code == 422
    assert officer.post(f"{url}/qualifications/", {"number": "Q1", "category": "20", "level": "护师", "issued_on": "2015-07-01"}).status_code == 302
    assert officer.post(f"{url}/licences/", form).status_code == 302
    assert officer.post(f"{url}/licences/", {**form, "from_on": "2026-12-01", "ends_on": "2026-11-01"}).status_code == 422


def test_a_secondment_names_its_end_and_is_covered_by_the_licence_at_home(people: Cast, zhao: Practitioner) -> None:
    officer, url = people.chief_chen.browser(), f"/workforce/practitioners/{zhao.pk}"
    assert officer.post(f"{url}/posts/", post_form(people, CLOUD_CENTRE)).status_code == 422
    assert officer.post(f"{url}/posts/", post_form(people, CLOUD_CENTRE, ends_on="2027-04-30")).status_code == 302
    answer = officer.get(f"{url}/", headers={"Accept": "application/json"}).json()
    assert [(p["institution"], p["kind"], p["cover"]) for p in answer["posts"]] == [(CLOUD_CENTRE, "secondment", "covered"), (HOSPITAL, "main", "covered")]


def test_there_is_one_main_post_at_a_time(people: Cast, zhao: Practitioner) -> None:
    officer, url = people.chief_chen.browser(), f"/workforce/practitioners/{zhao.pk}"
    assert officer.post(f"{url}/posts/", post_form(people, RIVER_CENTRE, kind="main")).status_code == 422
    post = Post.objects.get(practitioner=zhao)
    assert officer.post(f"{url}/posts/{post.pk}/end/", {"ends_on": "2026-10-31"}).status_code == 302
    assert officer.post(f"{url}/posts/", post_form(people, RIVER_CENTRE, kind="main", duty="医师")).status_code == 302
    page = officer.get(f"{url}/").content.decode()
    assert "注册在别的机构" in page


def test_a_person_is_entered_once(people: Cast) -> None:
    officer = people.chief_chen.browser()
    form = {
        "institution_id": people.institutions[HOSPITAL].pk, "code": "P0100", "name": "钱药师", "sex_code": "1", "category": "30",
        "identity": "11010519491231002X",
    }
    assert officer.post("/workforce/practitioners/new/", form).status_code == 302
    again = officer.post("/workforce/practitioners/new/", {**form, "code": "P0101"})
    assert again.status_code == 422
    assert "P0100" in again.content.decode()
    assert "11010519491231002X" not in again.content.decode()
    assert officer.post("/workforce/practitioners/new/", {**form, "identity": ""}).status_code == 422


def test_each_person_is_counted_once_whatever_posts_she_holds(people: Cast, zhao: Practitioner) -> None:
    Post.objects.create(practitioner=zhao, institution=people.institutions[CLOUD_CENTRE], kind="multi", duty="医师", from_on=TODAY)
    seen = practitioners_seen(practitioners(), people.chief_chen.standing())
    assert dict(staff_by_category(seen, TODAY)) == {"临床类别医师": 1, "护士": 1, "乡村医生": 1}


def test_two_officers_correcting_one_person_at_once(people: Cast, li: Practitioner) -> None:
    officer, url = people.chief_chen.browser(), f"/workforce/practitioners/{li.pk}/correct/"
    form = {"name": "李广田", "sex_code": "1", "category": "50", "title": "乡村全科助理", "education_code": "", "version": 1}
    assert officer.post(url, form).status_code == 302
    assert officer.post(url, form).status_code == 409
    assert Practitioner.objects.get(pk=li.pk).name == "李广田"


def test_a_foreign_officer_licenses_nobody_here(people: Cast, li: Practitioner) -> None:
    from tests.people import person

    stranger = person("fremd", "外县干部", "officer", place_code="429922").browser()
    assert stranger.get(f"/workforce/practitioners/{li.pk}/").status_code == 404
    assert stranger.post(f"/workforce/practitioners/{li.pk}/posts/", {}).status_code == 404
