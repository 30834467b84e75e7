"""Pooled use for a program."""

from typing import Any

from weijian.domains.planning.queries.pool_use import HouseUse, ResourceUse, Use, Utilisation
from weijian.domains.planning.queries.pool_week import Cell, Pending, Row, Waiter, Week
from weijian.domains.planning.queries.pooling import PoolBooking, PooledResource, minutes_of


def resource_of(one: PooledResource) -> dict[str, Any]:
    return {
        "code": one.code, "name": str(one), "institution": one.institution.code, "equipment": one.equipment.code if one.equipment else None,
        "kind": one.equipment.kind if one.equipment else None,
        "practitioner": one.practitioner.code if one.practitioner else None, "weekdays": one.weekdays, "opens_at": one.opens_at, "closes_at": one.closes_at,
        "from_on": one.from_on, "ends_on": one.ends_on,
    }


def booking_of(one: PoolBooking) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("booked_on", "starts_at", "ends_at", "purpose", "state", "reason", "booked_by_name", "asked_at")}
    return {"id": one.pk, "resource": one.resource.code, "owner": one.resource.institution.code, "institution": one.institution.code,
            "minutes": minutes_of(one), **said}


def _cell(one: Cell) -> dict[str, Any]:
    return {"day": one.day, "lent": one.lent, "bookings": [booking_of(b) for b in one.bookings], "free": [[g.from_at, g.until_at] for g in one.gaps]}


def _row(one: Row) -> dict[str, Any]:
    return {**resource_of(one.resource), "days": [_cell(cell) for cell in one.cells]}


def _waiter(one: Waiter) -> dict[str, Any]:
    return {**booking_of(one.booking), "part": one.part, "turn": one.turn}


def _use(one: Use) -> dict[str, Any]:
    return {
        "used_hours": one.used_hours, "offered_hours": one.offered_hours, "share": one.share, "bookings": one.bookings, "not_used": one.unused,
        "without_outcome": one.unclosed,
    }


def _resource_use(one: ResourceUse) -> dict[str, Any]:
    return {"resource": one.resource.code, "institution": one.resource.institution.code, **_use(one.use)}


def _house(one: HouseUse) -> dict[str, Any]:
    return {"institution": one.institution.code, "name": one.institution.name, "part": one.part, "given_hours": one.given, "received_hours": one.received,
            "own_hours": one.own}


def pool_of(week: Week, pending: Pending, used: Utilisation) -> dict[str, Any]:
    """The page's numbers."""
    return {
        "monday": week.monday, "resources": [_row(one) for one in week.rows], "not_shown": week.more, "to_decide": [_waiter(one) for one in pending.decide],
        "waiting": [_waiter(one) for one in pending.waiting], "waited_in_vain": [_waiter(one) for one in pending.late],
        "without_outcome": [booking_of(one) for one in pending.unclosed], "no_longer_to_be_had": [booking_of(one) for one in pending.broken],
        "utilisation": {
            "from_on": used.from_on, "until_on": used.until_on, **_use(used.total), "by_resource": [_resource_use(one) for one in used.resources],
            "by_institution": [_house(one) for one in used.houses],
            "used_nothing": [one.code for one in used.without],
        },
    }
