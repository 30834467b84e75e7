"""The pages about the product: coverage, rules, words."""

from datetime import date

import pytest
from django.test import Client

from tests.people import Cast
from weijian.kernel.refusal import Refusals
from weijian.project.about.books import systems, words
from weijian.project.about.facts import FactRow, fact_rows
from weijian.project.rulebook import ask, rules

JSON = "application/json"


@pytest.fixture
def officer(people: Cast) -> Client:
    return people.chief_chen.browser()


def rows(client: Client, **asked: str) -> list[str]:
    answer = client.get("/about/systems/", asked, headers={"accept": JSON})
    return [s["id"] for s in answer.json()["systems"]]


def test_all_systems_are_listed_with_both_names(officer: Client) -> None:
    page = officer.get("/about/systems/").content.decode()
    assert page.count('<td class="num">S') == 323
    for one in systems()[:5]:
        assert one.zh in page
    assert "15-minute medical-care circle" in page


def test_the_list_is_narrowed_by_room_shape_and_state_together(officer: Client) -> None:
    expected = [s.id for s in systems() if s.room == "outreach" and s.shape == "activity"]
    assert 0 < len(expected) < 323
    assert rows(officer, room="outreach", shape="activity") == expected
    assert rows(officer, state="works", room="registry") == [s.id for s in systems() if s.state == "works" and s.room == "registry"]


def test_a_system_is_found_by_number_or_by_either_name(officer: Client) -> None:
    assert rows(officer, q="s043") == rows(officer, q="15分钟就医圈") == rows(officer, q="medical-care circle") == ["S043"]


def test_a_choice_nobody_offered_leaves_nothing_and_says_what_to_do(officer: Client) -> None:
    assert rows(officer, shape="circle") == []
    assert "请放宽筛选条件" in officer.get("/about/systems/", {"shape": "circle"}).content.decode()


def test_each_choice_says_how_many_it_leaves(officer: Client) -> None:
    matters = sum(s.shape == "matter" for s in systems())
    assert f'<option value="matter">待办事项 {matters}</option>' in officer.get("/about/systems/").content.decode()


def test_what_works_leads_to_its_page_or_names_its_command(officer: Client) -> None:
    page = officer.get("/about/systems/").content.decode()
    for one in systems():
        if one.state != "not yet":
            assert (f'href="{one.page}"' if one.page else f"<code>{one.where}</code>") in page


def test_every_rule_is_listed_and_opens(officer: Client) -> None:
    page = officer.get("/about/rules/").content.decode()
    for name in rules():
        assert f"/about/rules/{name}/" in page
        assert officer.get(f"/about/rules/{name}/").status_code == 200


def test_a_rule_shows_its_facts_its_sources_and_how_to_ask_it(officer: Client) -> None:
    page = officer.get("/about/rules/people.is_too_old/").content.decode()
    known = rules()["people.is_too_old"]
    for fact in known.schema()["properties"]:
        assert f"<code>{fact}</code>" in page
    assert known.editions()[0]["source"] in page
    assert "weijian rule ask people.is_too_old" in page


def test_a_rule_as_json_carries_the_schema_of_its_facts(officer: Client) -> None:
    answer = officer.get("/about/rules/people.is_too_old/", headers={"accept": JSON}).json()
    assert answer["facts"] == rules()["people.is_too_old"].schema()


def test_a_rule_nobody_knows_is_refused_with_where_to_look(officer: Client) -> None:
    answer = officer.get("/about/rules/people.nothing/", headers={"accept": JSON})
    assert (answer.status_code, answer.json()["code"]) == (422, "RUL-02")


