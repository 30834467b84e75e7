"""May a value be proposed, approved, rejected, withdrawn; may a document be registered?"""

from dataclasses import dataclass
from datetime import date

from weijian.foundation.parameters import refusals as say
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class Proposing:
    has_basis: bool
    within_reach: bool = True
    taken: bool = False
    from_on: date | None = None


def refusal_to_propose(facts: Proposing) -> Refusal | None:
    """A proposal has its basis, stays within the proposer's reach, and meets no approved value of the same day."""
    if not facts.within_reach:
        return Refusal(say.BEYOND_YOUR_REACH)
    if not facts.has_basis:
        return Refusal(say.BASIS_MISSING)
    return Refusal(say.SAME_DAY, on=facts.from_on) if facts.taken else None


@dataclass(frozen=True)
class Deciding:
    open: bool
    own: bool
    within_reach: bool = True
    taken: bool = False
    from_on: date | None = None


@ruling("规则手册20：提出人与批准人须为两人")
def refusal_to_approve(facts: Deciding) -> Refusal | None:
    """Once, and never by the proposer."""
    if not facts.open:
        return Refusal(say.DECIDED_ALREADY)
    if facts.own:
        return Refusal(say.OWN_PROPOSAL)
    if not facts.within_reach:
        return Refusal(say.BEYOND_YOUR_REACH)
    return Refusal(say.SAME_DAY, on=facts.from_on) if facts.taken else None


@dataclass(frozen=True)
class Rejecting:
    open: bool
    reason: str
    within_reach: bool = True


def refusal_to_reject(facts: Rejecting) -> Refusal | None:
    """Once, with a reason the proposer will read."""
    if not facts.open:
        return Refusal(say.DECIDED_ALREADY)
    if not facts.within_reach:
        return Refusal(say.BEYOND_YOUR_REACH)
    return None if facts.reason.strip() else Refusal(say.REASON_MISSING)


@dataclass(frozen=True)
class Withdrawing:
    open: bool
    own: bool


def refusal_to_withdraw(facts: Withdrawing) -> Refusal | None:
    """Only by whoever proposed it, and only while nobody decided."""
    if not facts.open:
        return Refusal(say.DECIDED_ALREADY)
    return None if facts.own else Refusal(say.NOT_YOUR_PROPOSAL)


@dataclass(frozen=True)
class Registering:
    """A policy document about to be registered, or corrected."""

    number: str
    title: str
    issuer: str
    in_force_on: date | None = None
    ends_on: date | None = None
    link: str = ""
    taken: bool = False


def refusal_to_register(facts: Registering) -> Refusal | None:
    """A document has its number, title and issuer, and ends after it begins."""
    if not (facts.number.strip() and facts.title.strip() and facts.issuer.strip()):
        return Refusal(say.NUMBER_MISSING)
    if facts.taken:
        return Refusal(say.NUMBER_TAKEN, number=facts.number)
    if facts.in_force_on and facts.ends_on and facts.ends_on < facts.in_force_on:
        return Refusal(say.ENDS_BEFORE_IT_BEGINS)
    return Refusal(say.LINK_SHAPE) if facts.link and not facts.link.startswith(("https://", "http://")) else None
