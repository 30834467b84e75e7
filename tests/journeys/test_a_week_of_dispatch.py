"""A health centre files a week that does not agree, explains it; the office rolls it up; the report goes out as a Word file."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import House, window

pytestmark = pytest.mark.journey


def test_a_sheet_is_explained_rolled_up_and_becomes_a_report(house: House, browser: Browser, tmp_path: Path) -> None:
    (sheet, week), = house.asked("select s.id, s.week_on from governance_dispatchsheet s join registry_institution i on i.id = s.institution_id "
                                 "where i.code = 'T0202' and s.state = 'draft'")
    centre, office = window(browser), window(browser)
    page = centre.page
    house.sign_in(page, "zhang")
    page.goto(f"{house.address}/governance/dispatch/")
    page.get_by_role("link", name="填报").first.click()
    page.get_by_label("问题与请求").fill("B超机待修。")
    page.get_by_role("button", name="保存并核对").click()
    expect(page.get_by_text("累计数“家庭医生签约”由上周的")).to_be_visible()
    page.get_by_role("button", name="说明并报送").click()
    expect(page.get_by_text(re.compile("还有\\d+处前后不一没有说明"))).to_be_visible()
    page.goto(f"{house.address}/governance/dispatch/sheets/{sheet}/")
    for box in page.get_by_placeholder("属实的，在此说明原因").all():
        box.fill("核减重复，已附台账")
    page.get_by_role("button", name="说明并报送").click()
    expect(page.get_by_text("说明：核减重复，已附台账").first).to_be_visible()

    page = office.page
    house.sign_in(page, "chen")
    expect(page.get_by_role("link", name="周调度表待汇总")).to_be_visible()
    page.goto(f"{house.address}/governance/dispatch/sheets/{sheet}/")
    page.get_by_role("button", name="汇总").click()
    expect(page.get_by_text("已汇总").first).to_be_visible()
    page.goto(f"{house.address}/governance/dispatch/429921/weeks/{week}/")
    page.get_by_role("button", name="起草周报").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("青禾县卫生健康工作周报"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载.docx").click()
    file = tmp_path / "report.docx"
    saved.value.save_as(file)
    words = "\n".join(p.text for p in Document(BytesIO(file.read_bytes())).paragraphs)
    assert "家庭医生签约" in words
    assert "{figure" not in words
    for opened in (centre, office):
        assert not opened.complaints
        opened.context.close()
