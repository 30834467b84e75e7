"""What is asked about upgrades, and what is typed of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.actions.upgrades import CORRECTABLE, NewUpgrade
from weijian.domains.planning.forms.projects import ALL, PLEASE, day, why
from weijian.domains.planning.models import CapitalProject, CooperationAgreement, Upgrade, UpgradeStage
from weijian.domains.planning.permissions import WRITE
from weijian.domains.planning.queries.upgrades import agreement_choices, project_choices
from weijian.domains.planning.rules.upgrades import STANDING_WORDS
from weijian.domains.planning.rules.upgrades import Standing as Stands
from weijian.domains.planning.states import STEP_WORDS, UPGRADE_KINDS, UpgradeStep
from weijian.domains.registry.api import Standard, institution_choices, institution_numbered, institutions_served, standard_choices
from weijian.kernel.dates import can_be_meant
from weijian.kernel.standing import Standing

NONE = [("", _("无"))]
KINDS = [(kind.value, _(words)) for kind, words in UPGRADE_KINDS.items()]


def meant(typed: date | None) -> date | None:
    """A day somebody can mean, or none."""
    if typed is not None and not can_be_meant(typed):
        raise forms.ValidationError(_("年份应在1800至2199之间。"))
    return typed


class UpgradeFilters(forms.Form):
    kind = forms.ChoiceField(label=_("创建类别"), choices=[*ALL, *KINDS], required=False)
    standing = forms.ChoiceField(label=_("进展"), choices=[*ALL, *((s.value, _(STANDING_WORDS[s])) for s in Stands)], required=False)

    def wanted(self) -> tuple[str, str]:
        """Kind and standing; anything typed wrongly narrows nothing."""
        self.is_valid()
        return self.cleaned_data.get("kind") or "", self.cleaned_data.get("standing") or ""


class UpgradeFacts(forms.Form):
    """What may be corrected of an upgrade."""

    name = forms.CharField(label=_("创建名称"), max_length=100)
    standard_id = forms.TypedChoiceField(label=_("对照标准"), coerce=int)
    target_on = day(_("目标日期"))
    required_percent = forms.IntegerField(label=_("要求达标率（%）"), min_value=1, max_value=100, initial=100)
    specialty = forms.CharField(label=_("专科"), max_length=40, required=False, help_text=_("区域医疗中心填写，如“呼吸”"))
    exporter = forms.CharField(label=_("输出医院"), max_length=100, required=False)
    agreement_id = forms.TypedChoiceField(label=_("合作协议"), coerce=int, empty_value=None, required=False)
    project_id = forms.TypedChoiceField(label=_("建设项目"), coerce=int, empty_value=None, required=False)
    document = forms.CharField(label=_("依据"), max_length=120, required=False)

    def __init__(self, *args: Any, today: date, institution: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists: Mapping[str, Sequence[Any]] = {
            "standard_id": [*PLEASE, *self.standards(today)], "agreement_id": [*NONE, *agreement_choices(institution)],
            "project_id": [*NONE, *project_choices(institution)],
        }
        for name, choices in lists.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def standards(self, today: date) -> list[tuple[int, str]]:
        """Those in force, and the one it is held to."""
        found, held = standard_choices(today), self.initial.get("standard_id")
        kept = Standard.objects.filter(pk=held).exclude(pk__in=[key for key, _name in found]) if held else ()
        return [*found, *((one.pk, f"{one.code} {one.name}") for one in kept)]

    def clean_target_on(self) -> date | None:
        return meant(self.cleaned_data["target_on"])

    def facts(self) -> dict[str, Any]:
        """By the names of the model's fields."""
        said = {name: value for name, value in self.cleaned_data.items() if name in CORRECTABLE}
        agreement, project = self.cleaned_data["agreement_id"], self.cleaned_data["project_id"]
        return {
            **said, "standard": Standard.objects.get(pk=self.cleaned_data["standard_id"]),
            "agreement": CooperationAgreement.objects.get(pk=agreement) if agreement else None,
            "project": CapitalProject.objects.get(pk=project) if project else None,
        }


class UpgradeForm(UpgradeFacts):
    code = forms.CharField(label=_("创建编号"), max_length=40)
    kind = forms.ChoiceField(label=_("创建类别"), choices=[*PLEASE, *KINDS])
    institution_id = forms.TypedChoiceField(label=_("机构"), coerce=int)
    started_on = day(_("开始日期"))
    field_order = ("code", "name", "kind", "institution_id", "standard_id", "started_on", "target_on", "required_percent")

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict([*institution_choices(standing, WRITE), *institutions_served(standing, WRITE)])
        self.fields["institution_id"].choices = [*PLEASE, *known.items()]  # type: ignore[attr-defined]

    def clean_started_on(self) -> date | None:
        return meant(self.cleaned_data["started_on"])

    def upgrade(self) -> NewUpgrade:
        said, facts = self.cleaned_data, self.facts()
        home = institution_numbered(said["institution_id"])
        return NewUpgrade(said["code"], said["name"], said["kind"], home, facts["standard"], said["started_on"], said["target_on"], facts)


class UpgradeCorrectForm(UpgradeFacts):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, upgrade: Upgrade, today: date) -> None:
        named = (*(name for name in CORRECTABLE if name not in ("standard", "agreement", "project")), "standard_id", "agreement_id", "project_id", "version")
        super().__init__(data, today=today, institution=upgrade.institution_id, initial={name: getattr(upgrade, name) for name in named})


class StepsForm(forms.Form):
    """A planned day for every step."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, upgrade: Upgrade, stages: Sequence[UpgradeStage]) -> None:
        super().__init__(data, initial={"version": upgrade.version, **{one.step: one.planned_on for one in stages}})
        self.steps = [UpgradeStep(one.step) for one in stages]
        for step in self.steps:
            self.fields[step.value] = day(_(STEP_WORDS[step]), required=False, validators=[meant])

    def days(self) -> dict[UpgradeStep, date | None]:
        return {step: self.cleaned_data[step.value] for step in self.steps}


class ReachForm(forms.Form):
    done_on = day(_("完成日期"))
    document = forms.CharField(label=_("文号或说明"), max_length=120, required=False, help_text=_("“批复”和“通过”须填文号"))


class WhyForm(forms.Form):
    why = why(_("原因"))
