"""Grids of villages, and how many people a place has by whose count."""

from datetime import date, datetime

from django.db import transaction

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.actions.places import WRITE
from weijian.domains.registry.events import DenominatorSet, GridEnded, GridOpened
from weijian.domains.registry.models import Grid, Household, Place, PopulationDenominator, PopulationSource
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

WRITE_POPULATION = "registry.population.write"


@transaction.atomic
def open_grid(village: Place, code: str, name: str, *, by: Standing, at: datetime) -> Grid:
    """A piece of a village gets a code and a name of its own."""
    must(refusal_to_write_in(by, village.name, village.code, WRITE))
    if Grid.objects.filter(code=code).exists():
        raise Refusal(say.GRID_TAKEN, code=code)
    made = Grid.objects.create(village=village, code=code, name=name.strip())
    record(GridOpened(village.code, made.code, made.name), by=by, at=at)
    return made


@transaction.atomic
def end_grid(grid: Grid, ends_on: date, *, by: Standing, at: datetime) -> Grid:
    """A grid without households is no more; its code is never given to another."""
    held = Grid.objects.select_related("village").select_for_update(of=("self",)).get(pk=grid.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code, WRITE))
    must(rules.refusal_to_end_grid(rules.EndingGrid(Household.objects.filter(grid=held).count())))
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    record(GridEnded(held.village.code, held.code, held.name, ends_on), by=by, at=at)
    return held


@transaction.atomic
def set_denominator(
    place: Place, year: int, source: str, people: int, document: str, *, stratum: str = "all", by: Standing, at: datetime,
) -> PopulationDenominator:
    """The place had so many people in the year by this count; said again it replaces what was said."""
    must(refusal_to_write_in(by, place.name, place.code, WRITE_POPULATION))
    must(rules.refusal_to_set_denominator(rules.Counting(year, local_day(at))))
    said = {"people": people, "document": document.strip()}
    made, _ = PopulationDenominator.objects.update_or_create(place=place, year=year, source=source, stratum=stratum, defaults=said)
    record(DenominatorSet(place.code, year, str(PopulationSource(source).label), people), by=by, at=at)
    return made
