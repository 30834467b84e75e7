"""Wards turned to their emergency use: ordered, ready, given back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from weijian.domains.planning.events import ConversionEnded, ConversionOrdered, ConversionReady
from weijian.domains.planning.models import Conversion, DualUse
from weijian.domains.planning.permissions import DECIDE, WRITE
from weijian.domains.planning.queries.projects import project_held
from weijian.domains.planning.rules.surge import (
    Commanding,
    Ending,
    Ordering,
    Readying,
    refusal_to_be_ready,
    refusal_to_command,
    refusal_to_convert,
    refusal_to_end,
)
from weijian.domains.planning.states import ProjectState
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@transaction.atomic
def order_conversions(wards: Sequence[DualUse], why: str, *, by: Standing, at: datetime) -> list[Conversion]:
    """All the wards of the order, or none; each from now. Their projects are held meanwhile, in one order."""
    must(refusal_to_command(Commanding(len(wards))))
    made = [_ordered(ward, why.strip(), by, at) for ward in sorted(wards, key=lambda one: (one.project_id, one.pk))]
    for one in made:
        record(ConversionOrdered(one.ward.project_id, one.pk, one.ward.ward, one.ward.beds, one.ward.hours, one.why), by=by, at=at)
    return made


def _ordered(ward: DualUse, why: str, by: Standing, at: datetime) -> Conversion:
    project = project_held(ward.project, by, DECIDE)
    running = ward.conversions.filter(ended_at__isnull=True).values_list("ordered_at", flat=True).first()
    opened = project.state == ProjectState.COMMISSIONED
    must(refusal_to_convert(Ordering(ward.ward, opened, local_day(running) if running else None, why)))
    return Conversion.objects.create(ward=ward, ordered_at=at, why=why)


def _held(conversion: Conversion, by: Standing, capability: str) -> Conversion:
    held = Conversion.objects.select_related("ward__project").select_for_update(of=("self",)).get(pk=conversion.pk)
    project_held(held.ward.project, by, capability)
    return held


@transaction.atomic
def ready_ward(conversion: Conversion, beds: int, *, by: Standing, at: datetime) -> Conversion:
    """So many beds can be used from now."""
    held = _held(conversion, by, WRITE)
    must(refusal_to_be_ready(Readying(held.ward.ward, beds, held.ward.beds, held.ready_at is not None, held.ended_at is not None)))
    held.ready_at, held.ready_beds = max(at, held.ordered_at), beds
    held.save(update_fields=["ready_at", "ready_beds"])
    hours = f"{(held.ready_at - held.ordered_at) / timedelta(hours=1):.1f}"
    record(ConversionReady(held.ward.project_id, held.pk, held.ward.ward, beds, hours), by=by, at=at)
    return held


@transaction.atomic
def end_conversion(conversion: Conversion, why: str, *, by: Standing, at: datetime) -> Conversion:
    """The ward goes back to its peacetime use."""
    held = _held(conversion, by, DECIDE)
    must(refusal_to_end(Ending(held.ward.ward, held.ended_at is not None, why)))
    held.ended_at = max(at, held.ready_at or held.ordered_at)
    held.save(update_fields=["ended_at"])
    record(ConversionEnded(held.ward.project_id, held.pk, held.ward.ward, why.strip()[:200]), by=by, at=at)
    return held
