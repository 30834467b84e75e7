"""People where they live, bound to the roads: read once, and kept as long as no cell of people changes."""

from typing import Any

from weijian.domains.registry.api import PeoplePoints, people_points
from weijian.engines.accessibility.network import Network
from weijian.engines.accessibility.snap import Snap, snap
from weijian.foundation.lake.status import state_of_lake
from weijian.kernel.shelf import Shelf

HELD = 8
_people: Shelf[PeoplePoints] = Shelf(HELD)  # by state of the register, place
_homes: Shelf[Snap] = Shelf(HELD)  # by these and the network


def homes(within: str, graph: Network, network: Any) -> tuple[PeoplePoints, Snap]:
    """The cells of a place ("" is everywhere) and their roads. `network` tells the graph from every other one; it must be hashable."""
    state = state_of_lake("population_cells")
    if state is None:
        cells = people_points(within)
        return cells, _bound(graph, cells)
    cells = _people.take((state, within), lambda: people_points(within))
    return cells, _homes.take((state, within, network), lambda: _bound(graph, cells))


def _bound(graph: Network, cells: PeoplePoints) -> Snap:
    return snap(graph, cells.lon, cells.lat)
