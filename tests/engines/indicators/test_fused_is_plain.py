"""Fused = unfused = plain loops, for every word of the vocabulary; and base ∪ delta = the whole."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.indicators.slowly import TWINS, World, slowly
from tests.engines.indicators.worlds import periods, tables, worlds
from weijian.engines.indicators.computing import compute, series
from weijian.engines.indicators.engine import connect
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.plain import plain
from weijian.engines.indicators.putting import fetched

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis's own, reading a table's schema
DEFINITIONS = [t.definition for t in TWINS]


@pytest.fixture(scope="module")
def duckdb() -> Any:
    return connect(threads=1)


@settings(max_examples=12, deadline=None)
@given(worlds(), periods())
def test_fused_gives_what_plain_loops_give_in_every_period_of_a_series(duckdb: Any, world: World, asked: list[tuple[date, date]]) -> None:
    months = [Period(*days) for days in asked]
    cells = series(DEFINITIONS, tables(world, duckdb), months, by=("township",))
    told = {(c.code, c.period, c.stratum): (c.numerator, c.denominator) for c in cells}
    for twin in TWINS:
        for month in months:
            assert _of(told, twin.definition.code, month) == _some(slowly(twin, world, month)), twin.definition.code


@settings(max_examples=30, deadline=None)
@given(worlds(), periods(4, 6), st.sampled_from(TWINS))
def test_many_windows_of_one_table_give_what_plain_loops_give_in_each(duckdb: Any, world: World, asked: list[tuple[date, date]], twin: Any) -> None:
    """By themselves, so that all of a table's windows are of the same day and slots of time are made of them."""
    windows = [Period(*days) for days in asked]
    told = {(c.code, c.period, c.stratum): (c.numerator, c.denominator) for c in series([twin.definition], tables(world, duckdb), windows, by=("township",))}
    for window in windows:
        assert _of(told, twin.definition.code, window) == _some(slowly(twin, world, window))


@settings(max_examples=2, deadline=None)
@given(worlds(), periods())
def test_the_plain_expression_gives_what_plain_loops_give(duckdb: Any, world: World, asked: list[tuple[date, date]]) -> None:
    month, lake = Period(*asked[0]), tables(world, duckdb)
    for twin in TWINS:
        rows = fetched(plain(twin.definition, lake, month, by=("township",)))
        assert _some({row[:1]: (row[1] or 0, row[2] or 0) for row in rows}) == _some(slowly(twin, world, month)), twin.definition.code


@settings(max_examples=4, deadline=None)
@given(worlds(), worlds(), periods())
def test_base_and_delta_together_give_what_the_whole_gives(duckdb: Any, base: World, delta: World, asked: list[tuple[date, date]]) -> None:
    known = {r.person_id for r in base.residents}
    new = World(tuple(r for r in delta.residents if r.person_id not in known), delta.events, ())
    whole = tables(World(base.residents + new.residents, base.events + new.events, base.visits), duckdb)
    expected = compute(DEFINITIONS, whole, Period(*asked[0]), by=("township",))
    first, second = tables(base, duckdb, "_base"), tables(new, duckdb, "_delta")
    halves = {name: first[name].union(second[name]) for name in whole}  # as the lake lends it: a file, and the rows written since
    assert compute(DEFINITIONS, halves, Period(*asked[0]), by=("township",)) == expected


@settings(max_examples=4, deadline=None)
@given(worlds(), periods(), st.sampled_from(TWINS))
def test_strata_add_up_to_the_whole(duckdb: Any, world: World, asked: list[tuple[date, date]], twin: Any) -> None:
    lake, month = tables(world, duckdb), Period(*asked[0])
    parts, whole = compute([twin.definition], lake, month, by=("township",)), compute([twin.definition], lake, month)
    assert [(sum(c.numerator for c in parts), sum(c.denominator for c in parts))] == [(c.numerator, c.denominator) for c in whole]


def _of(told: dict[Any, Any], code: str, period: Period) -> dict[Any, Any]:
    return _some({stratum: counts for (c, p, stratum), counts in told.items() if (c, p) == (code, period)})


def _some(counts: dict[Any, Sequence[int]]) -> dict[Any, Any]:
    return {stratum: tuple(map(int, pair)) for stratum, pair in counts.items() if any(pair)}
