"""One box for everything: what of the registry a person may find by typing."""

from dataclasses import dataclass
from datetime import date, datetime

from weijian.domains.registry.models import Institution, Place, Resident
from weijian.domains.registry.queries.residents import LAST_CHARACTER, MaskedResident, looks_like_number, masked, residents, residents_with_number
from weijian.domains.registry.visibility import READ_RESIDENTS, residents_seen
from weijian.kernel.standing import Standing

SHOWN = 20


@dataclass(frozen=True)
class Named:
    key: str
    name: str
    hint: str


@dataclass(frozen=True)
class FoundInRegistry:
    residents: list[MaskedResident]
    institutions: list[Named]
    places: list[Named]


def found_in_registry(standing: Standing, words: str, *, on: date, at: datetime) -> FoundInRegistry:
    """Residents by an exact number or an exact name, among those she sees; institutions and divisions by what they are called."""
    found = _residents(standing, words, at) if standing.may(READ_RESIDENTS) else []
    return FoundInRegistry([masked(r, on=on) for r in found], _institutions(standing, words), _places(standing, words))


def _residents(standing: Standing, words: str, at: datetime) -> list[Resident]:
    seen = residents_seen(residents(), standing, at=at)
    by_number = looks_like_number(words)
    return list(residents_with_number(seen, words)[:SHOWN] if by_number else seen.filter(name=words, residence="here").order_by("pk")[:SHOWN])


def _institutions(standing: Standing, words: str) -> list[Named]:
    if not standing.may("registry.institution.read"):
        return []
    rows = Institution.objects.filter(name__contains=words).order_by("name", "pk").values_list("pk", "name", "place__name")
    return [Named(str(pk), name, place) for pk, name, place in rows[:SHOWN]]


def _places(standing: Standing, words: str) -> list[Named]:
    if not standing.may("registry.place.read"):
        return []
    named = Place.objects.filter(name__gte=words, name__lt=words + LAST_CHARACTER, ends_on__isnull=True).order_by("code")
    return [Named(code, name, parent or "") for code, name, parent in named.values_list("code", "name", "parent__name")[:SHOWN]]
