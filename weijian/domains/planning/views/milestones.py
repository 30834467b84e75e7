"""A project's milestones: set, expected, met, put right."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import milestones as deeds
from weijian.domains.planning.forms import projects as forms
from weijian.domains.planning.permissions import WRITE
from weijian.domains.planning.queries import projects as ask
from weijian.domains.planning.views.projects import BOTH, form_page, kept
from weijian.domains.planning.visibility import milestones_kept
from weijian.foundation.people.access import AskedBy, page


@page(WRITE, scoped=True, methods=BOTH)
def new(request: AskedBy, project_id: int) -> HttpResponse:
    held = kept(request, project_id)
    form = forms.MilestoneForm(request.POST or None, project=held, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        deeds.set_milestone(held, form.milestone(), by=request.standing, at=now())
        return redirect("project", held.pk)
    return form_page(request, form, _("添加节点"), held, lead=_("同名的节点在完成之前再次登记，以新的为准。"))


def _own(request: AskedBy, project_id: int, milestone_id: int) -> ask.Milestone:
    return get_object_or_404(milestones_kept(ask.milestones(), request.standing), pk=milestone_id, project_id=project_id)


@page(WRITE, scoped=True, methods=BOTH)
def meet(request: AskedBy, project_id: int, milestone_id: int) -> HttpResponse:
    held, form = _own(request, project_id, milestone_id), forms.MeetForm(request.POST or None, initial={"met_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.meet_milestone(held, form.cleaned_data["met_on"], by=request.standing, at=now())
        return redirect("project", project_id)
    return form_page(request, form, _("登记完成：%(name)s") % {"name": held.name}, held.project)


@page(WRITE, scoped=True, methods=BOTH)
def expect(request: AskedBy, project_id: int, milestone_id: int) -> HttpResponse:
    held = _own(request, project_id, milestone_id)
    now_thought = {"expected_on": held.expected_on or held.planned_on, "percent": held.percent}
    form = forms.ExpectForm(request.POST or None, initial=now_thought)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        deeds.expect_milestone(held, said["expected_on"], said["percent"], said["why"], by=request.standing, at=now())
        return redirect("project", project_id)
    return form_page(request, form, _("预计：%(name)s") % {"name": held.name}, held.project)


@page(WRITE, scoped=True, methods=BOTH)
def reopen(request: AskedBy, project_id: int, milestone_id: int) -> HttpResponse:
    held, form = _own(request, project_id, milestone_id), forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deeds.reopen_milestone(held, form.cleaned_data["why"], by=request.standing, at=now())
        return redirect("project", project_id)
    return form_page(request, form, _("撤销完成：%(name)s") % {"name": held.name}, held.project, danger=True)
