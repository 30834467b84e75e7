"""How low a p-median's cost could possibly go: Lagrangian relaxation of "everybody is served", compiled like `kernels`.

Every person of demand i is offered `price[i]`; a site is worth opening for those who reach it for less. The sum is a bound on the optimum whatever the
prices; they are improved by deflected subgradients (Camerini, Fratta and Maffioli, Mathematical Programming Study 3 (1975); for the p-median Beasley,
European Journal of Operational Research 21 (1985)). The sites chosen on the way are plans, and often the best one.
"""

from typing import Any

import numpy as np

from weijian.engines.siting.kernels import FLAGS, ROWS, WEIGHTS
from weijian.kernel.compiled import compiled

Array = Any
FIXED = "int8[::1]"
ENOUGH = 2e-11  # so close a bound meets the plan it is about
SKETCHES = 10  # sets kept of those chosen when the ascent stalled: good ones to start an exchange from
SMOOTH, STEP_AT_FIRST, STEP_AT_LAST, FRESH = 0.7, 1.5, 1e-3, 0.1


@compiled(f"Tuple((float64, int64))({ROWS}, {WEIGHTS}, {WEIGHTS}, {WEIGHTS})")
def worth_of_sites(start: Array, site: Array, ms: Array, weight: Array, price: Array, worth: Array) -> Any:
    """Fills `worth` (never positive) and returns what all prices sum to and how many pairs were looked at."""
    worth[:] = 0
    total, seen = 0.0, 0
    for i in range(len(start) - 1):
        total += weight[i] * price[i]
        for at in range(start[i], start[i + 1]):
            if ms[at] >= price[i]:
                break
            worth[site[at]] += weight[i] * (ms[at] - price[i])
            seen += 1
        seen += 1
    return total, seen


@compiled(f"float64({WEIGHTS}, {FIXED}, int64, {FLAGS})")
def choose(worth: Array, fixed: Array, number: int, chosen: Array) -> float:
    """The `number` worthiest sites, those fixed open (1) among them and those fixed closed (-1) not; returns their worth together."""
    key, total = worth.copy(), 0.0
    chosen[:] = False
    for j in range(len(fixed)):
        if fixed[j] != 0:
            key[j] = np.inf
        if fixed[j] > 0:
            chosen[j] = True
            total += worth[j]
            number -= 1
    order = np.argsort(key)
    for k in range(number):
        chosen[order[k]] = True
        total += worth[order[k]]
    return total


@compiled(f"Tuple((float64, float64))({ROWS}, {WEIGHTS}, {WEIGHTS}, {FLAGS}, int64, {WEIGHTS})")
def served(start: Array, site: Array, ms: Array, weight: Array, price: Array, chosen: Array, far: int, direction: Array) -> Any:
    """What the chosen sites cost as a plan; `direction` is turned towards serving everyone just once, its squared length returned too."""
    cost = length = 0.0
    for i in range(len(start) - 1):
        lacking, nearest = 1.0, far
        for at in range(start[i], start[i + 1]):
            if chosen[site[at]]:
                nearest = min(nearest, ms[at])
                if ms[at] < price[i]:
                    lacking -= 1
            if ms[at] >= price[i] and nearest < far:
                break
        cost += weight[i] * nearest
        direction[i] = lacking + SMOOTH * direction[i]
        length += direction[i] * direction[i]
    return cost, length


ANSWER = f"Tuple((float64, {WEIGHTS}, {WEIGHTS}, {WEIGHTS}, float64, {FLAGS}, boolean[:,::1], int64))"


@compiled(f"{ANSWER}({ROWS}, {WEIGHTS}, {FIXED}, int64, int64, {WEIGHTS}, float64, int64, int64, float64, float64)")
def ascend(
    start: Array, site: Array, ms: Array, weight: Array, fixed: Array, number: int, far: int, prices: Array, known: float,
    rounds: int, patience: int, shrink: float, gap: float,
) -> Any:
    """The bound, the prices that give it, the sites' worth at them, how often each site was chosen, the best plan's cost and sites, the last sets chosen
    when it stalled (latest first), pairs looked at.

    `known` is the cost of a plan at hand; the ascent ends where the bound is within `gap` of it or of a better plan found, or with the rounds.
    """
    best, step = -np.inf, STEP_AT_FIRST
    price, best_price, stalled = prices.copy(), prices.copy(), 0
    worth, best_worth, often = np.zeros(len(fixed)), np.zeros(len(fixed)), np.zeros(len(fixed))
    chosen, plan, cost_of_plan = np.zeros(len(fixed), np.bool_), np.zeros(len(fixed), np.bool_), known
    direction, turn, visits, sketches, sketched = np.zeros(len(weight)), 0, 0, np.zeros((SKETCHES, len(fixed)), np.bool_), 0
    while turn < rounds and best < cost_of_plan - max(gap, ENOUGH) * abs(cost_of_plan) and step > STEP_AT_LAST:
        turn += 1
        total, seen = worth_of_sites(start, site, ms, weight, price, worth)
        bound, visits = total + choose(worth, fixed, number, chosen), visits + seen
        stalled = 0 if bound > best + 1e-6 * abs(best) else stalled + 1
        if bound > best:
            best = bound
            best_price[:], best_worth[:] = price, worth
        if stalled >= patience:
            step, stalled = step * shrink, 0
            price[:] = best_price
            sketches[sketched % SKETCHES] = chosen
            sketched += 1
        for j in range(len(fixed)):
            often[j] += FRESH * (chosen[j] - often[j])
        cost, length = served(start, site, ms, weight, price, chosen, far, direction)
        if cost < cost_of_plan:
            cost_of_plan = cost
            plan[:] = chosen
        if length == 0.0:
            break
        move = step * (cost_of_plan - bound) / length
        for i in range(len(price)):
            price[i] = min(max(price[i] + move * direction[i] / weight[i], 0.0), far)
    latest = np.empty((min(sketched, SKETCHES), len(fixed)), np.bool_)
    for k in range(len(latest)):
        latest[k] = sketches[(sketched - 1 - k) % SKETCHES]
    return best, best_price, best_worth, often, cost_of_plan, plan, latest, visits
