"""How travel is shared: its sum, and the mean of those who travel farthest."""

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.case import Case
from weijian.engines.siting.found import nearest_pairs
from weijian.engines.siting.moves import Units
from weijian.engines.siting.pairs import Floats


def travel_cost(case: Case, units: Units, shares: Floats | None) -> float:
    """People times milliseconds, with the weight of the worst-off where the question gives them one. `shares` None: all to the nearest."""
    travel = travel_of(case, units, shares)
    total, wanted = float(case.weight @ travel), case.question.conditions.worst_off
    if wanted is None:
        return total
    return (1 - wanted.weight) * total + wanted.weight * float(case.weight.sum()) * worst_off_mean(travel, case.weight, wanted.share)


def travel_of(case: Case, units: Units, shares: Floats | None) -> Floats:
    """Of each of the case's demands the milliseconds its people travel (their mean where they are divided)."""
    rows = case.rows
    if shares is None:
        place, _ = nearest_pairs(rows, units)
        return rows.ms[place].astype(np.float64)
    return np.asarray(np.bincount(rows.demand, shares * rows.ms, rows.demands))


def worst_off_mean(travel: Floats, people: NDArray[np.float64], share: float) -> float:
    """The mean travel of the share of people who travel farthest, a demand on the edge counted in part."""
    order = np.argsort(-travel, kind="stable")
    left = share * float(people.sum())
    counted = np.clip(left - (np.cumsum(people[order]) - people[order]), 0, people[order])
    return float(counted @ travel[order]) / left
