"""How far a person's post reaches over grants and over the accounts that hold them."""

from datetime import date

from django.db.models import Q

from weijian.foundation.people.directory import directory
from weijian.foundation.people.models import Account, RoleGrant
from weijian.foundation.people.roles import roles
from weijian.foundation.people.rules import Managing
from weijian.kernel.standing import Standing

GRANT, MANAGE = "people.grant.write", "people.account.write"


def reaches_grant(by: Standing, capability: str, place_code: str, institution_code: str) -> bool:
    """The platform's own commands reach everything; a person reaches a grant when she reaches both its place and its institution."""
    if by.account_id is None or by.everywhere(capability):
        return True
    if institution_code and not _reaches_institution(by, capability, institution_code):
        return False
    return by.reaches(capability, place_code) if place_code else bool(institution_code)


def _reaches_institution(by: Standing, capability: str, institution_code: str) -> bool:
    """An institution she serves, or one that stands in her places."""
    where = directory().place_of_institution(institution_code)
    return institution_code in by.institutions_for(capability) or (bool(where) and by.reaches(capability, where))


def managing(account: Account, by: Standing, *, on: date) -> Managing:
    """Somebody about to manage an account: its grants in force or yet to come, against her own."""
    held = list(RoleGrant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), account=account, revoked_at__isnull=True))
    known = roles()
    apart = frozenset().union(*(known[r].apart_from for r in by.roles if r in known))
    within = all(reaches_grant(by, MANAGE, g.place_code, g.institution_code) for g in held)
    return Managing(by.account_id == account.pk, within, sorted(known[r].zh for r in apart & {g.role for g in held}))
