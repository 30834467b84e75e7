"""A capital project's way: planned, corrected, approved, paused, taken up again, given up, commissioned; and its money."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from weijian.domains.planning import permissions as may
from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import (
    ProjectApproved,
    ProjectCancelled,
    ProjectCommissioned,
    ProjectCorrected,
    ProjectFunded,
    ProjectPaused,
    ProjectPlanned,
    ProjectResumed,
)
from weijian.domains.planning.models import CapitalProject, ProjectFunding
from weijian.domains.planning.queries.beds import beds_with_more
from weijian.domains.planning.queries.projects import commissioning_facts, project_held
from weijian.domains.planning.rules import parts
from weijian.domains.planning.rules import projects as rules
from weijian.domains.planning.states import STATE_WORDS, ProjectState, StageKind
from weijian.domains.registry.api import Institution, NewCampus, Place, add_campus, count_beds, institution_numbered, offer_service
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.foundation.screen.numbers import wan
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

CORRECTABLE = ("name", "purpose", "batch", "label", "labelled_by", "address", "lon", "lat", "site_kind", "site_name")


class ProjectOvertaken(Stale):
    """Somebody changed the project meanwhile; answered with 409."""


@dataclass(frozen=True)
class NewProject:
    """A project as typed. `more` are further fields of it by name: purpose, label, address, the site it adds."""

    code: str
    name: str
    batch: str
    owner: Institution
    place: Place
    lon: float
    lat: float
    more: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def plan_project(new: NewProject, *, by: Standing, at: datetime) -> CapitalProject:
    """Enter a project into the register."""
    must(may.refusal_to_keep_project(by, may.WRITE, new.name, new.place.code, new.owner.code))
    must(rules.refusal_to_plan(rules.PlanningProject(new.more.get("site_kind") or "", new.more.get("site_name") or "")))
    if CapitalProject.objects.filter(code=new.code).exists():
        raise Refusal(say.PROJECT_CODE_TAKEN, code=new.code)
    said = {name: new.more[name] for name in CORRECTABLE if name in new.more}
    made = CapitalProject(code=new.code, **{"name": new.name, "batch": new.batch, "lon": new.lon, "lat": new.lat, **said}, owner=new.owner, place=new.place)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # another clerk entered the same code in this very moment
        raise Refusal(say.PROJECT_CODE_TAKEN, code=new.code) from None
    record(ProjectPlanned(made.pk, made.code), by=by, at=at)
    return made


@transaction.atomic
def correct_project(project: CapitalProject, changes: Mapping[str, Any], *, version: int, by: Standing, at: datetime) -> CapitalProject:
    """Write changed facts over the version she had before her."""
    held = project_held(project, by)
    if held.version != version:
        raise ProjectOvertaken(say.PROJECT_CHANGED)
    wanted = {name: value for name, value in changes.items() if name in CORRECTABLE and getattr(held, name) != value}
    if not wanted:
        raise Refusal(say.NOTHING_TO_CHANGE)
    for name, value in wanted.items():
        setattr(held, name, value)
    must(rules.refusal_to_plan(rules.PlanningProject(held.site_kind, held.site_name, ProjectState(held.state))))
    held.version += 1
    held.save()
    labels = "、".join(str(one.verbose_name) for one in CapitalProject._meta.fields if one.name in wanted)
    record(ProjectCorrected(held.pk, labels, held.version), by=by, at=at)
    return held


@transaction.atomic
def approve_project(project: CapitalProject, approval: str, approved_on: date, *, by: Standing, at: datetime) -> CapitalProject:
    """By a document; from now on the plan's days are those it is held to."""
    held = project_held(project, by, may.DECIDE)
    stages = frozenset(StageKind(kind) for kind in held.milestones.values_list("kind", flat=True))
    must(rules.refusal_to_approve(rules.Approving(ProjectState(held.state), approval, approved_on, local_day(at), stages)))
    held.state, held.approval, held.approved_on = ProjectState.APPROVED, approval.strip(), approved_on
    held.version += 1
    held.save()
    record(ProjectApproved(held.pk, approved_on, held.approval), by=by, at=at)
    return held


