"""Residents of the list given to one institution, many at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.registry.actions.assigning import Assigned, NotAssigned, assign_managing
from weijian.domains.registry.forms.residents import AssignForm
from weijian.domains.registry.queries.institutions import Institution
from weijian.domains.registry.visibility import institutions_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.refused import fault_as_json, refusal_as_json

WRITE = "registry.resident.write"


@page(WRITE, methods=("POST",))
def assign(request: AskedBy) -> HttpResponse:
    """All who were ticked; or nobody, and who stands in the way by record number."""
    form = AssignForm(request.POST, standing=request.standing, on=localdate())
    if not form.is_valid():
        return _asked_again(request, form)
    said, institutions = form.cleaned_data, institutions_seen(Institution.objects.all(), request.standing)
    to = get_object_or_404(institutions, pk=said["institution_id"])
    match assign_managing(said["resident"], to, others_only=said["others"], by=request.standing, at=now()):
        case Assigned() as done:
            return _done(request, form, done)
        case NotAssigned() as held:
            return _held_back(request, form, held)


def _asked_again(request: AskedBy, form: AssignForm) -> HttpResponse:
    if wants_json(request):
        return as_json({"faults": form.errors.get_json_data()}, status=422)
    told = {"form": form, "heading": _("指定管理机构"), "crumbs": _crumbs(), "back": reverse("residents")}
    return render(request, "registry/form.html", told, status=422)


def _done(request: AskedBy, form: AssignForm, done: Assigned) -> HttpResponse:
    left_out = [fault_as_json(fault) for fault in done.left_out]
    if wants_json(request):
        return as_json({"people": done.people, "already": done.already, "left_out": left_out})
    if done.left_out:
        return render(request, "registry/assigned.html", {"done": done, "form": form, "crumbs": _crumbs()})
    messages.success(request, _sentence(done))
    return redirect(f"{reverse('residents')}?{form.narrowed}")


def _sentence(done: Assigned) -> str:
    told = _("已将 %(people)d 人交由“%(institution)s”管理。") % {"people": done.people, "institution": done.institution.name}
    return told + (_("另有 %(already)d 人原已由其管理。") % {"already": done.already} if done.already else "")


def _held_back(request: AskedBy, form: AssignForm, held: NotAssigned) -> HttpResponse:
    if wants_json(request):
        return as_json({**refusal_as_json(held.refusals), "others": held.others}, status=422)
    told = {"form": form, "held": held, "refusal": held.refusals, "faults": held.refusals.faults, "crumbs": _crumbs()}
    return render(request, "registry/assign_held.html", told, status=422)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("居民"), reverse("residents")), Crumb(_("指定管理机构"))]
