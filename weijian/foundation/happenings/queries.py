"""Reading the trail."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from weijian.foundation.happenings.kinds import reading_kinds
from weijian.foundation.happenings.models import AccessReview, Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.people.models import Account
from weijian.foundation.screen.parts import Entry
from weijian.kernel.dates import CHINA
from weijian.kernel.event import Subject

GLASS_STAYS_BROKEN = timedelta(hours=24)
LISTED = 200


def history_of(subject: Subject, *, size: int = LISTED) -> list[Entry]:
    """What happened to a thing, the latest first."""
    rows = Happening.objects.filter(subject_kind=subject.kind, subject_key=subject.key).order_by("-pk")[:size]
    return [Entry(h.at, h.by_name, sentence_of(h), h.purpose) for h in rows]


def readers_of(subject: Subject) -> QuerySet[Happening]:
    """Every reading of a resident's record: who (`by_name`, `by_institution`), when (`at`), what for (`purpose`)."""
    return Happening.objects.filter(subject_kind=subject.kind, subject_key=subject.key, kind__in=reading_kinds())


def happenings_matching(
    found: QuerySet[Happening], *, person: str = "", kind: str = "", from_on: date | None = None, until_on: date | None = None,
) -> QuerySet[Happening]:
    if person:
        accounts = Account.objects.filter(Q(display_name__startswith=person) | Q(username__istartswith=person))
        found = found.filter(by_id__in=accounts.values("pk"))
    if kind:
        found = found.filter(kind=kind)
    return _within(found, from_on, until_on)


def _within(found: QuerySet[Happening], from_on: date | None, until_on: date | None) -> QuerySet[Happening]:
    if from_on:
        found = found.filter(at__gte=datetime.combine(from_on, time.min, CHINA))
    if until_on:
        found = found.filter(at__lt=datetime.combine(until_on + timedelta(days=1), time.min, CHINA))
    return found


def glass_is_broken(reader_id: int, subject: Subject, *, at: datetime) -> bool:
    """Whether she said within the last day that it is an emergency, and nobody found that wrong."""
    return AccessReview.objects.filter(
        reader_id=reader_id, subject_kind=subject.kind, subject_key=subject.key, opened_at__gt=at - GLASS_STAYS_BROKEN, opened_at__lte=at,
    ).exclude(justified=False).exists()
