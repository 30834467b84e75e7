"""Everybody watches her own jobs; only those who run the platform see everybody's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from tests.people import AT, COUNTY, Cast, person
from weijian.foundation.jobs import progress, queue, work
from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.jobs.progress import Progress
from weijian.interop.sheets.faults import CellFault
from weijian.kernel.refusal import Refusal, Refusals, Wording
from weijian.kernel.standing import Standing

FAULTY = Wording("TST-01", "有{total}处错误。", "请改正。")


@pytest.fixture
def job(people: Cast, monkeypatch: pytest.MonkeyPatch) -> Job:
    def do(arguments: Mapping[str, Any], *, by: Standing, at: datetime, progress: Progress) -> None: ...

    monkeypatch.setattr(work, "_kinds", {"count": work.Kind("count", "数一数", do)})
    return queue.enqueue("count", {}, by=people.data_clerk_he.standing(), at=AT)


def test_she_sees_her_job_and_another_does_not(people: Cast, job: Job) -> None:
    assert "数一数" in people.data_clerk_he.browser().get("/jobs/").content.decode()
    assert "数一数" not in people.nurse_zhang.browser().get("/jobs/").content.decode()
    assert people.nurse_zhang.browser().get(f"/jobs/{job.pk}/").status_code == 404


def test_who_runs_the_platform_sees_everybodys(people: Cast, job: Job) -> None:
    administrator = person("root", "管理员", "administrator")
    assert administrator.browser().get(f"/jobs/{job.pk}/").status_code == 200


def test_who_runs_one_county_sees_the_jobs_of_its_accounts_only(people: Cast, job: Job) -> None:
    here = person("root", "管理员", "administrator", place_code=COUNTY)
    elsewhere = person("other-root", "外县管理员", "administrator", place_code="429922")
    assert here.browser().get(f"/jobs/{job.pk}/").status_code == 200
    assert elsewhere.browser().get(f"/jobs/{job.pk}/").status_code == 404


def test_a_running_job_is_asked_again_and_an_ended_one_reloads_the_page(people: Cast, job: Job) -> None:
    browser = people.data_clerk_he.browser()
    progress.write(job.pk, "json", {"words": "写入", "count": 5, "total": 10, "rate": 3, "left_seconds": 200})
    going = browser.get(f"/jobs/{job.pk}/progress/")
    assert "hx-get" in going.content.decode()
    assert "4 分钟" in going.content.decode()
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    assert browser.get(f"/jobs/{job.pk}/progress/").headers["HX-Refresh"] == "true"


def test_the_cancel_button_cancels(people: Cast, job: Job) -> None:
    browser = people.data_clerk_he.browser()
    assert browser.post(f"/jobs/{job.pk}/cancel/").status_code == 302
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert "已取消" in browser.get(f"/jobs/{job.pk}/").content.decode()


def test_faults_are_shown_and_can_be_taken_home_without_becoming_formulas(people: Cast, job: Job) -> None:
    fault = CellFault(Refusal(FAULTY, total=1), 3, "姓名", "=cmd()")
    progress.keep_faults(job.pk, Refusals(FAULTY, [fault]))
    Job.objects.filter(pk=job.pk).update(state=JobState.REFUSED, result={"sentence": "有1处错误。", "remedy": "请改正。"})
    browser = people.data_clerk_he.browser()
    assert "有1处错误。" in browser.get(f"/jobs/{job.pk}/").content.decode()
    assert "3,姓名,'=cmd(),有1处错误。,请改正。" in browser.get(f"/jobs/{job.pk}/faults.csv").content.decode()


def test_a_program_asks_in_json(people: Cast, job: Job) -> None:
    answer = people.data_clerk_he.program().get(f"/jobs/{job.pk}/").json()
    assert (answer["state"], answer["progress"]["going"]) == ("queued", True)
