"""Parquet files and what DuckDB does with them: laying changed rows over a base, and writing the base anew where it changed."""

# ruff: noqa: S608  # names of tables and columns come from declarations, never from people
import errno
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from weijian.foundation.lake.delta import nothing_of
from weijian.foundation.lake.lending import Lent
from weijian.foundation.lake.manifest import Base, Part, folder, part_folder, settle

MEMORY = "1GB"  # beyond it DuckDB puts by on disk
DUCKDB_TYPES = {"int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "string": "VARCHAR", "date": "DATE", "timestamp": "TIMESTAMP"}


@contextmanager
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of one's own, in memory, that fetches nothing from outside."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "memory_limit": MEMORY, "temp_directory": str(folder() / "spill")})
    try:
        yield connection
    finally:
        connection.close()


@dataclass(frozen=True)
class Laid:
    """A lent table in an engine: its base without the rows that are hidden, and the rows laid over it."""

    lent: Lent
    base: Base | None
    hidden: int
    laid: int

    @property
    def over(self) -> str:
        return _quoted(f"_over_{self.lent.name}")

    @property
    def hides(self) -> str:
        return _quoted(f"_hidden_{self.lent.name}")

    def query(self, files: Iterable[Path]) -> str:
        """The rows of these files of the base as they are now, without those that lie over them."""
        columns = ", ".join(_quoted(c.name) for c in self.lent.columns)
        key = _quoted(self.lent.key)
        listed = ", ".join(_literal(str(file)) for file in files)
        without = f" ANTI JOIN {self.hides} USING ({key})" if self.hidden else ""
        return f"SELECT {columns} FROM read_parquet([{listed}]){without}"

    def whole(self) -> str:
        """The table's rows as they are now."""
        over = f"SELECT * FROM {self.over}"
        if self.base is None or not self.base.parts:
            return over
        return f"{self.query(self.base.paths)} UNION ALL {over}" if self.laid else self.query(self.base.paths)


def lay(connection: duckdb.DuckDBPyConnection, lent: Lent, base: Base | None, keys: Collection[int], rows: Iterable[pa.Table]) -> Laid:
    """Put the rows that changed (or all, when there is no base) into the engine, and the keys they hide."""
    empty = Laid(lent, base, len(keys) if base else 0, 0)
    columns = ", ".join(f"{_quoted(c.name)} {DUCKDB_TYPES[c.kind]}" for c in lent.columns)
    connection.execute(f"CREATE TABLE {empty.over} ({columns})")
    connection.execute(f"CREATE TABLE {empty.hides} ({_quoted(lent.key)} BIGINT)")
    if empty.hidden:
        _insert(connection, empty.hides, pa.table({lent.key: pa.array(sorted(keys), pa.int64())}))
    return Laid(lent, base, empty.hidden, sum(_insert(connection, empty.over, some) for some in rows))


def unlay(connection: duckdb.DuckDBPyConnection, laid: Laid) -> None:
    """Give the memory back before the next table."""
    connection.execute(f"DROP TABLE {laid.over}; DROP TABLE {laid.hides}")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> int:
    connection.register("_some", rows)
    connection.execute(f"INSERT INTO {table} SELECT * FROM _some")
    connection.unregister("_some")
    return int(rows.num_rows)


def parts_written(connection: duckdb.DuckDBPyConnection, laid: Laid, generation: int) -> tuple[Part, ...]:
    """The base's parts as they are now: those that changed written anew, the others as they were."""
    kept = {part.value: part for part in laid.base.parts} if laid.base else {}
    for value in values_changed(connection, laid):
        part = _part_written(connection, laid, value, kept.pop(value, None), part_folder(laid.lent.name, value), generation)
        kept |= {value: part} if part else {}
    return tuple(kept[value] for value in sorted(kept, key=lambda v: (v is not None, v or "")))


def files_of(connection: duckdb.DuckDBPyConnection, laid: Laid, where: Path) -> list[Path]:
    """Files that hold the table's rows as they are now: the base's own, and in `where` what had to be written. At least one, if empty."""
    kept = {part.value: folder() / part.file for part in laid.base.parts} if laid.base else {}
    before = {part.value: part for part in laid.base.parts} if laid.base else {}
    for value in values_changed(connection, laid):
        kept.pop(value, None)
        part = _part_written(connection, laid, value, before.get(value), where, 0)
        kept |= {value: folder() / part.file} if part else {}
    return sorted(kept.values()) or [_empty_file(laid.lent, where)]


def _empty_file(lent: Lent, where: Path) -> Path:
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    pq.write_table(nothing_of(lent), where / "empty.parquet")
    return where / "empty.parquet"


def values_changed(connection: duckdb.DuckDBPyConnection, laid: Laid) -> list[str | None]:
    """The parts that lose or gain a row."""
    asked = [f"SELECT DISTINCT {_partition(laid.lent)} FROM {laid.over}"]
    if laid.base and laid.hidden and laid.base.parts:
        key, files = _quoted(laid.lent.key), ", ".join(_literal(str(file)) for file in laid.base.paths)
        asked.append(f"SELECT DISTINCT {_partition(laid.lent)} FROM read_parquet([{files}]) WHERE {key} IN (SELECT {key} FROM {laid.hides})")
    return [value for (value,) in connection.execute(" UNION ".join(asked)).fetchall()]


def _part_written(
    connection: duckdb.DuckDBPyConnection, laid: Laid, value: str | None, before: Part | None, where: Path, generation: int,
) -> Part | None:
    """One part as a file that is not there yet; none when no row is left in it."""
    over = f"SELECT * FROM {laid.over} WHERE {_partition(laid.lent)} IS NOT DISTINCT FROM {_literal(value)}"
    rows = f"{laid.query([folder() / before.file])} UNION ALL {over}" if before else over
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = where / f"{generation:06d}-{secrets.token_hex(4)}.parquet"
    draft = draft_of(path)
    with full_disk_said():
        copied = connection.execute(f"COPY ({rows} ORDER BY {_quoted(laid.lent.key)}) TO {_literal(str(draft))} (FORMAT parquet, COMPRESSION zstd)")
        count = int(copied.fetchall()[0][0])
    if not count:
        draft.unlink()
        return None
    settle(draft, path)
    return Part(value, str(path.relative_to(folder())) if path.is_relative_to(folder()) else str(path), count, path.stat().st_size)


def draft_of(path: Path) -> Path:
    return path.with_suffix(".draft")


def _partition(lent: Lent) -> str:
    return f"CAST({_quoted(lent.partition)} AS VARCHAR)" if lent.partition else "'all'"


@contextmanager
def full_disk_said() -> Iterator[None]:
    """DuckDB says in a sentence of its own that there is no room; here it is said as the file system says it."""
    try:
        yield
    except duckdb.Error as fault:
        if "No space left" in str(fault):
            raise OSError(errno.ENOSPC, "the lake's disk is full") from None
        raise


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str | None) -> str:
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"
