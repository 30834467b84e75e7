"""Zones on a day: their townships and people, sub-centres, institutions by part with beds and doctors, services and which are doubled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from weijian.domains.planning.models import StatedRole, SubCentre, Zone, ZoneTownship
from weijian.domains.planning.queries.beds import people_by
from weijian.domains.planning.queries.resources import BEDS, COUNTY_DIGITS, held_in
from weijian.domains.planning.rules.layout import PART_WORDS, Part, Placed, part_of
from weijian.domains.planning.rules.zones import TOWNSHIP_LEVEL, RoleStanding, RoleTold, Spread, is_duplicated, role_standing
from weijian.domains.registry.api import (
    Assessed,
    Denominator,
    Institution,
    Place,
    affiliation_on,
    campus_points,
    children_of,
    counties_within,
    denominators_of,
    latest_against,
    place_with_code,
    services_offered,
    the_county,
)
from weijian.kernel.quantities import per_hundred
from weijian.kernel.valuesets import EQUIPMENT_KIND

__all__ = [
    "House", "Service", "SubCentre", "Township", "Zone", "ZoneSheet", "Zones", "counties_at", "houses_of", "in_force", "machines_on", "measured", "zones",
    "zones_of",
]
TOWNSHIP_DIGITS, DOCTORS = 9, "doctors"


@dataclass(frozen=True)
class House:
    """An institution that operates on the day, where it is registered: the part that follows from what it is, the part it was given, its beds and doctors."""

    institution: Institution
    kind: str
    ownership: str
    derived: Part
    stated: Part | None
    beds: int
    doctors: int

    @property
    def part(self) -> Part:
        """The part it was given, else the one that follows."""
        return self.stated or self.derived

    @property
    def words(self) -> str:
        return PART_WORDS[self.part]

    @property
    def derived_words(self) -> str:
        return PART_WORDS[self.derived]

    @property
    def stated_words(self) -> str:
        return PART_WORDS[self.stated] if self.stated else ""

    @property
    def standing(self) -> RoleStanding:
        return role_standing(RoleTold(self.derived, self.stated))


@dataclass(frozen=True)
class Township:
    """A township with the newest count of its people by the best source, None where nobody counted."""

    place: Place
    people: Denominator | None


@dataclass(frozen=True)
class Service:
    """A service and who offers it."""

    code: str
    name: str
    basic: bool
    houses: tuple[House, ...]

    @property
    def doubled(self) -> bool:
        return is_duplicated(Spread(self.basic, len(self.houses)))


@dataclass(frozen=True)
class Machine:
    """A kind of large equipment and who has it, each with how many."""

    kind: str
    label: str
    houses: tuple[tuple[House, int], ...]

    @property
    def doubled(self) -> bool:
        return is_duplicated(Spread(basic=False, institutions=len(self.houses)))


@dataclass(frozen=True)
class ZoneSheet:
    """A zone on a day. `strayed` are sub-centres whose institution no longer operates inside the zone: they do not count."""

    zone: Zone
    townships: tuple[Township, ...]
    sub_centres: tuple[SubCentre, ...]
    strayed: tuple[SubCentre, ...]
    houses: tuple[House, ...]
    services: tuple[Service, ...]
    machines: tuple[Machine, ...]

    @property
    def people(self) -> int | None:
        """Of the townships that were counted; None where none was."""
        return people_in(self.townships)

    @property
    def counted_by(self) -> list[str]:
        """Which counts of which years, each once."""
        return sorted({f"{one.people.year}年{one.people.source_label}" for one in self.townships if one.people is not None})

    @property
    def parts(self) -> list[tuple[str, int]]:
        """How many institutions of each part, those with none left out."""
        return [(PART_WORDS[part], n) for part in Part if (n := len(self.of(part)))]

    @property
    def uncounted(self) -> list[Township]:
        return [one for one in self.townships if one.people is None]

    @property
    def beds(self) -> int:
        return sum(one.beds for one in self.houses)

    @property
    def doctors(self) -> int:
        return sum(one.doctors for one in self.houses)

    @property
    def doubled(self) -> list[Service | Machine]:
        spread: list[Service | Machine] = [*self.services, *self.machines]
        return [one for one in spread if one.doubled]

    def of(self, part: Part) -> list[House]:
        return [one for one in self.houses if one.part is part]


@dataclass(frozen=True)
class Zones:
    """A county's zones, those without a sub-centre first; townships in none; all its townships with their people, and its institutions."""

    on: date
    county: Place
    sheets: tuple[ZoneSheet, ...]
    outside: tuple[Township, ...]
    townships: tuple[Township, ...]
    people: Denominator | None
    houses: tuple[House, ...]

    @property
    def covered(self) -> int:
        return sum(one.people or 0 for one in self.sheets if one.sub_centres)

    @property
    def counted(self) -> int | None:
        return people_in(self.townships)

    @property
    def share(self) -> float | None:
        """People of zones with a sub-centre among the people of all townships, in percent."""
        return per_hundred(self.covered, self.counted) if self.counted else None

    def around(self, place_code: str) -> ZoneSheet | None:
        """The zone a place lies in."""
        return next((one for one in self.sheets if any(place_code.startswith(town.place.code) for town in one.townships)), None)

    @property
    def without(self) -> list[ZoneSheet]:
        return [one for one in self.sheets if not one.sub_centres]


