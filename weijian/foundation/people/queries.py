"""Reading accounts."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from weijian.foundation.people import refusals
from weijian.foundation.people.directory import directory
from weijian.foundation.people.models import Account, ApiToken, GrantKind, RoleGrant
from weijian.foundation.people.roles import roles
from weijian.kernel.refusal import Refusal


@dataclass(frozen=True)
class HeldRole:
    """A grant as it is shown: the role's name, where it reaches, and whether it holds."""

    grant: RoleGrant
    role: str
    place: str
    institution: str
    state: str

    @property
    def holds(self) -> bool:
        return self.state in ("current", "coming")


def account_named(username: str) -> Account:
    found = Account.objects.filter(username__iexact=username).first()
    if found is None:
        raise Refusal(refusals.NO_SUCH_ACCOUNT, username=username)
    return found


def accounts_matching(accounts: QuerySet[Account], *, q: str = "", role: str = "", state: str = "", at: datetime, on: date) -> QuerySet[Account]:
    if q:
        accounts = accounts.filter(Q(username__istartswith=q) | Q(display_name__istartswith=q))
    if role:
        accounts = accounts.filter(pk__in=grants_on(on).filter(role=role).values("account"))
    match state:
        case "active":
            return accounts.filter(is_active=True)
        case "disabled":
            return accounts.filter(is_active=False)
        case "locked":
            return accounts.filter(locked_until__gt=at)
    return accounts


def grants_on(on: date) -> QuerySet[RoleGrant]:
    """Grants in force on the day."""
    return RoleGrant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on, revoked_at__isnull=True)


def roles_held(account: Account, *, on: date) -> list[HeldRole]:
    """Every grant the account ever had, the newest first."""
    return [_held(g, on) for g in RoleGrant.objects.filter(account=account).order_by("-from_on", "-pk")]


def _held(grant: RoleGrant, on: date) -> HeldRole:
    known = roles().get(grant.role)
    return HeldRole(
        grant, known.zh if known else grant.role,
        (directory().place_name(grant.place_code) or grant.place_code) if grant.place_code else "",
        (directory().institution_name(grant.institution_code) or grant.institution_code) if grant.institution_code else "",
        _state(grant, on),
    )


def _state(grant: RoleGrant, on: date) -> str:
    if grant.revoked_at:
        return "revoked"
    if grant.ends_on and grant.ends_on < on:
        return "ended"
    return "coming" if grant.from_on > on else "current"


def role_names(accounts: list[Account], *, on: date) -> dict[int, list[str]]:
    """What each of the accounts is, on the day."""
    found: dict[int, list[str]] = {a.pk: [] for a in accounts}
    for grant in grants_on(on).filter(account__in=accounts).order_by("pk"):
        known = roles().get(grant.role)
        found[grant.account_id].append((known.zh if known else grant.role) + ("（派驻）" if grant.kind == GrantKind.SECONDMENT else ""))
    return found


def has_second_factor(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


def tokens_of(account: Account) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(account=account).order_by("-created_at", "-pk")
