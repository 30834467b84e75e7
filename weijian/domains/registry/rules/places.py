"""May a division change, and may a household be put in this grid? Pure: values in, a refusal or a class out."""

from dataclasses import dataclass
from datetime import date, timedelta

from weijian.domains.registry import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

FIRST_YEAR, FAR_AHEAD = 1949, timedelta(days=366)


@dataclass(frozen=True)
class PlaceChanging:
    """A division about to be renamed, split or merged away on a day."""

    how: str  # rename, split, merge
    changes_on: date
    from_on: date
    ends_on: date | None
    successors: Count = 1
    same_level: bool = True
    same_name: bool = False


@ruling("行政区划管理条例（国务院令第704号）", since=date(2019, 1, 1))
def refusal_to_change_place(facts: PlaceChanging) -> Refusal | None:
    """A division ends on the day its successors begin; its code is never given to another."""
    if facts.ends_on is not None:
        return Refusal(say.PLACE_ENDED, ends_on=facts.ends_on)
    if facts.changes_on <= facts.from_on:
        return Refusal(say.PLACE_DATE, from_on=facts.from_on)
    if facts.how == "split" and facts.successors < 2:
        return Refusal(say.ONE_SUCCESSOR_TOO_FEW)
    if not facts.same_level:
        return Refusal(say.LEVELS_DIFFER)
    return Refusal(say.NAME_UNCHANGED) if facts.how == "rename" and facts.same_name else None


@dataclass(frozen=True)
class Establishing:
    """A division about to begin that follows no other. `above` is the code it hangs under, `above_stands` whether that is on file;
    `others` are the first and last days of those that bear or bore its code. The last day is the first of whatever follows."""

    code: str
    from_on: date
    on: date
    above: str
    above_stands: bool
    others: tuple[tuple[date, date | None], ...] = ()
    ends_on: date | None = None


@ruling("行政区划管理条例（国务院令第704号）", since=date(2019, 1, 1))
def refusal_to_establish_place(facts: Establishing) -> Refusal | None:
    """A new division has a code of its own for its time, hangs under one on file, and does not begin far ahead."""
    if facts.ends_on is not None and facts.ends_on <= facts.from_on:
        return Refusal(say.PLACE_ENDS_EARLY, from_on=facts.from_on)
    if any(began < (facts.ends_on or date.max) and facts.from_on < (ended or date.max) for began, ended in facts.others):
        return Refusal(say.PLACE_CODE_TAKEN, code=facts.code)
    if facts.above and not facts.above_stands:
        return Refusal(say.PLACE_ABOVE_MISSING, above=facts.above, code=facts.code)
    return Refusal(say.TOO_FAR_AHEAD) if facts.from_on > facts.on + FAR_AHEAD else None


@dataclass(frozen=True)
class Following:
    """A successor about to be noted for a division that has ended."""

    place: str
    ended_on: date | None
    on: date
    same: bool
    same_level: bool


@ruling("行政区划管理条例（国务院令第704号）", since=date(2019, 1, 1))
def refusal_to_note_successor(facts: Following) -> Refusal | None:
    """What followed a division is another one of its level, on the day it ended."""
    if facts.ended_on != facts.on:
        return Refusal(say.NOT_ENDED_THAT_DAY, place=facts.place, on=facts.on)
    return Refusal(say.LEVELS_DIFFER) if facts.same or not facts.same_level else None


@dataclass(frozen=True)
class Gridding:
    grid: str
    same_village: bool
    in_force: bool


@ruling("平台约定：每户在且只在一个网格")
def refusal_to_put_in_grid(facts: Gridding) -> Refusal | None:
    """A household belongs to a grid of its own village that is in use."""
    if not facts.grid:
        return Refusal(say.GRID_NEEDED)
    return None if facts.same_village and facts.in_force else Refusal(say.GRID_ELSEWHERE, grid=facts.grid)


@dataclass(frozen=True)
class EndingGrid:
    households: Count


@ruling("平台约定：每户在且只在一个网格")
def refusal_to_end_grid(facts: EndingGrid) -> Refusal | None:
    """A grid is closed when no household is left in it."""
    return Refusal(say.GRID_NOT_EMPTY, households=facts.households) if facts.households else None


@dataclass(frozen=True)
class Counting:
    """People of a place counted for a year."""

    year: int
    on: date


@ruling("平台约定")
def refusal_to_set_denominator(facts: Counting) -> Refusal | None:
    """People are counted for a year that has begun."""
    return None if FIRST_YEAR <= facts.year <= facts.on.year else Refusal(say.YEAR_WRONG)
