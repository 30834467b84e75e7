"""Who is served by which site now, kept, so that what one site more, one less or another speed changes is told at once."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.network import Contracted, Network
from weijian.engines.accessibility.snap import Snap
from weijian.engines.accessibility.travel import Nearest, nearest_places, placed

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
GONE = -1  # the place of a site that was closed: the others keep their numbers


@dataclass(frozen=True, eq=False)
class Change:
    """The cells whose time changes: which, and their seconds before and after (inf: no site can be reached)."""

    cell: Ints
    before: Floats
    after: Floats

    def newly_within(self, minutes: float) -> Ints:
        """Cells inside the line only afterwards."""
        line = minutes * 60 + 1e-6
        return self.cell[(self.after <= line) & (self.before > line)]

    def no_longer_within(self, minutes: float) -> Ints:
        line = minutes * 60 + 1e-6
        return self.cell[(self.before <= line) & (self.after > line)]


@dataclass(frozen=True, eq=False)
class Served:
    """Seconds of every place of the network to its nearest site, and which that is. Never altered: a change makes another."""

    ready: Contracted = field(repr=False)
    reverse: Contracted = field(repr=False)
    cells: Snap = field(repr=False)
    cell_places: Ints = field(repr=False)
    site_places: Ints = field(repr=False)
    site_walks: Floats = field(repr=False)
    near: Floats = field(repr=False)
    owner: Ints = field(repr=False)

    @property
    def nearest(self) -> Nearest:
        """Of every cell, both walks included."""
        return Nearest(self.cells.seconds + self.near[self.cell_places], self.owner[self.cell_places])

    @cached_property
    def _by_place(self) -> tuple[Ints, Ints]:
        from weijian.engines.accessibility.kernels.spreading import by_place

        starts, members = by_place(self.cell_places, len(self.near))
        return starts, members

    def if_opened(self, site: Snap, *, limit_seconds: float = np.inf) -> Change:
        """What one more site (a Snap of one point) makes nearer, within the limit: a search that stops where it does not improve."""
        from weijian.engines.accessibility.kernels.spreading import cells_at, reached_from

        places, walks = placed(self.ready, site)
        with self.ready.desk() as desk:
            count = reached_from(self.ready.form, self.ready.costs, desk, int(places[0]), float(walks[0]), float(limit_seconds), self.near)
            return Change(*cells_at(*self._by_place, self.cells.seconds, self.near, desk.places, desk.seconds, count))

    def opened(self, site: Snap) -> "Served":
        """With one more site; its number is the next."""
        from weijian.engines.accessibility.kernels.spreading import reached_from

        places, walks = placed(self.ready, site)
        near, owner = self.near.copy(), self.owner.copy()
        with self.ready.desk() as desk:
            count = reached_from(self.ready.form, self.ready.costs, desk, int(places[0]), float(walks[0]), np.inf, self.near)
            near[desk.places[:count]], owner[desk.places[:count]] = desk.seconds[:count], len(self.site_places)
        return replace(
            self, near=near, owner=owner, site_places=np.append(self.site_places, places), site_walks=np.append(self.site_walks, walks),
        )

    def closed(self, site: int) -> "Served":
        """Without one site; the others keep their numbers."""
        from weijian.engines.accessibility.kernels.search import new_queue
        from weijian.engines.accessibility.kernels.spreading import without_site

        if not 0 <= site < len(self.site_places) or self.site_places[site] == GONE:
            raise ValueError("there is no such site")
        near, owner, places = self.near.copy(), self.owner.copy(), self.site_places.copy()
        places[site] = GONE
        queue = new_queue(self.ready.costs, len(places) + len(self.ready.costs.arc_cost))
        without_site(self.ready.form, self.ready.costs, self.reverse.costs, queue, places, self.site_walks, site, np.inf, near, owner)
        return replace(self, near=near, owner=owner, site_places=places)

    def if_closed(self, site: int) -> Change:
        """What the loss of one site makes farther."""
        return self.compared(self.closed(site))

    def compared(self, after: "Served") -> Change:
        """From these times to those of the same cells after any change: sites, seasons, speeds."""
        before, now = self.nearest.seconds, after.nearest.seconds
        changed = np.flatnonzero(before != now).astype(np.int32)
        return Change(changed, before[changed], now[changed])


def serve(network: Network, cells: Snap, sites: Snap) -> Served:
    """As things are. Refuses without sites."""
    ready = network.towards
    near, owner = nearest_places(ready, sites)
    site_places, site_walks = placed(ready, sites)
    return Served(ready, network.outward, cells, placed(ready, cells)[0], site_places, site_walks, near, owner)
