"""What can be said of a person, or of any other thing counted, from the rows of an event table: the words conditions are made of.

Each feature is one aggregation over the event rows that share the subject's link (its person), so that all features wanted of one
event table come out of a single scan. A feature says

- `table`: the event table; `where(x, p)`: which rows count, `x` being a row of the table and `p` the period;
- `on`: a date column that must lie in the period, or in `within(p)` where the definition looks at other days than the period asked;
- `link`: the column that names the person, where it is not called as in the subject.

Every answer is the same whatever the order of the rows: a "last" row is the greatest by the columns it is read by.
Fusing knows equal features by what they compute, not by their names: two authors who write the same one share it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis
from ibis.expr import operations as ops

from weijian.engines.indicators.ordering import Order
from weijian.engines.indicators.period import Period

Condition = Callable[[Any, Period], Any]


@dataclass(frozen=True)
class Gathered:
    """One column of a scan: a value of each event row, null where it does not count, and how the values of one person are put together;
    the days looked at are not said here. `parts` are the columns that are kept of the result (one, the result itself, where it says
    nothing); `ordered_by` is the column that the greatest few are greatest by, before others."""

    how: str
    each: Any
    parts: Callable[[Any], dict[str, Any]] = lambda together: {"": together}
    ordered_by: str = ""


def as_asked(period: Period) -> Period:
    return period


@dataclass(frozen=True, kw_only=True)
class Feature:
    table: str = field(kw_only=False)
    where: Condition | None = None
    on: str | None = None
    within: Callable[[Period], Period] = as_asked
    link: str | None = None

    def window(self, period: Period) -> tuple[str, Period] | None:
        """The date column and the days in which it must lie; None: any."""
        return (self.on, self.within(period)) if self.on else None

    def chosen(self, x: Any, period: Period) -> Any:
        """The condition on an event row, its day apart; null is no."""
        return ibis.literal(True) if self.where is None else self.where(x, period)

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        raise NotImplementedError

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        """What a condition sees: from the gathered columns, null for one who has no event row at all."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Exists(Feature):
    """True or false: there is a row."""

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        return (Gathered("any", self.chosen(x, period)),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        return columns[0].fill_null(False)


@dataclass(frozen=True, kw_only=True)
class Count(Feature):
    """How many rows."""

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        return (Gathered("count", _where(self.chosen(x, period), ibis.literal(1, "int8"))),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        return columns[0].fill_null(0)


@dataclass(frozen=True, kw_only=True)
class Sum(Feature):
    """The sum of `value`, a column of whole numbers or decimals (money in fen), over the rows; 0 where there is none."""

    value: str

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        return (Gathered("sum", _where(self.chosen(x, period), whole(x[self.value], self.value))),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        return columns[0].fill_null(0)


@dataclass(frozen=True, kw_only=True)
class Earliest(Feature):
    """The smallest `value` (the first date) of the rows, null where there is none: "first dose by the first birthday" compares it."""

    value: str

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        return (Gathered("min", _where(self.chosen(x, period), x[self.value])),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        return columns[0]


@dataclass(frozen=True, kw_only=True)
class Greatest(Feature):
    """The greatest `value` of the rows, null where there is none."""

    value: str

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        return (Gathered("max", _where(self.chosen(x, period), x[self.value])),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        return columns[0]


@dataclass(frozen=True, kw_only=True)
class Kinds(Feature):
    """How many different values of `of(x)` the rows hold, out of those `among`: whole numbers from 0 to 62, such as quarters or months."""

    of: Callable[[Any], Any]
    among: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.among or min(self.among) < 0 or max(self.among) > 62:
            raise ValueError("kinds are whole numbers from 0 to 62")

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        of = self.of(x)
        kind = of if isinstance(of.op(), _SMALL) else ibis.ifelse(of.between(0, 62), of, None)
        return (Gathered("bits", _where(self.chosen(x, period), ibis.literal(1, "int64") << kind.cast("int64"))),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        bits = columns[0].fill_null(ibis.literal(0, "int64"))
        return sum(((bits >> kind) & 1 for kind in self.among[1:]), start=(bits >> self.among[0]) & 1)


@dataclass(frozen=True, kw_only=True)
class Last(Feature):
    """The last row, `order` naming its columns from the first to look at: `r[LAST].sbp` is a column of that row, null where there is none.

    Only columns of the order can be read, so that rows that tie in it are alike in all that is seen of them. A row
    with a null in one of these columns is not looked at. `r[LAST].exists` says whether there is one.
    """

    order: tuple[str, ...]

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        return (Gathered("max", Order.of(x, self.order).key(x, self.chosen(x, period))),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        return Order.of(x, self.order).read(columns[0])


@dataclass(frozen=True, kw_only=True)
class Latest(Feature):
    """The last `n` rows by `order` (all there are, where fewer): `r[LATEST].mean("sbp")`, `.exists`. Nulls as in `Last`."""

    n: int
    order: tuple[str, ...]

    def gather(self, x: Any, period: Period) -> tuple[Gathered, ...]:
        order = Order.of(x, self.order)
        return (Gathered(f"top{self.n}", order.key(x, self.chosen(x, period)), order.sums, self.order[0]),)

    def answer(self, x: Any, columns: Sequence[Any]) -> Any:
        return Order.of(x, self.order).read_sums(columns)


@dataclass(frozen=True, kw_only=True)
class Next(Feature):
    """The first day `on` of another event later than the subject's own day and than `after(e, p)`, at most `days` later than the later of
    the two; null where there is none.

    Only of subjects that are events: a visit after an abnormal check-up, a readmission after a discharge. The day itself does not count.
    It looks beyond the period asked: where only what happened in it may count, compare the answer with `p.until_on`.
    """

    after: Condition
    days: int

    def __post_init__(self) -> None:
        if self.on is None:
            raise ValueError("the day of the next event is read from the column `on`")


_SMALL = (ops.ExtractQuarter, ops.ExtractMonth, ops.ExtractDay, ops.ExtractWeekOfYear, ops.DayOfWeekIndex)  # no date has one beyond 62


def whole(value: Any, name: str) -> Any:
    """The value, if it can be summed in any order with the same result."""
    if not (value.type().is_integer() or value.type().is_decimal()):
        raise TypeError(f"{name} is {value.type()}: only whole numbers and decimals are summed (money in fen)")
    return value


def _where(condition: Any, value: Any) -> Any:
    return ibis.ifelse(condition, value, ibis.null(value.type()))
