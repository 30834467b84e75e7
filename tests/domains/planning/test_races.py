"""Two officers enter, keep, promise, place, fill in or decide the same at the same moment, in two connections: one does, the other is told so in words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.domains.planning.folder import region_folder
from tests.domains.planning.standards import standard
from tests.people import AT, TODAY, person
from weijian.domains.planning.actions import proposals
from weijian.domains.planning.actions.projects import NewProject, plan_project
from weijian.domains.planning.actions.reporting import file_report
from weijian.domains.planning.actions.roving import NewSessions, plan_sessions
from weijian.domains.planning.actions.siting import NewPlan, keep_plan
from weijian.domains.planning.actions.surge import order_conversions
from weijian.domains.planning.actions.upgrades import NewUpgrade, begin_upgrade, reach_step
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import (
    CapitalProject,
    Conversion,
    DualUse,
    EmergencyNode,
    ProjectReport,
    Proposal,
    RovingSession,
    SitingPlan,
    Upgrade,
    UpgradeStage,
    Zone,
    ZoneTownship,
)
from weijian.domains.planning.queries.proposal_check import check_of
from weijian.domains.planning.queries.siting import siting
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.planning.rules.roving import Repeating
from weijian.domains.planning.rules.siting import SitingQuestion
from weijian.domains.planning.states import UpgradeStep
from weijian.domains.registry.actions.assessments import Answer, NewAssessment, answer_clauses, open_assessment
from weijian.domains.registry.models import Assessment, BedCount, Finding, Institution, Place, PopulationDenominator
from weijian.domains.registry.states import Verdict
from weijian.foundation.catalogue.actions import add_entry
from weijian.foundation.catalogue.registers import known
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing, the_house

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: the embedded database has one writer at a time"),
]


@pytest.fixture(autouse=True)
def region(tmp_path: Path) -> None:
    load_region(region_folder(tmp_path), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)


@pytest.fixture
def officers() -> list[Standing]:
    return [person(f"chen{n}", f"陈科长{n}", "officer", place_code="429921").standing() for n in range(2)]


def at_once(officers: list[Standing], deed: Callable[[Standing], object]) -> list[str]:
    together = Barrier(2)

    def does(by: Standing) -> str:
        together.wait(timeout=10)
        try:
            deed(by)
        except Refusal as no:
            return no.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as two:
        return sorted(two.map(does, officers))


def test_of_two_plans_of_one_name_one_is_kept_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    county = Place.objects.filter(code__startswith="429921").earliest("code")
    found = siting(SitingQuestion(MapQuestion("car", 15, TODAY), "mclp", 1))
    answers = at_once(officers, lambda by: keep_plan(NewPlan("就医圈", county, {}, {}), found, by=by, at=AT))
    assert answers == ["PLA-73", "done"]
    assert SitingPlan.objects.count() == 1


def test_of_two_projects_of_one_code_one_is_entered_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    owner, county = Institution.objects.earliest("pk"), Place.objects.filter(code__startswith="429921").earliest("code")
    new = NewProject("XM-1", "新院区", "new_build", owner, county, 112.3, 31.2)
    answers = at_once(officers, lambda by: plan_project(new, by=by, at=AT))
    assert answers == ["PLA-23", "done"]
    assert CapitalProject.objects.count() == 1


def test_of_two_promises_of_one_team_one_is_kept_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    owner, county = Institution.objects.earliest("pk"), Place.objects.filter(code__startswith="429921").earliest("code")
    new = NewSessions(county, owner, "一队", Repeating(TODAY, 1, TODAY + timedelta(days=14)), time(9), time(12), 112.2, 31.2)
    answers = at_once(officers, lambda by: plan_sessions(new, by=by, at=AT))
    assert answers == ["PLA-173", "done"]
    assert RovingSession.objects.count() == 3


def test_of_two_tiers_for_one_node_one_is_entered_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    said = {"institution": Institution.objects.earliest("pk").code, "campus": "", "tier": "急救站", "from_on": "2026-01-01", "ends_on": "", "document": ""}
    answers = at_once(officers, lambda by: add_entry(known()["emergency-nodes"], said, by=by, at=AT))
    assert (answers[1], EmergencyNode.objects.count()) == ("done", 1)
    assert answers[0].startswith("CAT-")


def waiting(code: str, number: int) -> Proposal:
    house, by = Institution.objects.select_related("place").earliest("pk"), the_house("test")
    said = {"name": "普通", "number": number, "justification": "确有需要"}
    one = proposals.draft_proposal(proposals.NewProposal(code, house, "beds", TODAY, said), by=by, at=AT)
    return proposals.submit_proposal(one, version=one.version, by=by, at=AT)


def test_of_two_decisions_on_one_proposal_one_holds_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    one = waiting("SB-1", 1)
    seen = check_of(one, TODAY).signature
    answers = at_once(officers, lambda by: proposals.decide_proposal(
        one, proposals.Decision(by.name.endswith("0"), "意见", one.version, seen), by=by, at=AT))
    assert answers == ["PLA-206", "done"]
    assert Proposal.objects.get().version == 3


def test_of_two_proposals_that_together_go_over_the_quota_one_is_agreed_to_and_the_other_is_checked_anew(officers: list[Standing]) -> None:
    """The county's people want so many beds: two proposals of as many each are within the quota alone, not together."""
    county = Place.objects.get(code="429921")
    PopulationDenominator.objects.filter(place=county).delete()
    PopulationDenominator.objects.create(place=county, year=2025, source="statistics", stratum="all", people=100_000)
    BedCount.objects.all().delete()
    by_name = {officer.name: one for officer, one in zip(officers, (waiting("SB-1", 740), waiting("SB-2", 740)), strict=True)}
    seen = {name: check_of(one, TODAY) for name, one in by_name.items()}
    assert [check.findings for check in seen.values()] == [(), ()]
    answers = at_once(officers, lambda by: proposals.decide_proposal(
        by_name[by.name], proposals.Decision(True, "同意", by_name[by.name].version, seen[by.name].signature), by=by, at=AT))
    assert answers == ["PLA-208", "done"]
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["approved", "submitted"]


