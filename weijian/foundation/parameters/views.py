"""Parameters: what holds, since when, by which document; proposed by one, approved by another."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from weijian.foundation.parameters import actions, queries
from weijian.foundation.parameters.definitions import Parameter, known
from weijian.foundation.parameters.forms import DocumentForm, DocumentSearchForm, ProposalForm, RejectForm
from weijian.foundation.parameters.models import ParameterValue
from weijian.foundation.parameters.shown import parameter_as_json, proposals_of, rooms_of
from weijian.foundation.parameters.values import shown_value
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import keyset

READ, PROPOSE, APPROVE = "parameters.read", "parameters.propose", "parameters.approve"
BOTH = ("GET", "POST")


@page(READ)
def parameters(request: AskedBy) -> HttpResponse:
    found = queries.parameters_by_room(on=localdate())
    if wants_json(request):
        return as_json([parameter_as_json(line.parameter, line.setting) for lines in found.values() for line in lines])
    rooms = rooms_of(found)
    return render(request, "parameters/parameters.html", {"rooms": rooms, "proposals": proposals_of(queries.waiting_values(), request.standing)})


def _parameter(code: str) -> Parameter:
    if code not in known():
        raise Http404
    return known()[code]


@page(READ)
def parameter(request: AskedBy, code: str) -> HttpResponse:
    shown = _parameter(code)
    held = queries.setting(code, on=localdate(), region_code=request.GET.get("region", ""))
    if wants_json(request):
        return as_json(parameter_as_json(shown, held))
    proposals = proposals_of(queries.waiting_values().filter(code=code), request.standing)
    return render(request, "parameters/parameter.html", {
        "parameter": shown, "setting": held, "value": shown_value(shown, held.value), "default": shown_value(shown, shown.default),
        "rows": queries.history_of_parameter(code), "proposals": proposals, "may_propose": request.standing.may(PROPOSE),
    })


@page(PROPOSE, methods=BOTH)
def propose(request: AskedBy, code: str) -> HttpResponse:
    changed = _parameter(code)
    held = shown_value(changed, queries.setting(code, on=localdate()).value)
    form = ProposalForm(request.POST or None, parameter=changed, initial={"value": held, "from_on": localdate()})
    if not form.is_valid():
        return render(request, "parameters/propose.html", {"parameter": changed, "form": form, "held": held}, status=422 if form.errors else 200)
    typed = form.cleaned_data
    actions.propose_value(code, typed.pop("value"), **typed, by=request.standing, at=now())
    return redirect("parameter", code)


def _proposal(proposal_id: int) -> ParameterValue:
    return get_object_or_404(ParameterValue, pk=proposal_id)


@page(APPROVE, methods=("POST",))
def approve(request: AskedBy, proposal_id: int) -> HttpResponse:
    return redirect("parameter", actions.approve_value(_proposal(proposal_id), by=request.standing, at=now()).code)


@page(APPROVE, methods=("POST",))
def reject(request: AskedBy, proposal_id: int) -> HttpResponse:
    form = RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return redirect("parameter", actions.reject_value(_proposal(proposal_id), reason, by=request.standing, at=now()).code)


@page(PROPOSE, methods=("POST",))
def withdraw(request: AskedBy, proposal_id: int) -> HttpResponse:
    return redirect("parameter", actions.withdraw_value(_proposal(proposal_id), by=request.standing, at=now()).code)


@page(READ)
def documents(request: AskedBy) -> HttpResponse:
    form = DocumentSearchForm(request.GET)
    found = queries.documents_matching(form.cleaned_data["q"] if form.is_valid() else "")
    sheet = keyset(found, order=("number",), after=request.GET.get("after", ""))
    return render(request, "parameters/documents.html", {"form": form, "sheet": sheet, "may_write": request.standing.may(PROPOSE)})


@page(PROPOSE, methods=BOTH)
def register_document(request: AskedBy) -> HttpResponse:
    form = DocumentForm(request.POST or None)
    if not form.is_valid():
        return render(request, "parameters/register_document.html", {"form": form}, status=422 if form.errors else 200)
    return redirect("policy-document", actions.register_document(form.cleaned_data, by=request.standing, at=now()).pk)


@page(READ)
def document(request: AskedBy, policy_id: int) -> HttpResponse:
    shown = get_object_or_404(queries.documents(), pk=policy_id)
    return render(request, "parameters/document.html", {"document": shown, "values": queries.values_citing(shown), "may_write": request.standing.may(PROPOSE)})


@page(PROPOSE, methods=BOTH)
def correct_document(request: AskedBy, policy_id: int) -> HttpResponse:
    shown = get_object_or_404(queries.documents(), pk=policy_id)
    form = DocumentForm(request.POST or None, instance=shown)
    if not form.is_valid():
        return render(request, "parameters/correct_document.html", {"form": form, "document": shown}, status=422 if form.errors else 200)
    actions.correct_document(shown, form.cleaned_data, by=request.standing, at=now())
    return redirect("policy-document", policy_id)
