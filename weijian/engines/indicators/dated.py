"""Rows that hold from a day on until the next of their kind: laid out as intervals, so that a condition can ask which one held on a day."""

from collections.abc import Sequence
from typing import Any

import ibis


def dated(table: Any, of: Sequence[str], *, since: str = "from_on") -> Any:
    """The table with one more column, `next_on`: the day the next row of the same `of` begins, null for the last.

    Rows of one `of` must begin on different days; the rooms' constraints see to that.
    """
    following = table[since].lead().over(ibis.window(group_by=list(of), order_by=since))
    return table.mutate(next_on=following)


def holds_on(row: Any, day: Any, *, since: str = "from_on") -> Any:
    """Whether a dated row is the one that held on the day."""
    return (row[since] <= day) & (row.next_on.isnull() | (row.next_on > day))


def in_force_on(row: Any, day: Any, *, since: str = "from_on", until: str = "ends_on") -> Any:
    """Whether an entry with a first and a last day, the last included, is in force on the day. Without a last day it still is."""
    return (row[since] <= day) & (row[until].isnull() | (row[until] >= day))
