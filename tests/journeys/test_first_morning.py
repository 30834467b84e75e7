"""李广田, village doctor of 远山村, on his first morning, on his phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import LASTING, House, Window

pytestmark = pytest.mark.journey
VILLAGE = "远山村"


def test_he_changes_the_password_he_was_given_and_sees_today(house: House, phone: Window) -> None:
    given, page = house.forget("li"), phone.page
    page.goto(house.address)
    page.get_by_label("账号").fill("li")
    page.get_by_label("口令", exact=True).fill(given)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("修改口令")
    expect(page.get_by_text("一次性口令")).to_be_visible()
    page.get_by_label("现在的口令").fill(given)
    page.get_by_label("新口令", exact=True).fill(LASTING)
    page.get_by_label("再输一次新口令").fill(LASTING)
    page.get_by_role("button", name="修改").click()
    house.changed.add("li")
    expect(page.get_by_role("heading", level=1)).to_have_text("今天")
    expect(page.get_by_role("heading", name="等我办的")).to_be_visible()
    assert not phone.complaints


def test_he_finds_one_of_his_own_corrects_the_address_and_stands_among_the_readers(house: House, phone: Window) -> None:
    key, name = house.living_in(VILLAGE)[0]
    page = phone.page
    house.sign_in(page, "li")
    page.get_by_role("navigation", name="底部导航").get_by_role("link", name="居民").click()
    page.get_by_label("姓名开头").fill(name)
    page.get_by_role("main").get_by_role("button", name="查找").click()
    page.locator(f"a[href='/residents/{key}/']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name[0])
    assert name not in page.url
    page.get_by_role("link", name="更正", exact=True).click()
    expect(page.get_by_label("姓名")).to_have_value(name)
    page.get_by_label("详细住址").fill("3组8号")
    page.get_by_role("button", name="保存").click()
    expect(page).to_have_url(re.compile(f"/residents/{key}/$"))
    expect(page.locator(".history").first).to_contain_text("李广田")
    expect(page.get_by_text("3组8号")).to_have_count(0)
    page.get_by_role("link", name="全部调阅记录").click()
    expect(page.get_by_role("main")).to_contain_text("李广田 远山村卫生室")
    assert not phone.complaints


def test_somebody_of_another_village_is_not_found(house: House, phone: Window) -> None:
    own = {name for _key, name in house.living_in(VILLAGE)}
    key, name = house.asked("select id, name from registry_resident where residence = 'here' and village_id not in "
                            "(select id from registry_place where name = ?) and name not in (select name from registry_resident where village_id in "
                            "(select id from registry_place where name = ?)) order by id", VILLAGE, VILLAGE)[0]
    assert name not in own
    page = phone.page
    house.sign_in(page, "li")
    page.get_by_role("banner").get_by_role("link", name="查找").click()
    page.get_by_label("姓名、号码、机构").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有查到居民")).to_be_visible()
    page.goto(f"{house.address}/residents/")
    page.get_by_label("姓名开头").fill(name)
    page.get_by_role("main").get_by_role("button", name="查找").click()
    expect(page.get_by_text("没有符合条件的居民")).to_be_visible()
    answer = page.goto(f"{house.address}/residents/{key}/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("main")).not_to_contain_text(name)
    page.get_by_role("link", name="今天").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天")
