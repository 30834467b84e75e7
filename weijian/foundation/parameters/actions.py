"""Proposing and approving what a parameter is; registering the documents that say so."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from weijian.foundation.happenings.trail import record
from weijian.foundation.parameters import events, rules
from weijian.foundation.parameters import refusals as say
from weijian.foundation.parameters.definitions import known
from weijian.foundation.parameters.models import ParameterValue, PolicyDocument, ProposalState
from weijian.foundation.parameters.values import read_value
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

PROPOSE, COUNTY_DIGITS = "parameters.propose", 6


@transaction.atomic
def propose_value(
    code: str, typed: str, *, from_on: date, region_code: str = "", document: PolicyDocument | None = None, reason: str = "", by: Standing, at: datetime,
) -> ParameterValue:
    """Say what a parameter should be from a day on, and on what ground."""
    if code not in known():
        raise Refusal(say.UNKNOWN_PARAMETER, code=code)
    value = read_value(known()[code], typed)
    taken = _taken(code, region_code, from_on)
    must(rules.refusal_to_propose(rules.Proposing(bool(document or reason.strip()), _reaches(by, PROPOSE, region_code), taken, from_on)))
    made = ParameterValue.objects.create(
        code=code, region_code=region_code, from_on=from_on, value=value, document=document, reason=reason.strip(),
        proposed_by_id=by.account_id, proposed_by_name=by.name, proposed_at=at,
    )
    record(events.ParameterProposed(code, region_code, from_on), by=by, at=at)
    return made


@transaction.atomic
def approve_value(proposal: ParameterValue, *, by: Standing, at: datetime) -> ParameterValue:
    """Put a proposed value in force from its day on."""
    rivals = ParameterValue.objects.filter(code=proposal.code, region_code=proposal.region_code, from_on=proposal.from_on)
    held = {row.pk: row for row in rivals.select_for_update().order_by("pk")}[proposal.pk]  # two approvals for one day take turns
    own = held.proposed_by_id is not None and held.proposed_by_id == by.account_id
    within = _reaches(by, "parameters.approve", held.region_code)
    taken = _taken(held.code, held.region_code, held.from_on)
    must(rules.refusal_to_approve(rules.Deciding(held.state == ProposalState.PROPOSED, own, within, taken, held.from_on)))
    _decide(held, ProposalState.APPROVED, by, at)
    record(events.ParameterApproved(held.code, held.region_code, held.from_on), by=by, at=at)
    return held


@transaction.atomic
def reject_value(proposal: ParameterValue, reason: str, *, by: Standing, at: datetime) -> ParameterValue:
    """Turn a proposal down, and say why."""
    held = ParameterValue.objects.select_for_update().get(pk=proposal.pk)
    within = _reaches(by, "parameters.approve", held.region_code)
    must(rules.refusal_to_reject(rules.Rejecting(held.state == ProposalState.PROPOSED, reason, within)))
    held.verdict = reason.strip()
    _decide(held, ProposalState.REJECTED, by, at)
    record(events.ParameterRejected(held.code, held.region_code, held.from_on, reason.strip()), by=by, at=at)
    return held


@transaction.atomic
def withdraw_value(proposal: ParameterValue, *, by: Standing, at: datetime) -> ParameterValue:
    """Take one's own proposal back."""
    held = ParameterValue.objects.select_for_update().get(pk=proposal.pk)
    must(rules.refusal_to_withdraw(rules.Withdrawing(held.state == ProposalState.PROPOSED, held.proposed_by_id == by.account_id)))
    _decide(held, ProposalState.WITHDRAWN, by, at)
    record(events.ParameterWithdrawn(held.code, held.region_code, held.from_on), by=by, at=at)
    return held


def _decide(held: ParameterValue, state: ProposalState, by: Standing, at: datetime) -> None:
    held.state, held.decided_by_id, held.decided_by_name, held.decided_at = state, by.account_id, by.name, at
    held.save()


def _taken(code: str, region_code: str, from_on: date) -> bool:
    return ParameterValue.objects.filter(code=code, region_code=region_code, from_on=from_on, state=ProposalState.APPROVED).exists()


def _reaches(by: Standing, capability: str, region_code: str) -> bool:
    """A county's officer may speak for the county and below. A parameter without a region and the documents behind it are the whole
    installation's: they are proposed and approved by posts over a county or more."""
    if by.account_id is None:
        return True
    wide = any(len(code) <= COUNTY_DIGITS for code in by.places_for(capability))
    return by.reaches(capability, region_code) if region_code else wide


@transaction.atomic
def register_document(fields: dict[str, Any], *, by: Standing, at: datetime) -> PolicyDocument:
    """Put a policy document on the register."""
    must(None if _reaches(by, PROPOSE, "") else Refusal(say.BEYOND_YOUR_REACH))
    document = PolicyDocument(**fields)
    taken = PolicyDocument.objects.filter(number=document.number).exists()
    must(rules.refusal_to_register(_registering(document, taken)))
    document.save()
    record(events.DocumentRegistered(document.number), by=by, at=at)
    return document


@transaction.atomic
def correct_document(document: PolicyDocument, fields: dict[str, Any], *, by: Standing, at: datetime) -> PolicyDocument:
    """Write what the register should have said."""
    must(None if _reaches(by, PROPOSE, "") else Refusal(say.BEYOND_YOUR_REACH))
    held = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    for name, value in fields.items():
        setattr(held, name, value)
    taken = PolicyDocument.objects.filter(number=held.number).exclude(pk=held.pk).exists()
    must(rules.refusal_to_register(_registering(held, taken)))
    held.save()
    record(events.DocumentCorrected(held.number), by=by, at=at)
    return held


def _registering(d: PolicyDocument, taken: bool) -> rules.Registering:
    return rules.Registering(d.number, d.title, d.issuer, d.in_force_on, d.ends_on, d.link, taken)
