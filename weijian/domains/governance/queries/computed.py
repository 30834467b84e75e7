"""Figures computed from the lake: each by its definition, for a place and the places in it, as of one moment."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Protocol

import ibis
from django.utils.translation import gettext as _

from weijian.domains.emergency import api as emergency
from weijian.domains.governance import refusals as say
from weijian.domains.governance.indicators import REPORTED, indicator_named
from weijian.domains.governance.models import FrozenCells
from weijian.domains.governance.permissions import refusal_to_keep_for
from weijian.domains.governance.queries.frozen import list_kept
from weijian.domains.governance.rules.computed import Freezing, refusal_to_freeze
from weijian.domains.governance.visibility import WRITE_FIGURE
from weijian.domains.planning import api as planning
from weijian.domains.registry import api as registry
from weijian.domains.workforce import api as workforce
from weijian.engines.indicators.behind import people
from weijian.engines.indicators.computing import prepare, series
from weijian.engines.indicators.definition import Cell, Indicator, Part, cell
from weijian.engines.indicators.engine import connect
from weijian.engines.indicators.files import table_of_files
from weijian.engines.indicators.period import Period
from weijian.engines.indicators.prepared import Prepared
from weijian.foundation.lake.asking import Lake, engine_address, open_lake
from weijian.foundation.lake.status import state_of_lake
from weijian.foundation.people.directory import directory
from weijian.foundation.screen.behind import BehindFigure
from weijian.kernel.refusal import Refusal
from weijian.kernel.shelf import Shelf
from weijian.kernel.standing import Standing


class Room(Protocol):
    """What a room's api says of its indicators: their definitions, the tables it derives, and the rows behind them."""

    INDICATORS: tuple[Indicator, ...]

    def derived(self, tables: Mapping[str, Any]) -> dict[str, Any]: ...

    def behind(self, table: str, keys: Sequence[int], standing: Standing, *, at: datetime) -> BehindFigure | None: ...


ROOMS: Mapping[str, Room] = {"registry": registry, "workforce": workforce, "emergency": emergency, "planning": planning}
LEVELS = {6: "county", 9: "township", 12: "village"}  # digits of a place's code -> the stratum that holds it
BELOW = {0: "county", 2: "county", 4: "county", 6: "township", 9: "village"}
DIGITS, ANSWERS_HELD, BEHIND_SHOWN = 12, 48, 50
CENT, ONE = Decimal("0.01"), Decimal(1)

Answer = Mapping[str, Mapping[str, Cell]]  # code -> place code of twelve digits ("" for everywhere) -> figure
Course = Mapping[Period, Mapping[str, Cell]]  # of one indicator: period -> place code -> figure


@dataclass(frozen=True)
class Computed:
    """One figure of a place, those of the places in it, and as of when. `own` is None where the definition does not go down to the place."""

    definition: Indicator
    own: Cell | None
    places: tuple[tuple[str, Cell], ...]
    as_of: datetime


@dataclass(frozen=True)
class Held:
    """Answers by level of places, and when they were computed."""

    answers: Mapping[str, Answer]
    as_of: datetime


_answers: Shelf[Held] = Shelf(ANSWERS_HELD)  # by state of the lake, grain of places, period
_questions: Shelf[Prepared] = Shelf(ANSWERS_HELD)  # by definitions, period, strata
_courses: Shelf[Course] = Shelf(ANSWERS_HELD)  # by state of the lake, indicator, level of places, periods


def definitions() -> dict[str, Indicator]:
    """Every indicator the rooms define, by code."""
    return {d.code: d for room in ROOMS.values() for d in room.INDICATORS}


def definition_coded(code: str) -> Indicator:
    found = definitions().get(code)
    if found is None:
        raise Refusal(say.UNKNOWN_INDICATOR, code=code)
    return found


def grows(definition: Indicator) -> bool:
    """Whether it counts what happens in the period, from nothing on; a count of what there is does not, nor does a rate."""
    return definition.denominator is None and definition.counted.on is not None


