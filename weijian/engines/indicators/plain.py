"""The same definition, unfused: one plain Ibis expression per indicator, each feature worked out by itself in the obvious way.

The fused computation is tested against this. It is also what to read, or to hand to somebody with another engine, when asking how a
figure comes about: `ibis.to_sql(plain(definition, tables, period, by))`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis

from weijian.engines.indicators.definition import Indicator
from weijian.engines.indicators.features import Count, Earliest, Exists, Feature, Greatest, Kinds, Last, Latest, Next, Sum
from weijian.engines.indicators.measures import Measure, denominator, numerator
from weijian.engines.indicators.ordering import OneRow, SeveralRows
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.rows import Row, stratum, subject_table, with_owner
from weijian.engines.indicators.windows import within


def plain(definition: Indicator, tables: Mapping[str, Any], period: Period, by: Sequence[str] = ()) -> Any:
    """Columns: the strata s0, s1, …, then numerator and denominator. A stratum without a row of the subject is not there."""
    ruled = definition.period_of(period)
    above = _counted(numerator(definition, ruled), tables, ruled, by, "numerator")
    if definition.denominator is None:
        return above
    below = _counted(denominator(definition, ruled), tables, ruled, by, "denominator")
    if not by:
        return above.cross_join(below)
    strata = [f"s{i}" for i in range(len(by))]
    first = above.mutate(denominator=ibis.null(below.denominator.type()))
    second = below.mutate(numerator=ibis.null(above.numerator.type())).select(first.columns)
    both = first.union(second)
    return both.group_by(strata).agg(numerator=both.numerator.sum().fill_null(0), denominator=both.denominator.sum().fill_null(0))


def _counted(measure: Measure, tables: Mapping[str, Any], period: Period, by: Sequence[str], name: str) -> Any:
    rows = _Rows(measure, tables, period)
    for stratifier in by:
        rows.mention(lambda row, s=stratifier: stratum(measure.subject, s, row, period))  # type: ignore[misc]
    rows.mention(measure.within_window)
    counted = measure.within_window(rows.row())
    strata = {f"s{i}": stratum(measure.subject, s, rows.row(), period) for i, s in enumerate(by)}
    joined = rows.table.mutate(weijian_counted=counted.cast("int64") if counted.type().is_boolean() else counted, **strata)
    return (joined.group_by(list(strata)) if strata else joined).aggregate(**{name: joined.weijian_counted.sum().fill_null(0)})


class _Rows:
    """The subject's rows, to which every feature a condition mentions is joined by itself."""

    def __init__(self, measure: Measure, tables: Mapping[str, Any], period: Period) -> None:
        self._subject, self._tables, self._period = measure.subject, tables, period
        self._joined: dict[Any, list[str]] = {}
        self.table = with_owner(self._subject, tables, subject_table(self._subject, tables))

    def mention(self, of: Callable[[Row], Any]) -> None:
        of(Row(self._subject, lambda name: self.table[name], self._join))

    def row(self) -> Row:
        return Row(self._subject, lambda name: self.table[name], self._answer)

    def _join(self, feature: Feature) -> Any:
        if self._same(feature) not in self._joined:
            keys, found = self._following(feature) if isinstance(feature, Next) else ([self._subject.link], self._found(feature))
            at = f"p{len(self._joined)}_"
            self.table = self.table.left_join(found.rename({at + name: name for name in found.columns}), [(key, at + key) for key in keys])
            self._joined[self._same(feature)] = [at + name for name in found.columns if name not in keys]
        return self._answer(feature)

    def _same(self, feature: Feature) -> Any:
        """Equal for features that say the same, even if a condition writes its own afresh each time it is asked."""
        events, source = self._tables[feature.table], subject_table(self._subject, self._tables)
        if isinstance(feature, Next):
            given = feature.after(Row(self._subject, source.__getitem__, self._join), self._period)
            return feature.table, feature.link, feature.on, feature.days, feature.chosen(events, self._period).op(), given.op()
        gathered = tuple((g.how, g.each.op()) for g in feature.gather(events, self._period))
        return type(feature), feature.table, feature.link, feature.window(self._period), gathered

    def _found(self, feature: Feature) -> Any:
        """One row per person who has event rows that count."""
        events, link = self._tables[feature.table], self._subject.link
        window = feature.window(self._period)
        inside = ibis.literal(True) if window is None else within(events, *window)
        chosen = events.filter(feature.chosen(events, self._period), inside).mutate(**{link: events[feature.link or link]})
        return _PLAINLY[type(feature)](feature, chosen, link)

    def _following(self, feature: Next) -> tuple[list[str], Any]:
        """Every pair of a subject's row and a later event of its owner, within the days; of each row the first."""
        subject, events, source = self._subject, self._tables[feature.table], subject_table(self._subject, self._tables)
        chosen = events if feature.where is None else events.filter(feature.where(events, self._period))
        later = chosen.select(link_=chosen[feature.link or subject.link], on_=chosen[str(feature.on)])
        given = feature.after(Row(subject, source.__getitem__, self._join), self._period)
        after = given if subject.on is None else ibis.ifelse(given < source[subject.on], source[subject.on], given)
        before = source.mutate(after_=after)
        apart = later.on_.epoch_days() - before.after_.epoch_days()
        met = before.inner_join(later, [before[subject.link] == later.link_, apart > 0, apart <= feature.days])
        return list(subject.key), met.group_by(list(subject.key)).agg(value=met.on_.min())

    def _answer(self, feature: Feature) -> Any:
        columns = [self.table[name] for name in self._joined[self._same(feature)]]
        if isinstance(feature, Last):
            return OneRow(columns[0].notnull(), feature.order, dict(zip(feature.order, columns[1:], strict=True)).__getitem__)
        if isinstance(feature, Latest):
            return SeveralRows(columns[0].fill_null(0), dict(zip(_whole_columns(feature, self._tables), columns[1:], strict=True)))
        if isinstance(feature, Exists):
            return columns[0].fill_null(False)
        return columns[0].fill_null(0) if isinstance(feature, Count | Sum | Kinds) else columns[0]


