"""How a plain table is read: quickly by Arrow when all is well, row by row when something is not.

The quick reader only says "all well" or "look closer"; the careful one is what decides, and it names each fault by
row and column. Both give the same arrays for the same sound table.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.interop.roads import refusals as say
from weijian.kernel.refusal import Fault, Refusal, Refusals, Wording

FIRST_FAULTS = 100
FLAGS = {"": False, "0": False, "0.0": False, "false": False, "1": True, "1.0": True, "true": True}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)

Source = bytes | Path
Arrays = dict[str, NDArray[Any]]


class Kind(Enum):
    ID = "id"  # text, filled in, never twice
    NODE = "node"  # the id of a node, or of whatever the column says; read as its index
    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind
    required: bool = True
    low: float = -math.inf
    high: float = math.inf
    beyond: Wording = say.NUMBER_UNREADABLE  # what to say when outside low..high
    also: tuple[str, ...] = ()  # other headings it goes by
    among: NDArray[np.object_] | None = None  # the ids a NODE column speaks of, when not the table's nodes
    among_name: str = ""  # the table they came from
    unknown: Wording = say.NODE_UNKNOWN  # what to say of one that is not among them


@dataclass(frozen=True)
class Shape:
    """What a table must hold. `nodes` are the ids its NODE columns speak of, `nodes_name` the table they came from."""

    name: str
    columns: tuple[Column, ...]
    nodes: NDArray[np.object_] | None = None
    nodes_name: str = ""


def read_table(source: Source, shape: Shape) -> Arrays:
    """The table's columns as arrays (absent optional ones are left out); a Refusal when it cannot be taken whole."""
    content = _as_utf8(_bytes_of(source, shape.name), shape.name)
    heading = _heading(content, shape)
    quick = _read_quickly(content, shape, heading)
    return _read_carefully(content, shape, heading) if quick is None else quick


def lines_of(source: Source, name: str, ids: Collection[str], column: str = "id") -> dict[str, int]:
    """The line each of these ids stands on, in a table that has already been read."""
    content = _as_utf8(_bytes_of(source, name), name)
    place = _heading(content, Shape(name, (Column(column, Kind.ID),))).places[column]
    return {cells[place].strip(): row for row, cells in _rows(content, name) if cells[place].strip() in ids}


