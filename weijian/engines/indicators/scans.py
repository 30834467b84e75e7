"""One scan per event table: every column wanted of it, by any definition, put together in a single grouped aggregation."""

from collections.abc import Callable, Container, Mapping
from datetime import date
from functools import partial
from typing import Any

import ibis
from ibis.expr import operations as ops

from weijian.engines.indicators.definition import Subject
from weijian.engines.indicators.features import Feature, Gathered, Next
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.rows import Row, stand_in, subject_table


@ibis.udf.agg.builtin(name="max", signature=(("int64", "int64"), "array<int64>"))
def _greatest_few(value, n):  # type: ignore[no-untyped-def]  # a declaration: DuckDB's max(value, n), the n greatest values
    ...


@ibis.udf.agg.builtin(name="bit_or", signature=(("int64",), "int64"))
def _bits(value):  # type: ignore[no-untyped-def]  # a declaration: both engines have it, but Ibis does not know that Spark has
    ...


def _top(column: Any, n: int, engine: str) -> Any:
    """The n greatest values as a list. DuckDB keeps only those; elsewhere all are collected and the end of the sorted list is taken."""
    if engine == "duckdb" and column.type().is_integer():
        return _greatest_few(column, n)
    return column.collect().sort()[-n:]


_TOGETHER: dict[str, Callable[[Any], Any]] = {
    "any": lambda c: c.any(), "count": lambda c: c.count(), "sum": lambda c: c.sum(),
    "min": lambda c: c.min(), "max": lambda c: c.max(), "bits": lambda c: _bits(c),
}


class Scan:
    """What is wanted of one event table, grouped by one link. Equal columns are wanted once."""

    def __init__(self, name: str, events: Any, link: str) -> None:
        self.name, self.events, self.link = name, events, link
        self._engine = str(ibis.get_backend(events).name)
        self._wanted: dict[tuple[str, Any], tuple[str, Any]] = {}
        self._windows: list[tuple[str, Period] | None] = []

    def want(self, gathered: Gathered, window: tuple[str, Period] | None) -> list[tuple[str, Any]]:
        """The names of the columns in the scan's result, and their types."""
        key = gathered.how, gathered.each.op()
        if key not in self._wanted:
            self._wanted[key] = f"{self.name}_{len(self._wanted)}", gathered
            self._windows.append(window)
        name, first = self._wanted[key]
        return [(name + part, value.type()) for part, value in first.parts(self._put_together(first.how, first.each)).items()]

    @property
    def key(self) -> str:
        return f"{self.name}_link"

    @property
    def costly(self) -> bool:
        """Whether more is asked than if there is an event."""
        return any(gathered.how != "any" for _, gathered in self._wanted.values())

    def result(self, owner: str = "", only: Any = None) -> Any:
        """One row per link, `only` of those whose `owner` column has it: conditions are worked out row by row first, where text is still
        compared once per dictionary entry."""
        events, certain = self._pruned()
        each = events.select(**{self.key: self.events[self.link]}, **{name: _without(gathered.each, certain) for name, gathered in self._wanted.values()})
        if not self.costly:
            each = each.filter(ibis.or_(*(each[name] for name in self._names())))
        if only is not None:
            owners = only.select(owner_=only[owner]).distinct()  # joined, not semi-joined: of whole numbers a join is a look-up in an array
            each = each.inner_join(owners, [(self.key, "owner_")])
        together = {name: self._put_together(gathered.how, each[name]) for name, gathered in self._wanted.values()}
        grouped = each.group_by(self.key).agg(**together)
        parts = {name + part: value for name, gathered in self._wanted.values() for part, value in gathered.parts(grouped[name]).items()}
        return grouped.select(self.key, **parts) if any(name not in parts for name in together) else grouped

    def _names(self) -> list[str]:
        return [name for name, _ in self._wanted.values()]

    def _put_together(self, how: str, column: Any) -> Any:
        return _top(column, int(how[3:]), self._engine) if how.startswith("top") else _TOGETHER[how](column)

    def _pruned(self) -> tuple[Any, Any]:
        """Only the days that some column looks at, if all of them look by the same date; and what is then certain of every row: None, if
        they do not look at the same days."""
        windows = [w for w in self._windows if w]
        if len(windows) < len(self._windows) or len({on for on, _ in windows}) != 1:
            return self.events, None
        on, first, last = windows[0][0], min(w.from_on for _, w in windows), max(w.until_on for _, w in windows)
        alike = all((w.from_on, w.until_on) == (first, last) for _, w in windows)
        return between(self.events, on, first, last), within(self.events, on, first, last) if alike else None


def _without(value: Any, certain: Any) -> Any:
    """The value where this condition is true of every row."""
    return value if certain is None else value.op().replace({certain.op(): ibis.literal(True).op()}, filter=ops.Value).to_expr()


