"""Reading accounts."""

from weijian.foundation.people import refusals
from weijian.foundation.people.models import Account
from weijian.kernel.refusal import Refusal


def account_named(username: str) -> Account:
    found = Account.objects.filter(username__iexact=username).first()
    if found is None:
        raise Refusal(refusals.NO_SUCH_ACCOUNT, username=username)
    return found
