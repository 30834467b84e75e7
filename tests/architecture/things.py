"""A thing of the home township for every placeholder of a route."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa
from django.utils.timezone import now

from tests import people
from weijian.domains.emergency.models import Ambulance, AmbulanceCheck, AmbulanceCrew, EmergencyCall, EmergencyMission
from weijian.domains.governance.models import Block, Candidate, DispatchSheet, DispatchUnit, Figure, FrozenCells, SourceReport, Target, WorkReport
from weijian.domains.governance.queries.frozen import keep_list
from weijian.domains.planning.actions.networks import load_network
from weijian.domains.planning.models import (
    BedCheck,
    CapitalProject,
    Conversion,
    DualUse,
    Milestone,
    PoolBooking,
    PooledResource,
    Proposal,
    RoadNetwork,
    RovingSession,
    SitingPlan,
    Upgrade,
    UpgradeStage,
    Zone,
    ZoneTownship,
)
from weijian.domains.registry.models import (
    Assessment,
    Clause,
    ClinicalService,
    Department,
    Equipment,
    Grid,
    GroupMembership,
    Institution,
    Resident,
    ServiceOffer,
    Standard,
)
from weijian.domains.workforce.models import Practitioner
from weijian.foundation.catalogue.models import ExportRequest, SavedView
from weijian.foundation.happenings.actions import break_glass
from weijian.foundation.happenings.models import AccessReview
from weijian.foundation.jobs.models import Job
from weijian.foundation.parameters.models import ParameterValue, PolicyDocument
from weijian.foundation.people.models import ApiToken, RoleGrant
from weijian.kernel.event import Subject
from weijian.kernel.standing import the_house


def membership_of(resident: Resident) -> GroupMembership:
    return GroupMembership.objects.get_or_create(resident=resident, group="disabled", from_on=people.TODAY, source="县残联")[0]


def _network() -> RoadNetwork:
    lon, lat = np.array([112.2, 112.3]), np.array([31.2, 31.2])
    edges = {"from_node": np.array([0]), "to_node": np.array([1]), "seconds": np.array([600.0]), "oneway": np.array([False])}
    return load_network("小县路网", {"lon": lon, "lat": lat, **edges}, as_of=people.LONG_AGO, by=the_house("test"), at=people.AT)


def offer_of(institution: Institution) -> ServiceOffer:
    service = ClinicalService.objects.get_or_create(code="US01", name="腹部超声")[0]
    return ServiceOffer.objects.get_or_create(institution=institution, service=service, from_on=people.LONG_AGO)[0]


THINGS: dict[str, Callable[[people.Cast], Any]] = {
    "sha256": lambda c: _network().sha256,
    "job_id": lambda c: _job(c).pk,
    "about-rule.name": lambda c: "people.is_too_old",
    "resident_id": lambda c: c.wang_guilan.pk,
    "institution_id": lambda c: c.institutions[people.CLOUD_CENTRE].pk,
    "indicator.code": lambda c: "registry.aged_65",
    "indicator-table.code": lambda c: "registry.aged_65",
    "indicator-behind.code": lambda c: "registry.aged_65",
    "indicator-behind.part": lambda c: "missing",
    "indicator-frozen.code": lambda c: "registry.aged_65",
    "indicator-frozen.part": lambda c: "numerator",
    "frozen_id": lambda c: _frozen(c).pk,
    "campus_id": lambda c: c.institutions[people.CLOUD_CENTRE].campuses.get().pk,
    "department_id": lambda c: Department.objects.get_or_create(institution=c.institutions[people.CLOUD_CENTRE], name="全科", from_on=people.LONG_AGO)[0].pk,
    "offer_id": lambda c: offer_of(c.institutions[people.CLOUD_CENTRE]).pk,
    "place_code": lambda c: people.FAR_HILL,
    "grid_code": lambda c: f"{people.FAR_HILL}001",
    "practitioner_id": lambda c: Practitioner.objects.get(code="P0002").pk,
    "post_id": lambda c: Practitioner.objects.get(code="P0002").posts.earliest("pk").pk,
    "household_id": lambda c: c.wang_guilan.household_id,
    "membership_id": lambda c: membership_of(c.wang_guilan).pk,
    "document_id": lambda c: c.wang_guilan.documents.earliest("pk").pk,
    "resident-card-deed.deed": lambda c: "issue",
    "resident-card-code.kind": lambda c: "dynamic",
    "account_id": lambda c: c.nurse_zhang.account.pk,
    "grant_id": lambda c: RoleGrant.objects.get(account=c.nurse_zhang.account).pk,
    "token_id": lambda c: _token(c).pk,
    "provider_id": lambda c: "sso",
    "parameter.code": lambda c: "people.lock_minutes",
    "propose-parameter.code": lambda c: "people.lock_minutes",
    "proposal_id": lambda c: _proposal(c).pk,
    **{f"resource-proposal{deed}.proposal_id": lambda c: _resource_proposal(c).pk for deed in (
        "", "-correct", "-submit", "-answer", "-withdraw", "-decide", "-open")},
    "zone_id": lambda c: _zone(c).pk,
    "check_id": lambda c: _bed_check(c).pk,
    "policy_id": lambda c: _policy(c).pk,
    "review_id": lambda c: _review(c).pk,
    "register_code": lambda c: "grids",
    "entry_id": lambda c: Grid.objects.get(village=c.places[people.FAR_HILL]).pk,
    "export_id": lambda c: _export(c).pk,
    "residents-export-file.export_id": lambda c: _residents_export(c).pk,
    "residents-export-download.export_id": lambda c: _residents_export(c).pk,
    "list_code": lambda c: "resident-list",
    "view_id": lambda c: _view(c).pk,
    "week": lambda c: people.TODAY.isoformat(),
    "project_id": lambda c: _project(c).pk,
    "conversion_id": lambda c: _conversion(c).pk,
    "milestone_id": lambda c: _milestone(c).pk,
    "plan_id": lambda c: _siting_plan(c).pk,
    "session_id": lambda c: _session(c).pk,
    "booking_id": lambda c: _booking(c).pk,
    "standard_id": lambda c: a_standard().pk,
    "assessment_id": lambda c: _assessment(c).pk,
    "upgrade_id": lambda c: _upgrade(c).pk,
    "step": lambda c: "start",
    "unit_id": lambda c: _unit(c).pk,
    "sheet_id": lambda c: _sheet(c).pk,
    "work-report.report_id": lambda c: _work_report(c).pk,
    **{f"work-report-{deed}.report_id": lambda c: _work_report(c).pk for deed in (
        "edit", "preview", "bind", "justify", "renew", "submit", "send-back", "issue", "docx", "print")},
    "report_id": lambda c: _source_report(c).pk,
    "candidate_id": lambda c: _candidate(c).pk,
    "figure_id": lambda c: _figure(c).pk,
    "target_id": lambda c: _target(c).pk,
    "report-read-job.job_id": lambda c: _reading(c).pk,
    "ambulance_id": lambda c: _ambulance(c).pk,
    "call_id": lambda c: _call(c).pk,
    "mission_id": lambda c: _mission(c).pk,
}


SITING_RESULT = {
    "objective": 90.0, "bound": 90.0, "gap": 0.0, "proven": True, "method": "covers_all", "people": 100.0, "covered_before": 50.0, "covered_after": 90.0,
    "nearer_people": 40.0, "set_aside_people": 0.0, "beyond_people": 10.0, "townships": [], "binds": [], "next_best": None, "newly": [],
    "sites": [{"name": "远山村", "lon": 112.4, "lat": 31.4, "people": 40.0, "covered_people": 40.0, "only_here_people": 40.0}],
}


def _project(c: people.Cast) -> CapitalProject:
    """Of the home township, waiting for its approval."""
    where = {"lon": 112.41, "lat": 31.41, "owner": c.institutions[people.CLOUD_CENTRE], "place": c.places[people.CLOUD_RIDGE]}
    return CapitalProject.objects.get_or_create(code="P0001", defaults={"name": "云岭乡卫生院迁建", "batch": "new_build", **where})[0]


def _conversion(c: people.Cast) -> Conversion:
    """Of a ward of that project, ordered an hour ago."""
    ward = DualUse.objects.get_or_create(project=_project(c), ward="一区", defaults={"peace_use": "普通", "emergency_use": "隔离", "beds": 9, "hours": 6})[0]
    return Conversion.objects.get_or_create(ward=ward, ended_at=None, defaults={"ordered_at": people.AT - timedelta(hours=1), "why": "演练"})[0]


def _siting_plan(c: people.Cast) -> SitingPlan:
    """Of the home township, as kept from an answer."""
    said = {"asked": {}, "result": SITING_RESULT, "inputs": "0" * 64, "engine": "siting 1", "proven": True, "made_by_name": "陈科长", "made_at": people.AT}
    where = {"place": c.places[people.CLOUD_RIDGE], "network": _network()}
    return SitingPlan.objects.get_or_create(name="云岭乡设点方案", defaults={"model": "mclp", "number": 1, **where, **said})[0]


def _milestone(c: people.Cast) -> Milestone:
    return Milestone.objects.get_or_create(project=_project(c), name="开工", defaults={"kind": "start", "planned_on": people.TODAY})[0]


def _session(c: people.Cast) -> RovingSession:
    """Of the home township's centre in its far village, today."""
    where = {"place": c.places[people.FAR_HILL], "institution": c.institutions[people.CLOUD_CENTRE], "lon": 112.47, "lat": 31.46}
    return RovingSession.objects.get_or_create(team="一队", session_on=people.TODAY, starts_at=time(9), defaults={"ends_at": time(12), **where})[0]


