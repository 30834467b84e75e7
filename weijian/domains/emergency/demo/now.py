"""What goes on in the demo county at this very moment: three calls wait, two vehicles are out. Entered by this room's own actions."""

from datetime import datetime, timedelta

import numpy as np

from weijian.domains.emergency.actions.calls import NewCall, take_call
from weijian.domains.emergency.actions.missions import NewStamp, send_vehicle, stamp_mission
from weijian.domains.emergency.demo.calls import call_at, scene
from weijian.domains.emergency.models import EmergencyCall
from weijian.domains.emergency.queries.calls import vehicles_for
from weijian.domains.emergency.queries.fleet import ambulances
from weijian.domains.emergency.states import Complaint, Stamp
from weijian.foundation.people.models import Account
from weijian.foundation.people.standing import standing_of
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

DISPATCHER, WAIT_SECONDS, SENT_MINUTES = "zhou", (35, 190, 640), (26, 14)


def add(rng: np.random.Generator, *, by: Standing, at: datetime) -> int:
    """By the dispatcher of the cast, where there is one."""
    where, who = scene(at), Account.objects.filter(username=DISPATCHER).first()
    by = standing_of(who, on=local_day(at)) if who else by
    if not where.codes:
        return 0
    sent = [_sent(_taken(call_at(at - timedelta(minutes=m), where, rng), by), m, by) for m in SENT_MINUTES]
    waiting = [_taken(call_at(at - timedelta(seconds=s), where, rng), by) for s in WAIT_SECONDS]
    return len(sent) + len(waiting)


def _taken(drawn: EmergencyCall, by: Standing) -> EmergencyCall:
    """Entered when it came in."""
    said = {name: getattr(drawn, name) for name in ("client_key", "received_at", "place", "critical", "phone", "address", "lon", "lat", "error_metres")}
    return take_call(NewCall(**said, complaint=Complaint(drawn.complaint)), by=by, at=drawn.received_at)


def _sent(call: EmergencyCall, minutes: int, by: Standing) -> EmergencyCall:
    """By the nearest ready vehicle, already on its way; at the scene where it left long enough ago."""
    sent_at = call.received_at + timedelta(seconds=41)
    ready = [one for one in vehicles_for(call, ambulances(), sent_at) if one.line.ready]
    if not ready:
        return call
    mission = send_vehicle(call, ready[0].line.ambulance, "", by=by, at=sent_at)
    left_at = sent_at + timedelta(seconds=95)
    stamp_mission(mission, NewStamp(Stamp.DEPARTED, left_at), by=by, at=left_at)
    if minutes > 20:
        there_at = left_at + timedelta(minutes=15)
        stamp_mission(mission, NewStamp(Stamp.ARRIVED, there_at), by=by, at=there_at)
    return call
