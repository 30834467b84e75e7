"""Which measures of a subject are computed together: those that ask the same event tables about the same people share a lane.

Joining every table to every person, to find out about a few, costs more than reading the people again. A lane therefore reads only
people that some measure of it can count: a measure is a conjunction ("lives here", "is registered", "came four times"), and a row that
misses a part of each lane's conjunctions adds nothing. Parts that look at the subject alone are asked first, parts that only ask whether
there is an event next, and the costly tables (last rows, sums) are read for whoever is left.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

import ibis
from ibis.expr import operations as ops

from weijian.engines.indicators.rows import STAND_IN

Parts = frozenset[Any]  # conditions that must all be true of a row that counts


@dataclass(frozen=True)
class Need:
    """What a measure asks: the scans it reads, the costly ones among them, and its parts with the scans each of them reads."""

    number: int
    scans: frozenset[str]
    costly: frozenset[str]
    parts: Mapping[Any, frozenset[str]]

    def known_from(self, scans: frozenset[str]) -> Parts:
        return frozenset(part for part, asked in self.parts.items() if asked <= scans)


@dataclass
class Lane:
    """Measures by number, the scans they read, and for each the parts that are known before the last of these scans."""

    needs: list[Need] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        return [need.number for need in self.needs]

    @property
    def scans(self) -> frozenset[str]:
        return frozenset().union(*(need.scans for need in self.needs))

    @property
    def costly(self) -> frozenset[str]:
        return frozenset().union(*(need.costly for need in self.needs))

    def reach(self, known: frozenset[str]) -> set[Parts]:
        """Whom the lane counts, as far as can be told from these scans: those of whom all parts of one of these are true. Empty: everybody."""
        return narrowest(need.known_from(known) for need in self.needs)

    def takes(self, need: Need, *, exactly: bool = False) -> bool:
        """Whether the measure can be had here without reading more rows or scans; exactly: of no fewer rows than one that is here."""
        known = self.scans - self.costly if self.costly else frozenset()
        wanted, here = need.known_from(known), {n.known_from(known) for n in self.needs}
        return need.scans <= self.scans and (wanted in here if exactly else any(parts <= wanted for parts in here))

    def is_near(self, need: Need) -> bool:
        """Whether another lane would read the same costly scan again, or cheap ones for the same people."""
        if bool(self.costly) != bool(need.costly) or not self.scans & need.scans:
            return False
        known = (self.scans | need.scans) - self.costly - need.costly
        return not need.costly or bool(self.costly & need.costly) or any(n.known_from(known) <= need.known_from(known) for n in self.needs)


def lanes_for(needs: Iterable[Need]) -> list[Lane]:
    lanes: list[Lane] = []
    for need in sorted(needs, key=lambda n: -len(n.scans)):
        lane = _lane_of(need, lanes)
        if lane is None:
            lanes.append(lane := Lane())
        lane.needs.append(need)
    return lanes


def _lane_of(need: Need, lanes: list[Lane]) -> Lane | None:
    """The narrowest that has all it wants, or one that would read the same."""
    fits: tuple[Callable[[Lane], bool], ...] = (lambda lane: lane.takes(need, exactly=True), lambda lane: lane.takes(need), lambda lane: lane.is_near(need))
    return next((lane for fit in fits for lane in reversed(lanes) if fit(lane)), None)


def need_of(number: int, built: Any, costly: frozenset[str]) -> Need:
    scans = asked_of(built.op())
    return Need(number, scans, scans & costly, {part: asked_of(part) for part in parts_of(built.op())})


def asked_of(op: Any) -> frozenset[str]:
    """The scans an expression reads, by the names their columns begin with."""
    names = (f.name for f in op.find(ops.Field, filter=ops.Value) if getattr(f.rel, "name", None) == STAND_IN)
    return frozenset(name.partition("_")[0] for name in names if not name.startswith("of_"))


def columns_of(op: Any) -> set[str]:
    return {field.name for field in op.find(ops.Field, filter=ops.Value)}


def parts_of(op: Any) -> Iterable[Any]:
    """What must be true of a row that adds something: the parts of a condition, or of the condition under which a value is not null."""
    if isinstance(op, ops.IfElse):
        if isinstance(op.false_null_expr, ops.Literal) and op.false_null_expr.value is None:
            yield from parts_of(op.bool_expr)
    elif isinstance(op, ops.And):
        yield from parts_of(op.left)
        yield from parts_of(op.right)
    elif op.dtype.is_boolean():
        yield op


def narrowest(reaches: Iterable[Parts]) -> set[Parts]:
    """Without those that others contain; empty where one of them asks nothing."""
    distinct = set(reaches)
    return set() if frozenset() in distinct else {parts for parts in distinct if not any(other < parts for other in distinct)}


def reached(rows: Any, reach: set[Parts]) -> Any:
    """The rows of whom all parts of one of these are true."""
    if not reach:
        return rows
    return rows.filter(reduce(or_, (ibis.and_(*(on_columns(part, rows.__getitem__) for part in parts)) for parts in _in_order(reach))))


def on_columns(op: Any, column: Callable[[str], Any]) -> Any:
    """The condition, of the columns of other rows that are called alike."""
    return op.replace({f: column(f.name).op() for f in op.find(ops.Field, filter=ops.Value)}, filter=ops.Value).to_expr()


def _in_order(reach: set[Parts]) -> list[list[Any]]:
    """Sets have none of their own, and the same question shall be the same text."""
    return sorted((sorted(parts, key=repr) for parts in reach), key=repr)
