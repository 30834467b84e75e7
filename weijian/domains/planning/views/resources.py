"""The regional plan: what places have against the standards, how evenly it falls, and the institutions behind each number."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange.remote_json import remote_told
from weijian.domains.planning.forms.resources import COUNTED, NOT_COUNTED, ResourcesAsked, ResourcesForm
from weijian.domains.planning.queries.balance import MEASURES, PlaceRate, YearBalance, balance_of
from weijian.domains.planning.queries.layout import PartLayout, layout_of
from weijian.domains.planning.queries.remote import remote_of
from weijian.domains.planning.queries.resources import ResourceLine, ResourceSheet, held_in, resources_in
from weijian.domains.planning.rules.resources import ADEQUACY_WORDS, Adequacy
from weijian.domains.planning.views.service_map import MAY
from weijian.domains.registry.api import Place, place_with_code, the_county
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of
from weijian.shell.charts import Chart, bars, lines

TIERS = {Adequacy.SHORT: "red", Adequacy.MET: "green", Adequacy.SURPLUS: "green"}


def _form(request: AskedBy) -> ResourcesForm:
    return ResourcesForm(asked_of(request).dict(), localdate())


def _place(form: ResourcesForm) -> Place | None:
    asked = form.asked()
    return place_with_code(asked.place_code, asked.on) if asked.place_code else the_county(asked.on)


@page(MAY)
def resources(request: AskedBy) -> HttpResponse:
    """Beds and staff of a place and of those below it: have, want, short; and how evenly they fell at the end of each year."""
    form = _form(request)
    asked, place = form.asked(), _place(form)
    if place is None:
        return as_json({"place": None}) if wants_json(request) else render(request, "planning/resources.html", {"form": form})
    found = resources_in(place, asked.what, on=asked.on, today=localdate(), planned=asked.planned)
    years, layout, remote = balance_of(place, on=min(asked.on, localdate())), layout_of(place, asked.on), remote_of(place, asked.on)
    if wants_json(request):
        return as_json({**_told(found, years, asked.planned), "layout": _parts(layout), "remote": remote_told(remote)})
    return render(request, "planning/resources.html", {"form": form, "layout": layout, "remote": remote, **_shown(found, years, asked)})


def _shown(found: ResourceSheet, years: list[YearBalance], asked: ResourcesAsked) -> dict[str, Any]:
    return {
        "found": found, "lines": _worded(found.lines), "rows": _worded(found.rows), "chart": _bars(found), "years": _balance(years),
        "balance_chart": _lines(years), "query": f"on={asked.on}&planned={COUNTED if asked.planned else NOT_COUNTED}",
    }


@page(MAY)
def behind(request: AskedBy) -> HttpResponse:
    """The institutions a number is made of."""
    form = _form(request)
    asked, place = form.asked(), _place(form)
    if place is None:
        raise Http404
    found = resources_in(place, asked.what, on=asked.on, today=localdate(), planned=asked.planned).chosen
    rows = held_in(asked.what, place.code, asked.on)
    if wants_json(request):
        told = [{"code": one.institution.code, "name": one.institution.name, "number": one.number} for one in rows]
        return as_json({**_line(found), "institutions": told})
    trail = [Crumb(_("资源配置"), f"{reverse('resources')}?what={asked.what}&on={asked.on}")]
    return render(request, "planning/resources_behind.html", {"found": found, "rows": rows, "on": asked.on, "crumbs": trail})


def _worded(found: tuple[ResourceLine, ...]) -> list[tuple[ResourceLine, str, str]]:
    return [(one, ADEQUACY_WORDS[one.need.adequacy], TIERS.get(one.need.adequacy, "")) for one in found]


def _bars(found: ResourceSheet) -> Chart | None:
    """Places by what falls to so many people, the standard as a line."""
    told = [row for row in found.rows if row.need.rate is not None]
    if not told:
        return None
    chosen = found.chosen
    short = sum((row.need.rate or 0.0) < row.standard.value for row in told)
    said = _("%(n)s 个区划中 %(short)s 个低于标准 %(standard)s（虚线）。") % {"n": len(told), "short": short, "standard": f"{chosen.standard.value:g}"}
    rates = [round(row.need.rate or 0.0, 2) for row in told]
    return bars(said, [row.place.name for row in told], rates, title=_("区划"), unit=str(chosen.resource.unit), target=chosen.standard.value)


def _balance(years: list[YearBalance]) -> list[tuple[str, YearBalance]]:
    return [(str(MEASURES[one.measure]), one) for one in years]


def _lines(years: list[YearBalance]) -> Chart | None:
    told = [one for one in years if one.gini is not None]
    if not told:
        return None
    series: dict[str, Sequence[float | None]] = {
        str(label): [one.gini if one.gini is None else round(one.gini, 3) for one in years if one.measure == code] for code, label in MEASURES.items()
    }
    said = _("基尼系数：0为处处一样，越近1越不均。")
    return lines(said, sorted({str(one.on.year) for one in years}), series, unit="")


def _line(one: ResourceLine) -> dict[str, Any]:
    people = one.people
    return {
        "what": one.resource.code, "place": one.place.code, "name": one.place.name, "have": one.have, "coming": one.coming, "want": one.need.want,
        "difference": one.need.difference, "rate": one.need.rate, "per": one.resource.per, "standard": one.standard.value, "source": one.standard.source,
        "adequacy": one.need.adequacy, "denominator": {"people": people.people, "year": people.year, "source": people.source} if people else None,
    }


def _told(found: ResourceSheet, years: list[YearBalance], planned: bool) -> dict[str, Any]:
    return {
        "on": found.on, "place": found.place.code, "planned": planned, "resources": [_line(one) for one in found.lines], "what": found.chosen.resource.code,
        "places": [_line(one) for one in found.rows], "elsewhere": found.elsewhere,
        "balance": [
            {"measure": one.measure, "on": one.on, "gini": one.gini, "ratio": one.ratio, "places": one.places, "best": _rate(one.best),
             "worst": _rate(one.worst)} for one in years
        ],
    }


def _parts(layout: PartLayout) -> dict[str, Any]:
    told: dict[str, Any] = {
        row.part.value: {"institutions": [one.institution_code for one in row.institutions], "outside": [one.institution_code for one in row.outside]}
        for row in layout.rows
    }
    return {**told, "without_backbone": [one.code for one in layout.without_backbone]}


def _rate(one: PlaceRate | None) -> dict[str, Any] | None:
    return {"place": one.place.code, "name": one.place.name, "rate": one.rate} if one else None
