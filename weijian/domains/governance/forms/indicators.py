"""For which days figures are asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.governance import refusals as say
from weijian.engines.indicators.period import Period
from weijian.kernel.dates import can_be_meant
from weijian.kernel.refusal import Refusal


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class PeriodForm(forms.Form):
    """From a day until a day, both included; this year until today where nothing is said."""

    from_on = _day(_("自"))
    until_on = _day(_("至"))

    def __init__(self, data: Mapping[str, Any] | None, *, today: date) -> None:
        said = {"from_on": (data or {}).get("from_on") or today.replace(month=1, day=1), "until_on": (data or {}).get("until_on") or today}
        super().__init__(said)


def period_of(form: PeriodForm, today: date) -> Period:
    if not form.is_valid():
        raise Refusal(say.DAYS_UNREADABLE)
    first, last = form.cleaned_data["from_on"], form.cleaned_data["until_on"]
    if not (can_be_meant(first) and can_be_meant(last)):
        raise Refusal(say.DAYS_UNREADABLE)
    if last < first:
        raise Refusal(say.DAYS_REVERSED, from_on=first, until_on=last)
    return Period(first, last)
