"""The door through which the lake is asked.

    with open_lake("residents", "places") as lake:
        lake.tables()["residents"].count().execute()             # Ibis
        lake.arrow("SELECT count(*) FROM residents")             # SQL
        lake.parquet_paths()                                     # for Spark: the same rows as files

Everything asked of one lake is as of one moment, the moment it was opened; an edit committed before shows.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import duckdb
from django.conf import settings

from weijian.foundation.lake import capture
from weijian.foundation.lake import refusals as say
from weijian.foundation.lake.asked import place_for_files
from weijian.foundation.lake.base import Laid, engine, files_of, lay
from weijian.foundation.lake.delta import Changes, changes_in, rows_of, touched
from weijian.foundation.lake.lending import Lent, lent_named, lent_tables
from weijian.foundation.lake.manifest import Base, Manifest, held
from weijian.foundation.lake.models import LakeGeneration
from weijian.foundation.lake.moment import one_moment
from weijian.kernel.refusal import Refusal

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

ENGINES = ("duckdb", "spark")
Read = tuple[Lent, Base | None, frozenset[int], "list[pa.Table]"]


@dataclass(frozen=True, eq=False)
class Lake:
    """Lent tables as of one moment, as views of a DuckDB. `generation` is the base they were read from; none when there is none to go by."""

    connection: duckdb.DuckDBPyConnection
    laid: dict[str, Laid]
    generation: int | None
    closing: ExitStack

    def tables(self) -> "dict[str, ibis.Table]":
        """Every table that was opened, by name, as Ibis has it."""
        import ibis

        backend = ibis.duckdb.from_connection(self.connection)
        return {name: backend.table(name) for name in self.laid}

    def arrow(self, query: str) -> "pa.Table":
        """The answer to a question in DuckDB's SQL."""
        return self.connection.sql(query).to_arrow_table()

    def parquet_paths(self) -> dict[str, list[Path]]:
        """The same rows as files, for an engine that reads files only (Spark); gone when the lake is closed.

        Parts nobody changed are the base's own files. A part that changed, and what lies over it, is written out beside them.
        """
        where = self.closing.enter_context(place_for_files())
        return {name: files_of(self.connection, laid, where / name) for name, laid in self.laid.items()}


@contextmanager
def open_lake(*names: str) -> Iterator[Lake]:
    """Open these lent tables (all, when none is named): base and what changed since, read once, as of one moment.

    Inside a transaction what it wrote itself shows too. A table without a base that can be believed is read from the database whole.
    """
    lents = [lent_named(name) for name in names] or list(lent_tables().values())
    with ExitStack() as stack:
        manifest, read = _read_at_one_moment(lents, stack)
        connection = stack.enter_context(engine())
        laid = {lent.name: lay(connection, lent, base, keys, rows) for lent, base, keys, rows in read}
        for name, found in laid.items():
            connection.execute(f'CREATE VIEW "{name}" AS {found.whole()}')
        yield Lake(connection, laid, manifest.generation if manifest else None, stack)


def _read_at_one_moment(lents: list[Lent], stack: ExitStack) -> tuple[Manifest | None, list[Read]]:
    """A base, and what changed after it, that belong together.

    First the moment, then the manifest: so no note that was folded into a later base is missed. Is that base later than the moment, the
    database does not answer for it yet, and we look again. Does it not answer twice, the base is not of this database. Notes are forgotten
    together with the generation before: a generation still there after the notes were read means that none was missed.
    """
    strange = ""
    while True:
        with one_moment():
            manifest = stack.enter_context(held())
            marks = capture.marks()
            changes = changes_in({table for lent in lents for table in lent.watched})
            if manifest and not LakeGeneration.objects.filter(token=manifest.token).exists():
                if manifest.token != strange:
                    strange = manifest.token
                    continue
                manifest = None
            return manifest, [_read(lent, manifest, changes, marks) for lent in lents]


def _read(lent: Lent, manifest: Manifest | None, changes: Changes, marks: dict[str, str]) -> Read:
    base = manifest.tables.get(lent.name) if manifest else None
    keys = touched(lent, changes) if base and base.fits(lent, marks) else None
    if keys is None:
        return lent, None, frozenset(), list(rows_of(lent))
    return lent, base, keys, list(rows_of(lent, keys)) if keys else []


@dataclass(frozen=True)
class EngineAddress:
    """Where indicators are computed: `duckdb` in this process, or `spark` at an address."""

    kind: str
    address: str


def engine_address() -> EngineAddress:
    """What WEIJIAN_ENGINE says."""
    said: Any = settings.WEIJIAN_ENGINE
    kind = urlsplit(said).scheme
    if kind not in ENGINES:
        raise Refusal(say.UNKNOWN_ENGINE, engine=said)
    return EngineAddress(kind, said)
