"""The hash chain: each seal is the SHA-256 of the seal before it and of one happening.

Sealing is a job's work, never a request's. A happening is sealed in the order in which the sealing job first sees it committed,
so a transaction that took its number early and committed late comes later in the chain and is never skipped.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from weijian.foundation.happenings.models import Happening, Seal
from weijian.foundation.happenings.readings import count_sealed, hold_mark

GENESIS = hashlib.sha256("卫健 Weijian".encode()).digest()
FIELDS = ("id", "kind", "facts", "subject_kind", "subject_key", "purpose", "by_id", "by_name", "by_institution", "at")
OVERLAP_ROWS = 100_000  # how far behind the newest sealed number the minute's sealing looks for late commits; the day's looks everywhere
BATCH_ROWS = 5_000


@dataclass(frozen=True)
class Head:
    """The last link, kept outside the database, so that a chain cut short is seen."""

    position: int
    digest: str
    sealed_at: str


@dataclass(frozen=True)
class Break:
    """The first link that does not hold. `how`: changed, missing, gap, truncated, head, missing_head or unreadable_head."""

    how: str
    position: int
    happening_id: int | None = None
    kind: str = ""
    expected: str = ""
    found: str = ""


@dataclass(frozen=True)
class Verdict:
    happenings: int
    sealed: int
    unsealed: int
    whole_until: int
    digest: str
    broken: Break | None


def canonical(row: tuple[Any, ...]) -> bytes:
    """One happening as bytes: FIELDS in order of name, UTC to the microsecond, no spaces."""
    values = dict(zip(FIELDS, row, strict=True))
    values["at"] = values["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def link(before: bytes, row: tuple[Any, ...]) -> bytes:
    return hashlib.sha256(before + canonical(row)).digest()


def seal_happenings(*, at: datetime, everywhere: bool = False, new_head: bool = False) -> int:
    """Seal every committed happening not sealed yet; returns how many. Two sealers at once wait for each other.

    Readings are counted in the transaction that seals them; those sealed before they were counted at all are caught up with first.
    A kept head that has vanished is not made anew on the quiet: only `new_head` does that.
    """
    trusted = new_head or head_path().exists() or not Seal.objects.exists()
    while count_sealed():
        pass
    sealed, beyond = 0, 0 if everywhere else _newest_sealed() - OVERLAP_ROWS
    while numbers := _seal_batch(at, beyond):
        sealed, beyond = sealed + len(numbers), numbers[-1]
    if trusted and (sealed or not head_path().exists() or new_head):
        write_head(anew=new_head)
    return sealed


@transaction.atomic
def _seal_batch(at: datetime, beyond: int) -> list[int]:
    """Seal the next happenings numbered above `beyond`; returns their numbers."""
    hold_mark()  # wait for another sealer
    last = Seal.objects.order_by("-position").first()
    position, digest = (last.position, bytes(last.digest)) if last else (0, GENESIS)
    seals = []
    for row in _unsealed(beyond).values_list(*FIELDS)[:BATCH_ROWS]:
        position, digest = position + 1, link(digest, row)
        seals.append(Seal(position=position, happening_id=row[0], digest=digest, sealed_at=at))
    Seal.objects.bulk_create(seals)
    count_sealed()
    return [seal.happening_id for seal in seals]


def _newest_sealed() -> int:
    return Seal.objects.aggregate(n=Max("happening_id"))["n"] or 0


def _unsealed(beyond: int = 0) -> QuerySet[Happening]:
    return Happening.objects.filter(~Exists(Seal.objects.filter(happening_id=OuterRef("pk"))), pk__gt=beyond).order_by("pk")


def waiting_numbers() -> list[int]:
    """Numbers of the happenings the next minute's sealing will seal."""
    newest = _newest_sealed()
    new = list(Happening.objects.filter(pk__gt=newest).values_list("pk", flat=True))
    if connection.vendor == "sqlite":  # one writer at a time: nothing is numbered early and committed late
        return new
    return [*_unsealed(newest - OVERLAP_ROWS).filter(pk__lt=newest).values_list("pk", flat=True), *new]


