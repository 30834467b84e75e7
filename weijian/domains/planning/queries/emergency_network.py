"""The emergency system as tiers ("1+3+5+N") and as a chain from the county to the village: what it has, what is missing, where it is broken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from weijian.domains.emergency.api import ChainTimes, chain_times
from weijian.domains.planning import refusals as say
from weijian.domains.planning.models import EmergencyNode
from weijian.domains.planning.queries.service_map import CIRCLES, TOWNSHIP_DIGITS, parted
from weijian.domains.planning.rules.emergency import Broken, Chain, TierCount, TierStanding, broken_links, tier_standing
from weijian.domains.registry.api import CampusPoint, campus_points, townships_and_villages
from weijian.foundation.parameters.queries import Setting, setting
from weijian.kernel.refusal import Refusal

COUNTY_DIGITS, TIMED_DAYS = 6, 90
CENTRE = "E100"  # WS 218: 急救中心; its stations are E200 and E300


@dataclass(frozen=True)
class NodeLine:
    """A node on the day; `counted` says that its institution operates and its campus is in use."""

    entry: int
    institution_id: int
    campus_id: int | None
    name: str
    tier: str
    place_code: str
    from_on: date
    ends_on: date | None
    counted: bool


@dataclass(frozen=True)
class TierLine:
    """A tier with its nodes, and how it stands by those that count."""

    name: str
    nodes: tuple[NodeLine, ...]
    standing: TierStanding

    @property
    def have(self) -> int:
        return sum(node.counted for node in self.nodes)


@dataclass(frozen=True)
class TownshipChain:
    """A township's link of the chain: its stations, its villages, those without a first responder, and what is broken."""

    code: str
    name: str
    stations: tuple[str, ...]
    villages: int
    unserved: tuple[str, ...]
    broken: Broken

    @property
    def complete(self) -> bool:
        return not self.broken.links


@dataclass(frozen=True)
class EmergencyNetwork:
    """`astray` are nodes in a tier the pattern does not name. `times` are of the missions of the days from `since_on` on, by township."""

    on: date
    place_code: str
    source: str
    tiers: tuple[TierLine, ...]
    astray: tuple[NodeLine, ...]
    chains: tuple[TownshipChain, ...]
    since_on: date
    times: Mapping[str, ChainTimes]

    @property
    def wanted(self) -> int:
        return sum(tier.standing.wanted for tier in self.tiers)

    @property
    def filled(self) -> int:
        """Wanted nodes that are there; what is over fills nothing."""
        return sum(tier.standing.wanted - tier.standing.missing for tier in self.tiers)

    @property
    def complete_chains(self) -> int:
        return sum(chain.complete for chain in self.chains)


def pattern_on(on: date, region_code: str = "") -> Setting:
    """Tiers with their numbers as the parameter has them on the day, where it is."""
    return setting("planning.emergency_tiers", on=on, region_code=region_code)


def in_order(pattern: Mapping[str, float]) -> list[tuple[str, int]]:
    """Tiers as "1+3+5+N" has them: the fewest wanted first, N (written 0) last; a table keeps no order of its own."""
    return sorted(((name, int(written)) for name, written in pattern.items()), key=lambda tier: (tier[1] == 0, tier[1], tier[0]))


def tiers_on(on: date, region_code: str = "") -> tuple[str, ...]:
    """The names a node may be entered under."""
    return tuple(name for name, _written in in_order(pattern_on(on, region_code).value))


def emergency_network(on: date, within: str = "") -> EmergencyNetwork:
    """Of the county (or city) that a place lies in; of a township or village only its own chain. Refuses without tiers."""
    area = within[:COUNTY_DIGITS]
    pattern = pattern_on(on, area)
    if not pattern.value:
        raise Refusal(say.NO_TIERS)
    standing = campus_points(on)
    nodes = _nodes(on, area, standing)
    tiers = tuple(_tier(name, written, nodes) for name, written in in_order(pattern.value))
    astray = tuple(node for node in nodes if node.tier not in pattern.value)
    first = {node.place_code[:COUNTY_DIGITS] for node in (tiers[0].nodes if tiers else ()) if node.counted}
    since = on - timedelta(days=TIMED_DAYS - 1)
    chains = _chains(on, within, standing, nodes, first)
    return EmergencyNetwork(on, area, pattern.source, tiers, astray, chains, since, chain_times(since, on, within[:TOWNSHIP_DIGITS]))