def test_of_two_zones_that_take_one_township_one_has_it_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    county, town = Place.objects.get(code="429921"), Place.objects.filter(level=4, code__startswith="429921").earliest("code")
    codes = dict(zip([officer.name for officer in officers], ("PQ1", "PQ2"), strict=True))
    for code in codes.values():
        Zone.objects.create(code=code, name=code, county=county, from_on=TODAY)
    said = {"township": town.code, "from_on": TODAY.isoformat(), "ends_on": ""}
    answers = at_once(officers, lambda by: add_entry(known()["zone-townships"], {**said, "zone": codes[by.name]}, by=by, at=AT))
    assert (answers[1], ZoneTownship.objects.count()) == ("done", 1)
    assert answers[0].startswith("CAT-")


def test_of_two_assessments_of_one_house_and_day_one_is_made_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    held, house = standard("S", "grade"), Institution.objects.select_related("place").earliest("pk")
    answers = at_once(officers, lambda by: open_assessment(NewAssessment(held, house, "self", TODAY), by=by, at=AT))
    assert answers == ["REG-223", "done"]
    assert Assessment.objects.count() == 1


def test_of_two_who_fill_in_one_assessment_the_second_is_told(officers: list[Standing]) -> None:
    held, house = standard("S", "grade", 1), Institution.objects.select_related("place").earliest("pk")
    made = open_assessment(NewAssessment(held, house, "self", TODAY), by=the_house("test"), at=AT)
    said = {held.clauses.get().pk: Answer(Verdict.MET)}
    answers = at_once(officers, lambda by: answer_clauses(made, said, version=1, by=by, at=AT))
    assert answers == ["REG-226", "done"]
    assert Finding.objects.count() == 1


def test_of_two_upgrades_of_one_code_one_is_begun_and_a_step_is_reached_once(officers: list[Standing]) -> None:
    held, house = standard("S", "grade"), Institution.objects.select_related("place").earliest("pk")
    new = NewUpgrade("CJ", "创建", "grade", house, held, TODAY - timedelta(days=9), TODAY + timedelta(days=90))
    assert at_once(officers, lambda by: begin_upgrade(new, by=by, at=AT)) == ["PLA-182", "done"]
    upgrade = Upgrade.objects.get()
    assert UpgradeStage.objects.count() == 5
    assert at_once(officers, lambda by: reach_step(upgrade, UpgradeStep.START, TODAY, by=by, at=AT)) == ["PLA-187", "done"]


def opened() -> CapitalProject:
    """A labelled project approved last year and open since the summer, with a ward that turns."""
    owner, county = Institution.objects.earliest("pk"), Place.objects.filter(code__startswith="429921").earliest("code")
    days = {"approved_on": TODAY - timedelta(days=400), "commissioned_on": TODAY - timedelta(days=10), "state": "commissioned", "label": "provincial"}
    return CapitalProject.objects.create(code="XM-2", name="新楼", batch="new_build", owner=owner, place=county, lon=112.3, lat=31.2, **days)


def test_of_two_orders_over_one_ward_one_holds_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    ward = DualUse.objects.create(project=opened(), ward="一区", peace_use="普通", emergency_use="隔离", beds=12, hours=6)
    assert at_once(officers, lambda by: order_conversions([ward], "应急", by=by, at=AT)) == ["PLA-250", "done"]
    assert Conversion.objects.count() == 1


def test_of_two_reports_for_one_period_one_is_filed_and_the_other_is_refused_in_words(officers: list[Standing]) -> None:
    project, last_month = opened(), (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)
    assert at_once(officers, lambda by: file_report(project, last_month, by.name, by=by, at=AT)) == ["PLA-246", "done"]
    assert ProjectReport.objects.count() == 1
