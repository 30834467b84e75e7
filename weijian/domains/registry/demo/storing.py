"""Putting the demo county into the registry's tables. Whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from weijian.domains.registry.demo import refusals, standards
from weijian.domains.registry.demo.counts import DOCUMENTS
from weijian.domains.registry.demo.county import County
from weijian.domains.registry.demo.documents import birth_certificates
from weijian.domains.registry.demo.events import DemoCountyAdded
from weijian.domains.registry.demo.houses import add_institutions
from weijian.domains.registry.demo.people import address
from weijian.domains.registry.demo.places import Division
from weijian.domains.registry.demo.rows import Slice, Tell, insert, silent
from weijian.domains.registry.demo.terrain import lat_of, lon_of
from weijian.domains.registry.models import (
    Department,
    FormerName,
    Grid,
    GroupMembership,
    Household,
    IdentityDocument,
    Institution,
    Place,
    PlaceSuccession,
    PopulationCell,
    PopulationDenominator,
    RecordSequence,
    Resident,
    ResidentMove,
    index_of_document,
    index_of_phone,
)
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.trail import record
from weijian.foundation.people.models import Account
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

GRIDS = ("一网格", "二网格")
CELL_SOURCE = "演示县居民登记"


@transaction.atomic
def add(county: County, *, by: Standing, at: datetime, tell: Tell = silent) -> None:
    """Store places, institutions, people and counts."""
    places = _add_places(county, tell)
    houses = add_institutions(county, places, tell)
    villages = np.array([places[v.code] for v in county.places.villages])
    grids = _add_grids(county, villages, tell)
    homes = _add_households(county, villages, grids, tell)
    managing = np.array([houses[code] for code in county.institutions.managing])
    first = _add_residents(county, villages, managing, homes, at, tell)
    _add_documents(county, first, tell)
    _add_history(county, first, tell)
    _add_counts(county, places, tell)
    assessed = standards.add(by=by, at=at)
    tell("对标评估", assessed, assessed)
    record(DemoCountyAdded(county.seed, len(county.people), county.digest), by=by, at=at)


def _add_places(county: County, tell: Tell) -> dict[str, int]:
    """Level by level, so that everybody has a parent; keys by code."""
    keys: dict[str, int] = {}
    for level in range(1, 6):
        made = Place.objects.bulk_create([_place(d, keys) for d in county.places.divisions if d.level == level])
        keys |= {p.code: p.pk for p in made}
    PlaceSuccession.objects.bulk_create([
        PlaceSuccession(predecessor_id=keys[old], successor_id=keys[new], on=on, document=document) for old, new, on, document in county.places.successions
    ])
    tell("区划", len(keys), len(keys))
    return keys


def _place(division: Division, keys: dict[str, int]) -> Place:
    return Place(
        code=division.code, name=division.name, level=division.level, parent_id=keys.get(division.parent), urban_rural_code=division.urban_rural,
        record_segment=division.segment, lon=float(lon_of(np.array(division.x))), lat=float(lat_of(np.array(division.y))), boundary=division.boundary,
        from_on=division.from_on, ends_on=division.ends_on,
    )


def _add_grids(county: County, villages: NDArray[np.int64], tell: Tell) -> NDArray[np.int64]:
    """Two grids in every village; keys by village and grid."""
    rows = [
        Grid(village_id=key, code=f"{v.code}{n + 1:03d}", name=f"{v.name}{GRIDS[n]}")
        for v, key in zip(county.places.villages, villages.tolist(), strict=True) for n in range(2)
    ]
    made = Grid.objects.bulk_create(rows)
    tell("网格", len(made), len(made))
    return np.array([g.pk for g in made]).reshape(-1, 2)


def _add_households(county: County, villages: NDArray[np.int64], grids: NDArray[np.int64], tell: Tell) -> int:
    homes = county.households
    codes = [v.code for v in county.places.villages]
    return insert(Household, len(homes), {
        "code": [f"{codes[v]}{n:06d}" for v, n in zip(homes.village.tolist(), homes.number.tolist(), strict=True)],
        "village_id": villages[homes.village], "grid_id": grids[homes.village, homes.grid], "address": address(county.places, homes),
    }, tell)


def _add_residents(county: County, villages: NDArray[np.int64], managing: NDArray[np.int64], first_home: int, at: datetime, tell: Tell) -> int:
    who = county.people
    prefixes = [f"{v.parent}{v.segment}" for v in county.places.villages]
    RecordSequence.objects.bulk_create([
        RecordSequence(prefix=p, last=int(n)) for p, n in zip(prefixes, np.bincount(who.village, minlength=len(prefixes)), strict=True)
    ])
    phones = _phones(who.phone)
    return insert(Resident, len(who), {
        "name": who.name, "sex_code": _either(who.woman, "2", "1"), "born_on": who.born, "nation_code": who.nation.tolist(),
        "marital_code": who.marital.tolist(), "education_code": who.education.tolist(), "blood_code": who.blood.tolist(), "phone": phones,
        "phone_index": _when_there(phones, index_of_phone), "phone_absent": who.phone_absent.tolist(), "identity_absent": who.identity_absent.tolist(),
        "village_id": villages[who.village], "address": _addresses(county), "household_id": who.household + first_home,
        "relation_code": who.relation.tolist(), "managing_id": managing[who.village], "residence": who.residence.tolist(), "died_on": _days(who.died),
        "record_number": [f"{prefixes[v]}{n:05d}" for v, n in zip(who.village.tolist(), who.record.tolist(), strict=True)],
        "created_at": at, "updated_at": at,
    }, tell)


def _either(chosen: NDArray[np.bool_], yes: str, no: str) -> list[str]:
    return [yes if c else no for c in chosen.tolist()]


def _phones(numbers: NDArray[np.int64]) -> list[str | None]:
    return [str(n) if n else None for n in numbers.tolist()]


def _addresses(county: County) -> list[str]:
    by_household = address(county.places, county.households)
    return [by_household[h] for h in county.people.household.tolist()]


def _when_there(texts: Sequence[str | None], index: Any) -> Any:
    """A column of blind indexes, reckoned a slice at a time."""
    return lambda rows: [None if t is None else index(t) for t in texts[slice(*rows)]]


def _days(days: NDArray[np.datetime64]) -> list[date | None]:
    """NaT is nothing."""
    found: list[date | None] = days.astype(object).tolist()
    return found


def _add_documents(county: County, first: int, tell: Tell) -> None:
    """Identity numbers; a newborn's birth certificate with the mother."""
    who = county.people
    numbered = np.flatnonzero(who.identity != b"")
    newborn = np.flatnonzero(who.certificate)
    resident = np.concatenate([numbered, newborn])
    numbers = [n.decode() for n in who.identity[numbered].tolist()] + birth_certificates(1, len(newborn))

    def indexes(rows: Slice) -> list[bytes]:
        return [index_of_document(n) for n in numbers[slice(*rows)]]

    insert(IdentityDocument, len(resident), {
        "resident_id": resident + first, "kind": ["01"] * len(numbered) + ["12"] * len(newborn), "number": numbers, "number_index": indexes,
        "mother_id": [None] * len(numbered) + (who.mother[newborn] + first).tolist(), "from_on": None,
    }, tell)


