"""What several questions read of the same people is read once, and kept in memory until they are answered.

Reading and unpacking the residents' file costs a small question more than the question itself. Only DuckDB, in this process, keeps a table
so; a cluster reads its files side by side anyway.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import ibis
from ibis.expr import operations as ops

from weijian.engines.indicators.fused import Fused

OFTEN = 3  # read by fewer questions, a table is not worth the keeping


@contextmanager
def kept_for(questions: Iterable[tuple[Fused, int]], tables: Mapping[str, Any]) -> Iterator[None]:
    """While it lasts the questions, each with how often it reads its subject, read kept tables where they read the same ones often."""
    asked = list(questions)
    times, columns, events = Counter[str](), dict[str, set[str]](), set[str]()
    for fused, lanes in asked:
        events |= fused.events()
        for table, read, often in fused.reads(lanes):
            times[table] += often
            columns.setdefault(table, set()).update(read)
    with ExitStack() as stack:
        kept = {name: stack.enter_context(_kept(name, tables[name], columns[name])) for name in times if times[name] >= OFTEN and name not in events}
        for fused, _ in asked:
            fused.instead({name: table for name, table in kept.items() if table is not tables[name]})
        yield


@contextmanager
def _kept(name: str, table: Any, columns: set[str]) -> Iterator[Any]:
    backend = ibis.get_backend(table)
    if backend.name != "duckdb":
        yield table
        return
    chosen, called = table.select([column for column in table.columns if column in columns]), f"weijian_kept_{name}"
    backend.raw_sql(f'CREATE OR REPLACE TEMPORARY TABLE "{called}" AS {backend.compile(chosen)}')
    try:
        yield ops.DatabaseTable(called, schema=chosen.schema(), source=backend).to_expr()
    finally:
        backend.raw_sql(f'DROP TABLE "{called}"')
