"""A report is handed in as a file or as a text, read once for a place, at once or in the background."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import AT, CLOUD_CENTRE, CLOUD_TOWN, COUNTY, FAR_HILL, HOSPITAL, Cast, person
from weijian.domains.governance.actions.reading import HandedIn, hand_in_report
from weijian.domains.governance.imports.handing import AT_ONCE_BYTES
from weijian.domains.governance.models import Candidate, SourceReport
from weijian.domains.governance.states import RELATIONS
from weijian.engines.reading import arithmetic
from weijian.engines.reading.nouns import Cleaned, Figure, Kind
from weijian.engines.reading.read import Reading
from weijian.foundation.happenings.models import Happening
from weijian.foundation.jobs import queue
from weijian.foundation.jobs.models import Job
from weijian.foundation.jobs.progress import Progress
from weijian.foundation.jobs.work import kind_named

pytestmark = pytest.mark.django_db
NEW = "/governance/reports/read/new/"
TEXT = "云岭乡卫生院2026年上半年工作小结\n上半年门诊20146人次，住院860人次。家庭医生签约1860人，其中重点人群930人，占50%。\n"


def hand_in(who: Any, **typed: Any) -> dict[str, Any]:
    answer = who.program().post(NEW, {"place": CLOUD_TOWN, "institution": CLOUD_CENTRE, **typed})
    return {"status": answer.status_code, **(answer.json() if answer.headers["Content-Type"].startswith("application/json") else {})}


def test_a_pasted_report_is_kept_raw_and_clean_with_its_figures(people: Cast) -> None:
    report = SourceReport.objects.get(pk=hand_in(people.nurse_zhang, text=TEXT)["report"])
    assert report.raw == TEXT
    assert (report.place_code, report.institution_code, report.handed_in_by_name) == (CLOUD_TOWN, CLOUD_CENTRE, "张护士")
    found = {(c.value, c.unit) for c in report.candidates.all()}
    assert {(20146, "人次"), (860, "人次"), (1860, "人"), (930, "人"), (50, "%")} <= found
    assert all(report.text[c.start:c.end] == c.written for c in report.candidates.all())
    assert Happening.objects.get(kind="ReportHandedIn").facts["found"] == report.candidates.count()


def test_the_arithmetic_of_the_report_stands_with_its_figures(people: Cast) -> None:
    key = hand_in(people.nurse_zhang, text=TEXT)["report"]
    share = next(c for c in SourceReport.objects.get(pk=key).checks if c["verdict"] == "holds")
    figures = {Candidate.objects.get(report_id=key, position=p).value for p in share["figures"]}
    assert {930, 1860} <= figures
    page = people.nurse_zhang.browser().get(f"/governance/reports/read/{key}/").content.decode()
    assert share["words"].replace("<", "&lt;") in page


def test_a_file_in_an_old_encoding_is_read_as_it_was_meant(people: Cast) -> None:
    file = SimpleUploadedFile("小结.txt", TEXT.encode("gb18030"))
    report = SourceReport.objects.get(pk=hand_in(people.nurse_zhang, report=file)["report"])
    assert report.file_name == "小结.txt"
    assert "家庭医生签约1860人" in report.text


def test_a_page_from_the_web_is_read_without_its_page(people: Cast) -> None:
    html = f"<html><head><script>var x = 999人;</script></head><body><p>{TEXT}</p></body></html>"
    report = SourceReport.objects.get(pk=hand_in(people.nurse_zhang, report=SimpleUploadedFile("a.html", html.encode()))["report"])
    assert 999 not in {c.value for c in report.candidates.all()}
    assert 1860 in {c.value for c in report.candidates.all()}


def test_a_row_of_digits_too_long_for_a_figure_stays_in_the_text_only(people: Cast) -> None:
    digits = "1" * 26
    text = f"编号{digits}人，新签5人。"
    figures = tuple(
        Figure(Decimal(w), "人", "数", Kind.LEVEL, f"{w}人", text, 1, text.index(w), text.index(w) + len(w) + 1) for w in (digits, "5")
    )
    report = hand_in_report(HandedIn(text, CLOUD_TOWN), Reading(Cleaned(text, text, (1,)), figures, ()), by=people.nurse_zhang.standing(), at=AT)
    assert [(c.position, c.value) for c in report.candidates.all()] == [(1, Decimal(5))]
    page = people.nurse_zhang.browser().get(f"/governance/reports/read/{report.pk}/").content.decode()
    assert digits in page


def test_the_same_report_for_the_same_place_is_the_one_already_there(people: Cast) -> None:
    one = hand_in(people.nurse_zhang, text=TEXT)["report"]
    assert hand_in(people.nurse_zhang, text=TEXT)["report"] == one
    assert hand_in(people.chief_chen, text=TEXT, place=COUNTY, institution="")["report"] != one
    assert Happening.objects.filter(kind="ReportHandedIn").count() == 2


def test_a_large_report_is_read_in_the_background_and_leads_to_itself(people: Cast) -> None:
    long = TEXT + "各村巡诊每月2次。\n" * (AT_ONCE_BYTES // 24)
    answer = people.nurse_zhang.browser().post(NEW, {"place": CLOUD_TOWN, "institution": CLOUD_CENTRE, "text": long})
    job = Job.objects.get(kind="governance.read_report")
    assert answer["Location"] == f"/governance/reports/read/jobs/{job.pk}/"
    assert people.nurse_zhang.browser().get(answer["Location"]).status_code == 200
    done = run(job, people)
    assert people.nurse_zhang.browser().get(answer["Location"])["Location"] == f"/governance/reports/read/{done['report']}/"
    report = SourceReport.objects.get(pk=done["report"])
    assert report.raw == long
    later = people.nurse_zhang.browser().get(f"/governance/reports/read/{report.pk}/?part=2").content.decode()
    assert "第 2 段，共 " in later


def run(job: Job, people: Cast) -> dict[str, Any]:
    """As the worker does it, telling how far it is."""
    told = Progress(job.pk, lambda: 0.0)
    claimed = queue.claim(at=job.asked_at + timedelta(seconds=1))
    assert claimed is not None
    result = dict(kind_named(job.kind).do(job.arguments, by=people.nurse_zhang.standing(), at=AT, progress=told) or {})
    queue.finish(claimed, "done", result, at=job.asked_at)  # type: ignore[arg-type]  # the word of the state
    return result


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "请上传一个文件，或粘贴正文，二者取一。"),
        ({"text": TEXT, "report": SimpleUploadedFile("a.txt", b"1")}, "二者取一"),
        ({"text": TEXT, "place": FAR_HILL[:9] + "999"}, "请先改正"),
        ({"text": TEXT, "place": "429921101"}, "请先改正"),
        ({"text": TEXT, "institution": HOSPITAL}, "请先改正"),
    ],
)
def test_a_form_that_says_too_little_or_reaches_too_far_comes_back(people: Cast, typed: dict[str, Any], words: str) -> None:
    answer = people.nurse_zhang.browser().post(NEW, {"place": CLOUD_TOWN, "institution": CLOUD_CENTRE, **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not SourceReport.objects.exists()


@pytest.mark.parametrize(("name", "data", "code"), [("a.exe", b"MZ", "DOC-01"), ("a.txt", b" \n", "DOC-02"), ("a.docx", b"PK nothing", "DOC-06")])
def test_a_file_that_cannot_be_read_says_why(people: Cast, name: str, data: bytes, code: str) -> None:
    assert hand_in(people.nurse_zhang, report=SimpleUploadedFile(name, data))["code"] == code


def test_a_clerk_of_a_hospital_without_a_place_hands_in_for_her_hospital_only(people: Cast) -> None:
    hers = person("bai", "白统计", "statistician", institution_code=HOSPITAL)
    place = people.institutions[HOSPITAL].place.code
    key = hand_in(hers, text=TEXT, place=place, institution=HOSPITAL)["report"]
    assert hers.browser().get(f"/governance/reports/read/{key}/").status_code == 200
    assert people.nurse_zhang.browser().get(f"/governance/reports/read/{key}/").status_code == 404
    assert people.chief_chen.browser().get(f"/governance/reports/read/{key}/").status_code == 200
    assert hand_in(hers, text=TEXT + "又", place=place, institution="")["status"] == 422


def test_reports_are_listed_with_what_waits(people: Cast) -> None:
    hand_in(people.nurse_zhang, text=TEXT)
    told = people.nurse_zhang.program().get("/governance/reports/read/?waiting=on").json()["reports"]
    assert [(r["title"], r["waiting"] == r["found"] > 0) for r in told] == [("云岭乡卫生院2026年上半年工作小结", True)]
    assert people.other_nurse.program().get("/governance/reports/read/").json()["reports"] == []
    page = people.nurse_zhang.browser().get("/governance/reports/read/?title=小结").content.decode()
    assert "云岭乡卫生院2026年上半年工作小结" in page


def test_her_home_says_how_many_figures_wait_to_be_checked(people: Cast) -> None:
    found = SourceReport.objects.get(pk=hand_in(people.nurse_zhang, text=TEXT)["report"]).candidates.count()
    waiting = {w["words"]: w["count"] for w in people.chief_chen.program().get("/").json()["waiting"]}
    assert waiting["报告里读出的数字待核"] == str(found)
    assert "报告里读出的数字待核" not in {w["words"] for w in people.nurse_zhang.program().get("/").json()["waiting"]}


def test_every_relation_the_reader_checks_has_a_name_on_the_screen() -> None:
    folder = Path(arithmetic.__file__).parent
    checked = {name for path in folder.glob("*.py") for name in re.findall(r"""\.check\(\s*"([a-z_]+)\"""", path.read_text("utf-8"))}
    assert len(checked) > 20
    assert checked <= set(RELATIONS)
