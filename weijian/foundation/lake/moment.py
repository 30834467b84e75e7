"""Reading everything as of one moment of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from weijian.foundation.lake.models import LakeGeneration


@contextmanager
def one_moment() -> Iterator[frozenset[str]]:
    """Whatever is read inside is as of one moment; gives the generations the database answers for at it.

    Inside somebody's transaction it is that transaction's view: she sees what she wrote. On PostgreSQL such a view moves on from one
    statement to the next unless she asked for more; see `asking.open_lake` for why nothing is skipped even then.
    """
    if connection.in_atomic_block:
        yield _generations()
        return
    with _deferred(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield _generations()


def _generations() -> frozenset[str]:
    """The first reading: with it the moment is fixed."""
    return frozenset(LakeGeneration.objects.values_list("token", flat=True))


@contextmanager
def _deferred() -> Iterator[None]:
    """The embedded database takes its one writing place at once, unless told that this transaction only reads."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    embedded: Any = connection
    usual, embedded.transaction_mode = embedded.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        embedded.transaction_mode = usual
