"""Proposals: which there are, and one as an action holds it."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from weijian.domains.planning.models import Proposal, ProposalKind
from weijian.domains.planning.permissions import institutions_of_hers
from weijian.domains.planning.states import ProposalState
from weijian.domains.planning.visibility import proposals_decided
from weijian.kernel.standing import Standing

__all__ = ["Proposal", "ProposalCriteria", "ProposalKind", "missing_in", "proposals", "proposals_matching", "proposals_to_decide"]
MOST_LISTED = 500
WAITING = (ProposalState.SUBMITTED, ProposalState.DRAFT)


@dataclass(frozen=True)
class ProposalCriteria:
    """What narrows the list; "" narrows nothing."""

    kind: str = ""
    state: str = ""
    place: str = ""
    q: str = ""


def proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("institution__place", "service")


def proposals_to_decide(person: Standing) -> int:
    """How many wait for her: of her places, not of her own institutions."""
    waiting = proposals_decided(proposals(), person).filter(state=ProposalState.SUBMITTED)
    return waiting.exclude(institution__code__in=institutions_of_hers(person)).count()


def proposals_matching(seen: QuerySet[Proposal], wanted: ProposalCriteria) -> list[Proposal]:
    """Those that wait for a decision first, then drafts, then the latest."""
    found = seen.filter(institution__place__code__startswith=wanted.place)
    for name in ("kind", "state"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.q:
        found = found.filter(Q(code__contains=wanted.q) | Q(name__contains=wanted.q) | Q(institution__name__contains=wanted.q))
    first = Case(*(When(state=state, then=Value(i)) for i, state in enumerate(WAITING)), default=Value(len(WAITING)), output_field=IntegerField())
    return list(found.annotate(first=first).order_by("first", "-proposed_on", "-pk")[:MOST_LISTED])


def missing_in(one: Proposal) -> str:
    """What is not filled in, by the names of the fields; "" where it is whole."""
    wanted = {
        ProposalKind.BEDS: ("name", "number"), ProposalKind.SERVICE: ("service",), ProposalKind.EQUIPMENT: ("name", "equipment_kind", "number"),
    }[ProposalKind(one.kind)]
    fields = {name for name in (*wanted, "justification") if not getattr(one, name)}
    return "、".join(str(field.verbose_name) for field in one._meta.fields if field.name in fields)
