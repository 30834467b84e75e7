"""Which accounts a person may look after."""

from django.db.models import Q, QuerySet

from weijian.foundation.people.directory import directory
from weijian.foundation.people.models import Account, RoleGrant
from weijian.kernel.standing import Standing


def accounts_visible_to(standing: Standing, capability: str = "people.account.read") -> QuerySet[Account]:
    """Accounts with a grant at her places, or at her institutions and those standing in her places, and new ones without a role."""
    if standing.everywhere(capability):
        return Account.objects.all()
    reached = Q(institution_code__in=standing.institutions_for(capability))
    for code in standing.places_for(capability):
        reached |= Q(place_code__startswith=code) | Q(place_code="", institution_code__in=directory().institutions_within(code))
    here = RoleGrant.objects.filter(reached)
    return Account.objects.filter(Q(pk__in=here.values("account")) | Q(role_grants__isnull=True)).distinct()
