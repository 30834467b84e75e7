"""Files people hand in: kept in the data directory, readable by the platform only, until the import is done."""

import os
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from weijian.domains.registry.imports import refusals as said
from weijian.domains.registry.imports.checking import faulty_rows
from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.foundation.disk import full_disk_refused
from weijian.foundation.jobs.progress import file_of
from weijian.interop.sheets.faults import FaultList
from weijian.interop.sheets.heading import OURS
from weijian.interop.sheets.reading import LARGEST_BYTES, MEGABYTE
from weijian.interop.sheets.refusals import TOO_LARGE
from weijian.interop.sheets.writing import write_csv
from weijian.kernel.refusal import Refusal

KEPT = timedelta(days=1)

def put_by(chunks: Iterable[bytes], *, largest_bytes: int = LARGEST_BYTES) -> str:
    """Write an upload to the disk as it comes and say under which name; too large a one is refused and leaves nothing."""
    token, size = secrets.token_hex(16), 0
    path = _path(token)
    try:
        with full_disk_refused(), open(path, "xb", opener=_private) as file:
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
        raise Refusal(said.UPLOAD_GONE)
    return path


def put_by_left_out(job_id: int, path: Path, faults: FaultList) -> None:
    """The lines that were not taken, as a sheet to correct and hand in again."""
    if not faults.rows:
        return
    with open(file_of(job_id, "left-out.csv"), "w", encoding="utf-8", newline="", opener=_private) as out:
        write_csv(out, [*(c.title for c in RESIDENTS.columns), *OURS], faulty_rows(path, faults))


def left_out_of(job_id: int) -> Path | None:
    path = file_of(job_id, "left-out.csv")
    return path if path.is_file() else None


def _path(token: str) -> Path:
    folder = Path(settings.WEIJIAN_DATA) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{token}.sheet"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def forget_old(*, at: datetime) -> int:
    """Away with what was handed in and never imported, and with what was left out, after a day: they hold numbers in the clear."""
    old = (at - KEPT).timestamp()
    stale = [path for pattern in ("uploads/*.sheet", "jobs/*.left-out.csv") for path in Path(settings.WEIJIAN_DATA).glob(pattern) if path.stat().st_mtime < old]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)
