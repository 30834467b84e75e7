"""A register as a sheet: its template, its lines read from a file, its lines written into one."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.columns import NO, YES, Column, Kind, columns_of, field_of, read, sheet_columns_of, written
from weijian.foundation.catalogue.registers import Register
from weijian.foundation.screen.answer import XLSX
from weijian.interop.sheets import spec
from weijian.interop.sheets.faults import FaultList
from weijian.interop.sheets.reading import open_sheet
from weijian.interop.sheets.refusals import ROW_TOO_WIDE
from weijian.interop.sheets.writing import write_csv, write_template, write_xlsx
from weijian.kernel.refusal import Fault, Refusal

FORMATS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
IN_REQUEST_LINES = 2_000
CHUNK_BYTES = 1 << 20
_KINDS = {Kind.DATE: spec.Kind.DATE, Kind.INTEGER: spec.Kind.NUMBER, Kind.NUMBER: spec.Kind.NUMBER, Kind.CHOICE: spec.Kind.CODE, Kind.FLAG: spec.Kind.CODE}
_NOTES = {Kind.DATE: "如2026-01-31", Kind.MOMENT: "如2026-01-31 08:30", Kind.TIME: "如08:30", Kind.INTEGER: "整数", Kind.NUMBER: "数字，不带单位"}


@dataclass(frozen=True)
class Line:
    """One line of a sheet: the row number a person sees, and its cells by column name."""

    row: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Lines:
    """What a file says, with its digest."""

    lines: tuple[Line, ...]
    sha256: str
    faults: tuple[Fault, ...] = ()


def sheet_of(register: Register) -> spec.Sheet:
    return spec.Sheet(register.code, str(register.title), tuple(_sheet_column(register, c) for c in sheet_columns_of(register)))


def _sheet_column(register: Register, column: Column) -> spec.Column:
    choices = column.choices or (((YES, YES), (NO, NO)) if column.kind is Kind.FLAG else ())
    needed = column.required or (column.name in register.key and not field_of(register, column).null)
    return spec.Column(column.name, column.label, needed, _KINDS.get(column.kind, spec.Kind.TEXT), choices, note=_note(column))


def _note(column: Column) -> str:
    if column.target:
        return f"填{column.target.title}的代码" if len(column.target.by) == 1 else f"填{column.target.title}：上级代码/名称"
    return _NOTES.get(column.kind, "")


def lines_of(register: Register, path: Path) -> Lines:
    """Every line of the file; raises a Refusal when the file or its heading does not fit."""
    sheet, faults, lines = sheet_of(register), FaultList(), []
    reading = open_sheet(path, sheet)
    for row, texts in reading.rows():
        if len(texts) > len(sheet.columns):
            faults.add(Refusal(ROW_TOO_WIDE, extra=1), row)
        else:
            named = zip((c.key for c in sheet.columns), texts, strict=True)
            lines.append(Line(row, {name: text for name, text in named if name in reading.given}))
    if not lines and not faults.total:
        raise Refusal(say.SHEET_EMPTY)
    return Lines(tuple(lines), digest_of(path), tuple(faults.in_order()))


def is_large(register: Register, path: Path) -> bool:
    """Are there more lines than a person should wait for?"""
    return next(islice(open_sheet(path, sheet_of(register)).rows(), IN_REQUEST_LINES, None), None) is not None


def digest_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def template(register: Register, path: Path) -> None:
    write_template(path, sheet_of(register))


def write(register: Register, entries: Iterable[Any], columns: Iterable[Column], path: Path, format: str) -> int:
    """Entries into a file of that format; the number of lines."""
    chosen = tuple(columns)
    rows = ([written(c, entry) for c in chosen] for entry in entries)
    titles = [c.label for c in chosen]
    if format == "xlsx":
        return write_xlsx(path, str(register.title), titles, rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        return write_csv(file, titles, rows)


def must_be_format(format: str) -> str:
    if format not in FORMATS:
        raise Refusal(say.FORMAT_UNKNOWN, format=format[:10])
    return format


def key_of(register: Register, line: Line) -> tuple[str, ...]:
    """The texts by which a line finds its entry."""
    return tuple(line.cells.get(name, "") for name in register.key)


def key_values(register: Register, line: Line, find: Any) -> dict[str, Any] | None:
    """What the key means in the database; None when one of its cells means nothing."""
    columns = {c.name: c for c in columns_of(register)}
    values = {name: read(columns[name], line.cells.get(name, ""), find) for name in register.key}
    return None if any(isinstance(v, Refusal) for v in values.values()) else values
