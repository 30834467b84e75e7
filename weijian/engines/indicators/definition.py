"""What an indicator is: who is counted, under which condition, out of whom, by which document.

An indicator counts rows of a `Subject` (residents, inpatient stays, referrals). Its numerator and denominator are functions of a row and
a period that give an Ibis condition (rows are counted) or a whole number (rows' values are summed):

    r.birth_date        a column of the subject's table
    r[SIGNED]           a feature of the person: the answer of an event table (features.py)
    r.of.birth_date     a column of the person an event belongs to
    p.until_on          the period

A numerator is taken within its denominator. Where the two are counts of different things (doctors per 10,000 residents), the numerator
has a `numerator_subject` of its own, and the strata must be named alike in both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from weijian.engines.indicators.direction import Direction as Direction
from weijian.engines.indicators.features import Condition
from weijian.engines.indicators.period import Period, PeriodRule, PopulationDate


class Part(StrEnum):
    """Which people stand behind a figure; `missing` are those of the denominator not in the numerator."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    MISSING = "missing"


@dataclass(frozen=True)
class Subject:
    """A table whose rows are counted.

    `key` names a row; `link` is the person (or other owner) that event rows are joined by. `on` is the date that places a row in time:
    a subject with one is counted in the period asked, without a condition of its own. `where(x)` narrows the table (inpatient stays of
    encounters). `of` is the subject that owns the rows (an encounter's resident), found by the first column of its key: only rows whose
    owner exists are counted, and the owner's strata are theirs too.
    """

    table: str
    key: tuple[str, ...]
    link: str
    strata: Mapping[str, Callable[[Any, Period], Any]] = field(default_factory=dict, hash=False)
    on: str | None = None
    where: Callable[[Any], Any] | None = None
    of: "Subject | None" = None

    def has_stratum(self, name: str) -> bool:
        return name in self.strata or (self.of is not None and self.of.has_stratum(name))


def column(name: str) -> Callable[[Any, Period], Any]:
    """A stratum that is simply a column."""
    return lambda row, _: row[name]


@dataclass(frozen=True)
class Indicator:
    """A definition. `unit` and `scale` go together: % and 100, 每万人 and 10 000, 人 and 1. `exclusions` leave the denominator.

    `cap` is the value a rate cannot honestly exceed (100 for a share of people): a value above is kept and flagged. Without a denominator
    the value is the numerator itself. Valid from `valid_from` until `valid_until`, both included; None: still.
    """

    code: str
    zh: str
    en: str
    unit: str
    subject: Subject
    numerator: Condition
    denominator: Condition | None
    source: str
    version: str
    valid_from: date
    valid_until: date | None = None
    exclusions: Condition | None = None
    numerator_subject: Subject | None = None
    population: PopulationDate = PopulationDate.PERIOD_END
    period: PeriodRule = PeriodRule.AS_ASKED
    stratifiers: tuple[str, ...] = ()
    direction: Direction = Direction.NEUTRAL
    scale: int = 1
    cap: int | None = None

    def __post_init__(self) -> None:
        unknown = [name for name in self.stratifiers if not all(s.has_stratum(name) for s in (self.subject, self.counted))]
        if unknown:
            raise ValueError(f"{self.code}: {', '.join(unknown)} is no stratum of its subject")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(f"{self.code} ceases before it begins")

    @cached_property
    def counted(self) -> Subject:
        """The subject of the numerator."""
        return self.numerator_subject or self.subject

    @property
    def within(self) -> bool:
        """Whether the numerator is a part of the denominator."""
        return self.denominator is not None and self.counted == self.subject

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def period_of(self, asked: Period) -> Period:
        ruled = self.period.of(asked)
        return replace(ruled, counted_on=self.population.of(ruled))


@dataclass(frozen=True)
class Cell:
    """One figure. `stratum` has a value for each name asked `by`, in order. Value: scale × numerator / denominator, None ("—") of a zero
    denominator. `over`: the value exceeds what the definition says is possible; it is shown, and flagged. `suppressed`: outside the house
    the numbers are withheld (`outward.py`) and are None."""

    code: str
    period: Period
    stratum: tuple[Any, ...]
    numerator: Any
    denominator: Any
    value: float | None
    over: bool = False
    suppressed: bool = False


def cell(definition: Indicator, asked: Period, stratum: tuple[Any, ...], numerator: Any, denominator: Any) -> Cell:
    """The figure of a numerator and a denominator: the division is done once, here, so every engine's last digit is the same."""
    value = _value(definition, numerator, denominator)
    over = value is not None and definition.cap is not None and value > definition.cap
    return Cell(definition.code, asked, stratum, numerator, denominator, value, over)


def _value(definition: Indicator, numerator: Any, denominator: Any) -> float | None:
    if definition.denominator is None:
        return float(numerator * definition.scale)
    return float(numerator * definition.scale / denominator) if denominator else None
