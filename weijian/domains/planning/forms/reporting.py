"""What is typed of a labelled project's report, and of wards turned to their emergency use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.forms.projects import day, why
from weijian.domains.planning.models import DualUse


class ReportForm(forms.Form):
    """For which period, and what the numbers do not say."""

    period_on = day(_("报告期首日"))
    words = forms.CharField(
        label=_("进展与问题"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("节点、资金和推算投用按登记自动带出，不必再写"),
    )


class OrderForm(forms.Form):
    """Which wards, and why."""

    wards = forms.TypedMultipleChoiceField(label=_("转换哪些区域"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    why = why(_("原因"))

    def __init__(self, *args: Any, wards: list[DualUse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.pk: one for one in wards}
        self.fields["wards"].choices = [(one.pk, _words(one)) for one in wards]  # type: ignore[attr-defined]

    def chosen(self) -> list[DualUse]:
        return [self.known[key] for key in self.cleaned_data["wards"]]


def _words(ward: DualUse) -> str:
    said = {"owner": ward.project.owner.name, "ward": ward.ward, "use": ward.emergency_use, "beds": ward.beds, "hours": ward.hours}
    return str(_("%(owner)s %(ward)s → %(use)s：%(beds)s 张，%(hours)s 小时")) % said


class ReadyForm(forms.Form):
    beds = forms.IntegerField(label=_("就绪床位"), min_value=0)
