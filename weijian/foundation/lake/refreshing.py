"""Folding what changed into the base. Cut off anywhere, it leaves a lake that reads right and a next refresh that mends it.

What is folded is what one moment of the database shows: the notes visible then and the rows as they are then. A transaction that took
its numbers before and commits afterwards is not seen, so its notes are not forgotten either. Folding twice does no harm.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa
from django.db import connection, transaction

from weijian.foundation.disk import full_disk_refused
from weijian.foundation.lake import capture, manifest
from weijian.foundation.lake.asked import sweep_left_behind
from weijian.foundation.lake.base import engine, lay, parts_written, unlay
from weijian.foundation.lake.delta import Changes, noted, rows_of, touched
from weijian.foundation.lake.lending import Lent, lent_tables, watches
from weijian.foundation.lake.manifest import Base, Manifest
from weijian.foundation.lake.models import LakeChange, LakeGeneration
from weijian.foundation.lake.moment import one_moment

Tell = Callable[[str, int, int], None]
Step = Callable[[str], None]
Watches = dict[str, tuple[str, str]]
STEPS = ("begun", "watched", "folded", "promised", "published", "forgotten", "swept")


def silent(words: str, done: int, total: int) -> None:
    """Tell nobody how far it has come."""


def unhindered(step: str) -> None:
    """Nothing happens between two steps."""


@dataclass(frozen=True)
class Refreshed:
    """`folded` rows were written anew or dropped, `anew` tables read whole, `swept` files removed."""

    generation: int
    tables: int
    rows: int
    folded: int
    anew: int
    swept: int


def refresh(*, at: datetime, tell: Tell = silent, step: Step = unhindered) -> Refreshed:
    """Bring the base up to now. Refused while another refresh runs, and when the disk is full; the lake stays as it was then."""
    assert not connection.in_atomic_block, "a refresh looks from outside, not from within somebody's transaction"
    with manifest.only_refresh(), full_disk_refused():
        step("begun")
        before = manifest.current()
        watched = _watched(before)
        step("watched")
        made, notes, folded, anew = _folded(before, watched, at, tell)
        step("folded")
        LakeGeneration.objects.create(token=made.token)
        step("promised")
        manifest.publish(made)
        step("published")
        _forget(notes, made.token)
        step("forgotten")
        swept = manifest.sweep() + sweep_left_behind()
        step("swept")
    return Refreshed(made.generation, len(made.tables), sum(base.rows for base in made.tables.values()), folded, anew, swept)


def _watched(before: Manifest | None) -> Watches:
    """Every table watched: as it was where the base can vouch for that, set up anew otherwise."""
    wanted, standing = watches(), capture.marks()
    vouched = before.watches if before else {}
    kept = {t: vouched[t] for t, w in wanted.items() if t in vouched and vouched[t] == (standing.get(t), w.digest)}
    return {table: kept.get(table) or (capture.set_up(watch), watch.digest) for table, watch in wanted.items()}


def _folded(before: Manifest | None, watched: Watches, at: datetime, tell: Tell) -> tuple[Manifest, list[int], int, int]:
    """A new base out of the one before and one moment of the database."""
    marks = {table: mark for table, (mark, _digest) in watched.items()}
    generation, token = (before.generation if before else 0) + 1, secrets.token_hex(16)
    tables: dict[str, Base] = {}
    folded = anew = 0
    with one_moment() as generations:
        changes, notes = noted()
        believed = before.tables if before and before.token in generations else {}
        with engine() as own:
            for name, lent in lent_tables().items():
                tables[name], count, whole = _fold(own, lent, believed.get(name), changes, marks, generation, tell)
                folded, anew = folded + count, anew + whole
    return Manifest(generation, token, at.isoformat(), watched, tables), notes, folded, anew


def _fold(
    own: duckdb.DuckDBPyConnection, lent: Lent, base: Base | None, changes: Changes, marks: dict[str, str], generation: int, tell: Tell,
) -> tuple[Base, int, bool]:
    """One table; with how many rows were touched, and whether all were read anew."""
    keys = touched(lent, changes) if base and base.fits(lent, marks) else None
    if base and keys is not None and not keys:
        return base, 0, False
    laid = lay(own, lent, base if keys else None, keys or (), _told(lent, keys, tell))
    parts = parts_written(own, laid, generation)
    unlay(own, laid)
    mine = {table: marks[table] for table in sorted(lent.watched)}
    columns = tuple((c.name, c.kind) for c in lent.columns)
    return Base(lent.name, lent.digest, columns, mine, parts), laid.laid if keys is None else len(keys), keys is None


def _told(lent: Lent, keys: frozenset[int] | None, tell: Tell) -> "Iterator[pa.Table]":
    """The rows to be laid over, told as they come."""
    done, total = 0, 0 if keys is None else len(keys)
    for some in rows_of(lent, keys):
        done += some.num_rows
        tell(lent.name, done, total)
        yield some


@transaction.atomic
def _forget(notes: list[int], token: str) -> None:
    """The notes that are folded, and the generations before, at once: whoever sees the notes gone sees their base gone too."""
    LakeGeneration.objects.exclude(token=token).delete()
    for first, last in runs(notes):
        LakeChange.objects.filter(pk__gte=first, pk__lte=last).delete()


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as stretches without a gap: what lies in a gap was not seen and is not ours to forget."""
    first = last = None
    for number in numbers:
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
