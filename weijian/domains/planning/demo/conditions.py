"""Roads of the demo county that are shut or slow: a mountain road in winter, a river road in the flood season, works in the town this month."""

from datetime import date, timedelta

from weijian.domains.planning.models import Affected, ConditionCause, RoadCondition
from weijian.domains.registry.api import place_with_code

TOWN, HILLS, RIVER = "429921001001", "429921202202", "429921109001"  # places near which they lie
WINTER, FLOOD = (date(2024, 12, 1), date(2025, 2, 28)), (date(2024, 6, 10), date(2024, 8, 20))
AROUND = 0.012  # degrees to either side


def add(today: date) -> int:
    """How many were entered."""
    wanted = (
        ("山区公路冰雪路段", HILLS, ConditionCause.SNOW, 50, Affected.VEHICLES, *WINTER, True),
        ("沿河公路汛期漫水", RIVER, ConditionCause.FLOOD, 0, Affected.ALL, *FLOOD, True),
        ("城区主干道改造", TOWN, ConditionCause.WORKS, 60, Affected.CARS, today - timedelta(days=12), today + timedelta(days=30), False),
    )
    rows = [_row(*one, today) for one in wanted]
    return len(RoadCondition.objects.bulk_create(row for row in rows if row is not None))


def _row(
    name: str, near: str, cause: ConditionCause, percent: int, affects: Affected, from_on: date, ends_on: date, yearly: bool, today: date,
) -> RoadCondition | None:
    place = place_with_code(near, today)
    if place is None or place.lon is None or place.lat is None:
        return None
    course = f"{place.lon - AROUND:.5f} {place.lat:.5f}；{place.lon:.5f} {place.lat:.5f}；{place.lon + AROUND:.5f} {place.lat:.5f}"
    return RoadCondition(
        name=name, place=place, cause=cause, course=course, metres=60, percent=percent, affects=affects, from_on=from_on, ends_on=ends_on, yearly=yearly,
    )