def code_for(what: str, unit: str, typed: str = "") -> str:
    """The indicator a figure or a target is of: the code that was typed, which there must be; else the one its words name ("" for none)."""
    if typed and typed not in definitions() and not any(r.code == typed for r in REPORTED):
        raise Refusal(say.UNKNOWN_INDICATOR, code=typed)
    return typed or indicator_named(what, unit)


def room_of(code: str) -> str:
    return code.partition(".")[0]


def computed_in(place_code: str, period: Period, *, codes: Sequence[str] = (), at: datetime) -> list[Computed]:
    """Each indicator valid in the period (or those of `codes`) for the place, and place by place within it."""
    level, below = level_of(place_code), BELOW.get(len(place_code))
    own = _answer(level, period, at)
    finer = _answer(below, period, at).answers[below] if below else {}
    wanted = [definition_coded(code) for code in codes] or [d for d in definitions().values() if d.valid_on(period.until_on)]
    standing = _standing(finer.get(d.code, {}) for d in wanted)
    return [Computed(d, _of_place(own.answers[level], d, place_code), _within(finer, d, place_code, standing), own.as_of) for d in wanted]


def level_of(place_code: str) -> str:
    """The stratum that answers for a place: its own, or the counties that are added up ("" for everywhere)."""
    return LEVELS.get(len(place_code), "county" if place_code else "")


def _of_place(answer: Answer, definition: Indicator, place_code: str) -> Cell | None:
    cells = answer.get(definition.code)
    if cells is None:
        return None
    full = place_code.ljust(DIGITS, "0") if len(place_code) in LEVELS else ""
    if full or not place_code:
        return cells.get(full) or _nothing(definition, next(iter(cells.values()), None))
    inside = [c for code, c in cells.items() if code.startswith(place_code)]
    return together(definition, inside) if inside else None


def _nothing(definition: Indicator, like: Cell | None) -> Cell | None:
    """A place nobody falls in has a figure too: none of none."""
    return cell(definition, like.period, (), 0, 0 if definition.denominator else None) if like else None


def together(definition: Indicator, cells: Sequence[Cell]) -> Cell:
    """The figure of several places: numerators and denominators add up, rates do not."""
    below = sum(c.denominator for c in cells) if definition.denominator else None
    return cell(definition, cells[0].period, (), sum(c.numerator for c in cells), below)


def _within(answer: Answer, definition: Indicator, place_code: str, standing: Container[tuple[str, date]]) -> tuple[tuple[str, Cell], ...]:
    """Its places in their order; a division that is gone and counts nobody is not one of them."""
    cells = answer.get(definition.code, {})
    inside = sorted((code, c) for code, c in cells.items() if code and code.startswith(place_code))
    return tuple((code, c) for code, c in inside if c.numerator or c.denominator or (code, c.period.until_on) in standing)


def _standing(answers: Iterable[Mapping[str, Cell]]) -> frozenset[tuple[str, date]]:
    """Of the places somewhere nobody falls in, those in force when the period ends: their full codes, and the day."""
    empty = {(code, c.period.until_on) for cells in answers for code, c in cells.items() if code and not (c.numerator or c.denominator)}
    in_force = {day: registry.codes_in_force({shortest(code) for code, _ in empty}, day) for day in {day for _, day in empty}}
    return frozenset((code, day) for code, day in empty if shortest(code) in in_force[day])


def shortest(full_code: str) -> str:
    """A division's code without the zeros that fill it up: 429921000000 is the county 429921."""
    return full_code[:6] if is_county(full_code) else full_code[:9] if full_code.endswith("000") else full_code


def is_county(full_code: str) -> bool:
    return full_code.endswith("000000")


