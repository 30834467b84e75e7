"""What falls to each person: doctors or beds within reach, rivals counted; how evenly; who has nothing."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning import refusals as say
from weijian.domains.planning.queries.service_map import Ground, ground
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.planning.rules.floating import AccessQuestion, refusal_to_reckon_access
from weijian.domains.registry.api import bed_counts_held, names_of_places
from weijian.domains.workforce.api import doctors_on_duty
from weijian.engines.accessibility.decay import Decay, steps
from weijian.engines.accessibility.equity import Lorenz, gini, lorenz
from weijian.engines.accessibility.floating import Floating, floating_catchment
from weijian.engines.accessibility.pairs import reached_pairs
from weijian.foundation.parameters.queries import setting
from weijian.kernel.refusal import Refusal, must

PER = 10_000
WORST_SHOWN = 20


@dataclass(frozen=True)
class TownshipAccess:
    """A township's people, what falls to ten thousand of them, and how many of them reach nothing."""

    code: str
    name: str
    people: float
    per_ten_thousand: float | None
    unreached_people: float


@dataclass(frozen=True)
class WorstCell:
    code: str
    place: str
    people: float
    per_ten_thousand: float


@dataclass(frozen=True, eq=False)
class Access:
    """`rate` is per 10,000 people by cell. `idle` is what is offered where nobody can come; it falls to no one."""

    question: MapQuestion
    method: str
    offered: str
    ground: Ground
    decay: Decay
    capacity: NDArray[np.float64]
    floating: Floating
    rate: NDArray[np.float64]
    gini: float | None
    lorenz: Lorenz | None
    townships: tuple[TownshipAccess, ...]
    worst: tuple[WorstCell, ...]

    @property
    def people(self) -> float:
        return float(self.ground.cells.people.sum())

    @property
    def mean(self) -> float | None:
        people = self.ground.cells.people
        return float(people @ self.rate) / self.people if self.people else None

    @property
    def unreached_people(self) -> float:
        return float(self.ground.cells.people[~self.floating.reached].sum())

    @property
    def idle(self) -> float:
        return float(self.capacity[self.floating.idle].sum())


def access(question: MapQuestion, *, method: str, offered: str, circle: str, peak: bool = False, within: str = "") -> Access:
    """For the people of everywhere, for they all compete; what is shown is of the place."""
    must(refusal_to_reckon_access(AccessQuestion(method, offered)))
    on = ground(question, circle=circle, peak=peak)
    decay, capacity = zones(method, question.on), _capacity(on, offered, question.on)
    pairs = reached_pairs(on.graph, on.homes, on.doors, limit_seconds=decay.limit_seconds)
    found = floating_catchment(pairs, on.cells.people, capacity, decay, three_step=method == "three_step")
    return _of_place(Access(question, method, offered, on, decay, capacity, found, found.access * PER, None, None, (), ()), within)


def zones(method: str, on: date) -> Decay:
    """Minutes and weights by the parameter in force on the day."""
    code = f"planning.floating_{method}"
    held = setting(code, on=on)
    wrong = [zone for zone in held.value if not _is_number(zone)]
    if wrong:
        raise Refusal(say.ZONES_UNREADABLE, parameter=code, zone=wrong[0])
    rows = sorted((float(minutes), float(weight)) for minutes, weight in held.value.items())
    return steps(tuple(r[0] for r in rows), tuple(r[1] for r in rows), held.source)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _capacity(on: Ground, offered: str, day: date) -> NDArray[np.float64]:
    """By campus. Doctors and beds are counted by institution; one with several campuses is divided evenly among them."""
    counted = _doctors(day) if offered == "doctors" else _beds(day)
    campuses: dict[int, int] = {}
    for one in on.campuses:
        campuses[one.institution_id] = campuses.get(one.institution_id, 0) + 1
    return np.array([counted.get(one.institution_id, 0) / campuses[one.institution_id] for one in on.campuses], dtype=np.float64)


def _doctors(day: date) -> dict[int, int]:
    found = doctors_on_duty(day)
    if found is None:
        raise Refusal(say.NOTHING_OFFERED, on=day.isoformat(), what="医师岗位")
    return found


def _beds(day: date) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in bed_counts_held(day):
        found[one.institution_id] = found.get(one.institution_id, 0) + one.open
    if not found:
        raise Refusal(say.NOTHING_OFFERED, on=day.isoformat(), what="床位")
    return found


def _of_place(all_of: Access, within: str) -> Access:
    """The same with only the cells of the place left, and its figures reckoned."""
    cells = all_of.ground.cells
    own = np.array([code.startswith(within) for code in cells.place], dtype=np.bool_)
    if not own.any():
        raise Refusal(say.NO_CELLS)
    kept = cells.only(own)
    found = replace(all_of.floating, access=all_of.floating.access[own], reached=all_of.floating.reached[own])
    rate, on = all_of.rate[own], replace(all_of.ground, cells=kept)
    named = names_of_places(set(on.townships))
    return replace(
        all_of, ground=on, floating=found, rate=rate, gini=gini(rate, kept.people), lorenz=lorenz(rate, kept.people),
        townships=_townships(on, rate, found, named), worst=_worst(on, rate, named),
    )


def _townships(on: Ground, rate: NDArray[np.float64], found: Floating, named: dict[str, str]) -> tuple[TownshipAccess, ...]:
    """The least first."""
    codes, group = np.unique(on.townships.astype(np.str_), return_inverse=True)
    people, weight = on.cells.people, len(codes)
    total, got, none = (np.bincount(group, w, weight) for w in (people, people * rate, people * ~found.reached))
    rows = [
        TownshipAccess(str(code), named.get(str(code), ""), float(t), float(g / t) if t else None, float(n))
        for code, t, g, n in zip(codes, total, got, none, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (row.per_ten_thousand if row.per_ten_thousand is not None else np.inf, row.code)))


def _worst(on: Ground, rate: NDArray[np.float64], named: dict[str, str]) -> tuple[WorstCell, ...]:
    """Cells with people where least falls to each; of those alike the most people first."""
    cells = on.cells
    order = sorted(np.flatnonzero(cells.people > 0), key=lambda i: (rate[i], -cells.people[i], cells.code[i]))[:WORST_SHOWN]
    return tuple(WorstCell(cells.code[i], named.get(on.townships[i], ""), float(cells.people[i]), float(rate[i])) for i in order)
