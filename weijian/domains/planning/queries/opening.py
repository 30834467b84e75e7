"""Which of the qualifying institutions count: open at the moment asked for, and on this side of the boundary or on either."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from weijian.domains.planning import refusals as say
from weijian.domains.planning.rules.opening import AtAnHour, Bounded, Hour, Opening, boundary_of, counts_at, is_by_day
from weijian.domains.registry.api import CampusPoint, doors_by_campus, institutions_with_emergency
from weijian.foundation.parameters.queries import setting
from weijian.kernel.refusal import Refusal

MINUTES = 60
DAY, NIGHT, AT = "day", "night", "at"


@dataclass(frozen=True)
class Moment:
    """A minute of the day asked for, as it was asked (day, night, at) and whether it is day then."""

    asked: str
    minute: int
    by_day: bool

    @property
    def clock(self) -> str:
        return f"{self.minute // MINUTES:02d}:{self.minute % MINUTES:02d}"


@dataclass(frozen=True)
class Among:
    """Which institutions count: at a moment (None: whatever the hour), and the neighbours' too or not."""

    moment: Moment | None = None
    neighbours: bool = True


WHOEVER = Among()


@dataclass(frozen=True)
class Sifted:
    """Those that count; those shut at the moment; those that count or not without hours on file; those beyond the boundary."""

    counted: tuple[CampusPoint, ...] = ()
    closed: tuple[CampusPoint, ...] = ()
    unknown: tuple[CampusPoint, ...] = ()
    outside: tuple[CampusPoint, ...] = ()

    @property
    def unknown_left_out(self) -> tuple[CampusPoint, ...]:
        counted = {one.campus_id for one in self.counted}
        return tuple(one for one in self.unknown if one.campus_id not in counted)


def moment_of(asked: str, on: date, at: time) -> Moment | None:
    """The moment behind `day`, `night` or `at` a time; "" is whatever the hour, anything else is refused."""
    if not asked:
        return None
    if asked not in (DAY, NIGHT, AT):
        raise Refusal(say.WHEN_WRONG, value=asked)
    day_from, day_until = (_minute("daytime_from", on), _minute("daytime_until", on))
    minute = at.hour * MINUTES + at.minute if asked == AT else _minute(f"{asked}_hour", on)
    return Moment(asked, minute, asked == DAY or (asked == AT and is_by_day(Hour(minute, day_from, day_until))))


def _minute(name: str, on: date) -> int:
    return int(setting(f"planning.{name}", on=on).value) * MINUTES


def sift(campuses: Iterable[CampusPoint], on: date, within: str, among: Among) -> Sifted:
    """Part the institutions that qualify on the day by what is asked."""
    bound = "" if among.neighbours else boundary_of(Bounded(within))
    here = [one for one in campuses if one.place_code.startswith(bound)]
    outside = tuple(one for one in campuses if not one.place_code.startswith(bound))
    if among.moment is None:
        return Sifted(tuple(here), outside=outside)
    opening = _openings(here, on, among.moment)
    emergency = institutions_with_emergency(on)
    counted, closed = list[CampusPoint](), list[CampusPoint]()
    for one in here:
        has = None if emergency is None else one.institution_id in emergency
        good = counts_at(AtAnHour(opening[one.campus_id], among.moment.by_day, one.kind, has))
        (counted if good else closed).append(one)
    unknown = tuple(one for one in here if opening[one.campus_id] is Opening.UNKNOWN)
    shut = tuple(one for one in closed if opening[one.campus_id] is not Opening.UNKNOWN)
    return Sifted(tuple(counted), shut, unknown, outside)


def _openings(campuses: Iterable[CampusPoint], on: date, moment: Moment) -> dict[int, Opening]:
    stand = doors_by_campus(on.isoweekday(), moment.minute % (24 * MINUTES))
    return {one.campus_id: Opening(stand[one.campus_id].value) if one.campus_id in stand else Opening.UNKNOWN for one in campuses}
