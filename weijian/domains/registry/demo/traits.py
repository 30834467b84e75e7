"""What is on file of each resident besides family and home, and what is not, and why not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.domains.registry.demo.coded import Coded, drawn
from weijian.domains.registry.demo.documents import mobiles
from weijian.domains.registry.demo.families import DAUGHTER, FATHER, HEAD, MOTHER, SON, Families
from weijian.domains.registry.demo.pyramid import AS_OF, YEAR_DAYS, step

Bools = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Floats = NDArray[np.float64]

TODAY = np.datetime64(AS_OF, "D")
CONDITIONS = ("hypertension", "diabetes", "copd", "stroke", "psychosis", "tuberculosis")
# share by age of those known to have it
PREVALENCE = {
    "hypertension": ((0, 0.0), (35, 0.07), (45, 0.17), (55, 0.29), (65, 0.42), (75, 0.46)),
    "diabetes": ((0, 0.0), (35, 0.025), (45, 0.06), (55, 0.1), (65, 0.14)),
    "copd": ((0, 0.0), (40, 0.008), (60, 0.045), (70, 0.07)), "stroke": ((0, 0.0), (45, 0.006), (60, 0.025), (70, 0.05)),
    "psychosis": ((0, 0.0), (18, 0.0045)), "tuberculosis": ((0, 0.0001), (15, 0.0005), (60, 0.0011)),
}
NATIONS = {"01": 0.962, "15": 0.024, "06": 0.005, "03": 0.004, "11": 0.002, "12": 0.001, "unknown": 0.002}
BLOOD = {"1": 0.20, "2": 0.18, "3": 0.21, "4": 0.06, "not_asked": 0.29, "unknown": 0.05, "refused": 0.01}
ABSENCES = ("", "unknown", "not_asked", "refused")
EDUCATION_CODES = ("10", "20", "30", "40", "60", "70", "80", "90", "not_asked")
# born from the year: share of each of EDUCATION_CODES
SCHOOLING = (
    (0, (0, 0.002, 0.008, 0.01, 0.03, 0.10, 0.42, 0.37, 0.06)), (1950, (0, 0.004, 0.016, 0.03, 0.10, 0.30, 0.38, 0.12, 0.05)),
    (1963, (0.001, 0.015, 0.035, 0.05, 0.16, 0.50, 0.17, 0.02, 0.049)), (1980, (0.004, 0.07, 0.11, 0.12, 0.15, 0.44, 0.06, 0.006, 0.04)),
    (1992, (0.012, 0.19, 0.22, 0.18, 0.14, 0.20, 0.01, 0.003, 0.045)), (2005, (0, 0.02, 0.10, 0.22, 0.58, 0.04, 0, 0, 0.04)),
    (2011, (0, 0, 0, 0, 0, 0.97, 0, 0, 0.03)), (2014, (0, 0, 0, 0, 0, 0, 0.97, 0, 0.03)), (2020, (0, 0, 0, 0, 0, 0, 0, 0.95, 0.05)),
)
DEATHS_A_THOUSAND, GONE_SHARE = 22, ((0, 0.01), (18, 0.035), (36, 0.015), (60, 0.004))
RECORDED_SINCE = np.datetime64("2022-01-01", "D")
MARITAL_CODES = ("10", "20", "30", "40", "not_asked")


@dataclass(frozen=True, eq=False)
class Known:
    """Columns of People; `numbered` are those with an identity number."""

    numbered: Bools
    identity_absent: Coded
    certificate: Bools
    phone: NDArray[np.int64]
    phone_absent: Coded
    nation: Coded
    marital: Coded
    education: Coded
    blood: Coded
    residence: Coded
    died: Days
    conditions: NDArray[np.uint8]


def known_of(rng: np.random.Generator, woman: Bools, born: Days, family: Families, cast: frozenset[int]) -> Known:
    age = (TODAY - born).astype(np.float64) / YEAR_DAYS
    fixed = np.zeros(len(born), dtype=np.bool_)
    fixed[list(cast)] = True
    residence, died = _residence(rng, age, born, fixed)
    certificate = (age < 0.6) & (family.mother >= 0) & (rng.random(len(born)) < 0.7)
    absent = _why_absent(rng, (rng.random(len(born)) < np.where(age < 1, 0.3, 0.009)) & ~fixed & ~certificate)
    phone, phone_absent = _phones(rng, age, family, fixed)
    conditions = _conditions(rng, age)
    conditions[min(cast)] |= 1  # 王桂兰 has hypertension: she is the first of the cast in her village
    return Known(
        numbered=(absent.index == 0) & ~certificate, identity_absent=absent, certificate=certificate, phone=phone, phone_absent=phone_absent,
        nation=drawn(rng, len(born), NATIONS), marital=_marital(rng, age, family, residence), education=_education(rng, born),
        blood=drawn(rng, len(born), BLOOD), residence=residence, died=died, conditions=conditions,
    )


def _residence(rng: np.random.Generator, age: Floats, born: Days, fixed: Bools) -> tuple[Coded, Days]:
    """Most live here; some died since 2022, the old above all; some moved away."""
    risk = np.exp(0.085 * age) * ~fixed
    dead = rng.random(len(age)) < risk / risk.sum() * len(age) * DEATHS_A_THOUSAND / 1000
    gone = ~dead & ~fixed & (rng.random(len(age)) < step(age, GONE_SHARE))
    index = np.where(dead, 2, np.where(gone, 1, 0)).astype(np.uint8)
    earliest = np.maximum(born, RECORDED_SINCE)
    died = earliest + np.floor((TODAY - earliest).astype(np.float64) * rng.random(len(age))).astype("timedelta64[D]")
    died[~dead] = np.datetime64("NaT")
    return Coded(index, ("here", "gone", "dead")), died


def _why_absent(rng: np.random.Generator, absent: Bools) -> Coded:
    return Coded(np.where(absent, 1 + rng.integers(0, 3, len(absent)), 0).astype(np.uint8), ABSENCES)


def _phones(rng: np.random.Generator, age: Floats, family: Families, fixed: Bools) -> tuple[NDArray[np.int64], Coded]:
    """Adults mostly have a telephone; children, and some of the old, are reached by their household's head."""
    own = mobiles(rng, len(age))
    has = (rng.random(len(age)) < step(age, ((0, 0.0), (13, 0.55), (18, 0.96), (65, 0.74), (75, 0.5), (85, 0.3)))) | fixed
    head = np.full(int(family.household.max()) + 1, -1, dtype=np.int64)
    heads = np.flatnonzero((family.relation == HEAD) & has)
    head[family.household[heads]] = heads
    theirs = head[family.household]
    shares = ~has & (theirs >= 0) & ((age < 13) | (rng.random(len(age)) < 0.5))
    phone = np.where(has, own, np.where(shares, own[theirs], 0))
    return phone, _why_absent(rng, phone == 0)


