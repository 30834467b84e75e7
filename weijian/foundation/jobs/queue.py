"""The queue: put work in, take it out so that no two workers get the same, say how it ended."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from weijian.foundation.jobs import progress
from weijian.foundation.jobs import refusals as say
from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.jobs.work import kind_named, standing_kinds
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing, the_house

LOST_AFTER = timedelta(seconds=60)  # a worker beats every few seconds
TRIES = 3
HOUSE = the_house("weijian worker")


def enqueue(kind: str, arguments: Mapping[str, Any], *, by: Standing, at: datetime, due_at: datetime | None = None) -> Job:
    """Ask for work to be done in the background. It is seen by workers when the transaction it is asked in commits."""
    kind_named(kind)
    return Job.objects.create(kind=kind, arguments=dict(arguments), by_id=by.account_id, by_name=by.name, asked_at=at, due_at=due_at or at)


def claim(*, at: datetime) -> Job | None:
    """The next job that is due, now running here. Looking for one writes nothing: the embedded database has one writer."""
    return _claim(at) if Job.objects.filter(state=JobState.QUEUED, due_at__lte=at).exists() else None


@transaction.atomic
def _claim(at: datetime) -> Job | None:
    job = Job.objects.select_for_update(skip_locked=True).filter(state=JobState.QUEUED, due_at__lte=at).order_by("due_at", "pk").first()
    if job is None:
        return None
    progress.beat(job.pk, at)
    job.state, job.started_at, job.heartbeat_at, job.ended_at, job.attempts = JobState.RUNNING, at, at, None, job.attempts + 1
    job.save(update_fields=["state", "started_at", "heartbeat_at", "ended_at", "attempts"])
    return job


def finish(job: Job, state: JobState, result: Mapping[str, Any] | None, *, at: datetime) -> None:
    """Say how it ended. A standing job waits for its next turn, whatever became of this one."""
    every = next((k.every for k in standing_kinds() if k.name == job.kind), None) if job.standing else None
    ended: dict[str, Any] = {"state": state, "result": result, "ended_at": at}
    if state == JobState.QUEUED:
        ended = {"state": state, "attempts": job.attempts - 1}
    elif every:
        ended |= {"state": JobState.QUEUED, "due_at": at + every, "attempts": 0}
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts).update(**ended)
    progress.forget(job.pk)


def cancel(job: Job, *, at: datetime) -> None:
    """A waiting job ends at once, a running one between two batches."""
    progress.ask_to_cancel(job.pk)
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if waiting.update(state=JobState.CANCELLED, ended_at=at, result=progress.said(Refusal(say.CANCELLED))):
        progress.forget(job.pk)
    elif not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).exists():
        progress.forget(job.pk)
        raise Refusal(say.ENDED_ALREADY)


def take_up_lost(*, at: datetime) -> int:
    """Jobs whose worker fell silent wait again, or are given up after a few tries."""
    lost = [job for job in Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=at - LOST_AFTER) if progress.last_beat(job.pk) < at - LOST_AFTER]
    for job in lost:
        held = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
        if job.attempts < TRIES or job.standing:
            held.update(state=JobState.QUEUED)
        else:
            held.update(state=JobState.FAILED, ended_at=at, result=progress.said(Refusal(say.WORKER_LOST, attempts=job.attempts)))
            progress.forget(job.pk)
    return len(lost)


def stand_up_standing_jobs(*, at: datetime) -> None:
    """One row for each kind that is done again and again."""
    for kind in standing_kinds():
        defaults = {"by_name": HOUSE.name, "asked_at": at, "due_at": at}
        Job.objects.get_or_create(kind=kind.name, standing=True, defaults=defaults)
