"""The two countings of a definition in one period: which rows, or which whole number of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis

from weijian.engines.indicators.definition import Indicator, Subject
from weijian.engines.indicators.features import whole
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.rows import Row


@dataclass(frozen=True)
class Measure:
    """Of a subject's rows that fall in the window (None: all), how many there are or what they sum to.

    `build(row)` gives a condition that is never null, or a whole number that is null where the row does not count.
    """

    subject: Subject
    window: Period | None
    build: Callable[[Row], Any]

    def within_window(self, row: Row) -> Any:
        """As `build`, with the window in it."""
        built = self.build(row)
        if self.window is None:
            return built
        inside = _in(row, self.subject, self.window)
        return inside & built if built.type().is_boolean() else ibis.ifelse(inside, built, ibis.null(built.type()))


def numerator(definition: Indicator, period: Period) -> Measure:
    def build(row: Row) -> Any:
        counted = definition.numerator(row, period)
        return _of(counted, _denominator_condition(definition, row, period)) if definition.within or definition.denominator is None else _of(counted, None)

    return Measure(definition.counted, _window(definition.counted, period), build)


def denominator(definition: Indicator, period: Period) -> Measure:
    assert definition.denominator

    def build(row: Row) -> Any:
        assert definition.denominator
        return _of(definition.denominator(row, period), _kept(definition, row, period))

    return Measure(definition.subject, _window(definition.subject, period), build)


def _denominator_condition(definition: Indicator, row: Row, period: Period) -> Any:
    """Who is in the denominator: those its condition names, or all where it is a quantity, less the exclusions."""
    kept = _kept(definition, row, period)
    out_of = None if definition.denominator is None else definition.denominator(row, period)
    if out_of is None or not out_of.type().is_boolean():
        return kept
    return out_of.fill_null(False) if kept is None else out_of.fill_null(False) & kept


def _kept(definition: Indicator, row: Row, period: Period) -> Any:
    return None if definition.exclusions is None else ~definition.exclusions(row, period).fill_null(False)


def _of(counted: Any, condition: Any) -> Any:
    if counted.type().is_boolean():
        known = counted.fill_null(False)
        return known if condition is None else known & condition
    value = whole(counted, "what is summed")
    return value if condition is None else ibis.ifelse(condition, value, ibis.null(value.type()))


def _window(subject: Subject, period: Period) -> Period | None:
    return period if subject.on else None


def _in(row: Row, subject: Subject, window: Period) -> Any:
    assert subject.on
    return row[subject.on].between(ibis.literal(window.from_on), ibis.literal(window.until_on)).fill_null(False)
