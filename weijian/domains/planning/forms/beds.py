"""Which day's beds, against which, of which place."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.forms.projects import ALL, day
from weijian.domains.registry.api import place_choices


class BedsForm(forms.Form):
    on = day(_("以哪一天为准"), required=False)
    base_on = day(_("与哪一天比"), required=False)
    place = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        self.today = today
        super().__init__({"on": today.isoformat(), "base_on": _year_before(today).isoformat(), **data})
        self.fields["place"].choices = [*ALL, *place_choices([""], str(data.get("place", "")))]  # type: ignore[attr-defined]

    def asked(self) -> tuple[date, date, str]:
        """The day, the base, the place; what is typed wrongly takes its default."""
        self.is_valid()
        on = self.cleaned_data.get("on") or self.today
        base = self.cleaned_data.get("base_on") or _year_before(on)
        return on, min(base, on), self.cleaned_data.get("place") or ""


def _year_before(on: date) -> date:
    """The last day of the year before: what a year's growth is reckoned from."""
    return date(on.year - 1, 12, 31)
