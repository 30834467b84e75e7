"""The rows changed since: which they are, and what they are now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db.models import QuerySet

from weijian.foundation.lake.lending import PLACE, Column, Lent
from weijian.foundation.lake.models import LakeChange

BATCH_ROWS, KEYS_AT_ONCE = 50_000, 10_000
MANY_KEYS = 200_000  # from here on the whole table is read: quicker than looking up one row in five by its key
ARROW = {
    "int64": pa.int64(), "double": pa.float64(), "bool": pa.bool_(), "string": pa.string(), "date": pa.date32(), "timestamp": pa.timestamp("us"),
}


@dataclass(frozen=True)
class Changes:
    """Noted changes: the rows by table, and the tables that were emptied at a stroke."""

    rows: Mapping[str, frozenset[int]]
    emptied: frozenset[str] = frozenset()


def changes_in(tables: Collection[str]) -> Changes:
    """What is noted of these tables now."""
    return _sorted(LakeChange.objects.filter(table__in=tables).values_list("table", "key").distinct().iterator(BATCH_ROWS))


def noted() -> tuple[Changes, list[int]]:
    """Every note that can be seen now, and the notes' own numbers, so that exactly these are forgotten afterwards."""
    notes = list(LakeChange.objects.order_by("pk").values_list("pk", "table", "key").iterator(BATCH_ROWS))
    return _sorted((table, key) for _pk, table, key in notes), [pk for pk, _table, _key in notes]


def _sorted(notes: Iterable[tuple[str, int | None]]) -> Changes:
    rows: dict[str, set[int | None]] = defaultdict(set)
    for table, key in notes:
        rows[table].add(key)
    emptied = frozenset(table for table, keys in rows.items() if None in keys)
    return Changes({table: frozenset(k for k in keys if k is not None) for table, keys in rows.items()}, emptied)


def touched(lent: Lent, changes: Changes) -> frozenset[int] | None:
    """The row ids of the lent table that may differ from its base; None when so many do that all are read anew.

    A row differs when it was changed, or when one was on the way from it to what it lends.
    """
    if lent.watched & changes.emptied:
        return None
    keys = set(changes.rows.get(lent.table, ()))
    for path, table in lent.relations.items():
        for some in _chunks(changes.rows.get(table, ())):
            keys.update(lent.model._default_manager.filter(**{f"{path}__in": some}).values_list("pk", flat=True))
            if len(keys) > MANY_KEYS:
                return None
    return None if len(keys) > MANY_KEYS else frozenset(keys)


def rows_of(lent: Lent, keys: Collection[int] | None = None) -> Iterator[pa.Table]:
    """These rows (all, when no keys are given) as they are in the database now, in the lake's columns."""
    everything = lent.model._default_manager.order_by().values_list(*(c.asked() for c in lent.columns))
    if keys is None:
        yield from _tables(lent, everything)
        return
    for some in _chunks(keys):
        yield from _tables(lent, everything.filter(pk__in=some))


def nothing_of(lent: Lent) -> pa.Table:
    return _table(lent, [])


def _tables(lent: Lent, rows: "QuerySet[Any, Any]") -> Iterator[pa.Table]:
    read = rows.iterator(chunk_size=BATCH_ROWS)
    while some := list(islice(read, BATCH_ROWS)):
        yield _table(lent, some)


def _table(lent: Lent, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(lent.columns)
    return pa.table({c.name: _array(c, values) for c, values in zip(lent.columns, columns, strict=True)})


def _array(column: Column, values: Sequence[Any]) -> pa.Array:
    if column.kind == "timestamp":
        moments = pa.array(values, pa.timestamp("us", tz="UTC")).cast(pa.timestamp("us", tz=settings.TIME_ZONE))
        return pc.local_timestamp(moments)
    if column.taken.how == PLACE:
        known = {code: twelve(code, column.taken.digits) for code in set(values)}
        return pa.array(map(known.__getitem__, values), pa.string(), size=len(values))
    return pa.array(values, ARROW[column.kind])


def twelve(code: str | None, digits: int) -> str | None:
    """A code cut to its first digits and filled up with zeros; None where there are not so many (a county lies in no township)."""
    if not code or len(code) < digits < 12:
        return None
    return code[:digits].ljust(12, "0")


def _chunks(keys: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), KEYS_AT_ONCE):
        yield ordered[start:start + KEYS_AT_ONCE]
