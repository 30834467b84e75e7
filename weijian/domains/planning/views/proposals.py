"""Proposals for beds, services and equipment: the list, a proposal with its check, and what is done with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions import proposals as deeds
from weijian.domains.planning.exchange import zones_json
from weijian.domains.planning.forms import proposals as forms
from weijian.domains.planning.permissions import JUDGE, MAP, PROPOSALS, PROPOSE, refusal_to_decide_proposal
from weijian.domains.planning.queries import proposal_words as words
from weijian.domains.planning.queries import proposals as ask
from weijian.domains.planning.queries.proposal_check import check_of
from weijian.domains.planning.rules.proposals import Deciding, refusal_to_decide
from weijian.domains.planning.states import ProposalState
from weijian.domains.planning.views.projects import BOTH
from weijian.domains.planning.visibility import proposals_decided, proposals_kept, proposals_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Action, Crumb
from weijian.foundation.screen.place import asked_of
from weijian.kernel.refusal import must

OPEN_STATES = (ProposalState.DRAFT, ProposalState.SUBMITTED)


def _crumbs(*further: Crumb) -> list[Crumb]:
    return [Crumb(_("资源申报"), reverse("resource-proposals")), *further]


def _form_page(request: AskedBy, form: Any, heading: str, held: ask.Proposal | None = None, **said: Any) -> HttpResponse:
    back = reverse("resource-proposal", args=[held.pk]) if held else reverse("resource-proposals")
    trail = _crumbs(*([Crumb(held.code, back)] if held else []), Crumb(heading))
    return render(request, "planning/form.html", {"form": form, "heading": heading, "crumbs": trail, "back": back, **said}, status=422 if form.errors else 200)


@page(PROPOSALS)
def proposals(request: AskedBy) -> HttpResponse:
    """Every proposal she may see, those that wait for a decision first."""
    form = forms.ProposalFilters(request.GET.dict())
    listed = ask.proposals_matching(proposals_seen(ask.proposals(), request.standing), form.criteria(asked_of(request).get("place", "")))
    if wants_json(request):
        return as_json([zones_json.proposal_of(one, _kept_check(one)) for one in listed])
    rows = [(one, words.asked_words(one), words.STATE_TIERS.get(ProposalState(one.state), ""), _kept_check(one)) for one in listed]
    waiting = sum(one.state == ProposalState.SUBMITTED for one in listed)
    may = request.standing.may
    context = {"form": form, "rows": rows, "waiting": waiting, "may_write": may(PROPOSE), "may_import": may(PROPOSE) and may("catalogue.import")}
    return render(request, "planning/proposals.html", {**context, "query": request.GET.urlencode()})


def _kept_check(one: ask.Proposal) -> Any:
    return one.decided_check or one.submitted_check


def _check(one: ask.Proposal) -> tuple[Any, str]:
    """The check as it is now while the proposal is open, with its signature; afterwards as it was kept."""
    if ProposalState(one.state) not in OPEN_STATES:
        return _kept_check(one), ""
    check = check_of(one, localdate())
    return check.told(), check.signature


def _shown(request: AskedBy, check: Any) -> dict[str, Any]:
    """The check in words; which of the proposals it names she may open, and whether she may follow its numbers down."""
    if not check:
        return {"check": None}
    named = [other["proposal"] for finding in check["findings"] for other in finding["others"] if other["proposal"]]
    may_open = set(proposals_seen(ask.proposals(), request.standing).filter(pk__in=named).values_list("pk", flat=True))
    return {"check": words.check_words(check), "may_open": may_open, "may_follow": request.standing.may(MAP)}


@page(PROPOSALS, scoped=True)
def proposal(request: AskedBy, proposal_id: int) -> HttpResponse:
    """What is asked for, what the check finds with its numbers, and what was decided."""
    held = get_object_or_404(proposals_seen(ask.proposals(), request.standing), pk=proposal_id)
    check, _signature = _check(held)
    if wants_json(request):
        return as_json({**zones_json.proposal_of(held, check), "signature": _signature})
    context = {"proposal": held, "asked": words.asked_words(held), "facts": words.proposal_facts(held), "steps": words.steps_of_proposal(held),
               "actions": _actions(request, held, check), **_shown(request, check),
               "live": ProposalState(held.state) in OPEN_STATES, "history": words.history_of_proposal(held), "crumbs": _crumbs()}
    return render(request, "planning/proposal.html", context)


def _actions(request: AskedBy, held: ask.Proposal, check: Any) -> list[Action]:
    here, person = ask.proposals().filter(pk=held.pk), request.standing
    home = held.institution
    no = refusal_to_decide_proposal(person, home.name, home.code, home.place.code) if person.may(JUDGE) else None
    return words.proposal_actions(
        held, kept=proposals_kept(here, person).exists(), decided=proposals_decided(here, person).exists(), no=no,
        findings=len(check["findings"]) if check else 0, on=localdate(),
    )


@page(PROPOSE, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.NewProposalForm(request.POST or None, standing=request.standing, initial={"proposed_on": localdate()})
    if request.method == "POST" and form.is_valid():
        made = deeds.draft_proposal(form.proposal(), by=request.standing, at=now())
        return as_json({"id": made.pk}, status=201) if wants_json(request) else redirect("resource-proposal", made.pk)
    return _form_page(request, form, _("起草申报"), draft="resource-proposal-new", lead=_("保存后先看核对结果，再提交。"))


def _kept(request: AskedBy, proposal_id: int) -> ask.Proposal:
    return get_object_or_404(proposals_kept(ask.proposals(), request.standing), pk=proposal_id)


def _decided(request: AskedBy, proposal_id: int) -> ask.Proposal:
    return get_object_or_404(proposals_decided(ask.proposals(), request.standing), pk=proposal_id)


@page(PROPOSE, scoped=True, methods=BOTH)
def correct(request: AskedBy, proposal_id: int) -> HttpResponse:
    held = _kept(request, proposal_id)
    form = forms.CorrectProposalForm.of(request.POST or None, held)
    if request.method == "POST" and form.is_valid():
        deeds.correct_proposal(held, form.facts(), version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("resource-proposal", held.pk)
    return _form_page(request, form, _("更正申报"), held)


@page(PROPOSE, scoped=True, methods=("POST",))
def submit(request: AskedBy, proposal_id: int) -> HttpResponse:
    held, form = _kept(request, proposal_id), forms.VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    deeds.submit_proposal(held, version=version, by=request.standing, at=now())
    return redirect("resource-proposal", held.pk)


@page(PROPOSE, scoped=True, methods=BOTH)
def answer(request: AskedBy, proposal_id: int) -> HttpResponse:
    held = _kept(request, proposal_id)
    form = forms.AnswerForm(request.POST or None, initial={"answer": held.answer, "version": held.version})
    if request.method == "POST" and form.is_valid():
        deeds.answer_findings(held, form.cleaned_data["answer"], version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("resource-proposal", held.pk)
    return _form_page(request, form, _("对核对发现的说明"), held)


@page(PROPOSE, scoped=True, methods=BOTH)
def withdraw(request: AskedBy, proposal_id: int) -> HttpResponse:
    held = _kept(request, proposal_id)
    form = forms.WithdrawForm(request.POST or None, initial={"version": held.version})
    if request.method == "POST" and form.is_valid():
        deeds.withdraw_proposal(held, form.cleaned_data["why"], version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("resource-proposal", held.pk)
    return _form_page(request, form, _("撤回申报"), held, submit=_("撤回申报"), danger=True)


def _must_be_hers_to_decide(request: AskedBy, held: ask.Proposal) -> None:
    """Before anything is typed: not her own institution's, and still waiting. What is posted is held against the version she saw."""
    home = held.institution
    must(refusal_to_decide_proposal(request.standing, home.name, home.code, home.place.code))
    if request.method == "GET":
        must(refusal_to_decide(Deciding(ProposalState(held.state), agree=False, findings=0, answer="", reason="-")))


@page(JUDGE, scoped=True, methods=BOTH)
def decide(request: AskedBy, proposal_id: int) -> HttpResponse:
    held = _decided(request, proposal_id)
    _must_be_hers_to_decide(request, held)
    check, signature = _check(held)
    before = {"agree": request.GET.get("agree", ""), "version": held.version, "signature": signature}
    form = forms.DecisionForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        deeds.decide_proposal(held, form.decision(), by=request.standing, at=now())
        return redirect("resource-proposal", held.pk)
    more = {**_shown(request, check), "live": True, "facts": words.proposal_facts(held), "submit": _("审批")}
    return _form_page(request, form, _("审批"), held, lead=_("核对结果随审批一并留存，以后不再改动。"), **more)


@page(JUDGE, scoped=True, methods=BOTH)
def opened(request: AskedBy, proposal_id: int) -> HttpResponse:
    held, form = _decided(request, proposal_id), forms.OpenedForm(request.POST or None, initial={"opened_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.open_proposal(held, form.cleaned_data["opened_on"], by=request.standing, at=now())
        return redirect("resource-proposal", held.pk)
    return _form_page(request, form, _("登记投用"), held, lead=_("自投用之日起，床位和服务计入机构登记，不再计为将有。"))
