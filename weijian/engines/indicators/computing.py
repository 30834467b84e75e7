"""From definitions to cells: who shares a scan with whom, and what comes back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import ibis

from weijian.engines.indicators.definition import Cell, Indicator, Part, Subject
from weijian.engines.indicators.fused import Fused
from weijian.engines.indicators.keeping import keep_for
from weijian.engines.indicators.lanes import Lane
from weijian.engines.indicators.measures import Measure, denominator, numerator
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.prepared import BySlot, Key, LaneByLane, Prepared, day_of, month_of
from weijian.engines.indicators.putting import worded
from weijian.engines.indicators.windows import hull

ibis.options.sql.fuse_selects = False  # the engines merge selections themselves; Ibis would say again, in each of many columns, what they share
PERIODS_AT_ONCE = 12  # of a series, in one scan: more would keep too many columns per person in memory


@dataclass(frozen=True)
class Asked:
    """One measure of one definition, for the period somebody asked about and the one the definition looks at."""

    definition: Indicator
    part: Part
    asked: Period
    period: Period
    measure: Measure

    @property
    def key(self) -> Key:
        return self.definition.code, self.part, self.asked


@dataclass(frozen=True)
class Asking:
    """Measures that share scans, numbered: to be asked for lane by lane, or all at once by a slot of time."""

    fused: Fused
    asked: list[Asked]
    numbers: list[int]
    lanes: list[Lane] = field(default_factory=list)
    slot: Callable[[Any], Any] | None = None

    def prepared(self, by: Sequence[str]) -> LaneByLane | BySlot:
        period, numbered = self.asked[0].period, dict(zip((a.key for a in self.asked), self.numbers, strict=True))
        if self.slot:
            spans = {a.key: (numbered[a.key], self.slot(a.period.from_on), self.slot(a.period.until_on)) for a in self.asked}
            return BySlot(spans, worded(self.fused.grouped(by, period, self.slot)))
        lanes = tuple((tuple(lane.numbers), worded(self.fused.grouped(by, period, lane=lane))) for lane in self.lanes)
        return LaneByLane(numbered, lanes, worded(self.fused.strata(by, period)) if by and not self.fused.reads_all(self.lanes) else None)


def compute(definitions: Sequence[Indicator], tables: Mapping[str, Any], period: Period, by: Sequence[str] = ()) -> list[Cell]:
    """Every definition in the period, at each value of the strata `by` that any of their subjects has (none: one cell each).

    `tables` maps a lake table's name to an Ibis table; all must live on one engine. Cells come in order of definition, then stratum.
    A numerator or denominator nobody falls in is 0. Definitions sharing a subject share its scans.
    """
    return series(definitions, tables, [period], by)


def series(definitions: Sequence[Indicator], tables: Mapping[str, Any], periods: Sequence[Period], by: Sequence[str] = ()) -> list[Cell]:
    """As `compute`, for many periods, sharing scans: what does not depend on the period is computed once, events are read once per twelve
    periods, and subjects dated by `on` are counted by day or month and added up."""
    return prepare(definitions, tables, periods, by).answer(ibis.get_backend(tables[definitions[0].subject.table])) if definitions else []


def prepare(definitions: Sequence[Indicator], tables: Mapping[str, Any], periods: Sequence[Period], by: Sequence[str] = ()) -> Prepared:
    """The questions of `series`, made and not yet put."""
    asked = [a for definition in definitions for period in periods for a in asked_of(definition, period)]
    asking = [each for its in _sharing(asked, tables, by) for each in _asking(its, tables, by)]
    kept = keep_for([(each.fused, len(each.lanes) or 1) for each in asking], tables)
    return Prepared(tuple(definitions), tuple(periods), tuple(by), kept, tuple(each.prepared(by) for each in asking))


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


def _asking(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str]) -> Iterator[Asking]:
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


def _at_once(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str]) -> Asking:
    fused = _fused(asked, tables, by, _common({a.measure.window for a in asked}))
    numbers = [fused.number(a.measure, a.period) for a in asked]
    return Asking(fused, asked, numbers, lanes=fused.lanes())


def _in_slots(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str]) -> Asking:
    """To be counted once by month (by day, where a period begins or ends within one), then added up."""
    windows = [a.period for a in asked]
    days = hull(windows)
    fused = _fused(asked, tables, by, days)
    numbers = [fused.number(replace(a.measure, window=days), a.period) for a in asked]
    return Asking(fused, asked, numbers, slot=month_of if all(_of_whole_months(w) for w in windows) else day_of)


def _fused(asked: list[Asked], tables: Mapping[str, Any], by: Sequence[str], within: Period | None) -> Fused:
    fused = Fused(asked[0].measure.subject, tables, within)
    fused.stratum_key(by, asked[0].period)  # what the strata read is read, too
    return fused


def _common(windows: set[Period | None]) -> Period | None:
    return windows.pop() if len(windows) == 1 else None


def _timeless(asked: list[Asked], tables: Mapping[str, Any]) -> list[Asked]:
    """Those whose condition, its window apart, is the same in every period: they can be counted by day and added up."""
    probe = Fused(asked[0].measure.subject, tables)
    numbers: dict[tuple[str, Part], set[int]] = defaultdict(set)
    for each in asked:
        numbers[each.key[:2]].add(probe.number(replace(each.measure, window=None), each.period))
    return [a for a in asked if len(numbers[a.key[:2]]) == 1]


def _of_whole_months(period: Period) -> bool:
    return period.from_on.day == 1 and (period.until_on + timedelta(days=1)).day == 1
