"""Opening accounts, giving roles, coming in. One function, one verb, one transaction, one happening."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from weijian.foundation.happenings.trail import record
from weijian.foundation.parameters.queries import setting
from weijian.foundation.people import events, refusals, rules
from weijian.foundation.people.directory import directory
from weijian.foundation.people.models import Account, ApiToken, GrantKind, RoleGrant
from weijian.foundation.people.passwords import one_time_password
from weijian.foundation.people.reach import GRANT, managing, reaches_grant
from weijian.kernel.dates import local_day
from weijian.kernel.event import Event
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@transaction.atomic
def open_account(username: str, display_name: str, password: str, *, by: Standing, at: datetime) -> Account:
    """Let a person sign in with a first password that must be changed at once."""
    taken = Account.objects.filter(username__iexact=username).exists()
    must(rules.refusal_to_open(rules.Opening(username, display_name, taken)))
    account = Account(username=username, display_name=display_name.strip(), password_changed_at=at)
    account.set_password(password)
    account.save()
    record(events.AccountOpened(account.pk, username), by=by, at=at)
    return account


@transaction.atomic
def grant_role(
    account: Account, role: str, *, place_code: str = "", institution_code: str = "", from_on: date, ends_on: date | None = None,
    kind: GrantKind = GrantKind.POST, by: Standing, at: datetime,
) -> RoleGrant:
    """Give the account a role for a place and an institution from a day on."""
    Account.objects.select_for_update().get(pk=account.pk)  # two grants to one account take turns
    overlapping = RoleGrant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=from_on), account=account, revoked_at__isnull=True)
    if ends_on:
        overlapping = overlapping.filter(from_on__lte=ends_on)
    held = frozenset(overlapping.values_list("role", flat=True))
    must(rules.refusal_to_grant(rules.Granting(
        role, kind == GrantKind.SECONDMENT, from_on, ends_on, held, by.account_id == account.pk, reaches_grant(by, GRANT, place_code, institution_code),
    )))
    must(_refusal_of_codes(place_code, institution_code) if by.account_id else None)  # `weijian demo build` grants before there are places
    grant = RoleGrant.objects.create(
        account=account, role=role, place_code=place_code, institution_code=institution_code, kind=kind,
        from_on=from_on, ends_on=ends_on, granted_by_id=by.account_id,
    )
    record(events.RoleGranted(account.pk, role, place_code, institution_code), by=by, at=at)
    return grant


def _refusal_of_codes(place_code: str, institution_code: str) -> Refusal | None:
    if place_code and directory().place_name(place_code) is None:
        return Refusal(refusals.PLACE_UNKNOWN, code=place_code)
    if institution_code and directory().institution_name(institution_code) is None:
        return Refusal(refusals.INSTITUTION_UNKNOWN, code=institution_code)
    return None


@transaction.atomic
def revoke_role(grant: RoleGrant, *, by: Standing, at: datetime) -> None:
    """Take a role back from this moment on."""
    must(Refusal(refusals.NOT_ONESELF) if by.account_id == grant.account_id else None)
    must(None if reaches_grant(by, GRANT, grant.place_code, grant.institution_code) else Refusal(refusals.BEYOND_YOUR_REACH))
    if not RoleGrant.objects.filter(pk=grant.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise Refusal(refusals.ALREADY_REVOKED)
    record(events.RoleRevoked(grant.account_id, grant.role), by=by, at=at)


@transaction.atomic
def disable_account(account: Account, reason: str, *, by: Standing, at: datetime) -> None:
    """Nobody signs in with the account any more; its sessions and tokens end with it."""
    must(rules.refusal_to_manage(managing(account, by, on=local_day(at))))
    must(None if reason.strip() else Refusal(refusals.REASON_MISSING))
    Account.objects.filter(pk=account.pk).update(is_active=False)
    record(events.AccountDisabled(account.pk, reason.strip()), by=by, at=at)


@transaction.atomic
def enable_account(account: Account, *, by: Standing, at: datetime) -> None:
    """Let the account's holder sign in again."""
    must(rules.refusal_to_manage(managing(account, by, on=local_day(at))))
    Account.objects.filter(pk=account.pk).update(is_active=True, failed_attempts=0, locked_until=None)
    record(events.AccountEnabled(account.pk), by=by, at=at)