class Following:
    """For each event of a subject and its day, the first day of another event soon after: one join, however many periods."""

    def __init__(self, name: str, feature: Next, subject: Subject, anchor: Any, period: Period) -> None:
        self.name, self.feature, self.subject, self.anchor, self._period = name, feature, subject, anchor, period

    @property
    def link(self) -> str:
        return f"{self.name}_link"

    @property
    def after(self) -> str:
        return f"{self.name}_after"

    def looks_at(self, subject: Subject, tables: Mapping[str, Any]) -> bool:
        """Whether the later events are rows of the subject itself, the same ones, so that both can be read at once."""
        feature = self.feature
        if (feature.table, feature.link or subject.link, feature.on) != (subject.table, subject.link, subject.on):
            return False
        events, own = tables[feature.table], subject.where or (lambda x: ibis.literal(True))
        return bool(feature.chosen_alone(events, self._period).op() == own(events).op())

    def later(self, tables: Mapping[str, Any], first: date | None) -> Any:
        """The events that may follow, later than the first day there is."""
        events = tables[self.feature.table]
        if first is not None:
            events = events.filter(events[str(self.feature.on)] > ibis.literal(first))
        return events if self.feature.where is None else events.filter(self.feature.chosen_alone(events, self._period))

    def result(self, rows: Any, chosen: Any) -> Any:
        """Columns: link, after, and the answer. `rows` holds the subject's rows with the day to look after in the column `after`, `chosen`
        the events that may follow."""
        later = chosen.select(link_=chosen[self.feature.link or self.subject.link], on_=chosen[str(self.feature.on)])
        before = rows.filter(rows[self.after].notnull()).select(**{self.link: rows[self.subject.link], self.after: rows[self.after]})
        before = before.mutate(last_=(before[self.after] + ibis.interval(days=self.feature.days)).cast("timestamp").cast("date"))
        met = before.inner_join(later, [before[self.link] == later.link_, later.on_ > before[self.after], later.on_ <= before.last_])
        return met.group_by([self.link, self.after]).agg(**{self.name: met.on_.min()})


class Wanted:
    """All that the measures of one subject ask of other tables."""

    def __init__(self, subject: Subject, tables: Mapping[str, Any]) -> None:
        self.subject, self._tables = subject, tables
        self.scans: dict[tuple[str, str], Scan] = {}
        self.followings: dict[Any, Following] = {}
        self._parts: dict[tuple[Feature, Period], list[tuple[str, Any]]] = {}
        self._source = subject_table(subject, tables)

    def answers(self, period: Period, column: Callable[[str, Any], Any] = stand_in) -> Callable[[Feature], Any]:
        """A feature's answer: of stand-ins while asking what is wanted, of the joined columns afterwards."""
        return partial(self._answer, period, column)

    def names(self) -> list[str]:
        return [scan.name for scan in self.scans.values()] + [following.name for following in self.followings.values()]

    def costly(self) -> frozenset[str]:
        return frozenset([scan.name for scan in self.scans.values() if scan.costly] + [following.name for following in self.followings.values()])

    def cheap_first(self, names: Container[str]) -> list[Scan]:
        return sorted((scan for scan in self.scans.values() if scan.name in names), key=lambda scan: scan.costly)

    def followings_among(self, names: Container[str]) -> list[Following]:
        return [following for following in self.followings.values() if following.name in names]

    def _answer(self, period: Period, column: Callable[[str, Any], Any], feature: Feature) -> Any:
        if isinstance(feature, Next):
            return column(self._following(feature, period).name, "date")
        if (feature, period) not in self._parts:
            self._parts[feature, period] = self._want(feature, period)
        return feature.answer(self._tables[feature.table], [column(*part) for part in self._parts[feature, period]])

    def _want(self, feature: Feature, period: Period) -> list[tuple[str, Any]]:
        """The columns that hold the feature's answer, by name and type."""
        scan, window = self._scan(feature), feature.window(period)
        placed = (feature.on, window) if feature.on and window else None
        return [part for gathered in feature.gather(self._tables[feature.table], period) for part in scan.want(gathered, placed)]

    def _scan(self, feature: Feature) -> Scan:
        key = feature.table, feature.link or self.subject.link
        if key not in self.scans:
            self.scans[key] = Scan(f"w{len(self.scans)}", self._tables[feature.table], key[1])
        return self.scans[key]

    def _anchor(self, feature: Next, period: Period) -> Any:
        """The later of the subject's own day and the day given, null where none is given."""
        given, own = feature.after(Row(self.subject, self._source.__getitem__, self.answers(period)), period), self.subject.on
        return given if own is None or given.op() == self._source[own].op() else ibis.ifelse(given < self._source[own], self._source[own], given)

    def _following(self, feature: Next, period: Period) -> Following:
        anchor = self._anchor(feature, period)
        events = self._tables[feature.table]
        key = feature.table, feature.link, feature.on, feature.days, feature.chosen_alone(events, period).op(), anchor.op()
        if key not in self.followings:
            self.followings[key] = Following(f"n{len(self.followings)}", feature, self.subject, anchor, period)
        return self.followings[key]


def between(table: Any, on: str, first: date, last: date) -> Any:
    return table.filter(within(table, on, first, last))


def within(table: Any, on: str, first: date, last: date) -> Any:
    return table[on].between(ibis.literal(first), ibis.literal(last))
