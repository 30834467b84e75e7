"""From definitions to cells: who shares a scan with whom, and what comes back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import ibis

from weijian.engines.indicators.definition import Cell, Indicator, Part, Subject, cell
from weijian.engines.indicators.fused import Fused
from weijian.engines.indicators.keeping import kept_for
from weijian.engines.indicators.lanes import Lane
from weijian.engines.indicators.measures import Measure, denominator, numerator
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.windows import hull

ibis.options.sql.fuse_selects = False  # the engines merge selections themselves; Ibis would say again, in each of many columns, what they share
PERIODS_AT_ONCE = 12  # of a series, in one scan: more would keep too many columns per person in memory

Counts = dict[tuple[Any, ...], Any]  # by stratum
Counted = dict[tuple[str, Part, Period], Counts]  # by definition, part and period asked


@dataclass(frozen=True)
class Asked:
    """One measure of one definition, for the period somebody asked about and the one the definition looks at."""

    definition: Indicator
    part: Part
    asked: Period
    period: Period
    measure: Measure

    @property
    def key(self) -> tuple[str, Part, Period]:
        return self.definition.code, self.part, self.asked


@dataclass(frozen=True)
class Question:
    """Measures that share scans, numbered: answered lane by lane, or all at once by a slot of time."""

    fused: Fused
    asked: list[Asked]
    numbers: list[int]
    lanes: list[Lane] = field(default_factory=list)
    slot: Callable[[Any], Any] | None = None


def compute(definitions: Sequence[Indicator], tables: Mapping[str, Any], period: Period, by: Sequence[str] = ()) -> list[Cell]:
    """Every definition in the period, at each value of the strata `by` that any of their subjects has (none: one cell each).

    `tables` maps a lake table's name to an Ibis table; all must live on one engine. Cells come in order of definition, then stratum.
    A numerator or denominator nobody falls in is 0. Definitions sharing a subject share its scans.
    """
    return series(definitions, tables, [period], by)


def series(definitions: Sequence[Indicator], tables: Mapping[str, Any], periods: Sequence[Period], by: Sequence[str] = ()) -> list[Cell]:
    """As `compute`, for many periods, sharing scans: what does not depend on the period is computed once, events are read once per twelve
    periods, and subjects dated by `on` are counted by day or month and added up."""
    asked = [a for definition in definitions for period in periods for a in asked_of(definition, period)]
    questions = [question for its in _sharing(asked, tables, by) for question in _questions(its, tables, by)]
    counted: Counted = {}
    with kept_for([(question.fused, len(question.lanes) or 1) for question in questions], tables):
        for question in questions:
            counted |= _by_slot(question, by) if question.slot else _lane_by_lane(question, by)
    return list(_cells(definitions, periods, counted, by))


def asked_of(definition: Indicator, asked: Period) -> Iterator[Asked]:
    period = definition.period_of(asked)
    yield Asked(definition, Part.NUMERATOR, asked, period, numerator(definition, period))
    if definition.denominator is not None:
        yield Asked(definition, Part.DENOMINATOR, asked, period, denominator(definition, period))


def _sharing(asked: Iterable[Asked], tables: Mapping[str, Any], by: Sequence[str]) -> Iterable[list[Asked]]:
    """Those with the same subject, whose strata do not move with the period."""
    probes: dict[Subject, Fused] = {}
    groups: dict[Any, list[Asked]] = defaultdict(list)
    for each in asked:
        subject = each.measure.subject
        if subject not in probes:
            probes[subject] = Fused(subject, tables)
        groups[subject, probes[subject].stratum_key(by, each.period)].append(each)
    return groups.values()


def _questions(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str]) -> Iterator[Question]:
    periods = sorted({a.asked for a in asked})
    if len(periods) == 1:
        yield _at_once(asked, tables, by)
        return
    timeless = _timeless(asked, tables) if asked[0].measure.subject.on else []
    if timeless:
        yield _in_slots(timeless, tables, by)
    done = {a.key for a in timeless}
    rest = [a for a in asked if a.key not in done]
    for i in range(0, len(periods) if rest else 0, PERIODS_AT_ONCE):
        some = set(periods[i : i + PERIODS_AT_ONCE])
        yield _at_once([a for a in rest if a.asked in some], tables, by)


def _at_once(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str]) -> Question:
    fused = _asking(asked, tables, by, _common({a.measure.window for a in asked}))
    numbers = [fused.number(a.measure, a.period) for a in asked]
    return Question(fused, asked, numbers, lanes=fused.lanes())


def _in_slots(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str]) -> Question:
    """To be counted once by month (by day, where a period begins or ends within one), then added up."""
    windows = [a.period for a in asked]
    days = hull(windows)
    fused = _asking(asked, tables, by, days)
    numbers = [fused.number(replace(a.measure, window=days), a.period) for a in asked]
    return Question(fused, asked, numbers, slot=_month if all(_of_whole_months(w) for w in windows) else _day)


def _asking(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str], within: Period | None) -> Fused:
    fused = Fused(asked[0].measure.subject, tables, within)
    fused.stratum_key(by, asked[0].period)  # what the strata read is read, too
    return fused


def _common(windows: set[Period | None]) -> Period | None:
    return windows.pop() if len(windows) == 1 else None


def _lane_by_lane(question: Question, by: Sequence[str]) -> Counted:
    """Each measure's counts at every stratum of the subject."""
    fused, lanes, period = question.fused, question.lanes, question.asked[0].period
    counts: dict[int, Counts] = {}
    for lane in lanes:
        rows = fetched(fused.grouped(by, period, lane=lane))
        counts |= {n: {row[: len(by)]: row[len(by) + i] or 0 for row in rows} for i, n in enumerate(lane.numbers)}
    strata = {stratum for of in counts.values() for stratum in of}
    if by and not fused.reads_all(lanes):
        strata |= set(map(tuple, fetched(fused.strata(by, period))))
    return {a.key: {stratum: counts[n].get(stratum, 0) for stratum in strata} for a, n in zip(question.asked, question.numbers, strict=True)}


