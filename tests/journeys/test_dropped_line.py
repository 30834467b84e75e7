"""A form half filled when the line drops: what was typed is still there, until it is sent or its owner signs out."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import House, Window
from tests.people import identity_number

pytestmark = pytest.mark.journey
NUMBER = identity_number(date(1966, 6, 6), 661, "422801")
LOST = "没有连上服务器"


def kept_drafts(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('weijian-draft:')).length"))


def half_filled(house: House, phone: Window) -> Page:
    page = phone.page
    house.sign_in(page, "li")
    page.goto(f"{house.address}/residents/new/")
    page.get_by_label("证件号码", exact=True).fill(NUMBER)
    page.get_by_label("姓名").fill("周大山")
    page.get_by_label("性别").select_option(label="男")
    page.get_by_label("民族").select_option(label="汉族")
    return page


def test_a_new_file_survives_the_dropped_line_and_a_reload(house: House, phone: Window) -> None:
    page = half_filled(house, phone)
    expect(page.get_by_text("草稿已存在本机")).to_be_visible()
    phone.context.set_offline(True)
    page.get_by_role("button", name="建档").click()
    expect(page.get_by_text(LOST)).to_be_visible()
    expect(page.get_by_label("姓名")).to_have_value("周大山")
    phone.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("证件号码", exact=True)).to_have_value(NUMBER)
    expect(page.get_by_label("姓名")).to_have_value("周大山")
    expect(page.get_by_label("民族").locator("option:checked")).to_have_text("汉族")
    page.get_by_label("居住村").select_option(label="远山村（云岭乡）")
    page.get_by_label("没有电话的原因").select_option(label="拒绝回答")
    page.get_by_role("button", name="建档").click()
    expect(page).to_have_url(re.compile(r"/residents/\d+/$"))
    expect(page.get_by_text("已建档")).to_be_visible()
    assert kept_drafts(page) == 0
    page.goto(f"{house.address}/residents/new/")
    expect(page.get_by_label("姓名")).to_have_value("")


def test_a_correction_half_made_is_there_again_after_a_reload_and_gone_when_given_up(house: House, phone: Window) -> None:
    page, key = phone.page, house.living_in("远山村")[2][0]
    house.sign_in(page, "li")
    page.goto(f"{house.address}/residents/{key}/correct/")
    stood = page.get_by_label("详细住址").input_value()
    page.get_by_label("详细住址").fill("9组9号")
    page.reload()
    expect(page.get_by_label("详细住址")).to_have_value("9组9号")
    page.get_by_role("link", name="取消").click()
    expect(page).to_have_url(re.compile(f"/residents/{key}/$"))
    page.goto(f"{house.address}/residents/{key}/correct/")
    expect(page.get_by_label("详细住址")).to_have_value(stood)


def test_signing_out_forgets_every_draft(house: House, phone: Window) -> None:
    page = half_filled(house, phone)
    page.reload()
    expect(page.get_by_label("姓名")).to_have_value("周大山")
    page.locator("header details.menu summary").click()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
    assert kept_drafts(page) == 0
    house.sign_in(page, "li")
    page.goto(f"{house.address}/residents/new/")
    expect(page.get_by_label("姓名")).to_have_value("")
