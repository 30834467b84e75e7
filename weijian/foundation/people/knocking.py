"""Who knocks: a name and a password in, an account or a no out."""

from datetime import datetime

from weijian.foundation.people import actions, refusals, rules
from weijian.foundation.people.models import Account
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing


def try_password(username: str, password: str, *, by: Standing, at: datetime) -> Account | Refusal:
    """Who this is, or why not. The no is returned, not raised, so that the count of failures is kept.

    One password hash is computed whether the account exists, is locked, or is neither; it takes a third of a second, so no
    transaction is open meanwhile, and the lock is looked at afterwards.
    """
    account = Account.objects.filter(username__iexact=username.strip()).first()
    if account is None:
        Account().set_password(password)
        actions.refuse_knock(None, by=by, at=at)
        return Refusal(refusals.WRONG_NAME_OR_PASSWORD)
    right = account.check_password(password)
    account.refresh_from_db()
    refusal = rules.refusal_to_sign_in(rules.Knocking(True, right, account.is_active, account.locked_until, at))
    if refusal is not None and refusal.wording is refusals.WRONG_NAME_OR_PASSWORD:
        actions.count_failure(account, by=by, at=at)
    elif refusal is not None:
        actions.refuse_knock(account, "锁定中" if refusal.wording is refusals.LOCKED else "已停用", by=by, at=at)
    return account if refusal is None else refusal
