"""Emergency stations and their radius: the page and its map. By road it is `views.emergency_road` that answers at the same address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange.geojson import SMALL_CELL, collection, point
from weijian.domains.planning.forms.emergency import LineForm, measured_by
from weijian.domains.planning.queries.emergency import Ambulances, EmergencyCover, emergency_cover
from weijian.domains.planning.queries.emergency_vehicles import Parked
from weijian.domains.planning.queries.service_map import campuses_that_qualify
from weijian.domains.planning.views import emergency_road
from weijian.domains.planning.views.service_map import MAY, geo
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.parts import Crumb, Figure
from weijian.foundation.screen.place import asked_of
from weijian.kernel.standing import Standing
from weijian.shell import maps

FLEET = "emergency.vehicle.read"


def _cover(request: AskedBy) -> EmergencyCover:
    form = _form(request)
    return emergency_cover(form.day(), asked_of(request).get("place", ""), by_vehicles=form.by_vehicles())


def _form(request: AskedBy) -> LineForm:
    return LineForm(request.GET.dict(), localdate())


@page(MAY)
def emergency(request: AskedBy) -> HttpResponse:
    """Who is within the radius, by either of the two values the country has; what each station is for; how many ambulances there should be."""
    if measured_by(request.GET.dict()) == "road":
        return emergency_road.answer(request)
    found = _cover(request)
    if wants_json(request):
        return geo(_told(found), "application/json")
    shown = {"form": _form(request), "found": found, "figures": _figures(found, request.standing), "query": request.GET.urlencode(),
             "tabs": emergency_road.tabs(request, "line"), "map": _map(found, request.GET.urlencode()),
             "crumbs": [Crumb(_("服务地图"), reverse("service-map"))]}
    return render(request, "planning/emergency.html", shown)


def _figures(found: EmergencyCover, standing: Standing) -> list[Figure]:
    every, urban, rural, people = found.overall, found.urban, found.rural, _("共 %(n)s 人")
    return [
        Figure(_("城区达标"), _percent(urban.share), denominator=people % {"n": f"{urban.people:,.0f}"},
               change=_("%(km)g 公里内") % {"km": found.radii.urban_km}),
        Figure(_("农村达标"), f"{_percent(rural.share)} – {_percent(rural.share_most)}", denominator=people % {"n": f"{rural.people:,.0f}"},
               change=_("按 %(low)g 公里与按 %(high)g 公里，相差 %(n)s 人") % {
                   "low": found.radii.rural_km, "high": found.radii.rural_most_km, "n": f"{rural.between:,.0f}"}),
        Figure(_("半径之外"), f"{every.beyond:,.0f}", _("人"), denominator=people % {"n": f"{every.people:,.0f}"}),
        _ambulances(found.ambulances, reverse("emergency-readiness") if standing.may(FLEET) else ""),
    ]


def _ambulances(found: Ambulances, href: str) -> Figure:
    """Vehicles on file against those there should be."""
    short = max(0, found.needed - found.on_file)
    return Figure(
        _("在册救护车"), found.on_file, _("辆"), target=_("应配 %(n)s 辆") % {"n": found.needed}, tier="red" if short else "green",
        tier_word=_("少 %(n)s 辆") % {"n": short} if short else _("足够"), href=href,
        change=_("按人口的 %(base)g%%，每 %(each)s 人一辆") % {"base": found.base_percent, "each": f"{found.people_each:,}"},
    )


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.2%}"


def _map(found: EmergencyCover, query: str) -> maps.Map:
    sources = {"boundaries": reverse("service-map-boundaries"), "cells": f"{reverse('emergency-cells')}?{query}"}
    campuses = f"{reverse('emergency-stations')}?{query}"
    words = (_("半径之内"), _("农村：两种半径之间"), _("半径之外"))
    return maps.Map(
        _("急救服务半径地图"), maps.bounds_of(found.cells.lon.tolist(), found.cells.lat.tolist()), {**sources, "campuses": campuses},
        [*maps.boundaries_layers(), *maps.reach_layers(), *maps.campuses_layers()], maps.reach_legend(words),
    )


@page(MAY)
def cells(request: AskedBy) -> HttpResponse:
    """Cells with their kilometres to the nearest station, and where that stands; by road, with the minutes to them."""
    if measured_by(request.GET.dict()) == "road":
        return emergency_road.cells(request)
    found = _cover(request)
    own = found.cells
    rows = zip(own.code, own.lon, own.lat, own.people, found.km, found.reach, strict=True)
    return geo(collection(
        point(lon, lat, id=code, people=None if 0 < people < SMALL_CELL else round(float(people)), km=round(float(km), 2), reach=reach.value)
        for code, lon, lat, people, km, reach in rows
    ))


def _parked(request: AskedBy) -> Parked:
    return (emergency_road.cover(request) if measured_by(request.GET.dict()) == "road" else _cover(request).ambulances).parked


@page(MAY)
def stations(request: AskedBy) -> HttpResponse:
    """By vehicles, those that have one."""
    form = _form(request)
    parked = {one.campus_id for one in _parked(request).stations} if form.by_vehicles() else set[int]()
    found = [one for one in campuses_that_qualify("emergency", form.day())[0] if one.campus_id not in parked]
    return geo(collection(point(s.lon, s.lat, id=s.institution_id, name=s.name, planned=False) for s in found))


def _told(found: EmergencyCover) -> dict[str, Any]:
    def one(reached: Any) -> dict[str, Any]:
        return {"people": reached.people, "within": reached.within, "between": reached.between, "beyond": reached.beyond}

    return {
        "on": found.on.isoformat(), "radii": found.radii.__dict__, "source": found.source, "overall": one(found.overall), "urban": one(found.urban),
        "rural": one(found.rural), "twice_people": found.twice_people, "ambulances_needed": found.ambulances.needed,
        "ambulances_on_file": found.ambulances.on_file, "by_vehicles": found.ambulances.parked.left_out,
        "people_of_stations_without_vehicle": found.ambulances.parked.lost,
        "by_place": {row.code: {"name": row.name, "urban": row.urban, **one(row.reached)} for row in found.townships},
        "stations": [{"name": row.station.name, "people": row.people, "only_here": row.only_here, "vehicles": row.vehicles} for row in found.stations],
    }
