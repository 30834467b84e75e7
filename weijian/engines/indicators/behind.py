"""Whom a figure counts: the keys behind its numerator, its denominator, and those of the denominator it misses."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import ibis

from weijian.engines.indicators import refusals as say
from weijian.engines.indicators.definition import Indicator, Part
from weijian.engines.indicators.fused import Fused
from weijian.engines.indicators.measures import Measure, denominator, numerator
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.putting import fetched
from weijian.kernel.refusal import Refusal

PAGE = 100


def people(
    definition: Indicator, tables: Mapping[str, Any], period: Period, part: Part, *, by: Sequence[str] = (), stratum: tuple[Any, ...] = (),
    after: tuple[Any, ...] | None = None, limit: int | None = PAGE,
) -> list[tuple[Any, ...]]:
    """Keys of the counted rows (the subject's `key`), in order: at most `limit` of those greater than `after`; None: all.

    `stratum` holds for each name of `by` a value, or a collection of values (the counties of a city): counted are the same rows as in the
    cells of these strata. Raises Refusal for those missing of an indicator whose numerator is no part of its denominator, and for a
    denominator it has not.
    """
    rows, key = behind(definition, tables, period, part, by=by, stratum=stratum)
    if after is not None:
        rows = rows.filter(_greater(rows, key, after))
    ordered = rows.order_by([ibis.asc(rows[name]) for name in key])
    return fetched(ordered if limit is None else ordered.limit(limit))


def behind(
    definition: Indicator, tables: Mapping[str, Any], period: Period, part: Part, *, by: Sequence[str] = (), stratum: tuple[Any, ...] = (),
) -> tuple[Any, tuple[str, ...]]:
    """The same as an Ibis expression of the key columns, to be counted, joined or frozen; and the names of these columns."""
    ruled = definition.period_of(period)
    measures = _measures(definition, ruled, part)
    subject = measures[0].subject
    fused = Fused(subject, tables)
    numbers = [fused.number(measure, ruled) for measure in measures]
    rows = fused.rows(by, ruled)
    counted = [_counts(rows[f"m{n}"]) for n in numbers]
    chosen = counted[0] if part is not Part.MISSING else counted[0] & ~counted[1].fill_null(False)
    same = [_is(rows[f"s{i}"], value) for i, value in enumerate(stratum)]
    return rows.filter(chosen, *same).select(*subject.key), subject.key


def _is(stratum: Any, value: Any) -> Any:
    if value is None:
        return stratum.isnull()
    several = isinstance(value, Collection) and not isinstance(value, str)
    return stratum.isin(list(value)) if several else stratum == value


def _measures(definition: Indicator, period: Period, part: Part) -> list[Measure]:
    if part is Part.NUMERATOR:
        return [numerator(definition, period)]
    if definition.denominator is None or (part is Part.MISSING and not definition.within):
        raise Refusal(say.NO_PEOPLE, name=definition.zh, part=_WORDS[part])
    return [denominator(definition, period)] + ([numerator(definition, period)] if part is Part.MISSING else [])


def _counts(measured: Any) -> Any:
    return measured if measured.type().is_boolean() else measured.notnull()


def _greater(rows: Any, key: Sequence[str], after: tuple[Any, ...]) -> Any:
    """Keyset paging: the first column greater, or equal and the rest greater."""
    first, rest = rows[key[0]], key[1:]
    return first > after[0] if not rest else (first > after[0]) | ((first == after[0]) & _greater(rows, rest, after[1:]))


_WORDS = {Part.NUMERATOR: "分子", Part.DENOMINATOR: "分母", Part.MISSING: "未达成"}
