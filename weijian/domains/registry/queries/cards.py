"""Whose card is this code of, and is the code good?"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.domains.registry import refusals
from weijian.domains.registry.models import CardCredential, HealthCard, Resident
from weijian.domains.registry.rules import Carding, CardShown, Recarding, refusal_to_accept_card, refusal_to_change_card, refusal_to_issue_card
from weijian.domains.registry.states import CardState, Stay
from weijian.foundation.screen.parts import Action
from weijian.kernel.refusal import Refusal

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


def cards() -> QuerySet[HealthCard]:
    return HealthCard.objects.select_related("resident__village")


def actions_on(resident: Resident, card: HealthCard | None) -> list[Action]:
    """What may be done with the card, each no with its reason."""
    now, stay = card.state if card else CardState.NONE, Stay(resident.residence)
    issuing = refusal_to_issue_card(Carding(stay, card is not None and card.revoked_at is None))
    none = Refusal(refusals.NO_CARD) if card is None else None
    showing = none or refusal_to_accept_card(CardShown(True, revoked=now is CardState.REVOKED, suspended=now is CardState.SUSPENDED, stay=stay))
    suspended = now is CardState.SUSPENDED
    losing = None if suspended else _no(now, CardState.SUSPENDED, _("挂失"))
    gone = pgettext("deed", "注销")
    ending = none or _no(now, CardState.REVOKED, gone)
    sure = _("确定注销这张健康卡？所有的码立即作废，不能恢复。")
    why = _("{deed}的原因（会记录在案）")
    return [
        Action(_("申领"), _url("issue", resident), "post", issuing, icon="id", primary=True),
        Action(_("出示动态码"), reverse("resident-card-code", args=[resident.pk, DYNAMIC]), "post", showing, icon="qrcode"),
        Action(_("打印静态码"), reverse("resident-card-code", args=[resident.pk, STATIC]), "post", showing, icon="printer"),
        Action(_("恢复"), _url("resume", resident), "post", none, icon="hand-stop") if suspended else
        Action(_("挂失"), _url("suspend", resident), "post", none or losing, icon="hand-stop", reason=why.format(deed=_("挂失"))),
        Action(_("换发"), _url("replace", resident), "post", none or _no(now, CardState.VALID, _("换发")), icon="refresh", reason=why.format(deed=_("换发"))),
        Action(gone, _url("revoke", resident), "post", ending, icon="trash", danger=True, confirm=sure, reason=why.format(deed=gone)),
    ]


def _no(now: CardState, then: CardState, deed: str) -> Refusal | None:
    return refusal_to_change_card(Recarding(now, then, deed))


def _url(deed: str, resident: Resident) -> str:
    return reverse("resident-card-deed", args=[resident.pk, deed])
