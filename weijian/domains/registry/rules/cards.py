"""May a health card be issued, and is a shown one good? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weijian.domains.registry import refusals as say
from weijian.domains.registry.states import CARD_WORDS, NEXT_CARD, STAY_WORDS, CardState, Stay
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling


@dataclass(frozen=True)
class CardShown:
    """What a scanned code turned out to be. `stay` is its holder's."""

    genuine: bool
    expired: bool = False
    revoked: bool = False
    suspended: bool = False
    used: bool = False
    stay: Stay = Stay.HERE


@ruling("国卫办规划发〔2018〕20号 电子健康卡", since=date(2018, 9, 1))
def refusal_to_accept_card(facts: CardShown) -> Refusal | None:
    """A card shown is genuine, not revoked or suspended, and its moving code is fresh and used once."""
    if not facts.genuine:
        return Refusal(say.CARD_UNREADABLE)
    if facts.revoked:
        return Refusal(say.CARD_REVOKED)
    if facts.suspended:
        return Refusal(say.CARD_SUSPENDED)
    if facts.expired:
        return Refusal(say.CARD_EXPIRED)
    if facts.used:
        return Refusal(say.CARD_USED)
    return None if facts.stay in (Stay.HERE, Stay.GONE) else Refusal(say.CARD_HOLDER_GONE, state=STAY_WORDS[facts.stay])


@dataclass(frozen=True)
class Carding:
    stay: Stay
    has_card: bool


@ruling("平台约定")
def refusal_to_issue_card(facts: Carding) -> Refusal | None:
    """One card for each resident on file."""
    if facts.stay is not Stay.HERE:
        return Refusal(say.NOT_A_LOCAL_RECORD)
    return Refusal(say.CARD_ISSUED_ALREADY) if facts.has_card else None


@dataclass(frozen=True)
class Recarding:
    """A card about to be suspended, resumed, revoked or replaced; `deed` is the word for it.

    `reason` is None where nobody is asked for one: a card that is resumed, a button that is only offered.
    """

    now: CardState
    then: CardState
    deed: str
    reason: str | None = None


@ruling("平台约定")
def refusal_to_change_card(facts: Recarding) -> Refusal | None:
    """A lost card is suspended, and resumed when found; a revoked one is only issued anew. Why is said."""
    if facts.then not in NEXT_CARD[facts.now]:
        return Refusal(say.CARD_STATE, state=CARD_WORDS[facts.now], deed=facts.deed)
    return Refusal(say.CARD_REASON_NEEDED, deed=facts.deed) if facts.reason is not None and len(facts.reason.strip()) < 2 else None


class Trust(StrEnum):
    """What a terminal may take a scanned card for."""

    VERIFIED = "verified"
    LATE = "verified_late"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        return {"verified": "核验通过", "verified_late": "补核通过", "unverified": "未核验"}[self.value]


@dataclass(frozen=True)
class Scan:
    """How long the answer took after the scan; None while there is no line, below zero when the terminal's clock is fast."""

    delay_seconds: float | None


LATE_AFTER_SECONDS, WORTHLESS_AFTER_SECONDS = 60, 24 * 3600


@ruling("平台约定：断网时只算未核验，24小时内补核")
def trust_of_scan(facts: Scan) -> Trust:
    """Without a line a card is not verified, whatever it shows; a scan may be verified afterwards, within a day."""
    if facts.delay_seconds is None or not -5 <= facts.delay_seconds <= WORTHLESS_AFTER_SECONDS:
        return Trust.UNVERIFIED
    return Trust.VERIFIED if facts.delay_seconds <= LATE_AFTER_SECONDS else Trust.LATE
