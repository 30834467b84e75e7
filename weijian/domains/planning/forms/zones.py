"""Which day zones and the structure are asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning.forms.projects import day


class OnForm(forms.Form):
    on = day(_("以哪一天为准"), required=False)

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        self.today = today
        super().__init__({"on": today.isoformat(), **data})

    def asked(self) -> date:
        """What is typed wrongly is today."""
        self.is_valid()
        return self.cleaned_data.get("on") or self.today
