"""May this role be given, may this account be opened, may this person come in; and why not."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from weijian.foundation.people import refusals
from weijian.foundation.people.roles import roles
from weijian.kernel.bounds import Days
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,59}")


@dataclass(frozen=True)
class Granting:
    """A role about to be given; `held` are the roles the account holds on any day the new grant would hold."""

    role: str
    secondment: bool
    from_on: date
    ends_on: date | None
    held: AbstractSet[str] = frozenset()
    to_oneself: bool = False
    within_reach: bool = True


@ruling("GB/T 22239-2019 8.1.5：系统管理、安全管理、审计管理三权分立")
def refusal_to_grant(granting: Granting) -> Refusal | None:
    """A role of the roles file, for a period that ends after it begins, within the granter's reach, never to herself."""
    known = roles()
    if granting.role not in known:
        return Refusal(refusals.UNKNOWN_ROLE, role=granting.role)
    if granting.to_oneself:
        return Refusal(refusals.NOT_ONESELF)
    if not granting.within_reach:
        return Refusal(refusals.BEYOND_YOUR_REACH)
    if granting.secondment and granting.ends_on is None:
        return Refusal(refusals.SECONDMENT_WITHOUT_END)
    if granting.ends_on is not None and granting.ends_on < granting.from_on:
        return Refusal(refusals.ENDS_BEFORE_IT_BEGINS)
    for other in sorted(known[granting.role].apart_from & granting.held):
        return Refusal(refusals.ROLES_KEPT_APART, role=known[granting.role].zh, other=known[other].zh)
    return None


@dataclass(frozen=True)
class Managing:
    """An account about to be managed; `kept_apart` names the roles it holds that the manager's own may not be joined with."""

    own: bool
    within_reach: bool = True
    kept_apart: Sequence[str] = ()


def refusal_to_manage(facts: Managing) -> Refusal | None:
    """Never one's own, and never one that reaches farther than the manager."""
    if facts.own:
        return Refusal(refusals.NOT_ONESELF)
    return None if facts.within_reach else Refusal(refusals.ACCOUNT_BEYOND_YOUR_REACH)


@ruling("GB/T 22239-2019 8.1.5：系统管理、安全管理、审计管理三权分立")
def refusal_to_renew_secrets(facts: Managing) -> Refusal | None:
    """Who gives an account a new password could come in as its holder: an administrator does so to no security officer and no auditor."""
    if no := refusal_to_manage(facts):
        return no
    return Refusal(refusals.SECRETS_KEPT_APART, role=facts.kept_apart[0]) if facts.kept_apart else None


@dataclass(frozen=True)
class Opening:
    username: str
    display_name: str
    taken: bool = False


def refusal_to_open(opening: Opening) -> Refusal | None:
    """An account's name is short, plain and nobody else's."""
    if not USERNAME.fullmatch(opening.username):
        return Refusal(refusals.USERNAME_SHAPE)
    if not opening.display_name.strip():
        return Refusal(refusals.NAME_MISSING)
    return Refusal(refusals.USERNAME_TAKEN, username=opening.username) if opening.taken else None


@dataclass(frozen=True)
class Knocking:
    """Somebody at the door with a name and a password. `known` is whether there is such an account."""

    known: bool
    password_right: bool
    active: bool
    locked_until: datetime | None
    at: datetime


def refusal_to_sign_in(knocking: Knocking) -> Refusal | None:
    """A lock holds whatever was typed; that an account is disabled is told only to whoever knows its password."""
    if knocking.known and knocking.locked_until and knocking.locked_until > knocking.at:
        return Refusal(refusals.LOCKED, minutes=ceil((knocking.locked_until - knocking.at) / timedelta(minutes=1)))
    if not knocking.known or not knocking.password_right:
        return Refusal(refusals.WRONG_NAME_OR_PASSWORD)
    return None if knocking.active else Refusal(refusals.DISABLED)


@dataclass(frozen=True)
class PasswordAge:
    since_at: datetime
    at: datetime
    max_days: Days


def is_too_old(age: PasswordAge) -> bool:
    """Whether a password must be changed at the next sign-in."""
    return age.at - age.since_at > timedelta(days=age.max_days)
