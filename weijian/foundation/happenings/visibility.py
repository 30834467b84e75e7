"""What of the trail a person sees: what was done by the accounts in her reach."""

from django.db.models import QuerySet

from weijian.foundation.happenings.models import AccessReview, Happening, ReadingHour
from weijian.foundation.people.visibility import accounts_visible_to
from weijian.kernel.standing import Standing


def happenings_visible_to(standing: Standing, capability: str = "happenings.read") -> QuerySet[Happening]:
    if standing.everywhere(capability):
        return Happening.objects.all()
    return Happening.objects.filter(by_id__in=accounts_visible_to(standing, capability).values("pk"))


def reading_hours_visible_to(standing: Standing, capability: str = "happenings.odd") -> QuerySet[ReadingHour]:
    """Counts of readings by the accounts whose readings she may see."""
    if standing.everywhere(capability):
        return ReadingHour.objects.all()
    return ReadingHour.objects.filter(by_id__in=accounts_visible_to(standing, capability).values("pk"))


def reviews_visible_to(standing: Standing, capability: str = "happenings.review") -> QuerySet[AccessReview]:
    if standing.everywhere(capability):
        return AccessReview.objects.all()
    return AccessReview.objects.filter(reader_id__in=accounts_visible_to(standing, capability).values("pk"))
