"""Emergency cover by driving time: the page and its cells, at the address of the radius with `by=road`."""

from typing import Any

import numpy as np
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange.geojson import SMALL_CELL, collection, point
from weijian.domains.planning.forms.emergency import RoadForm
from weijian.domains.planning.queries.emergency_road import Driven, RoadCover, road_cover
from weijian.domains.planning.views.service_map import geo
from weijian.domains.registry.api import READ_ASSESSMENTS
from weijian.foundation.people.access import AskedBy
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.parts import Crumb, Figure, Tab
from weijian.foundation.screen.place import asked_of
from weijian.shell import maps


def tabs(request: AskedBy, here: str) -> list[Tab]:
    """By line or by road, and the network as tiers; the day and the place asked for go with each."""
    said = request.GET.copy()
    for name in ("by", "format", "peak"):
        said.pop(name, None)
    ways = [("line", _("按直线距离"), "emergency-radius", ""), ("road", _("按行车时间"), "emergency-radius", "by=road"),
            ("network", _("急救网络"), "emergency-network", "")]
    if request.standing.may(READ_ASSESSMENTS):
        ways.append(("equipment", _("装备清点"), "emergency-equipment", ""))
    return [Tab(label, f"{reverse(name)}?{'&'.join(part for part in (more, said.urlencode()) if part)}", way == here) for way, label, name, more in ways]


def answer(request: AskedBy) -> HttpResponse:
    """Who is in time of a station, who of two, and what each station's leaving would cost."""
    found = cover(request)
    if wants_json(request):
        return geo(_told(found), "application/json")
    query = request.GET.urlencode()
    shown = {"form": _form(request), "found": found, "figures": _figures(found), "query": query, "map": _map(found, query), "tabs": tabs(request, "road"),
             "crumbs": [Crumb(_("服务地图"), reverse("service-map"))]}
    return render(request, "planning/emergency_road.html", shown)


def cells(request: AskedBy) -> HttpResponse:
    """Cells with the minutes from their nearest station (None: none within the farthest looked for), and their cover."""
    found = cover(request)
    own = found.ground.cells
    rows = zip(own.code, own.lon, own.lat, own.people, found.nearest.first_seconds / 60, found.cover, strict=True)
    return geo(collection(
        point(lon, lat, id=code, people=None if 0 < people < SMALL_CELL else round(float(people)),
              minutes=round(float(minutes), 1) if np.isfinite(minutes) else None, cover=cover.value)
        for code, lon, lat, people, minutes, cover in rows
    ))


def _form(request: AskedBy) -> RoadForm:
    return RoadForm(request.GET.dict(), localdate())


def cover(request: AskedBy) -> RoadCover:
    form = _form(request)
    return road_cover(form.day(), peak=form.peak_hour(), within=asked_of(request).get("place", ""), by_vehicles=form.by_vehicles())


def _figures(found: RoadCover) -> list[Figure]:
    every, limits, people = found.overall, found.limits, _("共 %(n)s 人")
    return [
        Figure(_("城区按时"), _percent(found.urban.share), denominator=people % {"n": f"{found.urban.people:,.0f}"},
               change=_("%(n)g 分钟内") % {"n": limits.urban_minutes}),
        Figure(_("农村按时"), _percent(found.rural.share), denominator=people % {"n": f"{found.rural.people:,.0f}"},
               change=_("%(n)g 分钟内") % {"n": limits.rural_minutes}),
        Figure(_("双覆盖"), _percent(every.share_twice), denominator=people % {"n": f"{every.people:,.0f}"},
               change=_("第二近的站也能按时到：%(n)s 人") % {"n": f"{every.twice:,.0f}"}),
        Figure(_("车程中位数"), _drive(every.median_minutes), _("分钟"), denominator=people % {"n": f"{every.people:,.0f}"},
               change=_("九成的人在 %(n)s 分钟内") % {"n": _drive(every.p90_minutes)}),
    ]


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.2%}"


def _drive(minutes: float | None) -> str:
    return "—" if minutes is None else f"{minutes:.1f}"


def _map(found: RoadCover, query: str) -> maps.Map:
    own, network = found.ground.cells, found.ground.network
    sources = {
        "roads": reverse("service-map-roads", args=[network.sha256]), "boundaries": reverse("service-map-boundaries"),
        "cells": f"{reverse('emergency-cells')}?{query}", "campuses": f"{reverse('emergency-stations')}?{query}",
    }
    words = (_("两处以上急救站按时可到"), _("一处按时可到"), _("不能按时到"))
    return maps.Map(
        _("急救车程覆盖地图"), maps.bounds_of(own.lon.tolist(), own.lat.tolist()), sources,
        [*maps.roads_layers(), *maps.boundaries_layers(), *maps.cover_layers(), *maps.campuses_layers()], maps.reach_legend(words),
    )


def _told(found: RoadCover) -> dict[str, Any]:
    limits, network = found.limits, found.ground.network
    return {
        "on": found.on.isoformat(), "by": "road", "peak": found.peak, "limits": limits.__dict__, "farthest_minutes": found.farthest_minutes,
        "network": {"name": network.name, "as_of": network.as_of_on.isoformat()}, "by_vehicles": found.parked.left_out,
        "people_of_stations_without_vehicle": found.parked.lost,
        "overall": _one(found.overall), "urban": _one(found.urban), "rural": _one(found.rural),
        "by_place": {row.code: {"name": row.name, "urban": row.urban, **_one(row.driven)} for row in found.townships},
        "stations": [
            {"name": row.station.name, "people": row.people, "lost": row.lost, "longer_minutes": row.longer_minutes, "stranded": row.stranded}
            for row in found.stations
        ],
        "far": [{"id": cell.code, "place": cell.place, "minutes": cell.minutes} for cell in found.far],
    }


def _one(driven: Driven) -> dict[str, Any]:
    return {**driven.__dict__, "beyond": driven.beyond}
