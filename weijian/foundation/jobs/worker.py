"""The worker: takes jobs one after another and does them, until it is told to stop."""

import logging
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection
from django.utils.timezone import now

from weijian.foundation.disk import full_disk_refused
from weijian.foundation.incidents import report
from weijian.foundation.jobs import progress, queue
from weijian.foundation.jobs import refusals as say
from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.jobs.work import kind_named
from weijian.foundation.people.models import Account
from weijian.foundation.people.standing import standing_of
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

IDLE_SECONDS, BEAT_SECONDS = 1.0, 5.0
log = logging.getLogger("weijian.jobs")


class Worker:
    """`clock` tells the moment; `stop` ends the loop between two jobs."""

    def __init__(self, *, clock: Callable[[], datetime] = now, stop: Event | None = None) -> None:
        self.clock, self.stop = clock, stop or Event()
        self.stood_up = False

    def run(self) -> None:
        """Work until stopped. A database that goes away is waited for."""
        while not self.stop.is_set():
            try:
                worked = self.run_next()
            except (OperationalError, InterfaceError) as gone:
                report(gone)
                worked = False
            finally:
                close_old_connections()
            if not worked:
                self.stop.wait(IDLE_SECONDS)
        connection.close()

    def run_next(self) -> bool:
        """Do the next job that is due; False when there is none."""
        if not self.stood_up:
            queue.stand_up_standing_jobs(at=self.clock())
            self.stood_up = True
        queue.take_up_lost(at=self.clock())
        job = queue.claim(at=self.clock())
        if job is None:
            return False
        with self._beating(job):
            state, result = self._outcome(job)
        queue.finish(job, state, result, at=self.clock())
        return True

    def _outcome(self, job: Job) -> tuple[JobState, dict[str, object] | None]:
        try:
            with full_disk_refused():
                return JobState.DONE, self._do(job)
        except progress.Interrupted:
            return JobState.QUEUED, None
        except progress.Cancelled as cancelled:
            return JobState.CANCELLED, progress.said(cancelled)
        except Refusal as refusal:
            return JobState.REFUSED, _kept(job, refusal)
        except Exception as fault:  # our own fault, whatever it is: the job ends, the worker goes on
            incident = report(fault)
            if isinstance(fault, DatabaseError | InterfaceError):
                connection.close()
            return JobState.FAILED, progress.said(Refusal(say.WENT_WRONG, incident=incident))

    def _do(self, job: Job) -> dict[str, object] | None:
        by = standing_of_asker(job, self.clock())
        told = progress.Progress(job.pk, time.monotonic, self.stop.is_set)
        result = kind_named(job.kind).do(job.arguments, by=by, at=self.clock(), progress=told)
        return None if result is None else dict(result)

    @contextmanager
    def _beating(self, job: Job) -> "Iterator[None]":
        done = Event()

        def beat() -> None:
            while not done.wait(BEAT_SECONDS):
                progress.beat(job.pk, self.clock())

        heart = Thread(target=beat, name=f"job-{job.pk}", daemon=True)
        heart.start()
        try:
            yield
        finally:
            done.set()
            heart.join()


def standing_of_asker(job: Job, at: datetime) -> Standing:
    """Whoever asked, with what she may do now: a grant taken back meanwhile is gone."""
    account = Account.objects.filter(pk=job.by_id, is_active=True).first() if job.by_id else None
    if job.by_id and account is None:
        return Standing(job.by_id, job.by_name)
    return standing_of(account, on=local_day(at)) if account else Standing(None, job.by_name)


def _kept(job: Job, refusal: Refusal) -> dict[str, object]:
    """The refusal; its faults go to a file of their own."""
    if not isinstance(refusal, Refusals):
        return progress.said(refusal)
    progress.keep_faults(job.pk, refusal)
    return {**progress.said(refusal), "total": refusal.total}
