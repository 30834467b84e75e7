"""What the siting engine answers: which sites, how good, how good at best, and whether that is proven."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.moves import Units
from weijian.engines.siting.pairs import MS, Bools, Floats, Indices
from weijian.engines.siting.question import Model, Question

ENGINE_VERSION = "siting 1"
PROVEN_GAP = 1e-9  # plan and bound this near are one number


class Method(StrEnum):
    """Where the plan came from, and where its bound."""

    REDUCTIONS = "reductions"  # nothing was left to search
    COVERS_ALL = "covers_all"  # everybody who can be covered is: no plan can do more
    LAGRANGE = "exchange, Lagrangian bound"
    BRANCH = "exchange, Lagrangian branch and bound"
    HIGHS = "HiGHS branch and bound"
    LINEAR = "exchange, linear relaxation bound"
    BISECTION = "bisection over set covers"


@dataclass(frozen=True, eq=False)
class Assignment:
    """Who goes where: demand and site as the question numbers them, the share of the demand's people that goes, and its milliseconds."""

    demand: NDArray[np.intp]
    site: Indices
    share: Floats
    ms: Indices


@dataclass(frozen=True, eq=False)
class Plan:
    """`open` holds candidates in ascending order, one of several units as often as it has units. Objective and bound are in the model's own unit (`Model`).

    `gap` is |objective - bound| / |objective|; `proven` only when the two are one number: a run stopped by its limit is not. `covered_people` are within
    the question's limit of an open site they are assigned to; `uncoverable` is demand no candidate serves, `without_people` how many demands had nobody.
    """

    model: Model
    open: Indices
    objective: float
    bound: float
    gap: float
    proven: bool
    method: Method
    people: float
    covered_people: float
    uncoverable: NDArray[np.intp]
    uncoverable_people: float
    without_people: int
    assignment: Assignment
    engine: str
    inputs: str
    seed: int | None = None  # nothing here is random

    @property
    def units(self) -> dict[int, int]:
        site, count = np.unique(self.open, return_counts=True)
        return dict(zip(site.tolist(), count.tolist(), strict=True))

    def standing(self, sites: int) -> Bools:
        return np.isin(np.arange(sites), self.open)


def gap_between(objective: float, bound: float) -> float:
    """Never negative. Without anything to divide by, a difference is a whole gap."""
    apart = abs(objective - bound)
    return 0.0 if apart == 0 else apart / abs(objective) if objective else 1.0


def in_units_of(model: Model, cost: float, whole: float) -> float:
    """From what the searches minimise to the model's objective; `whole` is the people of all rows."""
    if model in (Model.PMEDIAN, Model.PCENTER):
        return cost / MS
    return whole - cost if model.higher_is_better else cost


def inputs_of(question: Question) -> str:
    """SHA-256 over everything the answer depends on, arrays with their shape and type. Equal questions have equal digests on every machine."""
    digest = hashlib.sha256()
    for name, value in _parts(question):
        digest.update(f"{name}={_described(value)};".encode())
        if isinstance(value, np.ndarray):
            digest.update(_bytes(value))
    return digest.hexdigest()


def _parts(question: Question) -> Iterator[tuple[str, Any]]:
    pairs, conditions = question.pairs, question.conditions
    yield from (("model", question.model.value), ("number", question.number), ("limit_ms", question.limit_ms), ("busy", question.busy))
    yield from (("start", pairs.start), ("site", pairs.site), ("ms", pairs.ms), ("sites", pairs.sites), ("people", question.people))
    yield from ((f.name, getattr(conditions, f.name)) for f in fields(conditions))


def _described(value: Any) -> str:
    return f"{value.dtype.kind.replace('O', 'U')}{value.shape}" if isinstance(value, np.ndarray) else repr(value)


def _bytes(array: NDArray[Any]) -> bytes:
    """Little-endian and as wide as can be, so that int32 and int64 of the same numbers are the same."""
    if array.dtype.kind in "OU":
        return "\x1f".join(map(str, array)).encode()
    return np.ascontiguousarray(array, dtype={"i": "<i8", "u": "<u8", "f": "<f8", "b": "<u1"}[array.dtype.kind]).tobytes()


def units_as_open(units: Units) -> Indices:
    return np.repeat(np.arange(len(units), dtype=np.int32), units)
