"""The week of what is pooled: who has which hours, what is free; who waits, what is to be decided, closed, or stands on sand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from weijian.domains.planning.models import PoolBooking, PooledResource
from weijian.domains.planning.permissions import POOL_WRITE
from weijian.domains.planning.queries.pooling import bookings, by_turn, is_fit, is_lent, minute, parts_of
from weijian.domains.planning.rules.pooling import WEEKDAY_WORDS, WEEKDAYS, Freedom, clock, gaps_of
from weijian.domains.planning.states import HOLDING, BookingState
from weijian.domains.planning.visibility import bookings_decided, bookings_kept
from weijian.domains.registry.api import equipment_label
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.standing import Standing

MOST_SHOWN, DAYS = 40, 7


@dataclass(frozen=True)
class Gap:
    """Free hours of a day."""

    from_at: str
    until_at: str


@dataclass(frozen=True)
class Cell:
    """One day of one resource. `lent`: it can be had on the day at all; `past`: its day is over."""

    day: date
    lent: bool
    past: bool
    bookings: tuple[PoolBooking, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Row:
    resource: PooledResource
    kind: str
    hours: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Week:
    monday: date
    days: tuple[date, ...]
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True)
class Waiter:
    """A request that waits, with its institution's part; `turn`: its hours are free and nobody's turn is earlier."""

    booking: PoolBooking
    part: str
    turn: bool = False


@dataclass(frozen=True)
class Pending:
    """What somebody has to see to. `decide`: hours are free and waited for; `late`: waited in vain, to be closed; `unclosed`: past, and nobody said
    whether it was used; `broken`: booked ahead, and the thing can no longer be had."""

    decide: tuple[Waiter, ...]
    waiting: tuple[Waiter, ...]
    late: tuple[Waiter, ...]
    unclosed: tuple[PoolBooking, ...]
    broken: tuple[PoolBooking, ...]


def week_of(seen: QuerySet[PooledResource], monday: date, on: date) -> Week:
    """Resources lent in the week, a row each."""
    days = tuple(monday + timedelta(days=n) for n in range(DAYS))
    lent = seen.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=monday), from_on__lte=days[-1])
    shown = list(lent[:MOST_SHOWN])
    taken = _in_week(shown, days)
    rows = tuple(Row(one, kind_of(one), hours_of(one), tuple(_cell(one, day, on, taken.get((_thing(one), day), [])) for day in days)) for one in shown)
    return Week(monday, days, rows, max(0, lent.count() - len(shown)))


def _thing(resource: PooledResource) -> tuple[int | None, int | None]:
    return resource.equipment_id, resource.practitioner_id


def _in_week(shown: Sequence[PooledResource], days: Sequence[date]) -> dict[tuple[tuple[int | None, int | None], date], list[PoolBooking]]:
    """Bookings of the same machines and persons by thing and day, cancelled ones left out."""
    things = Q(resource__equipment__in={one.equipment_id for one in shown if one.equipment_id})
    things |= Q(resource__practitioner__in={one.practitioner_id for one in shown if one.practitioner_id})
    found: dict[tuple[tuple[int | None, int | None], date], list[PoolBooking]] = {}
    for one in bookings().filter(things, booked_on__range=(days[0], days[-1])).exclude(state=BookingState.CANCELLED):
        found.setdefault((_thing(one.resource), one.booked_on), []).append(one)
    return found


def _cell(resource: PooledResource, day: date, on: date, taken: list[PoolBooking]) -> Cell:
    lent = is_lent(resource, day) and str(day.isoweekday()) in resource.weekdays
    had = tuple((minute(one.starts_at), minute(one.ends_at)) for one in taken if one.state in HOLDING)
    gaps = gaps_of(Freedom(minute(resource.opens_at), minute(resource.closes_at), had)) if lent and day >= on else ()
    return Cell(day, lent, day < on, tuple(one for one in taken if one.resource_id == resource.pk), tuple(Gap(clock(a), clock(b)) for a, b in gaps))


def kind_of(resource: PooledResource) -> str:
    """The kind of machine; of a person, that she is one. In the reader's language."""
    return gettext(equipment_label(resource.equipment.kind)) if resource.equipment else gettext("借出人员")


