"""Keyset paging: the next page starts after the last row's key, so page 20,000 opens as fast as page 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from weijian.foundation.screen.refusals import PAGE_LOST
from weijian.kernel.refusal import Refusal

Row = TypeVar("Row", bound=Model)
SIZE, CEILING = 50, 10_000
LONGEST_KEY = 18  # digits of a key that every database holds


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """One page of a list; `after` is the token of the next page, None on the last."""

    rows: list[Row]
    after: str | None
    size: int
    first: bool

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Count:
    """How many there are, counted no further than a ceiling."""

    number: int
    more: bool

    def __str__(self) -> str:
        return f"{self.number}+" if self.more else str(self.number)


def keyset(queryset: QuerySet[Row], *, order: Sequence[str] = ("pk",), after: str = "", size: int = SIZE) -> Sheet[Row]:
    """The rows that follow row `after` in `order` (field names of the model, `-` for descending; the last one unique).

    The fields must not be null. The token names the last row by its key only, so that no name stands in an address;
    a token of no row of this table is refused.
    """
    found = queryset.order_by(*order)
    if after:
        found = found.filter(_beyond(order, _key_of(queryset, order, after)))
    rows = list(found[: size + 1])
    more = len(rows) > size
    return Sheet(rows[:size], str(rows[size - 1].pk) if more else None, size, not after)


def key_in(text: str) -> int | None:
    """A row's key as an address says it; None where it is none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else None


def counted(queryset: QuerySet[Row], ceiling: int = CEILING) -> Count:
    """Count rows, but stop at the ceiling: a list of a million need not be counted to be shown."""
    number = queryset.order_by()[: ceiling + 1].count()
    return Count(min(number, ceiling), number > ceiling)


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """(a, b) > (x, y) written so that an index on (a, b) is walked: a ≥ x and not (a = x and not b > y)."""
    wanted = Q()
    for name, value in reversed(list(zip(order, values, strict=True))):
        field, way = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        tail = Q(**{f"{field}__{way}": value})
        wanted = (Q(**{f"{field}__{way}e": value}) & (tail | (Q(**{field: value}) & wanted))) if wanted else tail
    return wanted


def _key_of(queryset: QuerySet[Row], order: Sequence[str], after: str) -> tuple[Any, ...]:
    names = [name.lstrip("-") for name in order]
    row = queryset.model._base_manager.filter(pk=after).values_list(*names).first() if after.isdecimal() else None
    if row is None:
        raise Refusal(PAGE_LOST)
    return tuple(row)
