"""A month of calls, the same for the same seed: where people live, answered by the nearest free vehicle, or not, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from weijian.domains.emergency.demo.fleet import DAYS, SHIFT, Vehicle
from weijian.domains.emergency.models import AmbulanceCrew, EmergencyCall, EmergencyMission
from weijian.domains.emergency.states import CallState, Complaint, StoodDown, Unserved, Validity
from weijian.domains.registry.api import CampusPoint, Place, campus_points, people_points, villages_on
from weijian.kernel.dates import local_day
from weijian.kernel.geo import distance_metres

NUMBER, DETOUR, METRES_A_SECOND = 300, 1.3, 12.5  # road to straight line; 45 km/h
TAKEN_BY = "周建军"
COMPLAINTS = list(Complaint)
SHARES = (0.16, 0.14, 0.24, 0.07, 0.1, 0.04, 0.04, 0.03, 0.1, 0.08)
INVALID, HOSPITALS, CLINIC, TOWNSHIP_DIGITS = (Validity.ENQUIRY, Validity.HOAX, Validity.WRONG_NUMBER, Validity.WITHDRAWN), "A1", "D6", 9
STREETS = ("路口", "市场旁", "小学门口", "二组", "卫生室旁", "养老院", "工地", "三岔路口")


@dataclass(eq=False)
class Scene:
    """Where people live and where patients go."""

    villages: dict[str, Place]
    codes: list[str]
    lon: np.ndarray
    lat: np.ndarray
    weights: np.ndarray
    hospitals: list[CampusPoint]
    clinics: dict[str, list[CampusPoint]] = field(default_factory=dict)


def scene(at: datetime) -> Scene:
    on, cells = local_day(at), people_points()
    villages = {place.code: place for place in villages_on(on)}
    there = np.array([code in villages for code in cells.place], dtype=np.bool_)
    cells, points = cells.only(there), campus_points(on, kinds=(HOSPITALS, CLINIC))
    clinics: dict[str, list[CampusPoint]] = {}
    for one in points:
        if one.kind.startswith(CLINIC):
            clinics.setdefault(one.place_code, []).append(one)
    hospitals = [one for one in points if one.kind.startswith(HOSPITALS)]
    return Scene(villages, list(cells.place), cells.lon, cells.lat, cells.people / cells.people.sum(), hospitals, clinics)


def key(rng: np.random.Generator) -> UUID:
    return UUID(bytes=rng.bytes(16), version=4)


def call_at(received_at: datetime, where: Scene, rng: np.random.Generator, **said: object) -> EmergencyCall:
    """A call from somewhere people live."""
    cell = int(rng.choice(len(where.codes), p=where.weights))
    complaint = COMPLAINTS[int(rng.choice(len(COMPLAINTS), p=SHARES))]
    place, critical = where.villages[where.codes[cell]], complaint is Complaint.UNCONSCIOUS or bool(rng.random() < 0.15)
    lon, lat = (float(v) + float(rng.normal(0, 0.001)) for v in (where.lon[cell], where.lat[cell]))
    return EmergencyCall(**{
        "client_key": key(rng), "received_at": received_at, "place": place, "phone": f"1380000{int(rng.integers(10_000)):04d}",
        "address": f"{place.name}{STREETS[int(rng.integers(len(STREETS)))]}", "lon": lon, "lat": lat, "error_metres": int(rng.integers(10, 400)),
        "complaint": complaint, "critical": critical, "taken_by_name": TAKEN_BY, **said,
    })


def add(vehicles: Sequence[Vehicle], rng: np.random.Generator, at: datetime) -> int:
    """How many calls of the days before today were entered."""
    where = scene(at)
    if not where.codes or not where.hospitals or not vehicles:
        return 0
    until = at - timedelta(hours=3)
    moments = sorted(until - timedelta(seconds=int(s)) for s in rng.integers(0, (DAYS - 1) * 86_400, NUMBER))
    calls, missions = [], []
    for moment in moments:
        call = _outcome(call_at(moment, where, rng), rng)
        calls.append(call)
        mission = _answered(call, vehicles, where, rng) if call.state == CallState.SERVED else None
        if mission is None and call.state == CallState.SERVED:
            call.state, call.unserved = CallState.UNSERVED, Unserved.NO_VEHICLE
        elif mission:
            missions.append(mission)
    EmergencyCall.objects.bulk_create(calls)
    EmergencyMission.objects.bulk_create(missions)
    return len(calls) + _repeats(calls, rng)


def _outcome(call: EmergencyCall, rng: np.random.Generator) -> EmergencyCall:
    """One in nine is no emergency; of the others three in a hundred are not answered."""
    luck = float(rng.random())
    call.state = CallState.SERVED
    if luck < 0.11:
        call.validity, call.state = INVALID[int(luck * 1000) % len(INVALID)], CallState.SET_ASIDE
    elif luck > 0.97:
        call.state, call.unserved = CallState.UNSERVED, (Unserved.OWN_WAY, Unserved.IMPASSABLE, Unserved.NEIGHBOUR)[int(luck * 1000) % 3]
    return call


def _repeats(calls: Sequence[EmergencyCall], rng: np.random.Generator) -> int:
    """Every thirtieth event is rung for twice."""
    firsts = [call for call in calls if call.state == CallState.SERVED][::30]
    said = [{name: getattr(one, name) for name in ("place", "address", "lon", "lat", "complaint", "critical", "taken_by_name")} for one in firsts]
    again = [
        EmergencyCall(**told, client_key=key(rng), received_at=one.received_at + timedelta(minutes=2), validity=Validity.DUPLICATE, first=one,
                      state=CallState.SET_ASIDE)
        for one, told in zip(firsts, said, strict=True)
    ]
    return len(EmergencyCall.objects.bulk_create(again))


def _answered(call: EmergencyCall, vehicles: Sequence[Vehicle], where: Scene, rng: np.random.Generator) -> EmergencyMission | None:
    """By the nearest vehicle that is free and crewed at the moment; None where there is none."""
    free = [one for one in vehicles if (one.free_at is None or one.free_at <= call.received_at) and _crew_at(one, call.received_at)]
    if not free or call.lat is None or call.lon is None:
        return None
    near = min(free, key=lambda one: (distance_metres(call.lat or 0, call.lon or 0, one.point.lat, one.point.lon), one.ambulance.plate))
    mission = _driven(call, near, where, rng)
    near.free_at = mission.handed_over_at or mission.stood_down_at
    return mission


def _crew_at(one: Vehicle, at: datetime) -> AmbulanceCrew | None:
    return next((crew for starts, crew in one.crews.items() if starts <= at < starts + SHIFT), None)


def after(moment: datetime, rng: np.random.Generator, least: float, mean: float) -> datetime:
    """Some seconds later: at least so many, and on average so many more."""
    return moment + timedelta(seconds=float(least + rng.gamma(2.0, mean / 2)))


def _drive(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    return distance_metres(lat, lon, to_lat, to_lon) * DETOUR / METRES_A_SECOND


def _driven(call: EmergencyCall, one: Vehicle, where: Scene, rng: np.random.Generator) -> EmergencyMission:
    lat, lon = float(call.lat or 0), float(call.lon or 0)
    sent = after(call.received_at, rng, 12, 32)
    left = after(sent, rng, 45, 70)
    there = after(left, rng, 60 + _drive(one.point.lat, one.point.lon, lat, lon), 90)
    made = EmergencyMission(
        call=call, ambulance=one.ambulance, crew=_crew_at(one, call.received_at), station=one.station, sent_by_name=TAKEN_BY, dispatched_at=sent,
        departed_at=left, arrived_at=there,
    )
    _responder(made, where, rng)
    if rng.random() < 0.07:
        made.stood_down_at, made.stood_down = after(there, rng, 120, 300), list(StoodDown)[1 + int(rng.integers(5))]
        return made
    hospital = min(where.hospitals, key=lambda h: (distance_metres(lat, lon, h.lat, h.lon), h.institution_id))
    made.left_scene_at = after(there, rng, 240, 420)
    made.at_hospital_at = after(made.left_scene_at, rng, 60 + _drive(lat, lon, hospital.lat, hospital.lon), 60)
    made.handed_over_at, made.destination_id = after(made.at_hospital_at, rng, 180, 420), hospital.institution_id
    return made


def _responder(made: EmergencyMission, where: Scene, rng: np.random.Generator) -> None:
    """In a village with a clinic its doctor is often first at the scene."""
    clinics, arrived = where.clinics.get(made.call.place.code, []), made.arrived_at
    first = after(made.call.received_at, rng, 150, 240)
    if clinics and arrived and rng.random() < 0.45 and first < arrived:
        made.responder_at, made.responder_id = first, clinics[0].institution_id