def verify() -> Verdict:
    """Walk the whole chain. Reads everything once, in constant memory."""
    kept, unreadable = read_head()
    position, digest, broken = _walk(kept)
    if broken is None and unreadable:
        broken = Break("unreadable_head", position)
    if broken is None and kept is None and not unreadable and position:
        broken = Break("missing_head", position)
    if broken is None and kept and position < kept.position:
        broken = Break("truncated", position + 1, expected=kept.digest)
    return Verdict(Happening.objects.count(), Seal.objects.count(), _unsealed().count(), position, digest.hex(), broken)


def _walk(kept: Head | None) -> tuple[int, bytes, Break | None]:
    """The last link that holds, and the first that does not."""
    digest, at_position = GENESIS, 0
    for position, happening_id, sealed_digest, row in _links():
        if position != at_position + 1:
            return at_position, digest, Break("gap", at_position + 1)
        if row is None:
            return at_position, digest, Break("missing", position, happening_id)
        found = link(digest, row)
        if found != sealed_digest:
            return at_position, digest, Break("changed", position, happening_id, row[1], sealed_digest.hex(), found.hex())
        if kept and position == kept.position and found.hex() != kept.digest:
            return at_position, digest, Break("head", position, happening_id, row[1], kept.digest, found.hex())
        digest, at_position = found, position
    return at_position, digest, None


def _links() -> Iterator[tuple[int, int, bytes, tuple[Any, ...] | None]]:
    """Seals in order with their happenings, a batch at a time; None where the happening is gone."""
    seals = Seal.objects.order_by("position").values_list("position", "happening_id", "digest").iterator(chunk_size=BATCH_ROWS)
    while batch := list(islice(seals, BATCH_ROWS)):
        numbers = [happening_id for _, happening_id, _ in batch]
        rows = {r[0]: r for r in _rows(numbers)}
        for position, happening_id, digest in batch:
            yield position, happening_id, bytes(digest), rows.get(happening_id)


def _rows(numbers: list[int]) -> Iterator[tuple[Any, ...]]:
    """Numbers sealed together lie mostly together: read their range, then the stragglers."""
    low, high = min(numbers), max(numbers)
    if high - low < 4 * BATCH_ROWS:
        yield from Happening.objects.filter(pk__gte=low, pk__lte=high).values_list(*FIELDS)
        return
    for start in range(0, len(numbers), 500):
        yield from Happening.objects.filter(pk__in=numbers[start:start + 500]).values_list(*FIELDS)


@dataclass(frozen=True)
class ChainState:
    sealed: int
    sealed_at: datetime | None


def head_of_chain() -> ChainState:
    """How far the chain reaches, without walking it."""
    last = Seal.objects.order_by("-position").first()
    return ChainState(last.position, last.sealed_at) if last else ChainState(0, None)


def head_path() -> Path:
    return Path(settings.WEIJIAN_DATA) / "audit-head.json"


def read_head() -> tuple[Head | None, bool]:
    """The kept head, and whether a file is there that cannot be read."""
    try:
        kept = json.loads(head_path().read_text("utf-8"))
        return Head(int(kept["position"]), str(kept["digest"]), str(kept["sealed_at"])), False
    except FileNotFoundError:
        return None, False
    except (ValueError, KeyError, TypeError):
        return None, True


def write_head(*, anew: bool = False) -> None:
    """Replace the kept head in one step; it never moves backwards unless it is begun anew."""
    last, (kept, _) = Seal.objects.order_by("-position").first(), read_head()
    if last is None or (kept and kept.position >= last.position and not anew):
        return
    text = json.dumps({"position": last.position, "digest": bytes(last.digest).hex(), "sealed_at": last.sealed_at.isoformat()})
    path = head_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
