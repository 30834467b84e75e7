"""A proposal's way: drafted, put right, handed in, answered for, agreed to or not, withdrawn, opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import (
    ProposalAnswered,
    ProposalApproved,
    ProposalCorrected,
    ProposalDrafted,
    ProposalOpened,
    ProposalRefused,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from weijian.domains.planning.models import Proposal, ProposalKind
from weijian.domains.planning.permissions import refusal_to_decide_proposal, refusal_to_keep_proposal
from weijian.domains.planning.queries.beds import beds_with_more
from weijian.domains.planning.queries.proposal_check import check_of
from weijian.domains.planning.queries.proposals import missing_in, proposals
from weijian.domains.planning.queries.resources import COUNTY_DIGITS
from weijian.domains.planning.rules import proposals as rules
from weijian.domains.planning.states import ProposalState
from weijian.domains.registry.api import Institution, Place, count_beds, offer_service
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

CORRECTABLE = ("name", "service", "equipment_kind", "number", "price_fen", "proposed_on", "justification")


class ProposalOvertaken(Stale):
    """Somebody changed or decided the proposal meanwhile, or its check finds something else now; answered with 409."""


@dataclass(frozen=True)
class NewProposal:
    """A proposal as typed. `more` are the fields its kind asks for, by name."""

    code: str
    institution: Institution
    kind: str
    proposed_on: date
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """Agreed or not, for a reason; the version and the findings she had before her."""

    agree: bool
    reason: str
    version: int
    signature: str


@transaction.atomic
def draft_proposal(new: NewProposal, *, by: Standing, at: datetime) -> Proposal:
    """Begin a proposal; what is not filled in yet is asked for when it is handed in."""
    home = new.institution
    must(refusal_to_keep_proposal(by, home.name, home.code, home.place.code))
    if Proposal.objects.filter(code=new.code).exists():
        raise Refusal(say.PROPOSAL_CODE_TAKEN, code=new.code)
    said = {name: value for name, value in new.more.items() if name in CORRECTABLE}
    made = Proposal(**{**said, "proposed_on": new.proposed_on}, code=new.code, institution=home, kind=new.kind)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # another clerk entered the same code in this very moment
        raise Refusal(say.PROPOSAL_CODE_TAKEN, code=new.code) from None
    record(ProposalDrafted(made.pk, made.code), by=by, at=at)
    return made


def _held(one: Proposal, version: int | None = None) -> Proposal:
    """The proposal, held until the transaction ends, in the version she had before her."""
    held = proposals().select_for_update(of=("self",)).get(pk=one.pk)
    if version is not None and held.version != version:
        raise ProposalOvertaken(say.PROPOSAL_CHANGED)
    return held


def _hers(one: Proposal, by: Standing) -> None:
    must(refusal_to_keep_proposal(by, one.institution.name, one.institution.code, one.institution.place.code))


def _decides(one: Proposal, by: Standing) -> None:
    must(refusal_to_decide_proposal(by, one.institution.name, one.institution.code, one.institution.place.code))


def _saved(one: Proposal) -> Proposal:
    one.version += 1
    one.save()
    return one


@transaction.atomic
def correct_proposal(one: Proposal, changes: Mapping[str, Any], *, version: int, by: Standing, at: datetime) -> Proposal:
    """Write changed facts over the draft she had before her."""
    held = _held(one, version)
    _hers(held, by)
    must(rules.refusal_to_change(rules.Changing(ProposalState(held.state), answering=False)))
    wanted = {name: value for name, value in changes.items() if name in CORRECTABLE and getattr(held, name) != value}
    if not wanted:
        raise Refusal(say.NOTHING_TO_CHANGE)
    for name, value in wanted.items():
        setattr(held, name, value)
    _saved(held)
    labels = "、".join(str(one.verbose_name) for one in Proposal._meta.fields if one.name in wanted)
    record(ProposalCorrected(held.pk, labels, held.version), by=by, at=at)
    return held


@transaction.atomic
def submit_proposal(one: Proposal, *, version: int, by: Standing, at: datetime) -> Proposal:
    """Hand it in; the check of this moment is kept with it."""
    held, today = _held(one, version), local_day(at)
    _hers(held, by)
    must(rules.refusal_to_submit(rules.Submitting(ProposalState(held.state), missing_in(held), held.proposed_on, today)))
    check = check_of(held, today)
    held.state, held.submitted_check = ProposalState.SUBMITTED, check.told()
    _saved(held)
    record(ProposalSubmitted(held.pk, len(check.findings)), by=by, at=at)
    return held


@transaction.atomic
def answer_findings(one: Proposal, answer: str, *, version: int, by: Standing, at: datetime) -> Proposal:
    """Say in writing why it is wanted all the same."""
    held = _held(one, version)
    _hers(held, by)
    must(rules.refusal_to_change(rules.Changing(ProposalState(held.state), answering=True)))
    if held.answer == answer.strip():
        raise Refusal(say.NOTHING_TO_CHANGE)
    held.answer = answer.strip()
    _saved(held)
    record(ProposalAnswered(held.pk, held.answer[:200]), by=by, at=at)
    return held


@transaction.atomic
def decide_proposal(one: Proposal, said: Decision, *, by: Standing, at: datetime) -> Proposal:
    """Agree or not. A county's proposals are decided one after the other, so that each is checked with those agreed to before it."""
    Place.objects.select_for_update().filter(code=one.institution.place.code[:COUNTY_DIGITS]).order_by("pk").first()
    held, today = _held(one, said.version), local_day(at)
    _decides(held, by)
    check = check_of(held, today)
    must(rules.refusal_to_decide(rules.Deciding(ProposalState(held.state), said.agree, len(check.findings), held.answer, said.reason)))
    if check.signature != said.signature:
        raise ProposalOvertaken(say.FINDINGS_CHANGED)
    held.state = ProposalState.APPROVED if said.agree else ProposalState.REFUSED
    held.decided_on, held.reason, held.decided_check = today, said.reason.strip(), check.told()
    _saved(held)
    event = ProposalApproved if said.agree else ProposalRefused
    record(event(held.pk, len(check.findings), held.reason[:200]), by=by, at=at)
    return held


@transaction.atomic
def withdraw_proposal(one: Proposal, why: str, *, version: int, by: Standing, at: datetime) -> Proposal:
    """It is no longer asked for."""
    held = _held(one, version)
    _hers(held, by)
    must(rules.refusal_to_withdraw(rules.Withdrawing(ProposalState(held.state), why)))
    held.state = ProposalState.WITHDRAWN
    _saved(held)
    record(ProposalWithdrawn(held.pk, why.strip()[:200]), by=by, at=at)
    return held


@transaction.atomic
def open_proposal(one: Proposal, opened_on: date, *, by: Standing, at: datetime) -> Proposal:
    """What was agreed to is there: beds and services enter the register of institutions from that day, and no longer count as coming."""
    held = _held(one)
    _decides(held, by)
    facts = rules.Opening(ProposalState(held.state), held.decided_on, held.opened_on is not None, opened_on, local_day(at))
    must(rules.refusal_to_open(facts))
    home = held.institution
    if held.kind == ProposalKind.BEDS:
        count_beds(home, beds_with_more(home, held.name, held.number or 0, opened_on), by=by, at=at)
    if held.service is not None and not home.offers.filter(service=held.service, ends_on__isnull=True).exists():
        offer_service(home, held.service, opened_on, by=by, at=at)
    held.opened_on = opened_on
    _saved(held)
    record(ProposalOpened(held.pk, opened_on), by=by, at=at)
    return held
