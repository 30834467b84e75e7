"""Maps of siting answers and of plans kept."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.queries.siting import Siting
from weijian.domains.planning.queries.siting_plans import SitingPlan
from weijian.shell import maps

WHOLE_COUNTRY = [(73.0, 18.0), (135.0, 54.0)]  # where a plan that adds nothing opens


def answer_map(found: Siting, query: str) -> maps.Map:
    """People by minutes today as on the service map; over them what the plan reaches newly, and its sites."""
    cells, minutes = found.ground.cells, found.asked.map.minutes
    words = (
        _("现在 %(minutes)g 分钟内") % {"minutes": minutes / 2}, _("现在 %(minutes)g 分钟内") % {"minutes": minutes},
        _("现在超过 %(minutes)g 分钟") % {"minutes": minutes}, _("没有路可达"),
    )
    sources = {name: f"{reverse(f'service-map-{name}')}?{query}" for name in ("cells", "campuses", "boundaries")}
    return maps.Map(
        _("选址地图：建议的位置和新增可达的人口格"), maps.bounds_of(cells.lon.tolist(), cells.lat.tolist()),
        {"roads": reverse("service-map-roads", args=[found.ground.network.sha256]), **sources, "siting": f"{reverse('siting-answer')}?{query}"},
        [*maps.roads_layers(), *maps.boundaries_layers(), *maps.minutes_layers(minutes), *maps.campuses_layers(), *maps.siting_layers()],
        [*maps.minutes_legend(minutes, words), maps.Legend(maps.PLANS[0], _("新增可达")), maps.Legend(maps.PLANS[0], _("建议的位置（大圆）"))],
    )


def plans_map(plans: Sequence[SitingPlan]) -> maps.Map:
    """One or two plans on a quiet ground, each in its own colour."""
    points = [(s["lon"], s["lat"]) for one in plans for s in one.result["sites"]] + [(c[0], c[1]) for one in plans for c in one.result["newly"]]
    lon, lat = zip(*(points or WHOLE_COUNTRY), strict=True)
    query = "&".join(f"plan={one.pk}" for one in plans)
    sources = {"roads": reverse("service-map-roads", args=[plans[0].network.sha256]), "boundaries": reverse("service-map-boundaries")}
    return maps.Map(
        _("选址方案地图"), maps.bounds_of(lon, lat), {**sources, "siting": f"{reverse('siting-layer')}?{query}"},
        [*maps.roads_layers(), *maps.boundaries_layers(), *maps.siting_layers()],
        [maps.Legend(colour, one.name) for colour, one in zip(maps.PLANS, plans, strict=False)],
    )
