"""应急床位: what can be converted within how many hours, what is being converted, and what a drill has not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from weijian.domains.planning.models import CapitalProject, DualUse
from weijian.domains.planning.models import Conversion as Conversion
from weijian.domains.planning.rules import surge as rules
from weijian.domains.planning.states import ProjectState
from weijian.foundation.parameters.queries import setting
from weijian.kernel.dates import local_day

SHOWN = 200


@dataclass(frozen=True)
class WardRow:
    """A ward with whether a drill of late has shown its hours, and the order under which it stands, if there is one."""

    ward: DualUse
    drilled: bool
    running: Conversion | None
    progress: rules.Progress | None


@dataclass(frozen=True)
class Surge:
    """`wards` of projects that are open, the late and the undrilled first; `coming` those of projects still to open."""

    on: date
    drill_days: int
    capacity: Sequence[rules.Capacity]
    wards: Sequence[WardRow]
    coming: Sequence[DualUse]
    over: Sequence[Conversion]

    @property
    def beds(self) -> int:
        return sum(row.ward.beds for row in self.wards)

    @property
    def ready_beds(self) -> int:
        return sum(row.running.ready_beds or 0 for row in self.wards if row.running)

    @property
    def running(self) -> int:
        return sum(row.running is not None and row.running.ready_at is None for row in self.wards)

    @property
    def undrilled(self) -> int:
        return sum(not row.drilled for row in self.wards)


def conversions() -> QuerySet[Conversion]:
    return Conversion.objects.select_related("ward__project__owner", "ward__project__place")


def wards_of(found: QuerySet[CapitalProject]) -> QuerySet[DualUse]:
    return DualUse.objects.filter(project__in=found).select_related("project__owner").order_by("project__code", "hours", "ward")


def wards_to_order(found: QuerySet[CapitalProject]) -> QuerySet[DualUse]:
    """Wards of projects that are open, under no order now."""
    running = Conversion.objects.filter(ended_at__isnull=True).values("ward")
    return wards_of(found).filter(project__state=ProjectState.COMMISSIONED).exclude(pk__in=running)


def surge(found: QuerySet[CapitalProject], *, at: datetime) -> Surge:
    on = local_day(at)
    days, wards = int(setting("planning.drill_days", on=on).value), list(wards_of(found)[:SHOWN])
    open_ = [one for one in wards if one.project.state == ProjectState.COMMISSIONED]
    orders = {one.ward_id: one for one in conversions().filter(ward__in=open_, ended_at__isnull=True)}
    rows = [_row(ward, orders.get(ward.pk), on, days, at) for ward in open_]
    over = conversions().filter(ward__project__in=found, ended_at__isnull=False).order_by("-ordered_at")[:SHOWN]
    coming = [one for one in wards if one.project.state not in (ProjectState.COMMISSIONED, ProjectState.CANCELLED)]
    return Surge(on, days, rules.capacity_of([_facts(one) for one in open_], on, days), sorted(rows, key=_urgency), coming, list(over))


def _row(ward: DualUse, running: Conversion | None, on: date, days: int, at: datetime) -> WardRow:
    progress = rules.progress_of(rules.Running(running.ordered_at, ward.hours, running.ready_at, at)) if running else None
    return WardRow(ward, rules.drilled_of_late(_facts(ward), on, days), running, progress)


def _facts(ward: DualUse) -> rules.Ward:
    return rules.Ward(ward.beds, ward.hours, ward.drilled_hours, ward.drilled_on)


def _urgency(row: WardRow) -> tuple[int, int, str, str]:
    """Late orders, orders under way, wards no drill has shown, the rest."""
    waits = row.running is not None and row.running.ready_at is None
    rank = 0 if waits and row.progress and row.progress.late else 1 if waits else 2 if not row.drilled else 3
    return rank, row.ward.hours, row.ward.project.code, row.ward.ward
