"""What the tests of pooled use lend: a scanner of the county hospital and the morning of one of its doctors."""

from datetime import date, datetime, time
from typing import Any

from tests.people import HOSPITAL, Cast
from weijian.domains.planning.actions.pooling import NewBooking, book_resource
from weijian.domains.planning.models import PoolBooking, PooledResource
from weijian.domains.registry.models import Equipment
from weijian.domains.workforce.models import Practitioner
from weijian.kernel.dates import CHINA
from weijian.kernel.standing import Standing

SINCE = date(2025, 1, 1)


def scanner(people: Cast, **changes: Any) -> PooledResource:
    house = people.institutions[HOSPITAL]
    held = {"institution": house, "kind": "C10", "name": "64排CT", "shared": True, "from_on": SINCE} | changes
    machine = Equipment.objects.create(code="CT1", **held)
    hours: dict[str, Any] = {"weekdays": "1234567", "opens_at": time(8), "closes_at": time(18), "from_on": SINCE}
    return PooledResource.objects.create(code="R-CT", institution=house, equipment=machine, **hours)


def specialist(people: Cast, code: str = "R-ZHAO", **changes: Any) -> PooledResource:
    """The county hospital's neurologist, lent."""
    told = {"weekdays": "1234567", "opens_at": time(8), "closes_at": time(12), "from_on": SINCE} | changes
    return PooledResource.objects.create(code=code, institution=people.institutions[HOSPITAL], practitioner=Practitioner.objects.get(code="P0003"), **told)


def asked(people: Cast, resource: PooledResource, house: str, day: date, hours: tuple[int, int] = (9, 10), **more: Any) -> NewBooking:
    told = {"purpose": "筛查"} | more
    return NewBooking(resource, people.institutions[house], day, time(hours[0]), time(hours[1]), **told)


def booked(
    people: Cast, resource: PooledResource, house: str, day: date, hours: tuple[int, int] = (9, 10), *, by: Standing, at: datetime, **more: Any,
) -> PoolBooking:
    return book_resource(asked(people, resource, house, day, hours, **more), by=by, at=at)


def morning(day: date, hour: int = 7) -> datetime:
    return datetime.combine(day, time(hour), CHINA)
