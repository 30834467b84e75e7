"""The demo county's roads, building works, roving clinics, pooled use, zones, proposals and upgrades, entered by this room's own actions."""

from datetime import datetime

from weijian.domains.planning.actions.networks import load_network
from weijian.domains.planning.demo import conditions, emergency, pooling, projects, roving, upgrades, zones
from weijian.domains.registry.demo.county import County
from weijian.domains.registry.demo.pyramid import AS_OF
from weijian.domains.registry.demo.rows import Tell, silent
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing


def add(county: County, *, by: Standing, at: datetime, tell: Tell = silent) -> None:
    """Keep the road graph as of the first day of the year, so that it holds whenever the map is opened; then projects, rounds, nodes, what is shared."""
    network = load_network("青禾县道路网", county.roads.arrays(), as_of=AS_OF.replace(month=1, day=1), source="演示县生成", by=by, at=at)
    tell("路网节点", network.nodes, network.nodes)
    made = projects.add(county, by=by, at=at)
    tell("建设项目", made, made)
    went = roving.add(by=by, at=at)
    tell("巡诊", went, went)
    slow = conditions.add(local_day(at))
    tell("路况", slow, slow)
    nodes = emergency.add()
    tell("急救网络节点", nodes, nodes)
    booked = pooling.add(by=by, at=at)
    tell("统筹预约", booked, booked)
    for what, entered in zip(("片区", "资源申报", "床位核查"), zones.add(by=by, at=at), strict=True):
        tell(what, entered, entered)
    begun = upgrades.add(by=by, at=at)
    tell("创建提升", begun, begun)
