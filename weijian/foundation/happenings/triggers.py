"""The database's own refusal to change or drop what happened. Hand-written SQL for both databases lives here only."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("happenings_happening", "happenings_seal")
SENTENCE = "what happened is only ever added"

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION weijian_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse UPDATE, DELETE (and TRUNCATE) of happenings and seals. SQLite loses triggers when a table is remade: a later
    migration that alters one of these tables must call this again."""
    remove(editor)
    statements = _postgresql() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        editor.execute(statement, params=None)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    for table in TABLES:
        for deed in ("keeps_update", "keeps_delete"):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_{deed}" + (f" ON {table}" if postgresql else ""), params=None)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_keeps_{deed} BEFORE {deed.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for table in TABLES for deed in ("update", "delete")
    ]


def _postgresql() -> list[str]:
    deeds = {"update": "UPDATE", "delete": "DELETE OR TRUNCATE"}
    return [_FUNCTION] + [
        f"CREATE TRIGGER {table}_keeps_{name} BEFORE {deed} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION weijian_only_added()"
        for table in TABLES for name, deed in deeds.items()
    ]
