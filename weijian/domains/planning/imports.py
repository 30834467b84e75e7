"""A sheet's lines become projects, milestones, money, roving clinics, bookings, proposals, bed checks and upgrades by the room's actions, one line one deed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from weijian.domains.planning.actions import bed_checks, milestones, pooling, projects, proposals, roving, tests, upgrades
from weijian.domains.planning.models import (
    BedCheck,
    CapitalProject,
    MeasuredPoint,
    Milestone,
    PoolBooking,
    ProjectFunding,
    Proposal,
    RovingSession,
    Upgrade,
    UpgradeStage,
)
from weijian.domains.planning.refusals import BOOKING_CHANGED, PROPOSAL_CODE_TAKEN, SESSION_CHANGED, STEP_UNKNOWN
from weijian.domains.planning.rules.roving import Repeating
from weijian.domains.planning.states import BookingState, SessionState, StageKind, UpgradeStep
from weijian.foundation.catalogue.refusals import USED_KEY, VALUE_MISSING
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

Values = Mapping[str, Any]


def enter_project(held: CapitalProject | None, said: Values, by: Standing, at: datetime) -> CapitalProject | None:
    """A new project; of a known one its undated facts are put right."""
    given = {name: said[name] for name in projects.CORRECTABLE if said.get(name) is not None}
    if held is not None:
        changes = {name: value for name, value in given.items() if value != getattr(held, name)}
        return projects.correct_project(held, changes, version=held.version, by=by, at=at) if changes else None
    _needed(CapitalProject, said, "name", "batch", "owner", "place", "lon", "lat")
    core = {name: said[name] for name in ("code", "name", "batch", "owner", "place", "lon", "lat")}
    return projects.plan_project(projects.NewProject(**core, more=given), by=by, at=at)


def enter_milestone(held: Milestone | None, said: Values, by: Standing, at: datetime) -> Milestone | None:
    """A milestone with its plan; met, where the line says on which day."""
    made = held if held is not None and _as_it_stands(held, said) else _set(held, said, by, at)
    met_on = said.get("met_on")
    if met_on is not None and made.met_on != met_on:
        made = milestones.meet_milestone(made, met_on, by=by, at=at)
    return None if made is held else made


def _as_it_stands(held: Milestone, said: Values) -> bool:
    return all(said.get(name) in (None, "", getattr(held, name)) for name in ("kind", "planned_on", "after", "note"))


def _set(held: Milestone | None, said: Values, by: Standing, at: datetime) -> Milestone:
    if held is None:
        _needed(Milestone, said, "planned_on")
    told: dict[str, Any] = {name: said.get(name) or (getattr(held, name) if held else None) for name in ("kind", "planned_on", "after", "note")}
    new = milestones.NewMilestone(said["name"], StageKind(told["kind"] or StageKind.OTHER), told["planned_on"], told["after"], told["note"] or "")
    return milestones.set_milestone(said["project"], new, by=by, at=at)


def enter_funding(held: ProjectFunding | None, said: Values, by: Standing, at: datetime) -> ProjectFunding | None:
    """Money of one source."""
    _needed(ProjectFunding, said, "planned_fen")
    paid = said.get("paid_fen") or 0
    if held is not None and (held.planned_fen, held.paid_fen) == (said["planned_fen"], paid):
        return None
    return projects.set_funding(said["project"], said["source"], said["planned_fen"], paid, by=by, at=at)


def enter_point(held: MeasuredPoint | None, said: Values, by: Standing, at: datetime) -> MeasuredPoint | None:
    """What was measured at one point; the test's own numbers follow."""
    _needed(MeasuredPoint, said, "test", "point", "value")
    if held is not None and held.value == said["value"]:
        return None
    return tests.enter_point(said["test"], said["point"], said["value"], by=by, at=at)


SESSION_KEY, SESSION_SET = ("place", "institution", "team", "session_on", "starts_at"), ("ends_at", "lon", "lat")


