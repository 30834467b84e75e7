"""Numbers typed by hand into a report, held against the register of figures. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from weijian.domains.governance.rules.contradictions import within
from weijian.domains.governance.rules.tokens import Number, said
from weijian.engines.reading.nouns import Figure, Kind
from weijian.kernel.names import alike, core, covered
from weijian.kernel.ruling import ruling

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
COVERED = Decimal("0.8")
LONGEST_KEY = 200


class Agreement(StrEnum):
    """How a typed number stands to the register."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"agrees": "与登记的数字一致", "disagrees": "与登记的数字不一致", "unknown": "登记中没有这个数字"}[self.value]


@dataclass(frozen=True)
class Typed:
    """A number typed by hand. `figure_id` is the registered one it was held against; `registered` says that one in words."""

    key: str
    written: str
    quote: str
    agreement: Agreement
    figure_id: int | None = None
    registered: str = ""


@dataclass(frozen=True)
class Prose:
    """Figures read in a report's prose; `bound` delimits, in the same text, what tokens said; `years` are the years the report is about."""

    figures: tuple[Figure, ...]
    bound: tuple[tuple[int, int], ...]
    registered: tuple[Number, ...]
    years: frozenset[int]
    place: str = ""


@ruling("平台约定：报告中的数字以数字登记为准，手写的数须与登记一致或说明理由")
def typed_numbers(facts: Prose) -> tuple[Typed, ...]:
    """Every number that no token stands for, in the order of the text."""
    return tuple(_typed(facts))


def _typed(facts: Prose) -> Iterator[Typed]:
    for figure in facts.figures:
        if any(start < figure.end and figure.start < end for start, end in facts.bound) or figure.kind is Kind.RANK:
            continue
        yield _held(figure, [one for one in facts.registered if _of_the_same(figure, one, facts)])


def _held(figure: Figure, candidates: list[Number]) -> Typed:
    key = f"{figure.written}@{figure.quote}"[:LONGEST_KEY]
    equal = next((one for one in candidates if _equals(figure, one)), None)
    if equal is not None:
        return Typed(key, figure.written, figure.quote, Agreement.AGREES, equal.id, said(equal))
    if candidates:
        return Typed(key, figure.written, figure.quote, Agreement.DISAGREES, candidates[0].id, said(candidates[0]))
    return Typed(key, figure.written, figure.quote, Agreement.UNKNOWN)


def _equals(figure: Figure, one: Number) -> bool:
    return within(figure.value, one.value, max(one.step, figure.step), one.value_max)


def _of_the_same(figure: Figure, one: Number, facts: Prose) -> bool:
    """The same unit and thing, nowhere else and at no other time than the report is about."""
    if figure.unit != one.unit or figure.kind in (Kind.INCREASE, Kind.DECREASE, Kind.TARGET):
        return False
    if figure.place and facts.place and figure.place not in facts.place and facts.place not in figure.place:
        return False
    named = {int(year) for year in YEAR.findall(figure.period or "")}
    if named and not named & facts.years:
        return False
    return alike(figure.what, one.what) or covered(core(one.what), figure.what + figure.quote) >= COVERED
