"""Upgrades: begun, corrected, planned step by step, a step reached or taken back, given up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import (
    UpgradeBegun,
    UpgradeCorrected,
    UpgradeGivenUp,
    UpgradePlanned,
    UpgradeStepReached,
    UpgradeStepUndone,
)
from weijian.domains.planning.models import Upgrade, UpgradeStage
from weijian.domains.planning.permissions import refusal_to_keep_upgrade
from weijian.domains.planning.queries.upgrades import last_reached, reaching, stages_of
from weijian.domains.planning.rules import upgrades as rules
from weijian.domains.planning.states import STEP_WORDS, UpgradeKind, UpgradeState, UpgradeStep, steps_of
from weijian.domains.registry.api import Institution, Standard
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

CORRECTABLE = ("name", "standard", "specialty", "exporter", "agreement", "project", "target_on", "required_percent", "document")


class UpgradeOvertaken(Stale):
    """Somebody changed the upgrade meanwhile; answered with 409."""


@dataclass(frozen=True)
class NewUpgrade:
    """An upgrade as typed. `more` are further fields of it by name: specialty, exporter, agreement, project, the share required, the document."""

    code: str
    name: str
    kind: str
    institution: Institution
    standard: Standard
    started_on: date
    target_on: date
    more: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def begin_upgrade(new: NewUpgrade, *, by: Standing, at: datetime) -> Upgrade:
    """Enter it with every step of its kind."""
    home = new.institution
    must(refusal_to_keep_upgrade(by, home.name, home.code, home.place.code))
    said = {name: new.more[name] for name in CORRECTABLE if new.more.get(name) is not None}
    core = {"code": new.code.strip(), "name": new.name, "kind": new.kind, "standard": new.standard, "target_on": new.target_on}
    made = Upgrade(institution=home, started_on=new.started_on, **{**said, **core})
    must(rules.refusal_to_undertake(_undertaking(made, local_day(at))))
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the code is taken, perhaps in this very moment
        raise Refusal(say.UPGRADE_TAKEN, code=new.code) from None
    steps = steps_of(UpgradeKind(made.kind))
    UpgradeStage.objects.bulk_create([UpgradeStage(upgrade=made, position=i, step=step) for i, step in enumerate(steps)])
    record(UpgradeBegun(made.pk, made.code, new.standard.name, made.target_on), by=by, at=at)
    return made


def _undertaking(one: Upgrade, on: date) -> rules.Undertaking:
    agreement, project = one.agreement, one.project
    return rules.Undertaking(
        one.started_on, one.target_on, on, one.required_percent, agreement is not None and agreement.institution_id != one.institution_id,
        project is not None and project.owner_id != one.institution_id, UpgradeState(one.state),
    )


def _held(upgrade: Upgrade, by: Standing, version: int | None = None) -> Upgrade:
    found = Upgrade.objects.select_related("institution__place", "standard", "agreement", "project").select_for_update(of=("self",))
    held = found.get(pk=upgrade.pk)
    must(refusal_to_keep_upgrade(by, held.institution.name, held.institution.code, held.institution.place.code))
    if version is not None and held.version != version:
        raise UpgradeOvertaken(say.UPGRADE_CHANGED)
    return held


@transaction.atomic
def correct_upgrade(upgrade: Upgrade, changes: Mapping[str, Any], *, version: int, by: Standing, at: datetime) -> Upgrade:
    """Write changed facts over the version she had before her."""
    held = _held(upgrade, by, version)
    wanted = {name: value for name, value in changes.items() if name in CORRECTABLE and getattr(held, name) != value}
    if not wanted:
        raise Refusal(say.NOTHING_TO_CHANGE)
    for name, value in wanted.items():
        setattr(held, name, value)
    must(rules.refusal_to_undertake(_undertaking(held, local_day(at))))
    held.version += 1
    held.save()
    labels = "、".join(str(one.verbose_name) for one in Upgrade._meta.fields if one.name in wanted)
    record(UpgradeCorrected(held.pk, labels, held.version), by=by, at=at)
    return held


@transaction.atomic
def plan_steps(upgrade: Upgrade, days: Mapping[UpgradeStep, date | None], *, version: int, by: Standing, at: datetime) -> Upgrade:
    """Days on which steps are planned; None: not planned. Those not named stay as they are."""
    held, before_on = _held(upgrade, by, version), None
    must(rules.refusal_to_undertake(_undertaking(held, local_day(at))))
    for stage in stages_of(held):
        stage.planned_on = days.get(UpgradeStep(stage.step), stage.planned_on)
        if stage.planned_on is not None:
            must(rules.refusal_to_plan_step(rules.PlanningStep(UpgradeStep(stage.step), stage.planned_on, before_on, held.started_on)))
            before_on = stage.planned_on
        stage.save(update_fields=["planned_on"])
    held.version += 1
    held.save(update_fields=["version"])
    told = "、".join(f"{STEP_WORDS[step]}{day or '—'}" for step, day in days.items())
    record(UpgradePlanned(held.pk, told, held.version), by=by, at=at)
    return held


@transaction.atomic
def reach_step(upgrade: Upgrade, step: UpgradeStep, done_on: date, document: str = "", *, by: Standing, at: datetime) -> Upgrade:
    """A step is done; with the last one the upgrade is achieved."""
    held = _held(upgrade, by)
    stage = UpgradeStage.objects.get(upgrade=held, step=step)
    must(rules.refusal_to_reach(reaching(held, stage, done_on, document, local_day(at))))
    stage.done_on, stage.document = done_on, document.strip()
    stage.save(update_fields=["done_on", "document"])
    if stage.position == held.stages.count() - 1:
        held.state = UpgradeState.ACHIEVED
    held.version += 1
    held.save(update_fields=["state", "version"])
    record(UpgradeStepReached(held.pk, STEP_WORDS[step], done_on, stage.document), by=by, at=at)
    return held


@transaction.atomic
def undo_step(upgrade: Upgrade, step: UpgradeStep, why: str, *, by: Standing, at: datetime) -> Upgrade:
    """The last step done was not; the upgrade is under way again."""
    held = _held(upgrade, by)
    last = last_reached(held)
    must(rules.refusal_to_undo(rules.UndoingStep(UpgradeState(held.state), step, last is not None and last.step == step, why)))
    assert last is not None  # the rule has refused it
    last.done_on, last.document = None, ""
    last.save(update_fields=["done_on", "document"])
    held.state, held.version = UpgradeState.UNDER_WAY, held.version + 1
    held.save(update_fields=["state", "version"])
    record(UpgradeStepUndone(held.pk, STEP_WORDS[step], why.strip()[:200]), by=by, at=at)
    return held


@transaction.atomic
def give_up_upgrade(upgrade: Upgrade, why: str, *, by: Standing, at: datetime) -> Upgrade:
    """It is no longer aimed at; what was done is kept."""
    held = _held(upgrade, by)
    must(rules.refusal_to_give_up(rules.GivingUp(UpgradeState(held.state), why)))
    held.state, held.version = UpgradeState.GIVEN_UP, held.version + 1
    held.save(update_fields=["state", "version"])
    record(UpgradeGivenUp(held.pk, why.strip()[:200]), by=by, at=at)
    return held
