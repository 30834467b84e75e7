"""The register of figures: found, followed to its source, entered, withdrawn, replaced, compared, taken out."""

import csv
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.people import AT, CLOUD_CENTRE, CLOUD_TOWN, COUNTY, HOSPITAL, RIVER_TOWN, Cast, person
from weijian.domains.governance.models import Figure
from weijian.foundation.happenings.models import Happening

pytestmark = pytest.mark.django_db
LIST = "/governance/figures/"
COUNT = {
    "what": "家庭医生签约人数", "value": "1860", "unit": "人", "figure_kind": "level", "bound": "exact", "place": CLOUD_TOWN, "period": "2026年1-6月",
    "document": "2026年半年报表",
}
RATE = {**COUNT, "what": "高血压规范管理率", "value": "76.5", "unit": "%", "figure_kind": "ratio"}


def enter(people: Cast, **typed: Any) -> Figure:
    answer = people.chief_chen.browser().post(f"{LIST}new/", {**COUNT, **typed})
    assert answer.status_code == 302, answer.content.decode()
    return Figure.objects.latest("pk")


def listed(who: Any, query: str = "") -> list[int]:
    return [f["id"] for f in who.program().get(LIST + query).json()["figures"]]


def compared(people: Cast, query: str) -> dict[str, Any]:
    told: dict[str, Any] = people.chief_chen.program().get(f"{LIST}compare/{query}").json()
    return told


def test_a_figure_is_entered_on_the_strength_of_a_document(people: Cast) -> None:
    made = enter(people)
    assert (made.value, made.place_name, made.origin, str(made.until_on)) == (1860, "云岭乡", "entered", "2026-06-30")
    page = people.chief_chen.browser().get(f"{LIST}{made.pk}/").content.decode()
    for words in ("1,860", "2026年半年报表", "2026-01-01—2026-06-30", "没有写明", "登记数字“家庭医生签约人数”1860人"):
        assert words in page
    assert people.chief_chen.browser().post(f"{LIST}new/", {**COUNT, "document": ""}).status_code == 422


def test_the_last_digit_typed_is_kept_as_how_exact_it_is(people: Cast) -> None:
    assert enter(people, **RATE).step.normalize() == enter(people, **{**RATE, "document": "另一份"}).step.normalize()
    assert str(enter(people, **RATE).step.normalize()) == "0.1"


def test_numerator_and_denominator_must_come_to_the_rate(people: Cast) -> None:
    wrong = people.chief_chen.program().post(f"{LIST}new/", {**RATE, "numerator": "70", "denominator": "100"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "GOV-13")
    assert enter(people, **RATE, numerator="765", denominator="1000").denominator == 1000


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?what=签约", "count"), ("?what=reported.hypertension_managed", "rate"), (f"?place={RIVER_TOWN}", "rate"), ("?kind=ratio", "rate"),
        ("?unit=人", "count"), ("?origin=entered&until_on=2026-06-30", "count"), ("?from_on=2026-07-01", "rate"),
    ],
)
def test_figures_are_found_by_what_place_period_origin_kind_and_unit(people: Cast, query: str, found: str) -> None:
    rate = {**RATE, "place": RIVER_TOWN, "period": "2026年1-9月", "indicator_code": "reported.hypertension_managed"}
    keys = {"count": enter(people).pk, "rate": enter(people, **rate).pk}
    assert listed(people.chief_chen, query) == [keys[found]]


def test_a_long_register_is_read_page_by_page(people: Cast) -> None:
    keys = [enter(people, document=f"报表{n}").pk for n in range(3)]
    Figure.objects.bulk_create([Figure(what="多", value=n, kind="level", place_code=COUNTY, origin="entered", entered_at=AT) for n in range(60)])
    one = people.chief_chen.program().get(LIST).json()
    two = people.chief_chen.program().get(f"{LIST}?after={one['after']}").json()
    assert len(one["figures"]) == 50
    assert [f["id"] for f in two["figures"]][-3:] == keys[::-1]
    assert two["after"] is None


def test_a_withdrawn_figure_stays_on_file_with_its_reason(people: Cast) -> None:
    made = enter(people)
    answer = people.chief_chen.browser().post(f"{LIST}{made.pk}/withdraw/", {"reason": "统计口径变更"})
    assert answer.status_code == 302
    assert listed(people.chief_chen) == []
    assert listed(people.chief_chen, "?withdrawn=on") == [made.pk]
    assert "统计口径变更" in people.chief_chen.browser().get(f"{LIST}{made.pk}/").content.decode()
    again = people.chief_chen.program().post(f"{LIST}{made.pk}/withdraw/", {"reason": "再撤一次吧"})
    assert (again.status_code, again.json()["code"]) == (422, "GOV-15")


