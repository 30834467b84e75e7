"""The service map and what it is drawn from."""

from dataclasses import replace
from typing import Any

import orjson
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control

from weijian.domains.planning.exchange import geojson, project_json
from weijian.domains.planning.forms.service_map import Asked, asked, controls, point
from weijian.domains.planning.permissions import READ
from weijian.domains.planning.queries import service_map as queries
from weijian.domains.planning.queries.conditions import conditions_on
from weijian.domains.planning.queries.day_and_night import compared
from weijian.domains.planning.queries.one_change import if_closed, if_one_more
from weijian.domains.planning.queries.project_sites import NONE, Arrivals, arrivals
from weijian.domains.planning.queries.projects import projects as all_projects
from weijian.domains.planning.queries.projects import standings
from weijian.domains.planning.queries.roving import sessions, sessions_of_week
from weijian.domains.planning.rules.circle import refusal_to_draw_map
from weijian.domains.planning.visibility import projects_seen, sessions_seen
from weijian.domains.registry.api import places_with_boundary
from weijian.foundation.parameters.queries import setting
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.place import asked_of
from weijian.kernel.refusal import must
from weijian.shell import maps

SERVED_SHOWN = 20
LONGEST_KEY = 19  # digits a database's key may have
GROUP_WORDS = {"elderly": gettext_lazy("65岁及以上"), "children": gettext_lazy("0–6岁儿童")}
MAY = "planning.map.read"


def asked_map(request: AskedBy) -> Asked:
    today = localdate()
    return asked(request.GET.dict(), today=today, now=localtime().time(), minutes=float(setting("planning.circle_minutes", on=today).value))


def geo(thing: dict[str, Any], kind: str = "application/geo+json") -> HttpResponse:
    return HttpResponse(orjson.dumps(thing), content_type=kind)


def _map(request: AskedBy, wanted: Asked) -> queries.ServiceMap:
    """The answer for the people of the place asked for, or of the one chosen in the frame; institutions of everywhere unless she says no."""
    return queries.service_map(wanted.question, within=_within(request), **_who_counts(wanted))


def _within(request: AskedBy) -> str:
    return asked_of(request).get("place", "")


def _who_counts(wanted: Asked) -> dict[str, Any]:
    return {"circle": wanted.circle, "peak": wanted.peak, "arriving": arriving(wanted), "among": wanted.among}


def _gain(request: AskedBy, wanted: Asked, found: queries.ServiceMap) -> dict[str, Any]:
    """What the projects add: the same answer without them beside it."""
    if not found.arrivals.points:
        return {}
    without = _map(request, replace(wanted, planned=False)).coverage.overall
    return {"without": without, "gained": found.coverage.overall.covered_people - without.covered_people}


def arriving(wanted: Asked) -> Arrivals:
    """Service points of projects that will be open on the day she asks for, unless she leaves them out."""
    if not wanted.planned:
        return NONE
    return arrivals(wanted.question.on, today=localdate(), kinds=queries.CIRCLES[wanted.circle], judged=wanted.circle in queries.JUDGED)


@page(MAY)
def service_map(request: AskedBy) -> HttpResponse:
    """Who cannot reach an institution in time: the map, and the townships beside it."""
    wanted = asked_map(request)
    found, beside = _map(request, wanted), compared(wanted.question, within=_within(request), **_who_counts(wanted))
    if wants_json(request):
        return geo(geojson.coverage_json(found) | geojson.compared_json(beside), "application/json")
    shown = {"found": found, "rows": geojson.township_rows(found), "groups": [(GROUP_WORDS[name], share) for name, share in found.groups.items()],
             "map": _drawing(found, request.GET.urlencode()), "controls": controls(wanted), "beside": beside, "served": found.served[:SERVED_SHOWN],
             "speeds": queries.speeds(wanted.question.mode, wanted.question.on), "may_projects": request.standing.may(READ)}
    return render(request, "planning/service_map.html", shown | _gain(request, wanted, found) | _lost(request, wanted, found))


def _lost(request: AskedBy, wanted: Asked, found: queries.ServiceMap) -> dict[str, Any]:
    """What the roads that are shut or slow take away: the same answer without them beside it."""
    if not found.conditions or not wanted.question.roads_as_they_are:
        return {"without_conditions": None}
    open_roads = _map(request, replace(wanted, question=replace(wanted.question, roads_as_they_are=False))).coverage.overall
    return {"without_conditions": open_roads.covered_people - found.coverage.overall.covered_people}


