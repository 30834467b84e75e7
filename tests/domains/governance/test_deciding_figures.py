"""Figures read from a report are confirmed, corrected, rejected, taken back: one by one, by somebody who saw them as they stand."""

from typing import Any

import pytest

from tests.people import AT, CLOUD_CENTRE, CLOUD_TOWN, COMMISSION, COUNTY, Cast, Person, person
from weijian.domains.governance.actions.reading import HandedIn, confirm_candidate, hand_in_report
from weijian.domains.governance.models import Candidate, Figure, SourceReport
from weijian.engines.reading.nouns import Cleaned, Kind, Status
from weijian.engines.reading.nouns import Figure as Read
from weijian.engines.reading.read import Reading
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db
TEXT = "云岭乡2026年上半年工作\n家庭医生签约1860人，占53.64%。\n上门服务62?人次。"


def read_of(what: str, written: str, unit: str, line: int, **words: Any) -> Read:
    """A figure as the reader hands it over."""
    at = TEXT.index(written)
    return Read(
        words.pop("value"), unit, what, words.pop("kind", Kind.LEVEL), written, TEXT.split("\n")[line - 1], line, at, at + len(written),
        place="云岭乡", period="2026年上半年", **words,
    )


@pytest.fixture
def report(people: Cast) -> SourceReport:
    figures = (
        read_of("家庭医生签约人数", "1860人", "人", 2, value=1860), read_of("家庭医生签约率", "53.64%", "%", 2, value=53, kind=Kind.RATIO),
        read_of("上门服务", "62?人次", "人次", 3, value=62, status=Status.DAMAGED),
    )
    reading = Reading(Cleaned(TEXT, TEXT, (1, 2, 3)), figures, ())
    handed = HandedIn(TEXT, CLOUD_TOWN, institution_code=CLOUD_CENTRE)
    return hand_in_report(handed, reading, by=people.nurse_zhang.standing(), at=AT)


@pytest.fixture
def statistician(people: Cast) -> Person:
    return person("tong", "童统计", "statistician", place_code=COUNTY, institution_code=COMMISSION)


def address(candidate: Candidate, deed: str = "") -> str:
    return f"/governance/reports/read/{candidate.report_id}/candidates/{candidate.pk}/{deed}"


def first(report: SourceReport, position: int = 0) -> Candidate:
    return Candidate.objects.get(report=report, position=position)


def test_a_confirmed_figure_enters_the_register_with_its_quote(report: SourceReport, statistician: Person) -> None:
    answer = statistician.program().post(address(first(report), "confirm/"), {"version": 1})
    assert answer.status_code == 200
    figure = Figure.objects.get(pk=answer.json()["figure"])
    assert (figure.value, figure.unit, figure.origin, figure.place_code) == (1860, "人", "reported", CLOUD_TOWN)
    assert (str(figure.from_on), str(figure.until_on), figure.institution_code) == ("2026-01-01", "2026-06-30", CLOUD_CENTRE)
    assert figure.candidate is not None
    assert (figure.candidate.quote, figure.candidate.line, figure.document) == ("家庭医生签约1860人，占53.64%。", 2, report.title)
    assert first(report).state == "confirmed"
    assert Happening.objects.filter(kind="CandidateConfirmed", by_id=statistician.account.pk).count() == 1


def test_a_corrected_figure_keeps_what_was_read_beside_what_it_is(report: SourceReport, statistician: Person) -> None:
    typed = {"version": 1, "what": "家庭医生签约居民", "value": "1862", "unit": "人", "figure_kind": "level", "bound": "exact", "period": "2026年1-6月"}
    answer = statistician.program().post(address(first(report), "correct/"), typed)
    figure, candidate = Figure.objects.get(pk=answer.json()["figure"]), first(report)
    assert (figure.value, figure.what, candidate.value, candidate.state) == (1862, "家庭医生签约居民", 1860, "corrected")
    assert figure.place_code == CLOUD_TOWN
    assert "指什么、数值" in Happening.objects.get(kind="CandidateCorrected").facts["fields"]


def test_a_rejected_figure_enters_nothing(report: SourceReport, statistician: Person) -> None:
    assert statistician.program().post(address(first(report), "reject/"), {"version": 1}).json()["state"] == "rejected"
    assert not Figure.objects.exists()


