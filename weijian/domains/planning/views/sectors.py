"""East, west, south, north, centre: the page and its map."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange.geojson import SMALL_CELL, collection, point
from weijian.domains.planning.forms.emergency import SectorForm
from weijian.domains.planning.permissions import READ
from weijian.domains.planning.queries.sectors import SectorLine, Sectors
from weijian.domains.planning.queries.sectors import sectors as of_city
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.planning.rules.sectors import SECTOR_WORDS, STANDING_WORDS, Sector, SectorStanding
from weijian.domains.planning.views.service_map import MAY, asked_map, geo
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb, Figure
from weijian.foundation.screen.place import asked_of
from weijian.shell import maps

TIERS = {SectorStanding.FILLED: "green", SectorStanding.COMING: "yellow", SectorStanding.VACANT: "red"}


@page(MAY)
def sectors(request: AskedBy) -> HttpResponse:
    """Which of the five sectors has its grade-three general hospital, who reaches it, and which project fills the empty ones."""
    found = _sectors(request)
    if wants_json(request):
        return as_json(_told(found))
    rows = [(line, SECTOR_WORDS[line.sector], TIERS[line.standing], STANDING_WORDS[line.standing]) for line in found.lines]
    query = request.GET.urlencode()
    shown = {"form": SectorForm(request.GET.dict(), localdate(), found.question.minutes), "found": found, "rows": rows, "figures": _figures(found),
             "sentence": _sentence(found), "map": _map(found, query), "query": query,
             "may_projects": request.standing.may(READ), "crumbs": [Crumb(_("服务地图"), reverse("service-map"))]}
    return render(request, "planning/sectors.html", shown)


@page(MAY)
def cells(request: AskedBy) -> HttpResponse:
    """The city's cells, each with its sector."""
    found = _sectors(request)
    own = found.city.cells
    rows = zip(own.code, own.lon, own.lat, own.people, found.sector, strict=True)
    return geo(collection(
        point(lon, lat, id=code, people=None if 0 < people < SMALL_CELL else round(float(people)), sector=sector.value)
        for code, lon, lat, people, sector in rows
    ))


@page(MAY)
def hospitals(request: AskedBy) -> HttpResponse:
    """Grade-three general hospitals of the city, and those that are still projects."""
    found = _sectors(request)
    there = [(c, False) for line in found.lines for c in line.hospitals]
    coming = [(c, True) for line in found.lines for c in line.coming]
    return geo(collection(point(c.lon, c.lat, id=c.institution_id, name=c.name, planned=planned) for c, planned in [*there, *coming]))


def _sectors(request: AskedBy) -> Sectors:
    wanted = asked_map(request)
    question = MapQuestion("car", wanted.question.minutes, wanted.question.on)
    return of_city(question, today=localdate(), peak=wanted.peak, within=asked_of(request).get("place", ""))


def _sentence(found: Sectors) -> str:
    """Sectors without a hospital, each with the project that fills it."""
    said = [_vacant(line) for line in found.vacant]
    return _("；").join(said) + _("。") if said else _("五个方位都有三级综合医院。")


def _vacant(line: SectorLine) -> str:
    where = _(SECTOR_WORDS[line.sector])
    if not line.coming:
        return _("%(sector)s：空缺，没有已批复的项目补上") % {"sector": where}
    names = _("、").join(f"{p.name} {p.arrives_on.isoformat() if p.arrives_on else ''}".strip() for p in line.coming)
    return _("%(sector)s：空缺，由 %(names)s 补上") % {"sector": where, "names": names}


def _figures(found: Sectors) -> list[Figure]:
    people, reached = (sum(getattr(line, name) for line in found.lines) for name in ("people", "reached"))
    coming = sum(line.standing is SectorStanding.COMING for line in found.lines)
    return [
        Figure(_("已有三级综合医院的方位"), f"{len(found.lines) - len(found.vacant)} / {len(found.lines)}", _("个"), as_of=str(found.question.on)),
        Figure(_("由在建项目补上"), coming, _("个"), change=_("仍空缺 %(n)s 个") % {"n": len(found.vacant) - coming}),
        Figure(_("到本方位医院"), f"{reached / people:.2%}", denominator=_("共 %(n)s 人") % {"n": f"{people:,.0f}"},
               change=_("驾车 %(n)g 分钟内") % {"n": found.question.minutes}),
    ]


def _map(found: Sectors, query: str) -> maps.Map:
    own = found.city.cells
    sources = {
        "roads": reverse("service-map-roads", args=[found.network.sha256]), "boundaries": reverse("service-map-boundaries"),
        "cells": f"{reverse('sectors-cells')}?{query}", "campuses": f"{reverse('sectors-hospitals')}?{query}",
    }
    layers = [*maps.roads_layers(), *maps.boundaries_layers(), *maps.sectors_layers([s.value for s in Sector]), *maps.campuses_layers()]
    return maps.Map(
        _("五个方位与三级综合医院地图"), maps.bounds_of(own.lon.tolist(), own.lat.tolist()), sources, layers,
        maps.sectors_legend([_(SECTOR_WORDS[s]) for s in Sector]),
    )


def _told(found: Sectors) -> dict[str, Any]:
    city = found.city
    return {
        "on": found.question.on, "minutes": found.question.minutes, "peak": found.peak, "source": found.source, "sentence": _sentence(found),
        "middle": {"lon": round(city.lon, 5), "lat": round(city.lat, 5), "centre_km": city.centre_km, "streets_only": city.streets},
        "sectors": {line.sector.value: _line(line) for line in found.lines}, "outside": [c.name for c in found.outside],
        "left_out": [{"project": p.project_id, "name": p.name, "why": why.sentence} for p, why in found.left_out],
    }


def _line(line: SectorLine) -> dict[str, Any]:
    return {
        "people": line.people, "reached": line.reached, "standing": line.standing.value, "hospitals": [c.name for c in line.hospitals],
        "coming": [{"project": p.project_id, "name": p.name, "arrives_on": p.arrives_on} for p in line.coming],
        "places": [{"code": place.code, "name": place.name, "people": place.people} for place in line.places],
    }