def _drawing(found: queries.ServiceMap, query: str) -> maps.Map:
    """The map of the answer: roads and boundaries as a quiet ground, people by minutes, institutions on top."""
    lon = [*found.cells.lon.tolist(), *(c.lon for c in found.campuses)]
    lat = [*found.cells.lat.tolist(), *(c.lat for c in found.campuses)]
    minutes = found.question.minutes
    sources = {name: f"{reverse(f'service-map-{name}')}?{query}" for name in ("cells", "campuses", "boundaries", "projects", "conditions", "roving", "area")}
    words = (
        _("%(minutes)g 分钟内") % {"minutes": minutes / 2}, _("%(minutes)g 分钟内") % {"minutes": minutes},
        _("超过 %(minutes)g 分钟") % {"minutes": minutes}, _("没有路可达"),
    )
    return maps.Map(
        _("服务地图：人口格按到最近机构的分钟数着色"), maps.bounds_of(lon, lat),
        {"roads": reverse("service-map-roads", args=[found.network.sha256]), **sources},
        [*maps.roads_layers(), *maps.area_layers(), *maps.boundaries_layers(), *maps.minutes_layers(minutes), *maps.campuses_layers(), *maps.projects_layers(),
         *maps.conditions_layers(), *maps.roving_layers()],
        maps.minutes_legend(minutes, words), f"{reverse('service-map-here')}?{query}", "#here", "area",
    )


@page(MAY)
def cells(request: AskedBy) -> HttpResponse:
    return geo(geojson.cells_geojson(_map(request, asked_map(request))))


@page(MAY)
def campuses(request: AskedBy) -> HttpResponse:
    wanted = asked_map(request)
    return geo(geojson.campuses_geojson(_map(request, wanted).campuses))


@page(MAY)
def projects(request: AskedBy) -> HttpResponse:
    """Building works she may see, as a layer: none for whoever may see none."""
    seen = projects_seen(all_projects(), request.standing)
    return geo(project_json.projects_geojson(standings(seen, on=localdate())))


@page(MAY)
def conditions(request: AskedBy) -> HttpResponse:
    """Roads that are shut or slow that day, as areas; none where she leaves them out."""
    question = asked_map(request).question
    must(refusal_to_draw_map(question))
    return geo(geojson.conditions_geojson(conditions_on(question.on, question.mode) if question.roads_as_they_are else ()))


@page(MAY)
def roving(request: AskedBy) -> HttpResponse:
    """Roving clinics of the week of that day, held or to come."""
    return geo(geojson.roving_geojson(sessions_of_week(sessions_seen(sessions(), request.standing), asked_map(request).question.on)))


@page(MAY)
@cache_control(private=True, max_age=86_400)
def roads(request: AskedBy, sha256: str) -> HttpResponse:
    """A network's lines; its address names its content, so a browser may keep it."""
    return geo(geojson.roads_geojson(queries.road_arrays(get_object_or_404(queries.networks(), sha256=sha256))))


@page(MAY)
def boundaries(request: AskedBy) -> HttpResponse:
    return geo(geojson.boundaries_geojson(places_with_boundary()))


@page(MAY)
def what_reaches(request: AskedBy) -> HttpResponse:
    """The nearest institutions of a point, with minutes, and what one more there would change."""
    wanted, (lon, lat) = asked_map(request), point(request.GET.dict())
    on = _ground(request, wanted)
    found, effect = queries.what_reaches(lon, lat, on), if_one_more(on, wanted.question.minutes, lon, lat)
    if wants_json(request):
        return geo({**geojson.nearest_json(lon, lat, found), "one_more": geojson.effect_json(effect)}, "application/json")
    shown = {"lon": lon, "lat": lat, "found": found, "wanted": wanted, "effect": effect, "query": request.GET.urlencode()}
    return render(request, "planning/_what_reaches.html", shown)


@page(MAY)
def area(request: AskedBy) -> HttpResponse:
    """From where one comes to a point in time; nothing while no point was chosen."""
    if "lon" not in request.GET:
        return geo(geojson.collection([]))
    wanted, (lon, lat) = asked_map(request), point(request.GET.dict())
    minutes = wanted.question.minutes
    return geo(geojson.area_geojson(queries.area_reaching(lon, lat, _ground(request, wanted), minutes), minutes))


@page(MAY)
def one_less(request: AskedBy) -> HttpResponse:
    """What the loss of one of the institutions that count would change."""
    wanted, asked_for = asked_map(request), request.GET.get("close", "")
    campus = int(asked_for) if asked_for.isdecimal() and len(asked_for) < LONGEST_KEY else 0
    effect = if_closed(_ground(request, wanted), wanted.question.minutes, campus)
    if wants_json(request):
        return geo(geojson.effect_json(effect), "application/json")
    return render(request, "planning/_effect.html", {"effect": effect, "wanted": wanted})


def _ground(request: AskedBy, wanted: Asked) -> queries.Ground:
    return queries.ground(wanted.question, within=_within(request), **_who_counts(wanted))
