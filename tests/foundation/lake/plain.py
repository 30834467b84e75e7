"""What the lake must say, read the slow and obvious way: object by object, attribute by attribute."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any

from django.db import connection, connections
from django.utils.timezone import get_default_timezone

from weijian.foundation.lake.asking import Lake, open_lake
from weijian.foundation.lake.lending import Lent, Taken, lent_tables
from weijian.foundation.lake.refreshing import Refreshed, refresh

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
Rows = dict[int, tuple[Any, ...]]


def refreshed(**how: Any) -> Refreshed:
    return refresh(at=AT, **how)


def plainly(lent: Lent) -> Rows:
    return {row.pk: tuple(_cell(row, c.taken) for c in lent.columns) for row in lent.model._default_manager.all()}


def _cell(row: Any, taken: Taken) -> Any:
    value = row
    for step in taken.path.split("__"):
        value = None if value is None else getattr(value, step)
    if taken.how == "present":
        return value is not None
    if taken.how == "place":
        return None if value is None or (taken.digits < 12 and len(value) < taken.digits) else (value[:taken.digits] + "0" * 12)[:12]
    if isinstance(value, datetime):
        return value.astimezone(get_default_timezone()).replace(tzinfo=None)
    return getattr(value, "pk", value)


def as_lent(lake: Lake, name: str) -> Rows:
    columns = ", ".join(f'"{c.name}"' for c in lent_tables()[name].columns)
    found = lake.connection.execute(f'SELECT {columns} FROM "{name}"').fetchall()
    rows = {row[0]: row for row in found}
    assert len(rows) == len(found), f"{name} holds a row twice"
    return rows


def assert_lake_is_plain(*names: str) -> None:
    """Cell by cell, every table of these (all of them)."""
    with open_lake(*names) as lake:
        for name in lake.laid:
            assert as_lent(lake, name) == plainly(lent_tables()[name]), name


@contextmanager
def meanwhile(deed: Any) -> Iterator[Event]:
    """The deed begins in a transaction of its own in another connection; it commits when the event is set (or the block ends)."""
    begun, go_on, faults = Event(), Event(), []

    def run() -> None:
        try:
            deed(begun, go_on)
        except BaseException as fault:  # told to the test below
            faults.append(fault)
        finally:
            begun.set()
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    assert begun.wait(20)
    try:
        yield go_on
    finally:
        go_on.set()
        thread.join(20)
    assert not thread.is_alive()
    if faults:
        raise faults[0]


def is_postgresql() -> bool:
    return bool(connection.vendor == "postgresql")
