from django.urls import path

from weijian.domains.emergency.views import calls, fleet, missions

VEHICLE, CALL, MISSION = "vehicles/<int:ambulance_id>/", "calls/<int:call_id>/", "missions/<int:mission_id>/"

urlpatterns = [
    # vehicles
    path("", fleet.readiness, name="emergency-readiness"),
    path(VEHICLE, fleet.ambulance, name="ambulance"),
    path(f"{VEHICLE}shift/", fleet.shift, name="ambulance-shift"),
    path(f"{VEHICLE}check/", fleet.check, name="ambulance-check"),
    path(f"{VEHICLE}out/", fleet.out, name="ambulance-out"),
    path(f"{VEHICLE}back/", fleet.back, name="ambulance-back"),
    # calls
    path("calls/", calls.calls, name="emergency-calls"),
    path("calls/new/", calls.new, name="emergency-call-new"),
    path(CALL, calls.call, name="emergency-call"),
    path(f"{CALL}send/", missions.send, name="emergency-send"),
    path(f"{CALL}unserved/", calls.unserved, name="emergency-unserved"),
    path(f"{CALL}set-aside/", calls.set_aside, name="emergency-set-aside"),
    path(f"{CALL}restore/", calls.restore, name="emergency-restore"),
    # missions
    path(f"{MISSION}stamp/", missions.stamp, name="mission-stamp"),
    path(f"{MISSION}correct/", missions.correct, name="mission-correct"),
    path(f"{MISSION}stand-down/", missions.stand_down, name="mission-stand-down"),
    path("times/", missions.times, name="emergency-times"),
]
