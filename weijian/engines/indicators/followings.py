"""For events of a subject, the first of other events soon after."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis

from weijian.engines.indicators.definition import Subject
from weijian.engines.indicators.features import Next
from weijian.engines.indicators.period import Period


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
        return bool(feature.chosen(events, self._period).op() == own(events).op())

    def later(self, tables: Mapping[str, Any], first: date | None) -> Any:
        """The events that may follow, later than the first day there is."""
        events = tables[self.feature.table]
        if first is not None:
            events = events.filter(events[str(self.feature.on)] > ibis.literal(first))
        return events if self.feature.where is None else events.filter(self.feature.chosen(events, self._period))

    def result(self, rows: Any, chosen: Any) -> Any:
        """Columns: link, after, and the answer. `rows` holds the subject's rows with the day to look after in the column `after`, `chosen`
        the events that may follow."""
        later = chosen.select(link_=chosen[self.feature.link or self.subject.link], on_=chosen[str(self.feature.on)])
        before = rows.filter(rows[self.after].notnull()).select(**{self.link: rows[self.subject.link], self.after: rows[self.after]})
        before = before.mutate(last_=(before[self.after] + ibis.interval(days=self.feature.days)).cast("timestamp").cast("date"))
        met = before.inner_join(later, [before[self.link] == later.link_, later.on_ > before[self.after], later.on_ <= before.last_])
        return met.group_by([self.link, self.after]).agg(**{self.name: met.on_.min()})
