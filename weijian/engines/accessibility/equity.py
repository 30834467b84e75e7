"""How evenly access falls to people: Lorenz curve, Gini coefficient, and who gains most where."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Texts = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Lorenz:
    """Cumulated shares, poorest people first, from 0 to 1: `access` of the whole falls to the first `people`."""

    people: Floats
    access: Floats


def lorenz(access: Floats, people: Floats) -> Lorenz | None:
    """Weighted by people; who reaches nothing has 0 and counts. None when there is nobody, or nothing to share."""
    order = np.argsort(access, kind="stable")
    who = np.concatenate([[0.0], np.cumsum(people[order])])
    what = np.concatenate([[0.0], np.cumsum((people * access)[order])])
    if not (who[-1] > 0 and what[-1] > 0):
        return None
    return Lorenz(who / who[-1], what / what[-1])


def gini(access: Floats, people: Floats) -> float | None:
    """0: all have as much; towards 1: one has all. One less twice the area under the Lorenz curve."""
    curve = lorenz(access, people)
    if curve is None:
        return None
    return max(0.0, float(1 - np.sum(np.diff(curve.people) * (curve.access[1:] + curve.access[:-1]))))


@dataclass(frozen=True)
class Gain:
    """What a change brings a place: mean access of its people before and after, and how many people have more, less."""

    people: float
    before: float | None
    after: float | None
    gaining_people: float
    losing_people: float


def gains(before: Floats, after: Floats, people: Floats, place: Texts) -> Mapping[str, Gain]:
    """By place, the greatest gain per person first, ties by name. Shapes: cells. Works for access (more is better)."""
    names, group = np.unique(place.astype(np.str_), return_inverse=True)
    found = {str(name): _gain(before[group == i], after[group == i], people[group == i]) for i, name in enumerate(names)}
    return dict(sorted(found.items(), key=lambda item: (-((item[1].after or 0.0) - (item[1].before or 0.0)), item[0])))


def _gain(before: Floats, after: Floats, people: Floats) -> Gain:
    total = float(people.sum())
    return Gain(
        total, float(people @ before) / total if total else None, float(people @ after) / total if total else None,
        float(people[after > before].sum()), float(people[after < before].sum()),
    )
