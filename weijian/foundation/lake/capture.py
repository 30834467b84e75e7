"""The database's own note of every change in a lent table. Hand-written SQL for both databases lives here only.

A table is watched from its first refresh on: triggers write (table, row) into `lake_change`, in the transaction that changes the row, so a
change and its note become visible together, whoever writes and however late it commits. The triggers of one setting-up share a mark in
their names; a base remembers the marks it was read under. Where one is gone (a table was remade, a backup restored, a migration ran) the
base of that table is not believed and the next refresh begins it anew.
"""

# ruff: noqa: S608  # names of tables and columns come from declarations, never from people
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from weijian.foundation.lake import refusals as say
from weijian.foundation.lake.lending import Watch
from weijian.foundation.lake.models import LakeChange
from weijian.kernel.refusal import Refusal, Wording

LOG = LakeChange._meta.db_table
DEEDS = {"sqlite": ("insert", "update", "delete"), "postgresql": ("insert", "update", "delete", "truncate")}
WAITED_FOR_WRITERS = "2s"  # those who want to write meanwhile wait behind us
ON_POSTGRESQL: dict[str, Wording] = {"55P03": say.NOT_WATCHED, "42501": say.NO_TRIGGERS}


def marks() -> dict[str, str]:
    """The mark of every table that is watched whole."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        for table, trigger in cursor.fetchall():
            _lake, mark, deed = trigger.split("_")
            found[table, mark].add(deed)
    return {table: mark for (table, mark), deeds in found.items() if deeds == set(DEEDS[connection.vendor])}


def set_up(watch: Watch) -> str:
    """Watch the table under a new mark. On PostgreSQL this waits for whoever is writing in it, so that nothing begun before is missed."""
    mark = secrets.token_hex(8)
    try:
        with transaction.atomic():
            _wait_no_longer_than(WAITED_FOR_WRITERS)
            take_down(watch.table)
            _execute(_made[connection.vendor](watch, mark))
    except DatabaseError as fault:
        wording = ON_POSTGRESQL.get(getattr(fault.__cause__, "sqlstate", ""))
        if wording is None:
            raise
        raise Refusal(wording, table=watch.table) from None
    return mark


def take_down(*tables: str) -> None:
    """Watch these tables no longer; none at all when none is named."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY[connection.vendor])
        found = [(table, trigger) for table, trigger in cursor.fetchall() if not tables or table in tables]
    _execute([statement for table, trigger in found for statement in _drop(table, trigger)])


@contextmanager
def added_at_once(*models: type[Model]) -> Iterator[None]:
    """Many rows are about to be added to these tables, in the present transaction: they are noted together at its end.

    On SQLite a trigger makes every single INSERT keep a journal of its own, which costs more than the row does; there is one writer, and
    whoever is newer than the newest row was added by it. Undone, the transaction leaves the triggers as they were.
    """
    assert connection.in_atomic_block, "rows and notes are kept together or not at all"
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"{_ANY['sqlite']} AND name LIKE '%insert'")
        names = dict(cursor.fetchall())
    resting = [_Resting(m._meta.db_table, str(m._meta.pk.column), names[m._meta.db_table]) for m in models if m._meta.db_table in names]
    for trigger in resting:
        trigger.rest()
    yield
    for trigger in resting:
        trigger.note_and_rise()


class _Resting:
    """A trigger that is away for a while, and what it would have noted."""

    def __init__(self, table: str, key: str, name: str) -> None:
        self.table, self.key, self.name = table, _quoted(key), name

    def rest(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [self.name])
            (self.made,) = cursor.fetchone()
            cursor.execute(f"SELECT COALESCE(MAX({self.key}), 0) FROM {_quoted(self.table)}")
            (self.newest,) = cursor.fetchone()
            cursor.execute(f"DROP TRIGGER {self.name}")

    def note_and_rise(self) -> None:
        with connection.cursor() as cursor:
            added = f"SELECT %s, {self.key} FROM {_quoted(self.table)} WHERE {self.key} > %s"
            cursor.execute(f"INSERT INTO {LOG} (\"table\", key) {added}", [self.table, self.newest])
            cursor.execute(self.made)


_ANY = {
    "sqlite": r"SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'lake\_%\_%' ESCAPE '\'",
    "postgresql": r"""
        SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND t.tgname LIKE 'lake\_%\_%' AND pg_table_is_visible(c.oid)""",
}
_STANDING = {"sqlite": _ANY["sqlite"], "postgresql": _ANY["postgresql"] + " AND t.tgenabled IN ('O', 'A')"}


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _wait_no_longer_than(patience: str) -> None:
    if connection.vendor == "postgresql":
        _execute([f"SET LOCAL lock_timeout = '{patience}'"])


def _drop(table: str, trigger: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [f"DROP TRIGGER {trigger} ON {_quoted(table)}", f"DROP FUNCTION {trigger}()"]
    return [f"DROP TRIGGER {trigger}"]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _on_sqlite(watch: Watch, mark: str) -> list[str]:
    """A row is noted by itself; appending is the least an index-less table can cost."""
    table, key = _quoted(watch.table), _quoted(watch.key)
    columns = [key, *map(_quoted, watch.columns)]
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    note = f"INSERT INTO {LOG} (\"table\", key)"
    return [
        f"CREATE TRIGGER lake_{mark}_insert AFTER INSERT ON {table} BEGIN {note} VALUES ('{watch.table}', NEW.{key}); END",
        f"CREATE TRIGGER lake_{mark}_delete AFTER DELETE ON {table} BEGIN {note} VALUES ('{watch.table}', OLD.{key}); END",
        f"CREATE TRIGGER lake_{mark}_update AFTER UPDATE OF {', '.join(columns)} ON {table} WHEN {differs} "
        f"BEGIN {note} SELECT '{watch.table}', OLD.{key} UNION SELECT '{watch.table}', NEW.{key}; END",
    ]


def _on_postgresql(watch: Watch, mark: str) -> list[str]:
    """All rows of a statement are noted at once, so that loading many costs little."""
    table, key = _quoted(watch.table), _quoted(watch.key)
    differs = " OR ".join(f"was.{c} IS DISTINCT FROM now.{c}" for c in [key, *map(_quoted, watch.columns)])
    note = f"INSERT INTO {LOG} (\"table\", key) SELECT '{watch.table}', "
    bodies = {
        "insert": ("REFERENCING NEW TABLE AS now_rows", f"{note} {key} FROM now_rows"),
        "delete": ("REFERENCING OLD TABLE AS old_rows", f"{note} {key} FROM old_rows"),
        "update": (
            "REFERENCING OLD TABLE AS old_rows NEW TABLE AS now_rows",
            f"{note} COALESCE(now.{key}, was.{key}) FROM old_rows was FULL JOIN now_rows now ON was.{key} = now.{key} WHERE {differs}",
        ),
        "truncate": ("", f"{note} NULL"),
    }
    return [statement for deed, (rows, body) in bodies.items() for statement in _function_and_trigger(table, f"lake_{mark}_{deed}", deed, rows, body)]


def _function_and_trigger(table: str, name: str, deed: str, rows: str, body: str) -> list[str]:
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {deed.upper()} ON {table} {rows} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


_made: Mapping[str, Callable[[Watch, str], list[str]]] = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
