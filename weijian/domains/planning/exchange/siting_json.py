"""A siting answer as plain values: what a page shows, a program reads and a kept plan holds are the same."""

from typing import Any

from weijian.domains.planning.exchange.geojson import SMALL_CELL, collection, point
from weijian.domains.planning.models import SitingPlan
from weijian.domains.planning.queries.siting import Siting
from weijian.domains.planning.queries.siting_candidates import TOWNSHIPS
from weijian.domains.planning.rules.siting import SET_COVER
from weijian.engines.siting.explain import Bind, Binding, Contribution, NextBest
from weijian.engines.siting.plan import gap_between
from weijian.engines.siting.question import Model

CHOSEN, NEWLY = "chosen", "newly"
UNCOVERABLE_LISTED = 100


def asked_of(found: Siting) -> dict[str, Any]:
    question, moment = found.asked.map, found.among.moment
    return {
        "place": found.within, "mode": question.mode, "minutes": question.minutes, "on": question.on.isoformat(), "circle": found.circle, "also": found.also,
        "peak": found.peak, "model": found.asked.model, "number": found.asked.number, "candidates": len(found.candidates.cell),
        "by_township": found.candidates.level == TOWNSHIPS, "candidate_level": found.candidates.level,
        "existing": len(found.ground.campuses), **_conditions(found), "pace": question.pace_percent,
        "when": moment.asked if moment else "", "at": moment.clock if moment else "", "neighbours": found.among.neighbours,
    }


def _conditions(found: Siting) -> dict[str, Any]:
    """Every condition, None (moving: 0) where there was none; what a model has no use for is left out."""
    held, model = found.asked.conditions, found.question.model
    told = {name: getattr(held, name) for name in ("move", "budget_wan", "cost_wan", "capacity", "apart_km")}
    equity = {"equity_percent": held.equity_percent, "worst_percent": held.worst_percent} if held.equity_percent else {}
    return told | equity | ({"busy_percent": held.busy_percent} if model is Model.MEXCLP else {})


def engine_of(found: Siting) -> dict[str, Any]:
    return {"inputs": found.plan.inputs, "engine": found.plan.engine}


def plan_json(kept: SitingPlan) -> dict[str, Any]:
    """A plan that was kept: who kept it when, of which network, and its answer."""
    return {
        "id": kept.pk, "name": kept.name, "place": kept.place.code, "network": kept.network.sha256, "asked": kept.asked, "inputs": kept.inputs,
        "engine": kept.engine, "seed": kept.seed, "by": kept.made_by_name, "at": kept.made_at.isoformat(), **kept.result,
    }


def result_of(found: Siting) -> dict[str, Any]:
    """Objective, bound and gap in the model's unit; people before and after; chosen sites, townships, what binds, the next best, who is out of reach."""
    plan, change, people = found.plan, found.change, found.ground.cells.people
    after = change.covered_people
    return {
        **_objective(found), "proven": plan.proven, "method": plan.method.value,
        "services": max(1, len(found.ground.services)), "people": float(people.sum()),
        "covered_before": after - change.newly_covered_people + change.no_longer_covered_people, "covered_after": after,
        "nearer_people": change.nearer_people, "farther_people": change.farther_people, "set_aside_people": found.set_aside_people,
        "beyond_people": float(people[~found.after.covered(found.question.limit_ms)].sum()),
        "placed_people": None if found.asked.conditions.capacity is None else plan.covered_people,
        "cost_wan": None if found.asked.conditions.cost_wan is None else found.asked.conditions.cost_wan * len(found.new_sites),
        "sites": [_site(found, one) for one in found.why.contributions if found.units[one.site]],
        "given_up": [{"name": found.name_of(int(j))} for j in found.given_up], "townships": _townships(found),
        "binds": [_binding(found, one) for one in found.why.binds if _worth_telling(found, one)], "next_best": _next(found, found.why.next_best),
        "newly": [_cell(found, int(i)) for i in found.newly_covered], **_uncoverable(found),
    }


