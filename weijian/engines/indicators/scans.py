"""One scan per event table: every column wanted of it, by any definition, put together in a single grouped aggregation."""

from collections.abc import Callable, Container, Mapping
from functools import partial
from typing import Any

import ibis

from weijian.engines.indicators.definition import Subject
from weijian.engines.indicators.features import Feature, Gathered, Next
from weijian.engines.indicators.followings import Following
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.rows import Row, stand_in, subject_table
from weijian.engines.indicators.together import put_together, seen
from weijian.engines.indicators.windows import Column, Days, Slots, between, hull

FEW_WINDOWS = 3  # of one table: so many are put together directly, more by way of slots


class Scan:
    """What is wanted of one event table, grouped by one link. Equal columns are wanted once."""

    def __init__(self, name: str, events: Any, link: str) -> None:
        self.name, self.events, self.link = name, events, link
        self._engine = str(ibis.get_backend(events).name)
        self._wanted: dict[tuple[str, Any, Days | None], Column] = {}

    def want(self, gathered: Gathered, days: Days | None) -> list[tuple[str, Any]]:
        """The names of the columns in the scan's result, and their types."""
        key = gathered.how, gathered.each.op(), days
        if key not in self._wanted:
            self._wanted[key] = Column(f"{self.name}_{len(self._wanted)}", gathered, days)
        column = self._wanted[key]
        together = seen(gathered.how, put_together(gathered.how, stand_in(column.name, gathered.each.type()), self._engine))
        return [(column.name + part, value.type()) for part, value in gathered.parts(together).items()]

    @property
    def key(self) -> str:
        return f"{self.name}_link"

    @property
    def costly(self) -> bool:
        """Whether more is asked than if there is an event."""
        return any(column.gathered.how != "any" for column in self._columns())

    def result(self, owner: str = "", only: Any = None) -> Any:
        """One row per link, `only` of those whose `owner` column has it."""
        together, answers = self._by_slots(owner, only) if self._windows() > FEW_WINDOWS else self._directly(owner, only)
        parts = {column.name + part: value for column in self._columns() for part, value in column.gathered.parts(answers[column.name]).items()}
        return together.select(self.key, **parts)

    def _columns(self) -> list[Column]:
        return list(self._wanted.values())

    def _windows(self) -> int:
        """How many windows slots can be made of: all of one date, by which the greatest few, too, are found."""
        days = [column.days for column in self._columns()]
        on = {None if d is None else d[0] for d in days} | {c.gathered.ordered_by for c in self._columns() if c.gathered.ordered_by}
        return len(set(days)) if len(on) == 1 and None not in days else 0

    def _directly(self, owner: str, only: Any) -> tuple[Any, Mapping[str, Any]]:
        """Each column from the rows of its days."""
        events, alike = self._pruned()
        rows = self._rows(events, {c.name: c.gathered.each if alike else c.inside(self.events) for c in self._columns()}, owner, only)
        grouped = rows.group_by(self.key).agg(**{c.name: put_together(c.gathered.how, rows[c.name], self._engine) for c in self._columns()})
        return grouped, {c.name: seen(c.gathered.how, grouped[c.name]) for c in self._columns()}

    def _by_slots(self, owner: str, only: Any) -> tuple[Any, Mapping[str, Any]]:
        slots, (events, _) = Slots(self._columns()), self._pruned()
        return slots.put_together(self._rows(events, slots.values(self.events), owner, only), self.key)

    def _rows(self, events: Any, values: Mapping[str, Any], owner: str, only: Any) -> Any:
        """Event rows with what is wanted of them: conditions are worked out row by row first, where text is still compared once per
        dictionary entry."""
        rows = events.select(**{self.key: self.events[self.link]}, **values)
        if not self.costly:
            rows = rows.filter(ibis.or_(*(rows[name] for name in values if rows[name].type().is_boolean())))
        if only is None:
            return rows
        owners = only.select(owner_=only[owner]).distinct()  # joined, not semi-joined: of whole numbers a join is a look-up in an array
        return rows.inner_join(owners, [(self.key, "owner_")])

    def _pruned(self) -> tuple[Any, bool]:
        """Only the days that some column looks at, if all of them look by the same date; and whether they are the same days for all."""
        days = {column.days for column in self._columns()}
        if None in days or len({d[0] for d in days if d}) != 1:
            return self.events, days == {None}
        placed = [d for d in days if d]
        return between(self.events, placed[0][0], hull(window for _, window in placed)), len(placed) == 1


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
        return [part for gathered in feature.gather(self._tables[feature.table], period) for part in scan.want(gathered, window)]

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
        key = feature.table, feature.link, feature.on, feature.days, feature.chosen(events, period).op(), anchor.op()
        if key not in self.followings:
            self.followings[key] = Following(f"n{len(self.followings)}", feature, self.subject, anchor, period)
        return self.followings[key]
