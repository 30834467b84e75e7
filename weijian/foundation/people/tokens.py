"""Bearer tokens: 256 random bits shown once; the database keeps only the SHA-256 digest."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from weijian.foundation.happenings.trail import record
from weijian.foundation.people import refusals
from weijian.foundation.people.events import TokenIssued, TokenRevoked
from weijian.foundation.people.models import Account, ApiToken
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@transaction.atomic
def issue_token(account: Account, *, label: str, lasts: timedelta, by: Standing, at: datetime) -> str:
    """Make a bearer token for the account and return it; it cannot be read again."""
    must(None if label.strip() else Refusal(refusals.LABEL_MISSING))
    token = "wj_" + secrets.token_urlsafe(32)
    ApiToken.objects.create(account=account, digest=_digest(token), label=label, created_at=at, expires_at=at + lasts)
    record(TokenIssued(account.pk, label), by=by, at=at)
    return token


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Standing, at: datetime) -> None:
    """The program behind it is let in no more."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at)
    record(TokenRevoked(token.account_id, token.label), by=by, at=at)


def account_of_token(token: str, *, at: datetime) -> Account | None:
    """Whose token this is, when it is in force and its account is active."""
    found = ApiToken.objects.select_related("account").filter(
        digest=_digest(token), expires_at__gt=at, revoked_at__isnull=True, account__is_active=True
    ).first()
    return found.account if found else None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
