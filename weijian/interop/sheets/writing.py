"""Writing sheets: rows streamed out as .csv or .xlsx, and the template a person fills in."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from weijian.interop.sheets.reading import EXAMPLE
from weijian.interop.sheets.spec import Column, Kind, Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
TEMPLATE_ROWS, LAST_ROW = 5000, 1_048_576
LONGEST_INLINE_LIST = 250  # a drop-down longer than this must stand on a page of its own


def safe_text(value: object) -> str:
    """A cell as text that no spreadsheet will take for a formula."""
    text = "" if value is None else value.isoformat() if isinstance(value, date | datetime) else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit() and not text.startswith("+")


def write_csv(file: TextIO, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Rows to a text file opened with newline=""; the mark at the start lets spreadsheets know it is UTF-8."""
    file.write("\ufeff")
    writer, count = csv.writer(file), 0
    writer.writerow([safe_text(t) for t in titles])
    for row in rows:
        writer.writerow([safe_text(v) for v in row])
        count += 1
    return count


def csv_lines(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same line by line, for an answer that is streamed."""
    yield "\ufeff" + _line(titles)
    for row in rows:
        yield _line(row)


def _line(row: Sequence[object]) -> str:
    from io import StringIO

    out = StringIO()
    csv.writer(out).writerow([safe_text(v) for v in row])
    return out.getvalue()


def write_xlsx(path: Path, title: str, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Rows to a workbook in constant memory; texts are written as texts, never as formulas or links, and amounts (Decimal) as numbers."""
    book = _book(path, constant_memory=True, tmpdir=str(path.parent))  # what it puts aside lies nowhere else
    page, count = book.add_worksheet(title[:31]), 0
    page.write_row(0, 0, titles, book.add_format({"bold": True}))
    page.freeze_panes(1, 0)
    try:
        for count, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                _write_cell(page, count, at, value)
    except BaseException:  # the rows ended before their time: nothing stays open
        page.row_data_fh.close()
        book.fileclosed = True
        raise
    book.close()
    return count


def _write_cell(page: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, Decimal):
        page.write_number(row, column, float(value))
    else:
        page.write_string(row, column, "" if value is None else value.isoformat() if isinstance(value, date) else str(value))


def write_template(path: Path, sheet: Sheet) -> None:
    """The sheet to fill in: headings, a note on each, drop-downs, an example row, and a page that explains the columns."""
    book = _book(path)
    page, lists = book.add_worksheet(sheet.title[:31]), book.add_worksheet("选项")
    lists.hide()
    styles = _styles(book)
    for at, column in enumerate(sheet.columns):
        _template_column(page, at, column, styles)
        _drop_down(page, lists, at, column)
    page.freeze_panes(1, 1)
    _explanations(book.add_worksheet("填写说明"), sheet, styles)
    book.close()


def _book(path: Path, **options: object) -> Any:
    from xlsxwriter import Workbook

    return Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, **options})


def _styles(book: Any) -> dict[str, Any]:
    return {
        "required": book.add_format({"bold": True, "bg_color": "#FCE8E6", "border": 1}),
        "optional": book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "example": book.add_format({"num_format": "@", "italic": True, "font_color": "#808080"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _template_column(page: Any, at: int, column: Column, styles: dict[str, Any]) -> None:
    page.set_column(at, at, max(10, 2 * len(column.title) + 4, len(column.example) + 2), styles["date" if column.kind is Kind.DATE else "text"])
    page.write_string(0, at, column.title, styles["required" if column.required else "optional"])
    page.write_comment(0, at, ("必填。" if column.required else "") + column.note or column.title)
    page.write_string(1, at, f"{EXAMPLE} {column.example}" if at == 0 else column.example, styles["example"])


def _drop_down(page: Any, lists: Any, at: int, column: Column) -> None:
    labels = [label for _, label in column.choices]
    if not labels:
        return
    lists.write_column(0, at, labels)
    from xlsxwriter.utility import xl_col_to_name

    letters = xl_col_to_name(at)
    source: object = labels if len(",".join(labels)) < LONGEST_INLINE_LIST else f"=选项!${letters}$1:${letters}${len(labels)}"
    page.data_validation(1, at, TEMPLATE_ROWS, at, {"validate": "list", "source": source, "error_type": "warning"})


def _explanations(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    page.set_column(0, 1, 16)
    page.set_column(2, 3, 60, styles["wrap"])
    page.write_row(0, 0, ["列名", "是否必填", "说明", "可选值"], styles["optional"])
    for row, column in enumerate(sheet.columns, 1):
        codes = "；".join(f"{code} {label}" for code, label in column.choices)
        page.write_row(row, 0, [column.title, "必填" if column.required else "", column.note, codes])
    page.write_string(len(sheet.columns) + 2, 0, f"第一格以“{EXAMPLE}”开头的行不会被导入。")
