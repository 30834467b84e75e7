"""What people do with road networks."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from numpy.typing import NDArray

from weijian.domains.planning.events import NetworkLoaded
from weijian.domains.planning.models import RoadNetwork
from weijian.domains.planning.queries.service_map import NETWORKS
from weijian.foundation.files.arrays import digest_of, keep
from weijian.foundation.happenings.trail import record
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
