"""What people do with road networks."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from weijian.domains.planning.events import NetworkLoaded
from weijian.domains.planning.models import RoadNetwork
from weijian.domains.planning.queries import NETWORKS
from weijian.foundation.files.arrays import digest_of, keep
from weijian.foundation.happenings.trail import record
from weijian.interop.roads.osm import read_roads
from weijian.interop.roads.tables import read_edges, read_nodes
from weijian.kernel.standing import Standing

Arrays = dict[str, NDArray[Any]]


@transaction.atomic
def load_network(name: str, arrays: Arrays, *, as_of: date, source: str = "", by: Standing, at: datetime) -> RoadNetwork:
    """Keep a road graph; the same graph loaded again is the one already there."""
    known = RoadNetwork.objects.filter(sha256=digest_of(arrays)).first()
    if known is not None:
        return known
    network = RoadNetwork.objects.create(
        name=name, as_of_on=as_of, source=source, sha256=keep(NETWORKS, arrays), nodes=len(arrays["lon"]), edges=len(arrays["from_node"]),
        by_class="metres" in arrays, loaded_at=at,
    )
    record(NetworkLoaded(network.pk, name, network.nodes, network.edges), by=by, at=at)
    return network


@transaction.atomic
def load_roads(name: str, *, osm: Path | None, nodes: Path | None, edges: Path | None, as_of: date, source: str = "", by: Standing, at: datetime) -> RoadNetwork | None:
    """Load a region's road files, whichever of the two kinds it brought; None when it brought none."""
    arrays = _arrays_of_osm(osm) if osm else _arrays_of_tables(nodes, edges) if nodes and edges else None
    return load_network(name, arrays, as_of=as_of, source=source, by=by, at=at) if arrays else None


def _arrays_of_osm(path: Path) -> Arrays:
    """An OpenStreetMap file as arrays: directed segments with metres, class and the modes that may use them."""
    roads = read_roads(path)
    return {
        "lon": roads.lon, "lat": roads.lat, "from_node": roads.from_node, "to_node": roads.to_node, "metres": roads.metres,
        "road_class": roads.road_class, "modes": roads.modes, "classes": np.array(roads.classes),
    }


def _arrays_of_tables(nodes_path: Path, edges_path: Path) -> Arrays:
    """Node and edge tables as arrays; seconds are as given, whatever the mode."""
    nodes = read_nodes(nodes_path, name=nodes_path.name)
    edges = read_edges(edges_path, nodes, name=edges_path.name, nodes_name=nodes_path.name)
    return {
        "lon": nodes.lon, "lat": nodes.lat, "from_node": edges.from_node, "to_node": edges.to_node, "seconds": edges.seconds, "oneway": edges.oneway,
    }
