"""The pages of capital projects: list and filters, a project's forms from plan to opening, the wall chart, its sheet."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.domains.planning.works import approved, met, planned, stage
from tests.people import CLOUD_CENTRE, FAR_HILL, Cast
from weijian.domains.planning.models import CapitalProject, Milestone, ProjectFunding, ProjectPermit
from weijian.domains.planning.states import ProjectState

LIST = "/planning/projects/"


def post(browser: Client, project: CapitalProject, deed: str, **said: object) -> int:
    return browser.post(f"{LIST}{project.pk}/{deed}/", said).status_code


def test_a_project_goes_from_plan_to_opening_through_its_pages(people: Cast) -> None:
    officer, centre = people.chief_chen.browser(), people.institutions[CLOUD_CENTRE]
    said = {"code": "P1", "name": "远山分院", "owner_id": centre.pk, "place_id": people.places[FAR_HILL].pk, "batch": "new_build", "label": "county",
            "lon": "112.47", "lat": "31.46", "site_kind": "C220", "site_name": "远山分院"}
    assert officer.post(f"{LIST}new/", said).status_code == 302
    project = CapitalProject.objects.get()
    before: object = ""
    for name, kind, day in (("开工", "start", "2026-03-01"), ("竣工验收", "acceptance", "2026-09-01"), ("投用", "commissioning", "2026-10-01")):
        assert post(officer, project, "milestones/new", name=name, kind=kind, planned_on=day, after_id=before) == 302
        before = stage(project, name).pk
    assert post(officer, project, "fund", source="county", planned="1220.5", paid="300") == 302
    assert ProjectFunding.objects.get().planned_fen == 1_220_500_000
    assert post(officer, project, "approve", approval="青发改〔2026〕8号", approved_on="2026-01-10") == 302
    permit = {"project": "P1", "kind": "construction", "number": "4299", "issued_on": "2026-02-20"}
    assert officer.post("/registers/project-permits/new", permit).status_code == 302
    assert ProjectPermit.objects.get().project == project
    for name, day in (("开工", "2026-02-25"), ("竣工验收", "2026-10-01")):
        assert post(officer, project, f"milestones/{stage(project, name).pk}/meet", met_on=day) == 302
    assert post(officer, project, "commission", commissioned_on="2026-11-01") == 302
    project.refresh_from_db()
    assert project.state == ProjectState.COMMISSIONED
    page = officer.get(f"{LIST}{project.pk}/").content.decode()
    for words in ("已投用", "1,220.5", "4299", "推迟1个月", "新增登记", "2026-11-01投用"):
        assert words in page, words


@pytest.mark.parametrize(("deed", "said", "words"), [
    ("approve", {"approval": "", "approved_on": "2026-01-10"}, "PLA-24"), ("pause", {"why": "等"}, "PLA-20"),
    ("commission", {"commissioned_on": "2026-11-01"}, "PLA-20"),
    ("fund", {"source": "county", "planned": "1", "paid": "2"}, "PLA-49"),
])
def test_what_the_rules_refuse_is_told_with_its_remedy(people: Cast, deed: str, said: dict[str, str], words: str) -> None:
    project = planned(people, people.chief_chen.standing())
    answer = people.chief_chen.program().post(f"{LIST}{project.pk}/{deed}/", said)
    assert answer.status_code == 422
    assert (answer.json()["code"], bool(answer.json()["remedy"])) == (words, True)


def test_a_project_without_an_opening_in_its_plan_is_refused_in_words(people: Cast) -> None:
    project = planned(people, people.chief_chen.standing())
    Milestone.objects.filter(project=project, kind="commissioning").delete()
    answer = people.chief_chen.program().post(f"{LIST}{project.pk}/commission/", {"commissioned_on": "2026-11-01"})
    assert (answer.status_code, answer.json()["code"]) == (422, "PLA-25")


def test_the_next_step_is_shown_with_what_stands_in_its_way(people: Cast) -> None:
    by, officer = people.chief_chen.standing(), people.chief_chen.browser()
    project = met(approved(people, by), by, 开工=date(2026, 2, 25))
    page = officer.get(f"{LIST}{project.pk}/").content.decode()
    assert "工程还没有竣工验收，不能投用。" in page
    assert f"{LIST}{project.pk}/commission/" not in page
    met(project, by, 封顶=date(2026, 6, 1), 竣工验收=date(2026, 10, 1))
    assert f"{LIST}{project.pk}/commission/" in officer.get(f"{LIST}{project.pk}/").content.decode()


def test_the_list_narrows_and_shows_how_far_each_is(people: Cast) -> None:
    by = people.chief_chen.standing()
    met(approved(people, by), by, 开工=date(2026, 2, 25), 封顶=date(2026, 6, 1))
    planned(people, by, code="P2", name="另一个分院")
    program = people.chief_chen.program()
    assert [one["code"] for one in program.get(LIST).json()] == ["P2", "P9"]
    assert [one["code"] for one in program.get(LIST, {"state": "topped_out"}).json()] == ["P9"]
    assert [one["code"] for one in program.get(LIST, {"q": "另一个"}).json()] == ["P2"]
    assert program.get(LIST, {"place": "429921101"}).json() == []
    assert program.get(LIST, {"state": "topped_out"}).json()[0]["percent"] == 50
    page = people.chief_chen.browser().get(LIST).content.decode()
    assert "封顶 提前3个月" in page
    assert 'value="50"' in page


def test_only_what_is_overdue_is_listed_when_asked(people: Cast) -> None:
    by = people.chief_chen.standing()
    late = approved(people, by)
    Milestone.objects.filter(project=late).update(planned_on=date(2020, 1, 1))
    planned(people, by, code="P2", name="另一个分院")
    Milestone.objects.filter(project__code="P2").update(planned_on=date(2999, 1, 1))
    assert [one["code"] for one in people.chief_chen.program().get(LIST, {"late": "on"}).json()] == ["P9"]


def test_the_wall_shows_owners_by_stages_with_what_is_late_in_red(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = met(approved(people, by), by, 开工=date(2026, 4, 25))
    Milestone.objects.filter(project=project, name="封顶").update(planned_on=date(2020, 9, 1))
    page = people.chief_chen.browser().get(f"{LIST}wall/").content.decode()
    for words in ("云岭乡卫生院", "远山分院", "推迟1个月", "逾期", 'class="late"', "data-print"):
        assert words in page, words
    found = people.chief_chen.program().get(f"{LIST}wall/").json()
    assert (found["projects"], found["late"], found["met"], found["milestones"]) == (1, 1, 1, 4)


def test_the_wall_leaves_as_a_sheet_a_milestone_a_line(people: Cast) -> None:
    by = people.chief_chen.standing()
    met(approved(people, by), by, 开工=date(2026, 2, 25))
    answer = people.chief_chen.browser().get(f"{LIST}wall.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][5:8] == ["节点", "计划日期", "完成或预计日期"]
    assert [row[5] for row in rows[1:]] == ["开工", "封顶", "竣工验收", "投用"]
    assert (rows[1][9], rows[1][10]) == ("4", "提前4天")


def test_a_cancelled_project_is_not_on_the_wall(people: Cast) -> None:
    project = planned(people, people.chief_chen.standing())
    assert post(people.chief_chen.browser(), project, "cancel", why="规划调整") == 302
    assert people.chief_chen.program().get(f"{LIST}wall/").json()["projects"] == 0


def test_the_gantt_has_its_sentence_its_table_and_todays_line(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = met(approved(people, by), by, 开工=date(2026, 2, 25))
    page = people.chief_chen.browser().get(f"{LIST}{project.pk}/").content.decode()
    for words in ("4个节点，已完成1个", '"markLine"', "2026-09-01", "看表格"):
        assert words in page, words


def test_who_may_not_see_projects_is_not_let_in(people: Cast) -> None:
    assert people.doctor_li.browser().get(LIST).status_code == 403
    assert people.foreigner.program().get(LIST).json() == []
