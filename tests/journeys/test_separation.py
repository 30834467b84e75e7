"""Three who keep each other in check, and an emergency that is looked at afterwards."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import House, Window, window

pytestmark = pytest.mark.journey
NEWCOMER, NAME = "zhoumin", "周敏"


def ways(page: Page) -> list[str]:
    return page.get_by_role("complementary", name="主导航").get_by_role("navigation").get_by_role("link").all_inner_texts()


def closed_to(page: Page, house: House, *paths: str) -> None:
    for path in paths:
        answer = page.goto(house.address + path)
        assert answer is not None
        assert answer.status == 403, path
        expect(page.get_by_role("heading", level=1)).to_have_text("没有权限")


def test_one_opens_another_grants_the_third_sees_both_and_none_does_the_others_work(house: House, browser: Browser) -> None:
    admin, guard, auditor = (window(browser) for _who in range(3))
    house.sign_in(admin.page, "admin")
    admin.page.get_by_role("link", name="账号", exact=True).click()
    admin.page.get_by_role("link", name="开通账号").click()
    admin.page.get_by_label("账号", exact=True).fill(NEWCOMER)
    admin.page.get_by_label("姓名").fill(NAME)
    admin.page.get_by_role("button", name="开通").click()
    expect(admin.page.get_by_text("只显示这一次")).to_be_visible()
    expect(admin.page.locator("code")).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}$"))
    admin.page.get_by_role("link", name="查看账号").click()
    expect(admin.page.get_by_role("link", name="授予角色")).to_have_count(0)
    account = re.search(r"/accounts/(\d+)/", admin.page.url)
    assert account is not None
    closed_to(admin.page, house, f"/accounts/{account[1]}/grant/", "/audit/", "/audit/reviews/")

    house.sign_in(guard.page, "security")
    guard.page.get_by_role("link", name="账号", exact=True).click()
    expect(guard.page.get_by_role("link", name="开通账号")).to_have_count(0)
    guard.page.get_by_role("link", name=NEWCOMER).click()
    guard.page.get_by_role("link", name="授予角色").click()
    guard.page.get_by_label("角色").select_option(label="护士")
    guard.page.get_by_label("所在机构").fill("青禾县人民医院")
    guard.page.get_by_role("button", name="授予").click()
    expect(guard.page.get_by_role("row").filter(has_text="护士")).to_contain_text("在岗")
    closed_to(guard.page, house, "/accounts/open/", "/audit/")

    house.sign_in(auditor.page, "auditor")
    auditor.page.get_by_role("link", name="审计", exact=True).click()
    for who, what in (("平台管理员", "开通账号"), ("郑安", "授予角色")):
        told = auditor.page.get_by_role("row").filter(has_text=who).filter(has_text=what).first
        expect(told).to_be_visible()
        expect(told).to_contain_text(NAME)
    expect(auditor.page.get_by_role("row").filter(has_text="授予角色").filter(has_text=NAME)).to_contain_text("护士")
    closed_to(auditor.page, house, "/accounts/", "/accounts/open/", "/residents/")
    for opened in (admin, guard, auditor):
        assert not opened.complaints
        opened.context.close()


def test_an_emergency_reading_is_reviewed_by_the_security_officer(house: House, browser: Browser, wide: Window) -> None:
    key = house.living_in("远山村")[4][0]
    number = number_of(house, browser, key)
    page = wide.page
    house.sign_in(page, "zhao")
    page.goto(f"{house.address}/residents/")
    page.get_by_role("link", name="凭证件查找").click()
    page.get_by_label("完整的证件号码").fill(number)
    page.get_by_label("调阅用途").fill("急诊接诊")
    page.get_by_role("main").get_by_role("button", name="查找").click()
    expect(page.get_by_text("这位居民由别的机构管理")).to_be_visible()
    page.get_by_label("理由").fill("昏迷送诊，须知过敏史")
    page.get_by_role("button", name="应急调阅").click()
    expect(page).to_have_url(re.compile(f"/residents/{key}/$"))
    expect(page.get_by_role("heading", name="基本资料")).to_be_visible()

    guard = window(browser)
    house.sign_in(guard.page, "security")
    guard.page.get_by_role("link", name="应急调阅待复核").click()
    waiting = guard.page.get_by_role("row").filter(has_text="昏迷送诊")
    expect(waiting).to_contain_text("赵国栋")
    waiting.get_by_role("link", name="复核").click()
    guard.page.get_by_label("正当", exact=True).check()
    guard.page.get_by_label("复核意见").fill("与急诊病历相符")
    guard.page.get_by_role("button", name="认定").click()
    expect(guard.page.get_by_role("row").filter(has_text="昏迷送诊")).to_contain_text("郑安")
    for opened in (wide, guard):
        assert not opened.complaints
    guard.context.close()


def number_of(house: House, browser: Browser, key: int) -> str:
    """Shown in full to the data clerk, for a reason that stays."""
    clerk = window(browser)
    house.sign_in(clerk.page, "he")
    clerk.page.goto(f"{house.address}/residents/{key}/")
    masked = clerk.page.locator(".fact").filter(has_text="居民身份证")
    masked.locator("summary").click()
    masked.get_by_label("查看的理由").fill("核对证件原件")
    masked.get_by_role("button", name="显示").click()
    found = masked.get_by_text(re.compile(r"^\d{17}[\dX]$")).inner_text()
    clerk.context.close()
    return found
