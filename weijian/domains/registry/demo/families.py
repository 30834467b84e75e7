"""Who lives with whom: couples of like age, children with a mother old enough, old parents with a son's family, some alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.domains.registry.demo.documents import rank_within
from weijian.domains.registry.demo.pyramid import MARRIED_MEN, MARRIED_WOMEN, step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NONE = -1
HEAD, SPOUSE, SON, DAUGHTER, FATHER, MOTHER, OTHER = range(7)
RELATIONS = ("02", "10", "20", "30", "51", "52", "97")  # GB/T 4761
GROWN_CHILD, OLD_COUPLE, OLD_ALONE = 32, 58, 60
WITH_CHILDREN, WITH_CHILDREN_ALONE, WITH_PARENTS = 0.30, 0.55, 0.4
GENERATION, YOUNGEST_MOTHER, OLDEST_MOTHER, MOST_CHILDREN, BETWEEN_BIRTHS = 26.0, 18.5, 43.0, 3, 0.92


@dataclass(frozen=True, eq=False)
class Families:
    """For each person her household (numbered from 0), relation to its head, spouse, mother and father (-1: none on file)."""

    household: Ints
    relation: NDArray[np.uint8]
    spouse: Ints
    mother: Ints
    father: Ints


class _Draft:
    """Households while they are put together. A couple is a household unless it moved in with a younger one."""

    def __init__(self, rng: np.random.Generator, age: Floats, man: Bools) -> None:
        self.rng, self.age, self.man = rng, age, man
        everyone = len(age)
        self.husband, self.wife = _couples(rng, age, man)
        self.home = np.full(everyone, NONE, dtype=np.int64)
        self.relation = np.full(everyone, HEAD, dtype=np.uint8)
        self.spouse, self.mother, self.father = (np.full(everyone, NONE, dtype=np.int64) for _ in range(3))
        self.spouse[self.husband], self.spouse[self.wife] = self.wife, self.husband
        self.couple_home = np.arange(len(self.husband))
        self.with_elders = np.zeros(len(self.husband), dtype=np.bool_)

    def single(self, low: float, high: float) -> Ints:
        return np.flatnonzero((self.spouse < 0) & (self.age >= low) & (self.age < high))

    def nearest(self, couples: Ints, ages_of: Floats, wanted: Floats) -> Ints:
        """For each wanted age one of the couples of about that age (by `ages_of`, which goes with `couples`)."""
        order = np.argsort(ages_of, kind="stable")
        spread = max(1, len(couples) // 60)
        at = np.abs(np.searchsorted(ages_of[order], wanted) + self.rng.integers(-spread, spread + 1, len(wanted)))
        last = len(couples) - 1
        return np.asarray(couples[order[(last - np.abs(last - at)).clip(0)]])


def families(rng: np.random.Generator, age: Floats, man: Bools) -> Families:
    draft = _Draft(rng, age, man)
    if len(draft.husband):
        _old_couples_join(draft)
        _old_singles_join(draft)
        _children_join(draft, 0, GROWN_CHILD, 1.0)
        _children_join(draft, GROWN_CHILD, OLD_ALONE, WITH_PARENTS)
    return _numbered(draft)


def _couples(rng: np.random.Generator, age: Floats, man: Bools) -> tuple[Ints, Ints]:
    """Husbands and wives in step, two years apart or so."""
    husbands = np.flatnonzero(man & (rng.random(len(age)) < step(age, MARRIED_MEN)))
    wives = np.flatnonzero(~man & (rng.random(len(age)) < step(age, MARRIED_WOMEN)))
    count = min(len(husbands), len(wives))
    husbands, wives = (rng.permutation(people)[:count] for people in (husbands, wives))
    by_age = np.argsort(age[husbands] + rng.normal(0, 1.2, count), kind="stable"), np.argsort(age[wives] + rng.normal(0, 1.2, count), kind="stable")
    return husbands[by_age[0]], wives[by_age[1]]


def _old_couples_join(draft: _Draft) -> None:
    """Some old couples live with a son's family; a family takes in one couple."""
    his = draft.age[draft.husband]
    movers = np.flatnonzero((his >= OLD_COUPLE) & (draft.rng.random(len(his)) < WITH_CHILDREN))
    hosts = np.flatnonzero((his >= 28) & (his < OLD_COUPLE))
    if not len(hosts) or not len(movers):
        return
    host = draft.nearest(hosts, his[hosts], his[movers] - GENERATION + draft.rng.normal(0, 3, len(movers)))
    fit = his[movers] - his[host] >= YOUNGEST_MOTHER
    _, first = np.unique(host[fit], return_index=True)
    movers, host = movers[fit][first], host[fit][first]
    draft.couple_home[movers] = host
    draft.with_elders[host] = True
    draft.relation[draft.husband[movers]], draft.relation[draft.wife[movers]] = FATHER, MOTHER
    sons, mothers = draft.husband[host], draft.wife[movers]
    draft.father[sons] = draft.husband[movers]
    draft.mother[sons] = np.where(draft.age[mothers] - draft.age[sons] >= YOUNGEST_MOTHER - 2, mothers, NONE)


