"""A unit fills in its week, sees what does not agree, explains it and files; two people at one sheet lose nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import people
from tests.domains.governance.dispatching import IN_TIME, LAST_WEEK, WEEK, filed, line, on_duty, registered, saved
from tests.people import Cast
from weijian.domains.governance.actions.dispatch import SheetOvertaken, file_sheet
from weijian.domains.governance.models import DispatchSheet
from weijian.domains.governance.queries.dispatch_page import history_of
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(people: Cast) -> Cast:
    on_duty(people)
    return people


def body(version: int = 0, done: str = "随访三个村", **cells: str) -> dict[str, str]:
    rows = {"line-TOTAL_FORMS": "2", "line-INITIAL_FORMS": "0", "line-MIN_NUM_FORMS": "0", "line-MAX_NUM_FORMS": "60"}
    return {"version": str(version), "done": done, "planned": "", "problems": "", **rows, **{k.replace("__", "-"): v for k, v in cells.items()}}


def address(cast: Cast, week: date = WEEK, code: str = people.CLOUD_CENTRE) -> str:
    return reverse("dispatch-fill", args=[cast.institutions[code].pk, week.isoformat()])


def test_a_unit_saves_its_week_and_comes_to_what_does_not_agree(cast: Cast) -> None:
    filed(cast, LAST_WEEK, line("家庭医生签约", 4000, cumulative=True))
    typed = body(line__0__what="家庭医生签约", line__0__value="3990", line__0__unit="人", line__0__cumulative="on")
    page = cast.nurse_zhang.browser().post(address(cast), typed)
    sheet = DispatchSheet.objects.get(week_on=WEEK)
    assert page.url == reverse("dispatch-sheet", args=[sheet.pk])
    shown = cast.nurse_zhang.browser().get(page.url).content.decode()
    assert "累计数“家庭医生签约”由上周的4,000人减为3,990人。" in shown
    assert "说明并报送" in shown


def test_a_new_sheet_begins_with_last_weeks_names_and_no_numbers(cast: Cast) -> None:
    filed(cast, LAST_WEEK, line("家庭医生签约", 4000, cumulative=True))
    shown = cast.nurse_zhang.browser().get(address(cast)).content.decode()
    assert 'value="家庭医生签约"' in shown
    assert "4000" not in shown


def test_a_contradiction_is_explained_before_filing_and_the_explanation_is_kept(cast: Cast) -> None:
    filed(cast, LAST_WEEK, line("家庭医生签约", 4000, cumulative=True))
    sheet = saved(cast, WEEK, line("家庭医生签约", 3990, cumulative=True))
    browser, to = cast.nurse_zhang.browser(), reverse("dispatch-file", args=[sheet.pk])
    refused = browser.post(to, {"version": sheet.version})
    assert refused.status_code == 422
    assert "还有1处前后不一没有说明" in refused.content.decode()
    browser.post(to, {"version": sheet.version, "point-0": "核减重复签约10人"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.explanations, sheet.filed_by_name) == ("filed", {"GOV-40:家庭医生签约": "核减重复签约10人"}, "张护士")
    assert "核减重复签约10人" in cast.chief_chen.browser().get(reverse("dispatch-sheet", args=[sheet.pk])).content.decode()


def test_a_figure_is_held_against_what_is_registered_of_the_institution(cast: Cast) -> None:
    registered("家庭医生签约", 4305, institution_code=people.CLOUD_CENTRE, until_on=WEEK + timedelta(days=6))
    sheet = saved(cast, WEEK, line("家庭医生签约", 4090, cumulative=True))
    with pytest.raises(Refusal) as refused:
        file_sheet(sheet, {}, version=sheet.version, by=cast.nurse_zhang.standing(), at=IN_TIME)
    assert refused.value.code == "GOV-31"
    shown = cast.nurse_zhang.browser().get(reverse("dispatch-sheet", args=[sheet.pk])).content.decode()
    assert "“家庭医生签约”填报4,090人，登记的数字是4,305人（填报）。" in shown


def test_a_number_that_is_none_is_named_at_its_row_and_what_was_typed_stays(cast: Cast) -> None:
    page = cast.nurse_zhang.browser().post(address(cast), body(line__0__what="门诊", line__0__value="三百", line__0__unit="人次"))
    shown = page.content.decode()
    assert page.status_code == 422
    assert 'value="三百"' in shown
    assert "随访三个村" in shown
    assert not DispatchSheet.objects.exists()


def test_the_same_figure_is_not_written_twice(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        saved(cast, WEEK, line("门诊", 900, "人次"), line("本周门诊", 901, "人次"))
    assert refused.value.code == "GOV-39"
    saved(cast, WEEK, line("门诊", 900, "人次"), line("门诊", 30_000, "人次", cumulative=True))


def test_whoever_comes_second_sees_what_the_first_wrote_and_keeps_what_she_typed(cast: Cast) -> None:
    saved(cast, WEEK, line("门诊", 900, "人次"), done="甲写的")
    page = cast.nurse_zhang.browser().post(address(cast), body(0, "乙写的", line__0__what="门诊", line__0__value="901", line__0__unit="人次"))
    shown = page.content.decode()
    assert page.status_code == 409
    assert "甲写的" in shown
    assert "乙写的" in shown
    assert "900人次" in shown
    assert "901人次" in shown
    assert 'name="version" value="1"' in shown
    cast.nurse_zhang.browser().post(address(cast), body(1, "乙写的", line__0__what="门诊", line__0__value="901", line__0__unit="人次"))
    assert DispatchSheet.objects.get().done == "乙写的"


def test_a_sheet_changed_meanwhile_is_not_filed_unseen(cast: Cast) -> None:
    sheet = saved(cast, WEEK, line("门诊", 900, "人次"))
    saved(cast, WEEK, line("门诊", 950, "人次"), version=1)
    with pytest.raises(SheetOvertaken):
        file_sheet(sheet, {}, version=1, by=cast.nurse_zhang.standing(), at=IN_TIME)


def test_a_filed_sheet_is_not_written_over(cast: Cast) -> None:
    sheet = filed(cast, WEEK, line("门诊", 900, "人次"))
    with pytest.raises(Refusal) as refused:
        saved(cast, WEEK, line("门诊", 950, "人次"), version=sheet.version)
    assert refused.value.code == "GOV-32"
    page = cast.nurse_zhang.browser().get(address(cast))
    assert page.url == reverse("dispatch-sheet", args=[sheet.pk])


@pytest.mark.parametrize("week", [date(2026, 11, 9), date(2026, 10, 27)])
def test_only_a_week_that_has_begun_on_its_monday_is_filled_in(cast: Cast, week: date) -> None:
    with pytest.raises(Refusal) as refused:
        saved(cast, week, line("门诊", 900, "人次"))
    assert refused.value.code == "GOV-37"


def test_an_institution_without_the_duty_files_nothing(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        saved(cast, WEEK, line("门诊", 900, "人次"), code=people.HOSPITAL)
    assert refused.value.code == "GOV-36"


def test_nobody_files_for_another_institution_or_sees_its_sheet(cast: Cast) -> None:
    sheet = saved(cast, WEEK, line("门诊", 900, "人次"))
    other = cast.other_nurse.browser()
    assert other.get(address(cast)).status_code == 404
    assert other.get(reverse("dispatch-sheet", args=[sheet.pk])).status_code == 404
    with pytest.raises(Refusal) as refused:
        saved(cast, LAST_WEEK, line("门诊", 900, "人次"), by=cast.other_nurse.standing())
    assert refused.value.code == "GOV-49"


def test_what_was_done_is_on_record(cast: Cast) -> None:
    filed(cast, WEEK, line("门诊", 900, "人次"), by=cast.nurse_zhang.standing())
    assert list(Happening.objects.filter(by_name="张护士").order_by("pk").values_list("kind", flat=True)) == ["SheetSaved", "SheetFiled"]


def test_a_program_gets_the_sheet_with_what_does_not_agree(cast: Cast) -> None:
    filed(cast, LAST_WEEK, line("家庭医生签约", 4000, cumulative=True))
    sheet = saved(cast, WEEK, line("家庭医生签约", 3990, cumulative=True))
    told = cast.nurse_zhang.program().get(reverse("dispatch-sheet", args=[sheet.pk])).json()
    assert told["points"][0]["key"] == "GOV-40:家庭医生签约"
    assert Decimal(told["lines"][0]["value"]) == 3990


def test_the_history_of_a_sheet_names_its_unit(cast: Cast) -> None:
    sheet = filed(cast, WEEK, line("门诊", 900, "人次"))
    told = [entry.sentence for entry in history_of("DispatchSheet", sheet.pk)]
    assert told == ["报送云岭乡卫生院 2026-10-26 一周的调度表，说明矛盾0处", "填写云岭乡卫生院 2026-10-26 一周的调度表，第1版"]