def test_facts_are_read_off_their_schema() -> None:
    schema = {
        "required": ["born_on"],
        "properties": {
            "born_on": {"type": "string", "format": "date"},
            "died_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "colour": {"$ref": "#/$defs/Colour"},
            "doses": {"type": "array", "items": {"type": "integer"}},
        },
        "$defs": {"Colour": {"enum": ["red", "green"], "type": "string"}},
    }
    assert list(fact_rows(schema)) == [
        FactRow("born_on", "date", True, ()), FactRow("died_on", "date / null", False, ()),
        FactRow("colour", "string", False, ("red", "green")), FactRow("doses", "[integer]", False, ()),
    ]


def test_every_word_of_the_glossary_is_shown(officer: Client) -> None:
    page = officer.get("/about/glossary/").content.decode()
    for word in words():
        assert f"<code>{word.identifier}</code>" in page


def test_a_word_is_found_by_what_it_is_called(officer: Client) -> None:
    found = officer.get("/about/glossary/", {"q": "院区"}, headers={"accept": JSON}).json()["words"]
    assert "Campus" in [w["identifier"] for w in found]
    assert len(found) < len(words())
    assert "请换一个词" in officer.get("/about/glossary/", {"q": "没有这样的词"}).content.decode()


@pytest.mark.parametrize("address", ["/about/systems/", "/about/rules/", "/about/glossary/"])
def test_a_village_doctor_too_may_read_about_the_product(people: Cast, address: str) -> None:
    assert people.doctor_li.browser().get(address).status_code == 200
    assert Client().get(address).status_code == 302


def test_every_rule_says_in_a_line_what_it_asks_and_names_its_source() -> None:
    from weijian.project.rulebook import rules

    bare = [name for name, known in rules().items() if not known.says or any(not e.source or "design" in e.source for e in known.rule.editions)]
    assert not bare


@pytest.mark.parametrize(("given", "problem"), [
    ({}, "这一项没有给。"), ({"on": "昨天"}, "应为日期，形如2026-11-01。"), ({"village_fit": 3}, "应为 true 或 false。"),
    ({"sex_code": 1}, "应为文字，加双引号。"), ({"known": "z"}, "只能是'no'、'seen'、'unseen'之一。"), ({"bla": 1}, "没有名为“bla”的事实。"),
])
def test_facts_that_do_not_fit_are_named_in_the_readers_language(given: dict[str, object], problem: str) -> None:
    with pytest.raises(Refusals) as refused:
        ask("registry.refusal_to_register", given, on=date(2026, 11, 1))
    assert problem in {f.refusal.sentence for f in refused.value.faults}
    assert all(f.refusal.sentence[-1] == "。" for f in refused.value.faults)


@pytest.mark.parametrize(("name", "given", "column", "problem"), [
    ("registry.refusal_to_end_grid", {"households": -1}, "households", "不能小于0。"),
    ("registry.doors", {"weekday": 8, "minute": 0}, "weekday", "不能大于7。"),
    ("registry.doors", {"weekday": 1, "minute": 600, "stretches": [{"weekday": 1, "opens_minute": 480, "closes_minute": 1441}]},
     "stretches.0.closes_minute", "不能大于1440。"),
    ("catalogue.refusal_to_export", {"rows": -5, "free_rows": 10}, "rows", "不能小于0。"),
    ("people.is_too_old", {"since_at": "2026-11-01T00:00Z", "at": "2026-11-02T00:00Z", "max_days": -90}, "max_days", "不能小于0。"),
])
def test_a_count_below_zero_and_an_hour_no_day_has_are_no_facts(name: str, given: dict[str, object], column: str, problem: str) -> None:
    with pytest.raises(Refusals) as refused:
        ask(name, given, on=date(2026, 11, 1))
    assert [(f.column, f.refusal.sentence) for f in refused.value.faults] == [(column, problem)]


def test_bounds_stand_beside_the_fact_s_type(officer: Client) -> None:
    assert "integer ≥ 1 ≤ 7" in officer.get("/about/rules/registry.doors/").content.decode()
    assert rules()["registry.refusal_to_end_grid"].schema()["properties"]["households"]["minimum"] == 0