def _answer(level: str, period: Period, at: datetime) -> Held:
    """All indicators at a level: computed once for a state of the data, so that an edit anywhere shows the next time somebody looks."""
    state, grain = state_of_lake(), "village" if level == "village" else "township"
    if state is None:
        return _reckoned(grain, period, at)
    return _answers.take((state, grain, period), lambda: _reckoned(grain, period, at))


def _reckoned(grain: str, period: Period, at: datetime) -> Held:
    with lake_tables() as tables:
        return Held(answers_in(tables, grain, period), at)


def answers_in(tables: Mapping[str, Any], grain: str, period: Period) -> dict[str, Answer]:
    """Level by level: computed at the finest places asked for; counties and everywhere are the sums of these, and of what stands in none of them."""
    by = ("village",) if grain == "village" else ("county", "township")
    chosen = tuple(d for d in definitions().values() if d.valid_on(period.until_on) and reaches(d, grain))
    found = _prepared(chosen, tables, period, by).answer(ibis.get_backend(tables[chosen[0].subject.table])) if chosen else []
    levels = {"village": 0} if grain == "village" else {"": None, "county": 0, "township": 1}
    return {level: _summed(chosen, found, part) for level, part in levels.items()}


def _prepared(chosen: tuple[Indicator, ...], tables: Mapping[str, Any], period: Period, by: tuple[str, ...]) -> Prepared:
    """The questions; made once for DuckDB, which is asked in words: in every lake of this process the tables are called and shaped alike."""
    if engine_address().kind != "duckdb":
        return prepare(chosen, tables, [period], by)
    return _questions.take((chosen, period, by), lambda: prepare(chosen, tables, [period], by))


def _summed(chosen: Sequence[Indicator], found: Sequence[Cell], part: int | None) -> Answer:
    """By the place that stands in this part of the strata ("" where there is none)."""
    inside: dict[str, dict[str, list[Cell]]] = {d.code: {} for d in chosen}
    for each in found:
        place = "" if part is None else each.stratum[part] or ""
        inside[each.code].setdefault(place, []).append(each)
    return {d.code: {place: together(d, cells) for place, cells in inside[d.code].items()} for d in chosen}


def reaches(definition: Indicator, level: str) -> bool:
    """Whether the definition goes down to a level of places."""
    return not level or all(s.has_stratum(level) for s in (definition.subject, definition.counted))


@contextmanager
def lake_tables() -> Iterator[Mapping[str, Any]]:
    """The lent tables as of one moment, on the engine the installation names, and those the rooms derive from them."""
    with open_lake() as lake:
        tables = dict(_on_engine(lake))
        for room in ROOMS.values():
            tables |= room.derived(tables)
        yield tables


def _on_engine(lake: Lake) -> Mapping[str, Any]:
    named = engine_address()
    if named.kind == "duckdb":
        return lake.tables()
    cluster = _cluster(named.address)
    return {name: table_of_files(cluster, name, paths) for name, paths in lake.parquet_paths().items()}


@lru_cache(maxsize=1)
def _cluster(url: str) -> Any:
    return connect(url)


def months_of(definition: Indicator, place_code: str, periods: Sequence[Period]) -> list[Cell | None]:
    """The figure of a place in each of the periods."""
    level, asked = level_of(place_code), tuple(periods)
    if not reaches(definition, level):
        return [None for _ in periods]
    code, state = definition.code, state_of_lake()
    by_period = _course(code, level, asked) if state is None else _courses.take((state, code, level, asked), lambda: _course(code, level, asked))
    return [_of_place({code: by_period[p]}, definition, place_code) for p in periods]


def _course(code: str, level: str, periods: tuple[Period, ...]) -> Course:
    with lake_tables() as tables:
        found = series([definition_coded(code)], tables, periods, (level,) if level else ())
    by_period: dict[Period, dict[str, Cell]] = {period: {} for period in periods}
    for each in found:
        by_period[each.period][(each.stratum[0] or "") if level else ""] = each
    return by_period


