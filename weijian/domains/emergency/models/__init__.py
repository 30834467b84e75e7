"""The tables of the emergency room."""

from weijian.domains.emergency.models.calls import EmergencyCall, EmergencyMission
from weijian.domains.emergency.models.vehicles import (
    Ambulance,
    AmbulanceCheck,
    AmbulanceCrew,
    AmbulanceKind,
    AmbulanceOutage,
    AmbulancePosting,
    OutageReason,
)

__all__ = [
    "Ambulance", "AmbulanceCheck", "AmbulanceCrew", "AmbulanceKind", "AmbulanceOutage", "AmbulancePosting", "EmergencyCall", "EmergencyMission",
    "OutageReason",
]
