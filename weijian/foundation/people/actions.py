"""Opening accounts and giving roles. One function, one verb, one transaction, one happening."""

from datetime import date, datetime

from django.db import transaction

from weijian.foundation.happenings.trail import record
from weijian.foundation.people import rules
from weijian.foundation.people.events import AccountOpened, RoleGranted, RoleRevoked
from weijian.foundation.people.models import Account, GrantKind, RoleGrant
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@transaction.atomic
def open_account(username: str, display_name: str, password: str, *, by: Standing, at: datetime) -> Account:
    """Let a person sign in with a first password that must be changed at once."""
    account = Account(username=username, display_name=display_name)
    account.set_password(password)
    account.save()
    record(AccountOpened(account.pk, username), by=by, at=at)
    return account


@transaction.atomic
def grant_role(
    account: Account, role: str, *, place_code: str = "", institution_code: str = "", from_on: date, ends_on: date | None = None,
    kind: GrantKind = GrantKind.POST, by: Standing, at: datetime,
) -> RoleGrant:
    """Give the account a role for a place and an institution from a day on."""
    held = frozenset(RoleGrant.objects.select_for_update().filter(account=account, revoked_at__isnull=True).values_list("role", flat=True))
    must(rules.refusal_to_grant(rules.Granting(role, kind == GrantKind.SECONDMENT, from_on, ends_on, held)))
    grant = RoleGrant.objects.create(
        account=account, role=role, place_code=place_code, institution_code=institution_code, kind=kind,
        from_on=from_on, ends_on=ends_on, granted_by_id=by.account_id,
    )
    record(RoleGranted(account.pk, role, place_code, institution_code), by=by, at=at)
    return grant


@transaction.atomic
def revoke_role(grant: RoleGrant, *, by: Standing, at: datetime) -> None:
    """Take a role back from this moment on."""
    RoleGrant.objects.filter(pk=grant.pk, revoked_at__isnull=True).update(revoked_at=at)
    record(RoleRevoked(grant.account_id, grant.role), by=by, at=at)
