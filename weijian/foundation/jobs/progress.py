"""How far a job is: small files beside the database, so that a job's own transaction never hides them.

`DATA/jobs/7.json` how far; `7.beat` the worker is alive; `7.cancel` somebody wants it to end; `7.faults.json` what a refused sheet got wrong.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from weijian.foundation.jobs import refusals as say
from weijian.kernel.refusal import Refusal, Refusals

TOLD_EVERY_SECONDS, FEW_ROWS = 0.25, 20


class Cancelled(Refusal):
    """Somebody asked the job to end; raised between two batches, so that the transaction is rolled back."""

    def __init__(self) -> None:
        super().__init__(say.CANCELLED)


@dataclass(frozen=True)
class HowFar:
    words: str = ""
    count: int = 0
    total: int = 0
    rate: int = 0
    left_seconds: int | None = None


def folder() -> Path:
    path = Path(settings.WEIJIAN_DATA) / "jobs"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def file_of(job_id: int, ending: str) -> Path:
    return folder() / f"{job_id}.{ending}"


class Interrupted(BaseException):
    """The worker is told to stop: the job is left for the next one. Nobody's fault, so no handler of faults may take it."""


class Progress:
    """Told by a job how far it is; raises `Cancelled` when somebody asked it to end, `Interrupted` when the worker must."""

    def __init__(self, job_id: int, clock: Callable[[], float], stopping: Callable[[], bool] = lambda: False) -> None:
        self.job_id, self.clock, self.stopping = job_id, clock, stopping
        self.words, self.began, self.told = "", 0.0, float("-inf")

    def tell(self, words: str, count: int, total: int) -> None:
        if file_of(self.job_id, "cancel").exists():
            raise Cancelled
        if self.stopping():
            raise Interrupted
        now = self.clock()
        if words != self.words:
            self.words, self.began = words, now
        elif now - self.told < TOLD_EVERY_SECONDS and count < total:
            return
        self.told = now
        write(self.job_id, "json", how_far(words, count, total, now - self.began).__dict__)


def how_far(words: str, count: int, total: int, seconds: float) -> HowFar:
    """With the rate so far and the time left at that rate, once there is a rate to speak of."""
    rate = round(count / seconds) if seconds > 1 and count >= FEW_ROWS else 0
    return HowFar(words, count, total, rate, round((total - count) / rate) if rate and total >= count else None)


def progress_of(job_id: int) -> HowFar:
    found = read(job_id, "json")
    return HowFar(**found) if isinstance(found, dict) else HowFar()


def ask_to_cancel(job_id: int) -> None:
    file_of(job_id, "cancel").touch(mode=0o600)


def keep_faults(job_id: int, refusals: Refusals) -> None:
    write(job_id, "faults.json", {"total": refusals.total, "faults": [{**f.as_json(), **said(f.refusal)} for f in refusals.faults]})


def said(refusal: Refusal) -> dict[str, Any]:
    """A refusal as it is kept: with its wording and facts, so that it can be said in another language later."""
    facts = {k: v if isinstance(v, int | float) else str(v) for k, v in refusal.facts.items()}
    kept = {"code": refusal.code, "sentence": refusal.sentence, "remedy": refusal.remedy}
    return {**kept, "wording": [refusal.wording.sentence, refusal.wording.remedy], "facts": facts}


def faults_of(job_id: int) -> dict[str, Any]:
    found = read(job_id, "faults.json")
    return found if isinstance(found, dict) else {"total": 0, "faults": []}


def beat(job_id: int, at: datetime) -> None:
    write(job_id, "beat", at.isoformat())


def last_beat(job_id: int) -> datetime:
    found = read(job_id, "beat")
    return datetime.fromisoformat(found) if isinstance(found, str) else datetime.min.replace(tzinfo=UTC)


def forget(job_id: int) -> None:
    """Away with what only a running job needs."""
    for ending in ("beat", "cancel", "json"):
        file_of(job_id, ending).unlink(missing_ok=True)


def write(job_id: int, ending: str, thing: object) -> None:
    """Whole or not at all: a reader never sees half a file."""
    path = file_of(job_id, ending)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(orjson.dumps(thing))
    draft.replace(path)


def read(job_id: int, ending: str) -> object:
    try:
        return orjson.loads(file_of(job_id, ending).read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
