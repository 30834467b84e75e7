"""Readings that are worth a second look: what the sealing job counted, and the few it has not counted yet read directly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Min, QuerySet, Sum

from weijian.foundation.happenings.chain import waiting_numbers
from weijian.foundation.happenings.models import Happening, ReadingHour, Seal
from weijian.foundation.happenings.readings import Slot, Tally, hold_mark, keys_read, mark_position, readings_among, tallied
from weijian.foundation.people.directory import directory
from weijian.kernel.dates import CHINA

LISTED = 200
TRIES = 3
READER = ("by_id", "by_name", "by_institution")


@dataclass(frozen=True)
class Thresholds:
    """When a reading is worth a second look (parameters happenings.*)."""

    night_from: int
    night_to: int
    many_per_hour: int
    same_surname: int

    @property
    def night(self) -> frozenset[int]:
        return frozenset((*range(self.night_from, 24), *range(self.night_to)))


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


@dataclass(frozen=True)
class Question:
    """The readings and the counted hours somebody may see, and from when until when she asks."""

    found: QuerySet[Happening]
    hours: QuerySet[ReadingHour]
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Counted:
    """The counts of the hours asked about, and the tallies of the readings not among them yet."""

    hours: QuerySet[ReadingHour]
    tail: Mapping[Slot, Tally]


def odd_access(found: QuerySet[Happening], hours: QuerySet[ReadingHour], limits: Thresholds, *, from_on: date, until_on: date) -> OddAccess:
    """Readings at night, too many within an hour, and of people who share the reader's surname.

    Exact at the moment it is asked: if the sealing job counts meanwhile it is asked again, at last with the job held off.
    """
    begins, ends = datetime.combine(from_on, time.min, CHINA), datetime.combine(until_on + timedelta(days=1), time.min, CHINA)
    question = Question(found, hours.filter(hour__gte=begins, hour__lt=ends), begins, ends)
    for _ in range(TRIES):
        mark = mark_position()
        answer = _answer(question, mark, limits)
        if mark_position() == mark:
            return answer
    with transaction.atomic():
        return _answer(question, hold_mark().position, limits)


def _answer(question: Question, mark: int, limits: Thresholds) -> OddAccess:
    numbers = [*Seal.objects.filter(position__gt=mark).values_list("happening_id", flat=True), *waiting_numbers()]
    tail = (r for r in readings_among(question.found, numbers) if question.begins <= r.at < question.ends)
    counted = Counted(question.hours, tallied(tail))
    return OddAccess(*(_named(odd) for odd in (_at_night(counted, limits), _too_many(counted, limits), _same_surname(counted, limits))))


def _at_night(counted: Counted, limits: Thresholds) -> list[Odd]:
    return _summed(counted.hours.filter(of_day__in=limits.night), "readings", "", (
        (slot, tally.moments) for slot, tally in counted.tail.items() if slot.hour.hour in limits.night
    ))


def _same_surname(counted: Counted, limits: Thresholds) -> list[Odd]:
    tail = ((slot, tally.alike) for slot, tally in counted.tail.items() if tally.alike)
    return _summed(counted.hours.filter(alike__gt=0), "alike", "alike_", tail, least=limits.same_surname)


def _summed(hours: QuerySet[ReadingHour], count: str, prefix: str, tail: Iterable[tuple[Slot, list[datetime]]], *, least: int = 1) -> list[Odd]:
    """By reader: what is counted, and the moments that are not."""
    sums = hours.values_list(*READER).annotate(Sum(count), Min(f"{prefix}first_at"), Max(f"{prefix}last_at"))
    found = {row[:3]: Odd(*row) for row in sums}
    for slot, moments in tail:
        reader = _reader(slot)
        more = Odd(*reader, len(moments), min(moments), max(moments))
        found[reader] = _both(found[reader], more) if reader in found else more
    return _most(odd for odd in found.values() if odd.readings >= least)


def _reader(slot: Slot) -> tuple[int, str, str]:
    return slot.by_id, slot.by_name, slot.by_institution


def _both(one: Odd, other: Odd) -> Odd:
    readings = one.readings + other.readings
    return replace(one, readings=readings, first_at=min(one.first_at, other.first_at), last_at=max(one.last_at, other.last_at))


def _too_many(counted: Counted, limits: Thresholds) -> list[Odd]:
    """Distinct records in one hour of the clock; the same one opened twice is one. An hour still going on is counted directly."""
    records = {slot: len(keys) for slot, keys in keys_read(counted.tail).items() if slot in counted.tail}
    busiest = counted.hours.filter(records__gte=limits.many_per_hour).order_by("-records", "by_id", "hour")[:LISTED]
    kept = {Slot(h.by_id, h.hour.astimezone(CHINA), h.by_name, h.by_institution): h.records for h in busiest}
    hour = timedelta(hours=1)
    return _most(Odd(*_reader(s), n, s.hour, s.hour + hour) for s, n in (kept | records).items() if n >= limits.many_per_hour)


def _most(found: Iterable[Odd]) -> list[Odd]:
    return sorted(found, key=lambda odd: (-odd.readings, odd.reader_id, odd.first_at, odd.reader, odd.institution))[:LISTED]


def _named(found: list[Odd]) -> list[Odd]:
    """Institutions by name, each looked up once."""
    names = {code: directory().institution_name(code) or code for code in {odd.institution for odd in found} if code}
    return [replace(odd, institution=names.get(odd.institution, "")) for odd in found]
