"""The days in which an event must lie, and many such windows at once.

Many windows of one event table (the months of a series) share most of their rows. Rows are therefore put together by person and slot
first, a slot being the time between days on which some window begins or has ended, and a window is then some slots in a row. The
greatest few values of a window are found in the one sorted list of a person's values: by how many lie before its first day and how many
by its last.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis

from weijian.engines.indicators.features import Gathered
from weijian.engines.indicators.ordering import Few
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.together import again, collected, few_wanted, item, put_together

DAY, SLOT = "day_", "slot_"
Days = tuple[str, Period]  # the date column that must lie in the window, and the window


@dataclass(frozen=True)
class Column:
    """One column wanted of a scan, by the name it has in the result."""

    name: str
    gathered: Gathered
    days: Days | None

    def inside(self, events: Any) -> Any:
        """The value of each event row, null on other days."""
        if self.days is None:
            return self.gathered.each
        inside, each = within(events, *self.days), self.gathered.each
        return each & inside if each.type().is_boolean() else ibis.ifelse(inside, each, ibis.null(each.type()))


class Slots:
    """The rows of a table, many windows of which are wanted, and what each column is made of."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._values = {(c.gathered.how, c.gathered.each.op()): f"v{i}" for i, c in enumerate(columns)}
        self._starts = _starts(_window(c) for c in columns)

    def values(self, events: Any) -> dict[str, Any]:
        """What is wanted of each event row: its values whatever the day, and the day."""
        on, _ = self._columns[0].days or ("", None)
        return {self._value(c): c.gathered.each for c in self._columns} | {DAY: events[on]}

    def put_together(self, rows: Any, key: str) -> tuple[Any, Mapping[str, Any]]:
        """A table of one row per key, and each column's answer there."""
        lasting, few = [c for c in self._columns if not few_wanted(c.gathered.how)], [c for c in self._columns if few_wanted(c.gathered.how)]
        if not few:
            table = self._in_windows(rows, key, lasting)
            return table, {c.name: table[c.name] for c in lasting}
        table = self._listed(rows, key, few)
        if lasting:
            table = self._in_windows(rows, key, lasting).left_join(table, key)
        return table, {c.name: table[c.name] for c in lasting} | {c.name: self._few(table, c) for c in few}

    def _value(self, column: Column) -> str:
        return self._values[column.gathered.how, column.gathered.each.op()]

    def _in_windows(self, rows: Any, key: str, columns: Sequence[Column]) -> Any:
        begun = [(rows[DAY] >= ibis.literal(start)).cast("int16") for start in self._starts]
        slotted = rows.mutate(**{SLOT: sum(begun[1:], start=begun[0])})
        values = {self._value(c): c.gathered.how for c in columns}
        slots = slotted.group_by(key, SLOT).agg(**{value: put_together(how, slotted[value], "") for value, how in values.items()})
        return slots.group_by(key).agg(**{c.name: again(c.gathered.how, self._of_slots(slots, c)) for c in columns})

    def _of_slots(self, slots: Any, column: Column) -> Any:
        value, window = slots[self._value(column)], _window(column)
        inside = slots[SLOT].between(self._starts.index(window.from_on) + 1, self._starts.index(_after(window)))
        return value & inside if value.type().is_boolean() else ibis.ifelse(inside, value, ibis.null(value.type()))

    def _listed(self, rows: Any, key: str, columns: Sequence[Column]) -> Any:
        """Each person's values in order, and how many of them lie before each start."""
        values = sorted({self._value(c) for c in columns})
        known = rows.filter(ibis.or_(*(rows[value].notnull() for value in values)))
        lists = {value: collected(known[value], certain=len(values) == 1).sort() for value in values}
        starts = [(i, known[DAY] < ibis.literal(start)) for i, start in enumerate(self._starts)]
        before = {f"{value}_{i}": _how_many(known[value].notnull() & earlier) for value in values for i, earlier in starts}
        return known.group_by(key).agg(**lists, **before)

    def _few(self, table: Any, column: Column) -> Few:
        value, window = self._value(column), _window(column)
        first, beyond = (table[f"{value}_{self._starts.index(day)}"] for day in (window.from_on, _after(window)))
        n = few_wanted(column.gathered.how)
        keys = (item(table[value], beyond - 1 - i, beyond - i > first) for i in range(n))
        return Few(tuple(keys), ibis.least(beyond - first, n))


def _how_many(condition: Any) -> Any:
    """As narrow as a place in a list must be."""
    return ibis.ifelse(condition, ibis.literal(True), ibis.null("boolean")).count().cast("int32")


def _starts(windows: Iterable[Period]) -> list[date]:
    return sorted({day for window in windows for day in (window.from_on, _after(window))})


def _after(window: Period) -> date:
    return window.until_on + timedelta(days=1)


def _window(column: Column) -> Period:
    assert column.days
    return column.days[1]


def between(table: Any, on: str, window: Period) -> Any:
    return table.filter(within(table, on, window))


def within(table: Any, on: str, window: Period) -> Any:
    return table[on].between(ibis.literal(window.from_on), ibis.literal(window.until_on))


def hull(windows: Iterable[Period]) -> Period:
    """From the first day of any to the last day of any."""
    known = list(windows)
    return Period(min(w.from_on for w in known), max(w.until_on for w in known))
