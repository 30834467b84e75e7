"""The registers of capital projects, a line each. Projects and milestones live on pages of their own and take sheets here."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from weijian.domains.planning import refusals as say
from weijian.domains.planning.imports import (
    enter_bed_check,
    enter_booking,
    enter_funding,
    enter_milestone,
    enter_point,
    enter_project,
    enter_proposal,
    enter_session,
    enter_stage,
    enter_upgrade,
)
from weijian.domains.planning.models import (
    BedCheck,
    CapitalProject,
    CooperationAgreement,
    DualUse,
    EmergencyNode,
    MeasuredPoint,
    Milestone,
    PoolBooking,
    PooledResource,
    ProjectBeds,
    ProjectFunding,
    ProjectPermit,
    ProjectPhase,
    ProjectService,
    ProjectTest,
    Proposal,
    ReviewVisit,
    RoadCondition,
    RoleService,
    RovingSession,
    StatedRole,
    SubCentre,
    TierStandard,
    Upgrade,
    UpgradeStage,
    Zone,
    ZoneTownship,
)
from weijian.domains.planning.permissions import BED_CHECK, MAP, POOL_READ, POOL_WRITE, PROPOSALS, PROPOSE, READ, ROVING, SITING, WRITE
from weijian.domains.planning.queries.emergency_network import tiers_on
from weijian.domains.planning.queries.pooling import minute
from weijian.domains.planning.queries.projects import CONSTRUCTION, construction_started_on
from weijian.domains.planning.rules import parts as rules
from weijian.domains.planning.rules.conditions import Entering, refusal_to_enter_condition
from weijian.domains.planning.rules.emergency import Placing, refusal_to_place_node
from weijian.domains.planning.rules.pooling import Lending, refusal_to_lend
from weijian.domains.planning.rules.standards import Binding, refusal_to_bind
from weijian.domains.planning.rules.upgrades import Visiting, refusal_to_visit
from weijian.domains.planning.rules.zones import Choosing, Days, Joining, Zoning, refusal_to_choose, refusal_to_join, refusal_to_zone
from weijian.domains.planning.visibility import (
    agreements_of,
    bed_checks_kept,
    bookings_kept,
    bookings_seen,
    of_institutions,
    of_upgrade,
    parts_of,
    pool_kept,
    pool_seen,
    proposals_kept,
    proposals_seen,
    sessions_kept,
    sessions_seen,
)
from weijian.domains.registry.api import campus_points
from weijian.domains.workforce.api import fitness_on
from weijian.foundation.catalogue import refusals as words
from weijian.foundation.catalogue.registers import Register, Taking, at_columns, declare
from weijian.foundation.catalogue.visibility import by_reach, everybody, region_wide
from weijian.kernel.refusal import Refusal
from weijian.kernel.valuesets import EQUIPMENT_KIND, INSTITUTION_KIND

of_project = parts_of()
of_milestone = parts_of(through="milestone__project__")
of_test = parts_of(through="test__milestone__project__")
at_place = by_reach(place="place__code", institution="owner__code")


def permitted(permit: ProjectPermit, on: date) -> Refusal | None:
    construction = permit.kind in CONSTRUCTION
    earlier = construction and permit.project.permits.filter(kind__in=CONSTRUCTION, issued_on__lte=permit.issued_on).exclude(pk=permit.pk).exists()
    started = construction_started_on(permit.project)
    return rules.refusal_to_permit(rules.Permitting(permit.issued_on, permit.ends_on, on, construction and not earlier, started))


def phased(phase: ProjectPhase, on: date) -> Refusal | None:
    before = phase.after
    foreign = before is not None and (before.project_id != phase.project_id or before.pk == phase.pk)
    facts = rules.Phasing(phase.started_on, phase.finished_on, before is not None, before.finished_on if before else None, on, foreign)
    return rules.refusal_to_phase(facts)


def tested(test: ProjectTest, on: date) -> Refusal | None:
    values = list(test.measured.values_list("value", flat=True)) if test.pk else []
    failing = sum(not rules.passes(rules.Measured(value, test.least, test.most)) for value in values)
    return rules.refusal_to_test(rules.Testing(test.tested_on, on, test.points, test.failed, len(values), failing))


def drilled(ward: DualUse, on: date) -> Refusal | None:
    return rules.refusal_to_drill(rules.Drilling(ward.drilled_on, on))


def agreed(agreement: CooperationAgreement, on: date) -> Refusal | None:
    project = agreement.project
    foreign = project is not None and project.owner_id != agreement.institution_id
    return rules.refusal_to_agree(rules.Agreeing(agreement.signed_on, on, foreign))


def placed(node: EmergencyNode, on: date) -> Refusal | None:
    """A node in a tier the pattern has given up since may still be put right and retired in it."""
    campus, tiers = node.campus, tiers_on(node.from_on, node.institution.place.code)
    foreign = campus is not None and campus.institution_id != node.institution_id
    if EmergencyNode.objects.filter(pk=node.pk, tier=node.tier).exists():
        tiers = (*tiers, node.tier)
    return refusal_to_place_node(Placing(node.tier, "、".join(tiers), foreign, campus is not None and campus.main))


def conditioned(one: RoadCondition, on: date) -> Refusal | None:
    return refusal_to_enter_condition(Entering(one.course, one.from_on, one.ends_on, one.yearly))
def lent(one: PooledResource, on: date) -> Refusal | None:
    """A share that has ended, or that nobody changes, may still be retired when its machine or its person is gone."""
    machine, person, first = one.equipment, one.practitioner, max(one.from_on, on)
    own = machine is not None and machine.institution_id == one.institution_id
    shared = machine is not None and (machine.shared or one.ends_on is not None)
    if person is not None:
        own = one.ends_on is not None or fitness_on(person, one.institution.code, first).posted
    return refusal_to_lend(Lending(machine is not None, person is not None, shared, own, one.weekdays, minute(one.opens_at), minute(one.closes_at)))


def zoned(zone: Zone, on: date) -> Refusal | None:
    foreign = zone.townships.exclude(township__code__startswith=zone.county.code).select_related("township").first() if zone.pk else None
    return refusal_to_zone(Zoning(zone.county.name, zone.county.level, foreign.township.name if foreign else ""))


def joined(entry: ZoneTownship, on: date) -> Refusal | None:
    zone, town = entry.zone, entry.township
    others = ZoneTownship.objects.filter(township__code=town.code).exclude(pk=entry.pk).values_list("from_on", "ends_on")
    inside, days = town.code.startswith(zone.county.code), Days(entry.from_on, entry.ends_on)
    elsewhere = tuple(Days(*span) for span in others)
    return refusal_to_join(Joining(town.name, town.level, inside, zone.name, zone.county.name, Days(zone.from_on, zone.ends_on), days, elsewhere))


def chosen(entry: SubCentre, on: date) -> Refusal | None:
    """By what the institution is on the first day, and where it is registered."""
    zone, house = entry.zone, entry.institution
    kind = next((one.kind for one in campus_points(entry.from_on) if one.institution_id == house.pk), "")
    members = ((one.township.code, Days(one.from_on, one.ends_on)) for one in zone.townships.select_related("township"))
    inside = any(house.place.code.startswith(code) and days.has(entry.from_on) for code, days in members)
    return refusal_to_choose(Choosing(house.name, house.place.name, kind, inside, zone.name, Days(zone.from_on, zone.ends_on), entry.from_on))



def visited(visit: ReviewVisit, on: date) -> Refusal | None:
    return refusal_to_visit(Visiting(visit.visited_on, on, visit.upgrade.started_on))


def bound(held: TierStandard, on: date) -> Refusal | None:
    """A tier the pattern has given up since may still be ended."""
    tiers = tiers_on(held.from_on)
    if TierStandard.objects.filter(pk=held.pk, tier=held.tier).exists():
        tiers = (*tiers, held.tier)
    return refusal_to_bind(Binding(held.tier, "、".join(tiers), held.standard.name, held.standard.kind))


IN_PROJECT = {"seen": of_project, "kept": of_project, "needs_read": READ, "needs_write": WRITE}
def in_county(path: str) -> dict[str, Any]:
    """Open to whoever reads the map; kept by those whose post covers the place at the end of the path."""
    return {"seen": everybody, "kept": by_reach(place=path), "needs_read": MAP, "needs_write": SITING}


declare(
    Register(
        "projects", CapitalProject, _("建设项目"), key=("code",),
        columns=("code", "name", "batch", "label", "labelled_by", "purpose", "owner", "place", "address", "lon", "lat", "site_kind", "site_name"),
        search=("name", "code", "owner__name"), filters=("batch", "label", "state", "owner"), order=("code", "pk"), codes={"site_kind": INSTITUTION_KIND},
        seen=at_place, kept=at_place, needs_read=READ, needs_write=WRITE, living=True, page="project",
        taking=Taking(enter_project, at=at_columns(
            code=(say.PROJECT_CODE_TAKEN,), place=(say.PROJECT_NOT_YOURS,), site_name=(say.SITE_INCOMPLETE,), batch=(say.PROJECT_OVER,),
        )),
    ),
    Register(
        "project-milestones", Milestone, _("项目节点"), key=("project", "name"),
        columns=("project", "name", "kind", "after", "planned_on", "met_on", "note"), search=("name", "project__name"), filters=("project", "kind"),
        order=("planned_on", "pk"), by={"after": ("project__code", "name")}, living=True, page="project", page_key="project_id",
        taking=Taking(enter_milestone, at=at_columns(
            met_on=(say.MILESTONE_MET, say.MILESTONE_FUTURE, say.NO_CONSTRUCTION_PERMIT, say.TEST_FAILED, say.NOT_ACCEPTED, say.COMMISSION_HERE),
            after=(say.MILESTONE_ORDER, say.MILESTONE_LOOP, say.ANOTHERS_MILESTONE), planned_on=(say.PLAN_FROZEN, say.DUE_BEFORE),
            project=(say.PROJECT_NOT_YOURS, say.PROJECT_OVER, say.PROJECT_STEP),
        )), **IN_PROJECT,
    ),
    Register(
        "project-funding", ProjectFunding, _("项目资金"), key=("project", "source"), columns=("project", "source", "planned_fen", "paid_fen"),
        search=("project__name",), filters=("project", "source"), living=True, page="project", page_key="project_id",
        taking=Taking(enter_funding, at=at_columns(paid_fen=(say.PAID_TOO_MUCH,), project=(say.PROJECT_NOT_YOURS,))), **IN_PROJECT,
    ),
    Register(
        "project-permits", ProjectPermit, _("项目许可"), key=("project", "kind", "number"),
        columns=("project", "kind", "number", "issuer", "issued_on", "ends_on"), search=("number", "project__name"), filters=("project", "kind"),
        rule=permitted, at=at_columns(issued_on=(say.PERMIT_FUTURE, say.STARTED_BEFORE_PERMIT)), **IN_PROJECT,
    ),
    Register(
        "project-tests", ProjectTest, _("第三方检测"), key=("milestone", "item", "tested_on"),
        columns=("milestone", "item", "tester", "tested_on", "required", "points", "failed", "certificate", "least", "most", "unit"),
        search=("item", "tester", "milestone__name"), by={"milestone": ("project__code", "name")},
        words={
            "no_more_points_fail_than_there_are": say.FAILED_TOO_MANY, "a_test_has_a_point": say.NO_POINTS, "limits_of_a_test_are_in_order": say.LIMITS_TURNED,
        },
        seen=of_milestone, kept=of_milestone, needs_read=READ, needs_write=WRITE, rule=tested,
        at=at_columns(tested_on=(say.TEST_FUTURE,), failed=(say.POINTS_SAY_OTHERWISE,)),
    ),
    Register(
        "project-test-points", MeasuredPoint, _("检测点"), key=("test", "point"), columns=("test", "point", "value"), search=("point", "test__item"),
        by={"test": ("milestone__project__code", "milestone__name", "item", "tested_on")}, seen=of_test, kept=of_test, needs_read=READ, needs_write=WRITE,
        living=True, page="project", page_key="project_id",
        taking=Taking(enter_point, at=at_columns(value=(say.POINT_NO_NUMBER,), test=(say.NO_LIMIT, say.PROJECT_NOT_YOURS))),
    ),
    Register(
        "project-phases", ProjectPhase, _("项目分期"), key=("project", "number"),
        columns=("project", "number", "name", "after", "shares", "from_on", "until_on", "started_on", "finished_on"), search=("name", "project__name"),
        filters=("project",), by={"after": ("project__code", "number")}, words={"a_phase_ends_after_it_begins": say.PHASE_PLAN}, rule=phased,
        at=at_columns(started_on=(say.PHASE_ORDER,), finished_on=(say.PHASE_DAYS,), after=(say.ANOTHERS_PHASE,)), **IN_PROJECT,
    ),
    Register(
        "project-beds", ProjectBeds, _("项目新增床位"), key=("project", "kind"), columns=("project", "kind", "beds"), search=("kind", "project__name"),
        filters=("project",), words={"a_bed_at_least_is_added": say.NO_BED}, **IN_PROJECT,
    ),
    Register(
        "project-services", ProjectService, _("项目新增服务"), key=("project", "service"), columns=("project", "service"),
        search=("service__name", "project__name"), filters=("project",), **IN_PROJECT,
    ),
    Register(
        "dual-uses", DualUse, _("平战转换"), key=("project", "ward"),
        columns=("project", "ward", "peace_use", "emergency_use", "beds", "hours", "drilled_on", "drilled_hours", "steps", "staff"),
        search=("ward", "project__name"),
        filters=("project",), words={"a_drill_has_its_day_and_its_hours": say.DRILL_HALF}, rule=drilled, at=at_columns(drilled_on=(say.DRILL_FUTURE,)),
        **IN_PROJECT,
    ),
    Register(
        "cooperation-agreements", CooperationAgreement, _("合作协议"), key=("institution", "partner", "signed_on"),
        columns=("institution", "project", "partner", "scope", "signed_on", "until_on", "promised", "delivered", "document"),
        search=("partner", "institution__name", "scope"), filters=("institution",), seen=agreements_of, kept=agreements_of, needs_read=READ, needs_write=WRITE,
        words={"an_agreement_ends_after_it_is_signed": say.AGREEMENT_DAYS, "no_more_is_delivered_than_promised": say.DELIVERED_TOO_MUCH}, rule=agreed,
        at=at_columns(signed_on=(say.AGREEMENT_FUTURE,), project=(say.NOT_THE_OWNER,)),
    ),
    Register(
        "roving-sessions", RovingSession, _("巡诊"), key=("place", "institution", "team", "session_on", "starts_at"),
        columns=("place", "institution", "team", "session_on", "starts_at", "ends_at", "lon", "lat", "state", "attendance", "announcement"),
        search=("place__name", "team", "institution__name"), filters=("state", "institution"), order=("-session_on", "pk"), seen=sessions_seen,
        kept=sessions_kept, needs_read=MAP, needs_write=ROVING, living=True, page="roving-session",
        taking=Taking(enter_session, at=at_columns(
            ends_at=(say.SESSION_HOURS,), lon=(say.SESSION_NOWHERE,), session_on=(say.TEAM_ELSEWHERE, say.SESSION_TO_COME), place=(say.SESSION_NOT_YOURS,),
            state=(say.SESSION_OVER,), attendance=(say.ATTENDANCE_NEEDED,), announcement=(say.ANNOUNCEMENT_NEEDED, say.ANNOUNCEMENT_LONG),
            team=(say.SESSION_CHANGED,),
        )),
    ),
    Register(
        "road-conditions", RoadCondition, _("路况"), key=("name", "place", "from_on"),
        columns=("name", "place", "cause", "course", "metres", "percent", "affects", "from_on", "ends_on", "yearly"), search=("name", "place__name"),
        filters=("cause", "affects"), order=("-from_on", "pk"), seen=everybody, kept=by_reach(place="place__code"), needs_read=MAP, needs_write=SITING,
        rule=conditioned,
        words={
            "a_road_condition_slows": say.CONDITION_PERCENT, "a_road_condition_has_its_width": say.CONDITION_WIDTH,
            "a_road_condition_ends_after_it_begins": say.CONDITION_DAYS,
        },
        at=at_columns(course=(say.COURSE_UNREADABLE,), yearly=(say.SEASON_OPEN,)),
    ),
    Register(
        "pooled-resources", PooledResource, _("统筹资源"), key=("code",),
        columns=("code", "institution", "equipment", "practitioner", "weekdays", "opens_at", "closes_at", "from_on", "ends_on", "note"),
        search=("code", "equipment__name", "practitioner__name", "institution__name"), filters=("institution",), order=("code", "pk"), rule=lent,
        seen=pool_seen, kept=pool_kept, needs_read=POOL_READ, needs_write=POOL_WRITE,
        words={"a_pooled_resource_is_one_machine_or_one_person": say.POOL_ONE_THING, "a_pooled_resource_closes_after_it_opens": say.POOL_HOURS},
        at=at_columns(equipment=(say.POOL_NOT_SHARED,), institution=(say.POOL_ELSEWHERE,), weekdays=(say.POOL_HOURS,)),
    ),
    Register(
        "pool-bookings", PoolBooking, _("统筹预约"), key=("resource", "institution", "booked_on", "starts_at"),
        columns=("resource", "institution", "booked_on", "starts_at", "ends_at", "purpose", "state", "reason"),
        search=("resource__code", "resource__equipment__name", "institution__name", "purpose"), filters=("state", "resource", "institution"),
        order=("-booked_on", "pk"), seen=bookings_seen, kept=bookings_kept, needs_read=POOL_READ, needs_write=POOL_WRITE, living=True, page="pool-booking",
        taking=Taking(enter_booking, at=at_columns(
            starts_at=(say.BOOKING_OUTSIDE, say.BOOKING_TAKEN, say.BOOKING_WAITED), ends_at=(say.BOOKING_HOURS,), reason=(say.BOOKING_WHY,),
            booked_on=(say.BOOKING_DAY, say.BOOKING_NOT_LENT, say.BOOKING_UNFIT, say.BOOKING_TO_COME), purpose=(say.BOOKING_PURPOSE,),
            institution=(say.BOOKING_FOREIGN, say.BOOKING_NOT_YOURS), resource=(say.BOOKING_CHANGED,), state=(say.BOOKING_STEP, say.BOOKING_OUT_OF_TURN),
        )),
    ),
    Register(
        "emergency-nodes", EmergencyNode, _("急救网络节点"), key=("institution", "campus", "from_on"),
        columns=("institution", "campus", "tier", "from_on", "ends_on", "document"), search=("institution__name", "tier"), filters=("tier", "institution"),
        apart=("institution", "campus"), by={"campus": ("institution__code", "name")}, rule=placed,
        seen=everybody, kept=by_reach(place="institution__place__code"), needs_read=MAP, needs_write=SITING,
        words={"an_institution_stands_in_one_tier": say.NODE_TAKEN, "a_campus_stands_in_one_tier": say.NODE_TAKEN},
        at=at_columns(tier=(say.TIER_UNKNOWN, say.NO_TIERS), campus=(say.CAMPUS_ELSEWHERE, say.MAIN_CAMPUS)),
    ),
    Register(
        "zones", Zone, _("片区"), key=("code",), columns=("code", "name", "county", "from_on", "ends_on", "document"), search=("code", "name"),
        filters=("county",), order=("code", "pk"), rule=zoned, at=at_columns(county=(say.COUNTY_WANTED, say.ANOTHER_COUNTY)),
        **in_county("county__code"),
    ),
    Register(
        "zone-townships", ZoneTownship, _("片区乡镇"), key=("zone", "township", "from_on"), columns=("zone", "township", "from_on", "ends_on"),
        search=("zone__name", "township__name"), filters=("zone",), rule=joined, words={"a_township_lies_in_one_zone": say.TOWNSHIP_TAKEN},
        at=at_columns(township=(say.TOWNSHIP_WANTED, say.ANOTHER_COUNTY, say.TOWNSHIP_TAKEN), from_on=(say.BEYOND_ZONE,)), **in_county("zone__county__code"),
    ),
    Register(
        "sub-centres", SubCentre, _("县域医卫次中心"), key=("zone", "institution", "from_on"),
        columns=("zone", "institution", "standard", "from_on", "ends_on", "document"), search=("zone__name", "institution__name", "standard__name"),
        filters=("zone",), apart=("institution",), rule=chosen,
        at=at_columns(institution=(say.NOT_A_CENTRE, say.OUTSIDE_ITS_ZONE), from_on=(say.BEYOND_ZONE,)), **in_county("zone__county__code"),
    ),
    Register(
        "stated-roles", StatedRole, _("核定角色"), key=("institution", "from_on"), columns=("institution", "part", "from_on", "ends_on", "document"),
        search=("institution__name", "document"), filters=("part",), apart=("institution",), **in_county("institution__place__code"),
    ),
    Register(
        "role-services", RoleService, _("角色服务范围"), key=("place", "part", "service", "from_on"),
        columns=("place", "part", "service", "from_on", "ends_on", "document"), search=("service__name", "place__name"), filters=("part", "service"),
        apart=("place", "part", "service"), **in_county("place__code"),
    ),
    Register(
        "proposals", Proposal, _("资源申报"), key=("code",),
        columns=("code", "institution", "kind", "name", "service", "equipment_kind", "number", "price_fen", "proposed_on", "justification"),
        search=("code", "name", "institution__name"), filters=("kind", "state", "institution"), order=("code", "pk"),
        codes={"equipment_kind": EQUIPMENT_KIND}, seen=proposals_seen, kept=proposals_kept,
        needs_read=PROPOSALS, needs_write=PROPOSE, living=True, page="resource-proposal",
        taking=Taking(enter_proposal, at=at_columns(
            code=(say.PROPOSAL_CODE_TAKEN, say.PROPOSAL_STEP), institution=(say.PROPOSAL_NOT_YOURS,), proposed_on=(say.PROPOSED_LATER,),
        )),
    ),
    Register(
        "bed-checks", BedCheck, _("床位核查"), key=("institution", "kind", "checked_on"),
        columns=("institution", "kind", "checked_on", "counted", "document", "note", "rectified_on"), search=("institution__name", "kind", "document"),
        filters=("institution", "kind"), order=("-checked_on", "pk"), seen=everybody, kept=bed_checks_kept, needs_read="registry.institution.read",
        needs_write=BED_CHECK, living=True,
        taking=Taking(enter_bed_check, at=at_columns(
            institution=(say.PROPOSAL_NOT_YOURS,), checked_on=(say.CHECKED_LATER,), rectified_on=(say.RECTIFIED_EARLY,), counted=(words.USED_KEY,),
        )),
    ),
    Register(
        "upgrades", Upgrade, _("创建提升"), key=("code",),
        columns=("code", "name", "kind", "institution", "standard", "specialty", "exporter", "agreement", "project", "started_on", "target_on",
                 "required_percent", "document"),
        search=("code", "name", "institution__name"), filters=("kind", "institution", "standard", "state"), order=("code", "pk"),
        by={"agreement": ("institution__code", "partner")}, seen=of_institutions, kept=of_institutions, needs_read=READ, needs_write=WRITE, living=True,
        page="upgrade", taking=Taking(enter_upgrade, at=at_columns(
            code=(say.UPGRADE_TAKEN, say.UPGRADE_OVER), institution=(say.UPGRADE_NOT_YOURS,), target_on=(say.UPGRADE_DAYS,), agreement=(say.NOT_ITS_OWN,),
            required_percent=(say.SHARE_RANGE,),
        )),
    ),
    Register(
        "upgrade-stages", UpgradeStage, _("创建阶段"), key=("upgrade", "step"), columns=("upgrade", "step", "planned_on", "done_on", "document"),
        search=("upgrade__name", "upgrade__code"), filters=("upgrade", "step"), order=("upgrade__code", "position"), seen=of_upgrade, kept=of_upgrade,
        needs_read=READ, needs_write=WRITE, living=True, page="upgrade", page_key="upgrade_id", taking=Taking(enter_stage, at=at_columns(
            upgrade=(say.UPGRADE_NOT_YOURS, say.UPGRADE_OVER), step=(say.STEP_UNKNOWN,), planned_on=(say.STEP_PLAN,),
            done_on=(say.STEP_ORDER, say.STEP_DAY, say.STEP_NEEDS, say.STEP_DONE),
        )),
    ),
    Register(
        "review-visits", ReviewVisit, _("评审考察"), key=("upgrade", "visited_on", "panel"), columns=("upgrade", "visited_on", "panel", "opinion"),
        search=("upgrade__name", "panel"), filters=("upgrade",), order=("-visited_on", "pk"), seen=of_upgrade, kept=of_upgrade, needs_read=READ,
        needs_write=WRITE, rule=visited, at=at_columns(visited_on=(say.STEP_DAY,)),
    ),
    Register(
        "tier-standards", TierStandard, _("急救层级标准"), key=("tier", "standard", "from_on"), columns=("tier", "standard", "from_on", "ends_on", "document"),
        search=("tier", "standard__name"), filters=("standard",), apart=("tier", "standard"), rule=bound, seen=everybody, kept=region_wide, needs_read=MAP,
        needs_write=SITING, at=at_columns(tier=(say.TIER_UNKNOWN,), standard=(say.TIER_STANDARD_KIND,)),
    ),
)
