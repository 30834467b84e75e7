"""平战转换: an order, the ward ready, the ward given back; what is late is first, and nobody orders what is not there."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.domains.planning.test_project_sheets import brought
from tests.domains.planning.works import approved, met, stage
from tests.people import AT, Cast, person
from weijian.domains.planning.actions.surge import order_conversions, ready_ward
from weijian.domains.planning.models import CapitalProject, Conversion, DualUse, ProjectTest
from weijian.foundation.catalogue.actions import add_entry
from weijian.foundation.catalogue.registers import known
from weijian.kernel.refusal import Refusal, Refusals

PAGE = "/planning/surge/"


@pytest.fixture
def project(people: Cast) -> CapitalProject:
    by = people.chief_chen.standing()
    made = met(approved(people, by), by, 开工=date(2026, 2, 25))
    CapitalProject.objects.update(state="commissioned", commissioned_on=date(2026, 10, 1))
    made.refresh_from_db()
    return made


@pytest.fixture
def ward(project: CapitalProject) -> DualUse:
    return DualUse.objects.create(project=project, ward="一区", peace_use="普通", emergency_use="隔离", beds=12, hours=6)


def test_a_ward_is_ordered_ready_and_given_back_through_its_pages(people: Cast, ward: DualUse) -> None:
    officer = people.chief_chen.browser()
    assert officer.post(f"{PAGE}order/", {"wards": [ward.pk], "why": "呼吸道疾病高峰"}).status_code == 302
    order = Conversion.objects.get()
    assert "转换中" in officer.get(PAGE).content.decode()
    assert officer.post(f"{PAGE}{order.pk}/ready/", {"beds": 10}).status_code == 302
    assert people.chief_chen.program().get(PAGE).json()["wards"][0]["order"]["ready_beds"] == 10
    assert officer.post(f"{PAGE}{order.pk}/end/", {"why": "高峰已过"}).status_code == 302
    told = people.chief_chen.program().get(PAGE).json()
    assert (told["beds"], told["capacity"], told["wards"][0]["order"]) == (12, [{"hours": 6, "beds": 12, "drilled": 0}], None)
    page = officer.get(f"/planning/projects/{ward.project_id}/").content.decode()
    for words in ("下令转换 一区", "转换就绪：10 张", "恢复平时：高峰已过"):
        assert words in page, words


@pytest.mark.parametrize(("said", "code"), [({"why": "演练"}, "PLA-251"), ({"wards": "own", "why": ""}, "PLA-26")])
def test_an_order_names_its_wards_and_its_reason(people: Cast, ward: DualUse, said: dict[str, object], code: str) -> None:
    given = {**said, "wards": [ward.pk]} if "wards" in said else said
    answer = people.chief_chen.program().post(f"{PAGE}order/", given)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Conversion.objects.exists()


def test_one_ward_that_cannot_be_turned_stops_the_whole_order(people: Cast, ward: DualUse) -> None:
    by = people.chief_chen.standing()
    second = DualUse.objects.create(project=ward.project, ward="二区", peace_use="普通", emergency_use="隔离", beds=5, hours=6)
    order_conversions([second], "演练", by=by, at=AT)
    with pytest.raises(Refusal) as no:
        order_conversions([ward, second], "应急", by=by, at=AT)
    assert no.value.code == "PLA-250"
    assert Conversion.objects.count() == 1


def test_more_beds_than_the_ward_has_are_refused_and_nothing_is_kept(people: Cast, ward: DualUse) -> None:
    by = people.chief_chen.standing()
    order = order_conversions([ward], "演练", by=by, at=AT)[0]
    with pytest.raises(Refusal) as no:
        ready_ward(order, 13, by=by, at=AT)
    assert no.value.code == "PLA-253"
    order.refresh_from_db()
    assert order.ready_at is None


def test_the_form_offers_only_wards_that_can_be_ordered(people: Cast, ward: DualUse) -> None:
    officer = people.chief_chen.browser()
    assert f'value="{ward.pk}"' in officer.get(f"{PAGE}order/").content.decode()
    order_conversions([ward], "演练", by=people.chief_chen.standing(), at=AT)
    assert f'value="{ward.pk}"' not in officer.get(f"{PAGE}order/").content.decode()
    assert officer.post(f"{PAGE}order/", {"wards": [ward.pk], "why": "应急"}).status_code == 422
    assert Conversion.objects.count() == 1


def test_a_late_order_is_first_and_on_the_home_page(people: Cast, ward: DualUse) -> None:
    by = people.chief_chen.standing()
    DualUse.objects.create(project=ward.project, ward="二区", peace_use="普通", emergency_use="隔离", beds=5, hours=2)
    order_conversions([ward], "应急", by=by, at=AT - timedelta(days=2))
    told = people.chief_chen.program().get(PAGE).json()
    assert [(one["ward"], one["late"]) for one in told["wards"]] == [("一区", True), ("二区", False)]
    assert "平战转换超过时限" in people.chief_chen.browser().get("/").content.decode()


def test_a_ward_of_a_house_still_being_built_is_shown_apart_and_not_ordered(people: Cast, ward: DualUse) -> None:
    CapitalProject.objects.update(state="building", commissioned_on=None)
    told = people.chief_chen.program().get(PAGE).json()
    assert (told["beds"], [one["ward"] for one in told["coming"]]) == (0, ["一区"])
    with pytest.raises(Refusal) as no:
        order_conversions([ward], "应急", by=people.chief_chen.standing(), at=AT)
    assert no.value.code == "PLA-249"


def test_somebody_elsewhere_neither_sees_nor_orders_it(people: Cast, ward: DualUse) -> None:
    stranger = person("other", "外乡人", "officer", place_code="429922101")
    assert stranger.program().get(PAGE).json()["wards"] == []
    assert stranger.program().post(f"{PAGE}order/", {"wards": [ward.pk], "why": "应急"}).status_code == 422
    assert not Conversion.objects.exists()


POINTS = "检测,检测点,检测值"


def compaction(people: Cast, project: CapitalProject, **limits: float) -> ProjectTest:
    return ProjectTest.objects.create(
        milestone=stage(project, "开工"), item="挤密系数", tester="检测中心", tested_on=date(2026, 2, 20), points=3, failed=0, **limits,
    )


def test_points_measured_come_by_sheet_and_the_test_counts_those_that_fail(people: Cast, project: CapitalProject, tmp_path: Path) -> None:
    test = compaction(people, project, least=0.93)
    name = "P9/开工/挤密系数/2026-02-20"
    lines = (f"{name},1#,0.95", f"{name},2#,0.93", f"{name},3#,0.91", f"{name},4#,0.90")
    assert brought(people, tmp_path, "project-test-points", POINTS, *lines) == (4, 0, 0)
    assert brought(people, tmp_path, "project-test-points", POINTS, *lines) == (0, 0, 4)
    test.refresh_from_db()
    assert (test.points, test.failed) == (4, 2)
    page = people.chief_chen.browser().get(f"/planning/projects/{project.pk}/").content.decode()
    assert '3# <span class="num">0.91</span>' in page
    assert '1# <span class="num">' not in page
    assert brought(people, tmp_path, "project-test-points", POINTS, f"{name},3#,0.94", f"{name},4#,0.94") == (0, 2, 0)
    test.refresh_from_db()
    assert test.passed


@pytest.mark.parametrize(("line", "column", "code"), [
    ("P9/开工/挤密系数/2026-02-20,1#,0.95", "检测", "PLA-241"), ("P9/开工/挤密系数/昨天,1#,0.95", "检测", "CAT-"),
    ("P9/开工/挤密系数/2026-02-20,1#,很密", "检测值", "CAT-"),
])
def test_a_point_that_cannot_be_judged_is_named(people: Cast, project: CapitalProject, tmp_path: Path, line: str, column: str, code: str) -> None:
    compaction(people, project)
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, "project-test-points", POINTS, line)
    fault = no.value.faults[0]
    assert (fault.row, fault.column) == (2, column)
    assert fault.refusal.code.startswith(code)


def test_what_the_test_says_itself_must_agree_with_its_points(people: Cast, project: CapitalProject, tmp_path: Path) -> None:
    compaction(people, project, least=0.93)
    brought(people, tmp_path, "project-test-points", POINTS, "P9/开工/挤密系数/2026-02-20,1#,0.90")
    heading = "节点,检测项目,检测机构,检测日期,检测点数,不合格点数,下限"
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, "project-tests", heading, "P9/开工,挤密系数,检测中心,2026-02-20,3,0,0.93")
    assert (no.value.faults[0].column, no.value.faults[0].refusal.code) == ("不合格点数", "PLA-240")
    assert brought(people, tmp_path, "project-tests", heading, "P9/开工,挤密系数,检测中心,2026-02-20,3,0,0.89") == (0, 1, 0)


def test_points_are_not_typed_into_the_register_itself(people: Cast, project: CapitalProject) -> None:
    with pytest.raises(Refusal):
        add_entry(known()["project-test-points"], {}, by=people.chief_chen.standing(), at=AT)
