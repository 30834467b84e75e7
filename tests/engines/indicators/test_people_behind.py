"""A figure opens to its people, and what a figure shows when it cannot be shown."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.engines.indicators.slowly import RESIDENTS, VISITS, Event, Resident, Visit, World, X, twin
from tests.engines.indicators.worlds import tables
from weijian.engines.indicators.behind import people
from weijian.engines.indicators.computing import compute
from weijian.engines.indicators.definition import Indicator, Part
from weijian.engines.indicators.engine import connect
from weijian.engines.indicators.period import Period
from weijian.kernel.refusal import Refusal

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis's own, reading a table's schema
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
SEEN = twin("seen", lambda r, p: r[X], lambda r, w, p: 0, lambda r, p: r.born_on <= p.until_on, lambda r, w, p: 1, scale=100, cap=100).definition


@pytest.fixture(scope="module")
def lake() -> dict[str, Any]:
    homes = ("east", "east", "east", "west", None)
    residents = tuple(Resident(i + 1, date(1950, 1, 1), home) for i, home in enumerate(homes))
    events = tuple(Event(i, date(2024, 5, 1), "x", 1, 1, Decimal("1.0"), 0.5, 3) for i in (1, 1, 4))
    return tables(World(residents, events, (Visit(1, 1, date(2024, 3, 1), None, 7),)), connect(threads=1))


def test_the_people_behind_a_figure_are_as_many_as_it_counts(lake: dict[str, Any]) -> None:
    for cell in compute([SEEN], lake, YEAR, by=("township",)):
        here = {"by": ("township",), "stratum": cell.stratum}
        above, below, missing = (people(SEEN, lake, YEAR, part, **here) for part in (Part.NUMERATOR, Part.DENOMINATOR, Part.MISSING))
        assert (len(above), len(below)) == (cell.numerator, cell.denominator)
        assert sorted(above + missing) == below


def test_the_people_of_several_places_are_those_of_each(lake: dict[str, Any]) -> None:
    def of(stratum: object) -> list[tuple[Any, ...]]:
        return people(SEEN, lake, YEAR, Part.DENOMINATOR, by=("township",), stratum=(stratum,))

    assert of(["east", "west"]) == of({"west", "east", "north"}) == sorted(of("east") + of("west"))
    assert len(of(("east",))) == 3
    assert of([]) == []


def test_the_list_is_read_page_by_page(lake: dict[str, Any]) -> None:
    first = people(SEEN, lake, YEAR, Part.DENOMINATOR, limit=2)
    assert first == [(1,), (2,)]
    assert people(SEEN, lake, YEAR, Part.DENOMINATOR, limit=2, after=first[-1]) == [(3,), (4,)]


def test_those_missing_have_no_list_where_two_different_things_are_counted(lake: dict[str, Any]) -> None:
    density = twin("density", lambda v, p: v.on.notnull(), lambda *_: 0, numerator_subject=VISITS, scale=10_000).definition
    assert [(c.numerator, c.denominator, c.value) for c in compute([density], lake, YEAR)] == [(1, 5, 2000.0)]
    with pytest.raises(Refusal, match="没有“未达成”名单"):
        people(density, lake, YEAR, Part.MISSING)


def test_nothing_below_the_line_gives_no_value_and_too_much_above_it_is_kept_and_flagged(lake: dict[str, Any]) -> None:
    nobody = twin("nobody", lambda r, p: r[X], lambda *_: 0, lambda r, p: r.born_on > p.until_on).definition
    doubled = twin("doubled", lambda v, p: v.fen, lambda *_: 0, subject=VISITS, scale=100, cap=100).definition
    found = compute([nobody, doubled], lake, YEAR)
    assert [(c.value, c.over) for c in found] == [(None, False), (700.0, True)]


def test_a_count_without_a_denominator_is_its_own_value(lake: dict[str, Any]) -> None:
    count = Indicator("N", "人数", "people", "人", RESIDENTS, lambda r, p: r.born_on <= p.until_on, None, "test", "1", date(2020, 1, 1))
    assert [(c.numerator, c.denominator, c.value) for c in compute([count], lake, YEAR)] == [(5, None, 5.0)]


def test_a_sum_that_depends_on_its_order_is_not_taken(lake: dict[str, Any]) -> None:
    floating = twin("floating", lambda r, p: r.born_on.epoch_days() / 2, lambda *_: 0).definition
    with pytest.raises(TypeError, match="only whole numbers"):
        compute([floating], lake, YEAR)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(Refusal, match="hive://"):
        connect("hive://somewhere")
