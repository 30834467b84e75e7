"""Residents' pages: the list, one person's page, and every deed done through a form."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.people import CLOUD_RIDGE, FAR_HILL, TODAY, Cast, identity_number
from weijian.domains.registry.models import GroupMembership, Resident
from weijian.foundation.happenings.models import Happening

WANG_NUMBER = identity_number(date(1948, 3, 5), 22)


def form_of(people: Cast, **changes: Any) -> dict[str, Any]:
    typed = {
        "name": "周小梅", "sex_code": "2", "born_on": "1990-05-06", "village_id": people.places[FAR_HILL].pk, "nation_code": "01", "marital_code": "not_asked",
        "education_code": "not_asked", "blood_code": "unknown", "phone": "13987650001", "document_kind": "01",
        "document_number": identity_number(date(1990, 5, 6), 46),
    }
    return {**typed, **changes}


def wang_form(people: Cast, **changes: Any) -> dict[str, Any]:
    """The correction form as the page sends it, with what stood when it was opened."""
    page = people.doctor_li.browser().get(f"/residents/{people.wang_guilan.pk}/correct/")
    form = page.context["form"]
    return {name: "" if form[name].value() is None else form[name].value() for name in form.fields} | changes


def test_a_village_doctor_lists_her_own_people_masked(people: Cast) -> None:
    page = people.doctor_li.browser().get("/residents/").content.decode()
    assert "王*兰" in page
    assert "王桂兰" not in page
    assert WANG_NUMBER not in page
    assert "陈*生" not in page


def test_a_name_is_sent_in_the_body_and_the_next_page_repeats_it_there(people: Cast) -> None:
    page = people.chief_chen.browser().post("/residents/", {"q": "王"})
    assert [row.name for row in page.context["found"].rows] == ["王*兰"]
    assert page.request["QUERY_STRING"] == ""


@pytest.mark.parametrize("number", [WANG_NUMBER, WANG_NUMBER.lower(), "138 7123 0001", "42992120210200001"])
def test_an_exact_number_finds_her(people: Cast, number: str) -> None:
    answer = people.nurse_zhang.program().post("/residents/", {"q": number}).json()
    assert [row["id"] for row in answer["rows"]] == [people.wang_guilan.pk]
    assert not people.other_nurse.program().post("/residents/", {"q": number}).json()["rows"]


@pytest.mark.parametrize(("query", "names"), [
    ("age=65%2B", ["王*兰"]), ("age=35-64", ["李*国"]), (f"place={CLOUD_RIDGE}", []), ("group=disabled", ["王*兰"]), ("stay=dead", []),
])
def test_the_list_is_narrowed_by_age_place_group_and_state(people: Cast, query: str, names: list[str]) -> None:
    GroupMembership.objects.create(resident=people.wang_guilan, group="disabled", from_on=date(2020, 1, 1), source="县残联")
    rows = people.nurse_zhang.program().get(f"/residents/?{query}").json()["rows"]
    assert [row["name"] for row in rows] == names


def test_opening_a_file_leaves_a_trace_and_shows_a_birth_year_only(people: Cast) -> None:
    page = people.doctor_li.browser().get(f"/residents/{people.wang_guilan.pk}/").content.decode()
    assert "1948年" in page
    assert "1948-03-05" not in page
    assert Happening.objects.get(kind="ResidentRead").facts["relation"] == "place"
    readers = people.doctor_li.browser().get(f"/residents/{people.wang_guilan.pk}/readers/").content.decode()
    assert "李医生" in readers


def test_a_foreigner_and_an_outsider_do_not_open_it(people: Cast) -> None:
    url = f"/residents/{people.wang_guilan.pk}/"
    assert people.foreigner.browser().get(url).status_code == 404
    assert people.outsider.browser().get(url).status_code == 403
    assert not Happening.objects.filter(kind="ResidentRead").exists()


def test_the_numbers_are_shown_for_a_reason_and_only_to_whoever_may(people: Cast) -> None:
    url = f"/residents/{people.wang_guilan.pk}/reveal/"
    assert WANG_NUMBER in people.nurse_zhang.browser().post(url, {"reason": "电话通知复诊"}).content.decode()
    assert people.nurse_zhang.browser().post(url, {"reason": ""}).status_code == 422
    assert people.chief_chen.browser().post(url, {"reason": "电话通知复诊"}).status_code == 403


def test_a_newcomer_is_put_on_file_through_the_form(people: Cast) -> None:
    answer = people.nurse_zhang.browser().post("/residents/new/", form_of(people))
    made = Resident.objects.get(name="周小梅")
    assert answer["Location"] == f"/residents/{made.pk}/"
    assert made.managing == people.institutions["T0202"]


def test_a_wrong_number_is_answered_with_the_sentence_and_nothing_is_written(people: Cast) -> None:
    answer = people.nurse_zhang.browser().post("/residents/new/", form_of(people, document_number="429921199005060461"))
    assert answer.status_code == 422
    assert not Resident.objects.filter(name="周小梅").exists()


def test_a_form_left_half_empty_comes_back_with_its_faults_named(people: Cast) -> None:
    page = people.nurse_zhang.browser().post("/residents/new/", {"name": ""})
    assert page.status_code == 422
    assert "name" in page.context["form"].errors


def test_a_correction_is_written_and_the_second_clerk_gets_both_versions(people: Cast) -> None:
    url = f"/residents/{people.wang_guilan.pk}/correct/"
    mine, theirs = wang_form(people, name="王桂花"), wang_form(people, name="王桂蘭")
    assert people.doctor_li.browser().post(url, theirs).status_code == 302
    page = people.nurse_zhang.browser().post(url, mine)
    assert page.status_code == 409
    assert [(d.label, d.was, d.now, d.wanted) for d in page.context["differences"]] == [("姓名", "王桂兰", "王桂蘭", "王桂花")]
    again = {**page.context["kept"], **{f"was_{k}": v for k, v in page.context["was"].items()}, "version": 2, "name": "王桂花"}
    assert people.nurse_zhang.browser().post(url, again).status_code == 302
    assert Resident.objects.get(pk=people.wang_guilan.pk).name == "王桂花"


def test_codes_are_compared_in_words(people: Cast) -> None:
    url = f"/residents/{people.wang_guilan.pk}/correct/"
    mine, theirs = wang_form(people, blood_code="1"), wang_form(people, blood_code="refused")
    people.doctor_li.browser().post(url, theirs)
    found = people.nurse_zhang.browser().post(url, mine).context["differences"]
    assert [(d.label, d.was_said, d.now_said, d.wanted_said) for d in found] == [("血型", "未知", "拒绝回答", "A型")]


def test_a_birth_date_stands_in_the_form_as_a_browser_reads_it(people: Cast) -> None:
    page = people.doctor_li.browser().get(f"/residents/{people.wang_guilan.pk}/correct/").content.decode()
    assert 'name="born_on" value="1948-03-05"' in page
    assert 'name="was_born_on" value="1948-03-05"' in page


def test_a_correction_never_shows_the_telephone(people: Cast) -> None:
    page = people.doctor_li.browser().get(f"/residents/{people.wang_guilan.pk}/correct/").content.decode()
    assert "13871230001" not in page
    assert WANG_NUMBER not in page


def test_two_telephones_at_once_are_shown_masked(people: Cast) -> None:
    url = f"/residents/{people.wang_guilan.pk}/correct/"
    mine, theirs = wang_form(people, phone="13900000001"), wang_form(people, phone="13900000002")
    people.doctor_li.browser().post(url, theirs)
    page = people.nurse_zhang.browser().post(url, mine).content.decode()
    assert "139****0002" in page
    assert "13900000002" not in page


def test_moving_out_and_dying_through_the_forms(people: Cast) -> None:
    nurse, today = people.nurse_zhang.browser(), timezone.localdate().isoformat()
    moved = nurse.post(f"/residents/{people.her_son.pk}/move/", {"kind": "out", "moves_on": today, "destination": "江北县"})
    assert moved["Location"] == f"/residents/{people.her_son.pk}/"
    assert nurse.post(f"/residents/{people.her_son.pk}/move/", {"kind": "out", "moves_on": today, "destination": "江北县"}).status_code == 422
    nurse.post(f"/residents/{people.wang_guilan.pk}/death/", {"died_on": "2026-01-05"})
    assert Resident.objects.get(pk=people.wang_guilan.pk).died_on == date(2026, 1, 5)
    page = nurse.get(f"/residents/{people.wang_guilan.pk}/").content.decode()
    assert "这份档案的状态是“死亡”" in page


def test_whoever_moved_to_the_other_township_is_no_longer_on_her_list(people: Cast) -> None:
    river = people.places["429921101201"]
    today = timezone.localdate().isoformat()
    answer = people.data_clerk_he.browser().post(f"/residents/{people.wang_guilan.pk}/move/", {"kind": "within", "moves_on": today, "village_id": river.pk})
    assert answer.status_code == 302
    assert people.nurse_zhang.browser().get(f"/residents/{people.wang_guilan.pk}/").status_code == 404


def test_groups_are_joined_and_ended_through_the_page(people: Cast) -> None:
    nurse, url = people.nurse_zhang.browser(), f"/residents/{people.wang_guilan.pk}/groups/"
    nurse.post(url, {"group": "disabled", "from_on": "2025-03-01", "source": "县残联2025年名册"})
    membership = people.wang_guilan.groups.get()
    assert nurse.post(url, {"group": "disabled", "from_on": "2025-03-01", "source": "县残联2025年名册"}).status_code == 422
    nurse.post(f"{url}{membership.pk}/end/", {"ends_on": "2026-01-01"})
    assert people.wang_guilan.groups.get().ends_on == date(2026, 1, 1)
    assert people.other_nurse.browser().post(url, {"group": "disabled"}).status_code == 404


def test_documents_are_added_and_retired_through_the_page(people: Cast) -> None:
    nurse, url = people.nurse_zhang.browser(), f"/residents/{people.wang_guilan.pk}/documents/"
    nurse.post(url, {"kind": "03", "number": "E12345678"})
    passport = people.wang_guilan.documents.get(kind="03")
    nurse.post(f"{url}{passport.pk}/end/", {"ends_on": timezone.localdate().isoformat()})
    assert people.wang_guilan.documents.get(kind="03").ends_on is not None


def test_doubles_are_merged_into_the_older_whichever_page_the_clerk_came_from(people: Cast) -> None:
    people.her_son.documents.all().delete()
    answer = people.data_clerk_he.browser().post(f"/residents/{people.her_son.pk}/merge/", {"number": "42992120210200001"})
    assert answer["Location"] == f"/residents/{people.wang_guilan.pk}/"
    assert Resident.objects.get(pk=people.her_son.pk).merged_into == people.wang_guilan
    assert people.data_clerk_he.browser().post(f"/residents/{people.wang_guilan.pk}/merge/", {"number": "99999999"}).status_code == 404


def test_the_cover_is_printed_in_full_by_whoever_may_show_it_and_is_noted_as_shown(people: Cast) -> None:
    url = f"/residents/{people.wang_guilan.pk}/cover/"
    page = people.nurse_zhang.browser().get(url).content.decode()
    assert "42992120210200001" in page
    assert "王桂兰" in page
    assert WANG_NUMBER not in page
    assert Happening.objects.get(kind="ResidentRevealed").purpose == "打印档案封面"
    assert people.chief_chen.browser().get(url).status_code == 403


def test_a_household_is_split_and_gridded_through_its_page(people: Cast) -> None:
    nurse, home = people.nurse_zhang.browser(), people.wang_guilan.household_id
    assert "李*国" in nurse.get(f"/households/{home}/").content.decode()
    answer = nurse.post(f"/households/{home}/split/", {"leaving": [people.her_son.pk], "head_id": people.her_son.pk, "address": "远山村1组4号"})
    assert answer.status_code == 302
    assert Resident.objects.get(pk=people.her_son.pk).household_id != home
    assert nurse.post(f"/households/{home}/grid/", {"grid_code": f"{FAR_HILL}001"}).status_code == 302
    assert nurse.post(f"/residents/{people.her_son.pk}/household/", {"how": "leave"}).status_code == 302
    assert Resident.objects.get(pk=people.her_son.pk).household_id is None
    assert people.other_nurse.browser().get(f"/households/{home}/").status_code == 404


def test_a_programs_answer_is_masked_like_the_page(people: Cast) -> None:
    answer = people.doctor_li.program().get(f"/residents/{people.wang_guilan.pk}/").json()
    assert answer["name"] == "王*兰"
    assert answer["birth_year"] == "1948"
    assert "born_on" not in answer
    assert answer["blood_code"] == "unknown"
    assert answer["age"] >= TODAY.year - 1948
