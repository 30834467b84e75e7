"""What is typed about proposals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.actions.proposals import CORRECTABLE, Decision, NewProposal
from weijian.domains.planning.forms.projects import ALL, PLEASE, day, why
from weijian.domains.planning.permissions import PROPOSE
from weijian.domains.planning.queries.proposals import Proposal, ProposalCriteria, ProposalKind
from weijian.domains.planning.rules.projects import FEN_PER_WAN
from weijian.domains.planning.states import PROPOSAL_WORDS
from weijian.domains.registry.api import ClinicalService, institution_choices, institution_numbered, institutions_served
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import EQUIPMENT_KIND

MOST = 100_000


class ProposalFilters(forms.Form):
    q = forms.CharField(label=_("编号、名称或机构"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("申报事项"), choices=[*ALL, *ProposalKind.choices], required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[*ALL, *((s.value, words) for s, words in PROPOSAL_WORDS.items())], required=False)

    def criteria(self, place: str = "") -> ProposalCriteria:
        """Anything typed wrongly narrows nothing."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) or "" for name in ("kind", "state")}
        return ProposalCriteria(q=(self.cleaned_data.get("q") or "").strip(), place=place, **said)


class ProposalFacts(forms.Form):
    """What may be put right of a draft."""

    name = forms.CharField(
        label=_("床位类别、科室或设备名称"), max_length=60, required=False, help_text=_("床位填类别（如内科），设备填名称；新增服务的可以填科室，也可以留空"),
    )
    service_id = forms.TypedChoiceField(label=_("服务（新增科室或服务时选）"), coerce=int, required=False, empty_value=None)
    equipment_kind = forms.ChoiceField(label=_("设备类别（大型设备时选）"), choices=[("", "—"), *EQUIPMENT_KIND.choices], required=False)
    number = forms.IntegerField(label=_("数量（张、台）"), min_value=1, max_value=MOST, required=False)
    price = forms.DecimalField(label=_("估价（万元，可不填）"), min_value=0, max_digits=12, decimal_places=6, required=False)
    proposed_on = day(_("申报日期"))
    justification = forms.CharField(label=_("申报理由"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {one.pk: one for one in ClinicalService.objects.filter(ends_on__isnull=True).order_by("code")}
        self.fields["service_id"].choices = [("", "—"), *((pk, one.name) for pk, one in self.services.items())]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        fen = None if said["price"] is None else int(said["price"] * FEN_PER_WAN)
        return {**{name: said.get(name) for name in CORRECTABLE}, "service": self.services.get(said["service_id"]), "price_fen": fen}


class CorrectProposalForm(ProposalFacts):
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, data: Any, one: Proposal) -> "CorrectProposalForm":
        price = None if one.price_fen is None else one.price_fen / FEN_PER_WAN
        held = {name: getattr(one, name) for name in ("name", "service_id", "equipment_kind", "number", "proposed_on", "justification", "version")}
        return cls(data, initial={**held, "price": price})


class NewProposalForm(ProposalFacts):
    code = forms.CharField(label=_("申报编号"), max_length=40)
    institution_id = forms.TypedChoiceField(label=_("申报机构"), coerce=int)
    kind = forms.ChoiceField(label=_("申报事项"), choices=[*PLEASE, *ProposalKind.choices])
    field_order = ("code", "institution_id", "kind")

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict([*institutions_served(standing, PROPOSE), *institution_choices(standing, PROPOSE)])
        self.fields["institution_id"].choices = [*PLEASE, *known.items()]  # type: ignore[attr-defined]

    def proposal(self) -> NewProposal:
        said = self.cleaned_data
        return NewProposal(said["code"], institution_numbered(said["institution_id"]), said["kind"], said["proposed_on"], self.facts())


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(VersionForm):
    answer = forms.CharField(
        label=_("对核对发现的说明"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("逐条写明为何仍然需要；没有说明的不得同意"),
    )


class WithdrawForm(VersionForm):
    why = why(_("原因"))


AGREE, DISAGREE = "1", "0"


class DecisionForm(VersionForm):
    agree = forms.ChoiceField(label=_("审批结果"), choices=[*PLEASE, (AGREE, _("同意")), (DISAGREE, _("不同意"))])
    reason = forms.CharField(label=_("审批意见"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    signature = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def decision(self) -> Decision:
        said = self.cleaned_data
        return Decision(said["agree"] == AGREE, said["reason"], said["version"], said["signature"])


class OpenedForm(forms.Form):
    opened_on = day(_("投用日期"))
