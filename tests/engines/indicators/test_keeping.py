"""A table that several questions read is read once; nothing of it stays behind."""

from datetime import date
from typing import Any

import pytest

from tests.engines.indicators.slowly import TWINS, Event, Resident, Visit, World
from tests.engines.indicators.worlds import tables
from weijian.engines.indicators import computing
from weijian.engines.indicators.engine import connect
from weijian.engines.indicators.keeping import OFTEN
from weijian.engines.indicators.period import Period

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis's own, reading a table's schema
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
WORLD = World(
    (Resident(1, date(2023, 5, 1), "east"), Resident(2, None, "west")), (Event(1, date(2024, 3, 1), "x", 1, 2, None, None, 1),),
    (Visit(1, 1, date(2024, 2, 1), None, 3),),
)


def test_residents_many_questions_read_are_read_once_and_forgotten_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = connect(threads=1)
    asked = _questions(monkeypatch, duckdb)
    computing.compute([t.definition for t in TWINS], tables(WORLD, duckdb), YEAR, by=("township",))
    assert sum('"weijian_kept_residents"' in question for question in asked) >= OFTEN
    assert not any('"residents"' in question for question in asked)
    assert duckdb.raw_sql("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall() == []


def test_a_single_question_reads_the_table_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = connect(threads=1)
    asked = _questions(monkeypatch, duckdb)
    computing.compute([TWINS[0].definition], tables(WORLD, duckdb), YEAR)
    assert asked
    assert not any("weijian_kept_" in question for question in asked)


def _questions(monkeypatch: pytest.MonkeyPatch, duckdb: Any) -> list[str]:
    """The text of every question put to the engine from now on."""
    asked: list[str] = []
    put = computing.fetched
    monkeypatch.setattr(computing, "fetched", lambda expression: (asked.append(duckdb.compile(expression)), put(expression))[1])
    return asked
