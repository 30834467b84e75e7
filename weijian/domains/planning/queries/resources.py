"""What a place and the places below it have against the plan's standards: beds and staff, with the people they are for and the institutions they are in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weijian.domains.planning.queries.beds import beds_coming_at, people_by
from weijian.domains.planning.rules.resources import Need, Resourced, need_of
from weijian.domains.registry.api import Denominator, Institution, Place, bed_counts_held, campus_points, children_of, denominators_of
from weijian.domains.workforce.api import NURSES, PHARMACISTS, PHYSICIANS, staff_in_post
from weijian.foundation.parameters.queries import setting

THOUSAND, TEN_THOUSAND = 1_000, 10_000
GENERAL_PRACTICE, DISEASE_CONTROL = "全科医学", "J"
BEDS, CDC = "beds", "cdc"
COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Resource:
    """Something the plan sets a standard for, per so many people; staff by category, with a scope of licence where it takes one."""

    code: str
    label: Promise
    unit: Promise
    per: int
    categories: tuple[str, ...] = ()
    scope: str = ""
    most_digits: int = 12  # of the code of the smallest place that keeps it


RESOURCES = {
    one.code: one for one in (
        Resource(BEDS, gettext_lazy("床位"), gettext_lazy("张"), THOUSAND),
        Resource("doctors", gettext_lazy("执业（助理）医师"), gettext_lazy("人"), THOUSAND, PHYSICIANS),
        Resource("nurses", gettext_lazy("注册护士"), gettext_lazy("人"), THOUSAND, NURSES),
        Resource("pharmacists", gettext_lazy("药师（士）"), gettext_lazy("人"), THOUSAND, PHARMACISTS),
        Resource("gps", gettext_lazy("全科医生"), gettext_lazy("人"), TEN_THOUSAND, PHYSICIANS, GENERAL_PRACTICE),
        Resource(CDC, gettext_lazy("疾控人员"), gettext_lazy("人"), TEN_THOUSAND, most_digits=COUNTY_DIGITS),
    )
}


@dataclass(frozen=True)
class Held:
    """So much of a resource in an institution."""

    institution: Institution
    number: int


@dataclass(frozen=True)
class Standard:
    """So much per so many people, with where it stands written."""

    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class ResourceLine:
    """One resource in one place. `have` includes `coming`: beds of projects open by the day."""

    resource: Resource
    place: Place
    have: int
    coming: int
    people: Denominator | None
    standard: Standard
    need: Need


@dataclass(frozen=True)
class ResourceSheet:
    """The whole place by resource, and one resource by the places below, the greatest shortage first. `elsewhere` is what lies in none of them."""

    on: date
    place: Place
    lines: tuple[ResourceLine, ...]
    chosen: ResourceLine
    rows: tuple[ResourceLine, ...]
    elsewhere: int


def resources_in(place: Place, what: str, *, on: date, today: date, planned: bool) -> ResourceSheet:
    """What there is on the day, projects' beds counted from the day they open where `planned`."""
    below = list(children_of(place, on))
    counts = {one.code: denominators_of(one) for one in (place, *below)}
    people = {code: people_by(held, on) for code, held in counts.items()}
    people[place.code] = people[place.code] or _together([people[one.code] for one in below])
    held = {code: _by_place(code, place, on, today, planned) for code in RESOURCES}
    lines = {code: _line(one, place, held[code], people, on) for code, one in RESOURCES.items()}
    rows = [_line(RESOURCES[what], one, held[what], people, on) for one in below]
    rows.sort(key=lambda row: (row.need.difference is None, row.need.difference or 0, row.place.code))
    return ResourceSheet(on, place, tuple(lines.values()), lines[what], tuple(rows), lines[what].have - sum(row.have for row in rows))


def _together(counts: Sequence[Denominator | None]) -> Denominator | None:
    """The people of all places below, where each was counted."""
    told = [one for one in counts if one is not None]
    if not told or len(told) < len(counts):
        return None
    return Denominator("", min(one.year for one in told), "sum", _("下级区划合计"), sum(one.people for one in told))


@dataclass(frozen=True)
class _ByPlace:
    """Numbers by place code: what is there, and what will be."""

    there: Mapping[str, int]
    coming: Mapping[str, int]


def _by_place(what: str, place: Place, on: date, today: date, planned: bool) -> _ByPlace:
    there: dict[str, int] = {}
    for one in held_in(what, place.code, on):
        there[one.institution.place.code] = there.get(one.institution.place.code, 0) + one.number
    return _ByPlace(there, beds_coming_at(place.code, on=on, today=today) if what == BEDS and planned else {})


def _line(resource: Resource, place: Place, numbers: _ByPlace, people: Mapping[str, Denominator | None], on: date) -> ResourceLine:
    coming = _under(numbers.coming, place.code)
    have, counted, standard = _under(numbers.there, place.code) + coming, people[place.code], standard_of(resource, place.code, on)
    applies = len(place.code) <= resource.most_digits
    need = need_of(Resourced(have, counted.people if counted else None, standard.value, resource.per, applies))
    return ResourceLine(resource, place, have, coming, counted, standard, need)


def _under(numbers: Mapping[str, int], code: str) -> int:
    return sum(number for at, number in numbers.items() if at.startswith(code))


def standard_of(resource: Resource, place_code: str, on: date) -> Standard:
    """The standard in force on the day, of the place where it has one of its own."""
    held = setting(f"planning.standard_{resource.code}", on=on, region_code=place_code)
    return Standard(float(held.value), _("每千人") if resource.per == THOUSAND else _("每万人"), held.source)


def held_in(what: str, within: str, on: date) -> list[Held]:
    """The institutions behind a number, those with most first. Staff are counted in their main post, once."""
    counted = _beds(on, within) if what == BEDS else _staff(RESOURCES[what], on)
    found = Institution.objects.filter(pk__in=counted, place__code__startswith=within).select_related("place")
    return sorted((Held(one, counted[one.pk]) for one in found), key=lambda held: (-held.number, held.institution.code))


def _beds(on: date, within: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in bed_counts_held(on, within):
        found[one.institution_id] = found.get(one.institution_id, 0) + one.in_place
    return found


def _staff(resource: Resource, on: date) -> dict[int, int]:
    found = staff_in_post(on, categories=resource.categories, scope=resource.scope)
    if resource.code != CDC:
        return found
    there = {one.institution_id for one in campus_points(on, kinds=(DISEASE_CONTROL,))}
    return {key: number for key, number in found.items() if key in there}
