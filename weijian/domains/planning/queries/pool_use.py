"""How much of what was lent was used: hours used and hours offered, by resource and by institution, over a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from weijian.domains.planning.models import PoolBooking, PooledResource
from weijian.domains.planning.queries.pool_week import kind_of
from weijian.domains.planning.queries.pooling import minute, minutes_of, parts_of
from weijian.domains.planning.rules.pooling import Offering, offered_minutes
from weijian.domains.planning.states import BookingState
from weijian.domains.registry.api import Institution, fellowships_on

HOUR = 60


@dataclass(frozen=True)
class Use:
    """Minutes offered and used in a period, with the number of bookings used, not used, and past without a word."""

    offered: int
    used: int
    bookings: int
    unused: int
    unclosed: int

    @property
    def offered_hours(self) -> float:
        return self.offered / HOUR

    @property
    def used_hours(self) -> float:
        return self.used / HOUR

    @property
    def share(self) -> float | None:
        return self.used / self.offered if self.offered else None


@dataclass(frozen=True)
class ResourceUse:
    resource: PooledResource
    kind: str
    use: Use


@dataclass(frozen=True)
class HouseUse:
    """Hours an institution gave to others, received from others, and used of its own."""

    institution: Institution
    part: str
    given: float
    received: float
    own: float


@dataclass(frozen=True)
class Utilisation:
    """`without` are members of the lenders' consortia that used nothing."""

    from_on: date
    until_on: date
    total: Use
    resources: tuple[ResourceUse, ...]
    houses: tuple[HouseUse, ...]
    without: tuple[Institution, ...]


def utilisation(seen: QuerySet[PooledResource], found: QuerySet[PoolBooking], from_on: date, until_on: date, today: date) -> Utilisation:
    """Over a period, both days in; days to come are not counted as offered."""
    last = min(until_on, today)
    things = list(seen)
    told = list(found.filter(booked_on__range=(from_on, last), resource__in=[one.pk for one in things]))
    rows = [ResourceUse(one, kind_of(one), _use([b for b in told if b.resource_id == one.pk], _offered(one, from_on, last), today)) for one in things]
    kept = tuple(row for row in rows if row.use.offered or row.use.bookings or row.use.unclosed)
    return Utilisation(from_on, until_on, _use(told, sum(row.use.offered for row in kept), today), kept, _houses(told, until_on), _without(things, told, last))


def _offered(one: PooledResource, from_on: date, until_on: date) -> int:
    machine = one.equipment
    ends = [day for day in (one.ends_on, machine.ends_on if machine else None) if day is not None]
    return offered_minutes(Offering(one.weekdays, minute(one.opens_at), minute(one.closes_at), one.from_on, min(ends, default=None), from_on, until_on))


def _use(told: Iterable[PoolBooking], offered: int, today: date) -> Use:
    by_state: dict[str, list[PoolBooking]] = {}
    for one in told:
        by_state.setdefault(one.state, []).append(one)
    used, unsaid = by_state.get(BookingState.USED, []), [one for one in by_state.get(BookingState.BOOKED, []) if one.booked_on < today]
    return Use(offered, sum(minutes_of(one) for one in used), len(used), len(by_state.get(BookingState.NOT_USED, [])), len(unsaid))


def _houses(told: Iterable[PoolBooking], on: date) -> tuple[HouseUse, ...]:
    """Institutions by hours received, then given."""
    hours: dict[int, list[float]] = {}
    known: dict[int, Institution] = {}
    for one in (b for b in told if b.state == BookingState.USED):
        owner, user = one.resource.institution, one.institution
        for house in (owner, user):
            known[house.pk] = house
            hours.setdefault(house.pk, [0.0, 0.0, 0.0])
        if owner.pk == user.pk:
            hours[owner.pk][2] += minutes_of(one) / HOUR
        else:
            hours[owner.pk][0] += minutes_of(one) / HOUR
            hours[user.pk][1] += minutes_of(one) / HOUR
    parts = parts_of(known, on)
    rows = [HouseUse(known[key], parts.get(key, ""), *of) for key, of in hours.items()]
    return tuple(sorted(rows, key=lambda row: (-row.received, -row.given, row.institution.code)))


def _without(things: Iterable[PooledResource], told: Iterable[PoolBooking], on: date) -> tuple[Institution, ...]:
    lenders = {one.institution_id for one in things}
    members = set[int]().union(*(one.members for one in fellowships_on(on) if one.members & lenders))
    used = {one.institution_id for one in told if one.state == BookingState.USED}
    return tuple(Institution.objects.filter(pk__in=members - used).order_by("code"))
