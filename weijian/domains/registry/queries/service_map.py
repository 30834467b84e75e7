"""What the service map is drawn from: where people live, where institutions stand, which place is which."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from numpy.typing import NDArray

from weijian.domains.registry.models import Campus, Department, InstitutionStanding, OpeningHours, Place, PlaceLevel, PopulationCell, ServiceOffer
from weijian.domains.registry.rules import AtTheDoor, Doors, Stretch, doors

EMERGENCY_SUBJECT, EMERGENCY_SERVICE = "20", "EMERGENCY"  # 诊疗科目 20 急诊医学科; the service of that code
WEEK_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, eq=False)
class PeoplePoints:
    """Cells of the population grid: arrays of one length. `place` is a division code, "" where the cell has none."""

    code: NDArray[np.object_]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    people: NDArray[np.float64]
    elderly: NDArray[np.float64]
    children: NDArray[np.float64]
    place: NDArray[np.object_]

    def only(self, chosen: NDArray[np.bool_]) -> "PeoplePoints":
        """The cells marked."""
        return PeoplePoints(*(getattr(self, column.name)[chosen] for column in fields(self)))


@dataclass(frozen=True)
class CampusPoint:
    """One open campus with what its institution is on the day."""

    campus_id: int
    institution_id: int
    institution_code: str
    name: str
    lon: float
    lat: float
    kind: str
    level: str
    grade: str
    ownership: str
    place_code: str


def people_points(within: str = "") -> PeoplePoints:
    """The population cells of a place (its code begins with `within`; "" is everywhere), ordered by code."""
    cells = PopulationCell.objects.filter(place__code__startswith=within) if within else PopulationCell.objects.all()
    rows = list(cells.order_by("code").values_list("code", "lon", "lat", "people", "elderly", "children", "place__code"))
    columns = list(zip(*rows, strict=True)) if rows else [()] * 7
    lon, lat, people, elderly, children = (np.array([np.nan if v is None else v for v in c], dtype=np.float64) for c in columns[1:6])
    return PeoplePoints(np.array(columns[0], dtype=object), lon, lat, people, elderly, children, np.array([p or "" for p in columns[6]], dtype=object))


def campus_points(on: date, *, kinds: Iterable[str] = (), service: str = "") -> list[CampusPoint]:
    """Campuses in use on the day of institutions operating on it; `kinds` are prefixes of WS 218 codes, `service` one it must offer."""
    rows = _campuses_on(on)
    if kinds:
        rows = rows.filter(Q(*(Q(kind__startswith=k) for k in kinds), _connector=Q.OR))
    if service:
        offers = ServiceOffer.objects.filter(_in_force(on), service__code=service).values("institution_id")
        rows = rows.filter(institution_id__in=offers)
    return [_as_point(r) for r in rows.order_by("pk")]


def basic_services_offered(on: date) -> dict[int, int] | None:
    """Services of the basic-care list offered on the day, by institution; None where the region has no service on file at all."""
    if not ServiceOffer.objects.exists():
        return None
    counted = ServiceOffer.objects.filter(_in_force(on)).exclude(service__basic_level="").values("institution_id").annotate(services=Count("pk"))
    return dict(counted.values_list("institution_id", "services"))


def institutions_offering(words: Iterable[str], on: date) -> set[int]:
    """Institutions that offer on the day a service whose name holds one of these words."""
    named = Q(pk__in=())
    for word in words:
        named |= Q(service__name__contains=word)
    return set(ServiceOffer.objects.filter(_in_force(on), named).values_list("institution_id", flat=True))


@dataclass(frozen=True)
class Offered:
    """A service an institution offers since a day; `basic_level` is "" where it is not of the basic-care list."""

    institution_id: int
    service: str
    name: str
    basic_level: str
    from_on: date


def services_offered(on: date) -> list[Offered]:
    """Every offer in force on the day, in the order of services and institutions."""
    rows = ServiceOffer.objects.filter(_in_force(on)).order_by("service__code", "institution__code")
    return [Offered(*row) for row in rows.values_list("institution_id", "service__code", "service__name", "service__basic_level", "from_on")]


def stretches_by_campus() -> dict[int, tuple[Stretch, ...]]:
    """The weekly opening hours on file, by campus; a campus not named has none."""
    found: dict[int, list[Stretch]] = {}
    rows = OpeningHours.objects.order_by("campus_id", "weekday", "opens_at").values_list("campus_id", "weekday", "opens_at", "closes_at", "emergency_only")
    for campus, weekday, opens_at, closes_at, emergency_only in rows:
        opens, closes = (at.hour * 60 + at.minute for at in (opens_at, closes_at))
        found.setdefault(campus, []).append(Stretch(weekday, opens, closes, emergency_only))
    return {campus: tuple(week) for campus, week in found.items()}


def doors_of(week: tuple[Stretch, ...], weekday: int, minute: int) -> Doors:
    """How a campus with these hours stands at a minute of a weekday (1 = Monday); without any, nobody knows."""
    return doors(AtTheDoor(weekday, minute, week))


def spells_by_campus() -> dict[int, list[tuple[int, int]]]:
    """Minutes of the week (0: Monday, midnight) from and until which a campus is open for more than emergencies; over the end of the week it is two."""
    found: dict[int, list[tuple[int, int]]] = {}
    for campus, week in stretches_by_campus().items():
        found[campus] = [spell for one in week if not one.emergency_only for spell in spells_of(one)]
    return found


def spells_of(stretch: Stretch) -> list[tuple[int, int]]:
    """One stretch as minutes of the week."""
    whole, day = 7 * WEEK_DAY_MINUTES, (stretch.weekday - 1) * WEEK_DAY_MINUTES
    later = WEEK_DAY_MINUTES if stretch.closes_minute <= stretch.opens_minute else 0
    opens, shuts = day + stretch.opens_minute, day + stretch.closes_minute + later
    return [(opens, shuts)] if shuts <= whole else [(opens, whole), (0, shuts - whole)]


def institutions_with_emergency(on: date) -> set[int] | None:
    """Institutions with an emergency department or service on the day; None where neither departments nor services are on file at all."""
    if not (Department.objects.exists() or ServiceOffer.objects.exists()):
        return None
    departments = Department.objects.filter(_in_force(on), subject_code__startswith=EMERGENCY_SUBJECT).values_list("institution_id", flat=True)
    offers = ServiceOffer.objects.filter(_in_force(on), service__code=EMERGENCY_SERVICE).values_list("institution_id", flat=True)
    return {*departments, *offers}


def villages_on(on: date, within: str = "") -> list[Place]:
    """Villages and communities in use on the day whose code begins with `within`, in the order of their codes, each with its township."""
    return list(Place.objects.filter(_in_force(on), level=PlaceLevel.VILLAGE, code__startswith=within).select_related("parent").order_by("code"))


def _campuses_on(on: date) -> QuerySet[Any, Any]:
    standing = InstitutionStanding.objects.filter(institution=OuterRef("institution"), from_on__lte=on).order_by("-from_on")
    said = {name: Subquery(standing.values(name)[:1]) for name in ("status", "kind", "level", "grade", "ownership")}
    campuses: Any = Campus.objects.filter(_in_force(on))
    found: QuerySet[Any, Any] = (
        campuses.annotate(**said).filter(status="operating").values(
            "pk", "institution_id", "lon", "lat", "kind", "level", "grade", "ownership", "main", campus=F("name"),
            code=F("institution__code"), institution_name=F("institution__name"), place_code=F("place__code"),
        )
    )
    return found


def _in_force(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def _as_point(row: dict[str, Any]) -> CampusPoint:
    name = row["institution_name"] if row["main"] else f"{row['institution_name']}（{row['campus']}）"
    return CampusPoint(
        row["pk"], row["institution_id"], row["code"], name, row["lon"], row["lat"], row["kind"] or "", row["level"] or "", row["grade"] or "",
        row["ownership"] or "", row["place_code"],
    )


def names_of_places(codes: Iterable[str]) -> dict[str, str]:
    """Names of the places now in use that bear these codes."""
    return dict(Place.objects.filter(code__in=list(codes), ends_on__isnull=True).values_list("code", "name"))


def places_with_boundary(within: str = "", *, level: int | None = None) -> list[dict[str, Any]]:
    """Code, name, level and boundary (GeoJSON geometry, WGS84) of the places that have one."""
    places = Place.objects.filter(code__startswith=within, ends_on__isnull=True, boundary__isnull=False)
    if level:
        places = places.filter(level=level)
    return [dict(row) for row in places.order_by("code").values("code", "name", "level", "boundary")]