def enter_session(held: RovingSession | None, said: Values, by: Standing, at: datetime) -> RovingSession | None:
    """One session; its outcome where the line says so: people seen, or a notice that it was cancelled."""
    live = held if held is None or held.state != SessionState.CANCELLED else _live(said)
    cancelled = said.get("state") == SessionState.CANCELLED or said.get("announcement")
    if held is not None and live is None and cancelled:
        return None
    made = live or _planned(said, by, at)
    _refuse_unlike(made, said)
    if cancelled:
        return roving.cancel_session(made, said.get("announcement") or "", by=by, at=at)
    attendance = said.get("attendance")
    if (attendance is not None or said.get("state") == SessionState.HELD) and (made.state != SessionState.HELD or attendance != made.attendance):
        return roving.hold_session(made, attendance, by=by, at=at)
    return None if made is held else made


def _live(said: Values) -> RovingSession | None:
    """The session of this key that was not cancelled."""
    return RovingSession.objects.filter(**{name: said[name] for name in SESSION_KEY}).exclude(state=SessionState.CANCELLED).first()


def _planned(said: Values, by: Standing, at: datetime) -> RovingSession:
    _needed(RovingSession, said, *SESSION_KEY, "ends_at")
    new = roving.NewSessions(
        said["place"], said["institution"], said["team"], Repeating(said["session_on"], 0, None), said["starts_at"], said["ends_at"], said.get("lon"),
        said.get("lat"),
    )
    return roving.plan_sessions(new, by=by, at=at)[0]


def _refuse_unlike(session: RovingSession, said: Values) -> None:
    unlike = [name for name in SESSION_SET if said.get(name) not in (None, "", getattr(session, name))]
    if unlike:
        model: Any = RovingSession
        raise Refusal(SESSION_CHANGED, columns="、".join(str(model._meta.get_field(name).verbose_name) for name in unlike))


BOOKING_KEY = ("resource", "institution", "booked_on", "starts_at")


def enter_booking(held: PoolBooking | None, said: Values, by: Standing, at: datetime) -> PoolBooking | None:
    """One booking, or a request that waits where the line says so; what became of it, where the line says that."""
    live = PoolBooking.objects.filter(**{name: said[name] for name in BOOKING_KEY}).exclude(state=BookingState.CANCELLED).first()
    state = BookingState(said["state"]) if said.get("state") else None
    if live is None and held is not None and state is BookingState.CANCELLED:
        return None
    made = live or _booked(said, state is BookingState.WAITING, by, at)
    _refuse_other(made, said)
    if state is None or state == made.state:
        return None if made is live else made
    return _brought_to(made, state, said.get("reason") or "", by, at)


def _booked(said: Values, wait: bool, by: Standing, at: datetime) -> PoolBooking:
    _needed(PoolBooking, said, *BOOKING_KEY, "ends_at", "purpose")
    new = pooling.NewBooking(said["resource"], said["institution"], said["booked_on"], said["starts_at"], said["ends_at"], said["purpose"], wait)
    return pooling.book_resource(new, by=by, at=at)


def _brought_to(made: PoolBooking, state: BookingState, reason: str, by: Standing, at: datetime) -> PoolBooking | None:
    """From where it stands to where the line says; a request that was to wait and found its time free is booked."""
    if state is BookingState.WAITING:
        return made
    if state is BookingState.USED:
        return pooling.use_booking(made, by=by, at=at)
    if state is BookingState.BOOKED:
        return pooling.grant_booking(made, reason, by=by, at=at)
    return (pooling.leave_unused if state is BookingState.NOT_USED else pooling.cancel_booking)(made, reason, by=by, at=at)


def _refuse_other(booking: PoolBooking, said: Values) -> None:
    unlike = [name for name in ("ends_at", "purpose") if said.get(name) not in (None, "", getattr(booking, name))]
    if unlike:
        model: Any = PoolBooking
        raise Refusal(BOOKING_CHANGED, columns="、".join(str(model._meta.get_field(name).verbose_name) for name in unlike))