@transaction.atomic
def reset_password(account: Account, *, by: Standing, at: datetime) -> str:
    """A new one-time password, shown once; it lifts a lock, ends sessions and tokens, and must be changed at the next sign-in."""
    must(rules.refusal_to_renew_secrets(managing(account, by, on=local_day(at))))
    held, password = Account.objects.select_for_update().get(pk=account.pk), one_time_password()
    held.set_password(password)
    held.must_change_password, held.password_changed_at, held.failed_attempts, held.locked_until = True, at, 0, None
    held.save()
    ApiToken.objects.filter(account=held, revoked_at__isnull=True).update(revoked_at=at)  # whoever came in unasked may have made one
    record(events.PasswordReset(account.pk), by=by, at=at)
    return password


@transaction.atomic
def change_password(account: Account, current: str, new: str, *, by: Standing, at: datetime) -> Account:
    """The holder's own change; her other sessions end by it."""
    held = Account.objects.select_for_update().get(pk=account.pk)
    must(None if held.check_password(current) else Refusal(refusals.PASSWORD_WRONG))
    must(Refusal(refusals.PASSWORD_SAME) if current == new else None)
    held.set_password(new)
    held.must_change_password, held.password_changed_at = False, at
    held.save()
    record(events.PasswordChanged(account.pk), by=by, at=at)
    return held


@transaction.atomic
def count_failure(account: Account, *, by: Standing, at: datetime) -> None:
    """A wrong password; after so many in a row the account is locked for a while."""
    held, on = Account.objects.select_for_update().get(pk=account.pk), local_day(at)
    held.failed_attempts += 1
    event: Event = events.SignInFailed(held.pk, held.failed_attempts)
    if held.failed_attempts >= int(setting("people.lock_after_failures", on=on).value):
        held.locked_until = at + timedelta(minutes=int(setting("people.lock_minutes", on=on).value))
        event = events.AccountLocked(held.pk, held.failed_attempts, held.locked_until)
        held.failed_attempts = 0
    held.save(update_fields=["failed_attempts", "locked_until"])
    record(event, by=by, at=at)


@transaction.atomic
def refuse_knock(account: Account | None, why: str = "", *, by: Standing, at: datetime) -> None:
    """Nobody was let in: a locked or a disabled account, or a name nobody has."""
    record(events.SignInRefused(account.pk, why) if account else events.StrangerRefused(), by=by, at=at)


@transaction.atomic
def sign_in(account: Account, *, by: Standing, at: datetime) -> None:
    """The door opens: failures are forgotten, and a password grown too old must be changed first."""
    old = rules.is_too_old(rules.PasswordAge(
        account.password_changed_at or account.created_at, at, int(setting("people.password_max_days", on=local_day(at)).value),
    ))
    account.must_change_password = account.must_change_password or (old and account.has_usable_password())
    account.failed_attempts, account.locked_until, account.last_login = 0, None, at
    account.save(update_fields=["must_change_password", "failed_attempts", "locked_until", "last_login"])
    record(events.SignedIn(account.pk), by=by, at=at)


@transaction.atomic
def sign_out(account: Account, *, by: Standing, at: datetime) -> None:
    """She leaves."""
    record(events.SignedOut(account.pk), by=by, at=at)


@transaction.atomic
def add_second_factor(account: Account, *, by: Standing, at: datetime) -> None:
    """A code from her telephone is asked for at every sign-in from now on (the secret is kept by allauth)."""
    record(events.SecondFactorAdded(account.pk), by=by, at=at)


@transaction.atomic
def remove_second_factor(account: Account, *, by: Standing, at: datetime) -> None:
    """Her telephone is lost, or she asked: no code is asked for any more."""
    from allauth.mfa.models import Authenticator

    must(None if by.account_id == account.pk else rules.refusal_to_renew_secrets(managing(account, by, on=local_day(at))))
    Authenticator.objects.filter(user=account).delete()
    record(events.SecondFactorRemoved(account.pk), by=by, at=at)


@transaction.atomic
def choose_language(account: Account, language: str, *, by: Standing, at: datetime) -> None:
    """The language of her pages from now on."""
    Account.objects.filter(pk=account.pk).update(language=language)
    record(events.LanguageChosen(account.pk, language), by=by, at=at)
