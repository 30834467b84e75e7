"""Rows in a total order as one comparable value: a single maximum finds the last row and carries its columns along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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
        kinds = [_kind(t) for t in self.types]
        return all(k in _WIDTHS for k in kinds) and sum(_WIDTHS[k][0] for k in kinds) <= _MOST_BITS

    def key(self, x: Any, chosen: Any) -> Any:
        """The comparable value of a row, null where the row does not count."""
        columns = [x[name] for name in self.columns]
        known = ibis.and_(chosen, *(c.notnull() for c in columns))
        key = _packed(columns, [_kind(t) for t in self.types]) if self.packed else ibis.struct(dict(zip(self.columns, columns, strict=True)))
        return ibis.ifelse(known, key, ibis.null(key.type()))

    def read(self, key: Any) -> "OneRow":
        return OneRow(key.notnull(), dict(self._parts(key)))

    def read_many(self, keys: Any) -> "ManyRows":
        return ManyRows(keys, self)

    def _parts(self, key: Any) -> Iterator[tuple[str, Any]]:
        if not self.packed:
            yield from ((name, key[name]) for name in self.columns)
            return
        shift = 0
        for name, kind in reversed(list(zip(self.columns, map(_kind, self.types), strict=True))):
            width, offset = _WIDTHS[kind]
            yield name, _unpacked((key >> shift) & ((1 << width) - 1), kind, offset)
            shift += width


class OneRow:
    """A row found by its order: its columns as attributes, and whether there is one."""

    def __init__(self, exists: Any, columns: dict[str, Any]) -> None:
        self.exists = exists
        self._columns = columns

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self._columns:
            raise AttributeError(f"{name} is not among the columns the row is ordered by: {', '.join(self._columns)}")
        return self._columns[name]


class ManyRows:
    """Several rows found by their order."""

    def __init__(self, keys: Any, order: Order) -> None:
        self._keys, self._order = keys, order
        self.exists = keys.notnull() & (keys.length() > 0)

    def mean(self, name: str) -> Any:
        """The mean of a column of whole numbers over the rows, null where there is none: their exact sum over their number."""
        each = self._keys.map(lambda key: getattr(self._order.read(key), name).cast("int64"))
        return ibis.ifelse(self.exists, each.sums().cast("float64") / self._keys.length().cast("float64"), ibis.null("float64"))


def _kind(dtype: Any) -> str:
    return str(dtype).removeprefix("!").partition("(")[0]


def _packed(columns: list[Any], kinds: list[str]) -> Any:
    key: Any = None
    for column, kind in zip(columns, kinds, strict=True):
        width, offset = _WIDTHS[kind]
        part = (column.epoch_days() if kind == "date" else column).cast("int64") + offset
        key = part if key is None else key * (1 << width) + part
    return key


def _unpacked(part: Any, kind: str, offset: int) -> Any:
    if kind == "date":
        return (ibis.literal(_EPOCH) + (part - offset).as_interval("D")).cast("date")
    if kind == "boolean":
        return part == 1
    return part - offset
