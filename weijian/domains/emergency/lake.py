"""What the emergency room lends to analysis: vehicles, calls without who rang, missions with their moments."""

from weijian.domains.emergency.models import Ambulance, EmergencyCall, EmergencyMission
from weijian.foundation.lake.lending import Taken, lend, place


def located(path: str) -> dict[str, str | Taken]:
    """Where, in twelve digits, with its township and county."""
    return {"place_code": place(path), "township_code": place(path, 9), "county_code": place(path, 6)}


lend("ambulances", Ambulance, key="ambulance_id", columns={
    **located("institution__place__code"), "kind": "kind", "from_on": "from_on", "ends_on": "ends_on",
})
lend("emergency_calls", EmergencyCall, key="call_id", columns={
    **located("place__code"), "received_at": "received_at", "complaint": "complaint", "critical": "critical", "validity": "validity", "state": "state",
    "unserved": "unserved",
})
lend("emergency_missions", EmergencyMission, key="mission_id", columns={
    **located("call__place__code"), "call_id": "call", "ambulance_id": "ambulance", "station_code": "station__code", "received_at": "call__received_at",
    "dispatched_at": "dispatched_at", "departed_at": "departed_at", "arrived_at": "arrived_at", "at_hospital_at": "at_hospital_at",
    "handed_over_at": "handed_over_at", "stood_down": "stood_down",
})
