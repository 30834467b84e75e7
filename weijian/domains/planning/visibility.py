"""Whose projects and agreements a person sees: those at places her post reaches, and those her institution builds."""

from typing import Any

from django.db.models import Q, QuerySet

from weijian.domains.planning.models import BedCheck, CapitalProject, CooperationAgreement, Milestone, Proposal, RovingSession, SitingPlan
from weijian.domains.planning.permissions import BED_CHECK, DECIDE, JUDGE, MAP, PROPOSALS, PROPOSE, READ, ROVING, WRITE
from weijian.kernel.standing import Standing

PLACE, OWNER = "place__code", "owner__code"


def _of(standing: Standing, capability: str, prefix: str = "") -> Q:
    found = Q(**{f"{prefix}{OWNER}__in": standing.institutions_for(capability)}) if capability != DECIDE else Q(pk__in=())
    for code in standing.places_for(capability):
        found |= Q(**{f"{prefix}{PLACE}__startswith": code})
    return found


def projects_seen(found: QuerySet[CapitalProject], standing: Standing) -> QuerySet[CapitalProject]:
    return found.filter(_of(standing, READ))


def projects_kept(found: QuerySet[CapitalProject], standing: Standing) -> QuerySet[CapitalProject]:
    """Those she may correct and report on."""
    return found.filter(_of(standing, WRITE))


def projects_decided(found: QuerySet[CapitalProject], standing: Standing) -> QuerySet[CapitalProject]:
    """Those she may approve, pause, give up and commission: of her places."""
    return found.filter(_of(standing, DECIDE))


def milestones_kept(found: QuerySet[Milestone], standing: Standing) -> QuerySet[Milestone]:
    return found.filter(_of(standing, WRITE, "project__"))


def parts_of(*, through: str = "project__") -> Any:
    """For the registers of what belongs to a project: queryset, standing, capability."""

    def reached(found: QuerySet[Any], standing: Standing, capability: str) -> QuerySet[Any]:
        return found.filter(_of(standing, capability, through))

    return reached


def agreements_of(found: QuerySet[CooperationAgreement], standing: Standing, capability: str) -> QuerySet[CooperationAgreement]:
    """Of institutions at her places, and of her own."""
    wanted = Q(institution__code__in=standing.institutions_for(capability))
    for code in standing.places_for(capability):
        wanted |= Q(institution__place__code__startswith=code)
    return found.filter(wanted)


def plans_seen(found: QuerySet[SitingPlan], standing: Standing) -> QuerySet[SitingPlan]:
    """Siting plans of the places where she may read the map."""
    wanted = Q(pk__in=())
    for code in standing.places_for(MAP):
        wanted |= Q(place__code__startswith=code)
    return found.filter(wanted)


def sessions_seen(found: QuerySet[RovingSession], standing: Standing, capability: str = MAP) -> QuerySet[RovingSession]:
    """Roving clinics in villages where she may read the map, and those of her own and her places' institutions."""
    wanted = Q(institution__code__in=standing.institutions_for(capability))
    for code in standing.places_for(capability):
        wanted |= Q(place__code__startswith=code) | Q(institution__place__code__startswith=code)
    return found.filter(wanted)


def sessions_kept(found: QuerySet[RovingSession], standing: Standing, capability: str = ROVING) -> QuerySet[RovingSession]:
    """Those in her villages, or of the institutions she serves."""
    wanted = Q(institution__code__in=standing.institutions_for(capability))
    for code in standing.places_for(capability):
        wanted |= Q(place__code__startswith=code)
    return found.filter(wanted)


def proposals_seen(found: QuerySet[Proposal], standing: Standing, capability: str = PROPOSALS) -> QuerySet[Proposal]:
    """Proposals of the institutions she serves, and of those at her places."""
    wanted = Q(institution__code__in=standing.institutions_for(capability))
    for code in standing.places_for(capability):
        wanted |= Q(institution__place__code__startswith=code)
    return found.filter(wanted)


def proposals_kept(found: QuerySet[Proposal], standing: Standing, capability: str = PROPOSE) -> QuerySet[Proposal]:
    """Those she may put right, submit, answer for and withdraw."""
    return proposals_seen(found, standing, capability)


def proposals_decided(found: QuerySet[Proposal], standing: Standing) -> QuerySet[Proposal]:
    """Those at the places whose proposals she decides; that one is her own institution's is said on the button."""
    wanted = Q(pk__in=())
    for code in standing.places_for(JUDGE):
        wanted |= Q(institution__place__code__startswith=code)
    return found.filter(wanted)


def bed_checks_kept(found: QuerySet[BedCheck], standing: Standing, capability: str = BED_CHECK) -> QuerySet[BedCheck]:
    """Checks of institutions at the places she inspects."""
    wanted = Q(pk__in=())
    for code in standing.places_for(capability):
        wanted |= Q(institution__place__code__startswith=code)
    return found.filter(wanted)
