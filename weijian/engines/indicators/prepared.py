"""Figures made ready to be asked for: the questions, what is kept while they are put, and how their answers become cells.

Making the questions costs more than a small county's answers. Nothing here holds an engine or a table: the same questions are put again,
to another connection, as often as somebody asks for the same figures of tables called and shaped alike.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any

from weijian.engines.indicators.definition import Cell, Indicator, Part, cell
from weijian.engines.indicators.keeping import Kept
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.putting import Question, Rows, put

Key = tuple[str, Part, Period]  # definition, part, period asked
Counts = dict[tuple[Any, ...], Any]  # by stratum
Counted = dict[Key, Counts]
Put = Callable[[Question], Rows]


@dataclass(frozen=True)
class LaneByLane:
    """Measures by number. Of each lane the numbers it answers, in order, and its question; and one for the strata, if no lane sees all."""

    numbers: dict[Key, int]
    lanes: tuple[tuple[tuple[int, ...], Question], ...]
    strata: Question | None

    def counted(self, asked: Put, width: int) -> Counted:
        """Each measure's counts at every stratum of the subject; `width`: how many columns name one."""
        counts: dict[int, Counts] = {}
        for numbers, question in self.lanes:
            rows = asked(question)
            counts |= {n: {row[:width]: row[width + i] or 0 for row in rows} for i, n in enumerate(numbers)}
        strata = {stratum for of in counts.values() for stratum in of}
        if self.strata is not None:
            strata |= set(map(tuple, asked(self.strata)))
        return {key: {stratum: counts[n].get(stratum, 0) for stratum in strata} for key, n in self.numbers.items()}


@dataclass(frozen=True)
class BySlot:
    """Measures by number, counted by slot of time in one question; of each, the first and the last slot that are its own."""

    numbers: dict[Key, tuple[int, int, int]]
    question: Question

    def counted(self, asked: Put, width: int) -> Counted:
        rows = asked(self.question)
        return {key: _summed(rows, width, *of) for key, of in self.numbers.items()}


@dataclass(frozen=True)
class Prepared:
    """The figures of these definitions in these periods, at each value of the strata `by`."""

    definitions: tuple[Indicator, ...]
    periods: tuple[Period, ...]
    by: tuple[str, ...]
    kept: tuple[Kept, ...]
    questions: tuple[LaneByLane | BySlot, ...]

    def answer(self, engine: Any) -> list[Cell]:
        """In order of definition, period, stratum. `engine`: an Ibis backend with the tables."""
        counted: Counted = {}
        with ExitStack() as stack:
            for each in self.kept:
                stack.enter_context(each.standing(engine))
            for question in self.questions:
                counted |= question.counted(lambda words: put(words, engine), len(self.by))
        return list(self._cells(counted))

    def _cells(self, counted: Counted) -> Iterator[Cell]:
        strata = sorted({stratum for counts in counted.values() for stratum in counts} | (set() if self.by else {()}), key=_sortable)
        for definition in self.definitions:
            for period in self.periods:
                above = counted[definition.code, Part.NUMERATOR, period]
                below = counted.get((definition.code, Part.DENOMINATOR, period), {})
                for stratum in strata:
                    yield cell(definition, period, stratum, above.get(stratum, 0), below.get(stratum, 0) if definition.denominator else None)


def month_of(on: Any) -> Any:
    """A month's number; of a day in Python, or of a column of days."""
    return on.year * 12 + on.month if isinstance(on, date) else on.year() * 12 + on.month()


def day_of(on: Any) -> Any:
    return (on - date(1970, 1, 1)).days if isinstance(on, date) else on.epoch_days()


def _summed(rows: Sequence[tuple[Any, ...]], strata: int, number: int, first: int, last: int) -> Counts:
    counts: Counts = {}
    for row in rows:
        value = (row[strata + 1 + number] or 0) if first <= row[strata] <= last else 0
        counts[row[:strata]] = counts.get(row[:strata], 0) + value
    return counts


def _sortable(stratum: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((value is None, value if value is not None else 0) for value in stratum)
