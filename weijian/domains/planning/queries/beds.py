"""Beds of a place on a day: approved, in place, open and used; growth against a base; per thousand of its people; what to mend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from weijian.domains.planning.models import Milestone, ProjectBeds
from weijian.domains.planning.rules.beds import BedFinding, BedLine, Growing, Growth, bed_finding, growth_of
from weijian.domains.planning.rules.projects import AddingBeds, Arriving, refusal_to_add_beds, refusal_to_count_site
from weijian.domains.planning.states import OVER, ProjectState, StageKind
from weijian.domains.registry.api import BedCount, Denominator, Institution, bed_count_on, bed_counts_held, denominators_of, next_bed_count, place_with_code
from weijian.domains.registry.api import Beds as NewCount
from weijian.foundation.parameters.queries import setting
from weijian.kernel.quantities import per_hundred, per_thousand
from weijian.kernel.refusal import must

PREFERRED = ("statistics", "census", "serviced", "registered")
PRIMARY = ("B", "C", "D600")


@dataclass(frozen=True)
class Beds:
    """A sum of beds. `used` and `used_of` are of those lines only that say how many are used."""

    approved: int = 0
    in_place: int = 0
    open: int = 0
    used: int = 0
    used_of: int = 0

    @property
    def use_percent(self) -> float | None:
        return per_hundred(self.used, self.used_of)


@dataclass(frozen=True)
class HouseRow:
    """An institution's beds, line by line and in sum, with what the rectification finds."""

    institution: Institution
    lines: tuple[BedCount, ...]
    beds: Beds
    base: int
    finding: BedFinding
    share: float | None


@dataclass(frozen=True)
class Share:
    """Some of the beds of a place, as a share of all of them; `of` and `out_of` are the numbers behind it."""

    label: str
    of: int
    out_of: int

    @property
    def percent(self) -> float | None:
        return per_hundred(self.of, self.out_of)


@dataclass(frozen=True)
class BedSheet:
    on: date
    base_on: date
    rows: tuple[HouseRow, ...]
    beds: Beds
    base: int
    growth: Growth
    denominator: Denominator | None
    rate: float | None
    shares: tuple[Share, ...]
    coming: int
    tolerated: float

    @property
    def to_mend(self) -> list[HouseRow]:
        return [row for row in self.rows if row.finding is not BedFinding.IN_LINE]


def beds_in(place_code: str, *, on: date, base_on: date, today: date) -> BedSheet:
    """Everything the page of beds says; institutions that operate on the day."""
    counts, before = bed_counts_held(on, place_code), bed_counts_held(base_on, place_code)
    tolerated = float(setting("planning.bed_deviation_percent", on=on, region_code=place_code).value)
    total, base = sum_of(counts), sum_of(before).in_place
    people = people_of(place_code, on)
    rate = per_thousand(total.in_place, people.people) if people else None
    coming = beds_coming(place_code, on=on, today=today)
    return BedSheet(
        on, base_on, _houses(counts, before, total.in_place, tolerated), total, base, growth_of(Growing(total.in_place, base)), people, rate,
        _shares(counts, total), coming, tolerated,
    )


def sum_of(counts: Iterable[BedCount]) -> Beds:
    held = list(counts)
    told = [one for one in held if one.used is not None]
    return Beds(
        sum(one.approved for one in held), sum(one.in_place for one in held), sum(one.open for one in held), sum(one.used or 0 for one in told),
        sum(one.open for one in told),
    )


def _houses(counts: Sequence[BedCount], before: Sequence[BedCount], total: int, tolerated: float) -> tuple[HouseRow, ...]:
    """What is out of line first, then the larger houses."""
    lines: dict[int, list[BedCount]] = {}
    for one in counts:
        lines.setdefault(one.institution_id, []).append(one)
    base = {key: sum_of(c for c in before if c.institution_id == key).in_place for key in {c.institution_id for c in before}}
    rows = [_house(own, base.get(key, 0), total, tolerated) for key, own in lines.items()]
    return tuple(sorted(rows, key=lambda row: (row.finding is BedFinding.IN_LINE, -row.beds.in_place, row.institution.code)))


def _house(lines: list[BedCount], base: int, total: int, tolerated: float) -> HouseRow:
    beds = sum_of(lines)
    finding = bed_finding(BedLine(beds.approved, beds.open, tolerated))
    return HouseRow(lines[0].institution, tuple(lines), beds, base, finding, per_hundred(beds.in_place, total))


def people_of(place_code: str, on: date) -> Denominator | None:
    """The place's people by the newest count of the best source there was by the day."""
    place = place_with_code(place_code, on)
    return people_by(denominators_of(place), on) if place else None


def people_by(counts: Sequence[Denominator], on: date) -> Denominator | None:
    """Of a place's counts (the latest year first) the newest of everybody by the best source there was by the day."""
    found = [one for one in counts if one.stratum == "all" and one.year <= on.year]
    return next((one for source in PREFERRED for one in found if one.source == source), None)


def _shares(counts: Sequence[BedCount], total: Beds) -> tuple[Share, ...]:
    private = sum_of(one for one in counts if getattr(one, "ownership", "") == "2").in_place
    primary = sum_of(one for one in counts if str(getattr(one, "house", "")).startswith(PRIMARY)).in_place
    return (
        Share(_("民营机构床位占比"), private, total.in_place), Share(_("基层机构床位占比"), primary, total.in_place),
        Share(_("床位开放率"), total.open, total.approved),
    )


def beds_coming(place_code: str, *, on: date, today: date) -> int:
    """Beds of projects that will be open by the day and are not yet."""
    return sum(beds_coming_at(place_code, on=on, today=today).values())


def beds_coming_at(place_code: str, *, on: date, today: date) -> dict[str, int]:
    """The same by the place of the project."""
    stages = Milestone.objects.filter(kind=StageKind.COMMISSIONING, project__place__code__startswith=place_code).exclude(project__state__in=OVER)
    counted = [one.project_id for one in stages.select_related("project") if _comes(one, on, today)]
    rows = ProjectBeds.objects.filter(project__in=counted).values("project__place__code").annotate(all=Sum("beds"))
    return dict(rows.values_list("project__place__code", "all"))


def _comes(stage: Milestone, on: date, today: date) -> bool:
    facts = Arriving(stage.project.name, ProjectState(stage.project.state), stage.expected_on or stage.planned_on, on, today)
    return refusal_to_count_site(facts) is None


def beds_with_more(owner: Institution, kind: str, added: int, on: date) -> NewCount:
    """The owner's count of a kind once so many more are open from the day."""
    must(refusal_to_add_beds(AddingBeds(kind, next_bed_count(owner, kind, on))))
    had = bed_count_on(owner, kind, on)
    approved, in_place, opened = (had.approved, had.in_place, had.open) if had else (0, 0, 0)
    return NewCount(kind, approved + added, in_place + added, opened + added, on, used=had.used if had else None)
