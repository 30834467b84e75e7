"""Many measures of one subject as one Ibis expression: each event table scanned once, joined to the subject, grouped once.

    select strata, measures from subject
      [join owner] left join (select link, … from events group by link) …
    group by strata
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
from ibis.expr import operations as ops

from weijian.engines.indicators.definition import Subject
from weijian.engines.indicators.lanes import Lane, asked_of, columns_of, lanes_for, need_of, on_columns, reached
from weijian.engines.indicators.measures import Measure
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.rows import OWNER, Row, stand_in, stratum, subject_table, with_owner
from weijian.engines.indicators.scans import Wanted
from weijian.engines.indicators.together import count_if
from weijian.engines.indicators.windows import between, hull


@dataclass(frozen=True)
class Numbered:
    """A measure, its expression of stand-ins, and whether the subject's own columns suffice for it."""

    measure: Measure
    period: Period
    built: Any
    alone: bool


class Fused:
    """Measures are numbered as they are added; equal ones (the same population under five rates) are counted once."""

    def __init__(self, subject: Subject, tables: Mapping[str, Any], within: Period | None = None) -> None:
        """`within`: the window, if all measures have the same one."""
        self.subject, self._tables, self._within = subject, tables, within
        self._source = subject_table(subject, tables)
        self._owned = with_owner(subject, tables, self._source) if subject.of else self._source
        self._wanted = Wanted(subject, tables)
        self._numbers: dict[Any, int] = {}
        self._measures: list[Numbered] = []
        self._mentioned = {subject.link} | ({subject.on} if subject.on else set())  # columns

    def number(self, measure: Measure, period: Period) -> int:
        """The measure's number, the same for one that counts the same."""
        alone = [True]
        built = self._built(measure, self._asking_row(period, alone))
        key = built.op()
        if key not in self._numbers:
            self._numbers[key] = len(self._measures)
            self._measures.append(Numbered(measure, period, built, alone[0]))
        return self._numbers[key]

    def reads(self, lanes: int) -> Iterator[tuple[str, frozenset[str], int]]:
        """The tables of the subject and of those it belongs to: their names, what is read of them, and how often `lanes` lanes read them."""
        subject, prefix = self.subject, ""
        while True:
            own = {name.removeprefix(prefix) for name in self._mentioned if name.startswith(prefix)} | {*subject.key, subject.link}
            own |= {field.name for field in subject_table(subject, self._tables).op().find(ops.Field)}
            yield subject.table, frozenset(own & set(self._tables[subject.table].columns)), lanes
            if subject.of is None:
                return
            subject, prefix = subject.of, prefix + OWNER

    def events(self) -> set[str]:
        """The tables its features read."""
        return {table for table, _ in self._wanted.scans} | {following.feature.table for following in self._wanted.followings.values()}

    def instead(self, tables: Mapping[str, Any]) -> None:
        """Read these in place of the tables called alike."""
        self._tables = {**self._tables, **tables}
        self._source = subject_table(self.subject, self._tables)

    def lanes(self) -> list[Lane]:
        """Measures by who is best computed together; all together where the rows are placed in time: those of the period are read anyway."""
        costly = self._wanted.costly()
        needs = [need_of(i, each.built, costly) for i, each in enumerate(self._measures)]
        return [Lane(needs)] if self.subject.on else lanes_for(needs)

    def stratum_key(self, by: Sequence[str], period: Period) -> Any:
        """The same for two periods whose strata are the same (an age band moves with the period, a township does not)."""
        row = self._asking_row(period, [True])
        return tuple(stratum(self.subject, name, row, period).op() for name in by)

    def rows(self, by: Sequence[str], period: Period, lane: Lane | None = None) -> Any:
        """One row per counted thing: strata as s0, s1, …, measures as m0, m1, …, beside the subject's own columns. Of a lane: its measures,
        and only rows that may count."""
        joined, values = self._valued(by, period, lane)
        return joined.mutate(**values) if values else joined

    def grouped(self, by: Sequence[str], period: Period, slot: Callable[[Any], Any] | None = None, lane: Lane | None = None) -> Any:
        """One row per stratum (and slot of time, a function of the subject's date): the strata, the slot, the measures."""
        joined, values = self._valued(by, period, lane)
        groups = {f"s{i}": values.pop(f"s{i}") for i in range(len(by))}
        if slot is not None:
            groups["slot"] = slot(joined[self.subject.on])
        together = {name: _together(values[name] if name in values else joined[name]) for name in (f"m{i}" for i in self._numbers_of(lane))}
        return joined.group_by(**groups).agg(**together) if groups else joined.agg(**together)

    def _valued(self, by: Sequence[str], period: Period, lane: Lane | None) -> tuple[Any, dict[str, Any]]:
        """The subject's rows beside all that is asked of them, measures that need nothing else included; and the strata and other measures."""
        self.stratum_key(by, period)  # strata may want features too
        numbers = self._numbers_of(lane)
        joined = self._joined(numbers, lane, {name for s in by for name in self._scans_of(s, period)})
        row = self._answering_row(joined, period)
        strata = {f"s{i}": stratum(self.subject, name, row, period) for i, name in enumerate(by)}
        return joined, strata | _on_columns({f"m{i}": self._measures[i].built for i in numbers if not self._measures[i].alone}, joined)

    def _numbers_of(self, lane: Lane | None) -> Sequence[int]:
        return range(len(self._measures)) if lane is None else lane.numbers

    def reads_all(self, lanes: Sequence[Lane]) -> bool:
        """Whether some lane leaves out no row of the subject."""
        return bool(self.subject.on) or any(not lane.needs or not lane.reach(frozenset()) for lane in lanes)

    def strata(self, by: Sequence[str], period: Period) -> Any:
        """The strata that the subject's rows have."""
        rows = self.rows(by, period, Lane())
        return rows.select(**{f"s{i}": rows[f"s{i}"] for i in range(len(by))}).distinct()

    def _built(self, measure: Measure, row: Row) -> Any:
        return measure.build(row) if measure.window == self._within else measure.within_window(row)

    def _asking_row(self, period: Period, alone: list[bool]) -> Row:
        answers = self._wanted.answers(period)

        def of_column(name: str) -> Any:
            self._mentioned.add(name)
            if name in self._source.columns:
                return self._source[name]
            alone[0] = False
            return stand_in(name, self._owned[name].type())

        def answer(feature: Any) -> Any:
            alone[0] = False
            return answers(feature)

        return Row(self.subject, of_column, answer)

    def _answering_row(self, joined: Any, period: Period) -> Row:
        return Row(self.subject, joined.__getitem__, self._wanted.answers(period, lambda name, _: joined[name]))

    def _joined(self, numbers: Sequence[int], lane: Lane | None, strata: set[str]) -> Any:
        """The subject's rows, whole or as far as the lane reaches, beside what the measures ask of other tables."""
        names = set(self._wanted.names()) if lane is None else {*lane.scans, *strata}
        source, rows, days = *self._early(numbers, lane, names), self._hull()
        joined = with_owner(self.subject, self._tables, rows, self._mentioned if lane else None)
        reach = lane.reach(lane.scans - lane.costly) if lane else set()
        met: Any = None
        for scan in self._wanted.cheap_first(names):
            if scan.costly and reach and met is None:
                joined = met = _once(reached(joined, reach), "reached")
            joined = joined.left_join(scan.result(self.subject.link, met if scan.costly else None), [(self.subject.link, scan.key)])
        for following in self._wanted.followings_among(names):
            before = reached(rows, lane.reach(frozenset())) if lane else rows
            among = source is not None and following.looks_at(self.subject, self._tables)
            later = source if among else following.later(self._tables, days.from_on if days else None)
            result = following.result(before, later)
            joined = joined.left_join(result, [(self.subject.link, following.link), (following.after, following.after)], rname="{name}_right")
        return joined.select(joined.columns)

    def _early(self, numbers: Sequence[int], lane: Lane | None, names: set[str]) -> tuple[Any, Any]:
        """The subject's rows with the measures that need nothing else, and the days after which something is looked for. Before them: the
        rows they are taken from, later ones included, where those are looked for among them; otherwise None."""
        followings, days = self._wanted.followings_among(names), self._hull()
        early = {f"m{i}": self._measures[i].built for i in numbers if self._measures[i].alone}
        early |= {following.after: following.anchor for following in followings}
        wanted = self._mentioned.union(*(columns_of(value.op()) for value in early.values()))
        columns = [name for name in self._source.columns if lane is None or name in wanted]
        if days and any(following.looks_at(self.subject, self._tables) for following in followings):
            source = _once(self._source.filter(self._source[self.subject.on] >= ibis.literal(days.from_on)).select(columns), "events")
            rows = source.filter(source[self.subject.on] <= ibis.literal(days.until_on))
            return source, _once(rows.select(*columns, **_on_columns(early, source)), "early")
        rows = between(self._source, str(self.subject.on), days) if days else self._source
        if lane and lane.needs and not self.subject.on:
            rows = reached(rows, lane.reach(frozenset()))
        rows = rows.select(columns, **_on_columns(early, rows))
        return None, _once(rows, "early") if followings else rows

    def _hull(self) -> Period | None:
        """The days that some measure looks at; None: all."""
        windows = [each.measure.window for each in self._measures]
        known = [w for w in windows if w is not None]
        return hull(known) if known and len(known) == len(windows) else None

    def _scans_of(self, name: str, period: Period) -> frozenset[str]:
        return asked_of(stratum(self.subject, name, self._asking_row(period, [True]), period).op())


def _on_columns(values: Mapping[str, Any], rows: Any) -> dict[str, Any]:
    """These expressions, of the columns of the rows that are called alike: replaced in all of them at once, what they share but once."""
    if not values:
        return {}
    together = on_columns(ops.StructColumn(tuple(values), tuple(value.op() for value in values.values())), rows.__getitem__)
    return {name: value.to_expr() for name, value in zip(values, together.op().values, strict=True)}


def _once(rows: Any, name: str) -> Any:
    """Rows that are read in more than one place of a question: named, so that engines compute them once."""
    return rows.select(rows.columns).alias(f"weijian_{name}")


def _together(value: Any) -> Any:
    return count_if(value) if value.type().is_boolean() else value.sum()