def behind(
    definition: Indicator, place_code: str, period: Period, part: Part, standing: Standing, *, after: int | None = None, at: datetime,
) -> tuple[BehindFigure, int | None]:
    """Who or what stands behind a figure, a page at a time, as far as this person may see it; and the key after which the next page begins."""
    level, stratum = level_of(place_code), _stratum_of(place_code)
    if not reaches(definition, level):
        raise Refusal(say.NOT_SO_FINE, name=definition.zh)
    with lake_tables() as tables:
        last = None if after is None else (after,)
        keys = people(definition, tables, period, part, by=(level,) if level else (), stratum=stratum, after=last, limit=BEHIND_SHOWN + 1)
    return _page_of(definition, part, [number for (number,) in keys], standing, at)


def _stratum_of(place_code: str) -> tuple[Any, ...]:
    """What its rows bear at the level that answers for it: its own code, or that of one of its counties."""
    if not place_code:
        return ()
    if len(place_code) in LEVELS:
        return (place_code.ljust(DIGITS, "0"),)
    return ([code.ljust(DIGITS, "0") for code in registry.counties_within(place_code)],)


def frozen_behind(
    definition: Indicator, held: FrozenCells, part: Part, standing: Standing, *, after: int | None = None, at: datetime,
) -> tuple[BehindFigure, int | None]:
    """Who or what stood behind a figure when it was frozen, as `behind` shows it; nobody moves into such a list or out of it."""
    if part.value not in held.lists:
        raise Refusal(say.NO_SUCH_PART, part=part.value)
    return _page_of(definition, part, list_kept(held.lists[part.value], after=after, size=BEHIND_SHOWN + 1), standing, at)


def _page_of(definition: Indicator, part: Part, numbers: Sequence[int], standing: Standing, at: datetime) -> tuple[BehindFigure, int | None]:
    """The rows of a page, one number more than a page being given where there is another page."""
    table = (definition.counted if part is Part.NUMERATOR else definition.subject).table
    shown = rows_of(table, numbers[:BEHIND_SHOWN], standing, at=at)
    return shown, numbers[BEHIND_SHOWN - 1] if len(numbers) > BEHIND_SHOWN else None


def rows_of(table: str, keys: Sequence[int], standing: Standing, *, at: datetime) -> BehindFigure:
    for room in ROOMS.values():
        found = room.behind(table, keys, standing, at=at)
        if found is not None:
            return found
    raise LookupError(f"no room shows rows of {table}")


def refusal_to_freeze_at(period: Period, by: Standing, on: date) -> Refusal | None:
    """Of whoever does not write for the whole region; of a period that is not over on the day, or frozen."""
    served = region_served(on)
    frozen = FrozenCells.objects.filter(from_on=period.from_on, until_on=period.until_on).count()
    reach = refusal_to_keep_for(by, WRITE_FIGURE, name_of(served), served, "")
    return reach or refusal_to_freeze(Freezing(period.from_on, period.until_on, on, frozen))


def region_served(on: date) -> str:
    """The code of the division this installation serves ("" where none is on file)."""
    county = registry.the_county(on)
    return county.code if county else ""


def name_of(place_code: str) -> str:
    return (directory().place_name(place_code) or place_code) if place_code else _("全部区域")


def stated(own: Cell, definition: Indicator) -> tuple[Decimal, Decimal]:
    """The value as it is stated, and the worth of its last digit: a rate to two decimals, a count whole."""
    if definition.denominator is None:
        return Decimal(own.numerator * definition.scale), ONE
    return (Decimal(own.numerator) * definition.scale / Decimal(own.denominator)).quantize(CENT, ROUND_HALF_UP), CENT


def year_that_ended(on: date) -> Period:
    return Period(date(on.year - 1, 1, 1), date(on.year - 1, 12, 31))


def year_to(day: date) -> Period:
    """From 1 January of its year until the day."""
    return Period(day.replace(month=1, day=1), day)