def _objective(found: Siting) -> dict[str, float]:
    """The fewest sites are told without those that stand."""
    plan, stays = found.plan, 0 if found.asked.model != SET_COVER else len(found.plan.open) - int(found.units.sum())
    objective, bound = plan.objective - stays, plan.bound - stays
    return {"objective": objective, "bound": bound, "gap": gap_between(objective, bound)}


def _uncoverable(found: Siting) -> dict[str, Any]:
    cells, out = found.ground.cells, found.uncoverable
    listed = [{"name": found.name_of_cell(int(i)), "people": _some(float(cells.people[i])), "at": _at(found, int(i))} for i in out[:UNCOVERABLE_LISTED]]
    return {"uncoverable": listed, "uncoverable_cells": len(out), "uncoverable_people": float(cells.people[out].sum())}


def _worth_telling(found: Siting, one: Binding) -> bool:
    """That all campuses together must stand is no news; that one of them must is."""
    return one.kind is not Bind.REQUIRED or found.asked.every_site_apart


def _site(found: Siting, one: Contribution) -> dict[str, Any]:
    lon, lat = found.spot_of(one.site)
    return {
        "name": found.name_of(one.site), "lon": lon, "lat": lat, "people": one.people, "covered_people": one.covered_people,
        "only_here_people": one.only_here_people, "units": int(found.units[one.site]),
    }


def _townships(found: Siting) -> list[dict[str, Any]]:
    """Who gains most first; a township that nothing changes is left out."""
    rows = [
        {"code": p.place, "name": found.place_names.get(p.place, ""), "people": p.people, "before": p.covered_before, "after": p.covered_after,
         "gained": p.covered_after - p.covered_before, "nearer": p.nearer_people, "mean_before": p.mean_seconds_before, "mean_after": p.mean_seconds_after}
        for p in found.change.places if p.nearer_people or p.covered_after != p.covered_before
    ]
    return sorted(rows, key=lambda row: (-row["gained"], -row["nearer"], row["code"]))


def _binding(found: Siting, one: Binding) -> dict[str, Any]:
    """Where the budget decides the number, one more is a matter of money."""
    kind = Bind.BUDGET if one.kind is Bind.NUMBER and found.asked.budget_binds else one.kind
    told: dict[str, Any] = {"kind": kind.value, "worth": one.worth, "into": "" if one.into is None else _named(found, one.into)}
    if one.out is not None:
        told["out"] = _named(found, one.out)
    if one.full:
        told["full"] = [found.name_of(j) for j in one.full]
    return told


def _named(found: Siting, candidate: int) -> str:
    return found.name_of(candidate) if _has_name(found, candidate) else ""


def _has_name(found: Siting, candidate: int) -> bool:
    """Campuses taken together have none."""
    return found.asked.every_site_apart or candidate >= found.layout.stand


def _next(found: Siting, one: NextBest | None) -> dict[str, Any] | None:
    if one is None:
        return None
    out, into = ([found.name_of(j) for j in some if _has_name(found, j)] for some in (one.out, one.into))
    return {"out": out, "into": into, "difference": one.difference}


def _cell(found: Siting, cell: int) -> list[float | None]:
    return [*_at(found, cell), _some(float(found.ground.cells.people[cell]))]


def _at(found: Siting, cell: int) -> list[float]:
    cells = found.ground.cells
    return [round(float(cells.lon[cell]), 5), round(float(cells.lat[cell]), 5)]


def _some(people: float) -> int | None:
    """Too few to be told apart are not told."""
    return None if 0 < people < SMALL_CELL else round(people)


def geojson_of(result: dict[str, Any], plan: str = "") -> list[dict[str, Any]]:
    """Chosen sites and newly covered cells as features; `plan` tells two plans apart on one map."""
    newly = [point(lon, lat, what=NEWLY, people=people, plan=plan) for lon, lat, people in result["newly"]]
    return newly + [point(s["lon"], s["lat"], what=CHOSEN, name=s["name"], plan=plan) for s in result["sites"]]


def collected(*features: list[dict[str, Any]]) -> dict[str, Any]:
    return collection(one for some in features for one in some)
