"""Which emergency stations have an ambulance on file, and whom those without one leave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from weijian.domains.emergency.api import StandingBy
from weijian.domains.planning import refusals
from weijian.domains.registry.api import CampusPoint
from weijian.engines.accessibility.pairs import Pairs
from weijian.kernel.refusal import Refusal


@dataclass(frozen=True)
class Parked:
    """Stations without an ambulance on file, and the people whom these alone cover. Where `left_out`, they cover nobody."""

    stations: tuple[CampusPoint, ...]
    lost: float
    left_out: bool


def vehicles_at(stations: Sequence[CampusPoint], standing: Sequence[StandingBy]) -> NDArray[np.int64]:
    """Vehicles on file by station: those that name its campus, and those that name its institution alone, at the first of its campuses."""
    first = {one.institution_id: i for i, one in reversed(list(enumerate(stations)))}
    campuses = {one.campus_id: i for i, one in enumerate(stations)}
    found = np.zeros(len(stations), dtype=np.int64)
    for one in standing:
        place = campuses.get(one.campus_id) if one.campus_id else first.get(one.institution_id)
        if place is not None:
            found[place] += one.vehicles
    return found


def refusal_without_vehicles(vehicles: NDArray[np.int64], on: date) -> Refusal | None:
    """Cover by ambulances needs one at least."""
    return None if vehicles.any() else Refusal(refusals.NO_VEHICLES, on=on.isoformat())


def of_sites(pairs: Pairs, kept: NDArray[np.bool_]) -> Pairs:
    """The pairs of some sites; the others keep their number and reach nobody."""
    counts = np.diff(pairs.starts)
    there = np.repeat(kept, counts)
    starts = np.concatenate([[0], np.cumsum(np.where(kept, counts, 0))]).astype(pairs.starts.dtype)
    return replace(pairs, starts=starts, cell=pairs.cell[there], milliseconds=pairs.milliseconds[there])
