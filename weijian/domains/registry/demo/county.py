"""`generate(seed, residents)`: the whole demo county, pure and the same for the same seed."""

import hashlib
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np

from weijian.domains.registry.demo.counts import Cells, Headcount, cells, headcounts
from weijian.domains.registry.demo.history import History, history
from weijian.domains.registry.demo.institutions import Institutions, institutions
from weijian.domains.registry.demo.people import Households, People, people
from weijian.domains.registry.demo.places import Places, places
from weijian.domains.registry.demo.roads import Roads, roads
from weijian.domains.registry.demo.staff import Staff, staff
from weijian.domains.registry.demo.terrain import Terrain, terrain


@dataclass(frozen=True, eq=False)
class County:
    """Everything there is at `pyramid.AS_OF`. Rooms that add their part take their chance from `chance(seed, "their name")`."""

    seed: int
    terrain: Terrain
    places: Places
    roads: Roads
    institutions: Institutions
    staff: Staff
    households: Households
    people: People
    history: History
    cells: Cells
    headcounts: tuple[Headcount, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over everything, to tell whether two counties are the same."""
        whole = hashlib.sha256()
        _feed(whole, self)
        return whole.hexdigest()


def generate(seed: int, residents: int) -> County:
    """Each part has its own stream of chance, so that more residents do not move a road."""
    land = terrain(chance(seed, "terrain"))
    where = places(chance(seed, "places"), land)
    houses = institutions(chance(seed, "institutions"), where, residents)
    homes, who = people(chance(seed, "people"), where, residents)
    return County(
        seed, land, where, roads(chance(seed, "roads"), land, where), houses, staff(chance(seed, "staff"), where, houses), homes, who,
        history(chance(seed, "history"), homes, who, len(where.villages)), cells(where, homes, who), tuple(headcounts(where, who)),
    )


def chance(seed: int, part: str) -> np.random.Generator:
    return np.random.default_rng([seed, int.from_bytes(hashlib.sha256(part.encode()).digest()[:4], "big")])


def _feed(whole: Any, value: Any) -> None:
    if isinstance(value, np.ndarray):
        whole.update(f"{value.dtype.str}{value.shape}".encode() + np.ascontiguousarray(value).tobytes())
    elif is_dataclass(value):
        for field in fields(value):
            _feed(whole, getattr(value, field.name))
    elif isinstance(value, tuple | list):
        whole.update(f"{len(value)}[".encode())
        for each in value:
            _feed(whole, each)
    else:
        whole.update(f"{value!r};".encode())
