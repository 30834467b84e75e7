"""Which of the qualifying institutions count: open at the moment asked for, and on this side of the boundary or on either."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from weijian.domains.planning import refusals as say
from weijian.domains.planning.rules.opening import AtAnHour, Bounded, Hour, Opening, boundary_of, counts_at, is_by_day
from weijian.domains.registry.api import CampusPoint, Stretch, doors_of, institutions_with_emergency, stretches_by_campus, weekday_on
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


@dataclass(frozen=True)
class OnFile:
    """What the registry says of hours on a day: by which weekday's they go, the week of each campus, and who has an emergency department
    (None: no such register)."""

    weekday: int
    weeks: Mapping[int, tuple[Stretch, ...]]
    emergency: set[int] | None

    def counts(self, one: CampusPoint, moment: Moment) -> tuple[Opening, bool]:
        """How a campus stands at the moment, and whether it counts."""
        doors = doors_of(self.weeks.get(one.campus_id, ()), self.weekday, moment.minute % (24 * MINUTES))
        opening, has = Opening(doors.value), None if self.emergency is None else one.institution_id in self.emergency
        return opening, counts_at(AtAnHour(opening, moment.by_day, one.kind, has))


def hours_on_file(on: date) -> OnFile:
    return OnFile(weekday_on(on), stretches_by_campus(), institutions_with_emergency(on))


def sift(campuses: Iterable[CampusPoint], on: date, within: str, among: Among, hours: OnFile | None = None) -> Sifted:
    """Part the institutions that qualify on the day by what is asked; `hours` spares reading them again."""
    bound = "" if among.neighbours else boundary_of(Bounded(within))
    here = [one for one in campuses if one.place_code.startswith(bound)]
    outside = tuple(one for one in campuses if not one.place_code.startswith(bound))
    if among.moment is None:
        return Sifted(tuple(here), outside=outside)
    known = hours or hours_on_file(on)
    stands = [(one, *known.counts(one, among.moment)) for one in here]
    counted = tuple(one for one, _opening, counts in stands if counts)
    unknown = tuple(one for one, opening, _counts in stands if opening is Opening.UNKNOWN)
    return Sifted(counted, tuple(one for one, opening, counts in stands if not counts and opening is not Opening.UNKNOWN), unknown, outside)
