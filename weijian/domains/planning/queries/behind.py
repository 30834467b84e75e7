"""What stands behind a figure of planning, as far as this person may see it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.models import CapitalProject, Milestone, ProjectFunding
from weijian.domains.planning.visibility import projects_seen
from weijian.foundation.screen.behind import Behind, BehindFigure
from weijian.foundation.screen.numbers import wan
from weijian.kernel.standing import Standing


def behind(table: str, keys: Sequence[int], standing: Standing, *, at: datetime) -> BehindFigure | None:
    """Projects, milestones or money; None when the table is another room's."""
    if table not in _read:
        return None
    model, words = _read[table]
    seen = projects_seen(CapitalProject.objects.all(), standing).values("pk")
    rows: Any = model.objects.filter(pk__in=keys).order_by("pk")
    rows = rows.filter(pk__in=seen) if model is CapitalProject else rows.filter(project__in=seen).select_related("project")
    told = [Behind(*words(one)) for one in rows]
    return BehindFigure(told, len(keys) - len(told))


def _project(one: CapitalProject) -> tuple[str, str, str]:
    return one.name, _(one.get_state_display()), reverse("project", args=[one.pk])


def _milestone(one: Milestone) -> tuple[str, str, str]:
    return one.project.name, f"{one.name} {one.planned_on} → {one.met_on or '—'}", reverse("project", args=[one.project_id])


def _funding(one: ProjectFunding) -> tuple[str, str, str]:
    return one.project.name, f"{_(one.get_source_display())} {wan(one.paid_fen)} / {wan(one.planned_fen)}", reverse("project", args=[one.project_id])


_read: dict[str, tuple[Any, Any]] = {
    "capital_projects": (CapitalProject, _project), "project_milestones": (Milestone, _milestone), "project_funding": (ProjectFunding, _funding),
}
