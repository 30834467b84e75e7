"""Two clerks correct one resident at once: the second sees what changed, chooses, and nothing is lost."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import House, window

pytestmark = pytest.mark.journey


def test_the_second_sees_what_the_first_changed_and_both_corrections_stand(house: House, browser: Browser) -> None:
    key = house.living_in("远山村")[1][0]
    first, second = window(browser), window(browser)
    form = f"{house.address}/residents/{key}/correct/"
    for opened, username in ((first, "he"), (second, "li")):
        house.sign_in(opened.page, username)
        opened.page.goto(form)
    first.page.get_by_label("详细住址").fill("5组1号")
    first.page.get_by_label("血型").select_option(label="O型")
    first.page.get_by_role("button", name="保存").click()
    expect(first.page).to_have_url(re.compile(f"/residents/{key}/$"))
    second.page.get_by_label("详细住址").fill("5组2号")
    second.page.get_by_label("婚姻状况").select_option(label="再婚")
    second.page.get_by_role("button", name="保存").click()
    expect(second.page.get_by_role("heading", level=1)).to_have_text("您打开之后，别人已更正过这份档案")
    clash = second.page.get_by_role("row").filter(has_text="详细住址")
    expect(clash).to_contain_text("5组1号")
    expect(clash).to_contain_text("5组2号")
    clash.get_by_label("5组2号").check()
    second.page.get_by_role("row").filter(has_text="婚姻状况").get_by_label("再婚").check()
    second.page.get_by_role("button", name="按所选提交").click()
    expect(second.page).to_have_url(re.compile(f"/residents/{key}/$"))
    second.page.goto(form)
    expect(second.page.get_by_label("详细住址")).to_have_value("5组2号")
    expect(second.page.get_by_label("血型").locator("option:checked")).to_have_text("O型")
    expect(second.page.get_by_label("婚姻状况").locator("option:checked")).to_have_text("再婚")
    for opened in (first, second):
        assert not opened.complaints
        opened.context.close()
