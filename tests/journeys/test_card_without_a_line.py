"""A window loses its line: the card is 未核验, nothing is lost, and it is verified by itself when the line is back."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import House, Window, window

pytestmark = pytest.mark.journey


def code_of_somebody(house: House, browser: Browser) -> str:
    """A printed code, shown by the village doctor."""
    opened = window(browser)
    house.sign_in(opened.page, "li")
    key = house.living_in("远山村")[0][0]
    page = opened.page
    page.goto(f"{house.address}/residents/{key}/card/")
    token = page.evaluate(
        """async (key) => {
            const csrf = document.querySelector('[name=csrfmiddlewaretoken]').value;
            const headers = {'X-CSRFToken': csrf, Accept: 'application/json'};
            await fetch(`/residents/${key}/card/issue/`, {method: 'POST', headers});
            return (await (await fetch(`/residents/${key}/code/static/`, {method: 'POST', headers})).json()).code;
        }""",
        key,
    )
    opened.context.close()
    return str(token)


def test_a_card_shown_without_a_line_is_unverified_and_verified_when_it_is_back(house: House, browser: Browser, wide: Window) -> None:
    code = code_of_somebody(house, browser)
    page = wide.page
    house.sign_in(page, "sun")
    page.goto(f"{house.address}/cards/verify/")
    wide.context.set_offline(True)
    page.get_by_label("扫到的码").fill(code)
    page.get_by_label("窗口或终端").fill("下乡义诊")
    page.get_by_role("button", name="核验").click()
    row = page.locator("[data-scans] tbody tr")
    expect(row).to_contain_text("未核验")
    expect(row).to_contain_text("凭证件办理")
    wide.context.set_offline(False)
    expect(row).to_contain_text("核验通过")
    expect(row).to_contain_text("下乡义诊")
    page.get_by_label("扫到的码").fill("not-a-code")
    page.get_by_role("button", name="核验").click()
    expect(row.first).to_contain_text("不能接受")


def test_a_scan_without_a_line_outlives_a_reload(house: House, browser: Browser, wide: Window) -> None:
    code = code_of_somebody(house, browser)
    page = wide.page
    house.sign_in(page, "sun")
    page.goto(f"{house.address}/cards/verify/")
    page.route("**/cards/verify/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("扫到的码").fill(code)
    page.get_by_role("button", name="核验").click()
    expect(page.locator("[data-scans] tbody tr")).to_contain_text("未核验")
    page.unroute("**/cards/verify/")
    page.reload()
    expect(page.locator("[data-scans] tbody tr")).to_contain_text("核验通过")
