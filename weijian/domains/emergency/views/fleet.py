"""Whether the ambulances are ready; one ambulance, its crews, its checks, out of service and back."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from weijian.domains.emergency.actions import vehicles as deeds
from weijian.domains.emergency.exchange import emergency_json
from weijian.domains.emergency.forms import vehicles as forms
from weijian.domains.emergency.forms.asked import MomentForm, asked_moment
from weijian.domains.emergency.permissions import VEHICLE_READ, VEHICLE_WRITE
from weijian.domains.emergency.queries import fleet as ask
from weijian.domains.emergency.queries.fleet_words import crew_words, figures_of, history_of_vehicle, lack_lines, vehicle_actions, vehicle_facts
from weijian.domains.emergency.visibility import ambulances_seen
from weijian.domains.workforce.api import Practitioner, in_post_at
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of

BOTH, SHIFT = ("GET", "POST"), timedelta(hours=12)


@page(VEHICLE_READ)
def readiness(request: AskedBy) -> HttpResponse:
    """How many of the ambulances on file are ready at a moment; the others first, each with what it lacks and who must act."""
    asked = asked_of(request)
    found = ask.fleet(asked_moment(asked.get("at", ""), now()), ambulances_seen(ask.ambulances(), request.standing), asked.get("place", ""))
    if wants_json(request):
        return as_json(emergency_json.fleet_of(found))
    rows = [(line, lack_lines(line), crew_words(line)) for line in found.lines]
    context = {"found": found, "rows": rows, "figures": figures_of(found), "form": MomentForm(initial={"at": localtime(found.at)}),
               "may_write": request.standing.may(VEHICLE_WRITE), "may_register": request.standing.may("catalogue.read"), "query": request.GET.urlencode()}
    return render(request, "emergency/readiness.html", context)


def _seen(request: AskedBy, ambulance_id: int, capability: str = VEHICLE_READ) -> ask.Ambulance:
    return get_object_or_404(ambulances_seen(ask.ambulances(), request.standing, capability), pk=ambulance_id)


def _line(held: ask.Ambulance) -> ask.VehicleLine | None:
    """How it stands now; None where it is not on file."""
    return next(iter(ask.fleet(now(), ask.ambulances().filter(pk=held.pk)).lines), None)


@page(VEHICLE_READ, scoped=True)
def ambulance(request: AskedBy, ambulance_id: int) -> HttpResponse:
    """One ambulance: how it stands now, its crews to come and past, its checks, its missions."""
    held = _seen(request, ambulance_id)
    line = _line(held)
    if wants_json(request):
        return as_json(emergency_json.vehicle_of(line) if line else {"id": held.pk, "plate": held.plate, "on_file": False})
    writes = ambulances_seen(ask.ambulances().filter(pk=held.pk), request.standing, VEHICLE_WRITE).exists()
    context = {"ambulance": held, "facts": vehicle_facts(held, line), "actions": vehicle_actions(held, line) if writes else [],
               "crews": ask.crews_of(held), "checks": ask.checks_of(held), "missions": ask.missions_of(held, request.standing),
               "crumbs": _crumbs(Crumb(str(held))), "history": history_of_vehicle(held), "lacks": lack_lines(line) if line else []}
    return render(request, "emergency/ambulance.html", context)


def _crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("备勤"), reverse("emergency-readiness")), *further]


def _people(held: ask.Ambulance) -> list[Practitioner]:
    """Who works at its institution or its station."""
    today = localtime().date()
    return in_post_at({held.institution_id, ask.station_on(held, today).pk}, today)


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.Ambulance, **words: Any) -> HttpResponse:
    back = reverse("ambulance", args=[held.pk])
    trail = _crumbs(Crumb(str(held), back), Crumb(heading))
    context = {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}
    return render(request, "emergency/form.html", context, status=422 if form.errors else 200)


@page(VEHICLE_WRITE, scoped=True, methods=BOTH)
def shift(request: AskedBy, ambulance_id: int) -> HttpResponse:
    held, at = _seen(request, ambulance_id, VEHICLE_WRITE), localtime().replace(minute=0, second=0, microsecond=0)
    form = forms.CrewForm(request.POST or None, people=_people(held), initial={"starts_at": at, "ends_at": at + SHIFT})
    if request.method == "POST" and form.is_valid():
        deeds.put_on_shift(held, form.crew(), by=request.standing, at=now())
        return redirect("ambulance", held.pk)
    return _form_page(request, form, _("登记值班车组"), held, lead=_("一车同时一个车组，一人同时在一个车组。"))


@page(VEHICLE_WRITE, scoped=True, methods=BOTH)
def check(request: AskedBy, ambulance_id: int) -> HttpResponse:
    held = _seen(request, ambulance_id, VEHICLE_WRITE)
    as_it_is = {"checked_at": localtime().replace(microsecond=0)}
    form = forms.CheckForm(request.POST or None, people=_people(held), items=ask.check_items(localtime().date()), initial=as_it_is)
    if request.method == "POST" and form.is_valid():
        deeds.check_ambulance(held, form.cleaned_data["checked_at"], form.checker(), form.failed(), by=request.standing, at=now())
        return redirect("ambulance", held.pk)
    return _form_page(request, form, _("登记检查"), held, lead=_("以最近一次检查为准。"))


@page(VEHICLE_WRITE, scoped=True, methods=BOTH)
def out(request: AskedBy, ambulance_id: int) -> HttpResponse:
    held, form = _seen(request, ambulance_id, VEHICLE_WRITE), forms.OutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.take_out_of_service(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("ambulance", held.pk)
    return _form_page(request, form, _("停用车辆"), held, submit=_("停用车辆"), danger=True)


@page(VEHICLE_WRITE, scoped=True, methods=("POST",))
def back(request: AskedBy, ambulance_id: int) -> HttpResponse:
    held = _seen(request, ambulance_id, VEHICLE_WRITE)
    deeds.return_to_service(held, by=request.standing, at=now())
    return redirect("ambulance", held.pk)
