"""Service points that projects will add: from which day each counts in the circle, and which do not and why.

A commissioned project needs nothing here: its campus stands in the registry from the day it opened. One that is still being built
counts from the day it is expected, and only for a day yet to come.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from weijian.domains.planning.models import CapitalProject, Milestone
from weijian.domains.planning.rules.circle import Qualifying, qualifies_for_circle
from weijian.domains.planning.rules.projects import Arriving, refusal_to_count_site
from weijian.domains.planning.states import OVER, ProjectState, StageKind
from weijian.domains.registry.api import CampusPoint, basic_services_offered
from weijian.domains.workforce.api import doctors_on_duty
from weijian.kernel.refusal import Refusal


@dataclass(frozen=True)
class PlannedPoint(CampusPoint):
    """A service point that is still a project, as the map takes it."""

    project_id: int = 0
    arrives_on: date | None = None


@dataclass(frozen=True)
class Arrivals:
    """For a day: the service points that will be there by then, and those that will not, each with the reason."""

    points: tuple[PlannedPoint, ...] = ()
    left_out: tuple[tuple[PlannedPoint, Refusal], ...] = ()


NONE = Arrivals()


def arrivals(on: date, *, today: date, kinds: Iterable[str] = (), judged: bool = True) -> Arrivals:
    """Projects that add a service point of these kinds (prefixes of WS 218) and are not over yet.

    `judged`: its owner must have what the circle asks for (a doctor, a basic service), with the services the project brings.
    """
    wanted, fit = tuple(kinds) or ("",), _fit(on) if judged else None
    stages = Milestone.objects.filter(kind=StageKind.COMMISSIONING).exclude(project__state__in=OVER).exclude(project__site_kind="")
    days = {one.project_id: one.expected_on or one.planned_on for one in stages}
    rows = CapitalProject.objects.filter(pk__in=days).select_related("owner", "place").order_by("code")
    counted, left_out = [], []
    for project in rows:
        if project.site_kind.startswith(wanted):
            point = _point(project, days[project.pk])
            good = fit is None or fit(project)
            refusal = refusal_to_count_site(Arriving(project.name, ProjectState(project.state), days[project.pk], on, today, good))
            counted += [] if refusal else [point]
            left_out += [(point, refusal)] if refusal else []
    return Arrivals(tuple(counted), tuple(left_out))


def _fit(on: date) -> Callable[[CapitalProject], bool]:
    """Whether the owner will qualify on the day, as an institution that is there already is judged."""
    doctors, services = doctors_on_duty(on), basic_services_offered(on)

    def fits(project: CapitalProject) -> bool:
        brings = project.services.exclude(service__basic_level="").count()
        offers = None if services is None else services.get(project.owner_id, 0) + brings
        return qualifies_for_circle(Qualifying(True, None if doctors is None else doctors.get(project.owner_id, 0), offers))

    return fits


def _point(project: CapitalProject, arrives_on: date) -> PlannedPoint:
    said: dict[str, Any] = {"kind": project.site_kind, "level": "", "grade": "", "ownership": "", "place_code": project.place.code}
    return PlannedPoint(
        -project.pk, project.owner_id, project.owner.code, f"{project.owner.name}（{project.site_name}）", project.lon, project.lat, **said,
        project_id=project.pk, arrives_on=arrives_on,
    )
