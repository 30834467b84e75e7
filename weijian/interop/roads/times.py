"""Demand, candidates and the times between them from plain tables (CSV, heading first) into arrays; read as `tables` reads."""

from dataclasses import dataclass, replace

import numpy as np

from weijian.interop.roads import refusals as say
from weijian.interop.roads.columns import FIRST_FAULTS, Column, Kind, Shape, Source, headings_of, read_table, values_of
from weijian.interop.roads.tables import ID, PEOPLE, PLACE, Floats, Indices, Texts
from weijian.kernel.refusal import Fault, Refusal, Refusals

LONGEST_SECONDS = 2_000_000


@dataclass(frozen=True, eq=False, slots=True)
class Demand:
    """Where people live. `place` is what they are counted under, None when the table has no such column."""

    ids: Texts
    people: Floats
    place: Texts | None


@dataclass(frozen=True, eq=False, slots=True)
class Candidates:
    """Where a site could stand, or stands."""

    ids: Texts
    capacity: Floats | None
    cost: Floats | None


@dataclass(frozen=True, eq=False, slots=True)
class Times:
    """Pairs that can be travelled, as indices into demand and candidates; each pair once."""

    demand: Indices
    candidate: Indices
    seconds: Floats


CAPACITY = Column("capacity", Kind.NUMBER, required=False, low=0, beyond=say.CAPACITY_NEGATIVE)
COST = Column("cost", Kind.NUMBER, required=False, low=0, beyond=say.COST_NEGATIVE)
DEMAND = Column("demand", Kind.NODE, unknown=say.ID_UNKNOWN)
SECONDS = Column("seconds", Kind.NUMBER, low=0, high=LONGEST_SECONDS, beyond=say.SECONDS_RANGE)
SITE_HEADINGS = ("candidate", "supply", "site")


def read_demand(source: Source, *, name: str = "demand.csv") -> Demand:
    """Columns id, people, and when present place."""
    columns = read_table(source, Shape(name, (ID, PEOPLE, PLACE)))
    return Demand(columns["id"], columns["people"], columns.get("place"))


def read_candidates(source: Source, *, name: str = "candidates.csv") -> Candidates:
    """Column id, and when present capacity (people; vehicles for MEXCLP) and cost."""
    columns = read_table(source, Shape(name, (ID, CAPACITY, COST)))
    return Candidates(columns["id"], columns.get("capacity"), columns.get("cost"))


def read_times(source: Source, demand: Demand, candidates: Candidates, *, name: str = "times.csv", demand_name: str, candidates_name: str) -> Times:
    """Columns demand, candidate (or supply, or site), seconds; a pair that is not there cannot be travelled."""
    headings = headings_of(source, name)
    site = next((h for h in SITE_HEADINGS if h in headings), SITE_HEADINGS[0])
    ends = (
        replace(DEMAND, among=demand.ids, among_name=demand_name),
        Column(site, Kind.NODE, among=candidates.ids, among_name=candidates_name, unknown=say.ID_UNKNOWN),
    )
    columns = read_table(source, Shape(name, (*ends, SECONDS)))
    _refuse_twice(source, name, (DEMAND.name, site), columns[DEMAND.name], columns[site], len(candidates.ids))
    return Times(columns[DEMAND.name], columns[site], columns["seconds"])


def _refuse_twice(source: Source, name: str, headings: tuple[str, str], demand: Indices, site: Indices, sites: int) -> None:
    """Every repeated pair by its row."""
    keys = demand.astype(np.int64) * sites + site
    if len(np.unique(keys)) == len(keys):
        return
    first_rows: dict[tuple[str, ...], int] = {}
    faults = []
    for row, pair in values_of(source, name, headings):
        if (first := first_rows.setdefault(pair, row)) != row:
            faults.append(Fault(Refusal(say.PAIR_TWICE, origin=pair[0], destination=pair[1], first_row=first), row, "、".join(headings)))
    raise Refusals(say.TABLE_HAS_FAULTS, faults[:FIRST_FAULTS], total=len(faults), table=name)
