"""The first page, the one box for everything, and whether the house stands."""

from datetime import date
from unittest.mock import patch

import pytest
from django.db import DatabaseError

from tests.people import Cast, identity_number, person
from weijian.domains.registry.models import Place
from weijian.foundation.happenings.actions import break_glass
from weijian.kernel.event import Subject

NUMBER = identity_number(date(1948, 3, 5), 22)


def test_an_officer_sees_what_waits_and_the_figures_with_their_source(people: Cast) -> None:
    Place.objects.filter(code="429921202202").update(record_segment="")
    answer = people.chief_chen.program().get("/").json()
    assert {w["words"] for w in answer["waiting"]} & {"执业注册90天内到期", "执业注册已过期"}
    assert "村（社区）没有档案编号村段，不能编号" in {w["words"] for w in answer["waiting"]}
    figures = {f["label"]: (f["value"], f["href"]) for f in answer["figures"]}
    assert figures["统计局常住人口"] == ("5,000", "/places/429921/")
    assert figures["公立二级及以上医院"][0] == 1
    down = people.chief_chen.program().get(figures["公立二级及以上医院"][1]).json()
    assert down["count"] == 1


def test_what_is_overdue_stands_first(people: Cast) -> None:
    guard = person("qian", "钱安全", "security_officer")
    break_glass(Subject("Resident", str(people.wang_guilan.pk)), "120送入，昏迷", by=people.director_zhao.standing(), at=people.wang_guilan.created_at)
    answer = guard.program().get("/").json()
    assert answer["waiting"][0]["words"] == "应急调阅待复核"


def test_somebody_without_a_post_is_told_whom_to_ask(people: Cast) -> None:
    page = people.outsider.browser().get("/").content.decode()
    assert "还没有授予任何岗位" in page


def test_a_nurse_sees_no_county_figure_of_staff_elsewhere(people: Cast) -> None:
    figures = {f["label"]: f["value"] for f in people.nurse_zhang.program().get("/").json()["figures"]}
    assert figures["在岗卫生人员"] == "2"


def test_one_box_finds_residents_by_number_or_whole_name_within_reach_only(people: Cast) -> None:
    for words in (NUMBER, "王桂兰", "42992120210200001"):
        found = people.nurse_zhang.program().post("/search/", {"q": words}).json()
        assert [one["id"] for one in found["residents"]] == [people.wang_guilan.pk]
        for nobody in (people.other_nurse, people.director_zhao, people.outsider):
            assert nobody.program().post("/search/", {"q": words}).json()["residents"] == []
    assert people.nurse_zhang.program().post("/search/", {"q": "王桂"}).json()["residents"] == []


def test_one_box_finds_institutions_places_and_staff(people: Cast) -> None:
    found = people.chief_chen.program().post("/search/", {"q": "远山"}).json()
    assert [one["name"] for one in found["institutions"]] == ["远山村卫生室"]
    assert [one["name"] for one in found["places"]] == ["远山村"]
    assert [one["name"] for one in people.chief_chen.program().post("/search/", {"q": "赵主任"}).json()["practitioners"]] == ["赵主任"]
    page = people.chief_chen.browser().post("/search/", {"q": "远山"}).content.decode()
    assert "远山村卫生室" in page


def test_what_is_searched_for_is_never_in_an_address(people: Cast) -> None:
    assert "王桂兰" not in people.nurse_zhang.browser().get("/search/?q=王桂兰").content.decode()
    assert people.nurse_zhang.browser().post("/search/", {"q": ""}).status_code == 422


@pytest.mark.django_db
def test_the_house_says_whether_its_database_answers(client: object) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}  # type: ignore[attr-defined]
    with patch("weijian.project.pages.queries.connection.cursor", side_effect=DatabaseError):
        answer = client.get("/healthz")  # type: ignore[attr-defined]
    assert answer.status_code == 503


def test_a_village_doctors_figures_are_of_her_own_village(people: Cast) -> None:
    figures = people.doctor_li.program().get("/").json()["figures"]
    institutions = [f for f in figures if f["label"] == "在营医疗卫生机构"]
    assert [f["value"] for f in institutions] == [1]


def test_one_letter_is_too_little_to_search_for_and_said_so(people: Cast) -> None:
    answer = people.nurse_zhang.browser().post("/search/", {"q": "王"})
    assert answer.status_code == 422
    assert "请至少输入两个字或数字。" in answer.content.decode()


def test_one_way_of_the_frame_is_marked_as_the_page_she_is_on(people: Cast) -> None:
    page = person("shen", "沈审计", "auditor").browser().get("/audit/odd/").content.decode()
    rail = page.split('aria-label="底部导航"')[0]
    assert rail.count('class="active" aria-current="page"') == 1
    assert 'href="/audit/odd/" class="active"' in rail
