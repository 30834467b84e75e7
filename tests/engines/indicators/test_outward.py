"""Small cells are suppressed outward, and enough others that none of them can be worked out again."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.engines.indicators.definition import Cell
from weijian.engines.indicators.outward import THRESHOLD, outward, suppress
from weijian.engines.indicators.period import Period

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
COUNTS = st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=5), min_size=1, max_size=4)


def county(villages: Sequence[Sequence[int]]) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Villages, townships and the county, with what each is the sum of."""
    counts = {f"v{i}.{j}": n for i, some in enumerate(villages) for j, n in enumerate(some)}
    parts = {f"t{i}": [f"v{i}.{j}" for j in range(len(some))] for i, some in enumerate(villages)}
    counts |= {town: sum(counts[v] for v in some) for town, some in parts.items()}
    parts["county"] = list(parts)
    return counts | {"county": sum(counts[t] for t in parts["county"])}, parts


def derivable(counts: Mapping[str, int], parts: Mapping[str, Sequence[str]], hidden: Sequence[str]) -> set[str]:
    """Hidden counts that the sums determine: those whose unit vector lies in the row space of the equations (linear algebra, no heuristic)."""
    matrix = np.array([[float((h in members) - (h == total)) for h in hidden] for total, members in parts.items()])
    rank = np.linalg.matrix_rank(matrix)
    return {h for i, h in enumerate(hidden) if np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(hidden))[i]])) == rank}


@given(COUNTS)
def test_no_suppressed_count_follows_from_those_told(villages: list[list[int]]) -> None:
    counts, parts = county(villages)
    told = suppress(counts, parts)
    hidden = [key for key, count in told.counts.items() if count is None]
    assert set(hidden) == told.primary | told.complementary
    assert told.primary == {key for key, count in counts.items() if 0 < count < THRESHOLD}
    assert not hidden or not derivable(counts, parts, hidden)


@given(COUNTS)
def test_what_is_told_is_true_and_nothing_is_hidden_without_need(villages: list[list[int]]) -> None:
    counts, parts = county(villages)
    told = suppress(counts, parts)
    assert all(count in (None, counts[key]) for key, count in told.counts.items())
    assert told.primary or not told.complementary


def test_the_test_of_derivability_sees_a_lone_gap() -> None:
    counts, parts = county([[3, 20, 30]])
    assert "v0.0" in derivable(counts, parts, ["v0.0"])
    assert suppress(counts, parts).complementary == {"v0.1"}, "the smallest neighbour goes with it"


def test_one_hidden_case_is_not_told_apart_by_a_sum_of_two() -> None:
    counts, parts = county([[1, 1, 8, 30]])
    assert suppress(counts, parts).complementary == {"v0.2"}


def test_a_total_that_is_not_its_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        suppress({"a": 1, "b": 2, "all": 4}, {"all": ["a", "b"]})


def test_a_suppressed_cell_shows_neither_count_nor_rate() -> None:
    cells = {k: Cell("X", YEAR, (k,), n, d, 100 * n / d) for k, (n, d) in {"a": (2, 40), "b": (9, 50), "c": (30, 60), "all": (41, 150)}.items()}
    shown = outward(cells, {"all": ["a", "b", "c"]})
    assert [k for k, c in shown.items() if c.suppressed] == ["a", "b"]
    assert all((c.numerator, c.value) == (None, None) for c in shown.values() if c.suppressed)
    assert shown["all"] == cells["all"]


def test_zero_is_told() -> None:
    for few in product((0, 6), repeat=3):
        counts, parts = county([few])
        assert None not in suppress(counts, parts).counts.values()
