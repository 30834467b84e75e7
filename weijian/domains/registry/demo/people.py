"""Households and residents: families placed in hamlets, with names, numbers, and what is known and not known of them."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.domains.registry.demo import families as kin
from weijian.domains.registry.demo import traits
from weijian.domains.registry.demo.coded import Coded
from weijian.domains.registry.demo.documents import identity_numbers, rank_within
from weijian.domains.registry.demo.families import Families, families
from weijian.domains.registry.demo.names import full_names, given_names, surnames_of
from weijian.domains.registry.demo.places import FAR_HILL, RIVER_STREET, Places
from weijian.domains.registry.demo.pyramid import AS_OF, YEAR_DAYS, ages, births, men

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Days = NDArray[np.datetime64]

NO_DAY = np.datetime64("NaT", "D")
# name, sex, born, relation: 王桂兰 with her son's household, and a townsman
CAST = (
    ("王桂兰", "2", "1948-03-05", kin.MOTHER), ("李建国", "1", "1971-08-09", kin.HEAD), ("陈河生", "1", "1980-01-01", kin.HEAD),
)
FEWEST_RESIDENTS = 100
CUT_OFF_HOUSEHOLDS = 4
STREETS = ("河街", "文庙路", "人民路", "建设路", "滨江大道", "解放路", "新华街", "迎宾路")


@dataclass(frozen=True, eq=False)
class Households:
    """In the order of villages. `hamlet` indexes `Places.hamlets`; `number` counts within the village from 1."""

    village: NDArray[np.int32]
    hamlet: NDArray[np.int32]
    number: NDArray[np.int32]
    grid: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.village)


@dataclass(frozen=True, eq=False)
class People:
    """Everybody on file, village by village, household by household. Arrays of one length unless said otherwise.

    `identity` is empty where there is none (`identity_absent` says why, or she has a birth certificate); `phone` is 0
    where there is none. `residence`: here, gone, dead. `conditions` is a set of bits, see traits.CONDITIONS.
    """

    name: NDArray[np.str_]
    woman: Bools
    born: Days
    village: NDArray[np.int32]
    household: Ints
    relation: Coded
    mother: Ints
    spouse: Ints
    record: NDArray[np.int32]
    identity: NDArray[np.bytes_]
    identity_absent: Coded
    certificate: Bools
    phone: Ints
    phone_absent: Coded
    nation: Coded
    marital: Coded
    education: Coded
    blood: Coded
    residence: Coded
    died: Days
    conditions: NDArray[np.uint8]
    cast: dict[str, int]

    def __len__(self) -> int:
        return len(self.name)

    @property
    def here(self) -> Bools:
        return self.residence.is_("here")

    def age_years(self) -> NDArray[np.float64]:
        """At the county's date (for the dead too)."""
        return np.asarray((np.datetime64(AS_OF, "D") - self.born).astype(np.float64) / YEAR_DAYS)


def people(rng: np.random.Generator, where: Places, count: int) -> tuple[Households, People]:
    """So many residents and their households."""
    if count < FEWEST_RESIDENTS:
        raise ValueError(f"a county has at least {FEWEST_RESIDENTS} residents")
    woman, born, family = _sorted_out(rng, count - len(CAST))
    village, hamlet = _homes(rng, where, born, family)
    order = np.lexsort((np.arange(count), family.household, village[family.household]))
    households, new_number = _households(rng, where, village, hamlet)
    woman, born = woman[order], born[order]
    family = _reordered(family, order, new_number)
    lives_in = households.village[family.household]
    cast = {name: int(np.flatnonzero(order == i)[0]) for i, (name, *_) in enumerate(CAST)}
    given = given_names(rng, born.astype("datetime64[Y]").astype(np.int64) + 1970, woman)
    names = full_names(_surnames(rng, family), given)
    for name, at in cast.items():
        names[at] = name
    known = traits.known_of(rng, woman, born, family, frozenset(cast.values()))
    return households, People(
        name=names, woman=woman, born=born, village=lives_in, household=family.household, relation=Coded(family.relation, kin.RELATIONS),
        mother=family.mother, spouse=family.spouse, record=(rank_within(lives_in.astype(np.int64)) + 1).astype(np.int32),
        identity=np.where(known.numbered, identity_numbers(rng, born, woman), b""), cast=cast, **_known_fields(known),
    )


def _known_fields(known: traits.Known) -> dict[str, Any]:
    return {f.name: getattr(known, f.name) for f in fields(known) if f.name != "numbered"}