def _old_singles_join(draft: _Draft) -> None:
    """More than half of the widowed live with a child; the others alone."""
    his = draft.age[draft.husband]
    hosts = np.flatnonzero((his >= 28) & (his < OLD_COUPLE) & ~draft.with_elders)
    movers = draft.single(OLD_ALONE, 200)
    movers = movers[draft.rng.random(len(movers)) < WITH_CHILDREN_ALONE]
    if not len(hosts) or not len(movers):
        return
    host = draft.nearest(hosts, his[hosts], draft.age[movers] - GENERATION + draft.rng.normal(0, 3, len(movers)))
    fit = draft.age[movers] - his[host] >= YOUNGEST_MOTHER
    _, first = np.unique(host[fit], return_index=True)
    movers, host = movers[fit][first], host[fit][first]
    draft.home[movers] = host
    fathers = draft.man[movers]
    draft.relation[movers] = np.where(fathers, FATHER, MOTHER)
    draft.father[draft.husband[host[fathers]]] = movers[fathers]
    draft.mother[draft.husband[host[~fathers]]] = movers[~fathers]


def _children_join(draft: _Draft, low: float, high: float, share: float) -> None:
    """The unmarried of these ages live with parents whose mother's age fits; minors whom none fits stay as relatives."""
    children = draft.single(low, high)
    children = children[draft.rng.random(len(children)) < share]
    standing = np.flatnonzero(draft.couple_home == np.arange(len(draft.husband)))
    hers = draft.age[draft.wife]
    parents = _parents_for(draft, children, standing)
    gap = hers[parents] - draft.age[children]
    fit = (gap >= YOUNGEST_MOTHER) & (gap <= OLDEST_MOTHER) & (draft.age[draft.husband[parents]] - draft.age[children] >= YOUNGEST_MOTHER)
    related = fit | (draft.age[children] < 18)
    parents = np.where(fit, parents, draft.rng.choice(standing, len(parents)))
    draft.home[children[related]] = parents[related]
    draft.relation[children[related]] = OTHER
    children, parents = children[fit], parents[fit]
    draft.relation[children] = np.where(draft.man[children], SON, DAUGHTER)
    draft.mother[children], draft.father[children] = draft.wife[parents], draft.husband[parents]


def _parents_for(draft: _Draft, children: Ints, couples: Ints) -> Ints:
    """A couple for each child; the fourth of a couple, and one born too soon after another, look again."""
    hers = draft.age[draft.wife[couples]]
    wanted = draft.age[children] + GENERATION
    parents = draft.nearest(couples, hers, wanted + draft.rng.normal(0, 3.2, len(children)))
    for _ in range(4):
        many = np.flatnonzero((rank_within(parents) >= MOST_CHILDREN) | _too_soon(parents, draft.age[children]))
        parents[many] = draft.nearest(couples, hers, wanted[many] + draft.rng.normal(0, 4.5, len(many)))
    return parents


def _too_soon(parents: Ints, age: Floats) -> Bools:
    """Born less than eleven months after a child of the same couple."""
    order = np.lexsort((age, parents))
    close = (np.diff(parents[order]) == 0) & (np.diff(age[order]) < BETWEEN_BIRTHS)
    found = np.zeros(len(age), dtype=np.bool_)
    found[order[1:][close]] = True
    return found


def _numbered(draft: _Draft) -> Families:
    """Households from 0 without gaps; whoever has no place yet is one of her own."""
    draft.home[draft.husband] = draft.home[draft.wife] = draft.couple_home
    staying = draft.couple_home == np.arange(len(draft.husband))
    draft.relation[draft.wife[staying]] = SPOUSE
    alone = np.flatnonzero(draft.home < 0)
    draft.home[alone] = len(draft.husband) + np.arange(len(alone))
    _, household = np.unique(draft.home, return_inverse=True)
    return Families(np.asarray(household, dtype=np.int64), draft.relation, draft.spouse, draft.mother, draft.father)
