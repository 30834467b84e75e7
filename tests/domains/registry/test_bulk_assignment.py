"""Many residents of the list given to one institution at once, through the page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.domains.registry.test_residents_pages import wang_form
from tests.people import CLOUD_CENTRE, FAR_HILL_CLINIC, HOSPITAL, RIVER_CENTRE, TODAY, Cast
from weijian.domains.registry.models import InstitutionStanding, Resident
from weijian.foundation.happenings.models import Happening

URL = "/residents/assign/"


def assign(client: Client, people: Cast, *residents: Resident, to: str = FAR_HILL_CLINIC, **more: Any) -> Any:
    sent = {"resident": [one.pk for one in residents], "institution_id": people.institutions[to].pk, **more}
    return client.post(URL, sent)


def managers(people: Cast) -> list[str]:
    """Of 王桂兰, her son and the townsman."""
    who = [people.wang_guilan.pk, people.her_son.pk, people.a_townsman.pk]
    return list(Resident.objects.filter(pk__in=who).order_by("pk").values_list("managing__code", flat=True))


def test_the_list_has_a_labelled_box_for_each_row_and_the_institutions_she_may_name(people: Cast) -> None:
    page = people.nurse_zhang.browser().get("/residents/")
    html = page.content.decode()
    assert f'type="checkbox" form="assign" name="resident" value="{people.wang_guilan.pk}"' in html
    assert "选择远山村的王*兰" in html
    offered = [name for key, name in page.context["assign"].fields["institution_id"].widget.choices if key]
    assert offered == ["云岭乡卫生院", "远山村卫生室"]


def test_whoever_may_not_write_sees_no_boxes_and_may_not_assign(people: Cast) -> None:
    assert "checkbox\" form" not in people.chief_chen.browser().get("/residents/").content.decode()
    assert assign(people.chief_chen.browser(), people, people.wang_guilan).status_code == 403


def test_all_who_are_ticked_are_given_to_it_in_one_happening(people: Cast) -> None:
    before = people.wang_guilan.version
    done = assign(people.nurse_zhang.browser(), people, people.wang_guilan, people.her_son)
    assert done.headers["Location"] == "/residents/?"
    assert managers(people) == [FAR_HILL_CLINIC, FAR_HILL_CLINIC, RIVER_CENTRE]
    happened = Happening.objects.get(kind="ResidentsAssigned")
    assert (happened.subject_key, happened.facts["people"], happened.by_name) == (FAR_HILL_CLINIC, 2, "张护士")
    assert Resident.objects.get(pk=people.wang_guilan.pk).version == before + 1


def test_the_page_says_how_many_were_changed_and_how_many_were_its_own_already(people: Cast) -> None:
    client = people.nurse_zhang.browser()
    assign(client, people, people.wang_guilan)
    assign(client, people, people.wang_guilan, people.her_son)
    html = client.get("/residents/").content.decode()
    assert "已将 1 人交由“远山村卫生室”管理。另有 1 人原已由其管理。" in html
    assert Resident.objects.get(pk=people.wang_guilan.pk).version == people.wang_guilan.version + 1


def test_she_comes_back_to_the_list_as_she_had_narrowed_it_and_nothing_typed_comes_along(people: Cast) -> None:
    done = assign(people.nurse_zhang.browser(), people, people.wang_guilan, query="age=65%2B&q=王桂兰")
    assert done.headers["Location"] == "/residents/?age=65%2B"


def test_a_correction_begun_before_it_gets_its_409(people: Cast) -> None:
    form = wang_form(people, address="2组")
    assign(people.nurse_zhang.browser(), people, people.wang_guilan)
    late = people.doctor_li.browser().post(f"/residents/{people.wang_guilan.pk}/correct/", form)
    assert late.status_code == 409


def test_one_who_cannot_be_changed_is_named_by_record_number_only_and_nobody_is_changed(people: Cast) -> None:
    Resident.objects.filter(pk=people.her_son.pk).update(residence="dead", died_on=TODAY)
    page = assign(people.nurse_zhang.browser(), people, people.wang_guilan, people.her_son)
    html = page.content.decode()
    assert page.status_code == 422
    assert "42992120210200002：档案状态是“死亡”。" in html
    assert "李" not in html.split("<main", 1)[1]
    assert "只将其余 1 人交由“远山村卫生室”管理" in html
    assert managers(people) == [CLOUD_CENTRE, CLOUD_CENTRE, RIVER_CENTRE]
    assert not Happening.objects.filter(kind="ResidentsAssigned").exists()


def test_the_rest_is_done_when_she_chooses_so(people: Cast) -> None:
    Resident.objects.filter(pk=people.her_son.pk).update(residence="dead", died_on=TODAY)
    page = assign(people.nurse_zhang.browser(), people, people.wang_guilan, people.her_son, others="1")
    assert "42992120210200002" in page.content.decode()
    assert managers(people) == [FAR_HILL_CLINIC, CLOUD_CENTRE, RIVER_CENTRE]
    assert Happening.objects.get(kind="ResidentsAssigned").facts["people"] == 1


def test_one_managed_by_her_institution_who_lives_elsewhere_is_left_to_those_of_her_village(people: Cast) -> None:
    Resident.objects.filter(pk=people.a_townsman.pk).update(managing=people.institutions[CLOUD_CENTRE])
    answer = assign(people.nurse_zhang.program(), people, people.wang_guilan, people.a_townsman)
    assert (answer.status_code, answer.json()["others"]) == (422, 1)
    assert [fault["sentence"] for fault in answer.json()["faults"]] == ["42992110100100001：不在您的管辖范围内。"]


def test_one_she_cannot_see_is_counted_and_not_named(people: Cast) -> None:
    page = assign(people.nurse_zhang.browser(), people, people.wang_guilan, people.a_townsman)
    html = page.content.decode()
    assert (page.status_code, "有1人已不在您能看到的范围内" in html) == (422, True)
    assert "42992110100100001" not in html
    assert managers(people) == [CLOUD_CENTRE, CLOUD_CENTRE, RIVER_CENTRE]


def test_when_nobody_can_be_changed_the_choice_of_the_rest_changes_nothing(people: Cast) -> None:
    page = assign(people.nurse_zhang.browser(), people, people.a_townsman, others="1")
    assert page.status_code == 422
    assert "只将其余" not in page.content.decode()
    assert "所选的人都不能指定" in page.content.decode()


@pytest.mark.parametrize(("to", "code"), [(RIVER_CENTRE, "REG-197"), (HOSPITAL, "REG-197")])
def test_an_institution_beyond_her_reach_is_refused(people: Cast, to: str, code: str) -> None:
    answer = assign(people.nurse_zhang.program(), people, people.wang_guilan, to=to)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_institution_that_does_not_operate_today_is_neither_offered_nor_taken(people: Cast) -> None:
    clinic = people.institutions[FAR_HILL_CLINIC]
    since = timezone.localdate() - timedelta(days=1)
    InstitutionStanding.objects.create(institution=clinic, from_on=since, status="suspended", kind="D600", level="9", grade="9", ownership="1")
    client = people.nurse_zhang.program()
    assert assign(client, people, people.wang_guilan).json()["code"] == "REG-196"
    assert "远山村卫生室</option>" not in people.nurse_zhang.browser().get("/residents/").content.decode()


def test_nobody_ticked_no_institution_and_nonsense_are_refused(people: Cast) -> None:
    client = people.nurse_zhang.program()
    assert assign(client, people).json()["code"] == "REG-195"
    assert client.post(URL, {"resident": people.wang_guilan.pk}).status_code == 422
    assert client.post(URL, {"resident": people.wang_guilan.pk, "institution_id": 999999}).status_code == 404
    assert client.post(URL, {"resident": ["x", "9" * 30], "institution_id": people.institutions[FAR_HILL_CLINIC].pk}).status_code == 422
    assert people.nurse_zhang.browser().post(URL, {"institution_id": ""}).status_code == 422
