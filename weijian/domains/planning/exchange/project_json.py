"""Projects over the wire: plain JSON for programs, GeoJSON for the map."""

from collections.abc import Iterable
from typing import Any

from weijian.domains.planning.exchange.geojson import collection, point
from weijian.domains.planning.queries.projects import Held, Standing


def of(one: Standing) -> dict[str, Any]:
    """A project with its milestones; money in fen."""
    project = one.project
    said = {name: getattr(project, name) for name in ("code", "name", "batch", "label", "state", "lon", "lat", "site_kind", "commissioned_on")}
    return {
        "id": project.pk, **said, "owner": project.owner.code, "place": project.place.code, "percent": one.percent, "planned_fen": one.planned_fen,
        "paid_fen": one.paid_fen, "beds": one.beds, "opens_on": one.opens_on, "opens_days": one.opens.days if one.opens else None,
        "milestones": [_milestone(stage) for stage in one.milestones],
    }


def _milestone(stage: Held) -> dict[str, Any]:
    said = {name: getattr(stage.milestone, name) for name in ("name", "kind", "planned_on", "expected_on", "met_on", "percent")}
    return {**said, "timing": stage.variance.timing, "forecast_on": stage.forecast_on, "days": stage.variance.days, "months": stage.variance.months}


def projects_geojson(listed: Iterable[Standing]) -> dict[str, Any]:
    return collection(
        point(one.project.lon, one.project.lat, id=one.project.pk, name=one.project.name, state=one.project.state, percent=one.percent) for one in listed
    )
