"""What the lists about the product are narrowed by; each choice says how many it would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.project.about.books import ROOMS, SHAPES, STATES, System, systems


class SystemFilters(forms.Form):
    q = forms.CharField(label=_("名称或编号"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    room = forms.ChoiceField(label=_("模块"), required=False)
    shape = forms.ChoiceField(label=_("形态"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        for name, words in (("room", ROOMS), ("shape", SHAPES), ("state", STATES)):
            counts = Counter(getattr(s, name) for s in systems())
            choices = [("", _("全部")), *((code, f"{words[code]} {counts[code]}") for code in words if counts[code])]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def found(self) -> tuple[System, ...]:
        """The systems that fit all that was chosen; a choice nobody offered leaves none."""
        if not self.is_valid():
            return ()
        chosen = {name: self.cleaned_data[name] for name in ("room", "shape", "state") if self.cleaned_data[name]}
        return tuple(s for s in systems() if s.named(self.cleaned_data["q"]) and all(getattr(s, n) == v for n, v in chosen.items()))


def counted_by_state(shown: Iterable[System]) -> Mapping[str, int]:
    counts = Counter(s.state for s in shown)
    return {state: counts[state] for state in STATES}
