"""axe-core finds nothing serious on any page a person meets, on a desk and on a phone; nothing runs over the edge."""

from pathlib import Path

import pytest

from tests.journeys.conftest import PHONE, WIDE, House, window

pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    (v) => [v.impact, v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))])"""
PAGES = {
    "chen": (
        "/", "/residents/", "/institutions/", "/places/", "/planning/map/?circle=any", "/workforce/practitioners/", "/registers/", "/parameters/",
        "/me/", "/gallery/", "/governance/dispatch/", "/governance/dispatch/units/", "/governance/work-reports/", "/governance/work-reports/new/",
        "/governance/work-reports/1/", "/governance/work-reports/1/edit/", "/governance/work-reports/1/print/", "/planning/zones/", "/planning/zones/1/",
        "/planning/structure/", "/planning/proposals/", "/planning/proposals/3/", "/planning/proposals/2/decide/", "/planning/beds/",
    ),
    "zhang": ("/governance/dispatch/", "/governance/dispatch/sheets/32/"),
    "he": ("/residents/", "/residents/new/", "/residents/import/", "/registers/"),
    "li": ("/", "/residents/"),
    "wu": (
        "/", "/governance/reports/read/", "/governance/reports/read/new/", "/governance/reports/read/1/", "/governance/reports/read/2/raw/",
        "/governance/reports/read/1/candidates/15/correct/", "/governance/figures/", "/governance/figures/1/", "/governance/figures/new/",
        "/governance/figures/compare/?what=高血压患者规范管理率", "/governance/targets/", "/governance/targets/1/", "/governance/targets/new/",
    ),
    "security": ("/accounts/", "/audit/odd/", "/audit/reviews/"),
    "auditor": ("/audit/",),
    "admin": ("/accounts/", "/accounts/open/", "/jobs/"),
    "zhou": ("/emergency/", "/emergency/vehicles/1/", "/emergency/vehicles/1/shift/", "/emergency/calls/", "/emergency/calls/new/", "/emergency/calls/1/",
             "/emergency/times/"),
    "lin": ("/about/systems", "/about/rules", "/about/glossary"),
}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("username", PAGES)
def test_nothing_serious_and_nothing_over_the_edge(house: House, browser, username: str, size: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    opened = window(browser, size=size)
    house.sign_in(opened.page, username)
    found: list[object] = []
    for path in PAGES[username]:
        answer = opened.page.goto(house.address + path)
        assert answer is not None
        assert answer.status == 200, path
        opened.page.wait_for_load_state("networkidle")
        opened.page.evaluate(AXE.read_text("utf-8"))
        found += [(path, *v) for v in opened.page.evaluate(RUN) if v[0] in GRAVE]
        if opened.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append((path, "runs over the edge"))
    opened.context.close()
    assert not found
    assert not opened.complaints


def test_the_sign_in_page_is_clean_before_anybody_is_known(house: House, browser) -> None:  # type: ignore[no-untyped-def]
    opened = window(browser)
    opened.page.goto(house.address + "/sign-in/")
    opened.page.evaluate(AXE.read_text("utf-8"))
    assert not [v for v in opened.page.evaluate(RUN) if v[0] in GRAVE]
    opened.context.close()
