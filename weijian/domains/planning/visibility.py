"""Whose projects and agreements a person sees: those at places her post reaches, and those her institution builds."""

from typing import Any

from django.db.models import Q, QuerySet

from weijian.domains.planning.models import CapitalProject, CooperationAgreement, Milestone, RovingSession, SitingPlan, Upgrade
from weijian.domains.planning.permissions import DECIDE, MAP, READ, ROVING, WRITE
from weijian.domains.registry.api import Institution
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


def of_institutions(found: QuerySet[Any], standing: Standing, capability: str, through: str = "") -> QuerySet[Any]:
    """What belongs to institutions at her places, and to her own; `through` is the lookup to what has the institution."""
    wanted = Q(**{f"{through}institution__code__in": standing.institutions_for(capability)})
    for code in standing.places_for(capability):
        wanted |= Q(**{f"{through}institution__place__code__startswith": code})
    return found.filter(wanted)


def of_upgrade(found: QuerySet[Any], standing: Standing, capability: str) -> QuerySet[Any]:
    """For the registers of what belongs to an upgrade."""
    return of_institutions(found, standing, capability, "upgrade__")


def upgrades_seen(found: QuerySet[Upgrade], standing: Standing) -> QuerySet[Upgrade]:
    return of_institutions(found, standing, READ)


def upgrades_kept(found: QuerySet[Upgrade], standing: Standing) -> QuerySet[Upgrade]:
    """Those she may correct, plan and report on."""
    return of_institutions(found, standing, WRITE)


def institutions_within(found: QuerySet[Institution], standing: Standing, capability: str) -> QuerySet[Institution]:
    """Institutions at her places, and her own."""
    wanted = Q(code__in=standing.institutions_for(capability))
    for code in standing.places_for(capability):
        wanted |= Q(place__code__startswith=code)
    return found.filter(wanted)