def _booking(c: people.Cast) -> PoolBooking:
    """Of a machine of the home township's centre, for itself, today."""
    centre = c.institutions[people.CLOUD_CENTRE]
    held = {"institution": centre, "kind": "C12", "name": "DR", "shared": True, "from_on": people.LONG_AGO}
    machine = Equipment.objects.get_or_create(code="E0001", defaults=held)[0]
    lent = {"institution": centre, "equipment": machine, "opens_at": time(8), "closes_at": time(17), "from_on": people.LONG_AGO}
    resource = PooledResource.objects.get_or_create(code="R0001", defaults=lent)[0]
    told = {"ends_at": time(12), "institution": centre, "purpose": "拍片", "booked_by_name": "张护士", "asked_at": people.AT}
    return PoolBooking.objects.get_or_create(resource=resource, booked_on=people.TODAY, starts_at=time(9), defaults=told)[0]


def _resource_proposal(c: people.Cast) -> Proposal:
    """Of the home township's centre, drafted."""
    told = {"kind": "beds", "name": "普通", "number": 10, "proposed_on": people.TODAY, "justification": "床位紧张"}
    return Proposal.objects.get_or_create(code="SB-1", defaults={"institution": c.institutions[people.CLOUD_CENTRE], **told})[0]


def _zone(c: people.Cast) -> Zone:
    """The home township alone."""
    held = Zone.objects.get_or_create(code="PQ1", defaults={"name": "西片区", "county": c.places[people.COUNTY], "from_on": people.LONG_AGO})[0]
    ZoneTownship.objects.get_or_create(zone=held, township=c.places[people.CLOUD_TOWN], from_on=people.LONG_AGO)
    return held


