"""Emergency nodes against the standards of their tiers: which of them are able, and which items of equipment are missing where."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from weijian.domains.emergency.api import vehicles_on_file
from weijian.domains.planning.models import EmergencyNode, TierStandard
from weijian.domains.planning.permissions import is_hers
from weijian.domains.planning.queries.emergency_network import COUNTY_DIGITS, EmergencyNetwork, NodeLine, nodes_on
from weijian.domains.planning.queries.service_map import CIRCLES
from weijian.domains.planning.rules.standards import Ability, Proving, ability_of
from weijian.domains.registry.api import (
    READ_ASSESSMENTS,
    Assessed,
    CampusPoint,
    ClauseRow,
    Standard,
    StandardKind,
    assessed,
    campus_points,
    closed_by,
    latest_against,
    shortfalls,
)
from weijian.kernel.standing import Standing as Person

UNTIERED = ""
WORST_FIRST = (Ability.NEVER, Ability.SHORT, Ability.NO_STANDARD, Ability.ABLE)


def standards_of_tiers(kind: str, on: date) -> dict[str, Standard]:
    """By tier the standard of the kind asked of it on the day, the latest begun; "" is what stands in no tier."""
    held = TierStandard.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on, standard__kind=kind)
    return {one.tier: one.standard for one in held.select_related("standard").order_by("from_on", "pk")}


@dataclass(frozen=True)
class NodeAbility:
    """A node, and what its last assessment says."""

    node: NodeLine
    ability: Ability
    last: Assessed | None


@dataclass(frozen=True)
class TierAbility:
    """A tier's nodes that count against its standard; those never assessed are counted apart."""

    standard: Standard | None
    nodes: tuple[NodeAbility, ...]

    def _number(self, wanted: Ability) -> int:
        return sum(one.ability is wanted and one.node.counted for one in self.nodes)

    @property
    def able(self) -> int:
        return self._number(Ability.ABLE)

    @property
    def never(self) -> int:
        return self._number(Ability.NEVER)

    @property
    def counted(self) -> int:
        return sum(one.node.counted for one in self.nodes)


def abilities(found: EmergencyNetwork) -> list[TierAbility]:
    """Of each tier of the network, in its order."""
    asked = standards_of_tiers(StandardKind.CAPABILITY, found.on)
    known = latest_against((one.pk for one in asked.values()), found.on)
    return [TierAbility(asked.get(tier.name), tuple(_ability(node, asked.get(tier.name), known) for node in tier.nodes)) for tier in found.tiers]


def _ability(node: NodeLine, standard: Standard | None, known: Mapping[tuple[int, tuple[int, int | None, str]], Assessed]) -> NodeAbility:
    last = known.get((standard.pk, (node.institution_id, node.campus_id, ""))) if standard else None
    return NodeAbility(node, ability_of(Proving(standard is not None, last is not None, last.score.essential_short if last else 0)), last)


@dataclass(frozen=True)
class Inventory:
    """A station, or a unit of an institution, with its last inventory and what is missing by it."""

    institution_id: int
    institution_code: str
    campus_id: int | None
    name: str
    place_code: str
    tier: str
    standard: Standard | None
    last: Assessed | None
    missing: tuple[ClauseRow, ...]
    ability: Ability
    unit: str = ""


@dataclass(frozen=True)
class Equipment:
    """Every station of the county (or city) on the day, never inventoried first; vehicles on file and other units beside, these too."""

    on: date
    place_code: str
    stations: tuple[Inventory, ...]
    units: tuple[Inventory, ...]

    def number(self, wanted: Ability) -> int:
        return sum(one.ability is wanted for one in self.stations)

    @property
    def missing(self) -> int:
        return sum(len(one.missing) for one in (*self.stations, *self.units))


