"""What falls to each person: the page, its map, its Lorenz curve."""

from dataclasses import replace
from typing import Any

import numpy as np
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.exchange.geojson import SMALL_CELL, collection, point
from weijian.domains.planning.forms.floating import METHODS, OFFERED, access_controls
from weijian.domains.planning.queries import floating as queries
from weijian.domains.planning.views.service_map import MAY, asked_map, geo
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.parts import Crumb, Figure
from weijian.foundation.screen.place import asked_of
from weijian.shell import maps
from weijian.shell.charts import Chart, lorenz_curve

QUARTERS = (0.25, 0.5, 0.75)


def _access(request: AskedBy) -> queries.Access:
    wanted, asked = asked_map(request), request.GET
    method, offered = asked.get("method", "enhanced"), asked.get("offered", "doctors")
    within = asked_of(request).get("place", "")
    return queries.access(wanted.question, method=method, offered=offered, circle=_circle(request), peak=wanted.peak, within=within)


def _circle(request: AskedBy) -> str:
    """Every institution, unless she says which."""
    return asked_map(request).circle if "circle" in request.GET else "any"


def _query(request: AskedBy) -> str:
    """The page's question for what its map fetches, the kind of institution said."""
    said = request.GET.copy()
    said["circle"] = _circle(request)
    return said.urlencode()


@page(MAY)
def access(request: AskedBy) -> HttpResponse:
    """Doctors or beds per ten thousand people by township, how evenly they fall, and where they do not."""
    found = _access(request)
    if wants_json(request):
        return geo(_told(found), "application/json")
    controls = access_controls(replace(asked_map(request), circle=_circle(request)), found.method, found.offered)
    zones = list(zip(found.decay.minutes, found.decay.weights, strict=True))
    shown = {"controls": controls, "found": found, "figures": _figures(found), "chart": _lorenz(found), "map": _map(found, _query(request)),
             "zones": zones, "query": _query(request), "crumbs": [Crumb(_("服务地图"), reverse("service-map"))]}
    return render(request, "planning/access.html", shown)


def _figures(found: queries.Access) -> list[Figure]:
    people = _("共 %(n)s 人") % {"n": f"{found.people:,.0f}"}
    unit = _("名/万人") if found.offered == "doctors" else _("张/万人")
    return [
        Figure(_("人均可及"), "—" if found.mean is None else f"{found.mean:.2f}", unit, denominator=people),
        Figure(_("基尼系数"), "—" if found.gini is None else f"{found.gini:.3f}", change=_("0为人人一样，越近1越不均")),
        Figure(_("够不着的人"), f"{found.unreached_people:,.0f}", _("人"), denominator=people),
        Figure(_("计入的资源"), f"{found.capacity.sum():,.0f}", _("名") if found.offered == "doctors" else _("张"),
               change=_("%(n)s 处机构") % {"n": len(found.ground.campuses)}),
    ]


def _lorenz(found: queries.Access) -> Chart | None:
    if found.lorenz is None:
        return None
    said = _("人口从可及最少的排起：一半的人得到 %(half)s 的资源；基尼系数 %(gini).3f。") % {
        "half": f"{np.interp(0.5, found.lorenz.people, found.lorenz.access):.1%}", "gini": found.gini,
    }
    words = (_("累计人口"), _("累计资源"), _("人人一样"))
    return lorenz_curve(said, found.lorenz.people.tolist(), found.lorenz.access.tolist(), words=words)


def _map(found: queries.Access, query: str) -> maps.Map:
    cells, breaks = found.ground.cells, _breaks(found)
    names = [dict(OFFERED)[found.offered], dict(METHODS)[found.method]]
    words = (
        *(_("每万人不到 %(n).1f") % {"n": one} for one in breaks), _("每万人 %(n).1f 以上") % {"n": breaks[-1]}, _("够不着"),
    )
    return maps.Map(
        _("可及性地图：%(what)s，%(how)s") % {"what": names[0], "how": names[1]}, maps.bounds_of(cells.lon.tolist(), cells.lat.tolist()),
        {"roads": reverse("service-map-roads", args=[found.ground.network.sha256]), "boundaries": reverse("service-map-boundaries"),
         "campuses": f"{reverse('service-map-campuses')}?{query}", "cells": f"{reverse('floating-cells')}?{query}"},
        [*maps.roads_layers(), *maps.boundaries_layers(), *maps.rates_layers(breaks), *maps.campuses_layers()], maps.rates_legend(words),
    )


def _breaks(found: queries.Access) -> list[float]:
    """Quarters of the cells that reach something."""
    reached = found.rate[found.floating.reached & (found.ground.cells.people > 0)]
    return [float(q) for q in np.quantile(reached, QUARTERS)] if len(reached) else [0.0, 0.0, 0.0]


@page(MAY)
def cells(request: AskedBy) -> HttpResponse:
    """Cells with what falls to ten thousand of their people (None: nothing is within reach)."""
    found = _access(request)
    own = found.ground.cells
    rows = zip(own.code, own.lon, own.lat, own.people, found.rate, found.floating.reached, strict=True)
    return geo(collection(
        point(lon, lat, id=code, people=None if 0 < people < SMALL_CELL else round(float(people)), rate=round(float(rate), 3) if reached else None)
        for code, lon, lat, people, rate, reached in rows
    ))


def _told(found: queries.Access) -> dict[str, Any]:
    return {
        "method": found.method, "offered": found.offered, "minutes": found.decay.minutes, "weights": found.decay.weights, "source": found.decay.source,
        "people": found.people, "capacity": float(found.capacity.sum()), "idle": found.idle, "per_ten_thousand": found.mean, "gini": found.gini,
        "unreached_people": found.unreached_people, "by_place": {row.code: row.__dict__ for row in found.townships},
        "worst": [row.__dict__ for row in found.worst],
    }
