"""How good a p-median plan is: a bound by Lagrangian relaxation, and branch and bound upon it until plan and bound meet or the nodes run out.

Sites are opened or closed for good wherever the bound with the opposite would exceed the plan at hand (reduced-cost fixing: Beasley 1985). Sets of sites
chosen where an ascent stalled are good beginnings for an exchange, far better ones than greedy's. What limits the work is a count, not a clock, so that the
same question always has the same answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, comb

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.allowance import Allowance
from weijian.engines.siting.ascent import ascend
from weijian.engines.siting.exchange import exchanged
from weijian.engines.siting.exhaustion import best_of_all
from weijian.engines.siting.moves import Median, Units
from weijian.engines.siting.pairs import Bools, Floats
from weijian.engines.siting.question import Effort

Fixed = NDArray[np.int8]

AT_ROOT, AT_NODE = (3_000, 8, 0.5), (150, 6, 0.6)  # rounds, patience, shrink
LOOK_EVERY = 4  # nodes of which one is searched for a better plan
SURE = 1e-12  # of a bound: more than the rounding of its sum
MEETS = 2e-11
SOON = 10_000_000  # pairs looked at by branch and bound before every set is tried instead, where those are few
FEW = 500_000_000  # sets times demand that are tried one by one: a second


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
    visits: int = 0
    nodes: int = 0

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
    search.visits = 0
    if search.settled(root.bound) or not search.free or not effort.visits:
        return Proof(search.units, search.cost, search.sound(root.bound))
    search.ground = replace(ground, rows=ground.rows.only(root.fixed[ground.rows.site] >= 0))
    parts = [(root, often)]
    bound = _branched(search, parts, min(SOON, effort.visits))
    if not search.settled(bound) and _few_sets(search, root.fixed):
        return _all_tried(search, root.fixed)
    bound = _branched(search, parts, effort.visits)
    return Proof(search.units, search.cost, search.sound(bound))


def _few_sets(search: Search, fixed: Fixed) -> bool:
    free, spare = int((fixed == 0).sum()), search.number - int((fixed > 0).sum())
    return 0 < spare <= free and comb(free, spare) * search.ground.rows.demands <= FEW


def _all_tried(search: Search, fixed: Fixed) -> Proof:
    """Every set of the sites not settled, left out where they cannot better the plan at hand."""
    rows, weight, far = search.ground.rows, search.ground.weight, float(search.ground.far)
    cost = np.full((rows.sites, rows.demands), far)
    cost[rows.site, rows.demand] = rows.ms
    cost *= weight
    already = cost[fixed > 0].min(axis=0, initial=np.inf)
    free = np.flatnonzero(fixed == 0)
    free = free[np.argsort(cost[free].sum(axis=1), kind="stable")]
    number = search.number - int((fixed > 0).sum())
    _, sites = best_of_all(np.ascontiguousarray(cost[free]), already, number, search.cost * (1 - MEETS))
    if len(sites):
        search.units = (fixed > 0).astype(np.int64)
        search.units[free[sites]] = 1
        search.cost = search.ground.cost(search.units)
    return Proof(search.units, search.cost, search.cost)


def _branched(search: Search, parts: list[tuple[Node, Floats]], visits: int) -> float:
    """The least bound of the parts left open (the plan's own cost when none is), the most promising part first."""
    while parts and search.visits < visits:
        parts.sort(key=lambda part: -part[0].bound)
        node, often = parts.pop()
        for child in [] if search.settled(node.bound) else _children(node, often):
            parts.append(_ascended(search, child, AT_NODE))
        search.given_up = min([search.given_up, *(part.bound for part, _ in parts if search.settled(part.bound))])
        if search.settled(node.bound):
            search.given_up = min(search.given_up, node.bound)
        parts[:] = [part for part in parts if not search.settled(part[0].bound)]
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
    bound, prices, worth, often, cost, plan, sketches, visits = ascend(
        rows.start, rows.site, rows.ms, search.ground.weight, node.fixed, search.number, search.ground.far, node.prices, search.cost, *manner, search.gap,
    )
    search.visits, search.nodes = search.visits + visits, search.nodes + 1
    if search.free and cost < search.cost:
        _try(search, plan)
    bound = max(search.sound(bound), node.bound)
    if search.free and not search.settled(bound) and search.nodes % LOOK_EVERY == 1:
        for sketch in sketches if search.nodes == 1 else sketches[:1]:
            _try(search, sketch)
    return Node(_fixed(search, node.fixed, worth, bound, spare), prices, bound), often


def _try(search: Search, sites: Bools) -> None:
    """Exchange from these sites, kept if the plan it ends in is the best so far."""
    units = exchanged(search.ground, search.allowed, sites.astype(np.int64))
    cost = search.ground.cost(units)
    if cost < search.cost:
        search.units, search.cost = units, cost


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