def hours_of(resource: PooledResource) -> str:
    """In the reader's language."""
    days = [gettext(WEEKDAY_WORDS[int(day) - 1]) for day in sorted(resource.weekdays)]
    in_a_row = len(days) > 2 and "".join(sorted(resource.weekdays)) in WEEKDAYS
    said = gettext("%(first)s至%(last)s") % {"first": days[0], "last": days[-1]} if in_a_row else gettext("、").join(days)
    return f"{said} {resource.opens_at:%H:%M}–{resource.closes_at:%H:%M}"


def pending_of(seen: QuerySet[PoolBooking], at: datetime) -> Pending:
    """Everything that waits for somebody, of the bookings she sees; nobody is left out of a list."""
    waiting, late = _still_waiting(seen, at), list(seen.filter(_begun(at), state=BookingState.WAITING))
    free, part = _free_among(waiting), _parts([*waiting, *late])
    first = {one.pk for i, one in enumerate(free) if not any(_meet(one, earlier) for earlier in free[:i])}
    decide = tuple(Waiter(one, part[one.pk], one.pk in first) for one in free)
    blocked = tuple(Waiter(one, part[one.pk]) for one in by_turn(one for one in waiting if one not in free))
    unclosed = tuple(seen.filter(_over(at), state=BookingState.BOOKED))
    return Pending(decide, blocked, tuple(Waiter(one, part[one.pk]) for one in late), unclosed, _broken(seen.filter(booked_on__gte=local_day(at))))


@dataclass(frozen=True)
class PoolToDo:
    """Bookings whose time has passed and which she closes, and requests she decides about, whose time is free."""

    unclosed: int
    decide: int


def pool_waiting_for(standing: Standing, *, at: datetime) -> PoolToDo:
    if not standing.may(POOL_WRITE):
        return PoolToDo(0, 0)
    kept, decided = bookings_kept(bookings(), standing), bookings_decided(bookings(), standing)
    return PoolToDo(kept.filter(_over(at), state=BookingState.BOOKED).count(), len(_free_among(_still_waiting(decided, at))))


def _over(at: datetime) -> Q:
    """Its time has passed."""
    today, now = local_day(at), at.astimezone(CHINA).time()
    return Q(booked_on__lt=today) | Q(booked_on=today, ends_at__lte=now)


def _begun(at: datetime) -> Q:
    today, now = local_day(at), at.astimezone(CHINA).time()
    return Q(booked_on__lt=today) | Q(booked_on=today, starts_at__lte=now)


def _still_waiting(seen: QuerySet[PoolBooking], at: datetime) -> list[PoolBooking]:
    return list(seen.filter(state=BookingState.WAITING).exclude(_begun(at)))


def _free_among(waiting: Sequence[PoolBooking]) -> list[PoolBooking]:
    """Those whose own hours nobody has any more, whose turn it is first."""
    held = list(bookings().filter(state__in=HOLDING, booked_on__in={one.booked_on for one in waiting}))
    return by_turn(one for one in waiting if not any(_meet(one, other) for other in held))


def _broken(ahead: QuerySet[PoolBooking]) -> tuple[PoolBooking, ...]:
    """Booked ahead, and on the day the thing can no longer be had; of one resource and day it is asked once."""
    found = list(ahead.filter(state=BookingState.BOOKED))
    sound = {key: is_lent(one.resource, one.booked_on) and is_fit(one.resource, one.booked_on) for key, one in {_when(one): one for one in found}.items()}
    return tuple(one for one in found if not sound[_when(one)])


def _when(one: PoolBooking) -> tuple[int, date]:
    return one.resource_id, one.booked_on


def _meet(one: PoolBooking, other: PoolBooking) -> bool:
    """Both want some of the same hours of one thing."""
    same = _thing(one.resource) == _thing(other.resource) and one.booked_on == other.booked_on
    return same and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _parts(found: Sequence[PoolBooking]) -> dict[int, str]:
    by_day = {day: parts_of({one.institution_id for one in found if one.booked_on == day}, day) for day in {one.booked_on for one in found}}
    return {one.pk: by_day[one.booked_on].get(one.institution_id, "") for one in found}