def _sorted_out(rng: np.random.Generator, count: int) -> tuple[Bools, Days, Families]:
    """Sex, birth and family of everybody, the cast first: 王桂兰 and her son are household 0, the townsman household 1."""
    age = ages(rng, count)
    man = men(rng, age)
    made = families(rng, age, man)
    shift = len(CAST)
    woman = np.concatenate([[row[1] == "2" for row in CAST], ~man])
    born = np.concatenate([np.array([row[2] for row in CAST], dtype="datetime64[D]"), births(age)])
    head = np.full(shift, kin.NONE, dtype=np.int64)
    mother = np.array([kin.NONE, 0, kin.NONE], dtype=np.int64)
    relation = np.array([row[3] for row in CAST], dtype=np.uint8)
    moved = [np.where(a < 0, kin.NONE, a + shift) for a in (made.spouse, made.mother, made.father)]
    return woman, born, Families(
        np.concatenate([[0, 0, 1], made.household + 2]), np.concatenate([relation, made.relation]), np.concatenate([head, moved[0]]),
        np.concatenate([mother, moved[1]]), np.concatenate([head, moved[2]]),
    )


def _homes(rng: np.random.Generator, where: Places, born: Days, family: Families) -> tuple[Ints, Ints]:
    """A village and a hamlet for every household: the old rather in the hills, the young rather in town."""
    count = int(family.household.max()) + 1
    youngest = np.full(count, np.datetime64("1900-01-01", "D"))
    np.maximum.at(youngest, family.household, born)
    old = youngest < np.datetime64(AS_OF, "D") - np.timedelta64(62 * 365, "D")
    rural = np.array([v.urban_rural.startswith("2") for v in where.villages])
    weights = where.weight, where.weight * np.where(rural, 1.9, 0.9)
    drawn = rng.random(count)
    village = np.where(old, _drawn(weights[1], drawn), _drawn(weights[0], drawn))
    codes = [v.code for v in where.villages]
    village[0], village[1] = codes.index(FAR_HILL), codes.index(RIVER_STREET)
    village[2 : 2 + CUT_OFF_HOUSEHOLDS] = codes.index(FAR_HILL)
    first = np.searchsorted(where.hamlets.village, np.arange(len(codes)))
    size = np.bincount(where.hamlets.village, minlength=len(codes))
    hamlet = first[village] + np.floor(rng.random(count) ** 1.25 * size[village]).astype(np.int64)
    hamlet[0], hamlet[1] = first[village[0]], first[village[1]]
    hamlet[2 : 2 + CUT_OFF_HOUSEHOLDS] = where.hamlets.cut_off
    return village, hamlet


def _drawn(weight: NDArray[np.float64], drawn: NDArray[np.float64]) -> Ints:
    cumulative = np.cumsum(weight / weight.sum())
    return np.searchsorted(cumulative, drawn).clip(0, len(weight) - 1)


def _households(rng: np.random.Generator, where: Places, village: Ints, hamlet: Ints) -> tuple[Households, Ints]:
    """Households village by village, and the new number of each old one."""
    order = np.argsort(village, kind="stable")
    new_number = np.empty(len(order), dtype=np.int64)
    new_number[order] = np.arange(len(order))
    village, hamlet = village[order], hamlet[order]
    half = where.hamlets.number[hamlet] > 4
    number = rank_within(village) + 1
    return Households(village.astype(np.int32), hamlet.astype(np.int32), number.astype(np.int32), half.astype(np.int8)), new_number


def _reordered(family: Families, order: Ints, new_household: Ints) -> Families:
    """The same families with people in another order and households renumbered."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))

    def moved(who: Ints) -> Ints:
        old = who[order]
        return np.where(old < 0, kin.NONE, place[old])

    return Families(new_household[family.household[order]], family.relation[order], moved(family.spouse), moved(family.mother), moved(family.father))


def _surnames(rng: np.random.Generator, family: Families) -> NDArray[np.int16]:
    """A head bears his father's surname where the father lives with him; children bear their father's."""
    surname = surnames_of(rng, len(family.relation))
    for low in (True, False):  # heads first, so that their children find the right one
        child = (family.father >= 0) & ((family.relation == kin.HEAD) == low)
        surname[child] = surname[family.father[child]]
    return surname


def address(places: Places, households: Households) -> list[str]:
    """Where each household lives, as people say it."""
    hamlets = places.hamlets
    names = [v.name for v in places.villages]
    streets = [v.urban_rural.startswith("11") for v in places.villages]
    found = []
    for v, h, n in zip(households.village.tolist(), households.hamlet.tolist(), households.number.tolist(), strict=True):
        if streets[v]:
            found.append(f"{names[v]}{STREETS[(v + h) % len(STREETS)]}{n // 12 + 1}号{n % 12 // 4 + 1}单元{n % 4 + 1}0{n % 2 + 1}室")
        else:
            found.append(f"{names[v]}{hamlets.name[h]}{n}号")
    return found