PROPOSAL_KEY = ("code", "institution", "kind", "proposed_on")


def enter_proposal(held: Proposal | None, said: Values, by: Standing, at: datetime) -> Proposal | None:
    """A new draft; of a known one what may still be put right. It is handed in and decided on its page."""
    given = {name: said[name] for name in proposals.CORRECTABLE if said.get(name) not in (None, "")}
    if held is not None:
        if any(said.get(name) not in (None, "", getattr(held, name)) for name in ("institution", "kind")):
            raise Refusal(PROPOSAL_CODE_TAKEN, code=held.code)
        changes = {name: value for name, value in given.items() if value != getattr(held, name)}
        return proposals.correct_proposal(held, changes, version=held.version, by=by, at=at) if changes else None
    _needed(Proposal, said, *PROPOSAL_KEY)
    return proposals.draft_proposal(proposals.NewProposal(**{name: said[name] for name in PROPOSAL_KEY}, more=given), by=by, at=at)


def enter_bed_check(held: BedCheck | None, said: Values, by: Standing, at: datetime) -> BedCheck | None:
    """A check, and the day it was put right where the line says so; what was counted is not counted again."""
    if held is None:
        _needed(BedCheck, said, "institution", "kind", "checked_on", "counted")
        words = (said.get("document") or "", said.get("note") or "")
        made = bed_checks.check_beds(bed_checks.NewCheck(said["institution"], said["kind"], said["checked_on"], said["counted"], *words), by=by, at=at)
    else:
        made = held
        if any(said.get(name) not in (None, "", getattr(held, name)) for name in ("counted", "document", "note")):
            raise Refusal(USED_KEY)
    rectified_on = said.get("rectified_on")
    if rectified_on is not None and rectified_on != made.rectified_on:
        return bed_checks.rectify_beds(made, rectified_on, by=by, at=at)
    return None if made is held else made


UPGRADE_NEEDED = ("name", "kind", "institution", "standard", "started_on", "target_on")


def enter_upgrade(held: Upgrade | None, said: Values, by: Standing, at: datetime) -> Upgrade | None:
    """A new upgrade with its steps; of a known one what may be corrected is put right."""
    given = {name: said[name] for name in upgrades.CORRECTABLE if said.get(name) not in (None, "")}
    if held is None:
        _needed(Upgrade, said, *UPGRADE_NEEDED)
        core = {name: said[name] for name in ("code", *UPGRADE_NEEDED)}
        return upgrades.begin_upgrade(upgrades.NewUpgrade(**core, more=given), by=by, at=at)
    changes = {name: value for name, value in given.items() if value != getattr(held, name)}
    return upgrades.correct_upgrade(held, changes, version=held.version, by=by, at=at) if changes else None


def enter_stage(held: UpgradeStage | None, said: Values, by: Standing, at: datetime) -> UpgradeStage | None:
    """A step of an upgrade: planned for a day, done on a day. Its steps come with the upgrade."""
    if held is None:
        raise Refusal(STEP_UNKNOWN, upgrade=said["upgrade"].name)
    planned_on, done_on = said.get("planned_on"), said.get("done_on")
    upgrade, step = Upgrade.objects.get(pk=held.upgrade_id), UpgradeStep(held.step)
    planned = planned_on is not None and planned_on != held.planned_on
    if planned:
        upgrade = upgrades.plan_steps(upgrade, {step: planned_on}, version=upgrade.version, by=by, at=at)
    if done_on is not None and done_on != held.done_on:
        upgrades.reach_step(upgrade, step, done_on, said.get("document") or "", by=by, at=at)
        return held
    return held if planned else None


def _needed(model: Any, said: Values, *names: str) -> None:
    for name in names:
        if said.get(name) in (None, ""):
            raise Refusal(VALUE_MISSING, column=str(model._meta.get_field(name).verbose_name))
