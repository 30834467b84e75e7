"""Sheets people hand in: kept in the data directory, readable by the platform only, until their work is done, and a day at most."""

import os
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from weijian.foundation.disk import full_disk_refused
from weijian.foundation.files.refusals import UPLOAD_GONE
from weijian.interop.sheets.reading import LARGEST_BYTES, MEGABYTE
from weijian.interop.sheets.refusals import TOO_LARGE
from weijian.kernel.refusal import Refusal

KEPT = timedelta(days=1)
STALE = ("uploads/*.sheet", "jobs/*.left-out.csv")


def put_by(chunks: Iterable[bytes], *, largest_bytes: int = LARGEST_BYTES) -> str:
    """Write an upload to the disk as it comes and say under which name; too large a one is refused and leaves nothing."""
    token, size = secrets.token_hex(16), 0
    path = _path(token)
    try:
        with full_disk_refused(), open(path, "xb", opener=private) as file:
            for chunk in chunks:
                size += len(chunk)
                if size > largest_bytes:
                    raise Refusal(TOO_LARGE, megabytes=size // MEGABYTE, limit=largest_bytes // MEGABYTE)
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return token


def uploaded(token: str) -> Path:
    path = _path(token) if token.isalnum() else None
    if path is None or not path.is_file():
        raise Refusal(UPLOAD_GONE)
    return path


def forget_old(*, at: datetime) -> int:
    """Away with what was handed in and never imported, and with what was left out, after a day: they hold numbers in the clear."""
    old = (at - KEPT).timestamp()
    stale = [path for pattern in STALE for path in Path(settings.WEIJIAN_DATA).glob(pattern) if path.stat().st_mtime < old]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def private(path: str, flags: int) -> int:
    """Opener of files nobody else on the machine may read."""
    return os.open(path, flags, 0o600)


def _path(token: str) -> Path:
    folder = Path(settings.WEIJIAN_DATA) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{token}.sheet"
