"""What is typed of a bed check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.actions.bed_checks import NewCheck
from weijian.domains.planning.forms.projects import PLEASE, day
from weijian.domains.planning.permissions import BED_CHECK
from weijian.domains.registry.api import institution_choices, institution_numbered
from weijian.kernel.standing import Standing

MOST = 100_000


class BedCheckForm(forms.Form):
    institution_id = forms.TypedChoiceField(label=_("机构"), coerce=int)
    kind = forms.CharField(label=_("床位类别"), max_length=20, help_text=_("与床位登记簿中的类别一致，如内科"))
    checked_on = day(_("核查日期"))
    counted = forms.IntegerField(label=_("实际开放床位"), min_value=0, max_value=MOST)
    document = forms.CharField(label=_("核查文书"), max_length=120, required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution_id"].choices = [*PLEASE, *institution_choices(standing, BED_CHECK)]  # type: ignore[attr-defined]

    def check(self) -> NewCheck:
        said = self.cleaned_data
        words = (said["document"], said["note"])
        return NewCheck(institution_numbered(said["institution_id"]), said["kind"], said["checked_on"], said["counted"], *words)


class RectifiedForm(forms.Form):
    rectified_on = day(_("整改完成日期"))
