"""Many measures of one subject as one Ibis expression: each event table scanned once, joined to the subject, grouped once.

    select strata, measures from subject
      [join owner] left join (select link, … from events group by link) …
    group by strata
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis

from weijian.engines.indicators.definition import Subject
from weijian.engines.indicators.measures import Measure
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.rows import Row, stand_in, stratum, subject_table, with_owner
from weijian.engines.indicators.scans import Wanted, between


class Fused:
    """Measures are numbered as they are added; equal ones (the same population under five rates) are counted once."""

    def __init__(self, subject: Subject, tables: Mapping[str, Any]) -> None:
        self.subject, self._tables = subject, tables
        self._source = subject_table(subject, tables)
        self._owned = with_owner(subject, tables, self._source) if subject.of else self._source
        self._wanted = Wanted(subject, tables)
        self._numbers: dict[Any, int] = {}
        self._measures: list[tuple[Measure, Period, Any]] = []  # the last: its expression, if the subject's own columns suffice

    def number(self, measure: Measure, period: Period) -> int:
        """The measure's number, the same for one that counts the same."""
        alone = [True]
        built = measure.within_window(self._asking_row(period, alone))
        key = built.op()
        if key not in self._numbers:
            self._numbers[key] = len(self._measures)
            self._measures.append((measure, period, built if alone[0] else None))
        return self._numbers[key]

    def stratum_key(self, by: Sequence[str], period: Period) -> Any:
        """The same for two periods whose strata are the same (an age band moves with the period, a township does not)."""
        row = self._asking_row(period, [True])
        return tuple(stratum(self.subject, name, row, period).op() for name in by)

    def rows(self, by: Sequence[str], period: Period) -> Any:
        """One row per counted thing: strata as s0, s1, …, measures as m0, m1, …, beside the subject's own columns."""
        self.stratum_key(by, period)  # strata may want features too
        joined = self._joined()
        row = self._answering_row(joined, period)
        values = {f"s{i}": stratum(self.subject, name, row, period) for i, name in enumerate(by)}
        values |= {f"m{i}": self._late(joined, i) for i in range(len(self._measures)) if self._measures[i][2] is None}
        return joined.mutate(**values) if values else joined

    def grouped(self, by: Sequence[str], period: Period, slot: Callable[[Any], Any] | None = None) -> Any:
        """One row per stratum (and slot of time, a function of the subject's date): the strata, the slot, the measures."""
        rows = self.rows(by, period)
        groups = {f"s{i}": rows[f"s{i}"] for i in range(len(by))}
        if slot is not None:
            groups["slot"] = slot(rows[self.subject.on])
        together = {f"m{i}": _together(rows[f"m{i}"]) for i in range(len(self._measures))}
        return rows.group_by(**groups).agg(**together) if groups else rows.agg(**together)

    def _late(self, joined: Any, i: int) -> Any:
        measure, period, _ = self._measures[i]
        return measure.within_window(self._answering_row(joined, period))

    def _asking_row(self, period: Period, alone: list[bool]) -> Row:
        answers = self._wanted.answers(period)

        def of_column(name: str) -> Any:
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

    def _joined(self) -> Any:
        rows, hull = self._early(), self._hull()
        joined = with_owner(self.subject, self._tables, rows)
        for scan in self._wanted.scans.values():
            joined = joined.left_join(scan.result(), [(self.subject.link, scan.key)])
        for following in self._wanted.followings.values():
            result = following.result(rows, self._tables, hull.from_on if hull else None)
            joined = joined.left_join(result, [(self.subject.link, following.link), (following.after, following.after)], rname="{name}_right")
        return joined.select(joined.columns)

    def _early(self) -> Any:
        """The subject's rows with the measures that need nothing else, and the days after which something is looked for."""
        early = {f"m{i}": built for i, (_, _, built) in enumerate(self._measures) if built is not None}
        early |= {following.after: following.anchor for following in self._wanted.followings.values()}
        hull = self._hull()
        rows = between(self._source, str(self.subject.on), hull.from_on, hull.until_on) if hull else self._source
        return rows.select(*self._source.columns, **early) if early else rows

    def _hull(self) -> Period | None:
        """The days that some measure looks at; None: all."""
        windows = [measure.window for measure, _, _ in self._measures]
        known = [w for w in windows if w is not None]
        return Period(min(w.from_on for w in known), max(w.until_on for w in known)) if known and len(known) == len(windows) else None


def _together(column: Any) -> Any:
    return ibis.ifelse(column, 1, None).count() if column.type().is_boolean() else column.sum()
