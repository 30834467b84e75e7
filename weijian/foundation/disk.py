"""A disk without room is nobody's fault and is said in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from weijian.foundation.screen.refusals import DISK_FULL
from weijian.kernel.refusal import Refusal

POSTGRESQL_DISK_FULL = "53100"


def is_full_disk(exception: BaseException) -> bool:
    """SQLite's, PostgreSQL's and the file system's ways of saying that there is no room."""
    if isinstance(exception, OSError):
        return exception.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(exception, OperationalError):
        return False
    return "disk is full" in str(exception) or getattr(exception.__cause__, "sqlstate", None) == POSTGRESQL_DISK_FULL


@contextmanager
def full_disk_refused() -> Iterator[None]:
    """Turns a full disk into a refusal; whatever was begun is rolled back by whoever began it."""
    try:
        yield
    except (OSError, OperationalError) as exception:
        if is_full_disk(exception):
            raise Refusal(DISK_FULL) from None
        raise
