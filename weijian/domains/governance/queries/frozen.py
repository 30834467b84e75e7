"""Figures as they were when their period was frozen, and the lists of rows behind them."""

import hashlib
import os
import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db.models import QuerySet

from weijian.domains.governance.models import FrozenCells

FOLDER = "frozen"


def frozen_of(code: str) -> QuerySet[FrozenCells]:
    """What was frozen of an indicator, the latest period first."""
    return FrozenCells.objects.filter(indicator_code=code).order_by("-until_on", "-from_on")


def frozen_in(from_on: date, until_on: date) -> bool:
    return FrozenCells.objects.filter(from_on=from_on, until_on=until_on).exists()


def keep_list(keys: pa.Array) -> str:
    """Write the keys, whole numbers, in their order; the same list is kept once. Returns the file's digest: a crash leaves the whole file or none."""
    numbers = keys.cast(pa.int64())
    digest = hashlib.sha256(numbers.to_numpy()).hexdigest()
    target = path_of(digest)
    if not target.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".parquet", delete=False) as file:
            pq.write_table(pa.table({"key": numbers}), file, compression="zstd", use_dictionary=False, column_encoding={"key": "DELTA_BINARY_PACKED"})
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(target)
    return digest


def list_kept(digest: str, *, after: int | None = None, size: int = 50) -> list[int]:
    """The keys that follow `after`, at most so many."""
    table = pq.read_table(path_of(digest), filters=None if after is None else [("key", ">", after)])
    return list(table.column("key").slice(0, size).to_pylist())


def path_of(digest: str) -> Path:
    return Path(settings.WEIJIAN_DATA) / FOLDER / f"{digest}.parquet"