def people_in(townships: Iterable[Township]) -> int | None:
    told = [one.people.people for one in townships if one.people is not None]
    return sum(told) if told else None


def measured(sub_centres: Iterable[SubCentre], on: date) -> list[tuple[SubCentre, Assessed | None]]:
    """Each with its latest closed assessment against the standard it is to reach."""
    held = list(sub_centres)
    known = latest_against([one.standard_id for one in held if one.standard_id], on)
    return [(one, known.get((one.standard_id or 0, (one.institution_id, None, "")))) for one in held]


def in_force(found: "QuerySet[Any]", on: date) -> "QuerySet[Any]":
    """Entries that hold on the day, their last day included."""
    return found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on)


def zones(county: Place, on: date) -> Zones:
    """Everything the pages of zones say of a county on a day."""
    towns = [Township(one, people_by(denominators_of(one), on)) for one in children_of(county, on) if one.level == TOWNSHIP_LEVEL]
    member, houses = members_on(on), houses_of(county.code, on)
    has = _Has(houses, _offers(houses, on), machines_on(on))
    found = [_sheet(zone, [t for t in towns if member.get(t.place.code) == zone.pk], has, on) for zone in zones_of(county.code, on)]
    held = {sheet.zone.pk for sheet in found}
    outside = tuple(t for t in towns if member.get(t.place.code) not in held)
    found.sort(key=lambda one: (bool(one.sub_centres), one.zone.code))
    return Zones(on, county, tuple(found), outside, tuple(towns), people_by(denominators_of(county), on), tuple(houses))


def counties_at(place_code: str, on: date) -> list[Place]:
    """The county a place lies in; of a city or without a place, the counties of the installation."""
    if len(place_code) >= COUNTY_DIGITS:
        codes = [place_code[:COUNTY_DIGITS]]
    else:
        whole = place_with_code(place_code, on) or the_county(on)
        codes = [] if whole is None else [whole.code] if len(whole.code) == COUNTY_DIGITS else counties_within(whole.code)
    return [one for one in (place_with_code(code, on) for code in codes) if one is not None]


def zones_of(county_code: str, on: date) -> list[Zone]:
    return list(in_force(Zone.objects.filter(county__code__startswith=county_code), on).select_related("county").order_by("code"))


def members_on(on: date) -> dict[str, int]:
    """The zone of each township that lies in one on the day."""
    return dict(in_force(ZoneTownship.objects.filter(zone__in=in_force(Zone.objects.all(), on)), on).values_list("township__code", "zone_id"))


