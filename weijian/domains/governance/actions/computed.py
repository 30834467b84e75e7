"""Figures computed from the lake: kept in the register, and frozen with the lists behind them when a period is over.

Nothing is reckoned here: whoever calls has computed before, so that no writer waits for an answer of the lake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from weijian.domains.governance import refusals as say
from weijian.domains.governance.events import FiguresComputed, PeriodFrozen
from weijian.domains.governance.models import Figure, FrozenCells, Origin
from weijian.domains.governance.permissions import refusal_to_keep_for
from weijian.domains.governance.queries import computed as ask
from weijian.domains.governance.queries.computed import Computed
from weijian.domains.governance.queries.frozen import frozen_in
from weijian.domains.governance.visibility import WRITE_FIGURE
from weijian.engines.indicators.definition import Indicator
from weijian.engines.indicators.period import Period
from weijian.foundation.happenings.trail import record
from weijian.foundation.lake.status import lake_standing
from weijian.foundation.people.directory import directory
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

RECKONED_ANEW = "重新计算"


@transaction.atomic
def keep_computed(place_code: str, period: Period, found: Sequence[Computed], *, by: Standing, at: datetime) -> list[Figure]:
    """Enter what was computed for a place and period in the register. A figure that came to the same is left; one that changed is withdrawn
    and replaced."""
    place = directory().place_name(place_code) or ""
    must(refusal_to_keep_for(by, WRITE_FIGURE, place, place_code, ""))
    standing = {f.indicator_code: f for f in _held(place_code, period)}
    generation = lake_standing().generation
    valued = sorted((c for c in found if c.own and c.own.value is not None), key=lambda c: c.definition.code)  # in one order: nobody waits in a ring
    kept = [_kept(_figure(c, place_code, place, generation, by, at), standing.get(c.definition.code), at) for c in valued]
    record(FiguresComputed(place_code, len(kept), period.from_on, period.until_on), by=by, at=at)
    return kept


def _held(place_code: str, period: Period) -> Sequence[Figure]:
    computed = Figure.objects.select_for_update(of=("self",)).filter(origin=Origin.COMPUTED, withdrawn_at__isnull=True)
    return list(computed.filter(place_code=place_code, from_on=period.from_on, until_on=period.until_on).order_by("indicator_code"))


def _figure(found: Computed, place_code: str, place: str, generation: int | None, by: Standing, at: datetime) -> Figure:
    d, own = found.definition, found.own
    assert own is not None
    value, step = ask.stated(own, d)
    return Figure(
        what=d.zh, indicator_code=d.code, value=value, step=step, unit=d.unit, kind="ratio" if d.denominator else "level", place_code=place_code,
        place_name=place, from_on=own.period.from_on, until_on=own.period.until_on, as_of_on=min(own.period.until_on, local_day(at)),
        numerator=own.numerator, denominator=own.denominator, denominator_words=f"{own.denominator:,}" if d.denominator else "", origin=Origin.COMPUTED,
        indicator_version=d.version, snapshot={"generation": generation, "computed_at": found.as_of}, document=d.source[:200],
        entered_by_id=by.account_id, entered_by_name=by.name, entered_at=at,
    )


def _kept(made: Figure, held: Figure | None, at: datetime) -> Figure:
    """The figure in force afterwards: the one held, the one made, or the one somebody else entered at this very moment."""
    if held and _says(held) == _says(made):
        return held
    try:
        with transaction.atomic():
            _put_in_place(made, held, at)
    except IntegrityError:
        same = {name: getattr(made, name) for name in ("indicator_code", "place_code", "from_on", "until_on")}
        others = Figure.objects.filter(origin=Origin.COMPUTED, withdrawn_at__isnull=True, **same).first()
        if others is None:
            raise
        return others
    return made


def _says(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.numerator, figure.denominator, figure.indicator_version


def _put_in_place(made: Figure, held: Figure | None, at: datetime) -> None:
    """There is one in force at every moment: the old one is withdrawn before the new one is entered."""
    if held:
        held.withdrawn_at, held.withdrawn_why = at, RECKONED_ANEW
        held.save(update_fields=["withdrawn_at", "withdrawn_why"])
    made.save()
    if held:
        held.replaced_by = made
        held.save(update_fields=["replaced_by"])


@dataclass(frozen=True)
class FrozenPart:
    """One indicator of a period, computed: [numerator, denominator] by place, and the digests of the lists behind it by part."""

    definition: Indicator
    cells: Mapping[str, list[int | None]]
    lists: Mapping[str, str]
    lake_generation: int = 0


@transaction.atomic
def freeze_period(period: Period, parts: Sequence[FrozenPart], *, by: Standing, at: datetime) -> list[FrozenCells]:
    """Keep the indicators of a period that is over as they were computed, with the lists of rows behind them; never reckoned again."""
    must(ask.refusal_to_freeze_at(period, by, local_day(at)))
    frozen = _frozen([_cells(part, period, by, at) for part in parts], period)
    record(PeriodFrozen(period.from_on, period.until_on, len(frozen)), by=by, at=at)
    return frozen


def _cells(part: FrozenPart, period: Period, by: Standing, at: datetime) -> FrozenCells:
    return FrozenCells(
        indicator_code=part.definition.code, indicator_version=part.definition.version, from_on=period.from_on, until_on=period.until_on,
        cells=dict(part.cells), lists=dict(part.lists), lake_generation=part.lake_generation, frozen_by_name=by.name, frozen_at=at,
    )


def _frozen(rows: list[FrozenCells], period: Period) -> list[FrozenCells]:
    """Written, unless somebody froze the same period at this very moment."""
    try:
        with transaction.atomic():
            return FrozenCells.objects.bulk_create(rows)
    except IntegrityError:
        if not frozen_in(period.from_on, period.until_on):
            raise
        raise Refusal(say.FROZEN_ALREADY, from_on=period.from_on, until_on=period.until_on) from None
