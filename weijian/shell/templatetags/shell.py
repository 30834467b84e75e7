"""Draws the parts of a page (`weijian.foundation.screen.parts`): `{% load shell %}`.

Labels pass through gettext here, so that a model's Chinese name, a state's label or a refusal's sentence is English on an English screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from weijian.foundation.screen.numbers import wan as in_wan
from weijian.foundation.screen.paging import Sheet
from weijian.foundation.screen.parts import Action, Clock, Entry, Fact, Figure, Step, Tab
from weijian.foundation.screen.refused import remedy_of, sentence_of
from weijian.kernel.refusal import Refusal

register = template.Library()
SPARK_WIDTH, SPARK_HEIGHT = 96, 24
TIER_ICONS = {"green": "circle-check", "yellow": "alert-triangle", "red": "alert-octagon"}  # icon="circle-check" icon="alert-triangle" icon="alert-octagon"
TIER_WORDS = {"green": gettext_noop("绿"), "yellow": gettext_noop("黄"), "red": gettext_noop("红")}
SAVE = gettext_noop("保存")


@register.filter
def tr(text: object) -> str:
    """A label in the language of the screen."""
    return gettext(str(text)) if text not in (None, "") else ""


@register.filter
def sentence(refusal: Refusal) -> str:
    return sentence_of(refusal)


@register.filter
def remedy(refusal: Refusal) -> str:
    return remedy_of(refusal)


@register.filter
def said(refusal: Refusal) -> str:
    """The sentence and what to do about it, one after the other."""
    first = sentence(refusal)
    return f"{first}{'' if first.endswith('。') else ' '}{remedy(refusal)}"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    return format_html('<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', css, static("vendor/icons.svg"), name)


@register.inclusion_tag("shell/parts/action.html", takes_context=True)
def action(context: Mapping[str, Any], action: Action) -> dict[str, Any]:
    return {"action": action, "request": context.get("request"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("shell/parts/actions.html", takes_context=True)
def actions(context: Mapping[str, Any], actions: Iterable[Action]) -> dict[str, Any]:
    return {"actions": list(actions), "request": context.get("request"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("shell/parts/facts.html")
def facts(facts: Iterable[Fact]) -> dict[str, Any]:
    return {"facts": list(facts)}


@register.inclusion_tag("shell/parts/steps.html")
def steps(steps: Iterable[Step]) -> dict[str, Any]:
    return {"steps": list(steps)}


@register.inclusion_tag("shell/parts/clock.html")
def clock(clock: Clock | None) -> dict[str, Any]:
    return {"clock": clock}


@register.inclusion_tag("shell/parts/tier.html")
def tier(colour: str, words: str = "") -> dict[str, Any]:
    """A red, yellow or green mark; never colour alone."""
    return {"tier": colour, "icon": TIER_ICONS.get(colour, ""), "words": words or TIER_WORDS.get(colour, "")}


@register.inclusion_tag("shell/parts/figure.html")
def figure(figure: Figure) -> dict[str, Any]:
    return {"figure": figure, "points": spark_points(figure.spark), "width": SPARK_WIDTH, "height": SPARK_HEIGHT}


@register.inclusion_tag("shell/parts/figures.html")
def figures(figures: Iterable[Figure]) -> dict[str, Any]:
    return {"figures": list(figures)}


def spark_points(values: Sequence[float]) -> str:
    """Points of a sparkline, scaled into its box; nothing for fewer than two values."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    span = (high - low) or 1
    across = SPARK_WIDTH / (len(values) - 1)
    return " ".join(f"{i * across:.1f},{SPARK_HEIGHT - 2 - (v - low) / span * (SPARK_HEIGHT - 4):.1f}" for i, v in enumerate(values))


@register.inclusion_tag("shell/parts/history.html")
def history(entries: Iterable[Entry]) -> dict[str, Any]:
    return {"entries": list(entries)}


@register.inclusion_tag("shell/parts/tabs.html")
def tabs(tabs: Iterable[Tab]) -> dict[str, Any]:
    return {"tabs": list(tabs)}


