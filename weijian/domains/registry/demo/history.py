"""What happened to residents: groups they belong to, moves, former names."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.domains.registry.demo.coded import Coded
from weijian.domains.registry.demo.families import Ints
from weijian.domains.registry.demo.names import full_names, given_names, surnames_of
from weijian.domains.registry.demo.people import NO_DAY, Households, People
from weijian.domains.registry.demo.pyramid import AS_OF
from weijian.domains.registry.demo.traits import CONDITIONS

Days = NDArray[np.datetime64]
Bools = NDArray[np.bool_]
TODAY = np.datetime64(AS_OF, "D")

GROUPS = (
    "pregnant", "disabled", "military", "veteran", "low_income", "poverty_monitored", "special_family", "destitute", "elderly_alone", "left_behind", "chronic",
)
SOURCES = ("县妇幼建册", "县残联名册", "县退役军人事务局名册", "县民政局名册", "县农业农村局名册", "县卫健局名册", "村委会报告", "教育局名册", "健康体检")
SOURCE_OF = {
    "pregnant": 0, "disabled": 1, "military": 2, "veteran": 2, "low_income": 3, "poverty_monitored": 4, "special_family": 5, "destitute": 3, "elderly_alone": 6,
    "left_behind": 7, "chronic": 8,
}
PLACES_AWAY = ("广东省深圳市", "广东省东莞市", "浙江省杭州市", "上海市", "江苏省苏州市", "福建省泉州市", "北京市", "楚省楚州市", "邻县")


@dataclass(frozen=True, eq=False)
class Groups:
    """Memberships: the resident's index, group, first day, last day (NaT: still), who says so."""

    resident: Ints
    group: Coded
    from_on: Days
    ends_on: Days
    source: Coded


@dataclass(frozen=True, eq=False)
class Moves:
    """`elsewhere` is the other end of a move in or out, and the former village of one within the county."""

    resident: Ints
    kind: Coded
    on: Days
    elsewhere: Coded
    former_village: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class FormerNames:
    resident: Ints
    name: NDArray[np.str_]
    until_on: Days


@dataclass(frozen=True, eq=False)
class History:
    groups: Groups
    moves: Moves
    former_names: FormerNames


def history(rng: np.random.Generator, homes: Households, who: People, villages: int) -> History:
    return History(_groups(rng, homes, who), _moves(rng, who, villages), _former_names(rng, who))


def _groups(rng: np.random.Generator, homes: Households, who: People) -> Groups:
    chosen = _members(rng, homes, who)
    resident = np.concatenate([np.flatnonzero(chosen[g]) for g in GROUPS])
    group = np.concatenate([np.full(int(chosen[g].sum()), i, dtype=np.uint8) for i, g in enumerate(GROUPS)])
    from_on = TODAY - (rng.random(len(group)) * _longest(group)).astype("timedelta64[D]")
    from_on = np.maximum(from_on, who.born[resident])
    died = who.died[resident]
    from_on = np.where(np.isnat(died), from_on, np.minimum(from_on, died))
    ended = (rng.random(len(group)) < np.where(group == GROUPS.index("low_income"), 0.15, 0.02)) & np.isnat(died)
    last = from_on + ((TODAY - from_on).astype(np.float64) * rng.random(len(group))).astype("timedelta64[D]")
    source = np.array([SOURCE_OF[g] for g in GROUPS], dtype=np.uint8)[group]
    return Groups(resident, Coded(group, GROUPS), from_on, np.where(~np.isnat(died), died, np.where(ended, last, NO_DAY)), Coded(source, SOURCES))


def _longest(group: NDArray[np.uint8]) -> NDArray[np.float64]:
    """For how many days somebody may have been in a group."""
    days = {"pregnant": 260.0, "left_behind": 900.0, "elderly_alone": 1500.0}
    return np.array([days.get(g, 3600.0) for g in GROUPS])[group]


def _members(rng: np.random.Generator, homes: Households, who: People) -> dict[str, Bools]:
    age, here = who.age_years(), who.here
    luck = rng.random((len(GROUPS), len(who)))
    size = np.bincount(who.household[here], minlength=len(homes))
    alone = here & (size[who.household] == 1)
    poor = rng.random(len(homes)) < 0.032
    long_ill = (who.conditions & sum(1 << CONDITIONS.index(c) for c in ("hypertension", "diabetes", "copd", "stroke"))) > 0
    grown = (age >= 18) & ~np.isnat(who.born)
    found = {
        "pregnant": who.woman & here & (age >= 20) & (age < 41) & (luck[0] < 0.045), "disabled": luck[1] < np.where(age < 60, 0.018, 0.055),
        "military": ~who.woman & here & (age >= 18) & (age < 30) & (luck[2] < 0.015), "veteran": ~who.woman & (age >= 25) & (luck[3] < 0.042),
        "low_income": poor[who.household], "poverty_monitored": poor[who.household] & (luck[5] < 0.2),
        "special_family": here & (age >= 49) & (age < 80) & (luck[6] < 0.0035), "destitute": alone & (age >= 60) & (luck[7] < 0.14),
        "elderly_alone": alone & (age >= 65), "left_behind": here & (age >= 3) & (age < 16) & (luck[9] < 0.11), "chronic": long_ill & grown & (luck[10] < 0.86),
    }
    found["chronic"][who.cast["王桂兰"]] = True
    return found


def _moves(rng: np.random.Generator, who: People, villages: int) -> Moves:
    """Everybody who is gone moved out; some came from elsewhere, some from another village."""
    gone, here = who.residence.is_("gone"), who.here
    luck = rng.random(len(who))
    inward, within = here & (luck < 0.022), here & (luck >= 0.022) & (luck < 0.04)
    resident = np.concatenate([np.flatnonzero(m) for m in (inward, gone, within)])
    kind = np.repeat(np.array([0, 1, 2], dtype=np.uint8), [int(inward.sum()), int(gone.sum()), int(within.sum())])
    on = np.maximum(TODAY - (rng.random(len(resident)) * 2200).astype("timedelta64[D]"), who.born[resident])
    former = (who.village[resident] + rng.integers(1, villages, len(resident))) % villages
    away = rng.integers(0, len(PLACES_AWAY), len(resident)).astype(np.uint8)
    return Moves(resident, Coded(kind, ("in", "out", "within")), on, Coded(away, PLACES_AWAY), former.astype(np.int32))


def _former_names(rng: np.random.Generator, who: People) -> FormerNames:
    """Some changed their given name, mostly young or at marriage, when names still were changed."""
    resident = np.flatnonzero(rng.random(len(who)) < np.where(who.age_years() > 40, 0.017, 0.006))
    year = who.born[resident].astype("datetime64[Y]").astype(np.int64) + 1970
    names = full_names(surnames_of(rng, len(resident)), given_names(rng, year, who.woman[resident]))
    kept = np.array([f"{now[0]}{before[1:]}" for now, before in zip(who.name[resident].tolist(), names.tolist(), strict=True)], dtype="U4")
    spread = (TODAY - who.born[resident]).astype(np.float64)
    until = who.born[resident] + np.floor(spread * (0.05 + 0.4 * rng.random(len(resident)))).astype("timedelta64[D]")
    return FormerNames(resident, kept, until)
