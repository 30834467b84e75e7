"""Wards that turn to an emergency use, over the wire."""

from typing import Any

from weijian.domains.planning.queries.surge import Surge, WardRow


def surge_of(found: Surge) -> dict[str, Any]:
    """Hours from an order and the beds by then; each ward with the order it stands under."""
    return {
        "on": found.on, "drill_days": found.drill_days, "beds": found.beds, "capacity": found.capacity, "wards": [_ward(row) for row in found.wards],
        "coming": [{"project": one.project.code, "ward": one.ward, "beds": one.beds, "hours": one.hours} for one in found.coming],
    }


def _ward(row: WardRow) -> dict[str, Any]:
    said = {name: getattr(row.ward, name) for name in ("ward", "peace_use", "emergency_use", "beds", "hours", "drilled_on", "drilled_hours", "steps", "staff")}
    order = row.running
    told = {"ordered_at": order.ordered_at, "ready_at": order.ready_at, "ready_beds": order.ready_beds} if order else None
    return {"project": row.ward.project.code, **said, "drilled": row.drilled, "order": told, "late": bool(row.progress and row.progress.late)}