def equipment(person: Person, on: date, within: str = "") -> Equipment:
    """Nodes of the emergency system and stations by kind that are in operation, against the equipment standard of their tier; at her places
    and of her own institution."""
    reached, served = person.places_for(READ_ASSESSMENTS), person.institutions_for(READ_ASSESSMENTS)

    def hers(one: Inventory) -> bool:
        return is_hers(one.place_code, one.institution_code, reached, served)

    area = within[:COUNTY_DIGITS]
    asked, points = standards_of_tiers(StandardKind.EQUIPMENT, on), campus_points(on)
    known = latest_against((one.pk for one in asked.values()), on)
    stations = [(station, asked.get(station.tier)) for station in _stations(on, points) if station.place_code.startswith(area)]
    last = [known.get((standard.pk, (one.institution_id, one.campus_id, ""))) if standard else None for one, standard in stations]
    units = _units(on, area)
    short = shortfalls([one.assessment.pk for one in (*last, *units) if one is not None], on)
    made = [_inventory(one, standard, held, short) for (one, standard), held in zip(stations, last, strict=True)]
    stood = [*(_unit(one, short) for one in units), *_never_looked_over(on, area, {one.assessment.unit for one in units})]
    return Equipment(on, area, tuple(sorted(filter(hers, made), key=_order)), tuple(sorted(filter(hers, stood), key=_order)))


@dataclass(frozen=True)
class _Station:
    institution_id: int
    institution_code: str
    campus_id: int | None
    name: str
    place_code: str
    tier: str


def _stations(on: date, points: Iterable[CampusPoint]) -> list[_Station]:
    """Nodes whose campus is in use, then stations by kind that stand in no tier, each once."""
    held = list(points)
    campuses, houses = {one.campus_id for one in held}, {one.institution_id for one in held}
    nodes = [_node(one) for one in nodes_on(on) if (one.campus_id in campuses if one.campus_id else one.institution_id in houses)]
    known = {one.institution_id for one in nodes}
    kinds = {p.institution_id: p for p in held if p.kind.startswith(CIRCLES["emergency"]) and p.institution_id not in known}
    return [*nodes, *(_Station(p.institution_id, p.institution_code, None, p.name, p.place_code, UNTIERED) for p in kinds.values())]


def _node(node: EmergencyNode) -> _Station:
    house, where = node.institution, node.campus or node.institution
    name = f"{house.name}（{node.campus.name}）" if node.campus else house.name
    return _Station(house.pk, house.code, node.campus_id, name, where.place.code, node.tier)


def _units(on: date, area: str) -> list[Assessed]:
    """The last inventory of every unit: a vehicle by its plate, a ward."""
    found = closed_by(on).filter(standard__kind=StandardKind.EQUIPMENT, institution__place__code__startswith=area).exclude(unit="")
    newest: dict[tuple[int, str], Assessed] = {}
    for one in assessed(found, on):
        newest.setdefault((one.assessment.institution_id, one.assessment.unit), one)
    return list(newest.values())


def _never_looked_over(on: date, area: str, plates: Set[str]) -> list[Inventory]:
    """Vehicles on file that nobody inventoried."""
    unseen = [one for one in vehicles_on_file(on) if one.place_code.startswith(area) and one.plate not in plates]
    nothing: dict[str, Any] = {"tier": UNTIERED, "standard": None, "last": None, "missing": (), "ability": Ability.NEVER}
    return [
        Inventory(one.institution_id, one.institution_code, None, f"{one.institution} {one.plate}", one.place_code, unit=one.plate, **nothing)
        for one in unseen
    ]


def _inventory(one: _Station, standard: Standard | None, last: Assessed | None, short: Mapping[int, list[ClauseRow]]) -> Inventory:
    missing = tuple(short.get(last.assessment.pk, ())) if last else ()
    ability = ability_of(Proving(standard is not None, last is not None, len(missing)))
    return Inventory(one.institution_id, one.institution_code, one.campus_id, one.name, one.place_code, one.tier, standard, last, missing, ability)


def _unit(one: Assessed, short: Mapping[int, list[ClauseRow]]) -> Inventory:
    held, missing = one.assessment, tuple(short.get(one.assessment.pk, ()))
    house = held.institution
    ability = ability_of(Proving(True, True, len(missing)))
    return Inventory(house.pk, house.code, held.campus_id, held.subject, house.place.code, UNTIERED, held.standard, one, missing, ability, held.unit)


def _order(one: Inventory) -> tuple[int, int, str]:
    return WORST_FIRST.index(one.ability), -len(one.missing), one.name
