"""Missions: a vehicle is chosen and sent; its moments are tapped and put right; it is stood down; how long it all took."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _

from weijian.domains.emergency.actions import missions as deeds
from weijian.domains.emergency.exchange import emergency_json
from weijian.domains.emergency.forms import calls as forms
from weijian.domains.emergency.forms.asked import MONTH, PeriodForm, asked_days
from weijian.domains.emergency.permissions import CALL_READ, CALL_WRITE, STAMP
from weijian.domains.emergency.queries import handovers
from weijian.domains.emergency.queries.call_words import hospitals, responders
from weijian.domains.emergency.queries.calls import EmergencyMission, vehicles_for
from weijian.domains.emergency.queries.fleet import ambulances
from weijian.domains.emergency.queries.fleet_words import crew_words
from weijian.domains.emergency.queries.times_words import chain_rows, group_rows, outlier_rows, segment_rows, times_figures
from weijian.domains.emergency.views.calls import BOTH, POST, crumbs, form_page, seen_call
from weijian.domains.emergency.visibility import ambulances_seen, missions_seen
from weijian.domains.registry.api import Institution, institution_numbered
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of


@page(CALL_WRITE, scoped=True, methods=BOTH)
def send(request: AskedBy, call_id: int) -> HttpResponse:
    """Vehicles that could go, the ready ones first; one is sent."""
    held, seen = seen_call(request, call_id, CALL_WRITE), ambulances_seen(ambulances(), request.standing, CALL_WRITE)
    form = forms.SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ambulance = get_object_or_404(seen, pk=form.cleaned_data["ambulance_id"])
        made = deeds.send_vehicle(held, ambulance, form.cleaned_data["why"], by=request.standing, at=now())
        return as_json({"id": made.pk}, status=201) if wants_json(request) else redirect("emergency-call", held.pk)
    rows = [(one, crew_words(one.line)) for one in vehicles_for(held, seen, now())]
    trail = crumbs(Crumb(str(held), reverse("emergency-call", args=[held.pk])), Crumb(_("派车")))
    context = {"call": held, "rows": rows, "ready": sum(one.line.ready for one, _crew in rows), "crumbs": trail, "pointless": held.lat is None}
    return render(request, "emergency/send.html", context, status=422 if form.errors else 200)


def _stamped(request: AskedBy, mission_id: int) -> EmergencyMission:
    return get_object_or_404(missions_seen(handovers.missions(), request.standing, STAMP), pk=mission_id)


def _where(held: EmergencyMission) -> list[tuple[int, str]]:
    return [*hospitals(held.dispatched_at), *responders(held.call)]


def _chosen(form: forms.StampForm) -> Institution | None:
    key = form.cleaned_data["where"]
    return institution_numbered(key) if key else None


@page(STAMP, scoped=True, methods=POST)
def stamp(request: AskedBy, mission_id: int) -> HttpResponse:
    """One tap: this happens now."""
    held, at = _stamped(request, mission_id), now()
    form = forms.StampForm(request.POST, where=_where(held))
    if not form.is_valid():
        return form_page(request, form, _("登记时间"), held.call)
    made = deeds.stamp_mission(held, forms.stamp_of(form, at, _chosen(form)), by=request.standing, at=at)
    return as_json(emergency_json.mission_of(made)) if wants_json(request) else redirect("emergency-call", held.call_id)


@page(STAMP, scoped=True, methods=BOTH)
def correct(request: AskedBy, mission_id: int) -> HttpResponse:
    held = _stamped(request, mission_id)
    as_it_is = {"moment": localtime().replace(microsecond=0), "stamp": request.GET.get("stamp")}
    form = forms.CorrectForm(request.POST or None, where=_where(held), initial=as_it_is)
    if request.method == "POST" and form.is_valid():
        deeds.stamp_mission(held, forms.stamp_of(form, now(), _chosen(form)), by=request.standing, at=now())
        return redirect("emergency-call", held.call_id)
    return form_page(request, form, _("补登或更正时间"), held.call, lead=held.ambulance.plate)


@page(STAMP, scoped=True, methods=BOTH)
def stand_down(request: AskedBy, mission_id: int) -> HttpResponse:
    held, form = _stamped(request, mission_id), forms.StandDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.stand_down(held, form.chosen(), form.cleaned_data["note"], by=request.standing, at=now())
        return redirect("emergency-call", held.call_id)
    return form_page(request, form, _("未送医返回"), held.call, lead=_("车辆故障、改派他车的，呼救重新等待派车。"), danger=True, submit=_("登记返回"))


@page(CALL_READ)
def times(request: AskedBy) -> HttpResponse:
    """Medians and 90th percentiles from stamp to stamp, by township and station; those far out, each with its mission."""
    asked = asked_of(request)
    since, until = asked_days(asked, localdate(), MONTH)
    found = handovers.handover_times(missions_seen(handovers.missions(), request.standing), since, until, asked.get("place", ""))
    if wants_json(request):
        return as_json(emergency_json.times_of(found))
    context = {"found": found, "form": PeriodForm({"from_on": since, "until_on": until}), "figures": times_figures(found), "segments": segment_rows(found),
               "townships": group_rows(found.townships), "stations": group_rows(found.stations), "chain": chain_rows(found), "outliers": outlier_rows(found),
               "query": request.GET.urlencode()}
    return render(request, "emergency/times.html", context)
