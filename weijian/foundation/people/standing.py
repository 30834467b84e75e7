"""From an account and a date to a standing."""

from datetime import date

from django.db.models import Q

from weijian.foundation.people.models import Account, RoleGrant
from weijian.foundation.people.roles import capabilities_of
from weijian.kernel.standing import Grant, Standing


def standing_of(account: Account, *, on: date) -> Standing:
    """The account with every grant in force on the day."""
    grants = RoleGrant.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), account=account, from_on__lte=on, revoked_at__isnull=True
    ).order_by("pk")
    return Standing(account.pk, account.display_name, tuple(_as_grant(g) for g in grants))


def _as_grant(grant: RoleGrant) -> Grant:
    return Grant(grant.role, capabilities_of(grant.role), grant.place_code, grant.institution_code, grant.ends_on)
