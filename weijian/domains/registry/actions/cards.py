"""Issuing, showing, verifying and revoking electronic health cards."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.events import CardIssued, CardResumed, CardRevoked, CardSuspended, CardVerified, CodeShown
from weijian.domains.registry.models import CardCredential, HealthCard, Resident
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.domains.registry.queries.cards import DYNAMIC, STATIC, digest_of, dynamic_token, read_token
from weijian.domains.registry.states import CardState, Stay
from weijian.foundation.happenings.trail import record
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class Verified:
    """A good card: whose it is, and by which kind of code."""

    resident: Resident
    kind: str
    trust: rules.Trust = rules.Trust.VERIFIED


@transaction.atomic
def issue_card(resident: Resident, *, by: Standing, at: datetime) -> HealthCard:
    """Give a resident her one card; its index is random and says nothing about her."""
    held = Resident.objects.select_related("village").select_for_update(of=("self",)).get(pk=resident.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    card = HealthCard.objects.filter(resident=held).first()
    must(rules.refusal_to_issue_card(rules.Carding(Stay(held.residence), card is not None and card.revoked_at is None)))
    if card is None:
        card = HealthCard(resident=held)
    card.index, card.issued_at, card.revoked_at, card.suspended_at = secrets.token_hex(32), at, None, None
    card.save()
    record(CardIssued(held.pk, card.pk), by=by, at=at)
    return card


@transaction.atomic
def show_static_code(card: HealthCard, *, by: Standing, at: datetime) -> str:
    """A code that may be printed; making a new one revokes the one before."""
    _must_be_valid(card)
    card.credentials.filter(kind=STATIC, revoked_at__isnull=True).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    CardCredential.objects.create(card=card, kind=STATIC, token_digest=digest_of(token), issued_at=at)
    record(CodeShown(card.resident_id, "静态码"), by=by, at=at)
    return token


def _must_be_valid(card: HealthCard) -> None:
    shown = rules.CardShown(True, revoked=card.state is CardState.REVOKED, suspended=card.state is CardState.SUSPENDED, stay=Stay(card.resident.residence))
    must(rules.refusal_to_accept_card(shown))


@transaction.atomic
def show_dynamic_code(card: HealthCard, *, by: Standing, at: datetime) -> str:
    """A code that lives for a minute: the card's index and the moment, signed; nothing about the person."""
    _must_be_valid(card)
    token = dynamic_token(card, at)
    record(CodeShown(card.resident_id, "动态码"), by=by, at=at)
    return token


@transaction.atomic
def verify_card(token: str, terminal: str, *, once: bool = False, scanned_at: datetime | None = None, by: Standing, at: datetime) -> Verified:
    """Whose card is this? Forged, expired, revoked and used codes are refused. With `once` a dynamic code is good one time.

    A terminal that had no line sends later when it scanned; the code is judged by that moment, within a day.
    """
    trust = rules.trust_of_scan(rules.Scan((at - (scanned_at or at)).total_seconds()))
    if trust is rules.Trust.UNVERIFIED:
        raise Refusal(say.CARD_EXPIRED)
    shown = read_token(token, scanned_at or at)
    used = bool(once and shown.card and shown.kind == DYNAMIC and not _use_up(shown.card, token, at))
    must(rules.refusal_to_accept_card(shown.facts(used=used)))
    assert shown.card is not None
    kind = {STATIC: "静态码", DYNAMIC: "动态码"}.get(shown.kind, shown.kind)
    record(CardVerified(shown.card.resident_id, kind, terminal[:40]), by=by, at=at, purpose="核验健康卡")
    return Verified(shown.card.resident, shown.kind, trust)


def _use_up(card: HealthCard, token: str, at: datetime) -> bool:
    """Note that the code was used; False when it had been before (the digest is unique, also under a race)."""
    try:
        with transaction.atomic():
            CardCredential.objects.create(card=card, kind=DYNAMIC, token_digest=digest_of(token), issued_at=at, revoked_at=at)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def suspend_card(card: HealthCard, reason: str, *, by: Standing, at: datetime) -> HealthCard:
    """A lost card is good for nothing until it is found."""
    held = _held(card, by)
    must(rules.refusal_to_change_card(rules.Recarding(held.state, CardState.SUSPENDED, "挂失", reason)))
    HealthCard.objects.filter(pk=held.pk).update(suspended_at=at)
    record(CardSuspended(held.resident_id), by=by, at=at, purpose=reason.strip()[:80])
    return _held(card, by)


@transaction.atomic
def resume_card(card: HealthCard, *, by: Standing, at: datetime) -> HealthCard:
    """A card that was found again is good again, with its codes."""
    held = _held(card, by)
    then = CardState.VALID if held.state is CardState.SUSPENDED else CardState.NONE
    must(rules.refusal_to_change_card(rules.Recarding(held.state, then, "恢复")))
    HealthCard.objects.filter(pk=held.pk).update(suspended_at=None)
    record(CardResumed(held.resident_id), by=by, at=at)
    return _held(card, by)


def _held(card: HealthCard, by: Standing) -> HealthCard:
    held = HealthCard.objects.select_related("resident__village").select_for_update(of=("self",)).get(pk=card.pk)
    must(refusal_to_write_in(by, held.resident.village.name, held.resident.village.code))
    return held


@transaction.atomic
def revoke_card(card: HealthCard, reason: str, *, reissue: bool = False, by: Standing, at: datetime) -> HealthCard:
    """No code of the card is good any more; a reissued card has another index."""
    held = _held(card, by)
    then, deed = (CardState.VALID, "换发") if reissue else (CardState.REVOKED, "注销")
    must(rules.refusal_to_change_card(rules.Recarding(held.state, then, deed, reason)))
    ended = held.credentials.filter(revoked_at__isnull=True).update(revoked_at=at)
    held.revoked_at, held.suspended_at = None if reissue else at, None
    held.index = secrets.token_hex(32)
    held.save()
    record(CardRevoked(held.resident_id, ended), by=by, at=at, purpose=reason.strip()[:80])
    return held
