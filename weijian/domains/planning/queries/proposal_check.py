"""The check of a proposal on a day: against the quota of the plan, against roles, against what its zone has already. Each number with its source."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from weijian.domains.planning.models import ProjectBeds, Proposal, ProposalKind, RoleService
from weijian.domains.planning.queries.resources import BEDS, COUNTY_DIGITS, RESOURCES, held_in, standard_of
from weijian.domains.planning.queries.zones import House, ZoneSheet, in_force, machines_on, zones
from weijian.domains.planning.rules.layout import PART_WORDS, Part
from weijian.domains.planning.rules.proposals import Doubled, Found, Machines, Scoped, Unchecked, doubles_of, is_same_machine, overlaps_of
from weijian.domains.planning.rules.resources import Adequacy, Resourced, need_of
from weijian.domains.planning.states import UNDER_WAY, ProjectState, ProposalState
from weijian.domains.registry.api import Denominator, Institution, Place, place_with_code, services_offered

STILL_COMING = (*UNDER_WAY, ProjectState.PAUSED)
SHOWN, SUM = (BEDS, "doctors", "nurses"), "sum"


@dataclass(frozen=True)
class QuotaLine:
    """One resource in a county or a zone: what is there, what comes, what is asked for, and what the standard wants of so many people."""

    resource: str
    place: str
    place_name: str
    zone: int | None
    have: int
    coming: int
    agreed: int
    asked: int
    people: int | None
    counted: str
    rate: float | None
    standard: float
    per: int
    standard_source: str
    want: int | None
    difference: int | None
    adequacy: str


@dataclass(frozen=True)
class Other:
    """Another institution, or another proposal, by which something was found."""

    institution: int
    code: str
    name: str
    part: str
    since: str
    proposal: int | None = None


@dataclass(frozen=True)
class Finding:
    """What was found, with its numbers and who it is about."""

    kind: str
    numbers: dict[str, Any]
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Check:
    """`version` is the proposal's; `unchecked` what could not be checked, or need not be."""

    on: str
    version: int
    part: str
    part_words: str
    part_stated: bool
    zone: int | None
    zone_name: str
    lines: tuple[QuotaLine, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """As it is kept with a decision, and shown."""
        told: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return told

    @property
    def signature(self) -> str:
        """Differs when a finding does: whoever decides says which findings she had before her."""
        return hashlib.sha256(json.dumps([asdict(one) for one in self.findings], sort_keys=True).encode()).hexdigest()[:16]


def check_of(one: Proposal, on: date) -> Check:
    """The whole check, by what is on file now, as of the day."""
    code = one.institution.place.code
    county = place_with_code(code[:COUNTY_DIGITS], on) or one.institution.place
    there = zones(county, on)
    house = next((h for h in there.houses if h.institution.pk == one.institution_id), None)
    part, zone = house.part if house else Part.BESIDE, there.around(code)
    lines = _quota(one, county, there.people, zone, on)
    found, unchecked = _against(one, part, zone, on, lines)
    return Check(
        on.isoformat(), one.version, part.value, PART_WORDS[part], bool(house and house.stated), zone.zone.pk if zone else None, zone.zone.name if zone else "",
        lines, tuple(found), tuple(unchecked),
    )


def _against(one: Proposal, part: Part, zone: ZoneSheet | None, on: date, lines: Sequence[QuotaLine]) -> tuple[list[Finding], list[str]]:
    if one.kind == ProposalKind.BEDS:
        return _over_quota(lines[0]), [Unchecked.NO_PEOPLE.value] if lines[0].people is None else []
    unzoned = [Unchecked.NO_ZONE.value] if zone is None else []
    others = [h for h in zone.houses if h.institution.pk != one.institution_id] if zone else []
    if one.kind == ProposalKind.EQUIPMENT:
        return _doubled_equipment(one, others, on), unzoned
    if one.service is None:
        return [], unzoned
    overlaps, unscoped = _overlaps(one, part, others, on)
    basic = [Unchecked.BASIC.value] if one.service.basic_level else []
    return [*overlaps, *_doubled_service(one, others, on)], [*unzoned, *unscoped, *basic]


def _over_quota(line: QuotaLine) -> list[Finding]:
    if line.adequacy != Adequacy.SURPLUS or not line.asked:
        return []
    total = line.have + line.coming + line.agreed + line.asked
    return [Finding(Found.OVER_QUOTA, {"place": line.place_name, "total": total, "want": line.want, "over": line.difference})]


@dataclass(frozen=True)
class _Ground:
    """What is weighed: a county, or the townships of a zone in it, with their people."""

    county: str
    name: str
    codes: tuple[str, ...]
    people: Denominator | None
    zone: ZoneSheet | None = None


def _quota(one: Proposal, county: Place, people: Denominator | None, zone: ZoneSheet | None, on: date) -> tuple[QuotaLine, ...]:
    """Beds and staff of the county, beds of the zone; beds alone are weighed against what is asked for."""
    whole = _Ground(county.code, county.name, (county.code,), people)
    lines = [_line(what, whole, one, on) for what in SHOWN]
    return (*lines, _line(BEDS, _ground_of(zone, county.code), one, on)) if zone else tuple(lines)


def _ground_of(zone: ZoneSheet, county: str) -> _Ground:
    """Its people are the townships' together, where each was counted."""
    told = [town.people for town in zone.townships if town.people is not None]
    people = Denominator("", min(t.year for t in told), SUM, "", sum(t.people for t in told)) if told and not zone.uncounted else None
    return _Ground(county, zone.zone.name, tuple(town.place.code for town in zone.townships), people, zone)


def _line(what: str, ground: _Ground, one: Proposal, on: date) -> QuotaLine:
    resource, standard, people = RESOURCES[what], standard_of(RESOURCES[what], ground.county, on), ground.people
    have = ground.zone.beds if ground.zone else sum(held.number for held in held_in(what, ground.county, on))
    beds = what == BEDS
    coming, agreed = (beds_agreed_in_projects(ground.codes), beds_agreed_elsewhere(ground.codes, one)) if beds else (0, 0)
    asked = one.number or 0 if beds and one.kind == ProposalKind.BEDS and one.opened_on is None else 0
    need = need_of(Resourced(have + coming + agreed + asked, people.people if people else None, standard.value, resource.per))
    return QuotaLine(
        what, ground.county, ground.name, ground.zone.zone.pk if ground.zone else None, have, coming, agreed, asked, people.people if people else None,
        people.label if people and people.source != SUM else "", need.rate, standard.value, resource.per, standard.source, need.want, need.difference,
        need.adequacy,
    )


def _under(field: str, codes: Iterable[str]) -> Q:
    wanted = Q(pk__in=())
    for code in codes:
        wanted |= Q(**{f"{field}__startswith": code})
    return wanted


def beds_agreed_in_projects(codes: Iterable[str]) -> int:
    """Beds of projects that were approved and are not open, those that stand still included."""
    rows = ProjectBeds.objects.filter(_under("project__place__code", codes), project__state__in=STILL_COMING)
    return int(rows.aggregate(all=Sum("beds"))["all"] or 0)


def beds_agreed_elsewhere(codes: Iterable[str], one: Proposal) -> int:
    """Beds of other proposals that were agreed to and are not open."""
    rows = Proposal.objects.filter(_under("institution__place__code", codes), kind=ProposalKind.BEDS, state=ProposalState.APPROVED, opened_on__isnull=True)
    return int(rows.exclude(pk=one.pk).aggregate(all=Sum("number"))["all"] or 0)


def _overlaps(one: Proposal, part: Part, others: Sequence[House], on: date) -> tuple[list[Finding], list[str]]:
    """Against the scopes registered for the institution's place and the places above it."""
    assert one.service is not None
    above = [one.institution.place.code[:n] for n in (2, 4, 6, 9, 12)]
    scopes = list(in_force(RoleService.objects.filter(place__code__in=above), on).values_list("part", "service_id"))
    scoped = frozenset(Part(name) for name, _service in scopes)
    holding = frozenset(Part(name) for name, service in scopes if service == one.service_id)
    found = overlaps_of(Scoped(part, scoped, holding, frozenset(h.part for h in others)))
    numbers = {"service": one.service.name, "part": PART_WORDS[part], "scope": sum(name == part for name, _service in scopes)}
    beside = tuple(_other(h) for h in others if h.part in holding)
    roles = [PART_WORDS[p] for p in Part if p in holding]
    told = [Finding(kind, {**numbers, "roles": roles}, beside if kind is Found.ANOTHERS_ROLE else ()) for kind in found]
    return told, [] if part in scoped else [Unchecked.NO_SCOPE.value]


def _doubled_service(one: Proposal, others: Sequence[House], on: date) -> list[Finding]:
    """The same service, or a department of the same name."""
    assert one.service is not None
    since = {offer.institution_id: offer.from_on for offer in services_offered(on) if offer.service == one.service.code}
    there = set(_with_department(one.name, on)) if one.name else set[int]()
    offering = [_other(h, since.get(h.institution.pk)) for h in others if h.institution.pk in since or h.institution.pk in there]
    same = Proposal.objects.filter(kind=ProposalKind.SERVICE, service=one.service_id)
    basic, hers = bool(one.service.basic_level), one.institution_id in since and one.opened_on is None
    return _doubled(one.service.name, offering, _rivals(same.filter(opened_on__isnull=True), one, others), hers=hers, basic=basic)


def _with_department(name: str, on: date) -> Iterable[int]:
    ends = Q(departments__ends_on__isnull=True) | Q(departments__ends_on__gte=on)
    return Institution.objects.filter(ends, departments__name=name, departments__from_on__lte=on).values_list("pk", flat=True)


def _doubled_equipment(one: Proposal, others: Sequence[House], on: date) -> list[Finding]:
    """Machines of the same kind in the register, and proposals for one; what was agreed to counts until its institution has it on file."""
    having = {house: since for house, kind, name, since in machines_on(on) if is_same_machine(Machines(one.equipment_kind, one.name, kind, name))}
    asked = Proposal.objects.filter(kind=ProposalKind.EQUIPMENT, equipment_kind=one.equipment_kind).exclude(institution__in=having)
    same = [row.pk for row in asked if is_same_machine(Machines(one.equipment_kind, one.name, row.equipment_kind, row.name))]
    offering = [_other(h, having[h.institution.pk]) for h in others if h.institution.pk in having]
    hers = one.institution_id in having and one.opened_on is None
    return _doubled(one.name, offering, _rivals(Proposal.objects.filter(pk__in=same), one, others), hers=hers, basic=False)


Rivals = tuple[list[Other], list[Other]]


def _rivals(same: QuerySet[Proposal], one: Proposal, others: Sequence[House]) -> Rivals:
    """Proposals of others in the zone for the same: agreed to, and waiting."""
    by_key = {h.institution.pk: h for h in others}
    rows = list(same.filter(institution__in=by_key).exclude(pk=one.pk).order_by("code"))
    agreed, asked = ([row for row in rows if row.state == state] for state in (ProposalState.APPROVED, ProposalState.SUBMITTED))
    return [_of_proposal(row, by_key) for row in agreed], [_of_proposal(row, by_key) for row in asked]


def _of_proposal(row: Proposal, by_key: dict[int, House]) -> Other:
    return _other(by_key[row.institution_id], row.decided_on or row.proposed_on, row.pk)


def _other(house: House, since: date | None = None, proposal: int | None = None) -> Other:
    one = house.institution
    return Other(one.pk, one.code, one.name, house.part.value, since.isoformat() if since else "", proposal)


def _doubled(what: str, offering: list[Other], rivals: Rivals, *, hers: bool, basic: bool) -> list[Finding]:
    agreed, asked = rivals
    kinds = doubles_of(Doubled(hers, len(offering), len(agreed), len(asked), basic))
    about = {Found.OFFERED: offering, Found.AGREED: agreed, Found.ASKED: asked}
    return [Finding(kind, {"what": what, "n": len(about.get(kind, []))}, tuple(about.get(kind, []))) for kind in kinds]
