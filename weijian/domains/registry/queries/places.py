"""Divisions, their people and their grids."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length, Substr

from weijian.domains.registry.models import (
    Grid,
    PlaceSuccession,
    PopulationDenominator,
    PopulationSource,
    Resident,
)
from weijian.domains.registry.models import (
    Household as Household,
)
from weijian.domains.registry.models import (
    Place as Place,
)
from weijian.domains.registry.models import (
    PlaceLevel as PlaceLevel,
)
from weijian.domains.registry.visibility import under
from weijian.kernel.standing import Standing


def places_on(on: date) -> QuerySet[Place]:
    """Divisions in force on the day."""
    return Place.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), from_on__lte=on)


def place_coded(code: str) -> QuerySet[Place]:
    """The divisions that ever bore the code, the latest first."""
    return Place.objects.filter(code=code).select_related("parent").order_by("-from_on")


def topmost_places(on: date) -> QuerySet[Place]:
    """Where the tree begins: the highest level at which there is more than one, or the only one there is."""
    return places_on(on).filter(parent__isnull=True).order_by("code")


def place_with_code(code: str, on: date) -> Place | None:
    """The division in use on the day that bears this code."""
    return places_on(on).filter(code=code).first() if code else None


def codes_in_force(codes: Collection[str], on: date) -> set[str]:
    """Those of the codes that a division in force on the day bears."""
    return set(places_on(on).filter(code__in=codes).values_list("code", flat=True)) if codes else set()


def townships_and_villages(within: str, on: date) -> list[tuple[str, str]]:
    """Code and name of the townships and villages in force on the day whose codes begin with `within`, in order of code."""
    found = places_on(on).filter(code__startswith=within, level__in=(PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE))
    return list(found.order_by("code").values_list("code", "name"))


def children_of(place: Place, on: date) -> QuerySet[Place]:
    return places_on(on).filter(parent=place).annotate(children_count=Count("children")).order_by("code")


def ancestors_of(place: Place) -> list[Place]:
    """From the province down to the place above this one."""
    chain: list[Place] = []
    above = place.parent
    while above is not None:
        chain.insert(0, above)
        above = above.parent
    return chain


def villages_of_region(on: date) -> QuerySet[Place]:
    return places_on(on).filter(level=PlaceLevel.VILLAGE).order_by("code")


def successions_of(place: Place) -> list[PlaceSuccession]:
    return list(PlaceSuccession.objects.filter(Q(predecessor=place) | Q(successor=place)).select_related("predecessor", "successor").order_by("on"))


@dataclass(frozen=True)
class Denominator:
    """How many people, by whose count: a rate is shown with this label or not at all."""

    place_code: str
    year: int
    source: str
    source_label: str
    people: int
    stratum: str = "all"

    @property
    def label(self) -> str:
        return f"{self.year}年{self.source_label}{self.people:,}人"


def denominator(place: Place, *, year: int, source: str, stratum: str = "all") -> Denominator | None:
    """The people of a place in a year by one count; None when nobody counted."""
    found = PopulationDenominator.objects.filter(place=place, year=year, source=source, stratum=stratum).first()
    return _labelled(found, place.code) if found else None


def denominators_of(place: Place) -> list[Denominator]:
    """Every count of the place, the latest year first."""
    rows = PopulationDenominator.objects.filter(place=place).order_by("-year", "source", "stratum")
    return [_labelled(row, place.code) for row in rows]


PREFERRED_SOURCES = (PopulationSource.STATISTICS, PopulationSource.CENSUS, PopulationSource.SERVICED, PopulationSource.REGISTERED)


def latest_denominator(place: Place, sources: Iterable[str] = PREFERRED_SOURCES) -> Denominator | None:
    """The newest count of everybody by the first of the sources that has one."""
    for source in sources:
        row = PopulationDenominator.objects.filter(place=place, source=source, stratum="all").order_by("-year").first()
        if row:
            return _labelled(row, place.code)
    return None


def _labelled(row: PopulationDenominator, code: str) -> Denominator:
    return Denominator(code, row.year, row.source, row.get_source_display(), row.people, row.stratum)


def grids_of(village: Place) -> QuerySet[Grid]:
    return Grid.objects.filter(village=village, ends_on__isnull=True).order_by("code")


def households_in(grid: Grid) -> QuerySet[Household]:
    """The roster of a grid: its households with how many members are on file."""
    on_file = Count("members", filter=Q(members__residence="here"))
    return Household.objects.filter(grid=grid).select_related("village", "grid").annotate(people=on_file).order_by("code")


def households() -> QuerySet[Household]:
    return Household.objects.select_related("village", "grid")


def members_of(household: Household) -> QuerySet[Resident]:
    return household.members.exclude(residence="merged").order_by("relation_code", "born_on", "pk")


def households_without_grid(village: Place) -> int:
    return Household.objects.filter(village=village, grid__isnull=True).count()


def the_county(on: date) -> Place | None:
    """The division the installation serves: the highest one with more than one child, or the only one."""
    here = topmost_places(on).first()
    while here is not None:
        below = list(places_on(on).filter(parent=here)[:2])
        if len(below) != 1:
            return here
        here = below[0]
    return None


def counties_within(code: str) -> list[str]:
    """Codes of the counties in which the divisions of a province or city lie, those that are gone included."""
    deep = Place.objects.filter(code__startswith=code).annotate(digits=Length("code")).filter(digits__gte=COUNTY_DIGITS)
    return sorted(set(deep.annotate(county=Substr("code", 1, COUNTY_DIGITS)).values_list("county", flat=True)))


COUNTY_DIGITS = 6
CHOICES = 600
CHIEF_KINDS = ("A", "B", "C", "E", "F", "G", "H", "J")  # hospitals, health centres and the like, before the many clinics


def village_choices(codes: Iterable[str]) -> list[tuple[int, str]]:
    """Villages in use in these places, each with its township, as a form wants them."""
    rows = Place.objects.filter(under(codes), level=PlaceLevel.VILLAGE, ends_on__isnull=True).order_by("code").values_list("pk", "name", "parent__name")
    return [(pk, f"{name}（{township}）" if township else name) for pk, name, township in rows]


def place_choices(codes: Iterable[str], chosen: str = "") -> list[tuple[str, str]]:
    """The townships of these places, or their villages when they are that small; and the one chosen, when it lies inside."""
    inside = Place.objects.filter(under(codes), ends_on__isnull=True).order_by("code")
    townships = list(inside.filter(level=PlaceLevel.TOWNSHIP).values_list("code", "name")[:CHOICES])
    villages = list(inside.filter(level=PlaceLevel.VILLAGE).values_list("code", "name")[: CHOICES + 1]) if len(townships) <= 1 else []
    offered = townships + (villages if len(villages) <= CHOICES else [])
    if not chosen or any(code == chosen for code, _name in offered):
        return offered
    return list(inside.filter(code=chosen).values_list("code", "name")[:1]) + offered


def village_named(key: int) -> Place | None:
    return Place.objects.filter(pk=key, level=PlaceLevel.VILLAGE).first()


def stand_choices(codes: Iterable[str]) -> list[tuple[int, str]]:
    """Townships and villages in use in these places: where an institution may stand."""
    levels = (PlaceLevel.COUNTY, PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE)
    rows = Place.objects.filter(under(codes), level__in=levels, ends_on__isnull=True).order_by("code").values_list("pk", "name", "level")
    return [(pk, "　" * (level - PlaceLevel.COUNTY) + name) for pk, name, level in rows]


def place_numbered(key: int) -> Place:
    """The division of the key; a form offered it, so it is there."""
    return Place.objects.get(pk=key)


def same_level_choices(place: Place) -> list[tuple[int, str]]:
    """Divisions of its level in use around it: what it may be merged into."""
    rows = Place.objects.filter(level=place.level, ends_on__isnull=True, parent__parent_id=place.parent.parent_id if place.parent else None)
    return [(pk, f"{name} {code}") for pk, name, code in rows.exclude(pk=place.pk).order_by("code").values_list("pk", "name", "code")[:CHOICES]]


def source_choices() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in PopulationSource.choices]


def counted_years() -> list[int]:
    return list(PopulationDenominator.objects.order_by("-year").values_list("year", flat=True).distinct())


def denominators_matching(*, place: str = "", year: str = "", source: str = "") -> QuerySet[PopulationDenominator]:
    """Counts of the places inside one, of a year, by one source."""
    found = PopulationDenominator.objects.select_related("place")
    if place:
        found = found.filter(under([place], "place__code"))
    if year:
        found = found.filter(year=int(year))
    return found.filter(source=source) if source else found


@dataclass(frozen=True)
class Residing:
    """People of a place on file now, as a figure of our own beside the counts of others."""

    here: int
    more: bool


def people_on_file(place: Place, ceiling: int = 10_000) -> Residing:
    """How many live there by our own register, counted no further than a ceiling."""
    villages = Place.objects.filter(under([place.code]), level=PlaceLevel.VILLAGE).values_list("pk", flat=True)
    here = Resident.objects.filter(village_id__in=list(villages), residence="here").order_by().values("pk")[: ceiling + 1].count()
    return Residing(min(here, ceiling), here > ceiling)


def villages_without_segment(standing: Standing, capability: str = "registry.place.write") -> int:
    """Villages of her places that can give no record number yet."""
    inside = Place.objects.filter(under(standing.places_for(capability)), level=PlaceLevel.VILLAGE, ends_on__isnull=True)
    return inside.filter(record_segment="").count()
