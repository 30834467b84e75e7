"""The office returns, accepts and rolls up; accepted figures stand in the register, returned ones are withdrawn."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import people
from tests.domains.governance.dispatching import HOUSE, IN_TIME, LAST_WEEK, WEEK, accepted, filed, line, officer, on_duty, registered, saved
from tests.people import Cast
from weijian.domains.governance.actions.dispatch import accept_sheet, discharge_unit, enlist_unit, return_sheet
from weijian.domains.governance.models import DispatchUnit, Figure, WorkReport
from weijian.domains.governance.queries.dispatch import board, dispatch_waiting_for, due_at
from weijian.domains.governance.queries.numbers import best_of
from weijian.domains.governance.queries.writing import shown
from weijian.domains.governance.rules.dispatch import Punctual
from weijian.domains.governance.rules.writing import period_of
from weijian.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db
TWO_DAYS_LATE = IN_TIME + timedelta(days=4)


@pytest.fixture
def cast(people: Cast) -> Cast:
    on_duty(people)
    return people


def test_an_accepted_sheet_enters_its_figures_and_a_returned_one_withdraws_them(cast: Cast) -> None:
    sheet = filed(cast, WEEK, line("家庭医生签约", 4000, cumulative=True), line("门诊", 900, "人次"))
    cast.chief_chen.browser().post(reverse("dispatch-accept", args=[sheet.pk]), {"version": sheet.version})
    signed, visits = Figure.objects.order_by("pk")
    assert (signed.institution_code, signed.value, signed.period) == (people.CLOUD_CENTRE, 4000, "2026年1月1日至11月1日")
    assert (visits.from_on, visits.until_on, visits.period) == (WEEK, WEEK + timedelta(days=6), "2026年10月26日至11月1日")
    cast.chief_chen.browser().post(reverse("dispatch-return", args=[sheet.pk]), {"version": sheet.version + 1, "why": "签约数请复核"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.returned_why) == ("returned", "签约数请复核")
    assert set(Figure.objects.values_list("withdrawn_why", flat=True)) == {"签约数请复核"}
    assert "签约数请复核" in cast.nurse_zhang.browser().get(reverse("dispatch-sheet", args=[sheet.pk])).content.decode()


def test_whoever_filed_it_does_not_accept_it(cast: Cast) -> None:
    both = people.person("both", "两岗", "township_worker", place_code=people.CLOUD_TOWN, institution_code=people.CLOUD_CENTRE)
    people.RoleGrant.objects.create(account=both.account, role="officer", place_code=people.COUNTY, institution_code=people.COMMISSION, from_on=people.LONG_AGO)
    sheet = filed(cast, WEEK, line("门诊", 900, "人次"), by=both.standing())
    refused = both.browser().post(reverse("dispatch-accept", args=[sheet.pk]), {"version": sheet.version})
    assert refused.status_code == 422
    assert "报送人不能汇总自己报的调度表" in refused.content.decode()


def test_an_office_of_another_place_returns_and_accepts_nothing_here(cast: Cast) -> None:
    sheet = filed(cast, WEEK, line("门诊", 900, "人次"))
    elsewhere = people.person("elsewhere", "外县科长", "officer", place_code="429922")
    assert elsewhere.browser().post(reverse("dispatch-accept", args=[sheet.pk])).status_code == 404
    for deed in (lambda: accept_sheet(sheet, version=sheet.version, by=elsewhere.standing(), at=IN_TIME),
                 lambda: return_sheet(sheet, "否", version=sheet.version, by=elsewhere.standing(), at=IN_TIME)):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "GOV-49"


def test_the_board_shows_who_filed_who_is_late_and_by_how_long(cast: Cast) -> None:
    filed(cast, WEEK, line("门诊", 900, "人次"), at=TWO_DAYS_LATE)
    found = board(cast.chief_chen.standing(), people.COUNTY, on=people.TODAY, at=TWO_DAYS_LATE)
    states = {row.institution.code: row.weeks[1] for row in found.rows}
    late, missing = states[people.CLOUD_CENTRE], states[people.RIVER_CENTRE]
    assert late is not None
    assert late.kept is not None
    assert (late.kept.state, late.kept.late_minutes) == (Punctual.FILED_LATE, 3 * 1440 + 17 * 60)
    assert missing is not None
    assert missing.kept is not None
    assert missing.kept.state is Punctual.OVERDUE
    assert (found.filed, found.late, found.missing) == (1, 1, 1)


def test_a_sheet_returned_and_filed_again_is_as_punctual_as_its_first_filing(cast: Cast) -> None:
    sheet = filed(cast, WEEK, line("门诊", 900, "人次"))
    sheet = return_sheet(sheet, "复核", version=sheet.version, by=HOUSE, at=IN_TIME)
    from weijian.domains.governance.actions.dispatch import file_sheet

    file_sheet(sheet, {}, version=sheet.version, by=HOUSE, at=TWO_DAYS_LATE)
    row = next(r for r in board(cast.chief_chen.standing(), people.COUNTY, on=WEEK, at=TWO_DAYS_LATE).rows if r.institution.code == people.CLOUD_CENTRE)
    assert row.weeks[0] is not None
    assert row.weeks[0].kept is not None
    assert row.weeks[0].kept.state is Punctual.ON_TIME


def test_a_unit_sees_only_its_own_row_of_the_board(cast: Cast) -> None:
    shown = cast.nurse_zhang.browser().get(reverse("dispatch")).content.decode()
    assert "云岭乡卫生院" in shown
    assert "柳河镇卫生院" not in shown


def test_the_due_moment_is_a_parameter_and_no_guess_is_made_for_a_year_without_calendar(cast: Cast) -> None:
    assert due_at(WEEK) == IN_TIME.replace(hour=9)
    assert due_at(WEEK.replace(year=2099, month=11, day=2)) is None


def test_sums_are_drawn_on_the_page_and_written_to_the_sheet_with_the_late_ones(cast: Cast) -> None:
    accepted(cast, WEEK, line("门诊", 900, "人次"), line("签约率", 50, "%", numerator=Decimal(1), denominator=Decimal(2)))
    accepted(cast, WEEK, line("门诊", 100, "人次"), line("次均费用", 80, "元"), code=people.RIVER_CENTRE)
    enlist_unit(cast.institutions[people.HOSPITAL], WEEK, by=HOUSE, at=IN_TIME)
    place = [people.COUNTY, WEEK.isoformat()]
    shown = cast.chief_chen.browser().get(reverse("dispatch-week", args=place)).content.decode()
    assert "<strong>1,000</strong>" in shown
    assert "平均数、排名、得分一类的数相加没有意义" in shown
    sheet = cast.chief_chen.browser().get(reverse("dispatch-week-sheet", args=place))
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert ["门诊", "本周", "人次", 1000.0, "", 100.0, 900.0] in rows
    assert any(str(row[0]).startswith("青禾县人民医院：") for row in rows)


def test_a_weekly_report_is_drafted_whose_sums_are_figures_of_the_place(cast: Cast) -> None:
    accepted(cast, LAST_WEEK, line("门诊", 800, "人次"))
    accepted(cast, WEEK, line("门诊", 900, "人次"))
    accepted(cast, WEEK, line("门诊", 100, "人次"), code=people.RIVER_CENTRE)
    browser = cast.chief_chen.browser()
    browser.post(reverse("dispatch-week-report", args=[people.COUNTY, LAST_WEEK.isoformat()]))
    browser.post(reverse("dispatch-week-report", args=[people.COUNTY, WEEK.isoformat()]))
    report = WorkReport.objects.latest("pk")
    total = Figure.objects.get(place_code=people.COUNTY, from_on=WEEK)
    assert (total.value, total.snapshot["parts"]) == (1000, {"云岭乡卫生院": "900.00000000", "柳河镇卫生院": "100.00000000"})
    shown = browser.get(reverse("work-report", args=[report.pk])).content.decode()
    assert report.title == "青禾县卫生健康工作周报（2026年10月26日至11月1日）"
    assert "1,000人次" in shown
    assert "，比上期" in shown
    assert "增长25%" in shown
    assert "环比" in shown
    assert "上年同期" not in shown
    assert "按时报送：柳河镇卫生院、云岭乡卫生院。" in shown or "按时报送：云岭乡卫生院、柳河镇卫生院。" in shown


def test_the_weeks_own_count_and_the_running_total_of_one_thing_both_stand_in_the_report(cast: Cast) -> None:
    accepted(cast, WEEK, line("门诊", 900, "人次"), line("门诊", 41_200, "人次", cumulative=True))
    cast.chief_chen.browser().post(reverse("dispatch-week-report", args=[people.COUNTY, WEEK.isoformat()]))
    text = "".join(piece.text for one in shown(WorkReport.objects.get()).blocks for piece in one.said)
    assert "门诊900人次" in text
    assert "门诊今年以来累计41,200人次" in text


def test_one_week_of_a_month_is_not_the_months_figure(cast: Cast) -> None:
    october = period_of("monthly", WEEK)
    registered("门诊", 900, "人次", from_on=LAST_WEEK, until_on=LAST_WEEK + timedelta(days=6))
    registered("门诊", 41_200, "人次", from_on=october[0].replace(month=1), until_on=october[1])
    assert [(one.value, one.so_far) for one in best_of(people.COUNTY, *october)] == [(41_200, True)]


def test_a_sum_rolled_up_anew_replaces_the_one_before(cast: Cast) -> None:
    accepted(cast, WEEK, line("门诊", 900, "人次"))
    browser, to = cast.chief_chen.browser(), reverse("dispatch-week-report", args=[people.COUNTY, WEEK.isoformat()])
    browser.post(to)
    browser.post(to)
    first, = Figure.objects.filter(place_code=people.COUNTY)
    accepted(cast, WEEK, line("门诊", 100, "人次"), code=people.RIVER_CENTRE)
    browser.post(to)
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert first.replaced_by is not None
    assert first.replaced_by.value == 1000


def test_nothing_is_rolled_up_of_a_week_nobody_accepted(cast: Cast) -> None:
    filed(cast, WEEK, line("门诊", 900, "人次"))
    refused = cast.chief_chen.browser().post(reverse("dispatch-week-report", args=[people.COUNTY, WEEK.isoformat()]))
    assert refused.status_code == 422
    assert not WorkReport.objects.exists()


def test_what_waits_stands_on_everybodys_first_page(cast: Cast) -> None:
    saved(cast, LAST_WEEK, line("门诊", 900, "人次"), at=IN_TIME - timedelta(days=7))
    filed(cast, WEEK, line("门诊", 900, "人次"), code=people.RIVER_CENTRE)
    unit = dispatch_waiting_for(cast.nurse_zhang.standing(), on=WEEK, at=IN_TIME)
    office = dispatch_waiting_for(cast.chief_chen.standing(), on=WEEK, at=IN_TIME)
    assert (unit.due, unit.overdue >= 1, unit.to_accept) == (1, True, 0)
    assert (office.due, office.overdue, office.to_accept) == (0, 0, 1)


def test_the_office_says_who_files_and_until_when(cast: Cast) -> None:
    browser = officer().browser()
    hospital = cast.institutions[people.HOSPITAL]
    browser.post(reverse("dispatch-units"), {"institution_id": hospital.pk, "from_on": "2026-10-26"})
    unit = DispatchUnit.objects.get(institution=hospital)
    refused = browser.post(reverse("dispatch-units"), {"institution_id": hospital.pk, "from_on": "2026-10-26"})
    assert refused.status_code == 422
    browser.post(reverse("dispatch-unit-end", args=[unit.pk]), {"until_on": "2026-11-08"})
    unit.refresh_from_db()
    assert str(unit.until_on) == "2026-11-08"
    with pytest.raises(Refusal) as backwards:
        discharge_unit(unit, WEEK - timedelta(days=1), by=HOUSE, at=IN_TIME)
    assert backwards.value.code == "GOV-48"


def test_a_sheets_own_figures_are_not_held_against_it(cast: Cast) -> None:
    sheet = accepted(cast, WEEK, line("门诊", 900, "人次"))
    registered("别家的门诊", 5, "人次", institution_code=people.RIVER_CENTRE, until_on=WEEK)
    told = cast.chief_chen.program().get(reverse("dispatch-sheet", args=[sheet.pk])).json()
    assert told["points"] == []
