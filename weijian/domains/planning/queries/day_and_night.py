"""The same circle by day and by night, and with the neighbours' institutions or without."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning.queries.opening import DAY, NIGHT, WHOEVER, Among, OnFile, hours_on_file, moment_of, sift
from weijian.domains.planning.queries.service_map import Ground, graph_for, ground
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.engines.accessibility.coverage import covered
from weijian.engines.accessibility.snap import Snap
from weijian.engines.accessibility.travel import nearest_from_cells

MIDNIGHT = time()


@dataclass(frozen=True)
class AtThatHour:
    """People, those within the limit of an institution that counts then, how many count, and how many of these have no hours on file."""

    at: str
    people: float
    covered_people: float
    institutions: int
    unknown: int

    @property
    def coverage(self) -> float | None:
        return self.covered_people / self.people if self.people else None


@dataclass(frozen=True)
class Compared:
    """`moved_people`: how many more are within the limit when the neighbours count than when not; None where everywhere was asked."""

    day: AtThatHour
    night: AtThatHour
    moved_people: float | None


def compared(question: MapQuestion, *, within: str = "", among: Among = WHOEVER, **who: Any) -> Compared:
    """By day and by night on either side of the boundary as asked; the neighbours at the hour asked. `who`: as `ground` takes them."""
    pool, on, known = ground(question, within=within, needed=False, **who), question.on, hours_on_file(question.on)
    peak = bool(who.get("peak"))
    pools = [replace(pool, graph=graph_for(pool.network, question, peak, by_night=night)) for night in (False, True)]
    moments = [Among(moment_of(word, on, MIDNIGHT), among.neighbours) for word in (DAY, NIGHT)]
    day, night = (_at(of, question, within, then, known) for of, then in zip(pools, moments, strict=True))
    if not within:
        return Compared(day, night, None)
    asked = pools[among.moment is not None and not among.moment.by_day]
    with_them, without = (_at(asked, question, within, Among(among.moment, them), known).covered_people for them in (True, False))
    return Compared(day, night, with_them - without)


def _at(pool: Ground, question: MapQuestion, within: str, among: Among, known: OnFile) -> AtThatHour:
    sifted = sift(pool.campuses, question.on, within, among, known)
    counted = {one.campus_id for one in sifted.counted}
    inside = covered(_seconds(pool, np.array([one.campus_id in counted for one in pool.campuses], dtype=np.bool_)), question.minutes)
    people, clock = pool.cells.people, among.moment.clock if among.moment else ""
    unknown = len(sifted.unknown) - len(sifted.unknown_left_out)
    return AtThatHour(clock, float(people.sum()), float(people[inside].sum()), len(counted), unknown)


def _seconds(pool: Ground, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Of every cell to the nearest of some of the campuses."""
    if not chosen.any():
        return np.full(len(pool.cells.code), np.inf)
    doors = Snap(pool.doors.node[chosen], pool.doors.metres[chosen], pool.doors.seconds[chosen])
    return nearest_from_cells(pool.graph, pool.homes, doors).seconds
