"""Vehicles, calls and times for a program. A caller's number and address are told to those who answer the call."""

from typing import Any

from weijian.domains.emergency.queries.calls import CallLog, EmergencyCall, EmergencyMission, Waiting
from weijian.domains.emergency.queries.days import Days
from weijian.domains.emergency.queries.fleet import Fleet, VehicleLine
from weijian.domains.emergency.queries.handovers import GroupLine, Times
from weijian.domains.emergency.states import Stamp


def vehicle_of(line: VehicleLine) -> dict[str, Any]:
    crew, check, outage = line.crew, line.check, line.outage
    return {
        "id": line.ambulance.pk, "plate": line.ambulance.plate, "kind": line.ambulance.kind, "institution": line.ambulance.institution.code,
        "station": line.station.code, "station_name": line.station.name, "ready": line.ready, "lacks": line.lacks,
        "crew": {"starts_at": crew.starts_at, "ends_at": crew.ends_at} if crew else None,
        "check": {"checked_at": check.checked_at, "failed": check.failed} if check else None,
        "out_of_service": {"from_at": outage.from_at, "reason": outage.reason, "note": outage.note} if outage else None,
    }


def fleet_of(found: Fleet) -> dict[str, Any]:
    return {
        "at": found.at, "check_hours": found.check_hours, "on_file": len(found.lines), "ready": found.ready, "share": found.share,
        "failed_items": dict(found.failed),
        "stations": [{"code": one.station.code, "name": one.station.name, "vehicles": one.vehicles, "ready": one.ready} for one in found.stations],
        "vehicles": [vehicle_of(line) for line in found.lines],
    }


def line_of(call: EmergencyCall) -> dict[str, Any]:
    """A call without who rang and where exactly."""
    return {
        "id": call.pk, "received_at": call.received_at, "place": call.place.code, "complaint": call.complaint, "critical": call.critical,
        "validity": call.validity, "state": call.state, "unserved": call.unserved, "first": call.first_id,
    }


def mission_of(one: EmergencyMission) -> dict[str, Any]:
    return {
        "id": one.pk, "plate": one.ambulance.plate, "station": one.station.code, "state": one.state,
        **{f"{stamp.value}_at": getattr(one, f"{stamp.value}_at") for stamp in Stamp}, "destination": one.destination.code if one.destination else None,
        "responder": one.responder.code if one.responder else None, "override": one.override, "stood_down_at": one.stood_down_at,
        "stood_down": one.stood_down, "stood_down_note": one.stood_down_note,
    }


def call_of(call: EmergencyCall, whole: bool) -> dict[str, Any]:
    told = line_of(call)
    if whole:
        told |= {name: getattr(call, name) for name in ("phone", "address", "words", "lon", "lat", "error_metres", "unserved_note")}
    return {**told, "missions": [mission_of(one) for one in call.missions.all()]}


def log_of(log: CallLog, days: Days, waiting: list[Waiting], rows: list[EmergencyCall], after: str | None) -> dict[str, Any]:
    return {
        "from_on": log.criteria.from_on, "until_on": log.criteria.until_on, "received": log.received, "valid": log.valid, "served": log.served,
        "unserved": log.unserved, "share": log.share, "wanted_percent": days.wanted_percent,
        "days": [{"on": one.on, "valid": one.valid, "served": one.served, "waiting": one.waiting, "short": one.short} for one in days.lines],
        "unserved_reasons": {one.reason: one.calls for one in days.reasons},
        "waiting": [{**line_of(one.call), "seconds": one.seconds, "late": one.late} for one in waiting],
        "calls": [line_of(one) for one in rows], "after": after,
    }


def times_of(found: Times) -> dict[str, Any]:
    """Seconds."""
    return {
        "from_on": found.from_on, "until_on": found.until_on, "missions": found.missions,
        "segments": [{"segment": one.segment, **one.spread.__dict__, "limit": one.limit_seconds, "in_time": one.in_time} for one in found.segments],
        "townships": [_group(one) for one in found.townships], "stations": [_group(one) for one in found.stations],
        "outliers": [{"mission": one.mission.pk, "call": one.mission.call_id, "segment": one.segment, "seconds": one.seconds, "fence": one.fence_seconds}
                     for one in found.outliers],
    }


def _group(one: GroupLine) -> dict[str, Any]:
    return {"code": one.code, "name": one.name, "missions": one.missions, "segments": {s.value: spread.__dict__ for s, spread in one.spreads.items()}}
