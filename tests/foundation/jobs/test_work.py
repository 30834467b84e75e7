"""Work asked for is done once, watched, cancelled without a trace, and taken up again when its worker dies."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection

from tests.people import AT, Cast, person
from weijian.foundation.jobs import progress, queue, work
from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.jobs.progress import Progress
from weijian.foundation.jobs.words import told
from weijian.foundation.jobs.worker import Worker, standing_of_asker
from weijian.foundation.people.models import Account
from weijian.kernel.refusal import Fault, Refusal, Refusals, Wording
from weijian.kernel.standing import Standing, the_house

HOUSE = the_house("a test")
FAULTY = Wording("TST-01", "有{total}处错误。", "请改正。")
Do = Callable[[Mapping[str, Any], Standing, Progress], Mapping[str, Any] | None]


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Declare kinds of work for one test; no other kind is known meanwhile."""
    kinds: dict[str, work.Kind] = {}
    monkeypatch.setattr(work, "_kinds", kinds)

    def add(name: str, do: Do, every: timedelta | None = None) -> None:
        def doing(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> Mapping[str, Any] | None:
            return do(arguments, by, progress)

        work.work(name, every=every)(doing)

    yield add
    for job in Job.objects.all():
        progress.forget(job.pk)


class Clock:
    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def asked(kind: str = "count", **arguments: object) -> Job:
    return queue.enqueue(kind, arguments, by=HOUSE, at=AT)


def outcome(job: Job) -> tuple[str, Any]:
    job.refresh_from_db()
    return job.state, job.result


def test_work_is_done_with_its_arguments_and_its_result_is_kept(db: None, declare: Callable[..., None], clock: Clock) -> None:
    declare("count", lambda arguments, by, progress: {"seen": arguments["n"], "by": by.name})
    job = asked(n=3)
    assert Worker(clock=clock).run_next()
    assert outcome(job) == (JobState.DONE, {"seen": 3, "by": "a test"})
    assert not Worker(clock=clock).run_next()


def test_work_of_no_known_kind_is_refused_when_it_is_asked_for(db: None, declare: Callable[..., None]) -> None:
    with pytest.raises(Refusal):
        asked("nothing")


def test_work_waits_until_it_is_due(db: None, declare: Callable[..., None], clock: Clock) -> None:
    declare("count", lambda *_: None)
    queue.enqueue("count", {}, by=HOUSE, at=AT, due_at=AT + timedelta(hours=1))
    assert not Worker(clock=clock).run_next()
    clock.now += timedelta(hours=1)
    assert Worker(clock=clock).run_next()


def test_a_refusal_is_kept_with_its_faults_in_a_file(db: None, declare: Callable[..., None], clock: Clock) -> None:
    def refuse(*_: object) -> None:
        raise Refusals(FAULTY, [Fault(Refusal(FAULTY, total=1), 2, "姓名")], total=7)

    declare("count", refuse)
    job = asked()
    Worker(clock=clock).run_next()
    state, result = outcome(job)
    assert (state, result["code"], result["sentence"], result["remedy"], result["total"]) == (JobState.REFUSED, "TST-01", "有7处错误。", "请改正。", 7)
    assert told(result)["sentence"] == "有7处错误。"
    assert [(f["row"], f["column"]) for f in progress.faults_of(job.pk)["faults"]] == [(2, "姓名")]


def test_our_own_fault_ends_the_job_with_an_incident_number_and_no_text(db: None, declare: Callable[..., None], clock: Clock) -> None:
    def fail(*_: object) -> None:
        raise ValueError("王桂兰")

    declare("count", fail)
    job = asked()
    Worker(clock=clock).run_next()
    state, result = outcome(job)
    assert (state, result["code"]) == (JobState.FAILED, "JOB-04")
    assert "王桂兰" not in str(result)


def test_a_full_disk_ends_the_job_with_a_sentence(db: None, declare: Callable[..., None], clock: Clock) -> None:
    def fill(*_: object) -> None:
        raise OperationalError("database or disk is full")

    declare("count", fill)
    job = asked()
    Worker(clock=clock).run_next()
    state, result = outcome(job)
    assert (state, result["code"]) == (JobState.REFUSED, "FND-01")


def test_a_cancelled_job_ends_between_two_batches(db: None, declare: Callable[..., None], clock: Clock) -> None:
    told: list[int] = []

    def count(arguments: Mapping[str, Any], by: Standing, progress: Progress) -> None:
        for n in range(10):
            told.append(n)
            if n == 3:
                queue.cancel(Job.objects.get(), at=AT)
            progress.tell("数", n, 10)

    declare("count", count)
    job = asked()
    Worker(clock=clock).run_next()
    assert (outcome(job)[0], told) == (JobState.CANCELLED, [0, 1, 2, 3])
    assert not progress.file_of(job.pk, "cancel").exists()


def test_a_waiting_job_is_cancelled_at_once_and_an_ended_one_not_at_all(db: None, declare: Callable[..., None], clock: Clock) -> None:
    declare("count", lambda *_: None)
    job = asked()
    queue.cancel(job, at=AT)
    assert outcome(job)[0] == JobState.CANCELLED
    assert not Worker(clock=clock).run_next()
    with pytest.raises(Refusal) as caught:
        queue.cancel(job, at=AT)
    assert caught.value.code == "JOB-02"


def test_a_worker_told_to_stop_leaves_its_job_to_the_next(db: None, declare: Callable[..., None], clock: Clock) -> None:
    stop = Event()

    def count(arguments: Mapping[str, Any], by: Standing, progress: Progress) -> None:
        stop.set()
        progress.tell("数", 1, 2)

    declare("count", count)
    job = asked()
    Worker(clock=clock, stop=stop).run_next()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def test_a_job_whose_worker_died_is_taken_up_again_and_given_up_after_three_tries(db: None, declare: Callable[..., None], clock: Clock) -> None:
    declare("count", lambda *_: None)
    job = asked()
    for attempt in (1, 2, 3):
        claimed = queue.claim(at=clock.now)
        assert claimed is not None
        assert claimed.attempts == attempt
        assert not queue.take_up_lost(at=clock.now + timedelta(seconds=30)), "a silence of half a minute is not a death"
        clock.now += timedelta(minutes=2)
        assert queue.take_up_lost(at=clock.now) == 1
    assert (outcome(job)[0], job.result["code"]) == (JobState.FAILED, "JOB-03")


def test_a_beating_heart_keeps_the_job_with_its_worker(db: None, declare: Callable[..., None], clock: Clock) -> None:
    declare("count", lambda *_: None)
    job = asked()
    queue.claim(at=clock.now)
    clock.now += timedelta(minutes=10)
    progress.beat(job.pk, clock.now)
    assert queue.take_up_lost(at=clock.now) == 0


def test_a_worker_that_came_back_late_does_not_end_the_job_of_its_successor(db: None, declare: Callable[..., None], clock: Clock) -> None:
    declare("count", lambda *_: None)
    asked()
    first = queue.claim(at=clock.now)
    clock.now += timedelta(minutes=2)
    queue.take_up_lost(at=clock.now)
    second = queue.claim(at=clock.now)
    assert first is not None
    assert second is not None
    queue.finish(first, JobState.DONE, None, at=clock.now)
    assert outcome(second)[0] == JobState.RUNNING


def test_standing_work_is_done_again_after_its_time(db: None, declare: Callable[..., None], clock: Clock) -> None:
    done: list[datetime] = []
    declare("seal", lambda *_: done.append(clock.now), timedelta(minutes=1))
    worker = Worker(clock=clock)
    assert worker.run_next()
    assert not worker.run_next()
    clock.now += timedelta(minutes=1)
    assert worker.run_next()
    assert len(done) == 2
    assert Job.objects.count() == 1


def test_what_the_asker_may_is_looked_up_when_the_work_begins(people: Cast, declare: Callable[..., None]) -> None:
    clerk = person("clerk", "录入员", "data_clerk")
    declare("count", lambda *_: None)
    job = queue.enqueue("count", {}, by=clerk.standing(), at=AT)
    assert standing_of_asker(job, AT).may("registry.resident.import")
    Account.objects.filter(pk=clerk.account.pk).update(is_active=False)
    assert not standing_of_asker(job, AT).may("registry.resident.import")


def test_progress_tells_rate_and_time_left(db: None) -> None:
    seconds = iter([0.0, 10.0])
    told = Progress(999_001, lambda: next(seconds))
    told.tell("检查", 0, 3000)
    told.tell("检查", 1000, 3000)
    assert progress.progress_of(999_001) == progress.HowFar("检查", 1000, 3000, 100, 20)
    progress.forget(999_001)


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the embedded database lets one writer in at a time, by itself")
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_one_job_twice(declare: Callable[..., None], clock: Clock) -> None:
    done: list[int] = []
    declare("count", lambda arguments, by, progress: done.append(arguments["n"]))
    for n in range(12):
        asked(n=n)

    def run() -> None:
        while Worker(clock=clock).run_next():
            pass
        connection.close()

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == list(range(12))
