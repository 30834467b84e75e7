"""What an inspection finds of open beds, and when it is put right. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weijian.domains.planning import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


class CheckFinding(StrEnum):
    UNREGISTERED = "unregistered"
    OVER_APPROVED = "over_approved"
    FEWER = "fewer"


CHECK_WORDS = {CheckFinding.UNREGISTERED: "未登记床位", CheckFinding.OVER_APPROVED: "超编开放", CheckFinding.FEWER: "实际少于登记"}


@dataclass(frozen=True)
class Counted:
    """Open beds of a kind as counted on a day, and as registered for that day; without a registration both are nought."""

    counted: Count
    open: Count
    approved: Count


@ruling("源报告001：“床位”整治行动；平台约定：实际开放多于登记的为未登记床位，多于编制的为超编开放，少于登记的列出核对")
def findings_of_check(facts: Counted) -> tuple[CheckFinding, ...]:
    """What the count says against the register; nothing where they agree."""
    found = []
    if facts.counted > facts.open:
        found.append(CheckFinding.UNREGISTERED)
    if facts.counted > facts.approved:
        found.append(CheckFinding.OVER_APPROVED)
    if facts.counted < facts.open:
        found.append(CheckFinding.FEWER)
    return tuple(found)


@dataclass(frozen=True)
class Checking:
    """A check as it would stand, on a day."""

    checked_on: date
    rectified_on: date | None
    on: date


@ruling("平台约定：核查已经发生；整改在核查之后")
def refusal_to_check(facts: Checking) -> Refusal | None:
    """Its day has come, and what was found is put right no earlier than it was found."""
    if facts.checked_on > facts.on:
        return Refusal(say.CHECKED_LATER, checked_on=facts.checked_on.isoformat())
    if facts.rectified_on is not None and not facts.checked_on <= facts.rectified_on <= facts.on:
        return Refusal(say.RECTIFIED_EARLY, rectified_on=facts.rectified_on.isoformat())
    return None
