"""Whose vehicles, calls and missions a person sees: those of her places, and those of or to the institutions she serves."""

from typing import Any

from django.db.models import Q, QuerySet

from weijian.domains.emergency.models import Ambulance, AmbulancePosting, EmergencyCall, EmergencyMission
from weijian.domains.emergency.permissions import CALL_READ, VEHICLE_READ, acts_everywhere
from weijian.kernel.standing import Standing


def _under(standing: Standing, capability: str, *lookups: str) -> Q:
    wanted = Q(pk__in=())
    for code in standing.places_for(capability):
        for lookup in lookups:
            wanted |= Q(**{f"{lookup}__startswith": code})
    return wanted


def ambulances_seen(found: QuerySet[Ambulance], standing: Standing, capability: str = VEHICLE_READ) -> QuerySet[Ambulance]:
    """Of institutions in her places or that she serves, and those that stand, or stood, at one of them."""
    if acts_everywhere(standing):
        return found
    hers = Q(institution__code__in=standing.institutions_for(capability)) | _under(standing, capability, "institution__place__code")
    return found.filter(hers | Q(pk__in=AmbulancePosting.objects.filter(hers).values("ambulance")))


def of_ambulances(through: str = "ambulance__") -> Any:
    """For the registers of what belongs to an ambulance: queryset, standing, capability."""

    def reached(found: QuerySet[Any], standing: Standing, capability: str) -> QuerySet[Any]:
        return found.filter(**{f"{through}in": ambulances_seen(Ambulance.objects.all(), standing, capability).values("pk")})

    return reached


def missions_seen(found: QuerySet[EmergencyMission], standing: Standing, capability: str = CALL_READ) -> QuerySet[EmergencyMission]:
    """To calls in her places; by vehicles of, from, or to an institution she serves."""
    if acts_everywhere(standing):
        return found
    return found.filter(_under(standing, capability, "call__place__code") | _hers(standing, capability))


def _hers(standing: Standing, capability: str) -> Q:
    served = standing.institutions_for(capability)
    return Q(ambulance__institution__code__in=served) | Q(station__code__in=served) | Q(destination__code__in=served)


def calls_seen(found: QuerySet[EmergencyCall], standing: Standing, capability: str = CALL_READ) -> QuerySet[EmergencyCall]:
    """In her places, or answered by a mission of her institution's."""
    if acts_everywhere(standing):
        return found
    answered = EmergencyMission.objects.filter(_hers(standing, capability)).values("call")
    return found.filter(_under(standing, capability, "place__code") | Q(pk__in=answered))
