"""Setting a target, looking for one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.governance.actions.targets import NewTarget
from weijian.domains.governance.forms.reading import ALL, PLEASE, day, figure_box
from weijian.domains.governance.queries.reading import places_to_choose
from weijian.domains.governance.queries.targets import TargetCriteria
from weijian.domains.governance.visibility import READ_TARGET, WRITE_TARGET
from weijian.kernel.standing import Standing


class TargetForm(forms.Form):
    what = forms.CharField(label=_("指什么"), max_length=200, help_text=_("须与登记簿里数字的“指什么”一致，才能自动对照。"))
    indicator_code = forms.CharField(label=_("指标代码"), max_length=40, required=False)
    value = figure_box(_("目标值"))
    unit = forms.CharField(label=_("单位"), max_length=20, required=False)
    direction = forms.ChoiceField(label=_("方向"), choices=[("at_least", _("不低于")), ("at_most", _("不高于"))])
    place = forms.ChoiceField(label=_("区划"))
    from_on = day(_("自"))
    until_on = day(_("至"))
    document = forms.CharField(label=_("依据文号"), max_length=200, help_text=_("例如“青卫发〔2026〕3号”。"))

    def __init__(self, data: Any = None, *, standing: Standing, on: date, **words: Any) -> None:
        super().__init__(data, **words)
        places = places_to_choose(standing, WRITE_TARGET, on)
        self.fields["place"].choices = places if len(places) == 1 else [*PLEASE, *places]  # type: ignore[attr-defined]

    def target(self) -> NewTarget:
        typed = dict(self.cleaned_data)
        place, direction = typed.pop("place"), typed.pop("direction")
        return NewTarget(**typed, place_code=place, at_least=direction == "at_least")


class TargetFilters(forms.Form):
    what = forms.CharField(label=_("指什么或指标代码"), max_length=60, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    place = forms.ChoiceField(label=_("区划"), required=False)
    over = forms.BooleanField(label=_("含已到期的"), required=False)
    withdrawn = forms.BooleanField(label=_("含已撤销的"), required=False)

    def __init__(self, data: Mapping[str, Any], *, standing: Standing, on: date) -> None:
        super().__init__(data)
        self.fields["place"].choices = [*ALL, *places_to_choose(standing, READ_TARGET, on)]  # type: ignore[attr-defined]

    def criteria(self) -> TargetCriteria:
        self.is_valid()
        return TargetCriteria(**self.cleaned_data)
