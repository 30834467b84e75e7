"""A large sheet is taken in the background; a small one at once."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.people import AT, HOSPITAL, Cast
from weijian.domains.registry.models import BedCount
from weijian.foundation.catalogue import sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.foundation.jobs import queue
from weijian.foundation.jobs.models import Job
from weijian.foundation.jobs.progress import Cancelled, Progress, ask_to_cancel, faults_of
from weijian.foundation.jobs.work import kind_named

pytestmark = pytest.mark.django_db
HEADING = "机构,床位类别,编制床位,实有床位,开放床位,自\n"


@pytest.fixture(autouse=True)
def _a_dozen_is_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sheets, "IN_REQUEST_LINES", 12)
    monkeypatch.setattr(settings, "WEIJIAN_DATA", tmp_path)


def bring(people: Cast, lines: int, how: str = "whole", wrong: int = 0) -> HttpResponse:
    text = HEADING + "".join(f"{HOSPITAL if n >= wrong else 'H9999'},类别{n},3,3,3,2024-01-01\n" for n in range(lines))
    return people.data_clerk_he.browser().post("/registers/beds/import", {"sheet": SimpleUploadedFile("beds.csv", text.encode()), "how": how})


def do(job: Job, people: Cast) -> Any:
    told = Progress(job.pk, iter(range(10_000)).__next__)
    return kind_named(job.kind).do(job.arguments, by=people.standing(people.data_clerk_he), at=AT, progress=told)


def test_twelve_lines_are_taken_at_once_and_a_thirteenth_in_the_background(people: Cast) -> None:
    assert bring(people, 12).status_code == 200
    assert BedCount.objects.count() == 12
    assert not Job.objects.exists()
    answer, job = bring(people, 13), Job.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/jobs/{job.pk}/")
    assert BedCount.objects.count() == 12
    assert do(job, people) == {"added": 1, "corrected": 0, "unchanged": 12, "refused": 0}
    assert BedCount.objects.count() == 13


def test_the_good_lines_of_a_large_sheet_are_taken_and_the_others_kept_to_be_looked_at(people: Cast) -> None:
    bring(people, 20, "good", wrong=3)
    job = Job.objects.get()
    assert do(job, people)["refused"] == 3
    assert [f["row"] for f in faults_of(job.pk)["faults"]] == [2, 3, 4]
    assert BedCount.objects.count() == 17


def test_a_large_sheet_that_is_only_checked_changes_nothing(people: Cast) -> None:
    bring(people, 20, "check")
    assert do(Job.objects.get(), people)["added"] == 20
    assert not BedCount.objects.exists()
    assert not Happening.objects.filter(kind="SheetImported").exists()


def test_a_cancelled_import_leaves_nothing_half_done(people: Cast) -> None:
    bring(people, 120)
    job = Job.objects.get()
    ask_to_cancel(job.pk)
    with pytest.raises(Cancelled):
        do(job, people)
    assert not BedCount.objects.exists()
    assert queue.claim(at=job.asked_at + timedelta(seconds=1)) == job


def test_the_file_is_gone_when_it_has_been_taken(people: Cast, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:
    bring(people, 13)
    assert len(list((tmp_path / "uploads").iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        do(Job.objects.get(), people)
    assert not list((tmp_path / "uploads").iterdir())
    assert not sheets.is_large(known()["beds"], _empty(tmp_path))


def _empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.csv"
    path.write_text(HEADING)
    return path
