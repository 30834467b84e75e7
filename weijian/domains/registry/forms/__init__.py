"""The shape of what is typed on the registry's pages. Whether it may be is for the rules to say."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.kernel.codes import Absent, ValueSet

PLEASE = [("", _("请选择"))]
ABSENT = [(a.value, a.label) for a in Absent]


def day(label: Any, **words: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


def line(label: Any, longest: int, **words: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **words)


def pick(label: Any, choices: Any, **words: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*PLEASE, *choices], **words)


def worded(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices whose Chinese words are said in the reader's language."""
    return [(value, _(str(label))) for value, label in choices]


def coded(label: Any, value_set: ValueSet) -> forms.ChoiceField:
    """A code of the set or one of the three absences; nobody is taken to have said nothing."""
    return forms.ChoiceField(label=label, choices=[*value_set.choices, *ABSENT], initial=Absent.NOT_ASKED.value)
