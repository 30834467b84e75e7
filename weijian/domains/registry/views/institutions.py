"""Institutions: how many there were on a day, what each one is, and what it has."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from weijian.domains.registry.actions import institutions as deeds
from weijian.domains.registry.actions import premises
from weijian.domains.registry.forms import institutions as forms
from weijian.domains.registry.permissions import READ_ASSESSMENTS
from weijian.domains.registry.queries import institutions as ask
from weijian.domains.registry.queries.institution_page import institution_json, institution_page
from weijian.domains.registry.visibility import institutions_kept, institutions_seen
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.pages import saved_filters
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of
from weijian.shell.maps import Map, boundaries_layers, bounds_of, campuses_layers

STAFF = "workforce.practitioner.read"
READ, WRITE = "registry.institution.read", "registry.institution.write"
BOTH = ("GET", "POST")


def _kept(request: AskedBy, institution_id: int) -> ask.Institution:
    """An institution whose register this person keeps; else there is none."""
    kept = institutions_kept(ask.Institution.objects.select_related("place"), request.standing)
    return get_object_or_404(kept, pk=institution_id)


def _form_page(request: AskedBy, form: object, heading: str, held: ask.Institution, lead: str = "") -> HttpResponse:
    back = reverse("institution", args=[held.pk])
    trail = [Crumb(pgettext("navigation", "机构"), reverse("institutions")), Crumb(held.name, back), Crumb(heading)]
    context = {"form": form, "heading": heading, "lead": lead, "crumbs": trail, "back": back}
    return render(request, "registry/form.html", context, status=422 if getattr(form, "errors", None) else 200)


@page(READ)
def institution_list(request: AskedBy) -> HttpResponse:
    """The list on a day, and how many there were: one answer, whoever asks."""
    form = forms.InstitutionFilters(asked_of(request).dict(), localdate())
    criteria, on = form.criteria(localdate())
    rows, after = ask.institution_slice(criteria, on=on, after=request.GET.get("after", ""))
    count = ask.count_of_institutions(criteria, on=on)
    if wants_json(request):
        return as_json({"on": on, "count": count, "criteria": criteria, "institutions": rows, "after": after or None})
    pager = request.GET.copy()
    pager["after"] = after
    context = {"form": form, "rows": rows, "after": after, "next": pager.urlencode(), "count": count, "on": on, "words": ask.institution_words(criteria),
               "may_write": request.standing.may(WRITE), "saved": saved_filters("institution-list", request.standing, chosen(form))}
    return render(request, "registry/institutions.html", context)


@page(READ)
def institution(request: AskedBy, institution_id: int) -> HttpResponse:
    """What it is and has; its names and standings are public to whoever is signed in."""
    held = get_object_or_404(institutions_seen(ask.Institution.objects.select_related("place"), request.standing), pk=institution_id)
    if wants_json(request):
        return as_json(institution_json(held, now()))
    context = institution_page(held, request.standing, now())
    sees = {"sees_staff": request.standing.may(STAFF), "sees_assessments": request.standing.may(READ_ASSESSMENTS)}
    return render(request, "registry/institution.html", {**context, "map": _map(context["campuses"], held), **sees})


@page(READ)
def sheet(request: AskedBy, institution_id: int) -> HttpResponse:
    """Everything registered of it on one sheet, to be printed."""
    held = get_object_or_404(institutions_seen(ask.Institution.objects.select_related("place"), request.standing), pk=institution_id)
    if wants_json(request):
        return as_json(institution_json(held, now()))
    return render(request, "registry/institution_sheet.html", {**institution_page(held, request.standing, now()), "on": localdate()})


def _map(campuses: list[dict[str, Any]], held: ask.Institution) -> dict[str, Any] | None:
    """Its campuses on our own boundaries."""
    places = [one["campus"] for one in campuses]
    if not places:
        return None
    bounds = bounds_of([c.lon for c in places], [c.lat for c in places], margin=0.03)
    sources = {"boundaries": reverse("service-map-boundaries"), "campuses": reverse("institution-campuses", args=[held.pk])}
    return Map(_("院区位置"), bounds, sources, [*boundaries_layers(), *campuses_layers()]).spec()


@page(READ)
def campuses(request: AskedBy, institution_id: int) -> HttpResponse:
    """Its campuses in use, as the map wants them."""
    held = get_object_or_404(institutions_seen(ask.Institution.objects.all(), request.standing), pk=institution_id)
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [c.lon, c.lat]}, "properties": {"name": c.name}}
        for c in ask.campuses_of(held, localdate())
    ]
    return as_json({"type": "FeatureCollection", "features": features})


@page(WRITE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.InstitutionForm(request.POST or None, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        made = deeds.open_institution(form.institution(), by=request.standing, at=now())
        return as_json({"id": made.pk, "code": made.code}, status=201) if wants_json(request) else redirect("institution", made.pk)
    trail = [Crumb(pgettext("navigation", "机构"), reverse("institutions")), Crumb(_("登记机构"))]
    context = {"form": form, "heading": _("登记机构"), "crumbs": trail, "back": reverse("institutions"), "draft": "institution-new"}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@page(WRITE, scoped=True, methods=BOTH)
def correct(request: AskedBy, institution_id: int) -> HttpResponse:
    held = _kept(request, institution_id)
    form = forms.InstitutionCorrectForm(request.POST or None, initial={n: getattr(held, n) for n in (*deeds.CORRECTABLE, "version")})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version")
        deeds.correct_institution(held, form.cleaned_data, version=version, by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("更正登记"), held, _("状态、类别、级别和举办性质按日期变更，不在这里改。"))


@page(WRITE, scoped=True, methods=BOTH)
def standing(request: AskedBy, institution_id: int) -> HttpResponse:
    held = _kept(request, institution_id)
    last = ask.standings_of(held).first()
    form = forms.StandingForm(request.POST or None, initial={n: getattr(last, n) for n in ask.DATED} if last else {})
    if request.method == "POST" and form.is_valid():
        deeds.change_standing(held, form.standing(), by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("变更状态"), held, _("自某日起的新状态；以前的状态保留。"))


@page(WRITE, scoped=True, methods=BOTH)
def new_campus(request: AskedBy, institution_id: int) -> HttpResponse:
    held = _kept(request, institution_id)
    form = forms.CampusForm(request.POST or None, standing=request.standing, initial={"place_id": held.place_id, "from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        premises.add_campus(held, form.campus(), by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("增加院区"), held)


@page(WRITE, scoped=True, methods=BOTH)
def end_campus(request: AskedBy, institution_id: int, campus_id: int) -> HttpResponse:
    held, form = _kept(request, institution_id), forms.EndForm(request.POST or None, initial={"ends_on": localdate()})
    campus = get_object_or_404(held.campuses.all(), pk=campus_id)
    if request.method == "POST" and form.is_valid():
        premises.end_campus(campus, form.cleaned_data["ends_on"], by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("停用院区：%(name)s") % {"name": campus.name}, held)


@page(WRITE, scoped=True, methods=BOTH)
def hours(request: AskedBy, institution_id: int, campus_id: int) -> HttpResponse:
    held, form = _kept(request, institution_id), forms.HoursForm(request.POST or None)
    campus = get_object_or_404(held.campuses.all(), pk=campus_id)
    if request.method == "POST" and form.is_valid():
        premises.set_hours(campus, form.week(), by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("开放时间：%(name)s") % {"name": campus.name}, held, "；".join(ask.hours_in_words(campus)))


@page(WRITE, scoped=True, methods=BOTH)
def new_department(request: AskedBy, institution_id: int) -> HttpResponse:
    held, form = _kept(request, institution_id), forms.DepartmentForm(request.POST or None, initial={"from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        premises.add_department(held, **form.cleaned_data, by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("设立科室"), held)


@page(WRITE, scoped=True, methods=BOTH)
def end_department(request: AskedBy, institution_id: int, department_id: int) -> HttpResponse:
    held, form = _kept(request, institution_id), forms.EndForm(request.POST or None, initial={"ends_on": localdate()})
    department = get_object_or_404(held.departments.all(), pk=department_id)
    if request.method == "POST" and form.is_valid():
        premises.end_department(department, form.cleaned_data["ends_on"], by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("撤销科室：%(name)s") % {"name": department.name}, held)


@page(WRITE, scoped=True, methods=BOTH)
def new_service(request: AskedBy, institution_id: int) -> HttpResponse:
    held = _kept(request, institution_id)
    form = forms.ServiceForm(request.POST or None, institution=held, initial={"from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        service = ask.service_coded(form.cleaned_data["service"])
        assert service is not None
        premises.offer_service(held, service, form.cleaned_data["from_on"], by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("开展服务"), held)


@page(WRITE, scoped=True, methods=BOTH)
def end_service(request: AskedBy, institution_id: int, offer_id: int) -> HttpResponse:
    held, form = _kept(request, institution_id), forms.EndForm(request.POST or None, initial={"ends_on": localdate()})
    offer = get_object_or_404(held.offers.select_related("service"), pk=offer_id)
    if request.method == "POST" and form.is_valid():
        premises.stop_service(offer, form.cleaned_data["ends_on"], by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("停止服务：%(name)s") % {"name": offer.service.name}, held)


@page(WRITE, scoped=True, methods=BOTH)
def beds(request: AskedBy, institution_id: int) -> HttpResponse:
    held = _kept(request, institution_id)
    departments = [(one.pk, one.name) for one in ask.departments_of(held, localdate())]
    form = forms.BedsForm(request.POST or None, departments=departments, initial={"from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        premises.count_beds(held, form.beds(), by=request.standing, at=now())
        return redirect("institution", held.pk)
    return _form_page(request, form, _("登记床位"), held)
