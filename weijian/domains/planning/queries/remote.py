"""Which townships and villages have remote services: their own institution offers one on the day. Reckoned from the registers alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weijian.domains.planning.rules.layout import BACKBONE_KINDS
from weijian.domains.registry.api import (
    CampusPoint,
    Place,
    campus_points,
    counties_within,
    institutions_offering,
    names_of_places,
    people_points,
    townships_and_villages,
)
from weijian.foundation.parameters.queries import setting

COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS = 6, 9, 12
CARE = ("A", "B", "C", "D", "G")  # WS 218: hospitals, community and township centres, clinics, maternity houses


@dataclass(frozen=True)
class Without:
    """A place without; `idle` are its institutions, none of which offers a remote service; none at all when empty."""

    code: str
    name: str
    people: float
    idle: tuple[str, ...]


@dataclass(frozen=True)
class Reach:
    """Of so many places with so many people, those whose institution offers a remote service; the others, those with most people first."""

    places: int
    people: float
    without: tuple[Without, ...]

    @property
    def reached(self) -> int:
        return self.places - len(self.without)

    @property
    def people_reached(self) -> float:
        return self.people - sum(one.people for one in self.without)

    @property
    def share(self) -> float | None:
        return self.reached / self.places if self.places else None

    @property
    def people_share(self) -> float | None:
        return self.people_reached / self.people if self.people else None


@dataclass(frozen=True)
class RemoteLine:
    """One county: its townships by their health centres, its villages by the institutions in them; `before` is a year earlier."""

    code: str
    name: str
    townships: Reach
    villages: Reach
    townships_before: Reach
    villages_before: Reach


@dataclass(frozen=True)
class Remote:
    """`on` and a year `before`; `words` are what makes a service a remote one."""

    on: date
    before: date
    words: tuple[str, ...]
    lines: tuple[RemoteLine, ...]


def remote_of(place: Place, on: date) -> Remote:
    """By county; of a place below a county, the place itself."""
    codes = [place.code] if len(place.code) >= COUNTY_DIGITS else counties_within(place.code)
    names, people = {**names_of_places(codes), place.code: place.name}, _people(place.code)
    words = tuple(setting("planning.remote_services", on=on, region_code=place.code).value)
    before = date(max(on.year - 1, 1), on.month, min(on.day, 28))
    now, then = _OnADay(on, words, people), _OnADay(before, words, people)
    lines = tuple(RemoteLine(c, names.get(c, c), now.townships(c), now.villages(c), then.townships(c), then.villages(c)) for c in codes)
    return Remote(on, before, words, lines)


def _people(within: str) -> Mapping[str, float]:
    """People of the population grid, by the place their cell lies in."""
    cells = people_points(within)
    found: dict[str, float] = {}
    for code, people in zip(cells.place, cells.people, strict=True):
        found[code] = found.get(code, 0.0) + float(people)
    return found


class _OnADay:
    """The institutions of one day, those among them with a remote service, and the people."""

    def __init__(self, on: date, words: Sequence[str], people: Mapping[str, float]) -> None:
        self.on, self.people = on, people
        self.points, self.remote = campus_points(on, kinds=CARE), institutions_offering(words, on)

    def townships(self, within: str) -> Reach:
        return self._reach(within, TOWNSHIP_DIGITS, [one for one in self.points if one.kind.startswith(BACKBONE_KINDS)])

    def villages(self, within: str) -> Reach:
        return self._reach(within, VILLAGE_DIGITS, self.points)

    def _reach(self, within: str, digits: int, points: Sequence[CampusPoint]) -> Reach:
        places = [(code, name) for code, name in townships_and_villages(within, self.on) if len(code) == digits]
        there: dict[str, list[CampusPoint]] = {}
        for one in points:
            there.setdefault(one.place_code[:digits], []).append(one)
        people: dict[str, float] = {}
        for code, number in self.people.items():
            people[code[:digits]] = people.get(code[:digits], 0.0) + number
        without = [
            Without(code, name, people.get(code, 0.0), tuple(sorted({one.name for one in there.get(code, ())}))) for code, name in places
            if not any(one.institution_id in self.remote for one in there.get(code, ()))
        ]
        without.sort(key=lambda one: (-one.people, one.code))
        return Reach(len(places), sum(people.get(code, 0.0) for code, _name in places), tuple(without))
