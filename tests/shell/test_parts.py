"""What the shell draws: parts in every state, in both languages, and nothing a stranger could slip in."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from weijian.foundation.screen.parts import Action, Fact, Figure, steps
from weijian.foundation.screen.refusals import PAGE_LOST
from weijian.kernel.refusal import Refusal, Wording
from weijian.shell.charts import bars
from weijian.shell.templatetags import shell


def drawn(source: str, **values: object) -> str:
    return Template("{% load shell %}" + source).render(Context({"request": RequestFactory().get("/"), **values}))


def test_an_action_that_may_not_be_taken_is_shown_with_the_reason_and_the_remedy() -> None:
    page = drawn("{% action a %}", a=Action("合并", "/merge/", refusal=Refusal(PAGE_LOST)))
    assert "disabled" in page
    assert PAGE_LOST.sentence in page
    assert PAGE_LOST.remedy in page
    assert "/merge/" not in page


def test_a_deed_is_posted_with_its_token_and_asks_first() -> None:
    page = drawn("{% action a %}", a=Action("注销", "/x/", method="post", confirm="确定注销？", fields={"version": "3"}), csrf_token="t0k")
    for part in ('method="post"', 'value="t0k"', 'data-confirm="确定注销？"', 'name="version" value="3"'):
        assert part in page


@pytest.mark.parametrize("tag", ["{% facts [f] %}", "{{ text }}"])
def test_what_a_person_typed_is_never_markup(tag: str) -> None:
    page = drawn("{% facts facts %}", facts=[Fact("姓名", "<script>alert(1)</script>")])
    assert "<script>" not in page


def test_a_missing_value_says_why_it_is_missing() -> None:
    assert "拒绝提供" in drawn("{% facts f %}", f=[Fact("血型", "", missing="拒绝提供")])


def test_a_tier_never_speaks_by_colour_alone() -> None:
    page = drawn('{% tier "red" %}')
    assert "icons.svg#alert-octagon" in page
    assert "红" in page


def test_steps_before_the_present_one_are_done() -> None:
    assert [s.state for s in steps((("a", "甲"), ("b", "乙"), ("c", "丙")), "b")] == ["done", "now", "ahead"]


def test_a_figure_carries_its_period_and_denominator_and_leads_down() -> None:
    page = drawn("{% figure f %}", f=Figure("可达率", "91.2", unit="%", period="2026-11", denominator="常住人口 100", href="/down/", spark=(1, 2)))
    for part in ("91.2", "2026-11", "常住人口 100", 'href="/down/"', "<polyline"):
        assert part in page


def test_a_chart_has_its_sentence_and_its_table() -> None:
    page = drawn("{% chart c %}", c=bars("柳河镇最高。", ["柳河镇"], [98.2], title="乡镇", unit="%"))
    assert "柳河镇最高。" in page
    assert "98.2" in page.split("<table")[1]


def test_a_sentence_is_filled_before_and_after_translation() -> None:
    refusal = Refusal(Wording("TST-01", "共{n}项。", "请删去{n}项。"), n=3)
    assert shell.sentence(refusal) == "共3项。"
    with translation.override("en"):
        assert shell.remedy(refusal) == "请删去3项。"


def test_a_share_is_never_drawn_without_people() -> None:
    assert shell.percent(None) == "—"
    assert shell.percent(0.57066) == "57.07 %"


@pytest.mark.django_db
def test_the_gallery_is_open_and_shows_every_part_in_both_languages() -> None:
    client = Client()
    for language in ("zh-hans", "en"):
        client.cookies["django_language"] = language
        answer = client.get("/gallery/")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.django_db
def test_large_type_is_remembered_and_leads_nowhere_foreign() -> None:
    client = Client()
    answer = client.post("/large-type/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert "data-large" in client.get("/gallery/").content.decode()


def test_every_icon_named_stands_in_the_sprite() -> None:
    from weijian.shell import pack

    sprite = (pack.VENDOR / "icons.svg").read_text()
    assert not [name for name in pack.named_icons() if f'id="{name}"' not in sprite]


def test_nothing_is_fetched_from_outside() -> None:
    from weijian.shell.words import PACKAGE

    pages = [*PACKAGE.rglob("templates/**/*.html"), *(PACKAGE / "shell/static/shell").iterdir()]
    assert not [p.name for p in pages if "https://" in p.read_text() or "http://" in p.read_text().replace("http://www.w3.org/", "")]


def test_no_page_carries_a_script_or_a_style_of_its_own() -> None:
    """The content-security policy would not run them."""
    import re

    from weijian.shell.words import PACKAGE

    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=")
    assert not [str(p) for p in PACKAGE.rglob("templates/**/*.html") if inline.search(p.read_text())]
