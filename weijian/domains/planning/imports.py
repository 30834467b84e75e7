"""A sheet's lines become projects, milestones, money, roving clinics and upgrades by the room's own actions, one line one deed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from weijian.domains.planning.actions import milestones, projects, roving, upgrades
from weijian.domains.planning.models import CapitalProject, Milestone, ProjectFunding, RovingSession, Upgrade, UpgradeStage
from weijian.domains.planning.refusals import SESSION_CHANGED, STEP_UNKNOWN
from weijian.domains.planning.rules.roving import Repeating
from weijian.domains.planning.states import SessionState, StageKind, UpgradeStep
from weijian.foundation.catalogue.refusals import VALUE_MISSING
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
