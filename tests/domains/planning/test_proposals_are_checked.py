"""Proposals: what the check finds by numbers reckoned by hand, who may do what, and what is kept of a decision."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate

from tests.domains.planning.works import approved, moment
from tests.domains.planning.zoned import beds, offers, zoned
from tests.people import CLOUD_CENTRE, COUNTY, HOSPITAL, LONG_AGO, PRIVATE_HOSPITAL, RIVER_CENTRE, Cast, Person, person
from weijian.domains.planning.actions import proposals as deeds
from weijian.domains.planning.models import CapitalProject, ProjectBeds, Proposal, RoleService, Zone
from weijian.domains.planning.queries.proposal_check import Check, check_of
from weijian.domains.registry.models import BedCount, Department, Equipment, PopulationDenominator, ServiceOffer
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db
PAGE = "/planning/proposals/"
TODAY = localdate()
AT = moment(TODAY)


@pytest.fixture
def chen(people: Cast) -> Standing:
    """5,000 people: the plan has 37 beds for them; there are 30. Both townships lie in one zone."""
    zoned(people, together=True)
    beds(people, HOSPITAL, 30)
    return people.chief_chen.standing()


def drafted(people: Cast, house: str = CLOUD_CENTRE, kind: str = "beds", code: str = "SB-1", **more: Any) -> Proposal:
    said = {"name": "普通", "number": 5} if kind == "beds" else {}
    new = deeds.NewProposal(code, people.institutions[house], kind, TODAY, {"justification": "确有需要", **said, **more})
    return deeds.draft_proposal(new, by=people.chief_chen.standing(), at=AT)


def submitted(people: Cast, house: str = CLOUD_CENTRE, kind: str = "beds", code: str = "SB-1", **more: Any) -> Proposal:
    one = drafted(people, house, kind, code, **more)
    return deeds.submit_proposal(one, version=one.version, by=people.chief_chen.standing(), at=AT)


def decided(one: Proposal, by: Standing, *, agree: bool = True, answer: str = "", reason: str = "同意") -> Proposal:
    if answer:
        one = deeds.answer_findings(one, answer, version=one.version, by=by, at=AT)
    return deeds.decide_proposal(one, deeds.Decision(agree, reason, one.version, check_of(one, TODAY).signature), by=by, at=AT)


def found(check: Check) -> list[tuple[str, list[str]]]:
    return [(one.kind, [other.code for other in one.others]) for one in check.findings]


def refused(code: str, deed: Any, *args: Any, **more: Any) -> Refusal:
    with pytest.raises(Refusal) as no:
        deed(*args, **more)
    assert no.value.code == code
    return no.value


def test_beds_within_the_quota_find_nothing_and_one_more_goes_over(people: Cast, chen: Standing) -> None:
    assert found(check_of(drafted(people, number=7), TODAY)) == []
    over = check_of(drafted(people, number=8, code="SB-2"), TODAY)
    assert found(over) == [("over_quota", [])]
    assert over.findings[0].numbers == {"place": "青禾县", "total": 38, "want": 37, "over": 1}
    line = over.lines[0]
    assert (line.have, line.coming, line.agreed, line.asked, line.people, line.standard) == (30, 0, 0, 8, 5_000, 7.4)
    assert line.rate == pytest.approx(7.6)
    assert [(one.resource, one.place_name) for one in over.lines] == [("beds", "青禾县"), ("doctors", "青禾县"), ("nurses", "青禾县"), ("beds", "东片区")]
    assert (over.lines[1].have, over.lines[1].want) == (1, 16), "physicians are shown alike"
    assert (over.lines[3].people, over.lines[3].want) == (3_000, 23)


def test_beds_of_approved_projects_and_of_other_proposals_agreed_to_are_counted_until_they_open(people: Cast, chen: Standing) -> None:
    project = approved(people, chen)
    ProjectBeds.objects.create(project=project, kind="普通", beds=3)
    first = decided(submitted(people, code="SB-1", number=2), chen)
    one = drafted(people, code="SB-2", number=2)
    assert (check_of(one, TODAY).lines[0].coming, check_of(one, TODAY).lines[0].agreed, found(check_of(one, TODAY))) == (3, 2, [])
    assert found(check_of(drafted(people, code="SB-3", number=3), TODAY)) == [("over_quota", [])]
    CapitalProject.objects.update(state="paused", paused_from="approved")
    assert check_of(one, TODAY).lines[0].coming == 3, "it was approved all the same"
    deeds.open_proposal(first, TODAY, by=chen, at=AT)
    line = check_of(one, TODAY).lines[0]
    assert (line.have, line.agreed) == (32, 0)
    submitted(people, code="SB-4", number=20)
    assert check_of(one, TODAY).lines[0].agreed == 0, "what only waits is not agreed to"


def test_without_people_the_quota_is_said_to_be_unchecked(people: Cast, chen: Standing) -> None:
    PopulationDenominator.objects.all().delete()
    one = drafted(people, number=500)
    check = check_of(one, TODAY)
    assert (found(check), check.unchecked) == ([], ("no_people",))
    assert "没有人口底数" in people.chief_chen.browser().get(f"{PAGE}{one.pk}/").content.decode()


def scope(people: Cast, part: str, service: Any) -> None:
    RoleService.objects.create(place=people.places[COUNTY], part=part, service=service, from_on=LONG_AGO)


def test_a_service_of_the_leaders_asked_for_by_a_backbone_is_flagged_with_who_leads(people: Cast, chen: Standing) -> None:
    dialysis, ct = offers(people, "DIALYSIS", "血液透析"), offers(people, "CT", "CT检查")
    one = drafted(people, kind="service", service=dialysis)
    assert check_of(one, TODAY).unchecked == ("no_scope",)
    scope(people, "leader", dialysis)
    scope(people, "backbone", ct)
    check = check_of(one, TODAY)
    assert (found(check), check.part, check.unchecked) == ([("out_of_scope", []), ("anothers_role", [HOSPITAL])], "backbone", ())
    assert check.findings[0].numbers["scope"] == 1
    assert found(check_of(drafted(people, HOSPITAL, "service", "SB-2", service=dialysis), TODAY)) == []


def test_a_service_or_department_of_a_neighbour_in_the_zone_is_found_and_a_basic_one_is_not(people: Cast, chen: Standing) -> None:
    ct = offers(people, "CT", "CT检查", HOSPITAL)
    one = drafted(people, kind="service", service=ct, name="影像科")
    Department.objects.create(institution=people.institutions[PRIVATE_HOSPITAL], name="影像科", from_on=LONG_AGO)
    assert found(check_of(one, TODAY)) == [("offered", [HOSPITAL, PRIVATE_HOSPITAL])]
    ServiceOffer.objects.update(ends_on=TODAY)
    assert found(check_of(one, TODAY)) == [("offered", [PRIVATE_HOSPITAL])]
    check = check_of(drafted(people, kind="service", code="SB-2", service=offers(people, "VACC", "预防接种", HOSPITAL, RIVER_CENTRE, basic="A")), TODAY)
    assert (found(check), check.unchecked) == ([], ("no_scope", "basic"))


def test_a_neighbour_outside_the_zone_is_no_duplicate_and_no_zone_is_said(people: Cast, chen: Standing) -> None:
    ct = offers(people, "CT", "CT检查", HOSPITAL)
    one = drafted(people, kind="service", service=ct)
    Zone.objects.get().townships.filter(township__code="429921202").delete()
    check = check_of(one, TODAY)
    assert (found(check), check.zone, check.unchecked) == ([], None, ("no_zone", "no_scope"))
    assert "不在任何片区" in people.chief_chen.browser().get(f"{PAGE}{one.pk}/").content.decode()


def test_two_proposals_for_one_service_flag_each_other_and_then_the_one_agreed_to(people: Cast, chen: Standing) -> None:
    ct = offers(people, "CT", "CT检查")
    first = submitted(people, kind="service", service=ct)
    second = submitted(people, RIVER_CENTRE, "service", "SB-2", service=ct)
    assert found(check_of(first, TODAY)) == [("asked", [RIVER_CENTRE])]
    decided(first, chen, answer="偏远，先行配置")
    check = check_of(second, TODAY)
    assert (found(check), check.findings[0].others[0].proposal) == ([("agreed", [CLOUD_CENTRE])], first.pk)
    deeds.open_proposal(Proposal.objects.get(pk=first.pk), TODAY, by=chen, at=AT)
    assert found(check_of(second, TODAY)) == [("offered", [CLOUD_CENTRE])]


def test_a_machine_of_the_same_kind_in_the_zone_is_found_and_one_out_of_use_is_not(people: Cast, chen: Standing) -> None:
    machine = Equipment.objects.create(code="E1", institution=people.institutions[HOSPITAL], kind="C10", name="128排CT", from_on=LONG_AGO)
    said = {"name": "64排螺旋CT", "equipment_kind": "C10", "number": 1}
    one = drafted(people, kind="equipment", **said)
    assert found(check_of(one, TODAY)) == [("offered", [HOSPITAL])]
    assert found(check_of(drafted(people, HOSPITAL, "equipment", "SB-2", **said), TODAY)) == [("already_hers", [])]
    Equipment.objects.filter(pk=machine.pk).update(ends_on=TODAY - timedelta(days=1))
    assert found(check_of(one, TODAY)) == []
    decided(submitted(people, RIVER_CENTRE, "equipment", "SB-3", **said), chen)
    assert found(check_of(one, TODAY)) == [("agreed", [RIVER_CENTRE])]
    Equipment.objects.create(code="E2", institution=people.institutions[RIVER_CENTRE], kind="C10", name="CT", from_on=TODAY)
    assert found(check_of(one, TODAY)) == [("offered", [RIVER_CENTRE])], "on file it is counted once"


def test_with_findings_nothing_is_agreed_to_before_they_are_answered_and_the_check_is_kept_as_it_was(people: Cast, chen: Standing) -> None:
    one = submitted(people, number=8)
    assert one.submitted_check["findings"][0]["numbers"]["over"] == 1
    refused("PLA-208", decided, one, chen)
    refused("PLA-209", decided, one, chen, answer="医养结合急需", reason=" ")
    held = decided(Proposal.objects.get(pk=one.pk), chen, reason="同意，另行压减")
    assert (held.state, held.decided_on, held.version) == ("approved", TODAY, 4)
    beds(people, CLOUD_CENTRE, 50)
    kept = Proposal.objects.get(pk=one.pk)
    assert kept.decided_check["lines"][0]["have"] == 30, "what was on file then"
    assert (kept.decided_check["version"], kept.decided_check["lines"][0]["standard"]) == (3, 7.4)
    page = people.chief_chen.browser().get(f"{PAGE}{one.pk}/").content.decode()
    for words in ("以后不再改动", "青禾县连同本次申报共 38 张，标准应有 37 张，多 1 张", "同意，另行压减", "医养结合急需"):
        assert words in page, words
    assert [one.kind for one in Happening.objects.filter(subject_kind="Proposal").order_by("pk")] == [
        "ProposalDrafted", "ProposalSubmitted", "ProposalAnswered", "ProposalApproved"]


def test_it_may_be_turned_down_without_an_answer_and_is_then_over(people: Cast, chen: Standing) -> None:
    one = decided(submitted(people, number=80), chen, agree=False, reason="超出规划")
    assert (one.state, one.decided_check["findings"][0]["numbers"]["over"]) == ("refused", 73)
    for deed in (lambda: decided(one, chen), lambda: deeds.withdraw_proposal(one, "不再需要", version=one.version, by=chen, at=AT)):
        refused("PLA-204", deed)
    refused("PLA-204", deeds.open_proposal, one, TODAY, by=chen, at=AT)


def test_what_is_withdrawn_no_longer_stands_in_anybodys_way(people: Cast, chen: Standing) -> None:
    ct = offers(people, "CT", "CT检查")
    first, second = submitted(people, kind="service", service=ct), submitted(people, RIVER_CENTRE, "service", "SB-2", service=ct)
    path = f"{PAGE}{first.pk}/withdraw/"
    assert posted(people.nurse_zhang, path, why="", version=first.version).status_code == 422
    assert posted(people.nurse_zhang, path, why="改为共享", version=first.version).status_code == 302
    assert found(check_of(second, TODAY)) == []
    page = people.chief_chen.browser().get(f"{PAGE}{first.pk}/").content.decode()
    for words in ("已撤回", "改为共享", "以后不再改动"):
        assert words in page, words


def test_what_changed_since_she_looked_is_said_and_nothing_is_decided(people: Cast, chen: Standing) -> None:
    one = submitted(people, number=6)
    before = deeds.Decision(True, "同意", one.version, check_of(one, TODAY).signature)
    decided(submitted(people, RIVER_CENTRE, code="SB-2", number=1), chen)
    assert deeds.decide_proposal(one, before, by=chen, at=AT).state == "approved", "still nothing found"
    other = submitted(people, code="SB-3", number=1)
    seen = deeds.Decision(False, "不同意", other.version, "0" * 16)
    refused("PLA-210", deeds.decide_proposal, other, seen, by=chen, at=AT)
    deeds.answer_findings(other, "补充", version=other.version, by=chen, at=AT)
    refused("PLA-206", deeds.decide_proposal, other, seen, by=chen, at=AT)


def test_opening_enters_beds_and_services_in_the_register_once(people: Cast, chen: Standing) -> None:
    beds(people, CLOUD_CENTRE, 4)
    one = decided(submitted(people, number=3), chen)
    refused("PLA-212", deeds.open_proposal, one, TODAY + timedelta(days=1), by=chen, at=AT)
    deeds.open_proposal(one, TODAY, by=chen, at=AT)
    held = BedCount.objects.filter(institution=people.institutions[CLOUD_CENTRE]).latest("from_on")
    assert (held.approved, held.open, held.from_on) == (7, 7, TODAY)
    refused("PLA-212", deeds.open_proposal, one, TODAY, by=chen, at=AT)


def test_nobody_decides_on_her_own_institutions_proposal_nor_on_another_countys(people: Cast, chen: Standing) -> None:
    one = submitted(people, number=1)
    own = person("own", "兼职干部", "officer", place_code=COUNTY, institution_code=CLOUD_CENTRE)
    refused("PLA-207", decided, one, own.standing())
    page = own.browser().get(f"{PAGE}{one.pk}/").content.decode()
    assert "您不能审批" in page
    assert own.browser().get(f"{PAGE}{one.pk}/decide/").status_code == 422
    stranger = person("far", "外县干部", "officer", place_code="429922")
    assert stranger.browser().get(f"{PAGE}{one.pk}/").status_code == 404
    refused("PLA-205", decided, one, stranger.standing())
    assert people.nurse_zhang.browser().get(f"{PAGE}{one.pk}/decide/").status_code == 403
    for who, waits in ((people.chief_chen, ["1"]), (own, []), (stranger, [])):
        home = who.program().get("/").json()["waiting"]
        assert [line["count"] for line in home if line["words"] == "资源申报待审批"] == waits, "what waits for her on the first page"
    assert Proposal.objects.get(pk=one.pk).state == "submitted"


def test_a_clerk_proposes_for_her_hospital_alone(people: Cast, chen: Standing) -> None:
    refused("PLA-205", deeds.draft_proposal, deeds.NewProposal("X", people.institutions[CLOUD_CENTRE], "beds", TODAY), by=people.clerk_sun.standing(), at=AT)
    mine, others = drafted(people, HOSPITAL), drafted(people, code="SB-2")
    browser = people.clerk_sun.browser()
    assert (browser.get(f"{PAGE}{mine.pk}/").status_code, browser.get(f"{PAGE}{others.pk}/").status_code) == (200, 404)
    assert [one["code"] for one in people.clerk_sun.program().get(PAGE).json()] == ["SB-1"]


def test_the_check_leads_nobody_to_a_page_that_is_closed_to_her(people: Cast, chen: Standing) -> None:
    ct = offers(people, "CT", "CT检查")
    mine, other = submitted(people, HOSPITAL, "service", service=ct), submitted(people, kind="service", code="SB-2", service=ct)
    for who, follows in ((people.chief_chen, True), (people.clerk_sun, False)):
        page = who.browser().get(f"{PAGE}{mine.pk}/").content.decode()
        assert "云岭乡卫生院" in page
        assert (f'href="{PAGE}{other.pk}/"' in page) is follows
        assert ('href="/planning/resources/behind/' in page) is follows


FORM = {"code": "SB-9", "kind": "beds", "name": "普通", "number": "8", "proposed_on": TODAY.isoformat(), "justification": "床位紧张", "price": ""}


def posted(who: Person, path: str, **said: object) -> Any:
    return who.browser().post(path, {key: str(value) for key, value in said.items()})


def test_she_drafts_sees_the_check_submits_answers_and_the_bureau_decides_on_the_pages(people: Cast, chen: Standing) -> None:
    nurse, bureau = people.nurse_zhang, people.chief_chen
    answer = posted(nurse, f"{PAGE}new/", **{**FORM, "institution_id": people.institutions[CLOUD_CENTRE].pk})
    one = Proposal.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}{one.pk}/")
    assert "多 1 张" in nurse.browser().get(f"{PAGE}{one.pk}/").content.decode()
    assert posted(nurse, f"{PAGE}{one.pk}/submit/", version=9).status_code == 409
    assert posted(nurse, f"{PAGE}{one.pk}/submit/", version=1).status_code == 302
    assert "还没有书面说明" in bureau.browser().get(f"{PAGE}{one.pk}/").content.decode()
    assert posted(nurse, f"{PAGE}{one.pk}/answer/", answer="老人多", version=2).status_code == 302
    form = bureau.browser().get(f"{PAGE}{one.pk}/decide/", {"agree": "1"}).context["form"]
    said = {"agree": "1", "reason": "同意", "version": form.initial["version"], "signature": form.initial["signature"]}
    assert posted(bureau, f"{PAGE}{one.pk}/decide/", **said).status_code == 302
    assert posted(bureau, f"{PAGE}{one.pk}/decide/", **said).status_code == 409, "it was decided already"
    over = bureau.browser().get(f"{PAGE}{one.pk}/decide/")
    assert (over.status_code, "不能审批" in over.content.decode()) == (422, True)
    assert posted(bureau, f"{PAGE}{one.pk}/open/", opened_on=TODAY.isoformat()).status_code == 302
    assert Proposal.objects.get().opened_on == TODAY
    page = bureau.browser().get(PAGE).content.decode()
    assert "等待审批 <strong class=\"num\">0</strong>" in page


@pytest.mark.parametrize(("field", "value"), [
    ("number", "-3"), ("number", "两张"), ("number", "99999999999"), ("kind", "money"), ("institution_id", "999999"), ("proposed_on", "明天"), ("price", "-1"),
    ("name", "床" * 61), ("code", ""), ("equipment_kind", "Z9"), ("service_id", "999999"),
])
def test_what_is_typed_wrongly_is_named_at_its_field(people: Cast, chen: Standing, field: str, value: str) -> None:
    said = {**FORM, "institution_id": people.institutions[CLOUD_CENTRE].pk, field: value}
    assert posted(people.nurse_zhang, f"{PAGE}new/", **said).status_code == 422
    assert not Proposal.objects.exists()


def test_an_unfinished_draft_says_what_is_missing_and_is_not_taken(people: Cast, chen: Standing) -> None:
    one = drafted(people, kind="equipment", justification="")
    no = refused("PLA-203", deeds.submit_proposal, one, version=1, by=chen, at=AT)
    assert "设备类别" in no.sentence
    assert "申报理由" in no.sentence
    later = drafted(people, code="SB-2")
    deeds.correct_proposal(later, {"proposed_on": date(9999, 12, 31)}, version=1, by=chen, at=AT)
    refused("PLA-211", deeds.submit_proposal, later, version=2, by=chen, at=AT)
    refused("PLA-206", deeds.correct_proposal, later, {"number": 9}, version=1, by=chen, at=AT)
    refused("PLA-202", lambda: drafted(people, code="SB-2"))


def test_drafts_come_in_by_a_sheet_and_twice_changes_nothing(people: Cast, chen: Standing, tmp_path: Path) -> None:
    path, kept = tmp_path / "proposals.csv", known()["proposals"]
    heading = "申报编号,申报机构,申报事项,床位类别、科室或设备名称,服务,设备类别,数量（张、台）,估价（分）,申报日期,申报理由"

    def brought(*lines: str) -> tuple[int, int, int]:
        path.write_text("\n".join((heading, *lines)) + "\n", "utf-8")
        taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=chen, at=AT)
        return taken.added, taken.corrected, taken.unchanged

    line = f"SB-7,{CLOUD_CENTRE},新增床位,普通,,,6,,{TODAY},床位紧张"
    assert brought(line) == (1, 0, 0)
    assert brought(line) == (0, 0, 1)
    assert brought(line.replace(",6,", ",7,")) == (0, 1, 0)
    assert Proposal.objects.get().number == 7
    with pytest.raises(Refusals) as no:
        brought(line.replace(CLOUD_CENTRE, HOSPITAL))
    assert [(fault.row, fault.column, fault.refusal.code) for fault in no.value.faults] == [(2, "申报编号", "PLA-202")]
    with pytest.raises(Refusals) as no:
        brought(f"SB-8,{CLOUD_CENTRE},新增床位,普通,,,-6,,{TODAY},床位紧张")
    assert no.value.faults[0].row == 2