def _bed_check(c: people.Cast) -> BedCheck:
    where = {"institution": c.institutions[people.CLOUD_CENTRE], "kind": "普通", "checked_on": people.TODAY}
    return BedCheck.objects.get_or_create(**where, defaults={"counted": 9})[0]


def _ambulance(c: people.Cast) -> Ambulance:
    """Of the home centre, crewed and checked."""
    home = {"institution": c.institutions[people.CLOUD_CENTRE], "kind": "monitoring", "from_on": people.LONG_AGO}
    made, new = Ambulance.objects.get_or_create(plate="楚R0001急", defaults=home)
    if new:
        nurse = Practitioner.objects.get(code="P0002")
        AmbulanceCrew.objects.create(ambulance=made, starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(hours=8), nurse=nurse, driver="王师傅")
        AmbulanceCheck.objects.create(ambulance=made, checked_at=now() - timedelta(hours=1), checked_by=nurse)
    return made


def _call(c: people.Cast) -> EmergencyCall:
    """From the home township's far village, waiting; there is a vehicle that could go."""
    _ambulance(c)
    said = {"received_at": people.AT, "place": c.places[people.FAR_HILL], "complaint": "stroke", "taken_by_name": "老周", "phone": "13871230009"}
    return EmergencyCall.objects.get_or_create(client_key=UUID(int=1), defaults=said)[0]