def nodes_on(on: date) -> QuerySet[EmergencyNode]:
    """Entries in force on the day, their last day included."""
    found = EmergencyNode.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on)
    return found.select_related("institution__place", "campus__place").order_by("institution__code", "campus__name", "pk")


def _nodes(on: date, area: str, standing: list[CampusPoint]) -> list[NodeLine]:
    campuses, houses = {c.campus_id for c in standing}, {c.institution_id for c in standing}
    found = [_line(node, (node.campus_id in campuses) if node.campus_id else (node.institution_id in houses)) for node in nodes_on(on)]
    return [line for line in found if line.place_code.startswith(area)]


def _line(node: EmergencyNode, counted: bool) -> NodeLine:
    place, name = (node.campus or node.institution).place, node.institution.name
    shown = f"{name}（{node.campus.name}）" if node.campus else name
    return NodeLine(node.pk, node.institution_id, node.campus_id, shown, node.tier, place.code, node.from_on, node.ends_on, counted)


def _tier(name: str, written: int, nodes: Iterable[NodeLine]) -> TierLine:
    own = tuple(node for node in nodes if node.tier == name)
    return TierLine(name, own, tier_standing(TierCount(sum(node.counted for node in own), written)))


def _chains(on: date, within: str, standing: list[CampusPoint], nodes: list[NodeLine], first: set[str]) -> tuple[TownshipChain, ...]:
    """The broken ones first, by how many villages have nobody; then the others."""
    stations = _named_by_township(standing, nodes)
    centres = first | {c.place_code[:COUNTY_DIGITS] for c in standing if c.kind == CENTRE}
    served = {c.place_code for c in parted("primary", on)[0]} | {node.place_code for node in nodes if node.counted}
    townships, villages = _divisions(on, within)
    rows = [
        _chain(code, name, stations.get(code, ()), villages.get(code, []), served, code[:COUNTY_DIGITS] in centres) for code, name in townships
    ]
    return tuple(sorted(rows, key=lambda row: (row.complete, -len(row.broken.links), -len(row.unserved), row.code)))


def _chain(code: str, name: str, stations: tuple[str, ...], villages: list[tuple[str, str]], served: set[str], centre: bool) -> TownshipChain:
    unserved = tuple(village for where, village in villages if where not in served)
    broken = broken_links(Chain(centre, len(stations), len(villages), len(villages) - len(unserved)))
    return TownshipChain(code, name, stations, len(villages), unserved, broken)


def _named_by_township(standing: list[CampusPoint], nodes: list[NodeLine]) -> Mapping[str, tuple[str, ...]]:
    """Emergency stations by kind, and nodes of any tier, each named once."""
    found: dict[str, dict[str, None]] = {}
    kinds = [(c.place_code, c.name) for c in standing if c.kind.startswith(CIRCLES["emergency"])]
    for place, name in [*kinds, *((n.place_code, n.name) for n in nodes if n.counted)]:
        found.setdefault(place[:TOWNSHIP_DIGITS], {})[name] = None
    return {code: tuple(names) for code, names in found.items()}


def _divisions(on: date, within: str) -> tuple[list[tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """Townships, and the villages of each. Of a village in view its township is shown whole."""
    townships: list[tuple[str, str]] = []
    villages: dict[str, list[tuple[str, str]]] = {}
    for code, name in townships_and_villages(within[:TOWNSHIP_DIGITS], on):
        if len(code) == TOWNSHIP_DIGITS:
            townships.append((code, name))
        else:
            villages.setdefault(code[:TOWNSHIP_DIGITS], []).append((code, name))
    return townships, villages