def _timeless(asked: list[Asked], tables: Mapping[str, Any]) -> list[Asked]:
    """Those whose condition, its window apart, is the same in every period: they can be counted by day and added up."""
    probe = Fused(asked[0].measure.subject, tables)
    numbers: dict[tuple[str, Part], set[int]] = defaultdict(set)
    for each in asked:
        numbers[each.key[:2]].add(probe.number(replace(each.measure, window=None), each.period))
    return [a for a in asked if len(numbers[a.key[:2]]) == 1]


def _by_slot(question: Question, by: Sequence[str]) -> Counted:
    assert question.slot
    rows, slot = fetched(question.fused.grouped(by, question.asked[0].period, question.slot)), question.slot
    numbered = zip(question.asked, question.numbers, strict=True)
    return {a.key: _summed(rows, len(by), n, slot(a.period.from_on), slot(a.period.until_on)) for a, n in numbered}


def _summed(rows: Sequence[tuple[Any, ...]], strata: int, number: int, first: int, last: int) -> Counts:
    counts: Counts = {}
    for row in rows:
        value = (row[strata + 1 + number] or 0) if first <= row[strata] <= last else 0
        counts[row[:strata]] = counts.get(row[:strata], 0) + value
    return counts


def _month(on: Any) -> Any:
    """A month's number; of a day in Python, or of a column of days."""
    return on.year * 12 + on.month if isinstance(on, date) else on.year() * 12 + on.month()


def _day(on: Any) -> Any:
    return (on - date(1970, 1, 1)).days if isinstance(on, date) else on.epoch_days()


def _of_whole_months(period: Period) -> bool:
    return period.from_on.day == 1 and (period.until_on + timedelta(days=1)).day == 1


def _cells(definitions: Sequence[Indicator], periods: Sequence[Period], counted: Counted, by: Sequence[str]) -> Iterator[Cell]:
    strata = sorted({stratum for counts in counted.values() for stratum in counts} | (set() if by else {()}), key=_sortable)
    for definition in definitions:
        for period in periods:
            above = counted[definition.code, Part.NUMERATOR, period]
            below = counted.get((definition.code, Part.DENOMINATOR, period), {})
            for stratum in strata:
                yield cell(definition, period, stratum, above.get(stratum, 0), below.get(stratum, 0) if definition.denominator else None)


def _sortable(stratum: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((value is None, value if value is not None else 0) for value in stratum)


def fetched(expression: Any) -> list[tuple[Any, ...]]:
    """The rows of an expression, as plain values. DuckDB gives them itself; converting them by way of Arrow would cost more than computing them."""
    engine = ibis.get_backend(expression)
    if engine.name == "duckdb" and not expression.op().find(ibis.expr.operations.InMemoryTable):
        return list(engine.raw_sql(engine.compile(expression)).fetchall())
    table = expression.to_pyarrow()
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))
