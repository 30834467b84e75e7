"""A siting answer as plain values: what a page shows, a program reads and a kept plan holds are the same."""

from typing import Any

from weijian.domains.planning.exchange.geojson import SMALL_CELL, collection, point
from weijian.domains.planning.models import SitingPlan
from weijian.domains.planning.queries.siting import TODAY, Siting
from weijian.engines.siting.explain import Bind, Binding, Contribution, NextBest

CHOSEN, NEWLY = "chosen", "newly"


def asked_of(found: Siting) -> dict[str, Any]:
    question, moment = found.asked.map, found.among.moment
    return {
        "place": found.within, "mode": question.mode, "minutes": question.minutes, "on": question.on.isoformat(), "circle": found.circle,
        "peak": found.peak, "model": found.asked.model, "number": found.asked.number, "candidates": len(found.candidates.cell),
        "by_township": found.candidates.by_township, "existing": len(found.ground.campuses),
        "when": moment.asked if moment else "", "at": moment.clock if moment else "", "neighbours": found.among.neighbours,
    }


def engine_of(found: Siting) -> dict[str, Any]:
    return {"inputs": found.plan.inputs, "engine": found.plan.engine}


def plan_json(kept: SitingPlan) -> dict[str, Any]:
    """A plan that was kept: who kept it when, of which network, and its answer."""
    return {
        "id": kept.pk, "name": kept.name, "place": kept.place.code, "network": kept.network.sha256, "asked": kept.asked, "inputs": kept.inputs,
        "engine": kept.engine, "seed": kept.seed, "by": kept.made_by_name, "at": kept.made_at.isoformat(), **kept.result,
    }


def result_of(found: Siting) -> dict[str, Any]:
    """Objective, bound and gap in the model's unit; people before and after; chosen sites, townships, what binds, the next best."""
    plan, change, people = found.plan, found.change, found.ground.cells.people
    after = change.covered_people
    return {
        "objective": plan.objective, "bound": plan.bound, "gap": plan.gap, "proven": plan.proven, "method": plan.method.value,
        "people": float(people.sum()), "covered_before": after - change.newly_covered_people + change.no_longer_covered_people, "covered_after": after,
        "nearer_people": change.nearer_people, "set_aside_people": found.set_aside_people,
        "beyond_people": float(people[~found.after.covered(found.question.limit_ms)].sum()),
        "sites": [_site(found, one) for one in found.why.contributions if one.site != TODAY], "townships": _townships(found),
        "binds": [_binding(found, one) for one in found.why.binds if one.kind is Bind.NUMBER], "next_best": _next(found, found.why.next_best),
        "newly": [_cell(found, int(i)) for i in found.newly_covered],
    }


def _site(found: Siting, one: Contribution) -> dict[str, Any]:
    cells, cell = found.ground.cells, found.cell_of(one.site)
    return {
        "name": found.name_of(one.site), "lon": float(cells.lon[cell]), "lat": float(cells.lat[cell]), "people": one.people,
        "covered_people": one.covered_people, "only_here_people": one.only_here_people,
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
    return {"kind": one.kind.value, "worth": one.worth, "into": found.name_of(one.into) if one.into else ""}


def _next(found: Siting, one: NextBest | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"out": [found.name_of(j) for j in one.out if j != TODAY], "into": [found.name_of(j) for j in one.into], "difference": one.difference}


def _cell(found: Siting, cell: int) -> list[float | None]:
    cells = found.ground.cells
    people = float(cells.people[cell])
    return [round(float(cells.lon[cell]), 5), round(float(cells.lat[cell]), 5), None if 0 < people < SMALL_CELL else round(people)]


def geojson_of(result: dict[str, Any], plan: str = "") -> list[dict[str, Any]]:
    """Chosen sites and newly covered cells as features; `plan` tells two plans apart on one map."""
    newly = [point(lon, lat, what=NEWLY, people=people, plan=plan) for lon, lat, people in result["newly"]]
    return newly + [point(s["lon"], s["lat"], what=CHOSEN, name=s["name"], plan=plan) for s in result["sites"]]


def collected(*features: list[dict[str, Any]]) -> dict[str, Any]:
    return collection(one for some in features for one in some)
