"""What a person asks about where the next one should stand, from the page's address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from weijian.domains.planning import refusals
from weijian.domains.planning.forms.service_map import WHEN_WORDS, Asked, MapForm, controls
from weijian.domains.planning.rules.siting import COVERING, LEAST_SITES, MOST_SITES, SET_COVER, SitingConditions, SitingQuestion
from weijian.kernel.refusal import Refusal

MODELS = [
    ("mclp", _("覆盖人口最多")), ("pmedian", _("总出行最少")), ("pcenter", _("最远者最近")), ("lscp", _("全部覆盖、处数最少")),
    ("mexclp", _("期望覆盖最多（计入繁忙）")),
]
MODEL_WORDS = dict(MODELS)
MODE_WORDS, CIRCLE_WORDS = (dict(MapForm.base_fields[name].choices) for name in ("mode", "circle"))  # type: ignore[attr-defined]  # both are choices
MOST_WAN, MOST_PEOPLE, MOST_KM, MOST_BUSY = 1_000_000, 10_000_000, 200, 95


class SitingForm(MapForm):
    model = forms.ChoiceField(label=_("按什么选"), choices=MODELS)
    number = forms.IntegerField(label=_("新设几处"), required=False, min_value=LEAST_SITES, max_value=MOST_SITES)
    also = forms.ChoiceField(label=_("同时是"), required=False, choices=[("", _("只这一类")), *MapForm.base_fields["circle"].choices],  # type: ignore[attr-defined]
                             help_text=_("新设的一处两类都算；每人按两类各计一次"))
    move = forms.IntegerField(label=_("可搬迁的现有机构"), required=False, min_value=0, help_text=_("处；不填为全部保留"))
    budget = forms.FloatField(label=_("预算"), required=False, min_value=0, help_text=_("万元；可代替“新设几处”"))
    cost = forms.FloatField(label=_("每处费用"), required=False, min_value=0, help_text=_("万元；新设或迁建一处"))
    capacity = forms.IntegerField(label=_("每处容量"), required=False, min_value=1, help_text=_("人；现有的与新设的一样"))
    apart = forms.FloatField(label=_("最小间距"), required=False, min_value=0, help_text=_("公里，直线；新设的与任何一处"))
    equity = forms.FloatField(label=_("兼顾最远人群"), required=False, min_value=0, max_value=100, help_text=_("权重 %；只用于“总出行最少”"))
    busy = forms.FloatField(label=_("单元繁忙率"), required=False, min_value=0, max_value=MOST_BUSY, help_text=_("%；只用于“期望覆盖最多”"))

    field_order = ("model", "number", "circle", "mode", "minutes", "on", "when", "at", "pace")
    FURTHER = ("also", "move", "budget", "cost", "capacity", "apart", "equity", "busy")

    @property
    def plain(self) -> list[BoundField]:
        return [one for one in self.visible_fields() if one.name not in self.FURTHER]

    @property
    def further(self) -> list[BoundField]:
        return [self[name] for name in self.FURTHER]

    @property
    def has_further(self) -> bool:
        return any(self.initial.get(name) not in (None, "", 0) for name in self.FURTHER if name != "busy")


class KeepForm(forms.Form):
    """A name for the plan; what was asked goes along in the address."""

    name = forms.CharField(label=_("方案名称"), max_length=60)


@dataclass(frozen=True)
class SitingAsked:
    map: Asked
    question: SitingQuestion
    also: str = ""


def siting_asked(query: Mapping[str, str], read: Asked, *, busy: float, worst: float) -> SitingAsked:
    """Read the address; a condition that is absent or empty is none, one that is no number in its bounds is refused by name.

    `busy` and `worst` (percent) hold where she says nothing else.
    """
    model, conditions = query.get("model") or COVERING, _conditions(query, busy, worst)
    also = query.get("also", "")
    return SitingAsked(read, SitingQuestion(read.question, model, _number_of(query, model, conditions), conditions), also if also in CIRCLE_WORDS else "")


def _number_of(query: Mapping[str, str], model: str, conditions: SitingConditions) -> int | None:
    if model == SET_COVER:
        return None
    said = query.get("number") or ("" if conditions.budget_wan is not None else str(LEAST_SITES))
    try:
        return int(said) if said else None
    except ValueError:
        raise Refusal(refusals.SITES_OUT_OF_RANGE, least=LEAST_SITES, most=MOST_SITES) from None


def _conditions(query: Mapping[str, str], busy: float, worst: float) -> SitingConditions:
    capacity, asked_busy = _within(query, "capacity", "每处容量", 1, MOST_PEOPLE, whole=True), _within(query, "busy", "单元繁忙率", 0, MOST_BUSY)
    return SitingConditions(
        move=int(_within(query, "move", "可搬迁的现有机构", 0, MOST_PEOPLE, whole=True) or 0), budget_wan=_within(query, "budget", "预算", 0, MOST_WAN),
        cost_wan=_within(query, "cost", "每处费用", 0, MOST_WAN), capacity=None if capacity is None else int(capacity),
        apart_km=_within(query, "apart", "最小间距", 0, MOST_KM) or None, equity_percent=_within(query, "equity", "兼顾最远人群", 0, 100) or 0.0,
        worst_percent=worst, busy_percent=busy if asked_busy is None else asked_busy,
    )


def _within(query: Mapping[str, str], name: str, condition: str, least: float, most: float, *, whole: bool = False) -> float | None:
    said = (query.get(name) or "").strip()
    if not said:
        return None
    wrong = Refusal(refusals.CONDITION_RANGE, condition=condition, least=least, most=most)
    try:
        value = int(said) if whole else float(said)
    except ValueError:
        raise wrong from None
    if not least <= value <= most:
        raise wrong
    return value


def in_words(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Mode, kind of institution and hour as the form calls them; what it does not know, as it was kept."""
    mode, circle, when = asked.get("mode"), asked.get("circle"), asked.get("when", "")
    return {
        "mode": MODE_WORDS.get(mode, mode or ""), "circle": CIRCLE_WORDS.get(circle, circle or ""), "when": WHEN_WORDS.get(when, when),
        "at": asked.get("at", ""), "own_side": not asked.get("neighbours", True),
    }


def siting_controls(wanted: SitingAsked) -> SitingForm:
    said, question, held = controls(wanted.map).initial, wanted.question, wanted.question.conditions
    further = {"move": held.move or None, "budget": held.budget_wan, "cost": held.cost_wan, "capacity": held.capacity, "apart": held.apart_km,
               "equity": held.equity_percent or None, "busy": held.busy_percent}
    shown = {name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in further.items()}
    return SitingForm(initial={**said, "also": wanted.also, "model": question.model, "number": question.number, **shown})
