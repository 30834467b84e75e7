"""Filters kept under a name on the lists of residents, institutions and practitioners, each with a page of its room's own."""

import re

import pytest

from tests.people import CLOUD_CENTRE, FAR_HILL, RIVER_TOWN, Cast, Person
from weijian.foundation.catalogue.models import SavedView
from weijian.foundation.happenings.models import Happening

LISTS = {
    "resident-list": ("/residents/", "age=65%2B&group=disabled"),
    "institution-list": ("/institutions/", "kind=A&at_least=2"),
    "practitioner-list": ("/workforce/practitioners/", "category=50&licence=expiring"),
}


def save(person: Person, code: str, query: str, name: str = "常用") -> str:
    return person.browser().post(f"/registers/lists/{code}/save", {"name": name, "query": query}).headers["Location"]


@pytest.mark.parametrize("code", LISTS)
def test_a_saved_filter_opens_the_list_with_it_and_is_removed_by_its_owner_only(people: Cast, code: str) -> None:
    url, query = LISTS[code]
    he = people.data_clerk_he
    page = he.browser().get(f"{url}?{query}")
    assert page.context["saved"]["query"] == query
    assert f'action="/registers/lists/{code}/save"' in page.content.decode()
    assert save(he, code, page.context["saved"]["query"]) == f"{url}?{query}"
    again = he.browser().get(f"{url}?{query}")
    assert f'href="?{query.replace("&", "&amp;")}"' in again.content.decode()
    assert again.context["saved"]["query"] == query
    view = SavedView.objects.get()
    assert people.chief_chen.browser().post(f"/registers/views/{view.pk}/forget").status_code == 404
    assert not people.chief_chen.browser().get(url).context["saved"]["views"]
    assert he.browser().post(f"/registers/views/{view.pk}/forget").headers["Location"] == url
    assert not SavedView.objects.exists()
    assert list(Happening.objects.filter(kind__startswith="View").order_by("pk").values_list("kind", flat=True)) == ["ViewSaved", "ViewForgotten"]


@pytest.mark.parametrize(("code", "sent", "kept"), [
    ("resident-list", "q=王桂兰&age=65%2B&after=3&name=王&number=429921194803050224", "age=65%2B"),
    ("resident-list", f"place={FAR_HILL}&group=王桂兰&stay=13871230001", f"place={FAR_HILL}"),
    ("institution-list", "name=王桂兰&on=2026-01-01&kind=A&after=H0001", "kind=A"),
    ("practitioner-list", f"name=李医生&institution={CLOUD_CENTRE}&gone=on", "gone=on"),
])
def test_nothing_typed_is_ever_kept(people: Cast, code: str, sent: str, kept: str) -> None:
    save(people.data_clerk_he, code, sent)
    assert SavedView.objects.get().query == kept


def test_the_list_offers_to_keep_a_search_without_what_was_typed(people: Cast) -> None:
    page = people.data_clerk_he.browser().post("/residents/", {"q": "王", "age": "65+"})
    assert page.context["saved"]["query"] == "age=65%2B"


def test_a_place_beyond_her_reach_is_not_kept(people: Cast) -> None:
    save(people.doctor_li, "resident-list", f"place={RIVER_TOWN}&age=65%2B")
    assert SavedView.objects.get().query == "age=65%2B"


def test_each_account_has_its_own_names_and_the_same_name_again_is_overwritten(people: Cast) -> None:
    save(people.nurse_zhang, "resident-list", "age=65%2B")
    save(people.other_nurse, "resident-list", "age=0-6")
    save(people.nurse_zhang, "resident-list", "group=disabled")
    assert set(SavedView.objects.values_list("account_id", "query")) == {
        (people.nurse_zhang.account.pk, "group=disabled"), (people.other_nurse.account.pk, "age=0-6"),
    }


def test_a_filter_without_a_name_is_refused_and_so_are_lists_she_may_not_read_or_that_are_not_there(people: Cast) -> None:
    he = people.data_clerk_he.program()
    unnamed = he.post("/registers/lists/resident-list/save", {"name": " ", "query": "age=65%2B"})
    assert (unnamed.status_code, unnamed.json()["code"]) == (422, "CAT-46")
    assert he.post("/registers/lists/nowhere/save", {"name": "x", "query": ""}).status_code == 422
    assert people.outsider.program().post("/registers/lists/resident-list/save", {"name": "x", "query": ""}).status_code == 403
    assert not SavedView.objects.exists()


def test_a_register_and_a_list_of_the_same_things_keep_their_filters_apart(people: Cast) -> None:
    save(people.data_clerk_he, "institution-list", "kind=A")
    assert not people.data_clerk_he.browser().get("/registers/institutions/").context["views"]


def headings(page: str) -> list[str]:
    return [h for h in re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page) if h != "选择"]


def test_the_list_of_residents_shows_the_columns_she_chose_on_every_page_of_it_and_keeps_them(people: Cast) -> None:
    he = people.data_clerk_he
    usual = headings(he.browser().get("/residents/").content.decode())
    assert usual == ["姓名", "性别", "年龄", "证件号码", "联系电话", "居住地", "管理机构", "状态"]
    chosen = he.browser().get("/residents/?age=65%2B&columns=sex&columns=record_number")
    page = chosen.content.decode()
    assert headings(page) == ["姓名", "性别", "档案编号"]
    assert people.wang_guilan.record_number in page
    assert '<input type="hidden" name="columns" value="sex"><input type="hidden" name="columns" value="record_number">' in page
    typed = he.browser().post("/residents/", {"q": "王", "columns": ["sex", "village"]}).content.decode()
    assert headings(typed) == ["姓名", "性别", "居住地"]
    kept = save(he, "resident-list", "age=65%2B&columns=sex&columns=record_number")
    assert headings(he.browser().get(kept).content.decode()) == headings(page)
    assert headings(he.browser().get("/residents/?columns=secret").content.decode()) == usual
