"""Whose projects and agreements a person sees: those at places her post reaches, and those her institution builds."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from weijian.domains.planning.models import (
    BedCheck,
    CapitalProject,
    Conversion,
    CooperationAgreement,
    Milestone,
    PoolBooking,
    PooledResource,
    Proposal,
    RovingSession,
    SitingPlan,
    Upgrade,
)
from weijian.domains.planning.permissions import BED_CHECK, DECIDE, JUDGE, MAP, POOL_READ, POOL_WRITE, PROPOSALS, PROPOSE, READ, ROVING, WRITE, offices
from weijian.domains.registry.api import Institution, fellowships_on
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


def conversions_of(found: QuerySet[Conversion], standing: Standing, capability: str) -> QuerySet[Conversion]:
    """Orders on wards of the projects she reaches with this capability."""
    return found.filter(_of(standing, capability, "ward__project__"))


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


def _hers(standing: Standing, capability: str) -> QuerySet[Institution]:
    """The institutions she serves, and those of the counties her office covers."""
    wanted = Q(code__in=standing.institutions_for(capability))
    for code in offices(standing.places_for(capability)):
        wanted |= Q(place__code__startswith=code)
    return Institution.objects.filter(wanted)


def houses_of_pool(standing: Standing, capability: str) -> QuerySet[Institution]:
    """Those she may book for and lend of."""
    return _hers(standing, capability).order_by("code")


def pool_kept(found: QuerySet[PooledResource], standing: Standing, capability: str = POOL_WRITE) -> QuerySet[PooledResource]:
    """What her own institutions lend."""
    return found.filter(institution__in=_hers(standing, capability).values("pk"))


def _with_fellows(standing: Standing, capability: str) -> set[int]:
    """Hers, and all that stand in a consortium with one of them today."""
    hers = set(_hers(standing, capability).values_list("pk", flat=True))
    return hers.union(*(one.members for one in fellowships_on(localdate()) if one.members & hers))


def pool_seen(found: QuerySet[PooledResource], standing: Standing, capability: str = POOL_READ) -> QuerySet[PooledResource]:
    """What her institutions and their consortium lend."""
    return found.filter(institution__in=_with_fellows(standing, capability))


def bookings_seen(found: QuerySet[PoolBooking], standing: Standing, capability: str = POOL_READ) -> QuerySet[PoolBooking]:
    """Of what she sees, and those for her own institutions."""
    hers = _hers(standing, capability).values("pk")
    return found.filter(Q(resource__institution__in=_with_fellows(standing, capability)) | Q(institution__in=hers))


def bookings_decided(found: QuerySet[PoolBooking], standing: Standing, capability: str = POOL_WRITE) -> QuerySet[PoolBooking]:
    """Of what her own institutions lend, and of what the consortia lend that her institution leads."""
    led = set[int]().union(*(one.members for one in fellowships_on(localdate()) if one.lead_code in standing.institutions_for(capability)))
    return found.filter(Q(resource__institution__in=_hers(standing, capability).values("pk")) | Q(resource__institution__in=led))


def bookings_kept(found: QuerySet[PoolBooking], standing: Standing, capability: str = POOL_WRITE) -> QuerySet[PoolBooking]:
    """Those she decides about, and those for her own institutions."""
    hers = found.filter(institution__in=_hers(standing, capability).values("pk"))
    return hers | bookings_decided(found, standing, capability)


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
