"""What is asked of the siting engine: a model, who lives where, who reaches what, and the conditions a plan must keep to."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.pairs import Bools, Floats, Pairs

DEFAULT_LIMIT_MS = 15 * 60_000
DEFAULT_BUSY = 0.3


class Model(StrEnum):
    """The question by its name in the literature.

    pmedian  least travel of all people together (Hakimi 1964); objective in people × seconds
    mclp     most people within the limit (Church and ReVelle 1974); objective in people
    pcenter  nobody farther than need be: the longest way to the nearest site as short as possible (Hakimi 1964); objective in seconds
    lscp     fewest sites that leave nobody beyond the limit (Toregas et al. 1971); objective in sites
    mexclp   most people expected to find a free unit within the limit, each unit being busy part of the time (Daskin 1983); objective in expected people
    """

    PMEDIAN = "pmedian"
    MCLP = "mclp"
    PCENTER = "pcenter"
    LSCP = "lscp"
    MEXCLP = "mexclp"

    @property
    def by_limit(self) -> bool:
        """Does it ask who is within a limit, and not how far everyone is?"""
        return self in (Model.MCLP, Model.LSCP, Model.MEXCLP)

    @property
    def higher_is_better(self) -> bool:
        return self in (Model.MCLP, Model.MEXCLP)


@dataclass(frozen=True)
class WorstOff:
    """Equity of the p-median: the mean of all travel counts `1 - weight`, that of the `share` of people who travel farthest counts `weight`.

    The conditional median of W. Ogryczak and M. Zawadzki, Annals of Operations Research 110 (2002). Both means are taken times all people,
    so that the objective stays people × seconds.
    """

    share: float
    weight: float


@dataclass(frozen=True, eq=False)
class Conditions:
    """What a plan must keep to. Arrays are by candidate unless said otherwise; None: no such condition.

    required    these stand in every plan (existing sites kept, and sites promised); they count in the number
    forbidden   these stand in none
    existing    these stand today; with `most_closed` at most so many of them may be given up or moved, without it any number
    cost        of opening or keeping each, against `budget` (same unit)
    capacity    people a site can serve; people may be divided between sites. For MEXCLP the units it can hold
    apart       pairs of candidates too near each other to be both opened (`too_near`); shape k by 2
    least_share of every place's people, reachable or not, to be within the limit; `place` is by demand
    worst_off   see `WorstOff`
    """

    required: Bools | None = None
    forbidden: Bools | None = None
    existing: Bools | None = None
    most_closed: int | None = None
    cost: Floats | None = None
    budget: float | None = None
    capacity: Floats | None = None
    apart: NDArray[np.int32] | None = None
    least_share: float | None = None
    place: NDArray[Any] | None = None
    worst_off: WorstOff | None = None

    @property
    def bends_number(self) -> bool:
        """May a plan have fewer sites than the number because something else stops it?"""
        return self.budget is not None or self.apart is not None

    @property
    def about_people(self) -> bool:
        """Is there a condition that the open sites alone do not decide?"""
        return self.least_share is not None or self.worst_off is not None


@dataclass(frozen=True, eq=False)
class Question:
    """`people` is by demand (not negative; demand without people takes no part), `number` the sites that stand in the end (MEXCLP: units).

    LSCP takes no number; the others may do without when there is a budget. `limit_ms` is the line of MCLP, LSCP and MEXCLP, itself included, and
    what "covered" means for the rest. `busy` is MEXCLP's. Demand nobody can serve is left out of the model and named in the plan; with
    `all_served` it is refused.
    """

    model: Model
    pairs: Pairs
    people: Floats
    number: int | None = None
    limit_ms: int = DEFAULT_LIMIT_MS
    busy: float = DEFAULT_BUSY
    conditions: Conditions = field(default_factory=Conditions)
    all_served: bool = False

    def __post_init__(self) -> None:
        if len(self.people) != self.pairs.demands or np.any(self.people < 0) or not np.all(np.isfinite(self.people)):
            raise ValueError("people must be one finite number, not negative, for each demand")


@dataclass(frozen=True)
class Effort:
    """How much work a proof is worth.

    gap          so small a share between plan and bound is good enough; 0: the very best plan is wanted
    nodes        of the p-median's own branch and bound
    seconds      of one run of HiGHS; a run stopped by it proves nothing beyond its bound
    exact_pairs  above so many pairs HiGHS is not tried: a heuristic and its bound answer
    """

    gap: float = 0.0
    nodes: int = 2_000
    seconds: float = 60.0
    exact_pairs: int = 1_000_000


def too_near(distance: NDArray[Any], least: float) -> NDArray[np.int32]:
    """The pairs of candidates less than `least` apart, for `Conditions.apart`; either direction counts. Shape: candidates by candidates."""
    near = np.triu(np.minimum(distance, distance.T) < least, k=1)
    return np.argwhere(near).astype(np.int32)


def together(questions: list[Question], offered: NDArray[np.bool_]) -> tuple[Pairs, Floats]:
    """Several services at once: one set of sites for all, each site giving the services it can (`offered`: services by candidates).

    Each service brings its own demand, weights and, through `Question.limit_ms` where its model has a limit, its own line. The result is the pairs and
    people of one question whose demand is that of all services, one after the other; ask it with the greatest limit.
    """
    parts = [_offered(q, offers) for q, offers in zip(questions, offered, strict=True)]
    start = np.concatenate([[0], np.cumsum(np.concatenate([np.diff(p.start) for p in parts]))]).astype(np.int64)
    pairs = Pairs(start, np.concatenate([p.site for p in parts]), np.concatenate([p.ms for p in parts]), parts[0].sites)
    return pairs, np.concatenate([q.people for q in questions])


def _offered(question: Question, offers: Bools) -> Pairs:
    pairs = question.pairs.within(question.limit_ms) if question.model.by_limit else question.pairs
    return pairs.only(offers[pairs.site])
