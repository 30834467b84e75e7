"""Which rows may this person see. Names of places and institutions are public to whoever is signed in; residents are not.

A grant with a place reaches the residents who live there and those its institution manages. A grant with an institution and
no place (a hospital's doctor, its clerk) reaches the managed ones only: everybody else is found one by one, by the exact
number and for a stated purpose. A grant with neither is the whole region.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from weijian.domains.registry.models import Assessment, Household, Institution, Place, PlaceLevel, Resident
from weijian.domains.registry.permissions import ASSESS, READ_ASSESSMENTS
from weijian.domains.registry.rules import Relation
from weijian.foundation.happenings.models import AccessReview
from weijian.foundation.happenings.queries import GLASS_STAYS_BROKEN
from weijian.kernel.standing import WHOLE_REGION, Standing

READ_RESIDENTS, BREAK_GLASS = "registry.resident.read", "registry.resident.break_glass"


@dataclass(frozen=True)
class Reach:
    """How far a capability goes: everywhere, or over these places, and over what these institutions manage."""

    places: frozenset[str]
    institutions: frozenset[str]

    @property
    def everywhere(self) -> bool:
        return WHOLE_REGION in self.places

    @property
    def nowhere(self) -> bool:
        return not self.places and not self.institutions


def reach_of(standing: Standing, capability: str) -> Reach:
    return Reach(standing.places_for(capability), standing.institutions_for(capability))


def under(codes: Iterable[str], field: str = "code") -> Q:
    """Places whose code begins with one of these; nothing when there are none."""
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= Q(**{f"{field}__startswith": code})
    return wanted


def villages_under(codes: Iterable[str]) -> list[int] | None:
    """Keys of the villages in these places; None when that is every village there is."""
    villages = Place.objects.filter(level=PlaceLevel.VILLAGE)
    inside = under(codes)
    if not villages.exclude(inside).exists():
        return None
    return list(villages.filter(inside).values_list("pk", flat=True))


def living_in(queryset: QuerySet[Resident], codes: Iterable[str]) -> QuerySet[Resident]:
    """Those who live in these places; one pass over an index, whatever the number of villages."""
    villages = villages_under(codes)
    return queryset if villages is None else queryset.filter(village_id__in=villages)


def managed_by(queryset: QuerySet[Resident], institution_codes: Iterable[str]) -> QuerySet[Resident]:
    keys = list(Institution.objects.filter(code__in=list(institution_codes)).values_list("pk", flat=True))
    return queryset.filter(managing_id__in=keys)


def residents_seen(queryset: QuerySet[Resident], standing: Standing, capability: str = READ_RESIDENTS, *, at: datetime) -> QuerySet[Resident]:
    """Residents she looks after: by place, by managing institution, or while the glass is broken. Good for finding one of them;
    for a list over a million use `living_in` or `managed_by` with `reach_of`."""
    reach = reach_of(standing, capability)
    villages = villages_under(reach.places) if reach.places else []
    if villages is None:
        return queryset
    managing = list(Institution.objects.filter(code__in=reach.institutions).values_list("pk", flat=True))
    emergency = opened_in_emergency(standing, at) if capability == READ_RESIDENTS else []  # broken glass is for reading, not for changing
    return queryset.filter(Q(village_id__in=villages) | Q(managing_id__in=managing) | Q(pk__in=emergency))


def opened_in_emergency(standing: Standing, at: datetime) -> list[int]:
    """Residents whose glass she broke within the last day, unless somebody found that wrong or her post is no longer one that may."""
    if not standing.may(BREAK_GLASS):
        return []
    broken = AccessReview.objects.filter(
        reader_id=standing.account_id or 0, subject_kind="Resident", opened_at__gt=at - GLASS_STAYS_BROKEN, opened_at__lte=at,
    )
    return [int(key) for key in broken.exclude(justified=False).values_list("subject_key", flat=True)]


def relation_to(resident: Resident, standing: Standing, *, at: datetime, capability: str = READ_RESIDENTS) -> Relation:
    """Why she may open the record: the place, the institution, an emergency; found by number when none of them."""
    if standing.reaches(capability, resident.village.code):
        return Relation.PLACE
    if resident.managing and resident.managing.code in standing.institutions_for(capability):
        return Relation.INSTITUTION
    return Relation.BREAK_GLASS if resident.pk in opened_in_emergency(standing, at) else Relation.FOUND


def places_seen(queryset: QuerySet[Place], standing: Standing) -> QuerySet[Place]:
    """Names of divisions are public to whoever is signed in."""
    return queryset if standing.account_id is not None else queryset.none()


def institutions_seen(queryset: QuerySet[Institution], standing: Standing) -> QuerySet[Institution]:
    """Names and standings of institutions are public to whoever is signed in."""
    return queryset if standing.account_id is not None else queryset.none()


def institutions_kept(queryset: QuerySet[Institution], standing: Standing, capability: str = "registry.institution.write") -> QuerySet[Institution]:
    """Institutions whose standing she may change: those that stand in her places."""
    reach = reach_of(standing, capability)
    return queryset if reach.everywhere else queryset.filter(under(reach.places, "place__code"))


def places_kept(queryset: QuerySet[Place], standing: Standing, capability: str = "registry.place.write") -> QuerySet[Place]:
    """Divisions she may rename, split or merge: those inside her places."""
    reach = reach_of(standing, capability)
    return queryset if reach.everywhere else queryset.filter(under(reach.places))


def households_seen(queryset: QuerySet[Household], standing: Standing, capability: str = READ_RESIDENTS) -> QuerySet[Household]:
    """Households of the places she looks after."""
    reach = reach_of(standing, capability)
    villages = villages_under(reach.places) if reach.places else []
    return queryset if villages is None else queryset.filter(village_id__in=villages)


def _of_institutions(standing: Standing, capability: str) -> Q:
    reach = reach_of(standing, capability)
    return under(reach.places, "institution__place__code") | Q(institution__code__in=reach.institutions)


def assessments_seen(queryset: QuerySet[Assessment], standing: Standing) -> QuerySet[Assessment]:
    """Assessments of the institutions in her places, and of her own."""
    return queryset.filter(_of_institutions(standing, READ_ASSESSMENTS))


def assessments_kept(queryset: QuerySet[Assessment], standing: Standing) -> QuerySet[Assessment]:
    """Those she may fill in, close and drop."""
    return queryset.filter(_of_institutions(standing, ASSESS))


def institutions_assessed_by(queryset: QuerySet[Institution], standing: Standing, capability: str = READ_ASSESSMENTS) -> QuerySet[Institution]:
    """Institutions whose assessments she may see (or with `ASSESS`, make)."""
    reach = reach_of(standing, capability)
    return queryset.filter(under(reach.places, "place__code") | Q(code__in=reach.institutions))
