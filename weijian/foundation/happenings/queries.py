"""Reading the trail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour, TruncHour

from weijian.foundation.happenings.models import AccessReview, Happening
from weijian.foundation.happenings.words import event_types, sentence_of
from weijian.foundation.people.directory import directory
from weijian.foundation.people.models import Account
from weijian.foundation.screen.parts import Entry
from weijian.kernel.dates import CHINA
from weijian.kernel.event import Subject

GLASS_STAYS_BROKEN = timedelta(hours=24)
LISTED = 200
COMPOUND_SURNAMES = frozenset((
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯",
    "轩辕", "钟离", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "呼延", "端木", "南宫",
))


def reading_kinds() -> list[str]:
    """Kinds of events that are somebody reading somebody's record: their names end so."""
    return sorted(name for name in event_types() if name.endswith(("Read", "Revealed")) or name == "GlassBroken")


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


@dataclass(frozen=True)
class Thresholds:
    """When a reading is worth a second look (parameters happenings.*)."""

    night_from: int
    night_to: int
    many_per_hour: int
    same_surname: int


@dataclass(frozen=True)
class Odd:
    """Somebody's readings that are worth a second look."""

    reader_id: int
    reader: str
    institution: str
    readings: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class OddAccess:
    night: list[Odd]
    volume: list[Odd]
    surname: list[Odd]


def odd_access(found: QuerySet[Happening], limits: Thresholds, *, from_on: date, until_on: date) -> OddAccess:
    """Readings at night, too many within an hour, and of people who share the reader's surname."""
    readings = _within(found.filter(kind__in=reading_kinds(), by_id__isnull=False), from_on, until_on)
    return OddAccess(_at_night(readings, limits), _too_many(readings, limits), _same_surname(readings, limits))


def _at_night(readings: QuerySet[Happening], limits: Thresholds) -> list[Odd]:
    hours = [*range(limits.night_from, 24), *range(limits.night_to)]
    rows = readings.annotate(hour=ExtractHour("at", tzinfo=CHINA)).filter(hour__in=hours)
    return _by_reader((r[0], r[1], r[2], r[3]) for r in rows.values_list("by_id", "by_name", "by_institution", "at"))


def _too_many(readings: QuerySet[Happening], limits: Thresholds) -> list[Odd]:
    """Distinct records in one hour of the clock; the same one opened twice is one."""
    rows = (
        readings.annotate(hour=TruncHour("at", tzinfo=CHINA)).values("by_id", "by_name", "by_institution", "hour")
        .annotate(records=Count("subject_key", distinct=True)).filter(records__gte=limits.many_per_hour).order_by("-records")[:LISTED]
    )
    return [Odd(r["by_id"] or 0, r["by_name"], _institution(r["by_institution"]), r["records"], r["hour"], r["hour"] + timedelta(hours=1)) for r in rows]


def _same_surname(readings: QuerySet[Happening], limits: Thresholds) -> list[Odd]:
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in readings.values_list("subject_kind", "subject_key").distinct():
        keys[kind].add(key)
    names = {(kind, key): name for kind, some in keys.items() for key, name in directory().names_of(kind, some).items()}
    rows = readings.values_list("by_id", "by_name", "by_institution", "at", "subject_kind", "subject_key")
    alike = [(r[0], r[1], r[2], r[3]) for r in rows if r[1] and surname(names.get((r[4], r[5]), "")) == surname(r[1])]
    return [odd for odd in _by_reader(alike) if odd.readings >= limits.same_surname]


def surname(name: str) -> str:
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def _by_reader(rows: Iterable[tuple[int | None, str, str, datetime]]) -> list[Odd]:
    moments: dict[tuple[int, str, str], list[datetime]] = defaultdict(list)
    for by_id, name, institution, at in rows:
        moments[(by_id or 0, name, institution)].append(at)
    most = sorted(moments.items(), key=lambda kept: -len(kept[1]))[:LISTED]
    return [Odd(by_id, name, _institution(code), len(at), min(at), max(at)) for (by_id, name, code), at in most]


def _institution(code: str) -> str:
    return directory().institution_name(code) or code if code else ""


def glass_is_broken(reader_id: int, subject: Subject, *, at: datetime) -> bool:
    """Whether she said within the last day that it is an emergency, and nobody found that wrong."""
    return AccessReview.objects.filter(
        reader_id=reader_id, subject_kind=subject.kind, subject_key=subject.key, opened_at__gt=at - GLASS_STAYS_BROKEN, opened_at__lte=at,
    ).exclude(justified=False).exists()