@transaction.atomic
def pause_project(project: CapitalProject, why: str, *, by: Standing, at: datetime) -> CapitalProject:
    """Work stands still until the project is taken up again."""
    held = project_held(project, by, may.DECIDE)
    must(rules.refusal_to_stop(rules.Stopping(ProjectState(held.state), ProjectState.PAUSED, "暂停", why)))
    held.paused_from, held.state, held.version = held.state, ProjectState.PAUSED, held.version + 1
    held.save()
    record(ProjectPaused(held.pk, why.strip()[:200]), by=by, at=at)
    return held


@transaction.atomic
def resume_project(project: CapitalProject, why: str, *, by: Standing, at: datetime) -> CapitalProject:
    """Work goes on where it stood."""
    held = project_held(project, by, may.DECIDE)
    then = ProjectState(held.paused_from or held.state)  # nothing follows itself: what is not paused is refused
    must(rules.refusal_to_stop(rules.Stopping(ProjectState(held.state), then, "恢复", why)))
    held.state, held.paused_from, held.version = then, "", held.version + 1
    held.save()
    record(ProjectResumed(held.pk, STATE_WORDS[then], why.strip()[:200]), by=by, at=at)
    return held


@transaction.atomic
def cancel_project(project: CapitalProject, why: str, *, by: Standing, at: datetime) -> CapitalProject:
    """The project is given up; what was registered of it is kept."""
    held = project_held(project, by, may.DECIDE)
    must(rules.refusal_to_stop(rules.Stopping(ProjectState(held.state), ProjectState.CANCELLED, "终止", why)))
    held.state, held.paused_from, held.version = ProjectState.CANCELLED, "", held.version + 1
    held.save()
    record(ProjectCancelled(held.pk, why.strip()[:200]), by=by, at=at)
    return held


@transaction.atomic
def set_funding(project: CapitalProject, source: str, planned_fen: int, paid_fen: int, *, by: Standing, at: datetime) -> ProjectFunding:
    """So much of one source is planned, so much has arrived; said again it replaces what was said."""
    held = project_held(project, by)
    must(parts.refusal_to_fund(parts.Funding(planned_fen, paid_fen)))
    made, _ = ProjectFunding.objects.update_or_create(project=held, source=source, defaults={"planned_fen": planned_fen, "paid_fen": paid_fen})
    record(ProjectFunded(held.pk, made.get_source_display(), planned_fen, paid_fen, wan(planned_fen), wan(paid_fen)), by=by, at=at)
    return made


@transaction.atomic
def commission_project(project: CapitalProject, commissioned_on: date, *, by: Standing, at: datetime) -> CapitalProject:
    """It opens: its campus, beds and services enter the register of institutions from that day, its last milestone is met."""
    held = project_held(project, by, may.DECIDE)
    must(rules.refusal_to_meet(commissioning_facts(held, commissioned_on, local_day(at))))
    owner = institution_numbered(held.owner_id)
    campus_id = _open_campus(held, owner, commissioned_on, by, at)
    beds = [_add_beds(owner, one.kind, one.beds, commissioned_on, by, at) for one in held.beds.order_by("kind")]
    services = [_offer(owner, one.service, commissioned_on, by, at) for one in held.services.select_related("service")]
    held.milestones.filter(kind=StageKind.COMMISSIONING).update(met_on=commissioned_on, percent=100)
    held.state, held.commissioned_on, held.version = ProjectState.COMMISSIONED, commissioned_on, held.version + 1
    held.save()
    record(ProjectCommissioned(held.pk, commissioned_on, sum(beds), sum(services), campus_id), by=by, at=at)
    return held


def _open_campus(project: CapitalProject, owner: Institution, on: date, by: Standing, at: datetime) -> int | None:
    if not project.site_kind:
        return None
    return add_campus(owner, NewCampus(project.site_name, project.place_id, project.lon, project.lat, on, project.address), by=by, at=at).pk


def _add_beds(owner: Institution, kind: str, added: int, on: date, by: Standing, at: datetime) -> int:
    """So many more of the kind than the owner had."""
    count_beds(owner, beds_with_more(owner, kind, added, on), by=by, at=at)
    return added


def _offer(owner: Institution, service: Any, on: date, by: Standing, at: datetime) -> int:
    """One more, unless the owner offers it already."""
    if owner.offers.filter(service=service, ends_on__isnull=True).exists():
        return 0
    offer_service(owner, service, on, by=by, at=at)
    return 1
