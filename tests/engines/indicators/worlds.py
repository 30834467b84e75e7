"""Small random worlds, and their tables on an engine."""

from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
from hypothesis import strategies as st

from tests.engines.indicators.slowly import TYPES, Event, Resident, Visit, World, columns

PEOPLE = st.integers(1, 5)
DAYS = st.dates(date(2023, 11, 1), date(2025, 2, 28))


def worlds() -> st.SearchStrategy[World]:
    return st.builds(_world, st.lists(_residents(), max_size=5), st.lists(_events(), max_size=14), st.lists(_visits(), max_size=10))


def periods(least: int = 1, most: int = 3) -> st.SearchStrategy[list[tuple[date, date]]]:
    days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
    return st.lists(st.tuples(days, days).map(lambda two: (min(two), max(two))), min_size=least, max_size=most, unique=True)


def _residents() -> st.SearchStrategy[Resident]:
    return st.builds(Resident, PEOPLE, st.none() | st.dates(date(2022, 1, 1), date(2024, 6, 30)), st.sampled_from(["east", "west", None]))


def _events() -> st.SearchStrategy[Event]:
    small = st.none() | st.integers(0, 3)
    levels = st.none() | st.sampled_from([Decimal("6.9"), Decimal("7.0"), Decimal("-7.1")])
    readings = st.none() | st.sampled_from([0.25, 0.5, -1.5])
    return st.builds(Event, PEOPLE, st.none() | DAYS, st.sampled_from(["x", "y", None]), small, small, levels, readings, small)


def _visits() -> st.SearchStrategy[Visit]:
    return st.builds(Visit, st.integers(1, 10**6), st.integers(1, 7), DAYS, st.none() | DAYS, st.none() | st.integers(0, 20))


def _world(residents: list[Resident], events: list[Event], visits: list[Visit]) -> World:
    """Each person and each visit once."""
    return World(tuple({r.person_id: r for r in residents}.values()), tuple(events), tuple({v.visit_id: v for v in visits}.values()))


def tables(world: World, backend: Any, suffix: str = "") -> dict[str, Any]:
    """The world's tables on DuckDB, those of the last world replaced."""
    rows = {"residents": (world.residents, Resident), "events": (world.events, Event), "visits": (world.visits, Visit)}
    for name, (of, kind) in rows.items():
        backend.con.register("given", pa.table(columns(of, kind), schema=ibis.schema(TYPES[name]).to_pyarrow()))
        backend.raw_sql(f"CREATE OR REPLACE TABLE {name}{suffix} AS SELECT * FROM given")
    return {name: backend.table(name + suffix) for name in rows}
