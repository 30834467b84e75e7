"""What we write, spreadsheets open as text, and our own reader takes back."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from weijian.interop.sheets.cells import value_of, values_of
from weijian.interop.sheets.faults import FaultList
from weijian.interop.sheets.reading import open_sheet
from weijian.interop.sheets.spec import Column, Kind, Sheet
from weijian.interop.sheets.writing import csv_lines, safe_text, write_csv, write_template, write_xlsx
from weijian.kernel.refusal import Refusal
from weijian.kernel.valuesets import NATION, SEX

SHEET = Sheet("people", "人员", (
    Column("name", "姓名", required=True, example="张三", note="与证件一致。"),
    Column("sex", "性别", kind=Kind.CODE, values=SEX, example="女"),
    Column("nation", "民族", kind=Kind.CODE, values=NATION, example="汉族"),
    Column("born_on", "出生日期", kind=Kind.DATE, example="1948-03-05"),
    Column("number", "证件号码", kind=Kind.LONG_NUMBER, example="429921194803050224"),
))


def test_a_template_can_be_handed_in_and_has_no_row_yet(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx", SHEET)
    assert list(open_sheet(tmp_path / "template.xlsx", SHEET).rows()) == []


def test_a_template_explains_every_column_on_a_page_of_its_own(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx", SHEET)
    with CalamineWorkbook.from_path(tmp_path / "template.xlsx") as book:
        rows = book.get_sheet_by_name("填写说明").to_python()
    assert [row[0] for row in rows[1:6]] == [c.title for c in SHEET.columns]
    assert "2 女" in rows[2][3]


def test_a_workbook_we_wrote_reads_back_the_same(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "out.xlsx", "人员", [c.title for c in SHEET.columns], [["=1+1", "女", "汉族", date(1948, 3, 5), "429921194803050224"]])
    assert [texts for _, texts in open_sheet(tmp_path / "out.xlsx", SHEET).rows()] == [("=1+1", "女", "汉族", "1948-03-05", "429921194803050224")]


@pytest.mark.parametrize("text", ["=cmd()", "+86 138", "-甲", "@SUM(A1)", "\tx"])
def test_no_text_becomes_a_formula_in_a_csv(text: str) -> None:
    out = io.StringIO()
    write_csv(out, ["姓名"], [[text]])
    assert out.getvalue().splitlines()[1].strip('"').startswith("'")


def test_numbers_stay_numbers_in_a_csv() -> None:
    assert safe_text(-3.5) == "-3.5"
    assert safe_text(None) == ""


def test_streamed_lines_are_the_same_as_a_written_file() -> None:
    out = io.StringIO()
    write_csv(out, ["甲", "乙"], [[1, "=a"], [date(2026, 1, 1), "b,c"]])
    assert "".join(csv_lines(["甲", "乙"], [[1, "=a"], [date(2026, 1, 1), "b,c"]])) == out.getvalue()


@pytest.mark.parametrize(("column", "text", "value"), [
    (Column("a", "甲"), "", None),
    (Column("a", "甲", kind=Kind.DATE), "1948年3月5日", date(1948, 3, 5)),
    (Column("a", "甲", kind=Kind.NUMBER), "1,234.5", Decimal("1234.5")),
    (Column("a", "甲", kind=Kind.CODE, values=SEX), "女性", "2"),
    (Column("a", "甲", kind=Kind.CODE, codes=(("y", "是"),)), "是", "y"),
])
def test_a_cell_is_read_as_its_column_says(column: Column, text: str, value: object) -> None:
    assert value_of(column, text) == value


@pytest.mark.parametrize(("column", "text", "code"), [
    (Column("a", "甲", required=True), "", "SHE-21"),
    (Column("a", "甲", longest=3), "四个字呢", "SHE-22"),
    (Column("a", "甲", kind=Kind.NUMBER), "三", "SHE-23"),
    (Column("a", "甲", kind=Kind.NUMBER), "NaN", "SHE-23"),
    (Column("a", "甲", kind=Kind.DATE), "1948-02-30", "KER-31"),
    (Column("a", "甲", kind=Kind.CODE, codes=(("y", "是"),)), "否", "KER-70"),
])
def test_a_cell_that_does_not_fit_says_why(column: Column, text: str, code: str) -> None:
    refusal = value_of(column, text)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_faults_beyond_the_limit_are_counted_and_their_rows_remembered() -> None:
    faults = FaultList(limit=1)
    values_of(SHEET, 2, ("", "男", "汉", "", "", "多"), faults)
    values_of(SHEET, 3, ("", "男", "汉", "", ""), faults)
    assert (len(faults.kept), faults.total, faults.rows) == (1, 3, {2, 3})
    assert faults.refusal() is not None
