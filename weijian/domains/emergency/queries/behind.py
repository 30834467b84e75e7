"""What stands behind a figure of the emergency room, as far as this person may see it."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weijian.domains.emergency.models import Ambulance, EmergencyCall, EmergencyMission
from weijian.domains.emergency.visibility import ambulances_seen, calls_seen, missions_seen
from weijian.foundation.screen.behind import Behind, BehindFigure
from weijian.kernel.standing import Standing


def behind(table: str, keys: Sequence[int], standing: Standing, *, at: datetime) -> BehindFigure | None:
    """Vehicles, calls or missions; None when the table is another room's."""
    if table == "ambulances":
        told = [_ambulance(one) for one in ambulances_seen(Ambulance.objects.select_related("institution"), standing).filter(pk__in=keys).order_by("plate")]
    elif table == "emergency_calls_dated":
        told = [_call(one) for one in calls_seen(EmergencyCall.objects.select_related("place"), standing).filter(pk__in=keys).order_by("received_at", "pk")]
    elif table == "emergency_missions_dated":
        missions = EmergencyMission.objects.select_related("call__place", "ambulance")
        told = [_mission(one) for one in missions_seen(missions, standing).filter(pk__in=keys).order_by("dispatched_at", "pk")]
    else:
        return None
    return BehindFigure(told, len(keys) - len(told))


def _ambulance(one: Ambulance) -> Behind:
    return Behind(one.plate, one.institution.name, reverse("ambulance", args=[one.pk]))


def _call(one: EmergencyCall) -> Behind:
    words = f"{_(one.get_complaint_display())} · {one.place.name}"
    return Behind(f"{localtime(one.received_at):%Y-%m-%d %H:%M}", words, reverse("emergency-call", args=[one.pk]))


def _mission(one: EmergencyMission) -> Behind:
    words = f"{one.ambulance.plate} · {one.call.place.name}"
    return Behind(f"{localtime(one.dispatched_at):%Y-%m-%d %H:%M}", words, f"{reverse('emergency-call', args=[one.call_id])}#mission-{one.pk}")
