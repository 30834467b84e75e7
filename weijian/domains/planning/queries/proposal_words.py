"""A proposal as its page shows it: its facts, the check in words, what may be done with it, its history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.models import Proposal, ProposalKind
from weijian.domains.planning.queries.proposals import missing_in
from weijian.domains.planning.queries.resources import RESOURCES
from weijian.domains.planning.rules import proposals as rules
from weijian.domains.planning.rules.proposals import CLASS_WORDS, FOUND_WORDS, UNCHECKED_WORDS, Found, Unchecked, class_of
from weijian.domains.planning.rules.resources import ADEQUACY_WORDS, Adequacy
from weijian.domains.planning.states import PROPOSAL_WORDS, ProposalState
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.numbers import wan
from weijian.foundation.screen.parts import Action, Entry, Fact, Step, steps
from weijian.kernel.refusal import Refusal

HISTORY = 60
WAY = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.APPROVED)
STATE_TIERS = {ProposalState.SUBMITTED: "yellow", ProposalState.APPROVED: "green", ProposalState.REFUSED: "red"}


def asked_words(one: Proposal) -> str:
    """What is asked for, in a line."""
    if one.kind == ProposalKind.SERVICE:
        return " · ".join(word for word in (str(one.service or ""), one.name) if word) or _("未填写")
    if one.kind == ProposalKind.BEDS:
        return _("%(kind)s床位 %(n)s 张") % {"kind": _(one.name), "n": one.number or 0}
    return _("%(name)s %(n)s 台（%(class)s）") % {"name": one.name, "n": one.number or 0, "class": _(CLASS_WORDS[class_of(one.equipment_kind)])}


def steps_of_proposal(one: Proposal) -> list[Step]:
    """What was turned down or withdrawn shows that in the last step's place."""
    state = ProposalState(one.state)
    last = state if state not in WAY else ProposalState.APPROVED
    return steps([(s.value, PROPOSAL_WORDS[s]) for s in (*WAY[:2], last)], state.value)


def proposal_facts(one: Proposal) -> list[Fact]:
    price = wan(one.price_fen) if one.price_fen is not None else ""
    told = [
        Fact(_("申报编号"), one.code), Fact(_("申报机构"), one.institution.name, href=reverse("institution", args=[one.institution_id])),
        Fact(_("申报事项"), _(one.get_kind_display()), hint=asked_words(one)), Fact(_("申报日期"), one.proposed_on),
        Fact(_("申报理由"), one.justification, missing="" if one.justification else _("未填写")),
        Fact(_("对核对发现的说明"), one.answer, missing="" if one.answer else _("没有说明")),
    ]
    if one.kind == ProposalKind.EQUIPMENT:
        told.append(Fact(_("估价（万元）"), price, missing="" if price else _("未填写")))
    if one.decided_on:
        told.append(Fact(_("审批意见"), one.reason, hint=f"{_(one.get_state_display())} {one.decided_on}"))
    if one.state == ProposalState.APPROVED:
        told.append(Fact(_("投用日期"), one.opened_on or "", missing="" if one.opened_on else _("未投用")))
    return told


def check_words(told: Mapping[str, Any]) -> dict[str, Any]:
    """The check as kept, with its sentences."""
    lines = [_worded(line, over=i == 0 and bool(line["asked"])) for i, line in enumerate(told["lines"])]
    findings = [(_(FOUND_WORDS[Found(one["kind"])]), _sentence(one), one["others"]) for one in told["findings"]]
    return {**told, "lines": lines, "findings": findings, "unchecked": [_(UNCHECKED_WORDS[Unchecked(one)]) for one in told["unchecked"]]}


def _worded(line: Mapping[str, Any], *, over: bool) -> tuple[Mapping[str, Any], str, str, str]:
    """A line with its resource, its verdict and a colour: red where what is asked for goes over the county's quota."""
    adequacy, label = Adequacy(line["adequacy"]), str(RESOURCES[line["resource"]].label)
    if over and adequacy is Adequacy.SURPLUS:
        return line, label, _(FOUND_WORDS[Found.OVER_QUOTA]), "red"
    return line, label, ADEQUACY_WORDS[adequacy], "yellow" if adequacy is Adequacy.SHORT else ""


def _sentence(one: Mapping[str, Any]) -> str:
    """A finding with its numbers."""
    said = {
        Found.OVER_QUOTA: _("%(place)s连同本次申报共 %(total)s 张，标准应有 %(want)s 张，多 %(over)s 张。"),
        Found.OUT_OF_SCOPE: _("“%(part)s”登记的服务范围有 %(scope)s 项，没有“%(service)s”。"),
        Found.ANOTHERS_ROLE: _("“%(service)s”属于“%(roles)s”的服务范围，片区内已有这样的机构。"),
        Found.ALREADY_HERS: _("本机构已有“%(what)s”。"),
        Found.OFFERED: _("片区内另有 %(n)s 家已有“%(what)s”。"),
        Found.AGREED: _("片区内已同意另外 %(n)s 项“%(what)s”的申报。"),
        Found.ASKED: _("片区内另有 %(n)s 项“%(what)s”的申报在等待审批。"),
    }[Found(one["kind"])]
    part, roles = (one["numbers"].get(name, "") for name in ("part", "roles"))
    return said % {**one["numbers"], "part": part and _(part), "roles": "、".join(_(role) for role in roles)}


def proposal_actions(one: Proposal, *, kept: bool, decided: bool, no: Refusal | None, findings: int, on: date) -> list[Action]:
    """What may be done from where it stands; `no` is why she may not decide this one, e.g. that it is her own institution's."""
    state, offered = ProposalState(one.state), list[Action]()
    if kept and state is ProposalState.DRAFT:
        whole = rules.refusal_to_submit(rules.Submitting(state, missing_in(one), one.proposed_on, on))
        offered.append(Action(_("提交"), _to("submit", one), "post", refusal=whole, icon="send", primary=True, fields={"version": str(one.version)}))
        offered.append(Action(_("更正"), _to("correct", one), icon="pencil"))
    if decided and state is ProposalState.SUBMITTED:
        agree = no or rules.refusal_to_decide(rules.Deciding(state, True, findings, one.answer, "-"))
        offered.append(Action(_("同意申报"), f"{_to('decide', one)}?agree=1", refusal=agree, icon="check", primary=True))
        offered.append(Action(_("不同意申报"), f"{_to('decide', one)}?agree=0", refusal=no, icon="x"))
    if kept and state in (ProposalState.DRAFT, ProposalState.SUBMITTED):
        offered.append(Action(_("对发现作说明"), _to("answer", one), icon="message"))
        offered.append(Action(_("撤回申报"), _to("withdraw", one), icon="ban", danger=True))
    if decided and state is ProposalState.APPROVED and one.opened_on is None:
        offered.append(Action(_("登记投用"), _to("open", one), refusal=no, icon="building-hospital", primary=True))
    return offered


def _to(name: str, one: Proposal) -> str:
    return reverse(f"resource-proposal-{name}", args=[one.pk])


def history_of_proposal(one: Proposal) -> list[Entry]:
    found = Happening.objects.filter(subject_kind="Proposal", subject_key=str(one.pk)).order_by("-pk")[:HISTORY]
    return [Entry(happening.at, happening.by_name, sentence_of(happening)) for happening in found]
