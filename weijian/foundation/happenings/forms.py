"""What is asked of the trail, and what is said about an emergency reading."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.foundation.happenings.kinds import event_types
from weijian.foundation.happenings.words import kind_label


def day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class DaysForm(forms.Form):
    from_on = day(_("自"))
    until_on = day(_("至"))


class TrailForm(DaysForm):
    person = forms.CharField(label=_("经手人"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("事件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted((kind_label(name), name) for name, event in event_types().items() if event.sentence)
        self.fields["kind"].choices = [("", _("全部")), *((name, label) for label, name in kinds)]  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    justified = forms.ChoiceField(label=_("认定"), choices=[("yes", _("正当")), ("no", _("不正当"))], widget=forms.RadioSelect)
    note = forms.CharField(label=_("复核意见"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