def values_of(source: Source, name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Of each row its line and what it says in these columns, in a table that has already been read."""
    content = _as_utf8(_bytes_of(source, name), name)
    places = _heading(content, Shape(name, tuple(Column(c, Kind.TEXT) for c in columns))).places
    for row, cells in _rows(content, name):
        yield row, tuple(cells[places[c]].strip() for c in columns)


def headings_of(source: Source, name: str) -> list[str]:
    """The names in the first line, in small letters."""
    return _names(_as_utf8(_bytes_of(source, name), name))


def _bytes_of(source: Source, name: str) -> bytes:
    try:
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError:
        raise Refusal(say.FILE_UNREADABLE, table=name) from None


def _as_utf8(content: bytes, name: str) -> bytes:
    """UTF-8 without its mark; GB18030 is turned into it. A NUL byte means this is no text at all."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        raise Refusal(say.FILE_EMPTY, table=name)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return content if encoding == "utf-8" else text.encode()
    raise Refusal(say.ENCODING_UNKNOWN, table=name)


@dataclass(frozen=True)
class Heading:
    width: int
    places: Mapping[str, int]  # column name -> position


def _heading(content: bytes, shape: Shape) -> Heading:
    names = _names(content)
    places = {c.name: names.index(heading) for c in shape.columns for heading in (c.name, *c.also)[::-1] if heading in names}
    for column in shape.columns:
        if names.count(column.name) > 1:
            raise Refusal(say.COLUMN_TWICE, table=shape.name, column=column.name)
    missing = [c.name for c in shape.columns if c.required and c.name not in places]
    if missing:
        expected = "、".join(c.name for c in shape.columns if c.required)
        raise Refusal(say.COLUMNS_MISSING, table=shape.name, missing="、".join(missing), expected=expected)
    return Heading(len(names), places)


def _names(content: bytes) -> list[str]:
    first_line = re.split(rb"\r\n|\n|\r", content, maxsplit=1)[0].decode()
    return [name.strip().casefold() for name in next(csv.reader([first_line]), [])]


# quickly


def _read_quickly(content: bytes, shape: Shape, heading: Heading) -> Arrays | None:
    """The arrays, or None when anything at all is not as it should be."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    columns = [c for c in shape.columns if c.name in heading.places]
    places = {c.name: f"c{heading.places[c.name]}" for c in columns}
    types = {places[c.name]: pa.float64() if c.kind is Kind.NUMBER else pa.string() for c in columns}
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(content),
            # One thread: Arrow's pool, taken down while the program ends, aborts now and then after the answer is given.
            read_options=arrow_csv.ReadOptions(column_names=[f"c{i}" for i in range(heading.width)], skip_rows=1, use_threads=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=types, include_columns=list(types), null_values=[""], strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None
    if not table.num_rows:
        return None
    arrays = {c.name: _QUICK[c.kind](table.column(places[c.name]), c, shape) for c in columns}
    return None if any(a is None for a in arrays.values()) else {name: a for name, a in arrays.items() if a is not None}


def _quick_id(values: Any, column: Column, shape: Shape) -> NDArray[Any] | None:
    from pyarrow import compute

    ids = compute.utf8_trim_whitespace(values)
    if compute.count_distinct(ids).as_py() < len(ids) or compute.any(compute.equal(ids, "")).as_py():
        return None
    return _as_array(ids)


def _quick_node(values: Any, column: Column, shape: Shape) -> NDArray[Any] | None:
    import pyarrow as pa
    from pyarrow import compute

    found = compute.index_in(compute.utf8_trim_whitespace(values), value_set=pa.array(shape.nodes if column.among is None else column.among, pa.string()))
    return None if found.null_count else np.asarray(found.to_numpy(), dtype=np.int32)


def _quick_number(values: Any, column: Column, shape: Shape) -> NDArray[Any] | None:
    if values.null_count:
        return None
    numbers = np.asarray(values.to_numpy(), dtype=np.float64)
    within = np.isfinite(numbers).all() and numbers.min() >= column.low and numbers.max() <= column.high
    return numbers if within else None


def _quick_flag(values: Any, column: Column, shape: Shape) -> NDArray[Any] | None:
    coded = values.combine_chunks().dictionary_encode()
    words = [word.strip().casefold() for word in coded.dictionary.to_pylist()]
    if not set(words) <= FLAGS.keys():
        return None
    flags = np.array([FLAGS[word] for word in words], dtype=np.bool_)
    return np.asarray(flags[coded.indices.to_numpy()], dtype=np.bool_)


def _quick_text(values: Any, column: Column, shape: Shape) -> NDArray[Any] | None:
    from pyarrow import compute

    return _as_array(compute.utf8_trim_whitespace(values))


def _as_array(values: Any) -> NDArray[Any]:
    return np.asarray(values.to_numpy(), dtype=np.object_)


_QUICK: Mapping[Kind, Callable[[Any, Column, Shape], NDArray[Any] | None]] = {
    Kind.ID: _quick_id, Kind.NODE: _quick_node, Kind.NUMBER: _quick_number, Kind.FLAG: _quick_flag, Kind.TEXT: _quick_text,
}


# carefully


@dataclass
class _Reading:
    """What the careful reader has so far: values by column, ids seen with their row, and faults."""

    shape: Shape
    indices: Mapping[str, Mapping[str, int]]  # column name -> id -> index
    values: dict[str, list[Any]]
    first_rows: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    total: int = 0

    def fault(self, refusal: Refusal, row: int, column: str | None = None) -> None:
        self.total += 1
        if len(self.faults) < FIRST_FAULTS:
            self.faults.append(Fault(refusal, row, column))


def _read_carefully(content: bytes, shape: Shape, heading: Heading) -> Arrays:
    reading = _Reading(shape, _indices(shape), {n: [] for n in heading.places})
    rows = 0
    for row, cells in _rows(content, shape.name):
        rows += 1
        _take_row(reading, heading, row, cells)
    if not rows:
        raise Refusal(say.NO_ROWS, table=shape.name)
    if reading.total:
        raise Refusals(say.TABLE_HAS_FAULTS, reading.faults, total=reading.total, table=shape.name)
    return {c.name: np.array(reading.values[c.name], dtype=_DTYPE[c.kind]) for c in shape.columns if c.name in reading.values}


def _indices(shape: Shape) -> dict[str, dict[str, int]]:
    columns = [c for c in shape.columns if c.kind is Kind.NODE]
    ids = {c.name: shape.nodes if c.among is None else c.among for c in columns}
    return {name: {} if these is None else {i: n for n, i in enumerate(these)} for name, these in ids.items()}


def _rows(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, each with the line it stands on, after the heading."""
    reader = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    try:
        for cells in reader:
            if cells and reader.line_num > 1:
                yield reader.line_num, cells
    except csv.Error:
        raise Refusal(say.TABLE_BROKEN, table=name) from None


def _take_row(reading: _Reading, heading: Heading, row: int, cells: list[str]) -> None:
    if len(cells) != heading.width:
        reading.fault(Refusal(say.ROW_WIDTH, found=len(cells), expected=heading.width), row)
        return
    for column in reading.shape.columns:
        if column.name in heading.places:
            value = _CAREFUL[column.kind](cells[heading.places[column.name]].strip(), column, row, reading)
            if isinstance(value, Refusal):
                reading.fault(value, row, column.name)
            else:
                reading.values[column.name].append(value)


def _id(text: str, column: Column, row: int, reading: _Reading) -> str | Refusal:
    if not text:
        return Refusal(say.ID_MISSING)
    first_row = reading.first_rows.setdefault(text, row)
    return text if first_row == row else Refusal(say.ID_TWICE, id=text, first_row=first_row)


def _node(text: str, column: Column, row: int, reading: _Reading) -> int | Refusal:
    if not text:
        return Refusal(say.ID_MISSING)
    index = reading.indices[column.name].get(text)
    return Refusal(column.unknown, id=text, nodes=column.among_name or reading.shape.nodes_name) if index is None else index


def _number(text: str, column: Column, row: int, reading: _Reading) -> float | Refusal:
    if not text:
        return Refusal(say.NUMBER_MISSING)
    if not NUMBER.fullmatch(text) or not math.isfinite(number := float(text)):
        return Refusal(say.NUMBER_UNREADABLE, value=text)
    return number if column.low <= number <= column.high else Refusal(column.beyond, value=text)


def _flag(text: str, column: Column, row: int, reading: _Reading) -> bool | Refusal:
    flag = FLAGS.get(text.casefold())
    return Refusal(say.FLAG_UNREADABLE, value=text) if flag is None else flag


def _text(text: str, column: Column, row: int, reading: _Reading) -> str:
    return text


_CAREFUL: Mapping[Kind, Callable[[str, Column, int, _Reading], object]] = {
    Kind.ID: _id, Kind.NODE: _node, Kind.NUMBER: _number, Kind.FLAG: _flag, Kind.TEXT: _text,
}
_DTYPE: Mapping[Kind, type] = {Kind.ID: np.object_, Kind.NODE: np.int32, Kind.NUMBER: np.float64, Kind.FLAG: np.bool_, Kind.TEXT: np.object_}