def _mission(c: people.Cast) -> EmergencyMission:
    """Of the home centre's vehicle to another call of the far village."""
    said = {"received_at": people.AT, "place": c.places[people.FAR_HILL], "complaint": "trauma", "taken_by_name": "老周", "state": "served"}
    call = EmergencyCall.objects.get_or_create(client_key=UUID(int=2), defaults=said)[0]
    sent = {"ambulance": _ambulance(c), "station": c.institutions[people.CLOUD_CENTRE], "sent_by_name": "老周", "dispatched_at": people.AT}
    return EmergencyMission.objects.get_or_create(call=call, defaults=sent)[0]


def a_standard() -> Standard:
    """Of one clause."""
    standard = Standard.objects.get_or_create(code="S1", defaults={"name": "标准", "kind": "grade", "from_on": people.LONG_AGO})[0]
    Clause.objects.get_or_create(standard=standard, number="1", defaults={"words": "设急诊"})
    return standard


def _assessment(c: people.Cast) -> Assessment:
    """Of the home township's centre, still open."""
    where = {"standard": a_standard(), "institution": c.institutions[people.CLOUD_CENTRE]}
    return Assessment.objects.get_or_create(code="PG1", defaults={"occasion": "self", "assessed_on": people.TODAY, **where})[0]


def _upgrade(c: people.Cast) -> Upgrade:
    """Of the home township's centre, with the first step of its way."""
    said = {"name": "社区医院", "kind": "community", "started_on": people.LONG_AGO, "target_on": people.TODAY + timedelta(days=90)}
    where = {"standard": a_standard(), "institution": c.institutions[people.CLOUD_CENTRE]}
    upgrade = Upgrade.objects.get_or_create(code="CJ1", defaults={**said, **where})[0]
    UpgradeStage.objects.get_or_create(upgrade=upgrade, step="start", defaults={"position": 0})
    return upgrade


def _unit(c: people.Cast) -> DispatchUnit:
    return DispatchUnit.objects.get_or_create(institution=c.institutions[people.CLOUD_CENTRE], from_on=people.LONG_AGO)[0]


def _sheet(c: people.Cast) -> DispatchSheet:
    """Filed by the home centre."""
    told = {"state": "filed", "done": "随访", "filed_at": people.AT, "first_filed_at": people.AT, "filed_by_name": "张护士"}
    return DispatchSheet.objects.get_or_create(institution=_unit(c).institution, week_on=people.TODAY, defaults=told)[0]


def _work_report(c: people.Cast) -> WorkReport:
    """Of the home township, drafted by somebody of the office."""
    told = {"title": "云岭乡周报", "until_on": people.TODAY + timedelta(days=6), "drafted_by_name": "陈科长", "drafted_at": people.AT}
    report, made = WorkReport.objects.get_or_create(kind="weekly", place_code=people.CLOUD_TOWN, from_on=people.TODAY, defaults=told)
    if made:
        Block.objects.create(report=report, position=0, kind="prose", text="本周门诊900人次。")
    return report


def _source_report(c: people.Cast) -> SourceReport:
    text = "家庭医生签约1860人。"
    held = {
        "title": "云岭乡工作报告", "raw": text, "text": text, "lines": [1], "reader_version": "1", "institution_code": people.CLOUD_CENTRE,
        "handed_in_by_name": "张护士", "handed_in_at": people.AT,
    }
    return SourceReport.objects.get_or_create(sha256="0" * 64, place_code=people.CLOUD_TOWN, defaults=held)[0]


def _candidate(c: people.Cast) -> Candidate:
    where = {"quote": "家庭医生签约1860人", "line": 1, "start": 6, "end": 11}
    read = {"value": 1860, "unit": "人", "what": "家庭医生签约", "kind": "level", "written": "1860人", **where}
    return Candidate.objects.get_or_create(report=_source_report(c), position=0, defaults=read)[0]


