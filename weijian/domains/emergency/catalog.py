"""The emergency room's registers, a line each. Crews and checks come by sheet; calls and missions are read here and live on their own pages."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.imports import enter_check, enter_crew
from weijian.domains.emergency.models import (
    Ambulance,
    AmbulanceCheck,
    AmbulanceCrew,
    AmbulanceOutage,
    AmbulancePosting,
    EmergencyCall,
    EmergencyMission,
)
from weijian.domains.emergency.permissions import CALL_READ, CALL_WRITE, STAMP, VEHICLE_READ, VEHICLE_WRITE
from weijian.domains.emergency.rules.vehicles import Posting, refusal_to_post_vehicle
from weijian.domains.emergency.visibility import ambulances_seen, calls_seen, missions_seen, of_ambulances
from weijian.foundation.catalogue.registers import Register, Taking, at_columns, declare
from weijian.foundation.catalogue.visibility import by_reach
from weijian.kernel.refusal import Refusal

PLATE = {"ambulance": ("plate",)}
of_vehicle = of_ambulances()
OF_VEHICLE = {"seen": of_vehicle, "kept": of_vehicle, "needs_read": VEHICLE_READ, "needs_write": VEHICLE_WRITE}
ON_VEHICLE_PAGE = {**OF_VEHICLE, "living": True, "page": "ambulance", "page_key": "ambulance_id"}


def posted(posting: AmbulancePosting, on: date) -> Refusal | None:
    campus = posting.campus
    return refusal_to_post_vehicle(Posting(campus is not None and campus.institution_id != posting.institution_id))


declare(
    Register(
        "ambulances", Ambulance, _("救护车"), key=("plate",), columns=("plate", "institution", "kind", "from_on", "ends_on"),
        search=("plate", "institution__name"), filters=("kind", "institution"), order=("plate", "pk"), seen=ambulances_seen,
        kept=by_reach(place="institution__place__code", institution="institution__code"), needs_read=VEHICLE_READ, needs_write=VEHICLE_WRITE,
    ),
    Register(
        "ambulance-postings", AmbulancePosting, _("救护车驻地"), key=("ambulance", "from_on"),
        columns=("ambulance", "institution", "campus", "from_on", "ends_on"), search=("ambulance__plate", "institution__name"),
        filters=("ambulance", "institution"), order=("-from_on", "pk"), apart=("ambulance",), by={**PLATE, "campus": ("institution__code", "name")},
        words={"an_ambulance_stands_at_one_station": say.POSTED_ALREADY}, rule=posted, at=at_columns(campus=(say.STATION_ELSEWHERE,)), **OF_VEHICLE,
    ),
    Register(
        "ambulance-crews", AmbulanceCrew, _("车组班次"), key=("ambulance", "starts_at"),
        columns=("ambulance", "starts_at", "ends_at", "doctor", "nurse", "driver"), search=("ambulance__plate", "doctor__name", "nurse__name"),
        filters=("ambulance",), order=("-starts_at", "pk"), by=PLATE, **ON_VEHICLE_PAGE,
        taking=Taking(enter_crew, at=at_columns(
            ends_at=(say.SHIFT_HOURS, say.SHIFT_LONG), ambulance=(say.VEHICLE_CREWED, say.VEHICLE_NOT_YOURS), doctor=(say.CREW_EMPTY, say.ALREADY_ON_CREW),
            nurse=(say.CREW_TWICE,),
        )),
    ),
    Register(
        "ambulance-checks", AmbulanceCheck, _("车辆设备检查"), key=("ambulance", "checked_at"),
        columns=("ambulance", "checked_at", "checked_by", "failed"), search=("ambulance__plate", "failed"), filters=("ambulance",),
        order=("-checked_at", "pk"), by=PLATE, **ON_VEHICLE_PAGE,
        taking=Taking(enter_check, at=at_columns(checked_at=(say.CHECK_FUTURE,), ambulance=(say.VEHICLE_NOT_YOURS,))),
    ),
    Register(
        "ambulance-outages", AmbulanceOutage, _("救护车停用"), key=("ambulance", "from_at"), columns=("ambulance", "from_at", "until_at", "reason", "note"),
        search=("ambulance__plate", "note"), filters=("ambulance", "reason"), order=("-from_at", "pk"), by=PLATE, **ON_VEHICLE_PAGE,
    ),
    Register(
        "emergency-calls", EmergencyCall, _("呼救"), key=("received_at", "place"),
        columns=("received_at", "place", "complaint", "critical", "validity", "state", "unserved"), search=("place__name",),
        filters=("state", "complaint", "validity"), order=("-received_at", "-pk"), seen=calls_seen, kept=calls_seen, needs_read=CALL_READ,
        needs_write=CALL_WRITE, living=True, page="emergency-call",
    ),
    Register(
        "emergency-missions", EmergencyMission, _("出车任务"), key=("ambulance", "dispatched_at"),
        columns=(
            "ambulance", "station", "dispatched_at", "departed_at", "responder_at", "responder", "arrived_at", "left_scene_at", "at_hospital_at",
            "handed_over_at", "destination", "stood_down_at", "stood_down", "override",
        ),
        search=("ambulance__plate", "station__name"), filters=("ambulance", "station"), order=("-dispatched_at", "-pk"), by=PLATE, seen=missions_seen,
        kept=missions_seen, needs_read=CALL_READ, needs_write=STAMP, living=True, page="emergency-call", page_key="call_id",
    ),
)
