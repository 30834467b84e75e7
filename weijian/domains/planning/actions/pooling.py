"""Pooled machines and people: booked or waited for, given to who waits, used, not used, cancelled. Each deed holds the thing it is about."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import PoolBooked, PoolCancelled, PoolGranted, PoolNotUsed, PoolOffered, PoolUsed, PoolWaiting
from weijian.domains.planning.models import PoolBooking, PooledResource
from weijian.domains.planning.permissions import POOL_WRITE, OnPool, acts_everywhere, offices, refusal_to_act_on_pool
from weijian.domains.planning.queries import pooling as ask
from weijian.domains.planning.rules.pooling import Taking, refusal_to_ask, refusal_to_close, refusal_to_grant, refusal_to_take
from weijian.domains.planning.states import BookingState
from weijian.domains.registry.api import Institution, fellowships_on
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewBooking:
    """As typed. `wait`: where the time is taken, wait for it. `client_key` is of the form it came in: sent twice it is one booking."""

    resource: PooledResource
    institution: Institution
    booked_on: date
    starts_at: time
    ends_at: time
    purpose: str
    wait: bool = False
    client_key: str | None = None


@transaction.atomic
def book_resource(new: NewBooking, *, by: Standing, at: datetime) -> PoolBooking:
    """Promised, or waiting where somebody has the time. The machine or the person is held meanwhile, so that it is promised once."""
    resource = _held(new.resource)
    must(_refusal_to_act(resource, new.institution, by, at))
    if sent := _sent_before(new):
        return sent
    must(refusal_to_ask(ask.asking(resource, new.institution, new.booked_on, new.starts_at, new.ends_at, local_day(at), new.purpose)))
    refused = refusal_to_take(_taking(resource, new))
    if refused is not None and not new.wait:
        raise refused
    made = _keep(new, BookingState.BOOKED if refused is None else BookingState.WAITING, by, at)
    event = PoolBooked if refused is None else PoolWaiting
    record(event(made.pk, resource.code, made.booked_on, ask.span_of(made), new.institution.name), by=by, at=at)
    return made


def _held(resource: PooledResource) -> PooledResource:
    """Every share of the same machine or person, in one order, so that two of them are not promised at once."""
    same = {"equipment_id": resource.equipment_id, "practitioner_id": resource.practitioner_id}
    list(PooledResource.objects.select_for_update().filter(**same).order_by("pk").values_list("pk", flat=True))
    return ask.resources().get(pk=resource.pk)


def _refusal_to_act(resource: PooledResource, institution: Institution | None, by: Standing, at: datetime) -> Refusal | None:
    """May she, for this institution; or, where none is named, may she manage it?"""
    if acts_everywhere(by):
        return None
    owner, place, code = resource.institution, institution.place.code if institution else "", institution.code if institution else ""
    leads = frozenset(one.lead_code for one in fellowships_on(local_day(at)) if owner.pk in one.members)
    whose = institution.name if institution else owner.name
    reached, served = offices(by.places_for(POOL_WRITE)), by.institutions_for(POOL_WRITE)
    return refusal_to_act_on_pool(OnPool(str(resource), owner.place.code, owner.code, leads, whose, place, code, reached, served))


def _sent_before(new: NewBooking) -> PoolBooking | None:
    """The booking this very form made before, or the request that waits already; a form that says something else now is not the same."""
    sent = ask.bookings().filter(client_key=new.client_key).first() if new.client_key else None
    if sent is None:
        waits = ask.bookings().filter(resource=new.resource, institution=new.institution, booked_on=new.booked_on, state=BookingState.WAITING)
        return waits.filter(starts_at=new.starts_at, ends_at=new.ends_at).first() if new.wait else None
    told = (new.resource.pk, new.institution.pk, new.booked_on, new.starts_at, new.ends_at)
    if told != (sent.resource_id, sent.institution_id, sent.booked_on, sent.starts_at, sent.ends_at):
        raise Refusal(say.BOOKING_KEY_USED)
    return sent


def _taking(resource: PooledResource, new: NewBooking) -> Taking:
    taken = ask.holding_at(resource, new.booked_on, new.starts_at, new.ends_at).first()
    waits = next(iter(ask.free_now(ask.waiting_at(resource, new.booked_on, new.starts_at, new.ends_at))), None)
    return Taking(ask.span_of(taken) if taken else "", ask.span_of(waits) if waits else "")


def _keep(new: NewBooking, state: BookingState, by: Standing, at: datetime) -> PoolBooking:
    made = PoolBooking(
        resource=new.resource, institution=new.institution, booked_on=new.booked_on, starts_at=new.starts_at, ends_at=new.ends_at,
        purpose=new.purpose.strip(), state=state, booked_by_name=by.name, asked_at=at, client_key=new.client_key or None,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the same form, sent in this very moment for something else
        raise Refusal(say.BOOKING_KEY_USED) from None
    return made


def _held_booking(booking: PoolBooking) -> PoolBooking:
    _held(booking.resource)
    return ask.bookings().select_for_update(of=("self",)).get(pk=booking.pk)


@transaction.atomic
def grant_booking(booking: PoolBooking, reason: str, *, by: Standing, at: datetime) -> PoolBooking:
    """Who waited has it: whose turn it is, or another with a reason. Decided by who manages the thing, never by who asks."""
    held = _held_booking(booking)
    must(_refusal_to_act(held.resource, None, by, at))
    must(refusal_to_grant(ask.granting(held, reason)))
    where = (held.resource, held.institution, held.booked_on, held.starts_at, held.ends_at)
    must(refusal_to_ask(ask.asking(*where, local_day(at), held.purpose)))
    held.state, held.reason = BookingState.BOOKED, reason.strip()
    held.save(update_fields=["state", "reason"])
    record(PoolGranted(held.pk, f"：{held.reason}" if held.reason else ""), by=by, at=at)
    return held


def _closed(booking: PoolBooking, to: BookingState, reason: str, by: Standing, at: datetime) -> PoolBooking:
    held = _held_booking(booking)
    must(_refusal_to_act(held.resource, held.institution, by, at))
    must(refusal_to_close(ask.closing(held, to, at, reason)))
    held.state, held.reason = to, reason.strip()
    held.save(update_fields=["state", "reason"])
    return held


@transaction.atomic
def use_booking(booking: PoolBooking, *, by: Standing, at: datetime) -> PoolBooking:
    """It was used."""
    held = _closed(booking, BookingState.USED, "", by, at)
    record(PoolUsed(held.pk), by=by, at=at)
    return held


@transaction.atomic
def leave_unused(booking: PoolBooking, reason: str, *, by: Standing, at: datetime) -> PoolBooking:
    """Its time passed and it was not used, and why."""
    held = _closed(booking, BookingState.NOT_USED, reason, by, at)
    record(PoolNotUsed(held.pk, held.reason), by=by, at=at)
    return held


@transaction.atomic
def cancel_booking(booking: PoolBooking, reason: str, *, by: Standing, at: datetime) -> PoolBooking:
    """It will not be, and why; whoever waits for the time and comes first in the order of parts is shown as to be decided."""
    held = _closed(booking, BookingState.CANCELLED, reason, by, at)
    record(PoolCancelled(held.pk, held.reason), by=by, at=at)
    for turn in ask.in_turn(held)[:1]:
        record(PoolOffered(turn.pk), by=by, at=at)
    return held
