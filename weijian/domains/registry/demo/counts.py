"""How many live where: cells of the population grid, and denominators by place, year and source."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.domains.registry.demo.people import Households, People
from weijian.domains.registry.demo.places import COUNTY, Places

Floats = NDArray[np.float64]

CENSUS, STATISTICS, REGISTERED, SERVICED = "census", "statistics", "registered", "serviced"
YEARS = range(2021, 2026)
DOCUMENTS = {
    CENSUS: "青禾县第七次全国人口普查公报", STATISTICS: "青禾县国民经济和社会发展统计公报",
    REGISTERED: "青禾县公安局户籍人口年报", SERVICED: "青禾县基本公共卫生服务人口核定表",
}
FACTORS = {CENSUS: 1.035, STATISTICS: 0.985, REGISTERED: 1.165, SERVICED: 0.965}  # of those now on file here
SHRINKING = 0.006  # fewer each year
OLDER = 0.006  # the share of the old grows each year


@dataclass(frozen=True, eq=False)
class Cells:
    """Those living here, by hamlet; hamlets without anybody are left out. `hamlet` indexes Places.hamlets."""

    hamlet: NDArray[np.int64]
    people: Floats
    elderly: Floats
    children: Floats


@dataclass(frozen=True)
class Headcount:
    place: str
    year: int
    source: str
    stratum: str
    people: int


def cells(where: Places, homes: Households, who: People) -> Cells:
    at, age, here, every = homes.hamlet[who.household], who.age_years(), who.here, len(where.hamlets.x)
    people, elderly, children = (np.bincount(at[here & m], minlength=every).astype(np.float64) for m in (age >= 0, age >= 65, age < 7))
    lived_in = np.flatnonzero(people)
    return Cells(lived_in, people[lived_in], elderly[lived_in], children[lived_in])


def headcounts(where: Places, who: People) -> Iterator[Headcount]:
    """The census of 2020, then every year from 2021 by three sources; villages by the registers only."""
    old, here = who.age_years() >= 65, who.here
    for stratum, chosen in (("all", here), ("65+", here & old)):
        by_village = np.bincount(who.village[chosen], minlength=len(where.villages))
        by_township = np.bincount(where.township, weights=by_village)
        places = [(COUNTY, float(by_village.sum()))]
        places += [(code, float(n)) for code, n in zip(_townships(where), by_township, strict=True)]
        yield from _counted(places, stratum, (CENSUS, STATISTICS, REGISTERED, SERVICED))
        if stratum == "all":
            yield from _counted([(v.code, float(n)) for v, n in zip(where.villages, by_village, strict=True)], stratum, (CENSUS, SERVICED))


def _townships(where: Places) -> list[str]:
    found: dict[str, None] = {v.parent: None for v in where.villages}
    return list(found)


def _counted(places: list[tuple[str, float]], stratum: str, sources: tuple[str, ...]) -> Iterator[Headcount]:
    for source in sources:
        for year in (2020,) if source == CENSUS else YEARS:
            earlier = 2026 - year
            share = FACTORS[source] * (1 + SHRINKING * earlier) * (1 - OLDER * 5 * earlier if stratum == "65+" else 1)
            yield from (Headcount(code, year, source, stratum, round(people * share)) for code, people in places)
