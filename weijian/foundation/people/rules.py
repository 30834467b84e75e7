"""May this role be given, and why not."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from weijian.foundation.people import refusals
from weijian.foundation.people.roles import roles
from weijian.kernel.refusal import Refusal


@dataclass(frozen=True)
class Granting:
    """A role about to be given; `held` are the roles the account has already."""

    role: str
    secondment: bool
    from_on: date
    ends_on: date | None
    held: AbstractSet[str] = frozenset()


def refusal_to_grant(granting: Granting) -> Refusal | None:
    known = roles()
    if granting.role not in known:
        return Refusal(refusals.UNKNOWN_ROLE, role=granting.role)
    if granting.secondment and granting.ends_on is None:
        return Refusal(refusals.SECONDMENT_WITHOUT_END)
    if granting.ends_on is not None and granting.ends_on < granting.from_on:
        return Refusal(refusals.ENDS_BEFORE_IT_BEGINS)
    for other in sorted(known[granting.role].apart_from & granting.held):
        return Refusal(refusals.ROLES_KEPT_APART, role=known[granting.role].zh, other=known[other].zh)
    return None
