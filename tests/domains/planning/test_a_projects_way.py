"""A project is planned, approved, built, paused, opened; each deed leaves one happening and moves it one step."""

from datetime import date

import pytest

from tests.domains.planning.works import approved, met, moment, planned, stage
from tests.people import CLOUD_CENTRE, FAR_HILL, TODAY, Cast, person
from weijian.domains.planning.actions import projects as deeds
from weijian.domains.planning.actions.milestones import NewMilestone, expect_milestone, meet_milestone, reopen_milestone, set_milestone
from weijian.domains.planning.models import CapitalProject, ProjectBeds, ProjectFunding, ProjectPermit, ProjectService, ProjectTest
from weijian.domains.planning.queries.project_page import history_of_project
from weijian.domains.planning.queries.projects import permit_to_start_days
from weijian.domains.planning.states import ProjectState, StageKind
from weijian.domains.registry.models import BedCount, Campus, ClinicalService, ServiceOffer
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal

AT = moment(TODAY)


def kinds(project: CapitalProject) -> list[str]:
    return list(Happening.objects.filter(subject_kind="CapitalProject", subject_key=str(project.pk)).order_by("pk").values_list("kind", flat=True))


def test_every_deed_leaves_one_happening(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = met(approved(people, by), by, 开工=date(2026, 2, 25), 封顶=date(2026, 6, 1))
    deeds.set_funding(project, "county", 42_000_000_000, 30_000_000_000, by=by, at=AT)
    deeds.pause_project(project, "雨季", by=by, at=AT)
    deeds.resume_project(project, "复工", by=by, at=AT)
    expect_milestone(stage(project, "竣工验收"), date(2027, 4, 1), 40, "雨季耽误", by=by, at=AT)
    assert kinds(project) == [
        "ProjectPlanned", *["MilestoneSet"] * 4, "ProjectApproved", "MilestoneMet", "MilestoneMet", "ProjectFunded", "ProjectPaused", "ProjectResumed",
        "MilestoneExpected",
    ]
    assert len(history_of_project(project)) == 12


def test_money_is_kept_in_whole_fen_larger_than_a_sheet_number(people: Cast) -> None:
    by = people.chief_chen.standing()
    deeds.set_funding(planned(people, by), "bond", 123_456_789_012_345, 1, by=by, at=AT)
    assert ProjectFunding.objects.get().planned_fen == 123_456_789_012_345
    with pytest.raises(Refusal, match="到位资金"):
        deeds.set_funding(CapitalProject.objects.get(), "bond", 10, 11, by=by, at=AT)


def test_a_project_is_not_approved_without_the_days_it_will_be_held_to(people: Cast) -> None:
    by = people.chief_chen.standing()
    new = deeds.NewProject("P1", "空项目", "improve", people.institutions[CLOUD_CENTRE], people.places[FAR_HILL], 112.4, 31.4)
    bare = deeds.plan_project(new, by=by, at=AT)
    with pytest.raises(Refusal) as no:
        deeds.approve_project(bare, "青发改〔2026〕8号", TODAY, by=by, at=AT)
    assert no.value.code == "PLA-25"
    with pytest.raises(Refusal) as twice:
        deeds.plan_project(new, by=by, at=AT)
    assert twice.value.code == "PLA-23"


def test_after_the_approval_the_plan_stands_and_only_the_expectation_moves(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = approved(people, by)
    with pytest.raises(Refusal) as no:
        set_milestone(project, NewMilestone("封顶", StageKind.TOP_OUT, date(2026, 10, 1), stage(project, "开工")), by=by, at=AT)
    assert no.value.code == "PLA-36"
    moved = expect_milestone(stage(project, "封顶"), date(2026, 10, 1), 10, "雨季", by=by, at=AT)
    assert (moved.planned_on, moved.expected_on) == (date(2026, 9, 1), date(2026, 10, 1))


def test_nobody_builds_before_the_permit(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = approved(people, by)
    with pytest.raises(Refusal) as no:
        meet_milestone(stage(project, "开工"), date(2026, 2, 19), by=by, at=AT)
    assert no.value.code == "PLA-33"
    met(project, by, 开工=date(2026, 2, 21))
    assert permit_to_start_days(project) == 1
    ProjectPermit.objects.update(ends_on=date(2026, 2, 20))
    assert permit_to_start_days(project) is None, "a permit that had run out was none"


def test_the_topping_out_is_three_months_early(people: Cast) -> None:
    officer = people.chief_chen
    project = met(approved(people, officer.standing()), officer.standing(), 开工=date(2026, 2, 25), 封顶=date(2026, 6, 1))
    assert project.state == ProjectState.TOPPED_OUT
    page = officer.browser().get(f"/planning/projects/{project.pk}/").content.decode()
    assert "封顶 提前3个月" in page
    told = officer.program().get(f"/planning/projects/{project.pk}/").json()
    assert [(m["name"], m["timing"], m["months"]) for m in told["milestones"]][1] == ("封顶", "early", 3)


def test_a_failed_test_locks_the_next_stage_until_it_passes(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = met(approved(people, by), by, 开工=date(2026, 2, 25))
    started = stage(project, "开工")
    facts = {"milestone": started, "item": "地基承载力", "tester": "检测中心", "points": 12}
    ProjectTest.objects.create(**facts, tested_on=date(2026, 3, 1), failed=1)
    with pytest.raises(Refusal) as no:
        meet_milestone(stage(project, "封顶"), date(2026, 6, 1), by=by, at=AT)
    assert no.value.code == "PLA-34"
    ProjectTest.objects.create(**facts, tested_on=date(2026, 3, 9), failed=0)
    assert meet_milestone(stage(project, "封顶"), date(2026, 6, 1), by=by, at=AT).met_on == date(2026, 6, 1)


def test_a_milestone_entered_by_mistake_is_taken_back_from_the_last(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = met(approved(people, by), by, 开工=date(2026, 2, 25), 封顶=date(2026, 6, 1))
    with pytest.raises(Refusal) as no:
        reopen_milestone(stage(project, "开工"), "填错", by=by, at=AT)
    assert no.value.code == "PLA-38"
    reopen_milestone(stage(project, "封顶"), "填错", by=by, at=AT)
    assert CapitalProject.objects.get(pk=project.pk).state == ProjectState.BUILDING
    assert stage(project, "封顶").met_on is None


def test_a_stage_cannot_wait_for_itself(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = planned(people, by)
    with pytest.raises(Refusal) as no:
        set_milestone(project, NewMilestone("开工", StageKind.START, date(2026, 3, 1), stage(project, "投用")), by=by, at=AT)
    assert no.value.code == "PLA-37"


def test_what_it_brings_stands_in_the_registry_from_the_day_it_opens(people: Cast) -> None:
    by, centre = people.chief_chen.standing(), people.institutions[CLOUD_CENTRE]
    BedCount.objects.create(institution=centre, kind="普通", approved=30, in_place=30, open=28, used=20, from_on=date(2024, 1, 1))
    service = ClinicalService.objects.create(code="CT", name="CT")
    project = met(approved(people, by), by, 开工=date(2026, 2, 25), 封顶=date(2026, 6, 1), 竣工验收=date(2026, 10, 1))
    ProjectBeds.objects.create(project=project, kind="普通", beds=15)
    ProjectService.objects.create(project=project, service=service)
    opened = deeds.commission_project(project, date(2026, 11, 1), by=by, at=AT)
    assert (opened.state, opened.commissioned_on) == ("commissioned", date(2026, 11, 1))
    campus = Campus.objects.get(institution=centre, name="远山分院")
    assert (campus.from_on, campus.lon, campus.main) == (date(2026, 11, 1), 112.47, False)
    beds = BedCount.objects.get(institution=centre, from_on=date(2026, 11, 1))
    assert (beds.approved, beds.in_place, beds.open, beds.used) == (45, 45, 43, 20)
    assert ServiceOffer.objects.get(institution=centre, service=service).from_on == date(2026, 11, 1)
    assert stage(project, "投用").met_on == date(2026, 11, 1)


def test_what_is_not_accepted_is_not_opened_and_nothing_half_opens(people: Cast) -> None:
    by, centre = people.chief_chen.standing(), people.institutions[CLOUD_CENTRE]
    project = met(approved(people, by), by, 开工=date(2026, 2, 25), 封顶=date(2026, 6, 1))
    with pytest.raises(Refusal) as no:
        deeds.commission_project(project, TODAY, by=by, at=AT)
    assert no.value.code == "PLA-35"
    project = met(project, by, 竣工验收=date(2026, 10, 1))
    ProjectBeds.objects.create(project=project, kind="普通", beds=15)
    BedCount.objects.create(institution=centre, kind="普通", approved=1, in_place=1, open=1, from_on=date(2026, 11, 2))
    with pytest.raises(Refusal) as later:
        deeds.commission_project(project, date(2026, 11, 1), by=by, at=AT)
    assert later.value.code == "PLA-50"
    assert not Campus.objects.filter(name="远山分院").exists(), "the campus that was entered before the beds were refused is gone with them"


def test_opening_is_not_just_a_tick_at_the_milestone(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = met(approved(people, by), by, 开工=date(2026, 2, 25), 封顶=date(2026, 6, 1), 竣工验收=date(2026, 10, 1))
    with pytest.raises(Refusal) as no:
        meet_milestone(stage(project, "投用"), TODAY, by=by, at=AT)
    assert no.value.code == "PLA-39"


def test_a_cancelled_project_is_left_as_it_was(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = deeds.cancel_project(approved(people, by), "规划调整", by=by, at=AT)
    for deed in (
        lambda: deeds.correct_project(project, {"name": "另一个"}, version=project.version, by=by, at=AT),
        lambda: deeds.resume_project(project, "再来", by=by, at=AT),
        lambda: expect_milestone(stage(project, "开工"), TODAY, 1, "x", by=by, at=AT),
    ):
        with pytest.raises(Refusal):
            deed()


def test_two_who_correct_at_once_do_not_write_over_each_other(people: Cast) -> None:
    by = people.chief_chen.standing()
    project = planned(people, by)
    deeds.correct_project(project, {"name": "远山分院（一期）"}, version=1, by=by, at=AT)
    with pytest.raises(deeds.ProjectOvertaken):
        deeds.correct_project(project, {"name": "远山分院（二期）"}, version=1, by=by, at=AT)


def test_the_builder_reports_and_the_commission_decides(people: Cast) -> None:
    project = approved(people, people.chief_chen.standing())
    clerk = person("qian", "钱基建", "hospital_clerk", institution_code=CLOUD_CENTRE)
    assert clerk.browser().post(f"/planning/projects/{project.pk}/milestones/{stage(project, '开工').pk}/meet/", {"met_on": "2026-02-25"}).status_code == 302
    assert clerk.browser().get(f"/planning/projects/{project.pk}/pause/").status_code == 403
    assert people.clerk_sun.browser().get(f"/planning/projects/{project.pk}/").status_code == 404, "another hospital's clerk"
    assert people.other_nurse.browser().get(f"/planning/projects/{project.pk}/").status_code == 404, "another township"
    assert people.nurse_zhang.browser().get(f"/planning/projects/{project.pk}/").status_code == 200, "her own township"
