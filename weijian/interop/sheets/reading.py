"""Reading a sheet row by row: what the file is, its heading, then each row as texts in the order of our columns."""

import csv
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from operator import itemgetter
from pathlib import Path

from weijian.interop.sheets import refusals as say
from weijian.interop.sheets.encodings import encoding_of
from weijian.interop.sheets.heading import SEARCHED_ROWS, find_heading, known_titles, plain
from weijian.interop.sheets.spec import Sheet
from weijian.kernel.refusal import Refusal

MEGABYTE = 1 << 20
LARGEST_BYTES = 1024 * MEGABYTE  # a million residents are about 200 megabytes
LARGEST_WORKBOOK_BYTES = 128 * MEGABYTE
LARGEST_UNPACKED_BYTES = 448 * MEGABYTE  # about half a million residents; a workbook is held in memory whole, a .csv never
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = ",\t;，"
EXAMPLE = "示例"
EXACT_INTEGER = 10**15  # larger ones have lost digits in a spreadsheet's arithmetic

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Reading:
    """An opened sheet: its heading is sound. `rows()` starts anew each time; a row is its number and its texts, trimmed."""

    sheet: Sheet
    path: Path
    given: frozenset[str]
    rows: Callable[[], Iterator[Row]]

    @property
    def expected(self) -> int:
        """About how many rows there will be, for a progress bar: lines of a .csv; 0 for a workbook."""
        with self.path.open("rb") as file:
            if file.read(4) in (ZIP, OLE):
                return 0
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(MEGABYTE), b""))


def open_sheet(path: Path, sheet: Sheet, *, largest_bytes: int = LARGEST_BYTES) -> Reading:
    """Look at the size, the kind, the encoding and the heading; refuse by name what does not fit. Reads no row yet."""
    cells = _cells(path, sheet, largest_bytes)
    first = list(islice(cells(), SEARCHED_ROWS))
    heading = find_heading(first, sheet)
    given = frozenset(c.key for c, place in zip(sheet.columns, heading.places, strict=True) if place >= 0)

    def rows() -> Iterator[Row]:
        pick, width = _picker(heading.places, heading.width), heading.width
        for number, row in enumerate(islice(cells(), heading.row, None), heading.row + 1):
            if len(row) < width:
                row = [*row, *[""] * (width - len(row))]
            if any(row):
                picked = pick(row)
                if not picked[0].startswith(EXAMPLE):
                    yield number, picked

    return Reading(sheet, path, given, rows)


def _picker(places: Sequence[int], width: int) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Our columns out of a row, trimmed; a column the heading has not is empty; cells beyond the heading come last."""
    get = itemgetter(*[p if p >= 0 else width for p in places], 0)

    def pick(row: Sequence[str]) -> tuple[str, ...]:
        beyond = "".join(row[width:]).strip()
        texts = get([*map(str.strip, row[:width]), ""])[:-1]
        return (*texts, beyond) if beyond else texts

    return pick


def _cells(path: Path, sheet: Sheet, largest_bytes: int) -> Callable[[], Iterator[Sequence[str]]]:
    if not path.is_file():
        raise Refusal(say.NOT_FOUND, file=path.name)
    size = path.stat().st_size
    _must_fit(size, largest_bytes, path)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise Refusal(say.EMPTY)
    if start.startswith((ZIP, OLE)):
        _must_fit(size, min(largest_bytes, LARGEST_WORKBOOK_BYTES), path)
        return _workbook_cells(path)
    if b"\0" in start:
        raise Refusal(say.BINARY)
    return _csv_cells(path, sheet)


def _must_fit(size: int, limit: int, path: Path) -> None:
    if size > limit:
        raise Refusal(say.TOO_LARGE, megabytes=-(-size // MEGABYTE), limit=limit // MEGABYTE)


# .csv


def _csv_cells(path: Path, sheet: Sheet) -> Callable[[], Iterator[Sequence[str]]]:
    encoding = encoding_of(path)
    delimiter = _delimiter(path, encoding, sheet)

    def cells() -> Iterator[Sequence[str]]:
        read = 0
        with path.open(encoding=encoding, newline="") as file:
            try:
                for record in csv.reader(file, delimiter=delimiter, strict=True):
                    read += 1
                    yield record
            except csv.Error:
                raise Refusal(say.CSV_BROKEN, row=read + 1) from None

    return cells


def _delimiter(path: Path, encoding: str, sheet: Sheet) -> str:
    """The one by which the first lines show most of our titles."""
    known = known_titles(sheet)
    with path.open(encoding=encoding, newline="") as file:
        lines = [line.strip("\r\n") for line in islice(file, SEARCHED_ROWS)]

    def titles(delimiter: str) -> int:
        return sum(plain(cell.strip('"')) in known for line in lines for cell in line.split(delimiter))

    return max(DELIMITERS, key=titles)


# .xlsx


def _workbook_cells(path: Path) -> Callable[[], Iterator[Sequence[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    _must_unpack_small(path)
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            page = book.get_sheet_by_index(0)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        raise Refusal(say.WORKBOOK_BROKEN) from None

    def cells() -> Iterator[Sequence[str]]:
        return (list(map(_text, row)) for row in page.iter_rows())

    return cells


def _must_unpack_small(path: Path) -> None:
    """What its directory says of its size may be a lie, so it is unpacked once, into nothing; a directory that is not there is a torn file."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            if file.read(4) == ZIP:
                raise Refusal(say.WORKBOOK_BROKEN)
        return
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            if size <= LARGEST_UNPACKED_BYTES:
                size = _unpacked_bytes(packed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise Refusal(say.WORKBOOK_BROKEN) from None
    if size > LARGEST_UNPACKED_BYTES:
        raise Refusal(say.UNPACKED_TOO_LARGE, megabytes=size // MEGABYTE, limit=LARGEST_UNPACKED_BYTES // MEGABYTE)


def _unpacked_bytes(packed: zipfile.ZipFile) -> int:
    """How large it really is; read no further than one step beyond what is allowed."""
    size = 0
    for entry in packed.infolist():
        entry.file_size = LARGEST_UNPACKED_BYTES + 2 * MEGABYTE  # else reading would stop where the directory says
        with packed.open(entry) as file:
            while step := len(file.read(MEGABYTE)):
                size += step
                if size > LARGEST_UNPACKED_BYTES:
                    return size
    return size


def _text(value: object) -> str:
    """A cell as the person would have typed it."""
    match value:
        case str():
            return value
        case bool():
            return "是" if value else "否"
        case datetime():
            return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
        case date():
            return value.isoformat()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < EXACT_INTEGER else repr(value)
        case time() | timedelta():
            return str(value)
        case _:
            return "" if value is None else str(value)
