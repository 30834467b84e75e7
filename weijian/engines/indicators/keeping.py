"""What several questions read of the same people is read once, and kept in memory until they are answered.

Reading and unpacking the residents' file costs a small question more than the question itself. Only DuckDB, in this process, keeps a table
so; a cluster reads its files side by side anyway.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import ibis
from ibis.expr import operations as ops

from weijian.engines.indicators.fused import Fused

OFTEN = 3  # read by fewer questions, a table is not worth the keeping


@dataclass(frozen=True)
class Kept:
    """What is read of a table, in DuckDB's words, and what it is called while it is kept."""

    called: str
    words: str

    @contextmanager
    def standing(self, engine: Any) -> Iterator[None]:
        engine.raw_sql(f'CREATE OR REPLACE TEMPORARY TABLE "{self.called}" AS {self.words}')
        try:
            yield
        finally:
            engine.raw_sql(f'DROP TABLE "{self.called}"')


def keep_for(asking: Iterable[tuple[Fused, int]], tables: Mapping[str, Any]) -> tuple[Kept, ...]:
    """What to keep while these are answered, each of which reads its subject so many times; they read the kept tables from now on."""
    asked = list(asking)
    chosen = {name: tables[name].select(columns) for name, columns in _read_often(asked, tables).items() if _keeps(tables[name])}
    kept = {name: Kept(f"weijian_kept_{name}", ibis.get_backend(table).compile(table)) for name, table in chosen.items()}
    standing = {name: _named(kept[name].called, table) for name, table in chosen.items()}
    for fused, _ in asked:
        fused.instead(standing)
    return tuple(kept.values())


def _read_often(asked: Sequence[tuple[Fused, int]], tables: Mapping[str, Any]) -> dict[str, list[str]]:
    """Tables and their columns; none of those whose rows are gathered as events: these are read with an eye on their days."""
    times, columns, events = Counter[str](), dict[str, set[str]](), set[str]()
    for fused, lanes in asked:
        events |= fused.events()
        for table, read, often in fused.reads(lanes):
            times[table] += often
            columns.setdefault(table, set()).update(read)
    often_read = (name for name in times if times[name] >= OFTEN and name not in events)
    return {name: [column for column in tables[name].columns if column in columns[name]] for name in often_read}


def _keeps(table: Any) -> bool:
    return str(ibis.get_backend(table).name) == "duckdb" and not table.op().find(ops.InMemoryTable)


def _named(called: str, table: Any) -> Any:
    return ops.DatabaseTable(called, schema=table.schema(), source=ibis.get_backend(table)).to_expr()
