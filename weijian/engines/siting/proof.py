"""How good a p-median plan is: a bound by Lagrangian relaxation, and branch and bound upon it until plan and bound meet or the nodes run out.

Sites are opened or closed for good wherever the bound with the opposite would exceed the plan at hand (reduced-cost fixing: Beasley 1985). The count of
nodes limits the work, not a clock, so that the same question always has the same answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.allowance import Allowance
from weijian.engines.siting.ascent import ascend
from weijian.engines.siting.exchange import exchanged
from weijian.engines.siting.moves import Median, Units
from weijian.engines.siting.pairs import Bools, Floats
from weijian.engines.siting.question import Effort

Fixed = NDArray[np.int8]

AT_ROOT, AT_NODE = (3_000, 10, 0.6), (150, 6, 0.6)  # rounds, patience, shrink
SURE = 1e-12  # of a bound: more than the rounding of its sum
MEETS = 2e-11


@dataclass(frozen=True, eq=False)
class Proof:
    units: Units
    cost: float
    bound: float


@dataclass(frozen=True, eq=False)
class Node:
    """A part of the plans: some sites settled, the prices to go on from, and a bound on every plan of it."""

    fixed: Fixed
    prices: Floats
    bound: float


@dataclass
class Search:
    """What branch and bound has so far. `whole`: cost is a whole number, so that bounds are rounded up. `free`: plans found may be taken."""

    ground: Median
    allowed: Allowance
    number: int
    whole: bool
    gap: float
    units: Units
    cost: float
    free: bool
    given_up: float = np.inf  # the least bound of the parts not looked into any further

    def settled(self, bound: float) -> bool:
        return bound >= self.cost * (1 - max(self.gap, MEETS))

    def sound(self, bound: float) -> float:
        """A bound rid of rounding, and no more than the plan's cost, which no true bound exceeds."""
        safe = bound - SURE * abs(bound)
        return min(float(ceil(safe)) if self.whole else safe, self.cost)


def proof(ground: Median, allowed: Allowance, units: Units, effort: Effort, *, whole: bool) -> Proof:
    """The plan, or a better one met on the way, with its bound. Conditions beyond required and forbidden sites only loosen the bound."""
    number = allowed.number if allowed.number is not None else int((~allowed.forbidden).sum())
    search = Search(ground, allowed, number, whole, effort.gap, units, ground.cost(units), free=not allowed.bound_together)
    fixed = allowed.required.astype(np.int8) - allowed.forbidden.astype(np.int8)
    root, often = _ascended(search, Node(fixed, ground.nearest(units)[0].astype(np.float64) * 1.05 + 1.0, -np.inf), AT_ROOT)
    if search.settled(root.bound) or not search.free:
        return Proof(search.units, search.cost, search.sound(root.bound))
    search.ground = replace(ground, rows=ground.rows.only(root.fixed[ground.rows.site] >= 0))
    bound = _branched(search, root, often, effort.nodes)
    return Proof(search.units, search.cost, search.sound(bound))


def _branched(search: Search, root: Node, often: Floats, nodes: int) -> float:
    """The least bound of the parts left open (the plan's own cost when none is), the most promising part first."""
    parts: list[tuple[Node, Floats]] = [(root, often)]
    while parts and nodes > 0:
        parts.sort(key=lambda part: -part[0].bound)
        node, often = parts.pop()
        for child in [] if search.settled(node.bound) else _children(node, often):
            nodes -= 1
            parts.append(_ascended(search, child, AT_NODE))
        search.given_up = min([search.given_up, *(part.bound for part, _ in parts if search.settled(part.bound))])
        if search.settled(node.bound):
            search.given_up = min(search.given_up, node.bound)
        parts = [part for part in parts if not search.settled(part[0].bound)]
    return min([search.cost, search.given_up, *(node.bound for node, _ in parts)])


def _children(node: Node, often: Floats) -> Iterator[Node]:
    """Open or close the site about which the relaxation is least sure."""
    unsure = np.where(node.fixed == 0, np.abs(often - 0.5), np.inf)
    site = int(unsure.argmin())
    if np.isfinite(unsure[site]):
        for side in (1, -1):
            fixed = node.fixed.copy()
            fixed[site] = side
            yield Node(fixed, node.prices, node.bound)


def _ascended(search: Search, node: Node, manner: tuple[int, int, float]) -> tuple[Node, Floats]:
    """The node with its bound raised and what that settles; a better plan met on the way is kept."""
    spare, free = search.number - int((node.fixed > 0).sum()), int((node.fixed == 0).sum())
    if spare < 0 or spare > free:
        return Node(node.fixed, node.prices, np.inf), np.zeros(len(node.fixed))
    rows = search.ground.rows
    bound, prices, worth, often, cost, plan, _ = ascend(
        rows.start, rows.site, rows.ms, search.ground.weight, node.fixed, search.number, search.ground.far, node.prices, search.cost, *manner,
    )
    if search.free and cost < search.cost:
        _take(search, plan)
    bound = max(search.sound(bound), node.bound)
    return Node(_fixed(search, node.fixed, worth, bound, spare), prices, bound), often


def _take(search: Search, plan: Bools) -> None:
    units = exchanged(search.ground, search.allowed, plan.astype(np.int64))
    search.units, search.cost = units, search.ground.cost(units)


def _fixed(search: Search, fixed: Fixed, worth: Floats, bound: float, spare: int) -> Fixed:
    """Sites without which, or with which, no plan of the node could beat the one at hand."""
    free = np.flatnonzero(fixed == 0)
    if not search.free or not 0 < spare < len(free):
        return fixed
    order = free[np.argsort(worth[free], kind="stable")]
    last_in, first_out = worth[order[spare - 1]], worth[order[spare]]
    limit = search.cost * (1 + MEETS)
    settled = fixed.copy()
    settled[[j for j in order[spare:] if bound + worth[j] - last_in > limit]] = -1
    settled[[j for j in order[:spare] if bound - worth[j] + first_out > limit]] = 1
    return settled