def test_a_replaced_figure_leads_to_the_one_in_its_place_and_back(people: Cast) -> None:
    old = enter(people)
    form = people.chief_chen.browser().get(f"{LIST}{old.pk}/replace/").content.decode()
    assert 'value="1860"' in form
    answer = people.chief_chen.browser().post(f"{LIST}{old.pk}/replace/", {**COUNT, "value": "1866", "reason": "复核后更正"})
    new = Figure.objects.latest("pk")
    assert answer["Location"] == f"{LIST}{new.pk}/"
    old.refresh_from_db()
    assert (old.value, old.replaced_by_id, old.withdrawn_why) == (1860, new.pk, "复核后更正")
    assert f"{LIST}{new.pk}/" in people.chief_chen.browser().get(f"{LIST}{old.pk}/").content.decode()
    assert f"{LIST}{old.pk}/" in people.chief_chen.browser().get(f"{LIST}{new.pk}/").content.decode()
    assert Happening.objects.get(kind="FigureReplaced").facts["new_id"] == new.pk


def test_places_and_periods_stand_side_by_side(people: Cast) -> None:
    enter(people)
    enter(people, place=RIVER_TOWN, value="2400")
    enter(people, period="2026年1-9月", value="2100")
    told = compared(people, "?what=家庭医生签约人数")
    assert (told["verdict"], told["periods"]) == ("alike", ["2026年1-6月", "2026年1-9月"])
    assert {r["place"]: r["values"] for r in told["rows"]} == {"柳河镇": ["2400", None], "云岭乡": ["1860", "2100"]}
    page = people.chief_chen.browser().get(f"{LIST}compare/?what=家庭医生签约人数").content.decode()
    assert "data-chart" in page


def test_rates_without_a_denominator_are_listed_but_never_drawn(people: Cast) -> None:
    ticked = "&".join(f"id={enter(people, **{**RATE, 'place': place}).pk}" for place in (CLOUD_TOWN, RIVER_TOWN))
    assert compared(people, f"?{ticked}")["verdict"] == "no_denominator"
    page = people.chief_chen.browser().get(f"{LIST}compare/?{ticked}").content.decode()
    assert "data-chart" not in page
    assert "比率没有写明分母" in page


def test_people_and_visits_never_share_a_chart(people: Cast) -> None:
    one, other = enter(people), enter(people, unit="人次")
    assert compared(people, f"?id={one.pk}&id={other.pk}")["verdict"] == "other_units"
    assert "data-chart" not in people.chief_chen.browser().get(f"{LIST}compare/?id={one.pk}&id={other.pk}").content.decode()


def test_a_figure_is_compared_with_those_like_it_only(people: Cast) -> None:
    one = enter(people)
    enter(people, unit="人次")
    enter(people, place=RIVER_TOWN)
    assert len(compared(people, f"?like={one.pk}")["rows"]) == 2


def test_ticks_that_are_no_figures_are_passed_over(people: Cast) -> None:
    assert compared(people, f"?id=abc&id={'9' * 23}")["rows"] == []


def test_the_figures_listed_are_taken_out_as_a_sheet_and_that_is_on_record(people: Cast) -> None:
    enter(people)
    enter(people, **RATE)
    answer = people.chief_chen.browser().post(f"{LIST}export/", {"query": "kind=ratio", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(r["指什么"], r["数值"], r["单位"], r["地方"]) for r in rows] == [("高血压规范管理率", "76.5", "%", "云岭乡")]
    book = people.chief_chen.browser().post(f"{LIST}export/", {"query": "", "format": "xlsx"}).content
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()) == 3
    assert [h.facts["rows"] for h in Happening.objects.filter(kind="FiguresExported").order_by("pk")] == [1, 2]
    assert people.chief_chen.program().post(f"{LIST}export/", {"format": "exe"}).json()["code"] == "GOV-19"


def test_who_sees_a_figure_is_who_reaches_its_place_or_serves_its_institution(people: Cast) -> None:
    made = enter(people)
    Figure.objects.filter(pk=made.pk).update(institution_code=CLOUD_CENTRE)
    hospital = person("bai", "白统计", "statistician", institution_code=HOSPITAL)
    assert listed(people.nurse_zhang) == [made.pk]
    assert listed(people.other_nurse) == listed(hospital) == []
    assert people.other_nurse.browser().get(f"{LIST}{made.pk}/").status_code == 404
    assert people.nurse_zhang.browser().get(f"{LIST}{made.pk}/withdraw/").status_code == 403
    assert people.outsider.browser().get(LIST).status_code == 403


def test_nobody_enters_a_figure_for_a_place_beyond_her_post(people: Cast) -> None:
    township = person("tong", "童统计", "statistician", place_code=CLOUD_TOWN)
    assert township.browser().post(f"{LIST}new/", {**COUNT, "place": RIVER_TOWN}).status_code == 422
    assert township.browser().post(f"{LIST}new/", COUNT).status_code == 302
    assert not Figure.objects.filter(place_code=RIVER_TOWN).exists()
