"""May glass be broken, and the breaking be judged?"""

from dataclasses import dataclass

from weijian.foundation.happenings import refusals
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

LEAST_PURPOSE = 4


@dataclass(frozen=True)
class BreakingGlass:
    purpose: str


@ruling("规则手册20.5：应急调阅须写明理由，24小时内复核")
def refusal_to_break_glass(facts: BreakingGlass) -> Refusal | None:
    """An emergency says in a sentence what it is."""
    return None if len(facts.purpose.strip()) >= LEAST_PURPOSE else Refusal(refusals.PURPOSE_NEEDED)


@dataclass(frozen=True)
class Reviewing:
    note: str
    own_reading: bool
    reviewed: bool


@ruling("规则手册20.5：应急调阅须写明理由，24小时内复核")
def refusal_to_review(facts: Reviewing) -> Refusal | None:
    """Once, by somebody else, with her reasons."""
    if facts.reviewed:
        return Refusal(refusals.REVIEWED_ALREADY)
    if facts.own_reading:
        return Refusal(refusals.OWN_READING)
    return None if facts.note.strip() else Refusal(refusals.NOTE_NEEDED)
