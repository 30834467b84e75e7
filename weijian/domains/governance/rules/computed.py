"""When the figures of a period may be frozen."""

from dataclasses import dataclass
from datetime import date

from weijian.domains.governance import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class Freezing:
    """A period about to be frozen on a day; `frozen` are the indicators that were frozen for it already."""

    from_on: date
    until_on: date
    on: date
    frozen: int = 0


@ruling("规则手册00：年末定格，保留分子分母名单；定格后不再重算")
def refusal_to_freeze(facts: Freezing) -> Refusal | None:
    """Only a period that is over, and only once."""
    if facts.until_on >= facts.on:
        return Refusal(say.PERIOD_NOT_OVER, until_on=facts.until_on)
    return Refusal(say.FROZEN_ALREADY, from_on=facts.from_on, until_on=facts.until_on) if facts.frozen else None
