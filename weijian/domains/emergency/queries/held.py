"""Rows held until the transaction ends, for the actions. A call is held before its missions, a vehicle after its call: everywhere in this order."""

from datetime import datetime

from weijian.domains.emergency import permissions
from weijian.domains.emergency.models import Ambulance, EmergencyCall, EmergencyMission
from weijian.domains.emergency.queries.fleet import station_on
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


def clock(moment: datetime) -> str:
    """As a history says it."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def held_ambulance(ambulance: Ambulance, by: Standing, on: datetime) -> Ambulance:
    """The locked row of a vehicle she may change."""
    held = Ambulance.objects.select_related("institution__place").select_for_update(of=("self",)).get(pk=ambulance.pk)
    station = station_on(held, local_day(on))
    places, houses = frozenset({held.institution.place.code, station.place.code}), frozenset({held.institution.code, station.code})
    must(permissions.refusal_to_handle_vehicle(by, held.plate, places, houses))
    return held


def held_call(call: EmergencyCall, by: Standing) -> EmergencyCall:
    """The locked row of a call of her places."""
    held = EmergencyCall.objects.select_related("place").select_for_update(of=("self",)).get(pk=call.pk)
    must(permissions.refusal_to_handle_call(by, held.place.name, held.place.code))
    return held


def held_mission(mission: EmergencyMission, by: Standing) -> EmergencyMission:
    """The locked row of a mission that is hers to stamp."""
    EmergencyCall.objects.select_for_update().get(pk=mission.call_id)
    rows = EmergencyMission.objects.select_related("call__place", "ambulance__institution", "station", "destination", "responder")
    held = rows.select_for_update(of=("self",)).get(pk=mission.pk)
    houses = {held.ambulance.institution.code, held.station.code, held.destination.code if held.destination else ""} - {""}
    must(permissions.refusal_to_handle_mission(by, held.call.place.code, frozenset(houses)))
    return held


def running_to(call: EmergencyCall) -> int:
    """Missions under way to a call."""
    return call.missions.filter(handed_over_at__isnull=True, stood_down_at__isnull=True).count()
