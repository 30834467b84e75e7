"""Upgrades, the care environment and emergency equipment for a program."""

from dataclasses import asdict
from typing import Any

from weijian.domains.planning.queries.emergency_standards import Equipment, Inventory, TierAbility
from weijian.domains.planning.queries.environment import Environment, WorksLine
from weijian.domains.planning.queries.upgrades import Line, UpgradeStage
from weijian.domains.registry.api import Assessed


def upgrade_of(line: Line) -> dict[str, Any]:
    one = line.upgrade
    said = {name: getattr(one, name) for name in ("code", "name", "kind", "specialty", "exporter", "started_on", "target_on", "required_percent", "state")}
    return {
        "id": one.pk, **said, "institution": one.institution.code, "standard": one.standard.code, "standing": line.standing, "forecast": asdict(line.forecast),
        "stages": [_stage(stage) for stage in line.stages], "assessments": [_score(known) for known in line.assessed],
    }


def _stage(one: UpgradeStage) -> dict[str, Any]:
    return {"step": one.step, "planned_on": one.planned_on, "done_on": one.done_on, "document": one.document}


def _score(one: Assessed | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"code": one.assessment.code, "standard": one.assessment.standard.code, "assessed_on": one.on, "overdue": one.overdue, **asdict(one.score)}


def environment_of(found: Environment) -> dict[str, Any]:
    others = [{"institution": one.assessment.institution.code, "score": _score(one)} for one in found.others]
    return {"on": found.on, "not_rescored": len(found.not_rescored), "works": [_works(one) for one in found.works], "others": others,
            "never_scored": [house.code for house in found.never]}


def _works(one: WorksLine) -> dict[str, Any]:
    return {
        "project": one.project.code, "name": one.project.name, "institution": one.project.owner.code, "begun_on": one.begun_on, "finished_on": one.finished_on,
        "rescoring": one.rescoring, "before": _score(one.before), "after": _score(one.after), "change": one.change,
    }


def equipment_of(found: Equipment) -> dict[str, Any]:
    stations, units = [_inventory(one) for one in found.stations], [_inventory(one) for one in found.units]
    return {"on": found.on, "place": found.place_code, "stations": stations, "units": units}


def _inventory(one: Inventory) -> dict[str, Any]:
    items = [
        {"clause": row.clause.number, "words": row.clause.words, "essential": row.clause.essential, "wanted": row.clause.wanted, "unit": row.clause.unit,
         "found": row.finding.found if row.finding else None, "due_on": row.finding.due_on if row.finding else None, "overdue": row.overdue}
        for row in one.missing
    ]
    return {
        "institution": one.institution_code, "name": one.name, "place": one.place_code, "tier": one.tier, "standing": one.ability,
        "standard": one.standard.code if one.standard else None, "inventoried_on": one.last.on if one.last else None, "missing": items,
    }


def ability_of(one: TierAbility) -> dict[str, Any]:
    """A tier's nodes against its standard."""
    nodes = [{"name": held.node.name, "counted": held.node.counted, "ability": held.ability, "last": _score(held.last)} for held in one.nodes]
    return {"standard": one.standard.code if one.standard else None, "able": one.able, "counted": one.counted, "never_assessed": one.never, "nodes": nodes}
