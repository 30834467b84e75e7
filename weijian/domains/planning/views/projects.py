"""Capital projects: the list, the wall chart, a project's page, and what is decided about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import projects as deeds
from weijian.domains.planning.exchange import project_json
from weijian.domains.planning.forms import projects as forms
from weijian.domains.planning.permissions import DECIDE, READ, WRITE
from weijian.domains.planning.queries import projects as ask
from weijian.domains.planning.queries.project_page import project_page
from weijian.domains.planning.queries.wall_chart import wall_lines, wall_of, wall_titles
from weijian.domains.planning.queries.words import clock_of, telling_clock
from weijian.domains.planning.views import project_charts as charts
from weijian.domains.planning.visibility import projects_decided, projects_kept, projects_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json, as_workbook
from weijian.foundation.screen.numbers import wan
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of

BOTH = ("GET", "POST")


def crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("建设项目"), reverse("projects")), *further]


def form_page(request: AskedBy, form: Any, heading: str, held: ask.CapitalProject | None = None, **words: Any) -> HttpResponse:
    """A form about a project, in the room's one manner."""
    back = reverse("project", args=[held.pk]) if held else reverse("projects")
    trail = crumbs(*([Crumb(held.name, back)] if held else []), Crumb(heading))
    return render(request, "planning/form.html", {"form": form, "heading": heading, "crumbs": trail, "back": back, **words}, status=422 if form.errors else 200)


def _listed(request: AskedBy) -> tuple[forms.ProjectFilters, list[ask.Standing]]:
    seen = projects_seen(ask.projects(), request.standing)
    form = forms.ProjectFilters(request.GET.dict(), ask.owners_of(seen))
    wanted, on = form.criteria(asked_of(request).get("place", "")), localdate()
    return form, ask.standings(ask.projects_matching(seen, wanted, on=on), on=on)


@page(READ)
def projects(request: AskedBy) -> HttpResponse:
    """Every project she may see, with how far it is; money and beds by batch above."""
    form, listed = _listed(request)
    if wants_json(request):
        return as_json([project_json.of(one) for one in listed])
    rows = [(one, telling_clock(one.telling), clock_of(one.opens) if one.opens else None, wan(one.planned_fen)) for one in listed]
    context = {"form": form, "rows": rows, "batches": ask.batches(listed), "chart": charts.projects_chart(listed, localdate()),
               "may_write": request.standing.may(WRITE), "may_import": request.standing.may("catalogue.import"), "query": request.GET.urlencode()}
    return render(request, "planning/projects.html", context)


@page(READ)
def wall(request: AskedBy) -> HttpResponse:
    """The wall chart, to be looked at, printed and taken along."""
    _form, listed = _listed(request)
    found = wall_of(listed)
    if wants_json(request):
        return as_json(found)
    context = {"wall": found, "on": localdate(), "query": request.GET.urlencode(), "crumbs": crumbs(Crumb(_("挂图作战")))}
    return render(request, "planning/wall.html", context)


@page(READ)
def wall_sheet(request: AskedBy) -> HttpResponse:
    """The same as a sheet, a milestone a line."""
    _form, listed = _listed(request)
    return as_workbook(f"wall-{localdate()}", _("挂图作战"), wall_titles(), wall_lines(listed))


@page(READ, scoped=True)
def project(request: AskedBy, project_id: int) -> HttpResponse:
    """What it is, where it stands, how far from its plan, and what it will bring."""
    held = get_object_or_404(projects_seen(ask.projects(), request.standing), pk=project_id)
    found = project_page(held, request.standing, on=localdate())
    if wants_json(request):
        return as_json({**project_json.of(found["found"]), "surge": found["surge"], "permit_to_start_days": found["start_days"]})
    return render(request, "planning/project.html", {**found, "chart": charts.milestones_chart(found["found"], localdate()), "crumbs": crumbs()})


@page(WRITE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.NewProjectForm(request.POST or None, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        return redirect("project", deeds.plan_project(form.project(), by=request.standing, at=now()).pk)
    return form_page(request, form, _("登记项目"), draft="project-new")


def kept(request: AskedBy, project_id: int) -> ask.CapitalProject:
    return get_object_or_404(projects_kept(ask.projects(), request.standing), pk=project_id)


def _decided(request: AskedBy, project_id: int) -> ask.CapitalProject:
    return get_object_or_404(projects_decided(ask.projects(), request.standing), pk=project_id)


@page(WRITE, scoped=True, methods=BOTH)
def correct(request: AskedBy, project_id: int) -> HttpResponse:
    held = kept(request, project_id)
    form = forms.CorrectProjectForm.of(request.POST or None, held)
    if request.method == "POST" and form.is_valid():
        deeds.correct_project(held, form.facts(), version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("project", held.pk)
    return form_page(request, form, _("更正资料"), held)


@page(WRITE, scoped=True, methods=BOTH)
def fund(request: AskedBy, project_id: int) -> HttpResponse:
    held, form = kept(request, project_id), forms.FundingForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        deeds.set_funding(held, form.cleaned_data["source"], *form.fen(), by=request.standing, at=now())
        return redirect("project", held.pk)
    return form_page(request, form, _("登记资金"), held, lead=_("同一来源再次登记，以新的金额为准。"))


@page(DECIDE, scoped=True, methods=BOTH)
def approve(request: AskedBy, project_id: int) -> HttpResponse:
    held, form = _decided(request, project_id), forms.ApproveForm(request.POST or None, initial={"approved_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.approve_project(held, form.cleaned_data["approval"], form.cleaned_data["approved_on"], by=request.standing, at=now())
        return redirect("project", held.pk)
    return form_page(request, form, _("办理批复"), held, lead=_("批复之后，节点的计划日期不再改动，差异按它计算。"))


@page(DECIDE, scoped=True, methods=BOTH)
def commission(request: AskedBy, project_id: int) -> HttpResponse:
    held, form = _decided(request, project_id), forms.OpeningForm(request.POST or None, initial={"commissioned_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.commission_project(held, form.cleaned_data["commissioned_on"], by=request.standing, at=now())
        return redirect("project", held.pk)
    return form_page(request, form, _("办理投用"), held, lead=_("自投用之日起，院区、床位和服务计入机构登记与医疗圈。"))


def _for_a_reason(request: AskedBy, project_id: int, deed: Any, heading: str, **words: Any) -> HttpResponse:
    held, form = _decided(request, project_id), forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed(held, form.cleaned_data["why"], by=request.standing, at=now())
        return redirect("project", held.pk)
    return form_page(request, form, heading, held, submit=heading, **words)


@page(DECIDE, scoped=True, methods=BOTH)
def pause(request: AskedBy, project_id: int) -> HttpResponse:
    return _for_a_reason(request, project_id, deeds.pause_project, _("暂停项目"))


@page(DECIDE, scoped=True, methods=BOTH)
def resume(request: AskedBy, project_id: int) -> HttpResponse:
    return _for_a_reason(request, project_id, deeds.resume_project, _("恢复建设"))


@page(DECIDE, scoped=True, methods=BOTH)
def cancel(request: AskedBy, project_id: int) -> HttpResponse:
    return _for_a_reason(request, project_id, deeds.cancel_project, _("终止项目"), danger=True)
