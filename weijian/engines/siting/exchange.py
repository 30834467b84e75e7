"""A good plan fast: the best site added until the number or the budget is used up, then the best exchange made until none helps.

Greedy: Church and ReVelle 1974; interchange: Teitz and Bart, Operations Research 16 (1968), with the tables of Resende and Werneck 2007. Nothing is random:
of equally good steps the one with the lowest candidate is taken.
"""

import numpy as np

from weijian.engines.siting.allowance import Allowance
from weijian.engines.siting.moves import Landscape, Moves, Units

BETTER = 1e-12  # a step must save this share of the cost


def good_plan(landscape: Landscape, allowed: Allowance) -> Units:
    """Greedy, then exchange, within the allowance; what must stand stands in it, whether or not it can all be met."""
    return exchanged(landscape, allowed, filled(landscape, allowed, first_sites(landscape, allowed)))


def first_sites(landscape: Landscape, allowed: Allowance) -> Units:
    """The required sites; where few may be closed, the existing ones too, least useful given up while they are too many."""
    units = allowed.required.astype(np.int64)
    if allowed.most_closed is None:
        return units
    units |= allowed.existing
    while (allowed.number is not None and units.sum() > allowed.number) or not allowed.keeps(units):
        open_to_close = allowed.may_close(units)
        if not open_to_close.any():
            break
        moves = landscape.moves(units)
        units[moves.open[_least(moves.closed, open_to_close)]] -= 1
    return units


def filled(landscape: Landscape, allowed: Allowance, units: Units) -> Units:
    """Sites added while they may be and either help or are asked for by number."""
    units = units.copy()
    while (allowable := allowed.may_open(units)).any():
        moves = landscape.moves(units)
        best = _most_for_its_cost(moves, allowed, allowable)
        if not (allowed.exact_number and allowed.number is not None) and moves.opened[best] >= moves.cost * (1 - BETTER):
            break
        units[best] += 1
    return units


def exchanged(landscape: Landscape, allowed: Allowance, units: Units) -> Units:
    """The best exchange (or, under a budget, addition) made again and again until none is left that saves anything."""
    units = units.copy()
    while True:
        moves = landscape.moves(units)
        swaps = np.where(allowed.may_swap(units), moves.swapped, np.inf)
        if not swaps.size or swaps.min() >= moves.cost - BETTER * abs(moves.cost):
            return units
        out, into = np.unravel_index(int(swaps.argmin()), swaps.shape)
        units[moves.open[out]] -= 1
        units[into] += 1
        if allowed.bound_together:
            units = filled(landscape, allowed, units)


def _most_for_its_cost(moves: Moves, allowed: Allowance, allowable: np.ndarray) -> int:
    if allowed.cost is None:
        return _least(moves.opened, allowable)
    saving = (moves.cost - moves.opened) / np.maximum(allowed.cost, 1e-12)
    return _least(-saving, allowable)


def _least(costs: np.ndarray, allowed: np.ndarray) -> int:
    return int(np.where(allowed, costs, np.inf).argmin())
