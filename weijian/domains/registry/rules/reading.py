"""May a record be opened, and its numbers shown? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weijian.domains.registry import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


class Relation(StrEnum):
    """Why a record may be opened."""

    PLACE = "place"
    INSTITUTION = "institution"
    BREAK_GLASS = "break_glass"
    FOUND = "found"


@dataclass(frozen=True)
class Reading:
    relation: Relation
    purpose: str


@ruling("个人信息保护法第二十八条；规则手册20.5", since=date(2021, 11, 1))
def refusal_to_read(facts: Reading) -> Refusal | None:
    """Whoever looks after the place or manages the file reads for that; everybody else says what for."""
    derived = facts.relation in (Relation.PLACE, Relation.INSTITUTION, Relation.BREAK_GLASS)
    return None if derived or len(facts.purpose.strip()) >= 2 else Refusal(say.PURPOSE_NEEDED)


@dataclass(frozen=True)
class Revealing:
    reason: str


@ruling("规则手册20.4: 按钮、理由、留痕")
def refusal_to_reveal(facts: Revealing) -> Refusal | None:
    """Masked numbers are shown for a reason that stays on record."""
    return None if len(facts.reason.strip()) >= 4 else Refusal(say.REASON_NEEDED)
