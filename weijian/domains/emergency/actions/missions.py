"""Missions: a vehicle is sent, its moments are stamped and put right, it is stood down."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from weijian.domains.emergency import permissions
from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.events import MissionStamped, MissionStoodDown, StampCorrected, VehicleSent
from weijian.domains.emergency.models import Ambulance, EmergencyCall, EmergencyMission
from weijian.domains.emergency.queries.fleet import ambulances, fleet
from weijian.domains.emergency.queries.held import clock, held_call, held_mission
from weijian.domains.emergency.queries.missions import neighbours_of
from weijian.domains.emergency.rules import missions as rules
from weijian.domains.emergency.states import IN_HOSPITAL, NOT_STAMPED, REOPENS, STAMP_WORDS, STOOD_DOWN_WORDS, CallState, Stamp, StoodDown
from weijian.domains.registry.api import Institution
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.event import Event
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@transaction.atomic
def send_vehicle(call: EmergencyCall, ambulance: Ambulance, why: str, *, by: Standing, at: datetime) -> EmergencyMission:
    """Send it. The call and the vehicle are held meanwhile, so that one vehicle goes to one call; sent twice to the same call it goes once."""
    held = held_call(call, by)
    vehicle = Ambulance.objects.select_for_update().get(pk=ambulance.pk)
    out = EmergencyMission.objects.filter(ambulance=vehicle, handed_over_at__isnull=True, stood_down_at__isnull=True).first()
    if out is not None and out.call_id == held.pk:
        return out
    line = next(iter(fleet(at, ambulances().filter(pk=vehicle.pk)).lines), None)
    must(permissions.refusal_to_handle_vehicle(by, vehicle.plate, *_whose(vehicle, line.station if line else None), permissions.CALL_WRITE))
    must(rules.refusal_to_send(rules.Sending(
        CallState(held.state), vehicle.plate, local_day(at).isoformat(), line is not None, out is not None, line.words if line else "", why,
    )))
    assert line is not None  # the rule has refused it
    override = why.strip() if line.lacks else ""
    made = _kept(EmergencyMission(
        call=held, ambulance=vehicle, crew=line.crew, station=line.station, sent_by_name=by.name, override=override, dispatched_at=at,
    ))
    held.state, held.unserved, held.unserved_note = CallState.SERVED, "", ""
    held.save(update_fields=["state", "unserved", "unserved_note"])
    record(VehicleSent(held.pk, made.pk, vehicle.plate, line.station.name, override), by=by, at=at)
    return made


def _whose(vehicle: Ambulance, station: Institution | None) -> tuple[frozenset[str], frozenset[str]]:
    houses = [vehicle.institution, *([station] if station else [])]
    return frozenset(one.place.code for one in houses), frozenset(one.code for one in houses)


def _kept(mission: EmergencyMission) -> EmergencyMission:
    try:
        with transaction.atomic():
            mission.save()
    except IntegrityError:  # the same vehicle was sent in this very moment
        raise Refusal(say.VEHICLE_OUT, plate=mission.ambulance.plate) from None
    return mission


@dataclass(frozen=True)
class NewStamp:
    """A moment of a mission; `where` is the hospital it went to, or where the village's responder came from; `why` is asked when it is put right."""

    stamp: Stamp
    moment: datetime
    where: Institution | None = None
    why: str = ""


@transaction.atomic
def stamp_mission(mission: EmergencyMission, new: NewStamp, *, by: Standing, at: datetime) -> EmergencyMission:
    """Set a moment, or put it right with a reason. Tapped twice, it stands as tapped first."""
    held = held_mission(mission, by)
    field = f"{new.stamp.value}_at"
    was: datetime | None = getattr(held, field)
    if was is not None and not new.why.strip() and new.moment == at:
        return held
    where = new.where or _where(held, new.stamp)
    must(rules.refusal_to_stamp(rules.Stamping(
        new.stamp, new.moment, at, held.state, was, *neighbours_of(held, new.stamp), where is not None or new.stamp not in (Stamp.RESPONDER, *IN_HOSPITAL),
        new.why,
    )))
    setattr(held, field, new.moment)
    _put_where(held, new.stamp, where)
    held.save()
    record(_told(held, new, was), by=by, at=at)
    return held


def _where(held: EmergencyMission, stamp: Stamp) -> Institution | None:
    return held.responder if stamp is Stamp.RESPONDER else held.destination if stamp in IN_HOSPITAL else None


def _put_where(held: EmergencyMission, stamp: Stamp, where: Institution | None) -> None:
    if stamp is Stamp.RESPONDER:
        held.responder = where
    elif where is not None and (stamp in IN_HOSPITAL or stamp is Stamp.LEFT_SCENE):
        held.destination = where


def _told(held: EmergencyMission, new: NewStamp, was: datetime | None) -> Event:
    plate, words = held.ambulance.plate, STAMP_WORDS[new.stamp]
    if not new.why.strip():
        return MissionStamped(held.call_id, held.pk, plate, words, clock(new.moment))
    return StampCorrected(held.call_id, held.pk, plate, words, clock(was) if was else NOT_STAMPED, clock(new.moment), new.why.strip())


@transaction.atomic
def stand_down(mission: EmergencyMission, reason: StoodDown, note: str, *, by: Standing, at: datetime) -> EmergencyMission:
    """It comes back without a patient. Where the patient still waits (breakdown, another vehicle), so does the call again."""
    held = held_mission(mission, by)
    must(rules.refusal_to_stand_down(rules.StandingDown(held.state, reason, note)))
    held.stood_down_at, held.stood_down, held.stood_down_note = at, reason, note.strip()
    held.save(update_fields=["stood_down_at", "stood_down", "stood_down_note"])
    others = held.call.missions.filter(stood_down_at__isnull=True).exists()
    if reason in REOPENS and not others and held.call.state == CallState.SERVED:
        held.call.state = CallState.WAITING
        held.call.save(update_fields=["state"])
    record(MissionStoodDown(held.call_id, held.pk, held.ambulance.plate, STOOD_DOWN_WORDS[reason], held.stood_down_note), by=by, at=at)
    return held
