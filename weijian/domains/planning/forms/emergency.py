"""Which day's stations, and how the way to them is measured; which day's sectors."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.forms.projects import day
from weijian.domains.planning.rules.emergency import Measuring, refusal_to_measure
from weijian.kernel.dates import can_be_meant
from weijian.kernel.refusal import must


class EmergencyForm(forms.Form):
    on = day(_("以哪一天为准"), required=False)

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        self.today = today
        super().__init__({"on": today.isoformat(), **data})

    def day(self) -> date:
        """What is typed wrongly is today."""
        self.is_valid()
        typed = self.cleaned_data.get("on")
        return typed if typed is not None and can_be_meant(typed) else self.today


class LineForm(EmergencyForm):
    vehicles = forms.BooleanField(label=_("只算有救护车在册的站"), required=False)

    def by_vehicles(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("vehicles"))


class RoadForm(LineForm):
    by = forms.CharField(widget=forms.HiddenInput)
    peak = forms.BooleanField(label=_("高峰时段（驾车）"), required=False)

    def peak_hour(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("peak"))


class SectorForm(EmergencyForm):
    minutes = forms.IntegerField(label=_("多少分钟内"), min_value=1, max_value=120)
    peak = forms.BooleanField(label=_("高峰时段（驾车）"), required=False)

    def __init__(self, data: Mapping[str, Any], today: date, minutes: float) -> None:
        super().__init__({"minutes": f"{minutes:g}", **data}, today)


def measured_by(data: Mapping[str, Any]) -> str:
    """By line, unless she says by road; anything else is refused."""
    by = str(data.get("by") or "line")
    must(refusal_to_measure(Measuring(by)))
    return by
