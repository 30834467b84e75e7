"""陈志远, officer of the health commission, asks the service map who cannot reach a clinic in time."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import House, Window

pytestmark = pytest.mark.journey
DRAWN_MS = 20_000
MINUTES = re.compile(r"\d+\.\d")


def open_map(house: House, opened: Window) -> Page:
    house.sign_in(opened.page, "chen")
    opened.page.get_by_role("link", name="规划", exact=True).first.click()
    expect(opened.page.locator("[data-drawn]")).to_be_visible(timeout=DRAWN_MS)
    return opened.page


def townships(page: Page) -> Locator:
    return page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="乡镇")).locator("tbody tr")


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_he_changes_mode_and_minutes_clicks_and_opens_an_institution_without_losing_the_map(house: House, wide: Window) -> None:
    page = open_map(house, wide)
    page.get_by_label("怎么去").select_option(label="步行")
    page.get_by_label("多少分钟内").fill("30")
    page.get_by_label("高峰时段").check()
    page.get_by_role("button", name="重算").click()
    expect(page).to_have_url(re.compile("mode=walk.*minutes=30"))
    expect(page.get_by_label("高峰时段")).to_be_checked()
    expect(page.locator(".map-sentence").first).to_contain_text("30 分钟内")
    expect(page.locator("[data-drawn]")).to_be_visible(timeout=DRAWN_MS)
    page.locator("#service-map canvas").click(position={"x": 300, "y": 300})
    nearest = page.locator("#here .nearest li")
    expect(nearest.first).to_contain_text(MINUTES)
    expect(nearest.first).to_contain_text("分钟")
    name = nearest.first.get_by_role("link").inner_text()
    address = page.url
    nearest.first.get_by_role("link").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading", name=name)).to_be_visible()
    expect(drawer).to_contain_text("机构代码")
    assert page.url == address
    drawer.get_by_role("button", name="关闭").click()
    expect(drawer).to_be_hidden()
    expect(page.locator("#service-map canvas")).to_be_visible()
    assert not wide.complaints


def test_the_townships_add_up_to_the_county(house: House, wide: Window) -> None:
    page = open_map(house, wide)
    cells = [row.get_by_role("cell").all_inner_texts() for row in townships(page).all()]
    people, left = sum(number(c[1]) for c in cells), sum(number(c[3]) for c in cells)
    said = [number(n) for n in re.findall(r"([\d,]+) 人", page.locator(".map-sentence").first.inner_text())]
    assert abs(people - said[0]) <= len(cells) / 2, "people of the townships, each rounded to a whole"
    assert abs(left - said[1]) <= len(cells) / 2
    assert not wide.complaints


def test_with_the_keyboard_alone_he_asks_the_middle_of_the_map(house: House, wide: Window) -> None:
    page = open_map(house, wide)
    page.get_by_label("怎么去").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("多少分钟内")).to_be_focused()
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(page.locator(".map-sentence").first).to_contain_text("20 分钟内")
    expect(page.locator("[data-drawn]")).to_be_visible(timeout=DRAWN_MS)
    canvas = page.locator("#service-map canvas")
    page.get_by_role("button", name="重算").focus()
    for _step in range(3):
        page.keyboard.press("Tab")
        if canvas.evaluate("e => e === document.activeElement"):
            break
    expect(canvas).to_be_focused()
    page.keyboard.press("Enter")
    nearest = page.locator("#here .nearest li").first
    expect(nearest).to_contain_text(MINUTES)
    nearest.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").and_(page.locator(".show"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(nearest.get_by_role("link")).to_be_focused()
    assert not wide.complaints


def test_the_township_he_chooses_in_the_frame_is_the_one_the_map_counts(house: House, wide: Window) -> None:
    page = open_map(house, wide)
    page.get_by_role("link", name="全部辖区").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name="云岭乡", exact=True).click()
    expect(page.get_by_role("banner").get_by_role("link", name="云岭乡")).to_be_visible()
    page.get_by_role("link", name="规划", exact=True).first.click()
    expect(townships(page)).to_have_count(1)
    expect(townships(page)).to_contain_text("云岭乡")
    page.get_by_role("banner").get_by_role("link", name="云岭乡").click()
    drawer.get_by_role("button", name="全部辖区").click()
    expect(page.get_by_role("banner").get_by_role("link", name="全部辖区")).to_be_visible()
    assert not wide.complaints


def test_on_a_phone_he_reads_the_same_answer(house: House, phone: Window) -> None:
    house.sign_in(phone.page, "chen")
    phone.page.get_by_text("更多").click()
    phone.page.get_by_role("navigation", name="底部导航").get_by_role("link", name="规划").click()
    expect(phone.page.locator("[data-drawn]")).to_be_visible(timeout=DRAWN_MS)
    expect(townships(phone.page).first).to_be_visible()
    assert not phone.complaints
