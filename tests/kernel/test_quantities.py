"""Rates, money and small cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.quantities import (
    Money,
    parse_money,
    per_hundred,
    per_hundred_thousand,
    per_ten_thousand,
    per_thousand,
    rate,
    suppressed,
)
from weijian.kernel.refusal import Refusal


def test_a_rate_without_denominator_is_no_rate() -> None:
    assert [f(3, 0) for f in (rate, per_hundred, per_thousand, per_ten_thousand, per_hundred_thousand)] == [None] * 5


def test_a_rate_above_one_stays_above_one() -> None:
    assert rate(120, 100) == 1.2
    assert per_hundred(120, 100) == 120


def test_rates_are_scaled_as_their_names_say() -> None:
    assert (rate(1, 4), per_thousand(1, 4), per_ten_thousand(1, 4), per_hundred_thousand(1, 4)) == (0.25, 250, 2500, 25000)


def test_a_negative_denominator_is_our_mistake() -> None:
    with pytest.raises(ValueError):
        rate(1, -1)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1234.5", 123450), ("1,234.50元", 123450), ("￥1234", 123400), ("¥ 12", 1200), ("12.3万元", 12_300_000), ("12.3万", 12_300_000),
        ("1.2亿元", 12_000_000_000), ("500分", 500), ("-3元", -300), ("１２元", 1200), ("0", 0), ("0.00001万元", 10),
    ],
)  # fmt: skip
def test_money_is_read_as_it_is_written(text: str, fen: int) -> None:
    assert parse_money(text) == Money(fen)


@pytest.mark.parametrize(("text", "code"), [("", "KER-50"), ("三元", "KER-50"), ("12,34元", "KER-50"), ("1.2.3", "KER-50"), ("0.005元", "KER-51")])
def test_money_that_cannot_be_read_is_refused(text: str, code: str) -> None:
    read = parse_money(text)
    assert isinstance(read, Refusal)
    assert read.code == code


def test_money_is_shown_in_yuan_and_wanyuan() -> None:
    assert str(Money(123_456_750)) == "1,234,567.50元"
    assert Money(123_456_750).in_wanyuan() == "123.46万元"
    assert Money(12_345_678_900).in_wanyuan(0) == "12,346万元"
    assert Money(-150).in_yuan() == "-1.50元"


@given(st.integers(-(10**15), 10**15))
def test_money_is_read_back_from_what_is_shown(fen: int) -> None:
    assert parse_money(Money(fen).in_yuan()) == Money(fen)


def test_money_adds_subtracts_multiplies_and_orders() -> None:
    assert Money(5) + Money(7) - Money(2) == Money(10)
    assert -Money(5) < Money(0)
    assert Money(99) * Decimal("0.5") == Money(50)
    assert Money.from_yuan("99.005") == Money(9901)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
def test_shared_money_loses_no_fen(fen: int, weights: list[int]) -> None:
    parts = Money(fen).shared(weights)
    assert sum(part.amount_fen for part in parts) == fen
    assert all(abs(part.amount_fen - fen * w / sum(weights)) < 1 + abs(fen) * 1e-12 for part, w in zip(parts, weights, strict=True))


def test_money_cannot_be_shared_among_nobody() -> None:
    with pytest.raises(ValueError):
        Money(1).shared([0, 0])


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ([10, 20, 30], (10, 20, 30), 60),
        ([3, 20, 30], (None, None, 30), 53),
        ([3, 4, 30], (None, None, 30), 37),
        ([1, 1, 30, 9], (None, None, 30, None), 41),
        ([0, 3, 30, 40], (0, None, None, 40), 73),
        ([0, 0, 3], (0, 0, None), None),
        ([0, 0, 0], (0, 0, 0), 0),
        ([], (), 0),
        ([5, 6], (5, 6), 11),
    ],
)
def test_a_small_cell_is_hidden_and_cannot_be_worked_out(counts: list[int], cells: tuple[int | None, ...], total: int | None) -> None:
    row = suppressed(counts)
    assert (row.cells, row.total) == (cells, total)


@given(st.lists(st.integers(0, 40), max_size=12))
def test_a_published_total_never_gives_one_hidden_cell_away(counts: list[int]) -> None:
    row = suppressed(counts)
    hidden = [i for i, cell in enumerate(row.cells) if cell is None]
    assert not any(cell is not None and 0 < cell < 5 for cell in row.cells)
    if row.total is not None and hidden:
        assert sum(counts[i] for i in hidden) >= 5
        assert len(hidden) >= 2 or len(counts) == 1


def test_a_negative_count_is_our_mistake() -> None:
    with pytest.raises(ValueError):
        suppressed([-1])