def _whole_columns(feature: Latest, tables: Mapping[str, Any]) -> list[str]:
    return [name for name in feature.order if tables[feature.table][name].type().is_integer()]


def _grouped(value: Callable[[Any, Any], Any]) -> Callable[[Any, Any, str], Any]:
    return lambda feature, events, link: events.group_by(link).agg(value=value(feature, events))


def _kinds(feature: Kinds, events: Any, link: str) -> Any:
    kinds = events.mutate(kind_=feature.of(events)).filter(lambda x: x.kind_.isin(feature.among))
    return kinds.group_by(link).agg(value=kinds.kind_.nunique())


def _numbered(feature: Last | Latest, events: Any, link: str) -> Any:
    """Rows numbered from the last."""
    known = events.filter(*(events[name].notnull() for name in feature.order))
    window = ibis.window(group_by=known[link], order_by=[ibis.desc(known[name]) for name in feature.order])
    return known.mutate(number_=ibis.row_number().over(window))


def _last(feature: Last, events: Any, link: str) -> Any:
    last = _numbered(feature, events, link).filter(lambda x: x.number_ == 0)
    return last.select(link, there=ibis.literal(True), **{name: _as_read(last[name]) for name in feature.order})


def _latest(feature: Latest, events: Any, link: str) -> Any:
    latest = _numbered(feature, events, link).filter(lambda x: x.number_ < feature.n)
    whole = [name for name in feature.order if events[name].type().is_integer()]
    return latest.group_by(link).agg(n=latest.count(), **{name: latest[name].sum() for name in whole})


def _as_read(column: Any) -> Any:
    return column.cast("float64") if column.type().is_decimal() else column


_PLAINLY: dict[type[Feature], Callable[[Any, Any, str], Any]] = {
    Exists: lambda feature, events, link: events.select(link).distinct().mutate(value=ibis.literal(True)),
    Count: _grouped(lambda feature, events: events.count()),
    Sum: _grouped(lambda feature, events: events[feature.value].sum()),
    Earliest: _grouped(lambda feature, events: events[feature.value].min()),
    Greatest: _grouped(lambda feature, events: events[feature.value].max()),
    Kinds: _kinds, Last: _last, Latest: _latest,
}
