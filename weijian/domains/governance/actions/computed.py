"""Figures computed from the lake: kept in the register, and frozen with the lists behind them when a period is over."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from weijian.domains.governance.events import FiguresComputed, PeriodFrozen
from weijian.domains.governance.models import Figure, FrozenCells, Origin
from weijian.domains.governance.permissions import refusal_to_keep_for
from weijian.domains.governance.queries import computed as ask
from weijian.domains.governance.queries.frozen import keep_list
from weijian.domains.governance.rules.computed import Freezing, refusal_to_freeze
from weijian.domains.governance.visibility import WRITE_FIGURE
from weijian.engines.indicators.behind import people
from weijian.engines.indicators.computing import compute
from weijian.engines.indicators.definition import Cell, Indicator, Part
from weijian.engines.indicators.period import Period
from weijian.foundation.happenings.trail import record
from weijian.foundation.lake.status import lake_standing
from weijian.foundation.people.directory import directory
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing

RECKONED_ANEW = "重新计算"
FROZEN_LEVELS = ("", "county", "township")


@transaction.atomic
def keep_computed(place_code: str, period: Period, codes: Sequence[str] = (), *, by: Standing, at: datetime) -> list[Figure]:
    """Enter the figures of a place and period in the register. One that came to the same is left; one that changed is withdrawn and replaced."""
    place = directory().place_name(place_code) or ""
    must(refusal_to_keep_for(by, WRITE_FIGURE, place, place_code, ""))
    found = [(c.definition, c.own) for c in ask.computed_in(place_code, period, codes=codes, at=at) if c.own and c.own.value is not None]
    standing = {f.indicator_code: f for f in _held(place_code, period)}
    generation = lake_standing().generation
    kept = [_kept(d, own, standing.get(d.code), place_code, place, generation, by, at) for d, own in found]
    record(FiguresComputed(place_code, len(kept), period.from_on, period.until_on), by=by, at=at)
    return kept


def _held(place_code: str, period: Period) -> Iterator[Figure]:
    yield from Figure.objects.select_for_update(of=("self",)).filter(
        origin=Origin.COMPUTED, place_code=place_code, from_on=period.from_on, until_on=period.until_on, withdrawn_at__isnull=True,
    )


def _kept(d: Indicator, own: Cell, held: Figure | None, place_code: str, place: str, generation: int | None, by: Standing, at: datetime) -> Figure:
    value, step = ask.stated(own, d)
    if held and (held.value, held.numerator, held.denominator, held.indicator_version) == (value, own.numerator, own.denominator, d.version):
        return held
    made = Figure.objects.create(
        what=d.zh, indicator_code=d.code, value=value, step=step, unit=d.unit, kind="ratio" if d.denominator else "level", place_code=place_code,
        place_name=place, from_on=own.period.from_on, until_on=own.period.until_on, as_of_on=min(own.period.until_on, local_day(at)),
        numerator=own.numerator, denominator=own.denominator, denominator_words=f"{own.denominator:,}" if d.denominator else "", origin=Origin.COMPUTED,
        indicator_version=d.version, snapshot={"generation": generation, "computed_at": at}, document=d.source[:200],
        entered_by_id=by.account_id, entered_by_name=by.name, entered_at=at,
    )
    if held:
        held.withdrawn_at, held.withdrawn_why, held.replaced_by = at, RECKONED_ANEW, made
        held.save(update_fields=["withdrawn_at", "withdrawn_why", "replaced_by"])
    return made


@transaction.atomic
def freeze_period(period: Period, *, by: Standing, at: datetime) -> list[FrozenCells]:
    """Keep every indicator of a period that is over as it is now, place by place, with the rows behind it; never reckoned again."""
    served = ask.region_served(local_day(at))
    must(refusal_to_keep_for(by, WRITE_FIGURE, ask.name_of(served), served, ""))
    frozen = FrozenCells.objects.filter(from_on=period.from_on, until_on=period.until_on)
    must(refusal_to_freeze(Freezing(period.from_on, period.until_on, local_day(at), frozen.count())))
    chosen = [d for d in ask.definitions().values() if d.valid_on(period.until_on)]
    generation = lake_standing().generation or 0
    with ask.lake_tables() as tables:
        cells = [(level, c) for level in FROZEN_LEVELS for c in compute(_reaching(chosen, level), tables, period, (level,) if level else ())]
        lists = {d.code: {part.value: keep_list(people(d, tables, period, part, limit=None)) for part in _parts(d)} for d in chosen}
    made = [
        FrozenCells(
            indicator_code=d.code, indicator_version=d.version, from_on=period.from_on, until_on=period.until_on,
            cells={(c.stratum[0] or "?") if level else "": [c.numerator, c.denominator] for level, c in cells if c.code == d.code},
            lists=lists[d.code], lake_generation=generation, frozen_by_name=by.name, frozen_at=at,
        ) for d in chosen
    ]
    FrozenCells.objects.bulk_create(made)
    record(PeriodFrozen(period.from_on, period.until_on, len(made)), by=by, at=at)
    return made


def _reaching(chosen: Sequence[Indicator], level: str) -> list[Indicator]:
    return [d for d in chosen if ask.reaches(d, level)]


def _parts(definition: Indicator) -> tuple[Part, ...]:
    return (Part.NUMERATOR, Part.DENOMINATOR) if definition.denominator else (Part.NUMERATOR,)