def _marital(rng: np.random.Generator, age: Floats, family: Families, residence: Coded) -> Coded:
    """Married, widowed when the spouse died, else by age."""
    dead = residence.is_("dead")
    widowed = (family.spouse >= 0) & dead[family.spouse]
    luck = rng.random(len(age))
    grown = np.where(luck < 0.46, 0, np.where(luck < 0.9, 3, 2))
    alone = np.where(age < 26, 0, np.where(age < 60, grown, np.where(luck < 0.78, 2, np.where(luck < 0.94, 0, 3))))
    is_child = (family.relation == SON) | (family.relation == DAUGHTER)
    is_parent = (family.relation == FATHER) | (family.relation == MOTHER)  # of the one whose home it is
    alone = np.where(is_child & (age < 35), 0, np.where(is_parent, 2, alone))
    known = np.where(family.spouse >= 0, np.where(widowed, 2, 1), alone)
    return Coded(np.where((age >= 20) & (rng.random(len(age)) < 0.015), 4, known).astype(np.uint8), MARITAL_CODES)


def _education(rng: np.random.Generator, born: Days) -> Coded:
    year = born.astype("datetime64[Y]").astype(np.int64) + 1970
    cohort = np.searchsorted(np.array([row[0] for row in SCHOOLING]), year, side="right") - 1
    cumulative = np.cumsum(np.array([row[1] for row in SCHOOLING]), axis=1)
    index = (rng.random(len(born))[:, None] > cumulative[cohort]).sum(axis=1)
    return Coded(index.clip(0, len(EDUCATION_CODES) - 1).astype(np.uint8), EDUCATION_CODES)


def _conditions(rng: np.random.Generator, age: Floats) -> NDArray[np.uint8]:
    found = np.zeros(len(age), dtype=np.uint8)
    for bit, name in enumerate(CONDITIONS):
        found |= (rng.random(len(age)) < step(age, PREVALENCE[name])).astype(np.uint8) << bit
    return found
