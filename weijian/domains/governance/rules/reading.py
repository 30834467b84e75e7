"""Handing in a report, and deciding about the figures found in it."""

from dataclasses import dataclass

from weijian.domains.governance import refusals as say
from weijian.domains.governance.states import CANDIDATE_WORDS, NEXT, WAITING, Deed
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

LONGEST_BYTES, MEGABYTE = 20 << 20, 1 << 20


@dataclass(frozen=True)
class HandingIn:
    """A report's text as it came, in bytes of UTF-8."""

    text_bytes: int
    letters: int  # characters that are not blank


@ruling("平台约定：报告须有文字，不超过20兆字节")
def refusal_to_hand_in(facts: HandingIn) -> Refusal | None:
    """There is something to read, and not more than can be read."""
    if facts.text_bytes > LONGEST_BYTES:
        return Refusal(say.REPORT_TOO_LONG, megabytes=facts.text_bytes // MEGABYTE, limit=LONGEST_BYTES // MEGABYTE)
    return None if facts.letters else Refusal(say.NOTHING_TO_READ)


@dataclass(frozen=True)
class Deciding:
    """A person about to decide: what she saw (`seen_version`), and what stands now."""

    deed: Deed
    state: str
    version: int
    seen_version: int
    soundness: str = "read"
    decided_by: str = ""
    decided_at: str = ""  # as a person reads it


@ruling("平台约定：读数须逐个由人核对；先到的决定作数")
def refusal_to_decide(facts: Deciding) -> Refusal | None:
    """A figure is decided once; whoever comes second is told what the first decided. A damaged one is corrected, never confirmed."""
    allowed = NEXT[facts.state]
    if facts.deed not in allowed and facts.state == WAITING:
        return Refusal(say.NOTHING_TO_UNDO)
    if facts.deed not in allowed:
        return Refusal(say.DECIDED_ALREADY, name=facts.decided_by, moment=facts.decided_at, decision=CANDIDATE_WORDS[facts.state])
    if facts.version != facts.seen_version:
        return Refusal(say.CHANGED_MEANWHILE)
    if facts.deed is Deed.CONFIRM and facts.soundness == "damaged":
        return Refusal(say.DAMAGED_MUST_BE_CORRECTED)
    return None


def is_overtaken(refusal: Refusal) -> bool:
    """Somebody else was first, rather than the deed being wrong in itself."""
    return refusal.wording in (say.DECIDED_ALREADY, say.CHANGED_MEANWHILE)
