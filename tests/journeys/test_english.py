"""A visitor reads the county in English: the frame, the headings, the buttons; names and addresses stay as they are written."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import House, Window

pytestmark = pytest.mark.journey
HAN = re.compile(r"[\u4e00-\u9fff]")
SAID = (
    "h1, h2, h3, label, thead th, dt, button, legend, summary, figcaption, .lead-line, .rail, .bottom-bar, .form-hint, .btn, .tier, .empty, "
    ".map-sentence, .legend"
)
PAGES = ("/", "/residents/", "/planning/map/", "/institutions/", "/workforce/practitioners/", "/places/", "/registers/", "/parameters/", "/me/", "/search/",
         "/governance/figures/", "/governance/targets/", "/governance/reports/read/")
NAMED = ("select name from registry_place union select name from registry_institution union select name from registry_consortium "
         "union select what from governance_figure union select what from governance_target union select name from planning_roadcondition")


def names_in(house: House) -> re.Pattern[str]:
    """What the data call places and institutions, the person's own name, and the languages' names for themselves."""
    names = ["简体中文", "中文", "陈志远", *(name for (name,) in house.asked(NAMED))]
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))


def chinese_on(page: Page, names: re.Pattern[str]) -> list[str]:
    """Words of the house still in Chinese; what the data say (names) is not the house's."""
    found = page.evaluate(
        "(said) => [document.title, ...[...document.querySelectorAll(said)].filter((e) => e.checkVisibility()).map((e) => e.innerText)]", SAID,
    )
    return sorted({text.strip() for text in found if HAN.search(names.sub("", text))})


def test_filters_offer_their_choices_in_english_and_a_woman_is_a_woman(house: House, wide: Window) -> None:
    page = in_english(house, wide)
    page.goto(f"{house.address}/residents/")
    names = names_in(house)
    offered = [text for text in page.locator("form.filters option").all_text_contents() if HAN.search(names.sub("", text))]
    assert not offered
    expect(page.locator("#list td[data-label=Sex]").first).to_have_text(re.compile("^(Female|Male)$"))
    assert "Daughter" not in page.locator("#list").inner_text()


def in_english(house: House, opened: Window) -> Page:
    house.sign_in(opened.page, "chen")
    opened.page.get_by_role("button", name="English").click()
    expect(opened.page.locator("html")).to_have_attribute("lang", "en")
    return opened.page


def test_the_house_speaks_english_and_nothing_else(house: House, wide: Window) -> None:
    page = in_english(house, wide)
    found, names = {}, names_in(house)
    for path in PAGES:
        page.goto(house.address + path)
        if words := chinese_on(page, names):
            found[path] = words
    assert not found
    assert not wide.complaints


def test_a_hospital_is_read_in_english_with_its_own_name(house: House, wide: Window) -> None:
    page = in_english(house, wide)
    key, name = house.asked("select id, name from registry_institution where code = 'H0001'")[0]
    page.goto(f"{house.address}/institutions/{key}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert not chinese_on(page, names_in(house))
    page.get_by_role("link", name="Today", exact=True).first.click()
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天")
    assert not wide.complaints
