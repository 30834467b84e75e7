"""Whose card is this code of, and is the code good?"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from weijian.domains.registry.models import CardCredential, HealthCard
from weijian.domains.registry.rules import CardShown
from weijian.domains.registry.states import Stay

STATIC, DYNAMIC = "static", "dynamic"
SALT, LIVES_SECONDS = "registry.card", 60


@dataclass(frozen=True)
class Shown:
    """What a scanned code turned out to be; without a card it is not one of ours."""

    card: HealthCard | None = None
    kind: str = ""
    expired: bool = False
    revoked: bool = False
    suspended: bool = False

    def facts(self, *, used: bool) -> CardShown:
        if self.card is None:
            return CardShown(genuine=False)
        return CardShown(True, self.expired, self.revoked, self.suspended, used, Stay(self.card.resident.residence))


def digest_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def dynamic_token(card: HealthCard, at: datetime) -> str:
    """The card's index and the moment, signed with the installation's key."""
    return signing.dumps([card.index[:24], int(at.timestamp())], salt=SALT)


def read_token(token: str, at: datetime) -> Shown:
    """A dynamic code by its signature, a static one by its digest."""
    try:
        start, moment = signing.loads(token.strip(), salt=SALT)
    except signing.BadSignature:
        return _static(token.strip())
    card = HealthCard.objects.select_related("resident__village", "resident__managing").filter(index__startswith=start).first()
    age = at.timestamp() - moment
    return Shown(card, DYNAMIC, not -5 <= age <= LIVES_SECONDS, bool(card and card.revoked_at), bool(card and card.suspended_at))


def _static(token: str) -> Shown:
    codes = CardCredential.objects.select_related("card__resident__village", "card__resident__managing")
    kept = codes.filter(token_digest=digest_of(token), kind=STATIC).first()
    if kept is None:
        return Shown()
    return Shown(kept.card, STATIC, False, kept.revoked_at is not None or kept.card.revoked_at is not None, kept.card.suspended_at is not None)


def card_of(resident_id: int) -> HealthCard | None:
    return HealthCard.objects.select_related("resident").filter(resident_id=resident_id).first()
