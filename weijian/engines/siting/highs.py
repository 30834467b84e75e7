"""HiGHS, asked for one minimum: a mixed-integer programme in, values, bound and how it ended out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.pairs import Bools, Floats

SAME = 1e-9


class Ending(Enum):
    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"  # by its limit: what it has is no optimum


@dataclass(frozen=True, eq=False)
class Solved:
    """`values` None: nothing feasible was found. `bound` holds however it ended (-inf when there is none)."""

    ending: Ending
    values: Floats | None
    objective: float
    bound: float


@dataclass
class Programme:
    """Minimise cost @ x with low <= x <= high and rows between two bounds. Columns are given first, rows after."""

    cost: Floats
    low: Floats
    high: Floats
    whole: Bools
    rows: list[tuple[NDArray[Any], NDArray[Any], Floats, Floats, Floats]] = field(default_factory=list)

    def add_rows(self, start: NDArray[Any], column: NDArray[Any], value: NDArray[Any], low: float | Floats, high: float | Floats) -> None:
        """Compressed rows; `low` and `high` for all of them or one for each."""
        count = len(start) - 1
        self.rows.append((np.asarray(start), np.asarray(column), np.asarray(value, dtype=np.float64), np.full(count, low) + 0.0, np.full(count, high) + 0.0))

    def add_row(self, column: NDArray[Any], value: NDArray[Any] | float, low: float, high: float) -> None:
        self.add_rows(np.array([0, len(column)]), column, np.full(len(column), value), low, high)


def minimum(programme: Programme, *, seconds: float, gap: float = 0.0, absolute_gap: float = 0.0, start: Floats | None = None, presolve: bool = True) -> Solved:
    """Solves on one thread. The option `objective_bound` is not used: it ends runs early with wrong answers."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {
        "output_flag": False, "threads": 1, "time_limit": float(seconds), "mip_rel_gap": max(gap, SAME), "mip_abs_gap": max(absolute_gap, SAME),
        "presolve": "on" if presolve else "off", "random_seed": 0,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(programme))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        solver.setSolution(solution)
    solver.run()
    return _solved(solver, bool(programme.whole.any()))


def _model(programme: Programme) -> Any:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(programme.cost), sum(len(low) for _, _, _, low, _ in programme.rows)
    model.col_cost_, model.col_lower_, model.col_upper_ = programme.cost, programme.low, programme.high
    model.row_lower_ = _joined([low for _, _, _, low, _ in programme.rows])
    model.row_upper_ = _joined([high for _, _, _, _, high in programme.rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lengths = _joined([np.diff(start) for start, *_ in programme.rows])
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    model.a_matrix_.index_ = _joined([column for _, column, *_ in programme.rows]).astype(np.int32)
    model.a_matrix_.value_ = _joined([value for _, _, value, *_ in programme.rows])
    if programme.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(w)] for w in programme.whole]
    return model


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.zeros(0)


def _solved(solver: Any, mixed: bool) -> Solved:
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Solved(Ending.INFEASIBLE, None, np.inf, np.inf)
    optimal = status == highspy.HighsModelStatus.kOptimal
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value) if found else None
    bound = info.mip_dual_bound if mixed else (info.objective_function_value if optimal else -np.inf)
    objective = info.objective_function_value if found else np.inf
    return Solved(Ending.OPTIMAL if optimal and found else Ending.STOPPED, values, objective, bound if np.isfinite(bound) else -np.inf)
