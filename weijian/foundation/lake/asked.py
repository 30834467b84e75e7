"""A place for files written for one asker, gone when she is done; what a broken-off one left behind is swept by the next refresh."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def _folder() -> Path:
    return Path(settings.WEIJIAN_DATA) / "lake-asked"


@contextmanager
def place_for_files() -> Iterator[Path]:
    """A folder of one's own. The lock beside it goes with its process."""
    place = _folder() / secrets.token_hex(8)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = place.with_suffix(".lock")
    with lock.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
            lock.unlink(missing_ok=True)


def sweep_left_behind() -> int:
    """Away with the folders whose askers are gone."""
    swept = 0
    for lock in sorted(_folder().glob("*.lock")):
        with lock.open("ab") as file:
            if _nobody_holds(file.fileno()):
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink(missing_ok=True)
                swept += 1
    return swept


def _nobody_holds(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
