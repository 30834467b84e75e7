"""重点项目 report upward on their superiors' schedule; what was reported stays as it was."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from tests.domains.planning.works import approved, met, moment, stage
from tests.people import CLOUD_TOWN, Cast, person
from weijian.domains.planning.actions.milestones import expect_milestone
from weijian.domains.planning.actions.reporting import file_report
from weijian.domains.planning.models import CapitalProject, ProjectReport
from weijian.foundation.parameters.models import ParameterValue
from weijian.kernel.refusal import Refusal

PAGE, OCTOBER = "/planning/projects/reports/", date(2026, 10, 1)
NOVEMBER = datetime(2026, 11, 4, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    """The pages are opened on 4 November."""
    views = "weijian.domains.planning.views.reporting"
    with patch(f"{views}.now", return_value=NOVEMBER), patch(f"{views}.localdate", return_value=NOVEMBER.date()):
        yield


@pytest.fixture
def labelled(people: Cast) -> CapitalProject:
    project = met(approved(people, people.chief_chen.standing()), people.chief_chen.standing(), 开工=date(2026, 2, 25))
    CapitalProject.objects.update(label="provincial")
    project.refresh_from_db()
    return project


def test_what_is_owed_comes_first_and_filing_it_takes_it_off_the_list(people: Cast, labelled: CapitalProject) -> None:
    officer = people.chief_chen
    owed = officer.program().get(PAGE).json()["owed"]
    assert [(one["project"], one["periods"][0], one["periods"][-1]) for one in owed] == [("P9", "2026-01-01", "2026-10-01")]
    assert "逾期" in officer.browser().get(PAGE).content.decode()
    filed = officer.browser().post(f"/planning/projects/{labelled.pk}/report/", {"period_on": "2026-01-01", "words": "土方开挖"})
    assert filed.status_code == 302
    told = officer.program().get(PAGE).json()
    assert told["owed"][0]["periods"][0] == "2026-02-01"
    assert (told["filed"][0]["words"], told["filed"][0]["state"], told["filed"][0]["met"]) == ("土方开挖", "在建", ["开工 2026-02-25"])


def test_a_report_keeps_what_was_so_then(people: Cast, labelled: CapitalProject) -> None:
    by = people.chief_chen.standing()
    first = file_report(labelled, OCTOBER, "", by=by, at=NOVEMBER)
    assert (first.content["percent"], first.content["next"]) == (25, "封顶 2026-11-04")
    expect_milestone(stage(labelled, "封顶"), date(2026, 12, 20), 60, "冬期施工", by=by, at=NOVEMBER)
    assert ProjectReport.objects.get().content == first.content
    line = [str(cell) for cell in CalamineWorkbook.from_filelike(BytesIO(
        people.chief_chen.browser().get("/planning/projects/reports.xlsx").content)).get_sheet_by_index(0).to_python()[1]]
    assert line[:5] == ["2026年10月", "省级重点", "远山分院", "云岭乡卫生院", "在建"]


@pytest.mark.parametrize(("period", "code"), [
    ("2026-11-01", "PLA-245"), ("2026-10-02", "PLA-248"), ("2025-12-01", "PLA-247"), ("2199-12-01", "PLA-245"), ("9999-12-01", "PLA-248"),
])
def test_a_period_that_cannot_be_reported_is_refused_by_name(people: Cast, labelled: CapitalProject, period: str, code: str) -> None:
    answer = people.chief_chen.program().post(f"/planning/projects/{labelled.pk}/report/", {"period_on": period, "words": ""})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_another_cadence_asks_for_the_days_to_come_and_not_anew_for_those_reported(people: Cast, labelled: CapitalProject) -> None:
    """Monthly until the end of September, quarterly from October: July, August and September were reported by the month."""
    by = people.chief_chen.standing()
    for month in range(1, 10):
        file_report(labelled, date(2026, month, 1), "", by=by, at=NOVEMBER)
    ParameterValue.objects.create(
        code="planning.label_report_months", value={"省级重点": 3}, from_on=OCTOBER, state="approved", proposed_at=NOVEMBER,
    )
    assert people.chief_chen.program().get(PAGE).json()["owed"] == []
    with patch("weijian.domains.planning.views.reporting.localdate", return_value=date(2027, 1, 3)):
        assert people.chief_chen.program().get(PAGE).json()["owed"][0]["periods"] == ["2026-10-01"]
    late = file_report(labelled, OCTOBER, "", by=by, at=NOVEMBER + timedelta(days=60))
    assert late.until_on == date(2026, 12, 31)


def test_an_unlabelled_project_owes_nothing_and_is_told_so(people: Cast, labelled: CapitalProject) -> None:
    CapitalProject.objects.update(label="county")
    assert people.chief_chen.program().get(PAGE).json()["owed"] == []
    answer = people.chief_chen.program().post(f"/planning/projects/{labelled.pk}/report/", {"period_on": "2026-10-01", "words": ""})
    assert answer.json()["code"] == "PLA-244"


def test_a_period_is_reported_once(people: Cast, labelled: CapitalProject) -> None:
    by = people.chief_chen.standing()
    file_report(labelled, OCTOBER, "", by=by, at=NOVEMBER)
    with pytest.raises(Refusal) as no:
        file_report(labelled, OCTOBER, "改一改", by=by, at=NOVEMBER + timedelta(days=1))
    assert no.value.code == "PLA-246"


def test_the_home_page_says_what_is_owed_and_strangers_see_none_of_it(people: Cast, labelled: CapitalProject) -> None:
    assert "重点项目逾期未向上级报送" in people.chief_chen.browser().get("/").content.decode()
    nurse = person("other", "外乡人", "officer", place_code="429922101")
    assert nurse.program().get(PAGE).json() == {"owed": [], "filed": []}
    near = person("near", "本乡人", "officer", place_code=CLOUD_TOWN)
    assert len(near.program().get(PAGE).json()["owed"]) == 1


def test_the_opening_is_forecast_from_where_the_work_stands(people: Cast, labelled: CapitalProject) -> None:
    by = people.chief_chen.standing()
    expect_milestone(stage(labelled, "封顶"), date(2199, 1, 1), 60, "冬期施工", by=by, at=moment(date(2026, 11, 4)))
    told = people.chief_chen.program().get(f"/planning/projects/{labelled.pk}/").json()
    assert (told["opens_on"], told["opens_days"]) == ("2199-08-31", -62944)
    page = people.chief_chen.browser().get(f"/planning/projects/{labelled.pk}/").content.decode()
    assert "推算投用" in page
    assert "较计划推迟2067个月" in page
    assert "2199-08-31" in people.chief_chen.browser().get("/planning/projects/").content.decode()
