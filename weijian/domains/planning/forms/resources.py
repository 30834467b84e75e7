"""Which place's resources, on which day, against the standards of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.forms.projects import ALL, day
from weijian.domains.planning.queries.resources import BEDS, RESOURCES
from weijian.domains.registry.api import place_choices

COUNTED, NOT_COUNTED = "1", "0"


@dataclass(frozen=True)
class ResourcesAsked:
    what: str
    on: date
    place_code: str
    planned: bool


class ResourcesForm(forms.Form):
    what = forms.ChoiceField(label=_("资源"), required=False, choices=[(code, one.label) for code, one in RESOURCES.items()])
    on = day(_("以哪一天为准"), required=False)
    place = forms.ChoiceField(label=_("区划"), required=False)
    planned = forms.ChoiceField(
        label=_("建设项目的床位"), required=False, choices=[(COUNTED, _("从投用之日起计入")), (NOT_COUNTED, _("不计入"))],
    )

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        self.today = today
        super().__init__({"what": BEDS, "on": today.isoformat(), "planned": COUNTED, **data})
        self.fields["place"].choices = [*ALL, *place_choices([""], str(data.get("place", "")))]  # type: ignore[attr-defined]

    def asked(self) -> ResourcesAsked:
        """What is typed wrongly takes its default."""
        self.is_valid()
        said = self.cleaned_data
        return ResourcesAsked(said.get("what") or BEDS, said.get("on") or self.today, said.get("place") or "", said.get("planned") != NOT_COUNTED)