def houses_of(within: str, on: date) -> list[House]:
    """Institutions that operate on the day, registered at a place or below it, in the order of their codes."""
    points, belongs = {one.institution_id: one for one in reversed(campus_points(on))}, affiliation_on(on)
    found = Institution.objects.filter(pk__in=points, place__code__startswith=within).select_related("place").order_by("code")
    beds, doctors = ({one.institution.pk: one.number for one in held_in(what, within, on)} for what in (BEDS, DOCTORS))
    stated = dict(in_force(StatedRole.objects.filter(institution__place__code__startswith=within), on).values_list("institution_id", "part"))
    return [
        House(
            one, points[one.pk].kind, points[one.pk].ownership, part_of(Placed(points[one.pk].kind, one.pk in belongs.leads)),
            Part(stated[one.pk]) if one.pk in stated else None, beds.get(one.pk, 0), doctors.get(one.pk, 0),
        ) for one in found
    ]


Offers = Mapping[tuple[str, str, bool], Sequence[int]]


def _offers(houses: Iterable[House], on: date) -> Offers:
    """Who of these offers which service: keys by code, name and whether it is basic."""
    there, found = {one.institution.pk for one in houses}, dict[tuple[str, str, bool], list[int]]()
    for one in services_offered(on):
        if one.institution_id in there:
            found.setdefault((one.service, one.name, bool(one.basic_level)), []).append(one.institution_id)
    return found


def _services(houses: Sequence[House], offers: Offers) -> tuple[Service, ...]:
    """Doubled ones first."""
    by_key = {one.institution.pk: one for one in houses}
    found = [Service(*service, tuple(by_key[key] for key in dict.fromkeys(keys) if key in by_key)) for service, keys in offers.items()]
    return tuple(sorted((one for one in found if one.houses), key=lambda one: (not one.doubled, one.basic, one.code)))


MachineRow = tuple[int, str, str, date]  # institution, kind, name, since


def machines_on(on: date) -> list[MachineRow]:
    """Large equipment in use on the day."""
    used = Q(equipment__ends_on__isnull=True) | Q(equipment__ends_on__gte=on)
    rows = Institution.objects.filter(used, equipment__from_on__lte=on).order_by("equipment__kind", "code", "equipment__from_on")
    return list(rows.values_list("pk", "equipment__kind", "equipment__name", "equipment__from_on"))


def _machines(houses: Sequence[House], rows: Iterable[MachineRow]) -> tuple[Machine, ...]:
    """Doubled ones first."""
    by_key, found = {one.institution.pk: one for one in houses}, dict[str, dict[int, int]]()
    for key, kind, _name, _since in rows:
        if key in by_key:
            counted = found.setdefault(kind, {})
            counted[key] = counted.get(key, 0) + 1
    labels = {kind: EQUIPMENT_KIND.label_of(kind) if kind in EQUIPMENT_KIND else kind for kind in found}
    made = [Machine(kind, labels[kind], tuple((by_key[key], n) for key, n in counted.items())) for kind, counted in found.items()]
    return tuple(sorted(made, key=lambda one: (not one.doubled, one.kind)))


@dataclass(frozen=True)
class _Has:
    """A county's institutions, what they offer, and their machines."""

    houses: Sequence[House]
    offers: Offers
    machines: Sequence[MachineRow]


def _sheet(zone: Zone, towns: Sequence[Township], has: _Has, on: date) -> ZoneSheet:
    codes = {one.place.code for one in towns}
    here = [one for one in has.houses if one.institution.place.code[:TOWNSHIP_DIGITS] in codes]
    chosen = list(in_force(SubCentre.objects.filter(zone=zone), on).select_related("institution__place", "standard").order_by("institution__code"))
    standing = {one.institution.pk for one in here}
    inside, strayed = ([one for one in chosen if (one.institution_id in standing) is there] for there in (True, False))
    return ZoneSheet(zone, tuple(towns), tuple(inside), tuple(strayed), tuple(here), _services(here, has.offers), _machines(here, has.machines))
