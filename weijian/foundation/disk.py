"""A disk without room is nobody's fault and is said in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from weijian.kernel.refusal import Refusal, Wording

DISK_FULL = Wording("FND-01", "磁盘已满，没有写入任何内容。", "请管理员清理数据目录所在的磁盘，或换到更大的磁盘后再试。")
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
