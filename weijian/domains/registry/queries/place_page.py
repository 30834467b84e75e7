"""What a division's page shows."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.registry import rules
from weijian.domains.registry.models import Place, PlaceLevel
from weijian.domains.registry.queries.place_charts import ages_on_file, people_over_years, too_many_to_draw
from weijian.domains.registry.queries.places import (
    ancestors_of,
    children_of,
    denominators_of,
    grids_of,
    households_without_grid,
    latest_denominator,
    people_on_file,
    place_coded,
    successions_of,
)
from weijian.foundation.screen.parts import Action, Crumb, Figure
from weijian.kernel.standing import Standing

SHOWN = 8
WRITE, READ_PEOPLE, LIST_PEOPLE = "registry.place.write", "registry.population.read", "registry.resident.read"


def place_page(held: Place, standing: Standing, on: date) -> dict[str, Any]:
    writes, counts = standing.reaches(WRITE, held.code), denominators_of(held)
    village = held.level == PlaceLevel.VILLAGE
    return {
        "place_shown": held, "crumbs": [Crumb(p.name, reverse("place", args=[p.code])) for p in ancestors_of(held)], "children": children_of(held, on),
        "denominators": counts[:SHOWN], "sees_counts": standing.may(READ_PEOPLE),
        "grids": grids_of(held) if village else [], "ungridded": households_without_grid(held) if village else 0,
        "successions": successions_of(held), "former": [p for p in place_coded(held.code) if p.pk != held.pk], "village": village, "writes": writes,
        "actions": _actions(held, on) if writes else [], "figures": _figures(held, standing),
        "over_years": people_over_years(held, counts), **_ages(held, standing, on),
    }


def _ages(held: Place, standing: Standing, on: date) -> dict[str, Any]:
    """For whoever looks after the place's residents, on the pages of townships and villages."""
    if held.level not in (PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE) or not standing.reaches(LIST_PEOPLE, held.code):
        return {}
    return {"ages_refused": True} if too_many_to_draw(held) else {"ages": ages_on_file(held, on)}


def _figures(held: Place, standing: Standing) -> list[Figure]:
    """Its people by the best count there is, and those on file here; each says whose count it is."""
    found = latest_denominator(held)
    figures = [Figure(found.source_label, f"{found.people:,}", unit=_("人"), period=str(found.year))] if found else []
    if standing.reaches(LIST_PEOPLE, held.code):
        on_file = people_on_file(held)
        address = f"{reverse('residents')}?place={held.code}"
        figures.append(Figure(_("在册居民"), f"{on_file.here:,}{'+' if on_file.more else ''}", unit=_("人"), period=_("本平台登记"), href=address))
    return figures


def _actions(held: Place, on: date) -> list[Action]:
    def change(how: str) -> rules.PlaceChanging:
        return rules.PlaceChanging(how, on, held.from_on, held.ends_on, successors=2)

    def to(name: str) -> str:
        return reverse(name, args=[held.code])

    deeds = [
        Action(_("更名"), to("place-rename"), refusal=rules.refusal_to_change_place(change("rename")), icon="edit"),
        Action(_("拆分"), to("place-split"), refusal=rules.refusal_to_change_place(change("split")), icon="arrows-split"),
        Action(_("撤并"), to("place-merge"), refusal=rules.refusal_to_change_place(change("merge")), icon="git-merge"),
    ]
    if held.level == PlaceLevel.VILLAGE:
        deeds += [Action(_("设定村段"), to("place-segment"), icon="hash"), Action(_("划定网格"), to("grid-new"), icon="grid-dots")]
    return deeds


def place_json(held: Place, on: date) -> dict[str, Any]:
    return {
        "code": held.code, "name": held.name, "level": held.level, "parent": held.parent.code if held.parent else None, "from_on": held.from_on,
        "ends_on": held.ends_on, "record_segment": held.record_segment, "lon": held.lon, "lat": held.lat,
        "children": [{"code": p.code, "name": p.name} for p in children_of(held, on)],
        "denominators": [{"year": d.year, "source": d.source, "stratum": d.stratum, "people": d.people, "label": d.label} for d in denominators_of(held)],
        "successions": [{"from": s.predecessor.code, "to": s.successor.code, "on": s.on, "document": s.document} for s in successions_of(held)],
    }
