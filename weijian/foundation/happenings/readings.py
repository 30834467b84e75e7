"""How much each person read, by the hour: counted when readings are sealed, so that no page has to count a year of them.

The counts hold no threshold. ReadingMark says how far along the chain they reach and moves in the transaction that counts, so a
reading is counted exactly once, whoever seals and whenever it is interrupted. A surname is compared as it stood when counted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from weijian.foundation.happenings.kinds import reading_kinds
from weijian.foundation.happenings.models import Happening, ReadingHour, ReadingMark, Seal
from weijian.foundation.people.directory import directory
from weijian.kernel.dates import CHINA

COUNTED_AT_ONCE = 5_000
SLOTS_AT_ONCE = 100  # SQLite refuses an expression that is a thousand deep
COMPOUND_SURNAMES = frozenset((
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯",
    "轩辕", "钟离", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "呼延", "端木", "南宫",
))
T = TypeVar("T")
IDENTITY = ["by_id", "hour", "by_name", "by_institution"]
COUNTS = ["readings", "records", "first_at", "last_at", "alike", "alike_first_at", "alike_last_at"]


class Reading(NamedTuple):
    by_id: int
    by_name: str
    by_institution: str
    at: datetime
    subject_kind: str
    subject_key: str

    @property
    def slot(self) -> "Slot":
        return Slot(self.by_id, self.at.astimezone(CHINA).replace(minute=0, second=0, microsecond=0), self.by_name, self.by_institution)


class Slot(NamedTuple):
    """One reader within one hour of the clock, under the name and at the institution she then had."""

    by_id: int
    hour: datetime
    by_name: str
    by_institution: str


@dataclass
class Tally:
    """The moments of a slot's readings, of those of the reader's own surname, and which records they were."""

    moments: list[datetime] = field(default_factory=list)
    alike: list[datetime] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)


def surname(name: str) -> str:
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def readings_among(found: QuerySet[Happening], numbers: Iterable[int]) -> Iterator[Reading]:
    """Which of the numbered happenings are readings by a person. Kinds are told apart here: asked of the database, SQLite would
    look through every reading there is before it looked at a number."""
    for some in _some(numbers, COUNTED_AT_ONCE):
        yield from (reading for _, reading in _readings(found.filter(pk__in=some)))


def _readings(found: QuerySet[Happening]) -> Iterator[tuple[int, Reading]]:
    kinds = set(reading_kinds())
    for number, kind, *row in found.values_list("pk", "kind", *Reading._fields):
        if kind in kinds and row[0] is not None:
            yield number, Reading._make(row)


def tallied(rows: Iterable[Reading]) -> dict[Slot, Tally]:
    """Readings by slot; a name is looked up once however often it is read."""
    rows, found = list(rows), defaultdict[Slot, Tally](Tally)
    names = _names({(r.subject_kind, r.subject_key) for r in rows})
    for row in rows:
        tally, key = found[row.slot], (row.subject_kind, row.subject_key)
        tally.moments.append(row.at)
        tally.keys.add(key)
        if row.by_name and surname(names.get(key, "")) == surname(row.by_name):
            tally.alike.append(row.at)
    return dict(found)


def _names(subjects: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in subjects:
        keys[kind].add(key)
    return {(kind, key): name for kind, some in keys.items() for key, name in directory().names_of(kind, some).items()}


def mark_position() -> int:
    return ReadingMark.objects.values_list("position", flat=True).first() or 0


def hold_mark() -> ReadingMark:
    """The mark, held until the transaction ends: nobody counts meanwhile."""
    ReadingMark.objects.get_or_create(pk=1)
    return ReadingMark.objects.select_for_update().get(pk=1)


@transaction.atomic
def count_sealed() -> bool:
    """Count the next sealed readings; False when all are. Also what a database from before this counting is brought up with."""
    mark = hold_mark()
    sealed = list(Seal.objects.filter(position__gt=mark.position).order_by("position").values_list("position", "happening_id")[:COUNTED_AT_ONCE])
    if not sealed:
        return False
    _add(tallied(readings_among(Happening.objects.all(), [number for _, number in sealed])), counted_until=mark.position)
    mark.position = sealed[-1][0]
    mark.save(update_fields=["position"])
    return True


def _add(tallies: Mapping[Slot, Tally], *, counted_until: int) -> None:
    kept = _kept(tallies)
    read_before = keys_read(kept, counted_until=counted_until)
    hours = [_sum(kept.get(slot) or _new(slot, tally), tally, read_before.get(slot, set())) for slot, tally in tallies.items()]
    ReadingHour.objects.bulk_create(hours, batch_size=1_000, update_conflicts=True, unique_fields=IDENTITY, update_fields=COUNTS)


def _kept(slots: Collection[Slot]) -> dict[Slot, ReadingHour]:
    found = (h for some in _some(slots, SLOTS_AT_ONCE) for h in ReadingHour.objects.filter(_any(Q(by_id=s.by_id, hour=s.hour) for s in some)))
    kept = {Slot(h.by_id, h.hour.astimezone(CHINA), h.by_name, h.by_institution): h for h in found}
    return {slot: hour for slot, hour in kept.items() if slot in slots}


def _new(slot: Slot, tally: Tally) -> ReadingHour:
    return ReadingHour(**slot._asdict(), of_day=slot.hour.hour, readings=0, records=0, first_at=tally.moments[0], last_at=tally.moments[0])


def _sum(hour: ReadingHour, tally: Tally, read_before: set[tuple[str, str]]) -> ReadingHour:
    hour.readings += len(tally.moments)
    hour.records += len(tally.keys - read_before)
    hour.first_at, hour.last_at = min(hour.first_at, *tally.moments), max(hour.last_at, *tally.moments)
    if tally.alike:
        hour.alike += len(tally.alike)
        hour.alike_first_at = min(tally.alike if hour.alike_first_at is None else [hour.alike_first_at, *tally.alike])
        hour.alike_last_at = max(tally.alike if hour.alike_last_at is None else [hour.alike_last_at, *tally.alike])
    hour.pk = None  # written by its slot, anew or over the one kept
    return hour


def keys_read(slots: Collection[Slot], *, counted_until: int | None = None) -> dict[Slot, set[tuple[str, str]]]:
    """Which records were read in these slots; with `counted_until`, by the readings sealed so far along the chain."""
    found: dict[Slot, set[tuple[str, str]]] = defaultdict(set)
    for some in _some(slots, SLOTS_AT_ONCE):
        within = _any(Q(by_id=s.by_id, at__gte=s.hour, at__lt=s.hour + timedelta(hours=1)) for s in some)
        rows = dict(_readings(Happening.objects.filter(within)))
        for number in rows if counted_until is None else _counted(rows, counted_until):
            found[rows[number].slot].add((rows[number].subject_kind, rows[number].subject_key))
    return found


def _counted(numbers: Iterable[int], until: int) -> Iterator[int]:
    for some in _some(numbers, COUNTED_AT_ONCE):
        yield from Seal.objects.filter(happening_id__in=some, position__lte=until).values_list("happening_id", flat=True)


def _some(things: Iterable[T], at_once: int) -> Iterator[list[T]]:
    waiting = iter(things)
    while some := list(islice(waiting, at_once)):
        yield some


def _any(conditions: Iterable[Q]) -> Q:
    return Q(*conditions, _connector=Q.OR)
