"""The same pages by keyboard alone, at twice the size, and on paper."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import House, Window, window

pytestmark = pytest.mark.journey
ENLARGED = {"width": 720, "height": 450}  # 1440 × 900 at 200 %
STEPS = 40
PAGES = ("/", "/residents/", "/institutions/", "/workforce/practitioners/", "/places/", "/registers/", "/planning/map/", "/parameters/")


def tab_to(page: Page, name: str) -> None:
    """Step from control to control until the one of this name has the focus."""
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate("(document.activeElement.labels?.[0] || document.activeElement).innerText") or ""):
            return
    raise AssertionError(f"the keyboard never reached {name}")


def test_with_the_keyboard_alone_she_searches_opens_and_comes_back(house: House, wide: Window) -> None:
    page = wide.page
    house.sign_in(page, "chen")
    page.keyboard.press("/")
    page.keyboard.type("青禾县人民医院")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("查找")
    tab_to(page, "^青禾县人民医院")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("青禾县人民医院")
    page.keyboard.press("Alt+ArrowLeft")
    page.goto(f"{house.address}/institutions/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到内容")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "^级别")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#list tbody tr").first).to_be_visible()
    tab_to(page, "医院")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/institutions/\d+/|kind="))
    assert not wide.complaints


def test_at_twice_the_size_nothing_is_lost(house: House, browser: Browser) -> None:
    opened = window(browser, size=ENLARGED)
    house.sign_in(opened.page, "chen")
    lost = []
    for path in PAGES:
        opened.page.goto(house.address + path)
        if opened.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            lost.append((path, "runs over the edge"))
        expect(opened.page.get_by_role("heading", level=1)).to_be_visible()
        reach = opened.page.get_by_role("link", name="今天", exact=True)
        if not any(link.is_visible() for link in reach.all()):
            lost.append((path, "no way back to today"))
    opened.context.close()
    assert not lost
    assert not opened.complaints


def test_the_cover_of_a_file_is_printed_without_the_frame(house: House, wide: Window) -> None:
    key = house.living_in("远山村")[0][0]
    page = wide.page
    house.sign_in(page, "li")
    page.goto(f"{house.address}/residents/{key}/")
    page.get_by_role("link", name="打印封面").click()
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    page.emulate_media(media="print")
    for part in (".rail", ".top", ".bottom-bar", ".page-actions"):
        expect(page.locator(part)).to_be_hidden()
    sheet = page.get_by_role("article")
    for words in ("编号", "姓名", "现住址", "建档单位", "云岭乡"):
        expect(sheet.get_by_text(words, exact=words != "云岭乡").first).to_be_visible()
    width = page.evaluate("document.querySelector('article').getBoundingClientRect().width")
    assert width > 600
    page.emulate_media(media="screen")
    page.get_by_role("link", name="返回").click()
    page.get_by_role("link", name="全部调阅记录").click()
    expect(page.get_by_role("main")).to_contain_text("打印档案封面")
    assert not wide.complaints


def test_one_tick_chooses_everybody_on_the_page(house: House, wide: Window) -> None:
    page = wide.page
    house.sign_in(page, "he")
    page.goto(f"{house.address}/residents/")
    page.get_by_label("勾选本页的人").check()
    expect(page.locator("input[name=resident]:not(:checked)")).to_have_count(0)
    expect(page.locator("input[name=resident]:checked")).not_to_have_count(0)
    page.get_by_label("勾选本页的人").uncheck()
    expect(page.locator("input[name=resident]:checked")).to_have_count(0)
    assert not wide.complaints


def test_a_long_sentence_in_a_list_wraps_on_a_phone(house: House, phone: Window) -> None:
    page = phone.page
    house.sign_in(page, "chen")
    page.goto(f"{house.address}/institutions/")
    page.evaluate("document.querySelector('table.list tbody th a').textContent = 'Villages without a segment cannot number their records yet '.repeat(3)")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
