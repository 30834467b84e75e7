"""吴婷, statistician, hands in a report, decides about its figures by keyboard, and finds them in the register."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import House, Window, window

pytestmark = pytest.mark.journey
REPORT = """柳河镇卫生院2026年上半年工作小结
上半年门诊20146人次，住院860人次。
家庭医生签约1860人，其中重点人群930人，占50%。
开展义诊12次，发放资料3500份。
"""


def hand_in(house: House, page: Page, text: str) -> None:
    page.goto(f"{house.address}/governance/figures/")
    page.get_by_role("link", name="报告读数").click()
    page.get_by_role("link", name="交来报告").click()
    page.get_by_label("或粘贴正文").fill(text)
    page.get_by_label("哪个地方的报告").select_option(label="柳河镇")
    page.get_by_role("button", name="读数", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("柳河镇卫生院2026年上半年工作小结")


def card(page: Page, n: int) -> Locator:
    return page.locator(".candidate").nth(n)


def state_of(one: Locator, state: str) -> None:
    expect(one).to_have_attribute("data-state", state)


def test_she_confirms_corrects_rejects_and_takes_back_without_touching_the_mouse(house: House, wide: Window) -> None:
    page = wide.page
    house.sign_in(page, "wu")
    hand_in(house, page, REPORT)
    expect(card(page, 0)).to_be_focused()
    page.keyboard.press("Enter")
    state_of(card(page, 0), "confirmed")
    expect(card(page, 1)).to_be_focused()
    expect(page.locator(".mark").first).to_have_attribute("data-state", "confirmed")
    page.keyboard.press("j")
    expect(card(page, 2)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("n")
    state_of(card(page, 1), "rejected")
    expect(card(page, 2)).to_be_focused()
    page.keyboard.press("e")
    expect(page.get_by_label("指什么")).to_be_focused()
    page.get_by_label("指什么").fill("家庭医生签约居民")
    page.keyboard.press("Enter")
    state_of(card(page, 2), "corrected")
    expect(card(page, 3)).to_be_focused()
    page.keyboard.press("y")
    state_of(card(page, 3), "confirmed")
    page.keyboard.press("u")
    state_of(card(page, 3), "waiting")
    expect(card(page, 3)).to_be_focused()
    expect(page.locator("#reading-progress")).to_contain_text("已核 3 /")
    page.get_by_role("link", name="已登记的数字").click()
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(2)
    expect(page.locator("#list")).to_contain_text("家庭医生签约居民")
    rows.filter(has_text="家庭医生签约居民").get_by_role("link").first.click()
    expect(page.locator(".quote")).to_contain_text("家庭医生签约1860人")
    page.get_by_role("link", name="打开报告的这一处").click()
    expect(card(page, 2)).to_have_class(re.compile("is-here"))
    assert not wide.complaints


def test_who_comes_second_is_told_and_sees_what_the_first_decided(house: House, wide: Window, browser) -> None:  # type: ignore[no-untyped-def]
    other = window(browser)
    house.sign_in(wide.page, "wu")
    hand_in(house, wide.page, REPORT + "另有病床60张。\n")
    house.sign_in(other.page, "chen")
    other.page.goto(wide.page.url)
    expect(card(other.page, 0)).to_be_focused()
    wide.page.keyboard.press("n")
    state_of(card(wide.page, 0), "rejected")
    other.page.keyboard.press("y")
    expect(other.page.locator("#said")).to_contain_text("吴婷已于")
    expect(other.page.locator("#said")).to_contain_text("不采用")
    state_of(card(other.page, 0), "rejected")
    expect(card(other.page, 0)).to_be_focused()
    other.context.close()
    assert not wide.complaints
    assert not other.complaints


def test_on_a_phone_she_confirms_with_her_thumb(house: House, phone: Window) -> None:
    house.sign_in(phone.page, "wu")
    hand_in(house, phone.page, REPORT + "另有救护车3辆。\n")
    card(phone.page, 0).get_by_role("button", name="确认").click()
    state_of(card(phone.page, 0), "confirmed")
    assert not phone.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    assert not phone.complaints
