"""Which institutions stand together in a consortium on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from weijian.domains.registry.models import Consortium, ConsortiumMembership
from weijian.domains.registry.queries.institutions import in_force, institutions_on


@dataclass(frozen=True)
class Fellowship:
    """One consortium on a day: its lead's key and code, and the keys of all that belong to it, the lead among them."""

    lead: int
    lead_code: str
    members: frozenset[int]


def fellowships_on(on: date) -> list[Fellowship]:
    """A consortium counts from the day it was founded, if that is known; its lead belongs to it, entered as a member or not."""
    members: dict[int, set[int]] = {}
    for consortium, institution in in_force(ConsortiumMembership.objects.all(), on).values_list("consortium_id", "institution_id"):
        members.setdefault(consortium, set()).add(institution)
    founded = Consortium.objects.filter(Q(founded_on__isnull=True) | Q(founded_on__lte=on)).select_related("lead").order_by("code")
    return [Fellowship(one.lead_id, one.lead.code, frozenset({one.lead_id, *members.get(one.pk, ())})) for one in founded]


def kinds_on(institutions: Iterable[int], on: date) -> dict[int, str]:
    """What each of these institutions was on the day (WS 218)."""
    return dict(institutions_on(on).filter(pk__in=set(institutions)).values_list("pk", "kind_on"))
