"""The demo county's ambulances with a month of crews and checks, and a month of calls with what became of them."""

from datetime import datetime

from weijian.domains.emergency.demo import calls, fleet, now
from weijian.domains.registry.demo.county import County, chance
from weijian.domains.registry.demo.rows import Tell, silent
from weijian.kernel.standing import Standing


def add(county: County, *, by: Standing, at: datetime, tell: Tell = silent) -> None:
    """The past in bulk; the present by this room's own actions, so that its history is told."""
    vehicles = fleet.add(at)
    tell("救护车", len(vehicles), len(vehicles))
    rng = chance(county.seed, "emergency")
    past = calls.add(vehicles, rng, at)
    tell("呼救", past, past)
    running = now.add(rng, by=by, at=at)
    tell("待派车与执行中的呼救", running, running)
