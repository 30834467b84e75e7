"""Finding somebody one does not look after, and breaking the glass."""

from datetime import date

from tests.people import Cast, identity_number
from weijian.foundation.happenings.models import AccessReview, Happening

NUMBER = identity_number(date(1948, 3, 5), 22)


def test_a_hospital_doctor_finds_her_by_the_whole_number_for_a_purpose_and_sees_the_least(people: Cast) -> None:
    page = people.director_zhao.browser().post("/residents/find/", {"number": NUMBER, "purpose": "门诊接诊"}).content.decode()
    assert "王*兰" in page
    assert NUMBER not in page
    happening = Happening.objects.get(kind="ResidentRead")
    assert (happening.facts["relation"], happening.purpose) == ("found", "门诊接诊")
    assert people.director_zhao.browser().get(f"/residents/{people.wang_guilan.pk}/").status_code == 404


def test_a_name_finds_nobody_and_no_purpose_opens_nothing(people: Cast) -> None:
    browser = people.clerk_sun.browser()
    assert browser.post("/residents/find/", {"number": "王桂兰", "purpose": "挂号"}).status_code == 422
    assert browser.post("/residents/find/", {"number": NUMBER, "purpose": ""}).status_code == 422
    assert browser.post("/residents/find/", {"number": "429921195001010011", "purpose": "挂号"}).status_code == 422
    assert not Happening.objects.filter(kind="ResidentRead").exists()


def test_the_glass_is_broken_with_a_reason_and_opens_the_page_for_a_day(people: Cast) -> None:
    browser = people.director_zhao.browser()
    token = browser.post("/residents/find/", {"number": NUMBER, "purpose": "急诊抢救"}).context["token"]
    assert browser.post("/residents/break-glass/", {"token": token, "reason": ""}).status_code == 422
    answer = browser.post("/residents/break-glass/", {"token": token, "reason": "120送入，昏迷，需查既往史"})
    assert answer["Location"] == f"/residents/{people.wang_guilan.pk}/"
    assert browser.get(answer["Location"]).status_code == 200
    assert AccessReview.objects.get().subject_key == str(people.wang_guilan.pk)
    assert Happening.objects.filter(kind="ResidentRead").latest("pk").facts["relation"] == "break_glass"


def test_nobody_breaks_the_glass_of_somebody_another_doctor_found(people: Cast) -> None:
    token = people.director_zhao.browser().post("/residents/find/", {"number": NUMBER, "purpose": "急诊抢救"}).context["token"]
    from tests.people import HOSPITAL, person

    other = person("qian", "钱医生", "doctor", institution_code=HOSPITAL).browser()
    for given in (token, "forged", ""):
        assert other.post("/residents/break-glass/", {"token": given, "reason": "抢救需要查既往史"}).status_code == 422
    assert not AccessReview.objects.exists()


def test_a_clerk_may_find_but_not_break_the_glass(people: Cast) -> None:
    page = people.clerk_sun.browser().post("/residents/find/", {"number": NUMBER, "purpose": "挂号"})
    assert page.context["token"] == ""
    assert people.clerk_sun.browser().post("/residents/break-glass/", {"token": "x", "reason": "抢救需要查既往史"}).status_code == 403