def test_a_decision_taken_back_withdraws_the_figure_and_may_be_taken_anew(report: SourceReport, statistician: Person) -> None:
    program = statistician.program()
    made = program.post(address(first(report), "confirm/"), {"version": 1}).json()["figure"]
    assert program.post(address(first(report), "undo/"), {"version": 2}).json()["state"] == "waiting"
    gone = Figure.objects.get(pk=made)
    assert gone.withdrawn_at is not None
    assert gone.withdrawn_why == "撤销核对"
    again = program.post(address(first(report), "confirm/"), {"version": 3}).json()["figure"]
    assert again != made
    assert Figure.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_whoever_comes_second_is_told_what_the_first_decided(people: Cast, report: SourceReport, statistician: Person) -> None:
    statistician.program().post(address(first(report), "reject/"), {"version": 1})
    answer = people.chief_chen.program().post(address(first(report), "confirm/"), {"version": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "GOV-03")
    assert "童统计" in answer.json()["sentence"]
    assert "不采用" in answer.json()["sentence"]
    assert not Figure.objects.exists()


def test_a_stale_screen_cannot_undo_a_decision_it_never_saw(people: Cast, report: SourceReport, statistician: Person) -> None:
    program = statistician.program()
    program.post(address(first(report), "confirm/"), {"version": 1})
    answer = people.chief_chen.program().post(address(first(report), "undo/"), {"version": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "GOV-04")
    assert first(report).state == "confirmed"


def test_a_damaged_figure_is_corrected_or_rejected_but_never_confirmed(report: SourceReport, statistician: Person) -> None:
    answer = statistician.program().post(address(first(report, 2), "confirm/"), {"version": 1})
    assert (answer.status_code, answer.json()["code"]) == (422, "GOV-07")
    page = statistician.browser().get(f"/governance/reports/read/{report.pk}/").content.decode()
    assert address(first(report, 2), "confirm/") not in page
    assert address(first(report, 2), "correct/") in page


def test_on_the_screen_only_the_card_comes_back_with_how_far_it_is(report: SourceReport, statistician: Person) -> None:
    page = statistician.browser().post(address(first(report), "confirm/"), {"version": 1}, headers={"HX-Request": "true"}).content.decode()
    assert page.count("<li class=\"card candidate\"") == 1
    assert 'data-state="confirmed"' in page
    assert "已核 1 / 3" in page
    assert "<html" not in page


def test_without_a_script_the_form_leads_back_to_the_figure_in_the_report(report: SourceReport, statistician: Person) -> None:
    answer = statistician.browser().post(address(first(report), "confirm/"), {"version": 1})
    assert answer.status_code == 302
    assert answer["Location"] == f"/governance/reports/read/{report.pk}/?part=1#candidate-{first(report).pk}"


def test_a_correction_that_contradicts_itself_is_refused(report: SourceReport, statistician: Person) -> None:
    typed = {"version": 1, "what": "签约", "value": "10", "value_max": "5", "figure_kind": "level", "bound": "exact"}
    answer = statistician.program().post(address(first(report), "correct/"), typed)
    assert (answer.status_code, answer.json()["code"]) == (422, "GOV-11")
    assert first(report).state == "waiting"


def test_a_township_worker_reads_but_does_not_decide(people: Cast, report: SourceReport) -> None:
    page = people.nurse_zhang.browser().get(f"/governance/reports/read/{report.pk}/")
    assert page.status_code == 200
    assert "data-deed" not in page.content.decode()
    assert people.nurse_zhang.program().post(address(first(report), "confirm/"), {"version": 1}).status_code == 403
    assert people.other_nurse.browser().get(f"/governance/reports/read/{report.pk}/").status_code == 404


def test_a_statistician_of_the_other_township_reaches_nothing_here(people: Cast, report: SourceReport) -> None:
    elsewhere = person("qiu", "邱统计", "statistician", place_code="429921101")
    assert elsewhere.program().post(address(first(report), "confirm/"), {"version": 1}).status_code == 404
    with pytest.raises(Refusal, match="不在您的管辖范围内"):
        confirm_candidate(first(report), version=1, by=elsewhere.standing(), at=AT)


def test_the_report_stands_with_its_figures_marked_and_its_lines_numbered(report: SourceReport, statistician: Person) -> None:
    page = statistician.browser().get(f"/governance/reports/read/{report.pk}/").content.decode()
    for position in range(3):
        assert f'id="mark-{first(report, position).pk}"' in page
    assert f"/governance/reports/read/{report.pk}/raw/#raw-2" in page
    assert 'class="mark mark-damaged"' in page
    raw = statistician.browser().get(f"/governance/reports/read/{report.pk}/raw/").content.decode()
    assert 'id="raw-3"' in raw
