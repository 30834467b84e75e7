"""How the lake stands: what is in the base, and how much has changed since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Max

from weijian.foundation.lake import capture, manifest
from weijian.foundation.lake.lending import Lent, lent_named, lent_tables
from weijian.foundation.lake.manifest import Manifest
from weijian.foundation.lake.models import LakeChange
from weijian.foundation.lake.moment import one_moment

LARGE_DELTA_ROWS, OLDEST = 20_000, timedelta(days=1)


@dataclass(frozen=True)
class TableStanding:
    """`base_rows` is none where the table is read from the database whole; `changes` are noted in it or in what it reads from."""

    name: str
    base_rows: int | None
    bytes: int
    files: int
    changes: int


@dataclass(frozen=True)
class LakeStanding:
    generation: int | None
    written_at: datetime | None
    tables: list[TableStanding]
    changes: int

    @property
    def without_base(self) -> int:
        return sum(table.base_rows is None for table in self.tables)

    def is_due(self, at: datetime) -> bool:
        """Is it time to fold: a table has no base, much has changed, or it is long ago."""
        return self.written_at is None or self.without_base > 0 or self.changes >= LARGE_DELTA_ROWS or at - self.written_at >= OLDEST


def state_of_lake(*names: str) -> str | None:
    """A word that is another one as soon as any row of these lent tables is (of all, when none is named). None while one of them has no base
    to note changes against, or inside a transaction, which sees what others do not: then nothing reckoned from them may be kept for later."""
    if connection.in_atomic_block:
        return None
    lents = [lent_named(name) for name in names] or list(lent_tables().values())
    with one_moment() as generations:
        found, marks = manifest.current(), capture.marks()
        if found is None or found.token not in generations or not all(_fits(lent, found, marks) for lent in lents):
            return None
        notes = LakeChange.objects.filter(table__in={table for lent in lents for table in lent.watched}) if names else LakeChange.objects.all()
        noted = notes.aggregate(n=Count("pk"), last=Max("pk"))
    return f"{found.token} {noted['n']} {noted['last']}"


def _fits(lent: Lent, found: Manifest, marks: dict[str, str]) -> bool:
    base = found.tables.get(lent.name)
    return base is not None and base.fits(lent, marks)


def lake_standing() -> LakeStanding:
    with one_moment() as generations:
        found = manifest.current()
        believed = found if found and found.token in generations else None
        marks = capture.marks()
        counts = dict(LakeChange.objects.order_by().values_list("table").annotate(n=Count("pk")).values_list("table", "n"))
    tables = [_standing(lent, believed, marks, counts) for lent in lent_tables().values()]
    written_at = datetime.fromisoformat(believed.written_at) if believed else None
    return LakeStanding(believed.generation if believed else None, written_at, tables, sum(counts.values()))


def _standing(lent: Lent, found: Manifest | None, marks: dict[str, str], counts: dict[str, int]) -> TableStanding:
    changes = sum(counts.get(table, 0) for table in lent.watched)
    base = found.tables.get(lent.name) if found else None
    if base is None or not base.fits(lent, marks):
        return TableStanding(lent.name, None, 0, 0, changes)
    return TableStanding(lent.name, base.rows, sum(part.bytes for part in base.parts), len(base.parts), changes)