def _figure(c: people.Cast) -> Figure:
    held = {
        "value": 1860, "unit": "人", "kind": "level", "institution_code": people.CLOUD_CENTRE, "origin": "entered", "entered_by_name": "张护士",
        "entered_at": people.AT,
    }
    return Figure.objects.get_or_create(what="家庭医生签约人数", place_code=people.CLOUD_TOWN, defaults=held)[0]


def _frozen(c: people.Cast) -> FrozenCells:
    held = {"cells": {"": [1, 4]}, "lists": {"numerator": keep_list(pa.array([c.wang_guilan.pk]))}, "frozen_by_name": "陈志远", "frozen_at": people.AT}
    days = {"from_on": people.TODAY.replace(month=1, day=1), "until_on": people.TODAY}
    return FrozenCells.objects.get_or_create(indicator_code="registry.aged_65", **days, defaults=held)[0]


def _target(c: people.Cast) -> Target:
    held = {"unit": "人", "from_on": people.LONG_AGO, "value": 2000, "document": "青卫发〔2026〕3号", "set_by_name": "陈科长", "set_at": people.AT}
    return Target.objects.get_or_create(what="家庭医生签约人数", place_code=people.CLOUD_TOWN, until_on=people.TODAY, defaults=held)[0]


def _reading(c: people.Cast) -> Job:
    asked = {"by_name": "何数据", "asked_at": people.AT, "due_at": people.AT, "arguments": {"upload": "x", "slip": {}}}
    return Job.objects.get_or_create(kind="governance.read_report", by_id=c.data_clerk_he.account.pk, defaults=asked)[0]


def _view(c: people.Cast) -> SavedView:
    return SavedView.objects.get_or_create(account_id=c.data_clerk_he.account.pk, register="grids", name="x", defaults={"saved_at": people.AT})[0]


def _export(c: people.Cast) -> ExportRequest:
    """Asked for from the home township."""
    asked = {"row_count": 9, "reason": "核对", "place_code": people.CLOUD_TOWN, "asked_at": people.AT, "asked_by_name": "何数据"}
    return ExportRequest.objects.get_or_create(register="grids", asked_by_id=c.data_clerk_he.account.pk, defaults=asked)[0]


def _residents_export(c: people.Cast) -> ExportRequest:
    asked = {"row_count": 2, "reason": "核对", "place_code": people.CLOUD_TOWN, "asked_at": people.AT, "asked_by_name": "何数据"}
    return ExportRequest.objects.get_or_create(register="residents", asked_by_id=c.data_clerk_he.account.pk, defaults=asked)[0]


def _policy(c: people.Cast) -> PolicyDocument:
    return PolicyDocument.objects.get_or_create(number="青卫发〔2026〕1号", defaults={"title": "办法", "issuer": "县卫健局"})[0]


def _token(c: people.Cast) -> ApiToken:
    held = {"account": c.nurse_zhang.account, "label": "x", "created_at": people.AT, "expires_at": people.AT}
    return ApiToken.objects.get_or_create(digest=b"0" * 32, defaults=held)[0]


def _proposal(c: people.Cast) -> ParameterValue:
    held = {"value": 30, "proposed_by_id": c.chief_chen.account.pk, "proposed_at": people.AT}
    return ParameterValue.objects.get_or_create(code="people.lock_minutes", from_on=people.TODAY, defaults=held)[0]


def _review(c: people.Cast) -> AccessReview:
    subject = Subject("Resident", str(c.wang_guilan.pk))
    return AccessReview.objects.first() or break_glass(subject, "昏迷送医，查过敏史", by=c.nurse_zhang.standing(), at=people.AT)


def _job(c: people.Cast) -> Job:
    """Asked for by a data clerk, who alone sees it."""
    asked = {"by_name": "何数据", "asked_at": people.AT, "due_at": people.AT, "arguments": {"upload": "x"}}
    return Job.objects.get_or_create(kind="registry.check_residents", by_id=c.data_clerk_he.account.pk, defaults=asked)[0]
