"""Who and what stands behind a figure of the registry, as far as this person may see it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.registry.models import BedCount, InstitutionStanding, Place, PopulationDenominator
from weijian.domains.registry.queries.institutions import standing_label
from weijian.domains.registry.queries.residents import masked, residents
from weijian.domains.registry.visibility import residents_seen
from weijian.foundation.screen.behind import Behind, BehindFigure
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

READ_RESIDENTS = "registry.resident.read"
Keys = Sequence[int]


def behind(table: str, keys: Keys, standing: Standing, *, at: datetime) -> BehindFigure | None:
    """The rows of a lake table of this room with these keys; None when the table is another room's."""
    return _shown[table](keys, standing, at) if table in _shown else None


def _residents(keys: Keys, standing: Standing, at: datetime) -> BehindFigure:
    """Masked, and only those she looks after; the others are counted."""
    seen = residents_seen(residents(), standing, at=at) if standing.may(READ_RESIDENTS) else residents().none()
    found = list(seen.filter(pk__in=keys).order_by("pk"))
    rows = [masked(one, on=local_day(at)) for one in found]
    told = [Behind(r.name, " ".join(filter(None, (_(r.sex), r.birth_year, r.village, r.managing))), reverse("resident", args=[r.id])) for r in rows]
    return BehindFigure(told, len(keys) - len(told))


def _standings(keys: Keys, standing: Standing, at: datetime) -> BehindFigure:
    found = InstitutionStanding.objects.filter(pk__in=keys).select_related("institution__place").order_by("pk")
    return BehindFigure([
        Behind(s.institution.name, f"{_(standing_label('kind', s.kind))} {s.institution.place.name}", reverse("institution", args=[s.institution_id]))
        for s in found
    ])


def _beds(keys: Keys, standing: Standing, at: datetime) -> BehindFigure:
    found = BedCount.objects.filter(pk__in=keys).select_related("institution").order_by("pk")
    return BehindFigure([
        Behind(b.institution.name, _("{kind}：实有 {beds} 张").format(kind=b.kind, beds=b.in_place), reverse("institution", args=[b.institution_id]))
        for b in found
    ])


def _places(keys: Keys, standing: Standing, at: datetime) -> BehindFigure:
    found = Place.objects.filter(pk__in=keys).select_related("parent").order_by("code")
    return BehindFigure([Behind(p.name, p.parent.name if p.parent else "", reverse("place", args=[p.code])) for p in found])


def _population(keys: Keys, standing: Standing, at: datetime) -> BehindFigure:
    found = PopulationDenominator.objects.filter(pk__in=keys).select_related("place").order_by("place__code", "year")
    return BehindFigure([
        Behind(d.place.name, f"{d.year} {_(d.get_source_display())} {d.people:,}", reverse("place", args=[d.place.code])) for d in found
    ])


_shown: dict[str, Callable[[Keys, Standing, datetime], BehindFigure]] = {
    "residents": _residents, "standings_held": _standings, "beds_held": _beds, "places": _places, "population_held": _population,
}
