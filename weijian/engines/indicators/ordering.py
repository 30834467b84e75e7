"""Rows in a total order as one comparable value: a single maximum finds the last row and carries its columns along.

Whole numbers, days, flags and short decimals are laid side by side in one whole number; anything else is compared as a structure.
A decimal that was laid in comes back as the nearest double.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import ibis

# Bits, and what is added so that no part is negative. Days: from 1970, four million either way, so dates from 9500 BC to AD 13000.
_WIDTHS = {"date": (23, 1 << 22), "int8": (8, 1 << 7), "int16": (16, 1 << 15), "int32": (32, 1 << 31), "boolean": (1, 0)}
_MOST_BITS = 62
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Order:
    """Columns to order by, first to last, with their types."""

    columns: tuple[str, ...]
    types: tuple[Any, ...]

    @classmethod
    def of(cls, x: Any, columns: tuple[str, ...]) -> "Order":
        return cls(columns, tuple(x[name].type() for name in columns))

    @property
    def packed(self) -> bool:
        """Whether the columns fit side by side in one whole number of 64 bits; otherwise they are compared as a structure."""
        widths = [_width(t) for t in self.types]
        return None not in widths and sum(w[0] for w in widths if w) <= _MOST_BITS

    def key(self, x: Any, chosen: Any) -> Any:
        """The comparable value of a row, null where the row does not count."""
        columns = [x[name] for name in self.columns]
        if self.packed:  # null wherever one of them is
            key, known = _packed(columns), chosen
        else:
            key, known = ibis.struct(dict(zip(self.columns, columns, strict=True))), ibis.and_(chosen, *(c.notnull() for c in columns))
        return ibis.ifelse(known, key, ibis.null(key.type()))

    def read(self, key: Any) -> "OneRow":
        return OneRow(key.notnull(), self.columns, partial(self.part, key))

    def part(self, key: Any, name: str) -> Any:
        """A column of the row the key was made of."""
        if not self.packed:
            return key[name]
        dtype = self.types[self.columns.index(name)]
        width, offset = _known_width(dtype)
        shift = sum(_known_width(t)[0] for t in self.types[self.columns.index(name) + 1 :])
        return _unpacked((key >> shift) & ((1 << width) - 1), dtype, offset)

    def sums(self, few: "Few") -> dict[str, Any]:
        """How many rows there are, and the sum of each column of whole numbers over them."""
        each = [self.read(key) for key in few.keys]
        sums = {name: sum((getattr(row, name).fill_null(0) for row in each[1:]), start=getattr(each[0], name)) for name in self._summable()}
        return {"n": few.n.fill_null(0), **sums}

    def read_sums(self, columns: Sequence[Any]) -> "SeveralRows":
        return SeveralRows(columns[0].fill_null(0), dict(zip(self._summable(), columns[1:], strict=True)))

    def _summable(self) -> list[str]:
        return [name for name, t in zip(self.columns, self.types, strict=True) if t.is_integer()]


@dataclass(frozen=True)
class Few:
    """The keys of a few rows, null where there are fewer, and how many there are (null or 0: none)."""

    keys: tuple[Any, ...]
    n: Any


class OneRow:
    """A row found by its order: its columns as attributes, and whether there is one."""

    def __init__(self, exists: Any, columns: Sequence[str], read: Callable[[str], Any]) -> None:
        self.exists = exists
        self._columns, self._read = columns, read

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self._columns:
            raise AttributeError(f"{name} is not among the columns the row is ordered by: {', '.join(self._columns)}")
        return self._read(name)


class SeveralRows:
    """Several rows found by their order."""

    def __init__(self, n: Any, sums: dict[str, Any]) -> None:
        self.n, self._sums = n, sums
        self.exists = n > 0

    def mean(self, name: str) -> Any:
        """The mean of a column of whole numbers over the rows, null where there is none: their exact sum over their number."""
        return self._sums[name].cast("float64") / self.n.nullif(0).cast("float64")


def _width(dtype: Any) -> tuple[int, int] | None:
    """Bits a type needs, and the offset that keeps it from being negative; None where it has no place in a whole number."""
    if dtype.is_decimal():
        return (34, 1 << 33) if dtype.precision is not None and dtype.precision <= 9 and dtype.scale is not None else None
    return _WIDTHS.get(str(dtype).removeprefix("!"))


def _known_width(dtype: Any) -> tuple[int, int]:
    width = _width(dtype)
    assert width
    return width


def _packed(columns: list[Any]) -> Any:
    key: Any = None
    for column in columns:
        width, offset = _known_width(column.type())
        part = _number(column) + offset
        key = part if key is None else key * (1 << width) + part
    return key


def _number(column: Any) -> Any:
    """Exactly the column's value as a whole number."""
    dtype = column.type()
    if dtype.is_date():
        return column.epoch_days().cast("int64")
    return (column * 10**dtype.scale).cast("int64") if dtype.is_decimal() else column.cast("int64")


def _unpacked(part: Any, dtype: Any, offset: int) -> Any:
    if dtype.is_date():
        return (ibis.literal(_EPOCH) + (part - offset).as_interval("D")).cast("date")
    if dtype.is_decimal():
        return (part - offset).cast("float64") / float(10**dtype.scale)
    return part == 1 if dtype.is_boolean() else part - offset
