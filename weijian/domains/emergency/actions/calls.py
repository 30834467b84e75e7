"""Calls: taken, read, left without a vehicle for a reason, set aside as no emergency, and put back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from weijian.domains.emergency import permissions
from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.events import CallLeftUnserved, CallRestored, CallSetAside, CallTaken, EmergencyCallRead
from weijian.domains.emergency.models import EmergencyCall
from weijian.domains.emergency.queries.held import held_call, running_to
from weijian.domains.emergency.rules import calls as rules
from weijian.domains.emergency.states import COMPLAINT_WORDS, UNSERVED_WORDS, VALIDITY_WORDS, CallState, Complaint, Unserved, Validity
from weijian.domains.registry.api import Place
from weijian.foundation.happenings.trail import record
from weijian.kernel.phones import fault_in_phone, normalised_phone
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewCall:
    """A call as typed; `client_key` was made where it was typed, so that sending it twice makes one call."""

    client_key: UUID
    received_at: datetime
    place: Place
    complaint: Complaint
    critical: bool = False
    phone: str = ""
    address: str = ""
    words: str = ""
    lon: float | None = None
    lat: float | None = None
    error_metres: int | None = None
    validity: Validity = Validity.VALID
    first: EmergencyCall | None = None


@transaction.atomic
def take_call(new: NewCall, *, by: Standing, at: datetime) -> EmergencyCall:
    """Enter a call once, however often it is sent."""
    must(permissions.refusal_to_handle_call(by, new.place.name, new.place.code))
    first = _first_of(new.first)
    must(rules.refusal_to_take_call(rules.Taking(
        new.received_at, at, new.lon is not None, new.lat is not None, new.validity, first.received_at if first else None,
    )))
    made, fresh = _kept(new, first, by)
    if fresh:
        record(CallTaken(made.pk, COMPLAINT_WORDS[new.complaint], new.place.name, VALIDITY_WORDS[new.validity]), by=by, at=at)
    return made


def _first_of(call: EmergencyCall | None, repeat: EmergencyCall | None = None) -> EmergencyCall | None:
    """The call that began it, held with the one that repeats it: what is said to repeat a repeat repeats the first."""
    keys = [one.pk for one in (call, repeat) if one is not None]
    held = {one.pk: one for one in EmergencyCall.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    found = held[call.pk] if call is not None else None
    return found.first if found is not None and found.first is not None else found


def _kept(new: NewCall, first: EmergencyCall | None, by: Standing) -> tuple[EmergencyCall, bool]:
    """The call of this key, and whether it is new."""
    held = EmergencyCall.objects.filter(client_key=new.client_key).first()
    if held is None:
        try:
            with transaction.atomic():
                return _made(new, first, by), True
        except IntegrityError:  # the same key was kept in this very moment
            held = EmergencyCall.objects.filter(client_key=new.client_key).first()
    if held is None or (held.place_id, held.complaint) != (new.place.pk, new.complaint):
        raise Refusal(say.KEY_TAKEN)
    return held, False


def _made(new: NewCall, first: EmergencyCall | None, by: Standing) -> EmergencyCall:
    if new.phone.strip():
        must(fault_in_phone(new.phone))
    repeats = new.validity is Validity.DUPLICATE
    return EmergencyCall.objects.create(
        client_key=new.client_key, received_at=new.received_at, place=new.place, phone=normalised_phone(new.phone) or None, address=new.address.strip(),
        lon=new.lon, lat=new.lat, error_metres=new.error_metres, complaint=new.complaint, words=new.words.strip(), critical=new.critical,
        validity=new.validity, first=first if repeats else None, state=CallState.WAITING if new.validity is Validity.VALID else CallState.SET_ASIDE,
        taken_by_name=by.name,
    )


@transaction.atomic
def read_call(call: EmergencyCall, *, by: Standing, at: datetime) -> None:
    """Whoever opens a call has seen where somebody in need is; that is noted."""
    record(EmergencyCallRead(call.pk), by=by, at=at)


@transaction.atomic
def leave_unserved(call: EmergencyCall, reason: Unserved | None, note: str, *, by: Standing, at: datetime) -> EmergencyCall:
    """No vehicle goes, for this reason; said again, the reason is put right."""
    held = held_call(call, by)
    must(rules.refusal_to_leave_unserved(rules.LeavingUnserved(CallState(held.state), reason, note, running_to(held))))
    assert reason is not None  # the rule has refused it
    held.state, held.unserved, held.unserved_note = CallState.UNSERVED, reason, note.strip()
    held.save(update_fields=["state", "unserved", "unserved_note"])
    record(CallLeftUnserved(held.pk, UNSERVED_WORDS[reason], held.unserved_note), by=by, at=at)
    return held


@transaction.atomic
def set_aside_call(call: EmergencyCall, validity: Validity, first: EmergencyCall | None, *, by: Standing, at: datetime) -> EmergencyCall:
    """It was no valid emergency call, or repeats another."""
    first = _first_of(first, call)
    held = held_call(call, by)
    if validity is Validity.DUPLICATE and first is not None:
        must(permissions.refusal_to_handle_call(by, first.place.name, first.place.code))
    must(rules.refusal_to_set_aside(rules.SettingAside(
        CallState(held.state), validity, held.received_at, first.received_at if first else None, first is not None and first.pk == held.pk,
        running_to(held), held.repeats.count(),
    )))
    held.state, held.validity, held.unserved, held.unserved_note = CallState.SET_ASIDE, validity, "", ""
    held.first = first if validity is Validity.DUPLICATE else None
    held.save(update_fields=["state", "validity", "first", "unserved", "unserved_note"])
    record(CallSetAside(held.pk, VALIDITY_WORDS[validity]), by=by, at=at)
    return held


@transaction.atomic
def restore_call(call: EmergencyCall, *, by: Standing, at: datetime) -> EmergencyCall:
    """It was a valid call after all: it waits for a vehicle, or has had one."""
    held = held_call(call, by)
    must(rules.refusal_to_restore(rules.Restoring(CallState(held.state))))
    held.state, held.validity, held.first = CallState.SERVED if held.missions.exists() else CallState.WAITING, Validity.VALID, None
    held.save(update_fields=["state", "validity", "first"])
    record(CallRestored(held.pk), by=by, at=at)
    return held
