"""A table that several questions read is read once; nothing of it stays behind."""

from datetime import date

import pytest

from tests.engines.indicators.slowly import TWINS, Event, Resident, Visit, World
from tests.engines.indicators.worlds import tables
from weijian.engines.indicators import prepared
from weijian.engines.indicators.computing import compute, prepare
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
    asked = _questions(monkeypatch)
    compute([t.definition for t in TWINS], tables(WORLD, duckdb), YEAR, by=("township",))
    assert sum('"weijian_kept_residents"' in question for question in asked) >= OFTEN
    assert not any('"residents"' in question for question in asked)
    assert duckdb.raw_sql("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall() == []


def test_a_single_question_reads_the_table_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = connect(threads=1)
    asked = _questions(monkeypatch)
    compute([TWINS[0].definition], tables(WORLD, duckdb), YEAR)
    assert asked
    assert not any("weijian_kept_" in question for question in asked)


def _questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every question put to the engine from now on."""
    asked: list[str] = []
    put = prepared.put
    monkeypatch.setattr(prepared, "put", lambda question, engine: (asked.append(question), put(question, engine))[1])
    return asked


def test_questions_made_once_are_put_again_to_another_connection_and_tell_what_stands_there() -> None:
    definitions, here, there = [t.definition for t in TWINS], connect(threads=1), connect(threads=1)
    elsewhere = World((*WORLD.residents, Resident(3, date(2022, 1, 1), "east")), (*WORLD.events, Event(3, date(2024, 5, 5), "y", 2, 3, None, 0.5, 2)), ())
    lake, other = tables(WORLD, here), tables(elsewhere, there)
    made = prepare(definitions, lake, [YEAR], ("township",))
    first, second = made.answer(here), made.answer(there)
    assert first == compute(definitions, lake, YEAR, by=("township",))
    assert second == compute(definitions, other, YEAR, by=("township",))
    assert first != second
