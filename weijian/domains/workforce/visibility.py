"""Which practitioners may this person see: those who hold, or held, a post in her places or at her institution."""

from django.db.models import Q, QuerySet

from weijian.domains.workforce.models import Post, Practitioner
from weijian.kernel.standing import WHOLE_REGION, Standing

READ, WRITE = "workforce.practitioner.read", "workforce.practitioner.write"


def practitioners_seen(queryset: QuerySet[Practitioner], standing: Standing, capability: str = READ) -> QuerySet[Practitioner]:
    places, institutions = standing.places_for(capability), standing.institutions_for(capability)
    if WHOLE_REGION in places:
        return queryset
    reached = Q(institution__code__in=institutions)
    for code in places:
        reached |= Q(institution__place__code__startswith=code)
    return queryset.filter(pk__in=Post.objects.filter(reached).values("practitioner"))  # asked once, not for each row
