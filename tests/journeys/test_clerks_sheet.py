"""何晓明, the county's data clerk, and a sheet of residents."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from python_calamine import load_workbook

from tests.journeys.conftest import House, Window
from tests.people import FAR_HILL, identity_number

pytestmark = pytest.mark.journey
FIRST_DAY, ELSEWHERE, DONE_MS = date(1951, 3, 1), "422801", 60_000


def rows(count: int, *, sequence: int) -> list[dict[str, str]]:
    """People nobody has heard of, each with a number of her own."""
    days = [FIRST_DAY + timedelta(days=n // 400) for n in range(count)]
    alike = {"联系电话": "13900000001", "居住村代码": FAR_HILL}
    return [
        {"姓名": f"周新{n}", "证件号码": identity_number(day, sequence + n % 400, ELSEWHERE), "详细住址": f"{n + 1}号", **alike}
        for n, day in enumerate(days)
    ]


def written(path: Path, titles: list[str], people: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, titles, restval="")
        sheet.writeheader()
        sheet.writerows(people)
    return path


def hand_in(page: Page, house: House, sheet: Path) -> None:
    page.goto(f"{house.address}/residents/import/")
    page.get_by_label("填好的表格").set_input_files(sheet)
    page.get_by_role("button", name="检查").click()


def figure(page: Page, label: str) -> Locator:
    return page.get_by_role("article").filter(has_text=label)


def residents_of(house: House) -> int:
    return int(house.asked("select count(*) from registry_resident")[0][0])


@pytest.fixture
def titles(house: House, wide: Window, tmp_path: Path) -> list[str]:
    """The headings of the template, as she downloads it."""
    house.sign_in(wide.page, "he")
    wide.page.goto(f"{house.address}/residents/")
    wide.page.get_by_role("link", name="批量导入").click()
    with wide.page.expect_download() as fetched:
        wide.page.get_by_role("link", name="下载模板").click()
    path = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(path)
    return [str(cell) for cell in load_workbook(str(path)).get_sheet_by_index(0).to_python()[0]]


def test_three_bad_cells_are_named_the_good_lines_taken_and_the_same_sheet_changes_nothing(
    house: House, wide: Window, titles: list[str], tmp_path: Path,
) -> None:
    page, before, people = wide.page, residents_of(house), rows(40, sequence=300)
    people[4]["证件号码"] = people[4]["证件号码"][:-1] + ("1" if people[4]["证件号码"][-1] != "1" else "2")
    people[9]["居住村代码"] = "429921999999"
    people[19]["联系电话"] = "12"
    sheet = written(tmp_path / "三处有错.csv", titles, people)
    hand_in(page, house, sheet)
    faults = page.locator("table.faults tbody tr")
    expect(faults).to_have_count(3, timeout=DONE_MS)
    for line, column in ((6, "证件号码"), (11, "居住村代码"), (21, "联系电话")):
        expect(faults.filter(has=page.get_by_role("cell", name=str(line), exact=True))).to_contain_text(column)
    assert residents_of(house) == before, "a look writes nothing"
    expect(page.get_by_role("button", name="开始导入")).to_be_disabled()
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="只导入正确的行").click()
    expect(figure(page, "已新建")).to_contain_text("37", timeout=DONE_MS)
    expect(figure(page, "未导入")).to_contain_text("3")
    assert residents_of(house) == before + 37
    with page.expect_download() as left_out:
        page.get_by_role("link", name="下载未导入的行").click()
    assert left_out.value.path().read_text("utf-8-sig").count("周新") == 3
    hand_in(page, house, written(tmp_path / "再来一次.csv", titles, [p for n, p in enumerate(people) if n not in (4, 9, 19)]))
    expect(figure(page, "没有变化")).to_contain_text("37", timeout=DONE_MS)
    page.get_by_role("button", name="开始导入").click()
    expect(figure(page, "没有变化")).to_contain_text("37", timeout=DONE_MS)
    expect(figure(page, "已新建")).to_contain_text("0")
    assert residents_of(house) == before + 37
    assert not wide.complaints


def test_an_import_cancelled_on_its_way_leaves_nothing(house: House, wide: Window, titles: list[str], tmp_path: Path) -> None:
    page, before = wide.page, residents_of(house)
    hand_in(page, house, written(tmp_path / "很多人.csv", titles, rows(40_000, sequence=500)))
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(figure(page, "可新建")).to_contain_text("40,000", timeout=DONE_MS)
    page.get_by_role("button", name="开始导入").click()
    page.get_by_role("button", name="取消（不会留下半截数据）").click()
    expect(page.get_by_role("main")).to_contain_text("已取消", timeout=DONE_MS)
    assert residents_of(house) == before
    page.goto(f"{house.address}/residents/import/")
    expect(page.get_by_role("row").filter(has_text=re.compile("导入居民.*已取消")).first).to_be_visible()
    assert not wide.complaints