def _add_history(county: County, first: int, tell: Tell) -> None:
    groups, moves, former = county.history.groups, county.history.moves, county.history.former_names
    insert(GroupMembership, len(groups.resident), {
        "resident_id": groups.resident + first, "group": groups.group.tolist(), "from_on": groups.from_on, "ends_on": _days(groups.ends_on),
        "source": groups.source.tolist(),
    }, tell)
    origin, destination = _ends(county)
    insert(ResidentMove, len(moves.resident), {
        "resident_id": moves.resident + first, "kind": moves.kind.tolist(), "on": moves.on, "origin": origin, "destination": destination,
    }, tell)
    insert(FormerName, len(former.resident), {"resident_id": former.resident + first, "name": former.name, "until_on": former.until_on}, tell)


def _ends(county: County) -> tuple[list[str], list[str]]:
    """From where and to where each move was."""
    moves, names = county.history.moves, [v.name for v in county.places.villages]
    home = [names[v] for v in county.people.village[moves.resident].tolist()]
    former = [names[v] for v in moves.former_village.tolist()]
    rows = zip(moves.kind.tolist(), moves.elsewhere.tolist(), former, home, strict=True)
    pairs = [{"in": (away, here), "out": (here, away), "within": (before, here)}[kind] for kind, away, before, here in rows]
    return [p[0] for p in pairs], [p[1] for p in pairs]


def _add_counts(county: County, places: dict[str, int], tell: Tell) -> None:
    cells, hamlets, villages = county.cells, county.places.hamlets, county.places.villages
    at = cells.hamlet
    insert(PopulationCell, len(at), {
        "code": [f"{villages[v].code}{n:03d}" for v, n in zip(hamlets.village[at].tolist(), hamlets.number[at].tolist(), strict=True)],
        "place_id": [places[villages[v].code] for v in hamlets.village[at].tolist()], "lon": lon_of(hamlets.x[at]), "lat": lat_of(hamlets.y[at]),
        "people": cells.people, "elderly": cells.elderly, "children": cells.children, "source": CELL_SOURCE,
    }, tell)
    PopulationDenominator.objects.bulk_create([
        PopulationDenominator(
            place_id=places[c.place], year=c.year, source=c.source, stratum=c.stratum, people=c.people, document=DOCUMENTS[c.source],
            as_of_on=date(2020, 11, 1) if c.source == "census" else date(c.year, 12, 31),
        ) for c in county.headcounts
    ], batch_size=2_000)
    tell("人口底数", len(county.headcounts), len(county.headcounts))


@dataclass(frozen=True)
class Keys:
    """Where other rooms find what was stored: keys by code, departments by institution's code and name."""

    places: dict[str, int]
    institutions: dict[str, int]
    departments: dict[tuple[str, str], int]
    grids: dict[str, int]


def stored_keys() -> Keys:
    return Keys(
        dict(Place.objects.filter(ends_on__isnull=True).values_list("code", "pk")), dict(Institution.objects.values_list("code", "pk")),
        {(i, n): k for i, n, k in Department.objects.values_list("institution__code", "name", "pk")}, dict(Grid.objects.values_list("code", "pk")),
    )


def demo_standing_here() -> DemoCountyAdded | None:
    """The demo county this installation holds."""
    found = Happening.objects.filter(kind=DemoCountyAdded.__name__).order_by("-pk").first()
    return DemoCountyAdded(**found.facts) if found else None


def refusal_to_build(seed: int, residents: int) -> Refusal | None:
    """Only into an empty installation; the same county again is no refusal, it just stands (`demo_standing_here`)."""
    standing = demo_standing_here()
    if standing:
        same = (standing.seed, standing.residents) == (seed, residents)
        return None if same else Refusal(refusals.ANOTHER_COUNTY, seed=standing.seed, residents=standing.residents)
    counts = {"residents": Resident.objects.count(), "institutions": Institution.objects.count(), "accounts": Account.objects.count()}
    return Refusal(refusals.NOT_EMPTY, **counts) if any(counts.values()) else None
