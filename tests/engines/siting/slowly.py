"""The models by trying every set of sites: slow, obvious, and what the engine is held against."""

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.pairs import pairs_of_matrix
from weijian.engines.siting.question import Conditions, Model, Question

Matrix = NDArray[np.float64]


def question(seconds: Matrix, people: list[float], model: Model, number: int | None = None, *, limit: float = 900, busy: float = 0.3, **conditions: object) -> Question:
    return Question(
        model, pairs_of_matrix(seconds), np.array(people, dtype=float), number, round(limit * 1000), busy, Conditions(**conditions),  # type: ignore[arg-type]
    )


def objective(seconds: Matrix, people: NDArray[np.float64], model: Model, sites: tuple[int, ...], *, limit: float = 900, busy: float = 0.3) -> float:
    """Of the demand that some candidate serves and that has people; inf (or -inf) when the sites leave somebody out who must not be."""
    open_ = list(sites)
    if model in (Model.PMEDIAN, Model.PCENTER):
        counted = np.isfinite(seconds).any(axis=1) & (people > 0)
        nearest = seconds[np.ix_(counted, open_)].min(axis=1)
        return float(people[counted] @ nearest) if model is Model.PMEDIAN else float(nearest.max())
    counted = (seconds <= limit).any(axis=1) & (people > 0)
    reached = (seconds[np.ix_(counted, open_)] <= limit).sum(axis=1)
    if model is Model.LSCP:
        return float(len(open_)) if (reached > 0).all() else np.inf
    share = reached > 0 if model is Model.MCLP else 1 - busy**reached
    return float(people[counted] @ share)


def best(seconds: Matrix, people: NDArray[np.float64], model: Model, number: int, *, limit: float = 900, busy: float = 0.3, kept: tuple[int, ...] = ()) -> float:
    """The best objective over all sets of `number` sites (of any size for LSCP, of units for MEXCLP) that hold those kept."""
    values = [objective(seconds, people, model, s, limit=limit, busy=busy) for s in sets(seconds.shape[1], model, number) if set(kept) <= set(s)]
    return max(values) if model.higher_is_better else min(values)


def sets(sites: int, model: Model, number: int) -> Iterator[tuple[int, ...]]:
    if model is Model.LSCP:
        for size in range(1, sites + 1):
            yield from combinations(range(sites), size)
    elif model is Model.MEXCLP:
        yield from combinations_with_replacement(range(sites), number)
    else:
        yield from combinations(range(sites), number)
