"""What is typed of a vehicle: a shift, a check, that it is out of service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.emergency.actions.vehicles import NewCrew
from weijian.domains.emergency.forms.asked import PLEASE, moment, words_field
from weijian.domains.emergency.models import OutageReason
from weijian.domains.emergency.states import APART
from weijian.domains.workforce.api import Practitioner

NURSE = "20"  # value set practitioner_category
NOBODY = [("", "—")]


def spoken(people: list[Practitioner]) -> list[tuple[str, str]]:
    return [(one.code, f"{one.name}（{one.code}）") for one in people]


class CrewForm(forms.Form):
    starts_at = moment(_("上班"))
    ends_at = moment(_("下班"))
    doctor = forms.ChoiceField(label=_("医生"), required=False)
    nurse = forms.ChoiceField(label=_("护士"), required=False)
    driver = forms.CharField(label=_("驾驶员"), max_length=40)

    def __init__(self, *args: Any, people: list[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        nurses = [one for one in people if one.category == NURSE]
        self.fields["doctor"].choices = [*NOBODY, *spoken([one for one in people if one.category.startswith("1")])]  # type: ignore[attr-defined]
        self.fields["nurse"].choices = [*NOBODY, *spoken(nurses)]  # type: ignore[attr-defined]

    def crew(self) -> NewCrew:
        said = self.cleaned_data
        return NewCrew(said["starts_at"], said["ends_at"], self.people.get(said["doctor"]), self.people.get(said["nurse"]), said["driver"])


class CheckForm(forms.Form):
    checked_at = moment(_("检查时间"))
    checked_by = forms.ChoiceField(label=_("检查人"))
    items = forms.MultipleChoiceField(
        label=_("不合格项目"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("全部合格的都不勾选；项目在参数“车辆设备检查项目”中维护"),
    )
    other = forms.CharField(label=_("其他不合格项目"), max_length=80, required=False)

    def __init__(self, *args: Any, people: list[Practitioner], items: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.fields["checked_by"].choices = [*PLEASE, *spoken(people)]  # type: ignore[attr-defined]
        self.fields["items"].choices = [(one, one) for one in items]  # type: ignore[attr-defined]

    def failed(self) -> str:
        """What failed, as a sheet writes it."""
        return APART.join([*self.cleaned_data["items"], *filter(None, [self.cleaned_data["other"]])])

    def checker(self) -> Practitioner:
        return self.people[self.cleaned_data["checked_by"]]


class OutForm(forms.Form):
    reason = forms.ChoiceField(label=_("停用原因"), choices=[*PLEASE, *OutageReason.choices])
    note = words_field(_("说明"))
