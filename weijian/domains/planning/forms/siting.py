"""What a person asks about where the next one should stand, from the page's address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning import refusals
from weijian.domains.planning.forms.service_map import WHEN_WORDS, Asked, MapForm, controls
from weijian.domains.planning.rules.siting import LEAST_SITES, MOST_SITES, SitingQuestion
from weijian.kernel.refusal import Refusal

MODELS = [("mclp", _("覆盖人口最多")), ("pmedian", _("总出行最少")), ("pcenter", _("最远者最近"))]
MODEL_WORDS = dict(MODELS)
MODE_WORDS, CIRCLE_WORDS = (dict(MapForm.base_fields[name].choices) for name in ("mode", "circle"))  # type: ignore[attr-defined]  # both are choices


class SitingForm(MapForm):
    model = forms.ChoiceField(label=_("按什么选"), choices=MODELS)
    number = forms.IntegerField(label=_("新设几处"), min_value=LEAST_SITES, max_value=MOST_SITES)

    field_order = ("model", "number", "circle", "mode", "minutes", "on", "when", "at")


class KeepForm(forms.Form):
    """A name for the plan; what was asked goes along in the address."""

    name = forms.CharField(label=_("方案名称"), max_length=60)


@dataclass(frozen=True)
class SitingAsked:
    map: Asked
    question: SitingQuestion


def siting_asked(query: Mapping[str, str], read: Asked) -> SitingAsked:
    try:
        number = int(query.get("number") or LEAST_SITES)
    except ValueError:
        raise Refusal(refusals.SITES_OUT_OF_RANGE, least=LEAST_SITES, most=MOST_SITES) from None
    return SitingAsked(read, SitingQuestion(read.question, query.get("model") or "mclp", number))


def in_words(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Mode, kind of institution and hour as the form calls them; what it does not know, as it was kept."""
    mode, circle, when = asked.get("mode"), asked.get("circle"), asked.get("when", "")
    return {
        "mode": MODE_WORDS.get(mode, mode or ""), "circle": CIRCLE_WORDS.get(circle, circle or ""), "when": WHEN_WORDS.get(when, when),
        "at": asked.get("at", ""), "own_side": not asked.get("neighbours", True),
    }


def siting_controls(wanted: SitingAsked) -> SitingForm:
    said = controls(wanted.map).initial
    return SitingForm(initial={**said, "model": wanted.question.model, "number": wanted.question.number})
