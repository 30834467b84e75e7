"""Which figures of many units may be added up, and which may not. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from weijian.domains.governance.rules.contradictions import Line
from weijian.kernel.names import core
from weijian.kernel.quantities import RATES, is_amount
from weijian.kernel.ruling import ruling

PLACES = Decimal("0.01")


class WhyNot(StrEnum):
    """Why there is no sum."""

    UNITS_DIFFER = "units_differ"
    PARTS_MISSING = "parts_missing"
    NOT_AN_AMOUNT = "not_an_amount"

    @property
    def label(self) -> str:
        return {
            "units_differ": "各单位所用的计量单位不同，不能相加",
            "parts_missing": "比率不能相加，且有单位没有报分子、分母",
            "not_an_amount": "平均数、排名、得分一类的数相加没有意义",
        }[self.value]


@dataclass(frozen=True)
class Reported:
    """One unit's figure."""

    institution: str
    line: Line


@dataclass(frozen=True)
class Sum:
    """A row of the roll-up: `value` of all units, or why there is none. A rate's value is from the summed `numerator` and `denominator`."""

    what: str
    unit: str
    cumulative: bool
    parts: tuple[Reported, ...]
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    why_not: WhyNot | None = None
    indicator_code: str = ""

    def of(self, institution: str) -> Line | None:
        return next((part.line for part in self.parts if part.institution == institution), None)


@dataclass(frozen=True)
class Rolling:
    reported: tuple[Reported, ...]


@ruling("规则手册00：比率由分子分母重算，不由比率平均；人与人次不相加")
def rolled_up(facts: Rolling) -> tuple[Sum, ...]:
    """One row for each thing counted, in the order in which it was first reported."""
    groups: dict[tuple[str, bool], list[Reported]] = {}
    for one in facts.reported:
        groups.setdefault((one.line.indicator_code or core(one.line.what), one.line.cumulative), []).append(one)
    return tuple(_sum(parts) for parts in groups.values())


def _sum(parts: Sequence[Reported]) -> Sum:
    first = parts[0].line
    row = Sum(first.what, first.unit, first.cumulative, tuple(parts), indicator_code=first.indicator_code)
    if len({part.line.unit for part in parts}) > 1:
        return _without(row, WhyNot.UNITS_DIFFER)
    if first.unit in RATES:
        return _rate(row, first.unit)
    if not is_amount(core(first.what), first.unit):
        return _without(row, WhyNot.NOT_AN_AMOUNT)
    return Sum(row.what, row.unit, row.cumulative, row.parts, sum((p.line.value for p in parts), Decimal(0)), indicator_code=row.indicator_code)


def _without(row: Sum, why: WhyNot) -> Sum:
    return Sum(row.what, row.unit, row.cumulative, row.parts, why_not=why, indicator_code=row.indicator_code)


def _rate(row: Sum, unit: str) -> Sum:
    numerators, denominators = _all(p.line.numerator for p in row.parts), _all(p.line.denominator for p in row.parts)
    if numerators is None or denominators is None or not sum(denominators) or not RATES[unit]:
        return _without(row, WhyNot.PARTS_MISSING)
    numerator, denominator = sum(numerators, Decimal(0)), sum(denominators, Decimal(0))
    value = (numerator * RATES[unit] / denominator).quantize(PLACES)
    return Sum(row.what, row.unit, row.cumulative, row.parts, value, numerator, denominator, indicator_code=row.indicator_code)


def _all(values: Iterable[Decimal | None]) -> list[Decimal] | None:
    held = list(values)
    return None if any(v is None for v in held) else [v for v in held if v is not None]
