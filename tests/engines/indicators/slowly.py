"""The same figures by plain loops over rows: slow and obvious. One definition for every word of the vocabulary, each with its loop."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from weijian.engines.indicators.definition import Indicator, Subject, column
from weijian.engines.indicators.features import Count, Earliest, Exists, Greatest, Kinds, Last, Latest, Next, Sum
from weijian.engines.indicators.period import Period


@dataclass(frozen=True)
class Resident:
    person_id: int
    born_on: date | None
    township: str | None


@dataclass(frozen=True)
class Event:
    person_id: int
    on: date | None
    kind: str | None
    a: int | None
    b: int | None
    level: Decimal | None
    reading: float | None
    fen: int | None


@dataclass(frozen=True)
class Visit:
    visit_id: int
    person_id: int
    on: date
    left_on: date | None
    fen: int | None


@dataclass(frozen=True)
class World:
    residents: tuple[Resident, ...]
    events: tuple[Event, ...]
    visits: tuple[Visit, ...]

    def of(self, person_id: int, period: Period | None = None, kind: str | None = None) -> list[Event]:
        return [e for e in self.events if e.person_id == person_id and (kind is None or e.kind == kind)
                and (period is None or (e.on is not None and period.from_on <= e.on <= period.until_on))]


TYPES = {
    "residents": {"person_id": "int64", "born_on": "date", "township": "string"},
    "events": {
        "person_id": "int64", "on": "date", "kind": "string", "a": "int16", "b": "int16", "level": "decimal(4, 1)", "reading": "float64", "fen": "int64",
    },
    "visits": {"visit_id": "int64", "person_id": "int64", "on": "date", "left_on": "date", "fen": "int64"},
}


def columns(rows: Iterable[Any], kind: type) -> dict[str, list[Any]]:
    listed = list(rows)
    return {f.name: [getattr(row, f.name) for row in listed] for f in fields(kind)}


RESIDENTS = Subject("residents", key=("person_id",), link="person_id", strata={"township": column("township")})
VISITS = Subject("visits", key=("visit_id",), link="person_id", on="on", of=RESIDENTS)
PAID = Subject("visits", key=("visit_id",), link="person_id", on="on", of=RESIDENTS, where=lambda x: x.fen > 10)
EVENTS = Subject("events", key=("person_id",), link="person_id", on="on", of=RESIDENTS, where=lambda x: x.kind == "x")

Of_a_row = Callable[[Any, World, Period], Any]  # how much a row of the subject adds


@dataclass(frozen=True)
class Twin:
    definition: Indicator
    numerator: Of_a_row
    denominator: Of_a_row


def twin(
    code: str, numerator: Any, slow_numerator: Of_a_row, denominator: Any = None, slow_denominator: Of_a_row | None = None,
    subject: Subject = RESIDENTS, **more: Any,
) -> Twin:
    given = {"zh": code, "en": code, "unit": "", "source": "test", "version": "1", "valid_from": date(2020, 1, 1), **more}
    definition = Indicator(code=code, subject=subject, numerator=numerator, denominator=denominator or (lambda r, p: r.person_id.notnull()), **given)
    below = slow_denominator or (lambda row, world, p: 1)
    return Twin(definition, lambda row, world, p: slow_numerator(row, world, p) if below(row, world, p) else 0, below)


def last(rows: list[Event], *names: str) -> list[Event]:
    """In order, those with every one of the columns."""
    known = [e for e in rows if all(getattr(e, n) is not None for n in names)]
    return sorted(known, key=lambda e: tuple(getattr(e, n) for n in names))


def mean(rows: list[Event], name: str) -> float | None:
    return sum(getattr(e, name) for e in rows) / len(rows) if rows else None


def quarters(rows: list[Event]) -> int:
    return len({(e.on.month + 2) // 3 for e in rows if e.on})


def next_visit(visit: Visit, world: World, after: date | None, days: int) -> date | None:
    if after is None:
        return None
    later = max(after, visit.on)
    return min((v.on for v in world.visits if v.person_id == visit.person_id and later < v.on <= later + timedelta(days=days)), default=None)


X = Exists("events", on="on", where=lambda x, p: x.kind == "x")
LAST = Last("events", on="on", order=("on", "a", "b"))
LAST_LEVEL = Last("events", order=("on", "level"), where=lambda x, p: x.on <= p.until_on)
LAST_READING = Last("events", on="on", order=("on", "reading"))
TWO = Latest("events", n=2, on="on", order=("on", "a", "b"))
LAST_TWO_READINGS = Latest("events", n=2, on="on", order=("on", "reading", "a"))
TWO_READINGS = Latest("events", n=2, order=("reading", "a"))
AGAIN = Next("visits", on="on", after=lambda v, p: v.left_on, days=20)
SOON = Next("visits", on="on", after=lambda v, p: v.on, days=5, where=lambda x, p: x.fen > 10)


def _paid(world: World) -> tuple[Visit, ...]:
    return tuple(v for v in world.visits if v.fen is not None and v.fen > 10)


def _soon(v: Visit, w: World, p: Period) -> int:
    return int(next_visit(v, World((), (), _paid(w)), v.on, 5) is not None)


def _again(v: Visit, w: World, p: Period) -> int:
    day = next_visit(v, w, v.left_on, 20)
    return int(day is not None and day <= p.until_on)


def _last_a(r: Resident, w: World, p: Period) -> int:
    rows = last(w.of(r.person_id, p), "on", "a", "b")
    return int(bool(rows) and rows[-1].a < rows[-1].b)  # type: ignore[operator]


def _last_level(r: Resident, w: World, p: Period) -> int:
    rows = last([e for e in w.of(r.person_id) if e.on is not None and e.on <= p.until_on], "on", "level")
    return int(bool(rows) and float(rows[-1].level or 0) < 7.0)


def _last_reading(r: Resident, w: World, p: Period) -> int:
    rows = last(w.of(r.person_id, p), "on", "reading")
    return int(bool(rows) and rows[-1].reading < 0.5)  # type: ignore[operator]


def _two(r: Resident, w: World, p: Period) -> int:
    found = mean(last(w.of(r.person_id, p), "on", "a", "b")[-2:], "a")
    return int(found is not None and found < 2)


def _two_readings(r: Resident, w: World, p: Period) -> int:
    found = mean(last(w.of(r.person_id), "reading", "a")[-2:], "a")
    return int(found is not None and found > 1)


def _last_two_readings(r: Resident, w: World, p: Period) -> int:
    found = mean(last(w.of(r.person_id, p), "on", "reading", "a")[-2:], "a")
    return int(found is not None and found > 1)


def _earliest(r: Resident, w: World, p: Period) -> int:
    first = min((e.on for e in w.of(r.person_id) if e.on), default=None)
    return int(first is not None and r.born_on is not None and (first - r.born_on).days <= 400)


def _owner_born(v: Visit, w: World, p: Period) -> int:
    return int(any(r.person_id == v.person_id and r.born_on and r.born_on <= p.from_on for r in w.residents))


TWINS = (
    twin("exists", lambda r, p: r[X], lambda r, w, p: int(bool(w.of(r.person_id, p, "x")))),
    twin("count", lambda r, p: r[Count("events", where=lambda x, p: x.a > 1)] >= 2, lambda r, w, p: int(sum((e.a or 0) > 1 for e in w.of(r.person_id)) >= 2),
         lambda r, p: r.born_on <= p.born_by(1), lambda r, w, p: int(r.born_on is not None and r.born_on <= p.born_by(1))),
    twin("sum", lambda r, p: r[Sum("events", value="fen", on="on")], lambda r, w, p: sum(e.fen or 0 for e in w.of(r.person_id, p))),
    twin("earliest", lambda r, p: r[Earliest("events", value="on")].epoch_days() - r.born_on.epoch_days() <= 400, _earliest),
    twin("greatest", lambda r, p: r[Greatest("events", value="a", on="on")] == 3,
         lambda r, w, p: int(max((e.a or 0 for e in w.of(r.person_id, p)), default=0) == 3)),
    twin("kinds", lambda r, p: r[Kinds("events", of=lambda x: x.on.quarter(), among=(1, 2, 3, 4), on="on")] >= 2,
         lambda r, w, p: int(quarters(w.of(r.person_id, p)) >= 2)),
    twin("some kinds", lambda r, p: r[Kinds("events", of=lambda x: x.a, among=(1, 3))] == 2, lambda r, w, p: int({1, 3} <= {e.a for e in w.of(r.person_id)})),
    twin("last", lambda r, p: r[LAST].a < r[LAST].b, _last_a),
    twin("last there", lambda r, p: r[X], lambda r, w, p: int(bool(w.of(r.person_id, p, "x"))),
         lambda r, p: r[LAST].exists, lambda r, w, p: int(bool(last(w.of(r.person_id, p), "on", "a", "b")))),
    twin("last decimal", lambda r, p: r[LAST_LEVEL].level < 7.0, _last_level),
    twin("last as a structure", lambda r, p: r[LAST_READING].reading < 0.5, _last_reading),
    twin("latest", lambda r, p: r[TWO].mean("a") < 2, _two),
    twin("latest as structures", lambda r, p: r[TWO_READINGS].mean("a") > 1, _two_readings),
    twin("latest as structures, by day", lambda r, p: r[LAST_TWO_READINGS].mean("a") > 1, _last_two_readings),
    twin("any event", lambda r, p: r[Exists("events")], lambda r, w, p: int(bool(w.of(r.person_id)))),
    twin("within", lambda r, p: r[Exists("events", on="on", within=lambda p: p.last_days(30))], lambda r, w, p: int(bool(w.of(r.person_id, p.last_days(30))))),
    twin("excluded", lambda r, p: r[X], lambda r, w, p: int(bool(w.of(r.person_id, p, "x"))), None,
         lambda r, w, p: int(r.born_on is None or r.born_on <= date(2023, 6, 1)), exclusions=lambda r, p: r.born_on > date(2023, 6, 1)),
    twin("money", lambda v, p: v.fen, lambda v, w, p: v.fen or 0, subject=VISITS),
    twin("owner's feature", lambda v, p: v[X], lambda v, w, p: int(bool(w.of(v.person_id, p, "x"))), subject=VISITS),
    twin("owner's column", lambda v, p: v.of.born_on <= p.from_on, _owner_born, subject=VISITS),
    twin("next", lambda v, p: v[AGAIN] <= p.until_on, _again, subject=VISITS),
    twin("next paid", lambda v, p: v[SOON].notnull(), _soon, subject=VISITS),
    twin("next of the paid ones", lambda v, p: v[AGAIN].notnull(), lambda v, w, p: int(next_visit(v, w, v.left_on, 20) is not None), subject=PAID),
    twin("narrowed", lambda x, p: x.a == 1, lambda x, w, p: int(x.a == 1), subject=EVENTS),
)


def slowly(twin: Twin, world: World, period: Period) -> dict[tuple[str | None], tuple[int, int]]:
    """Numerator and denominator by township."""
    found: dict[tuple[str | None], tuple[int, int]] = {}
    ruled = twin.definition.period_of(period)
    for row, township in subject_rows(twin.definition.subject, world, ruled):
        above, below = found.get((township,), (0, 0))
        found[(township,)] = above + twin.numerator(row, world, ruled), below + twin.denominator(row, world, ruled)
    return found


def subject_rows(subject: Subject, world: World, period: Period) -> Iterable[tuple[Any, str | None]]:
    if subject is RESIDENTS:
        return [(r, r.township) for r in world.residents]
    home = {r.person_id: r.township for r in world.residents}
    rows: list[Any] = [e for e in world.events if e.kind == "x"] if subject is EVENTS else list(_paid(world) if subject is PAID else world.visits)
    return [(row, home[row.person_id]) for row in rows if row.person_id in home and row.on is not None and period.from_on <= row.on <= period.until_on]
