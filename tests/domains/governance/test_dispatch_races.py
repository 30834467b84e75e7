"""Two people at one sheet or one report at once: one of them wins whole, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from tests.domains.governance.dispatching import HOUSE, IN_TIME, WEEK, filed, leader, line, officer, on_duty, registered, saved
from tests.people import AT, Cast, cast
from weijian.domains.governance.actions.dispatch import accept_sheet, enlist_unit, file_sheet, return_sheet
from weijian.domains.governance.actions.writing import EditedBlock, NewReport, draft_report, edit_report, issue_report, submit_report
from weijian.domains.governance.models import DispatchSheet, DispatchUnit, Figure, WorkReport
from weijian.domains.governance.rules.writing import period_of
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal

pytestmark = [
    pytest.mark.postgresql, pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a race between clerks needs PostgreSQL (WEIJIAN_TEST_DATABASE=postgresql)"),
]
RUNNERS = 6


def raced(deeds: list[Callable[[], object]]) -> list[str]:
    """All at once, each on a connection of its own; what each was told ("" for done)."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        try:
            start.wait()
            deed()
            return ""
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


@pytest.fixture
def county() -> Cast:
    made = cast()
    on_duty(made)
    return made


def test_one_first_draft_of_a_week_wins_and_the_others_are_told(county: Cast) -> None:
    told = raced([lambda n=n: saved(county, WEEK, line("门诊", n, "人次")) for n in range(RUNNERS)])
    assert told == [""] + ["GOV-33"] * (RUNNERS - 1)
    sheet = DispatchSheet.objects.get()
    assert (sheet.version, sheet.lines.count()) == (1, 1)


def test_a_sheet_is_filed_once(county: Cast) -> None:
    sheet = saved(county, WEEK, line("门诊", 900, "人次"))
    told = raced([lambda: file_sheet(sheet, {}, version=1, by=county.nurse_zhang.standing(), at=IN_TIME) for _ in range(RUNNERS)])
    assert told == [""] + ["GOV-33"] * (RUNNERS - 1)
    assert Happening.objects.filter(kind="SheetFiled").count() == 1


def test_a_sheet_is_filed_or_written_over_never_both(county: Cast) -> None:
    sheet = saved(county, WEEK, line("门诊", 900, "人次"))
    told = raced([
        lambda: file_sheet(sheet, {}, version=1, by=HOUSE, at=IN_TIME), lambda: saved(county, WEEK, line("门诊", 1, "人次"), version=1),
    ])
    assert told == ["", "GOV-33"]
    sheet.refresh_from_db()
    assert (sheet.state, sheet.lines.get().value) in {("filed", 900), ("draft", 1)}


def test_a_sheet_is_accepted_or_returned_never_both_and_its_figures_enter_once(county: Cast) -> None:
    sheet = filed(county, WEEK, line("门诊", 900, "人次"))
    office = [officer(f"o{n}").standing() for n in range(RUNNERS)]
    told = raced([
        *[lambda by=by: accept_sheet(sheet, version=sheet.version, by=by, at=IN_TIME) for by in office[:3]],
        *[lambda by=by: return_sheet(sheet, "复核", version=sheet.version, by=by, at=IN_TIME) for by in office[3:]],
    ])
    assert told == [""] + ["GOV-33"] * (RUNNERS - 1)
    sheet.refresh_from_db()
    assert Figure.objects.count() == (1 if sheet.state == "accepted" else 0)


def test_an_institution_is_put_on_the_list_once(county: Cast) -> None:
    hospital = county.institutions["H0001"]
    told = raced([lambda: enlist_unit(hospital, date(2026, 10, 26), by=HOUSE, at=AT) for _ in range(RUNNERS)])
    assert told == [""] + ["GOV-47"] * (RUNNERS - 1)
    assert DispatchUnit.objects.filter(institution=hospital).count() == 1


def test_a_report_is_issued_once_and_never_beside_an_edit(county: Cast) -> None:
    registered("家庭医生签约", 40912)
    report = draft_report(NewReport("half_year", "429921", *period_of("half_year", date(2026, 3, 1))), by=HOUSE, at=AT)
    report = edit_report(report, report.title, [EditedBlock(0, "prose", "各项工作有序推进。")], version=1, by=HOUSE, at=AT)
    report = submit_report(report, version=report.version, by=HOUSE, at=AT)
    bosses = [leader(f"l{n}").standing() for n in range(3)]
    told = raced([
        *[lambda by=by: issue_report(report, "青禾县卫生健康局", lambda key: "", version=report.version, by=by, at=AT) for by in bosses],
        lambda: edit_report(report, "改", [EditedBlock(0, "prose", "改了")], version=report.version, by=HOUSE, at=AT),
    ])
    assert told.count("") == 1
    assert set(told) <= {"", "GOV-50", "GOV-51"}
    issued = WorkReport.objects.get()
    assert (issued.state, issued.blocks.get().text) == ("issued", "各项工作有序推进。")
