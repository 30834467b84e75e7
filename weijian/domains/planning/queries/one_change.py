"""What one more site here, or one less, would change for the people of the map."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning import refusals
from weijian.domains.planning.queries.service_map import Ground
from weijian.domains.registry.api import names_of_places
from weijian.engines.accessibility.coverage import covered
from weijian.engines.accessibility.served import Change, Served, serve
from weijian.engines.accessibility.snap import snap
from weijian.kernel.refusal import Refusal

SERVED_HELD = 4


@dataclass(frozen=True)
class PlaceEffect:
    """People of a township who come within the limit (negative: fall out of it)."""

    name: str
    people: float


@dataclass(frozen=True)
class Effect:
    """People within the limit before and after, out of all; who gains or loses by township, most first; whose way grows shorter or longer at all."""

    people: float
    before: float
    after: float
    moved_people: float
    places: tuple[PlaceEffect, ...]
    closed: str = ""

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def lost(self) -> float:
        return self.before - self.after

    @property
    def share_before(self) -> float | None:
        return self.before / self.people if self.people else None

    @property
    def share_after(self) -> float | None:
        return self.after / self.people if self.people else None


def if_one_more(on: Ground, minutes: float, lon: float, lat: float) -> Effect:
    """A qualifying site at the road nearest to the point."""
    now = _served(on)
    return _effect(on, minutes, now, now.if_opened(snap(on.graph, np.array([lon]), np.array([lat]))))


def if_closed(on: Ground, minutes: float, campus_id: int) -> Effect:
    """Without one of the campuses that count."""
    site = next((i for i, campus in enumerate(on.campuses) if campus.campus_id == campus_id and campus_id > 0), None)
    if site is None:
        raise Refusal(refusals.CAMPUS_NOT_COUNTED)
    now = _served(on)
    return _effect(on, minutes, now, now.if_closed(site), on.campuses[site].name)


def _effect(on: Ground, minutes: float, now: Served, change: Change, closed: str = "") -> Effect:
    people, into, out = on.cells.people, change.newly_within(minutes), change.no_longer_within(minutes)
    before = float(people[covered(now.nearest.seconds, minutes)].sum())
    gained = float(people[into].sum() - people[out].sum())
    return Effect(float(people.sum()), before, before + gained, float(people[change.cell].sum()), _places(on, into, out), closed)


def _places(on: Ground, into: NDArray[np.int32], out: NDArray[np.int32]) -> tuple[PlaceEffect, ...]:
    towns, people = on.townships, on.cells.people
    found: dict[str, float] = {}
    for cells, sign in ((into, 1), (out, -1)):
        for cell in cells:
            found[towns[cell]] = found.get(towns[cell], 0.0) + sign * float(people[cell])
    names = names_of_places(found)
    rows = [PlaceEffect(names.get(code, ""), people) for code, people in found.items() if people]
    return tuple(sorted(rows, key=lambda row: (-abs(row.people), row.name)))


@dataclass(frozen=True)
class _Keyed:
    """Ground told apart by the digest of network, homes and doors."""

    digest: str
    on: Ground = field(compare=False)


def _served(on: Ground) -> Served:
    digest = hashlib.sha256(on.network.sha256.encode())
    for snapped in (on.homes, on.doors):
        digest.update(np.ascontiguousarray(snapped.node).tobytes())
        digest.update(np.ascontiguousarray(snapped.seconds).tobytes())
    digest.update(str(id(on.graph)).encode())  # the same network at other speeds is another graph; those in use are kept
    return _serving(_Keyed(digest.hexdigest(), on))


@lru_cache(maxsize=SERVED_HELD)
def _serving(keyed: _Keyed) -> Served:
    return serve(keyed.on.graph, keyed.on.homes, keyed.on.doors)
