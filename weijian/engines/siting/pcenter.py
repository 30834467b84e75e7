"""The p-centre: the longest way to the nearest site as short as can be, by bisection over the times that occur (Minieka 1970; set covers inside)."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from weijian.engines.siting import refusals as say
from weijian.engines.siting.case import Case
from weijian.engines.siting.covering import fewest
from weijian.engines.siting.exchange import filled, good_plan
from weijian.engines.siting.found import Found, by_highs
from weijian.engines.siting.moves import Centre, Median
from weijian.engines.siting.plan import Method
from weijian.engines.siting.question import Effort
from weijian.kernel.refusal import Refusal

Tried = tuple[Found | None, bool]  # a plan within the radius, if any; whether "none" is certain


def pcenter(case: Case, effort: Effort) -> Found:
    """Exact unless HiGHS is stopped by its limit on the way; then the bound is the shortest radius not shown to be impossible."""
    plain = case.sites_decide and not case.allowed.bound_together
    try_within = _by_cover(case, effort) if plain else _by_programme(case, effort)
    radii = _radii(case)
    found, certain = try_within(int(radii[-1]))
    if found is None:
        raise _refusal(case, effort) if certain else Refusal(say.NO_PLAN_IN_TIME, seconds=effort.seconds)
    found, bound = _bisected(case, try_within, radii, found)
    return _told(case, found, float(bound))


def _bisected(case: Case, try_within: Callable[[int], Tried], radii: np.ndarray, found: Found) -> tuple[Found, int]:
    low, high, impossible = 0, min(len(radii) - 1, _at(radii, _longest(case, found))), -1
    while low < high:
        middle = (low + high) // 2
        better, certain = try_within(int(radii[middle]))
        if better is not None:
            found, high = better, min(middle, _at(radii, _longest(case, better)))
        else:
            low, impossible = middle + 1, middle if certain else impossible
    return found, int(radii[impossible + 1])


def _at(radii: np.ndarray, longest: int) -> int:
    return int(np.searchsorted(radii, longest))


def _radii(case: Case) -> np.ndarray:
    """The times the answer can be: none shorter than the longest of all shortest ways, and where the sites alone decide none longer than a plan at hand."""
    shortest = int(case.rows.ms[case.rows.start[:-1]].max())
    times = np.unique(case.rows.ms)
    times = times[times >= shortest]
    if case.sites_decide and case.allowed.number is not None:
        units = good_plan(Median(case.rows, case.weight), case.allowed)
        centre = Centre(case.rows)
        if case.allowed.keeps(units) and centre.cost(units) < centre.far:
            return times[times <= centre.cost(units)]
    return times


def _by_cover(case: Case, effort: Effort) -> Callable[[int], Tried]:
    number = case.allowed.number
    assert number is not None

    def try_within(radius: int) -> Tried:
        cover = fewest(case.rows.within(radius), case.allowed.required, seconds=effort.seconds, enough=number)
        if len(cover.sites) > number:
            return None, cover.at_least > number
        units = case.allowed.required.astype(np.int64)
        units[cover.sites] = 1
        return Found(units, 0.0, 0.0, Method.BISECTION), True

    return try_within


def _by_programme(case: Case, effort: Effort) -> Callable[[int], Tried]:
    def try_within(radius: int) -> Tried:
        rows = case.rows.within(radius)
        if not rows.reached.all():
            return None, True
        try:
            found = by_highs(replace(case, rows=rows), effort, None)
        except Refusal:
            return None, True
        if found is None or found.shares is None:
            return found, False
        shares = np.zeros(len(case.rows.site))
        shares[np.flatnonzero(case.rows.ms <= radius)] = found.shares
        return replace(found, shares=shares), True

    return try_within


def _longest(case: Case, found: Found) -> int:
    if found.shares is not None:
        return int(case.rows.ms[found.shares > 0].max())
    return int(Centre(case.rows).cost(found.units))


def _told(case: Case, found: Found, bound: float) -> Found:
    """Sites still to be had by number go where they save most travel; nobody's way becomes longer by that."""
    units = found.units
    if case.allowed.exact_number and case.allowed.number is not None:
        units = filled(Median(case.rows, case.weight), case.allowed, units)
    cost = float(_longest(case, replace(found, units=units)))
    return Found(units, cost, min(bound, cost), Method.BISECTION, found.shares)


def _refusal(case: Case, effort: Effort) -> Refusal:
    number = case.allowed.number
    if number is None or not case.sites_decide or case.allowed.bound_together:
        return Refusal(say.CONDITIONS_CONFLICT)
    needed = fewest(case.rows, case.allowed.required, seconds=effort.seconds).at_least
    return Refusal(say.NOT_ALL_REACHED, number=number, needed=needed)
