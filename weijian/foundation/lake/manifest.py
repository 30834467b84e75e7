"""What the base consists of: one small file, replaced in one step, that names every Parquet file and what it was read under.

    DATA/lake/manifest.json             the base that counts
    DATA/lake/generations/12.json       the files of base 12; held open, under a shared lock, by whoever reads them
    DATA/lake/<table>/<part>/…parquet   never written twice under one name
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import orjson
from django.conf import settings

from weijian.foundation.lake import refusals as say
from weijian.foundation.lake.lending import Lent
from weijian.kernel.refusal import Refusal

FORMAT = 1


@dataclass(frozen=True)
class Part:
    """One Parquet file: the rows whose partition column holds `value`."""

    value: str | None
    file: str
    rows: int
    bytes: int


@dataclass(frozen=True)
class Base:
    """One lent table as it stood when it was read."""

    name: str
    digest: str  # of the declaration it was read by
    columns: tuple[tuple[str, str], ...]
    marks: dict[str, str]  # the watches it was read under
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def paths(self) -> list[Path]:
        return [folder() / part.file for part in self.parts]

    def fits(self, lent: Lent, marks: dict[str, str]) -> bool:
        """Is it what is lent today, watched ever since, and are its files there?"""
        watched = all(table in marks and self.marks.get(table) == marks[table] for table in lent.watched)
        return watched and self.digest == lent.digest and all(_is_whole(part) for part in self.parts)


@dataclass(frozen=True)
class Manifest:
    generation: int
    token: str
    written_at: str
    watches: dict[str, tuple[str, str]] = field(default_factory=dict)  # table -> mark, digest of the watch
    tables: dict[str, Base] = field(default_factory=dict)

    def files(self) -> set[str]:
        return {part.file for base in self.tables.values() for part in base.parts}


def folder() -> Path:
    return Path(settings.WEIJIAN_DATA) / "lake"


def manifest_path() -> Path:
    return folder() / "manifest.json"


def part_folder(name: str, value: str | None) -> Path:
    return folder() / name / ("none" if value is None else f"is-{quote(value, safe='')}")


def _is_whole(part: Part) -> bool:
    path = folder() / part.file
    return path.is_file() and path.stat().st_size == part.bytes


def current() -> Manifest | None:
    """The manifest that counts; none when there is none that this program can read."""
    try:
        plain = orjson.loads(manifest_path().read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    return _from_plain(plain) if isinstance(plain, dict) and plain.get("format") == FORMAT else None


def _from_plain(plain: dict[str, Any]) -> Manifest:
    tables = {name: _base(found) for name, found in plain["tables"].items()}
    watches = {table: (mark, digest) for table, (mark, digest) in plain["watches"].items()}
    return Manifest(plain["generation"], plain["token"], plain["written_at"], watches, tables)


def _base(plain: dict[str, Any]) -> Base:
    columns = tuple((name, kind) for name, kind in plain["columns"])
    return Base(plain["name"], plain["digest"], columns, plain["marks"], tuple(Part(**part) for part in plain["parts"]))


def publish(manifest: Manifest) -> None:
    """From now on this base counts. Whole or not at all, and still so after the power failed."""
    plain = orjson.dumps({"format": FORMAT, **asdict(manifest)}, option=orjson.OPT_INDENT_2)
    write_whole(_generation_path(manifest.generation), orjson.dumps(sorted(manifest.files())))
    write_whole(manifest_path(), plain)


def write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    settle(draft, path)


def settle(draft: Path, path: Path) -> None:
    """The draft takes its place: its bytes first, then its name."""
    _flush(draft)
    draft.replace(path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# readers


@contextmanager
def held() -> Iterator[Manifest | None]:
    """The manifest that counts, whose files stay while it is held, whatever refreshes meanwhile."""
    with ExitStack() as stack:
        found = current()
        while found and not _is_held(found, stack):
            found = current()
        yield found


def _is_held(found: Manifest, stack: ExitStack) -> bool:
    """Lock first, look again then: a generation that still counts is not swept, and later on the lock keeps it."""
    file = stack.enter_context(_generation_path(found.generation).open("ab+"))
    fcntl.flock(file, fcntl.LOCK_SH)
    now = current()
    return now is not None and now.token == found.token


# the one who writes


@contextmanager
def only_refresh() -> Iterator[None]:
    """One refresh at a time; a second one is refused. The lock goes with its process, however that ends."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / "refresh.lock").open("ab") as file:
        if not _locked(file):
            raise Refusal(say.REFRESHING_ALREADY)
        yield


def sweep() -> int:
    """Away with files that neither count nor are being read; returns how many. Only inside `only_refresh`."""
    found = current()
    if found is None:
        return 0
    kept = found.files().union(*(_files_read(path, found) for path in sorted((folder() / "generations").glob("*.json"))))
    swept = [path for path in folder().glob("*/*/*") if path.is_file() and str(path.relative_to(folder())) not in kept]
    for path in swept:
        path.unlink()
    for place in folder().glob("*/*/"):
        if not any(place.iterdir()):
            place.rmdir()
    return len(swept)


def _files_read(path: Path, counts: Manifest) -> set[str]:
    """The files of a generation somebody still reads; one that nobody reads is forgotten."""
    if path == _generation_path(counts.generation):
        return set()
    with path.open("rb") as file:
        if not _locked(file):
            return set(orjson.loads(file.read() or b"[]"))
        path.unlink()
        return set()


def _locked(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _generation_path(generation: int) -> Path:
    return folder() / "generations" / f"{generation}.json"
