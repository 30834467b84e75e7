"""The structure of a county's care on a day: who stands as what, the verdict, and the part each institution has beside the part it was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weijian.domains.planning.queries.zones import TOWNSHIP_DIGITS, House, Zones, zones
from weijian.domains.planning.rules.layout import Part
from weijian.domains.planning.rules.structure import STANDS_WORDS, Fault, Numbers, Stands, Structured, Trait, Verdict, stands_as, verdicts_of
from weijian.domains.planning.rules.zones import RoleStanding
from weijian.domains.registry.api import Place
from weijian.foundation.parameters.queries import setting

__all__ = ["Expected", "RoleRow", "Stood", "Structure", "Tested", "structure_of"]
CODES = ("general", "specialised", "hearts", "bone_beds", "bone_doctors")
SHOWN = {Trait.ONE_FULL: (Stands.GENERAL,), Trait.MANY_STRONG: (Stands.SPECIALISED,), Trait.HEART: (Stands.HEART,), Trait.BONE: (Stands.NEITHER,)}
COUNTED = {**SHOWN, Trait.BONE: (Stands.HEART, Stands.BONE)}


@dataclass(frozen=True)
class Expected:
    """A number the test asks for, with where it stands written."""

    value: int
    source: str


@dataclass(frozen=True)
class Tested:
    """A part of the test: its verdict, the institutions that count for it, and those that break it."""

    verdict: Verdict
    expected: Expected
    counted: tuple[House, ...]
    breaking: tuple[House, ...]


@dataclass(frozen=True)
class Stood:
    """An institution with what it stands as."""

    house: House
    stands: Stands

    @property
    def words(self) -> str:
        return STANDS_WORDS[self.stands]


@dataclass(frozen=True)
class RoleRow:
    """A township (None: none of them) with its leaders and backbone and what each stands as, and its foundation."""

    township: Place | None
    leading: tuple[Stood, ...]
    foundation: tuple[House, ...]


@dataclass(frozen=True)
class Structure:
    """`beside` are hospitals that are not counted; `differing` have another part than they were given."""

    on: date
    county: Place
    tests: tuple[Tested, ...]
    beside: tuple[House, ...]
    differing: tuple[House, ...]
    unstated: tuple[House, ...]
    rows: tuple[RoleRow, ...]
    least_beds: Expected
    least_doctors: Expected

    @property
    def conforms(self) -> bool:
        return all(one.verdict.fault is Fault.NONE for one in self.tests)


def structure_of(county: Place, on: date) -> Structure:
    """The test by the numbers in force on the day."""
    wanted, found = {code: _expected(code, county, on) for code in CODES}, zones(county, on)
    houses = found.houses
    chosen = {one.institution_id for sheet in found.sheets for one in sheet.sub_centres}
    stands = [Stood(one, stands_as(_facts(one, chosen, wanted))) for one in houses]
    tests = tuple(_tested(verdict, stands, wanted) for verdict in verdicts_of(_numbers(stands, wanted)))
    mains = [one for one in houses if one.part in (Part.LEADER, Part.BACKBONE)]
    return Structure(
        on, county, tests, tuple(one.house for one in stands if one.stands is Stands.BESIDE and one.house.kind.startswith("A")),
        tuple(one for one in houses if one.standing is RoleStanding.DIFFERS), tuple(one for one in mains if one.standing is RoleStanding.UNSTATED),
        _rows(found, stands), wanted["bone_beds"], wanted["bone_doctors"],
    )


def _expected(code: str, county: Place, on: date) -> Expected:
    held = setting(f"planning.structure_{code}", on=on, region_code=county.code)
    return Expected(int(held.value), held.source)


def _facts(house: House, chosen: set[int], wanted: dict[str, Expected]) -> Structured:
    return Structured(
        house.kind, house.ownership, house.institution.pk in chosen, house.beds, house.doctors, wanted["bone_beds"].value, wanted["bone_doctors"].value,
    )


def _numbers(stands: Sequence[Stood], wanted: dict[str, Expected]) -> Numbers:
    told = [one.stands for one in stands]
    return Numbers(
        told.count(Stands.GENERAL), told.count(Stands.SPECIALISED), told.count(Stands.HEART), told.count(Stands.BONE), told.count(Stands.NEITHER),
        wanted["general"].value, wanted["specialised"].value, wanted["hearts"].value,
    )


EXPECTED = {Trait.ONE_FULL: "general", Trait.MANY_STRONG: "specialised", Trait.HEART: "hearts", Trait.BONE: "bone_beds"}


def _tested(verdict: Verdict, stands: Sequence[Stood], wanted: dict[str, Expected]) -> Tested:
    """Too many full hospitals break the test by themselves; so do centres that are neither heart nor bone."""
    counted = tuple(one.house for one in stands if one.stands in COUNTED[verdict.test])
    breaking = verdict.test is Trait.BONE or verdict.fault is Fault.TOO_MANY
    broken = tuple(one.house for one in stands if breaking and one.stands in SHOWN[verdict.test])
    return Tested(verdict, wanted[EXPECTED[verdict.test]], counted, broken)


def _rows(found: Zones, stands: Sequence[Stood]) -> tuple[RoleRow, ...]:
    """By township; institutions registered at the county itself last."""
    towns = [one.place for one in found.townships]
    rows = [_row(place, [one for one in stands if one.house.institution.place.code.startswith(place.code)]) for place in towns]
    codes = {place.code for place in towns}
    rest = [one for one in stands if one.house.institution.place.code[:TOWNSHIP_DIGITS] not in codes]
    return (*rows, _row(None, rest)) if rest else tuple(rows)


def _row(place: Place | None, here: Sequence[Stood]) -> RoleRow:
    leading = [one for one in here if one.house.part in (Part.LEADER, Part.BACKBONE)]
    leading.sort(key=lambda one: (one.house.part is not Part.LEADER, one.house.institution.code))
    return RoleRow(place, tuple(leading), tuple(one.house for one in here if one.house.part is Part.FOUNDATION))
