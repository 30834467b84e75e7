"""Pooled machines and people: what is lent, who has which hours, who waits for them and whose turn it is."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from weijian.domains.planning.models import PoolBooking as PoolBooking
from weijian.domains.planning.models import PooledResource as PooledResource
from weijian.domains.planning.models import StatedRole
from weijian.domains.planning.queries.zones import in_force
from weijian.domains.planning.rules.layout import PART_WORDS, Part, Placed, part_of
from weijian.domains.planning.rules.pooling import Asking, Closing, Granting, Turn, rank_of
from weijian.domains.planning.states import HOLDING, BookingState
from weijian.domains.registry.api import Institution, affiliation_on, fellowships_on, kinds_on
from weijian.domains.workforce.api import fitness_on
from weijian.foundation.parameters.queries import setting
from weijian.kernel.dates import CHINA


def resources() -> QuerySet[PooledResource]:
    return PooledResource.objects.select_related("institution__place", "equipment", "practitioner").order_by("institution__code", "code")


def bookings() -> QuerySet[PoolBooking]:
    thing = ("resource__institution__place", "resource__equipment", "resource__practitioner")
    return PoolBooking.objects.select_related(*thing, "institution__place").order_by("booked_on", "starts_at", "pk")


def minute(at: time) -> int:
    return at.hour * 60 + at.minute


def moment_of(day: date, at: time) -> datetime:
    return datetime.combine(day, at, CHINA)


def span_of(one: PoolBooking) -> str:
    return f"{one.starts_at:%H:%M}–{one.ends_at:%H:%M}"


def minutes_of(one: PoolBooking) -> int:
    return minute(one.ends_at) - minute(one.starts_at)


def _same_thing(resource: PooledResource) -> QuerySet[PoolBooking]:
    """Bookings of any share of the same machine or person."""
    same: dict[str, Any] = {"resource__practitioner": resource.practitioner} if resource.practitioner else {"resource__equipment": resource.equipment}
    return bookings().filter(**same)


def _over(resource: PooledResource, day: date, starts_at: time, ends_at: time) -> QuerySet[PoolBooking]:
    return _same_thing(resource).filter(booked_on=day, starts_at__lt=ends_at, ends_at__gt=starts_at)


def holding_at(resource: PooledResource, day: date, starts_at: time, ends_at: time) -> QuerySet[PoolBooking]:
    """Bookings that have some of these hours."""
    return _over(resource, day, starts_at, ends_at).filter(state__in=HOLDING)


def waiting_at(resource: PooledResource, day: date, starts_at: time, ends_at: time) -> QuerySet[PoolBooking]:
    return _over(resource, day, starts_at, ends_at).filter(state=BookingState.WAITING)


def free_now(waiting: Iterable[PoolBooking]) -> list[PoolBooking]:
    """Those whose own hours nobody has any more."""
    return [one for one in waiting if not holding_at(one.resource, one.booked_on, one.starts_at, one.ends_at).exists()]


def in_turn(about: PoolBooking) -> list[PoolBooking]:
    """Who waits for hours of this booking that are free now, whose turn it is first."""
    waiting = free_now(waiting_at(about.resource, about.booked_on, about.starts_at, about.ends_at))
    return by_turn(waiting)


def by_turn(waiting: Iterable[PoolBooking]) -> list[PoolBooking]:
    """In the order of parts that is set for the lender's place, of one part who asked first."""
    found = list(waiting)
    if not found:
        return []
    parts = {day: parts_of({one.institution_id for one in found if one.booked_on == day}, day) for day in {one.booked_on for one in found}}
    ranks = {one.pk: rank_of(Turn(parts[one.booked_on].get(one.institution_id, ""), order_for(one.resource, one.booked_on))) for one in found}
    return sorted(found, key=lambda one: (one.booked_on, ranks[one.pk], one.asked_at, one.pk))


def order_for(resource: PooledResource, on: date) -> tuple[str, ...]:
    return tuple(setting("planning.pool_order", on=on, region_code=resource.institution.place.code).value)


def parts_of(institutions: Iterable[int], on: date) -> dict[int, str]:
    """Which part each of these institutions has in the layout on the day, in words: the one it was given by a document, else the one it has by what it is."""
    leads, keys = affiliation_on(on).leads, list(institutions)
    stated = dict(in_force(StatedRole.objects.filter(institution__in=keys), on).values_list("institution_id", "part"))
    return {key: PART_WORDS[Part(stated[key]) if key in stated else part_of(Placed(kind, key in leads))] for key, kind in kinds_on(keys, on).items()}


def together(owner: Institution, other: Institution, on: date) -> bool:
    """The same institution, or both in one consortium on the day."""
    return owner.pk == other.pk or any({owner.pk, other.pk} <= one.members for one in fellowships_on(on))


def is_lent(resource: PooledResource, on: date) -> bool:
    """The share runs on the day, and the machine stands and is shared."""
    machine = resource.equipment
    runs = resource.from_on <= on and (resource.ends_on is None or on <= resource.ends_on)
    return runs and (machine is None or (machine.shared and machine.from_on <= on and (machine.ends_on is None or on <= machine.ends_on)))


def is_fit(resource: PooledResource, on: date) -> bool:
    """A person is in post with the lender and works under a licence in force; a machine always is."""
    if resource.practitioner is None:
        return True
    fit = fitness_on(resource.practitioner, resource.institution.code, on)
    return fit.posted and fit.licensed


def of_house(institution: int) -> Q:
    """Bookings of what an institution lends, and those for it."""
    return Q(institution=institution) | Q(resource__institution=institution)


def asking(resource: PooledResource, institution: Institution, day: date, starts_at: time, ends_at: time, on: date, purpose: str = "-") -> Asking:
    """The facts the rule asks about hours of something lent."""
    owner = resource.institution
    return Asking(
        institution.name, owner.name, day, on, minute(starts_at), minute(ends_at), resource.weekdays, minute(resource.opens_at), minute(resource.closes_at),
        together=together(owner, institution, day), lent=is_lent(resource, day), fit=is_fit(resource, day), purpose=purpose,
    )


def granting(held: PoolBooking, reason: str) -> Granting:
    """The facts about giving its time to a request that waits."""
    taken = holding_at(held.resource, held.booked_on, held.starts_at, held.ends_at).first()
    first = next(iter(in_turn(held)), held)
    before = first.institution.name if first.pk != held.pk else ""
    return Granting(BookingState(held.state), span_of(taken) if taken else "", before, reason)


def closing(held: PoolBooking, to: BookingState, at: datetime, reason: str = "") -> Closing:
    """The facts about saying what became of a booking."""
    begins = moment_of(held.booked_on, held.starts_at)
    other = holding_at(held.resource, held.booked_on, held.starts_at, held.ends_at).exclude(pk=held.pk).first()
    return Closing(BookingState(held.state), to, at >= begins, f"{begins:%Y-%m-%d %H:%M}", reason, span_of(other) if other else "")


def within(place: str, on: date) -> set[int] | None:
    """Institutions whose things can be had in a place: those there and all in a consortium with one of them. None: everywhere."""
    if not place:
        return None
    there = set(Institution.objects.filter(place__code__startswith=place).values_list("pk", flat=True))
    return there.union(*(one.members for one in fellowships_on(on) if one.members & there))
