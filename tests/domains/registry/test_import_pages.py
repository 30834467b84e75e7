"""From the upload to the result, through the pages."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from tests.domains.registry.sheets import many, person_row, sheet_of
from tests.people import Cast, person
from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.domains.registry.models import Resident
from weijian.foundation.files import receiving, uploads
from weijian.foundation.jobs import work
from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.jobs.worker import Worker
from weijian.interop.sheets.reading import open_sheet
from weijian.kernel.refusal import Refusal

PAGE = "/residents/import/"


@pytest.fixture(autouse=True)
def _only_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other room's standing work runs between."""
    monkeypatch.setattr(work, "_kinds", {name: kind for name, kind in work._kinds.items() if name.endswith("_residents")})


@pytest.fixture
def browser(people: Cast) -> Client:
    return people.data_clerk_he.browser()


def handed_in(browser: Client, path: Path) -> Job:
    answer = browser.post(PAGE, {"sheet": SimpleUploadedFile("居民.csv", path.read_bytes())})
    assert answer.status_code == 302
    return worked(answer.headers["Location"])


def worked(address: str) -> Job:
    assert Worker(clock=now).run_next()
    return Job.objects.get(pk=int(address.rstrip("/").rsplit("/", 1)[-1]))


def text(browser: Client, job: Job) -> str:
    return browser.get(f"{PAGE}{job.pk}/").content.decode()


def test_a_sound_sheet_is_checked_then_imported(people: Cast, browser: Client, tmp_path: Path) -> None:
    before = Resident.objects.count()
    job = handed_in(browser, sheet_of(tmp_path / "a.csv", many(4)))
    assert (job.state, job.result["added"], Resident.objects.count()) == (JobState.DONE, 4, before)
    assert "开始导入" in text(browser, job)
    imported = worked(browser.post(f"{PAGE}{job.pk}/start/").headers["Location"])
    assert (imported.state, imported.result["added"], Resident.objects.count()) == (JobState.DONE, 4, before + 4)
    assert "已新建" in text(browser, imported)


def test_the_file_is_gone_once_it_is_imported(people: Cast, browser: Client, tmp_path: Path) -> None:
    job = handed_in(browser, sheet_of(tmp_path / "a.csv", many(2)))
    path = uploads.uploaded(job.arguments["upload"])
    assert oct(path.stat().st_mode)[-3:] == "600"
    worked(browser.post(f"{PAGE}{job.pk}/start/").headers["Location"])
    assert not path.exists()
    assert browser.post(f"{PAGE}{job.pk}/start/").status_code == 422


def test_faults_are_listed_masked_and_the_good_lines_can_be_taken(people: Cast, browser: Client, tmp_path: Path) -> None:
    rows = [person_row(1), person_row(2, phone="1390000"), person_row(3)]
    job = handed_in(browser, sheet_of(tmp_path / "a.csv", rows))
    shown = text(browser, job)
    assert "手机号应为11位" in shown
    assert "1390000" not in shown
    assert "只导入正确的行" in shown
    imported = worked(browser.post(f"{PAGE}{job.pk}/start/", {"good_lines": "1"}).headers["Location"])
    assert (imported.result["added"], imported.result["left_out"]) == (2, 1)
    (tmp_path / "back.csv").write_bytes(b"".join(browser.get(f"{PAGE}{imported.pk}/left-out.csv").streaming_content))  # type: ignore[attr-defined]
    assert [texts[0] for _, texts in open_sheet(tmp_path / "back.csv", RESIDENTS).rows()] == ["居民2"]


def test_without_good_lines_a_faulty_sheet_is_refused_whole(people: Cast, browser: Client, tmp_path: Path) -> None:
    job = handed_in(browser, sheet_of(tmp_path / "a.csv", [person_row(1), person_row(2, phone="1390000")]))
    before = Resident.objects.count()
    imported = worked(browser.post(f"{PAGE}{job.pk}/start/").headers["Location"])
    assert (imported.state, Resident.objects.count()) == (JobState.REFUSED, before)
    assert "没有导入任何一行" in text(browser, imported)


def test_a_file_that_is_no_sheet_ends_with_a_sentence(people: Cast, browser: Client, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04 torn")
    job = handed_in(browser, tmp_path / "a.csv")
    assert "工作簿不完整" in text(browser, job)


def test_the_form_without_a_file_says_so(browser: Client) -> None:
    assert browser.post(PAGE).status_code == 422
    assert not Job.objects.exists()


def test_a_body_beyond_every_limit_is_read_past(browser: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST_BODY_BYTES", 100)
    answer = browser.post(PAGE, {"sheet": SimpleUploadedFile("a.csv", b"x" * 1000)})
    assert answer.status_code == 422
    assert not Job.objects.exists()


def test_an_upload_beyond_the_limit_leaves_nothing_behind(people: Cast) -> None:
    before = sorted(uploads._path("x").parent.iterdir())
    with pytest.raises(Refusal) as caught:
        uploads.put_by([b"x" * 600, b"x" * 600], largest_bytes=1000)
    assert caught.value.code == "SHE-02"
    assert sorted(uploads._path("x").parent.iterdir()) == before


def test_another_clerk_of_the_same_role_sees_neither_the_job_nor_the_file(people: Cast, browser: Client, tmp_path: Path) -> None:
    job = handed_in(browser, sheet_of(tmp_path / "a.csv", [person_row(1)]))
    other = person("second", "第二人", "data_clerk").browser()
    assert other.get(f"{PAGE}{job.pk}/").status_code == 404
    assert other.post(f"{PAGE}{job.pk}/start/").status_code == 404
    assert other.get(f"{PAGE}{job.pk}/left-out.csv").status_code == 404


def test_the_template_is_taken_back_by_our_own_reader(browser: Client, tmp_path: Path) -> None:
    answer = browser.get(f"{PAGE}template.xlsx")
    (tmp_path / "t.xlsx").write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert open_sheet(tmp_path / "t.xlsx", RESIDENTS).given == {c.key for c in RESIDENTS.columns}


def test_what_was_handed_in_and_never_imported_is_forgotten_after_a_day(people: Cast) -> None:
    from datetime import timedelta

    token = uploads.put_by([b"x"])
    uploads.forget_old(at=now() + timedelta(hours=23))
    assert uploads.uploaded(token).exists()
    uploads.forget_old(at=now() + timedelta(hours=25))
    with pytest.raises(Refusal):
        uploads.uploaded(token)
