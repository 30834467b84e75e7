"""Households: who lives together, in which grid; joining, leaving, dividing."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.registry.actions import households as deeds
from weijian.domains.registry.forms import residents as forms
from weijian.domains.registry.queries import history, places, residents
from weijian.domains.registry.views.residents import READ, WRITE, form_page, seen
from weijian.domains.registry.visibility import households_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb

BOTH = ("GET", "POST")


def _household(request: AskedBy, household_id: int, capability: str = READ) -> places.Household:
    return get_object_or_404(households_seen(places.households(), request.standing, capability), pk=household_id)


@page(READ, scoped=True)
def household(request: AskedBy, household_id: int) -> HttpResponse:
    held = _household(request, household_id)
    members = [residents.masked(m, on=localdate()) for m in places.members_of(held)]
    if wants_json(request):
        return as_json({"code": held.code, "village": held.village.code, "grid": held.grid.code if held.grid else None, "members": members})
    writes = request.standing.reaches(WRITE, held.village.code)
    context = {"household": held, "members": members, "history": history.history_of("Household", held.code), "writes": writes}
    return render(request, "registry/household.html", context)


@page(WRITE, scoped=True, methods=BOTH)
def split(request: AskedBy, household_id: int) -> HttpResponse:
    held = _household(request, household_id, WRITE)
    here = [(m.pk, residents.masked(m, on=localdate()).name) for m in places.members_of(held).filter(residence="here")]
    form = forms.SplitForm(request.POST or None, members=here)
    if request.method == "POST" and form.is_valid():
        made = deeds.split_household(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("household", made.pk)
    return _form_page(request, form, _("分户"), held)


@page(WRITE, scoped=True, methods=BOTH)
def grid(request: AskedBy, household_id: int) -> HttpResponse:
    held = _household(request, household_id, WRITE)
    form = forms.GridForm(request.POST or None, grids=[(g.code, g.name) for g in places.grids_of(held.village)])
    if request.method == "POST" and form.is_valid():
        deeds.put_household_in_grid(held, form.cleaned_data["grid_code"], by=request.standing, at=now())
        return redirect("household", held.pk)
    return _form_page(request, form, _("划入网格"), held)


@page(WRITE, scoped=True, methods=BOTH)
def of_resident(request: AskedBy, resident_id: int) -> HttpResponse:
    """A resident joins a household, founds one, or leaves hers."""
    held, form = seen(request, resident_id, WRITE), forms.HouseholdForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, _("归户"), held)
    said = form.cleaned_data
    if said["how"] == "leave":
        deeds.leave_household(held, by=request.standing, at=now())
    elif said["how"] == "found":
        deeds.found_household(held, said["address"], by=request.standing, at=now())
    else:
        joined = get_object_or_404(households_seen(places.households(), request.standing, WRITE), code=said["household_code"].strip())
        deeds.join_household(held, joined, said["relation_code"], by=request.standing, at=now())
    return redirect("resident", held.pk)


def _form_page(request: AskedBy, form: object, heading: str, held: places.Household) -> HttpResponse:
    back = reverse("household", args=[held.pk])
    context = {"form": form, "heading": heading, "crumbs": [Crumb(held.code, back), Crumb(heading)], "back": back}
    return render(request, "registry/form.html", context, status=422 if getattr(form, "errors", None) else 200)