@register.inclusion_tag("shell/parts/empty.html")
def empty(words: str, remedy: str = "") -> dict[str, Any]:
    return {"words": words, "remedy": remedy}


@register.inclusion_tag("shell/parts/progress_box.html")
def progress(url: str) -> dict[str, Any]:
    """A box that asks `url` again every second until the answer no longer says so (`shell/progress.html`)."""
    return {"url": url}


@register.inclusion_tag("shell/parts/field.html")
def field(field: BoundField, unit: str = "", hint: str = "") -> dict[str, Any]:
    if not field.field.widget.attrs.get("class"):
        field.field.widget.attrs["class"] = _css(field)
    if field.errors or hint or field.help_text:
        field.field.widget.attrs["aria-describedby"] = f"{field.auto_id}_note"
    if field.errors:
        field.field.widget.attrs["aria-invalid"] = "true"
    return {"field": field, "unit": unit or getattr(field.field, "unit", ""), "hint": hint or field.help_text, "kind": field.widget_type}


def _css(field: BoundField) -> str:
    invalid = " is-invalid" if field.errors else ""
    match field.widget_type:
        case "checkbox" | "checkboxselectmultiple" | "radioselect":
            return "form-check-input" + invalid
        case "select" | "selectmultiple":
            return "form-select" + invalid
        case _:
            return "form-control" + invalid


@register.inclusion_tag("shell/parts/form.html", takes_context=True)
def form(
    context: Mapping[str, Any], form: BaseForm, url: str = "", submit: str = SAVE, cancel: str = "", draft: str = "", danger: bool = False,
) -> dict[str, Any]:
    return {
        "form": form, "url": url, "submit": submit, "cancel": cancel, "draft": draft or _place_of(context), "danger": danger,
        "csrf_token": context.get("csrf_token"), "request": context.get("request"), "standing": context.get("standing"),
    }


def _place_of(context: Mapping[str, Any]) -> str:
    """A form without a name of its own keeps its draft under its page's address; nobody's, where nobody is signed in."""
    request, standing = context.get("request"), context.get("standing")
    return str(request.path) if request and standing and standing.account_id else ""


@register.inclusion_tag("shell/parts/filters.html", takes_context=True)
def filters(context: Mapping[str, Any], form: BaseForm) -> dict[str, Any]:
    return {"form": form, "request": context.get("request")}


@register.inclusion_tag("shell/parts/pager.html", takes_context=True)
def pager(context: Mapping[str, Any], sheet: Sheet[Any]) -> dict[str, Any]:
    query: QueryDict = context["request"].GET.copy()
    query.pop("after", None)
    first = query.urlencode()
    query["after"] = sheet.after or ""
    return {"sheet": sheet, "next": query.urlencode(), "back": first}


@register.inclusion_tag("shell/parts/masked.html", takes_context=True)
def masked(context: Mapping[str, Any], text: str, url: str) -> dict[str, Any]:
    return {"text": text, "url": url, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("shell/parts/map.html")
def map(spec: Mapping[str, Any], name: str = "map") -> dict[str, Any]:
    return {"spec": spec, "name": name, "spec_id": f"{name}-spec"}


@register.inclusion_tag("shell/parts/chart.html")
def chart(chart: Any, name: str = "chart") -> dict[str, Any]:
    """A chart (`weijian.shell.charts`) with its sentence and its table."""
    return {"chart": chart, "name": name, "spec_id": f"{name}-spec"}


@register.filter
def moment(at: datetime | None) -> str:
    """A moment as people here write it: 2026-11-02 09:30."""
    from django.utils.timezone import localtime

    return localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


@register.filter
def percent(share: float | None) -> str:
    """0.57066 → 57.07 %; no share is drawn without its denominator."""
    return "—" if share is None else f"{share * 100:.2f} %"


@register.filter
def people(number: float | None) -> str:
    """A head-count: whole, with thousands parted."""
    return "—" if number is None else f"{round(number):,}"


@register.filter
def wan(fen: int | None) -> str:
    """Fen as 万元."""
    return in_wan(fen)


@register.filter
def minutes(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"
