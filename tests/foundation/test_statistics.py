"""PostgreSQL looks at its tables again after many rows came at once; the embedded database needs no such look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from weijian.foundation.statistics import refresh_statistics, refresh_statistics_now


@pytest.mark.django_db
def test_tables_are_looked_at_again_once_the_rows_are_committed(django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    with CaptureQueriesContext(connection) as asked:
        with django_capture_on_commit_callbacks(execute=True):
            refresh_statistics("registry")
            before = len(asked.captured_queries)
        looked = [q["sql"] for q in asked.captured_queries[before:] if q["sql"].startswith("ANALYZE")]
    assert before == 0
    assert bool(looked) is (connection.vendor == "postgresql")
    assert all('"registry_' in sql for sql in looked)


@pytest.mark.django_db
def test_what_reads_in_the_same_transaction_has_them_looked_at_at_once() -> None:
    with CaptureQueriesContext(connection) as asked:
        refresh_statistics_now("registry")
    looked = [q["sql"] for q in asked.captured_queries if q["sql"].startswith("ANALYZE")]
    assert bool(looked) is (connection.vendor == "postgresql")
