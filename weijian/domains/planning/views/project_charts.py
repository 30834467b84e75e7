"""Projects drawn: their milestones against the calendar."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from weijian.domains.planning.queries.projects import Held, Standing
from weijian.domains.planning.queries.words import telling_words, variance_words
from weijian.domains.planning.states import Timing
from weijian.shell.charts import Bar, Chart, GanttWords, gantt

LATE = (Timing.LATE, Timing.OVERDUE)


def milestones_chart(found: Standing, on: date) -> Chart | None:
    """The project's milestones: each from the one it waits for."""
    if not found.milestones:
        return None
    by_key = {one.milestone.pk: one for one in found.milestones}
    rows = [_bar(one, by_key.get(one.milestone.after_id or 0), on) for one in found.milestones]
    met = sum(1 for one in found.milestones if one.milestone.met_on)
    said = _("%(name)s：%(count)s个节点，已完成%(met)s个。%(telling)s") % {
        "name": found.project.name, "count": len(found.milestones), "met": met, "telling": telling_words(found.telling),
    }
    return gantt(said, rows, today=on, words=words())


def _bar(one: Held, before: Held | None, on: date) -> Bar:
    """From the stage before to its own day; one that waits for none has only its day."""
    mine = one.milestone
    from_on = before.milestone.planned_on if before else mine.planned_on
    return Bar(
        mine.name, (min(from_on, mine.planned_on), mine.planned_on), _done(one, before, on), variance_words(one.variance), one.variance.timing in LATE,
        mine.met_on is not None,
    )


def _done(one: Held, before: Held | None, on: date) -> tuple[date, date] | None:
    """What has been: up to the day it was met, or up to today where it is under way."""
    met_on, begun = one.milestone.met_on, before.milestone.met_on if before else None
    if met_on:
        return min(begun or met_on, met_on), met_on
    waits = before is not None and begun is None
    return None if waits or (begun or one.milestone.planned_on) > on else (begun or one.milestone.planned_on, on)


def projects_chart(listed: Sequence[Standing], on: date) -> Chart | None:
    """Every project from its first to its last day."""
    rows = [_whole(one, on) for one in listed if one.milestones]
    if not rows:
        return None
    late = sum(1 for row in rows if row.late)
    return gantt(_("%(count)s个项目的计划与实际，其中%(late)s个逾期或推迟。") % {"count": len(rows), "late": late}, rows, today=on, words=words())


def _whole(one: Standing, on: date) -> Bar:
    first, last = one.milestones[0], one.milestones[-1]
    met = [stage.milestone.met_on for stage in one.milestones if stage.milestone.met_on]
    over = last.milestone.met_on is not None
    actual = (min(met), max(met) if over else on) if met else None
    telling = one.telling
    return Bar(
        one.project.name, (first.milestone.planned_on, last.milestone.planned_on), actual, telling_words(telling),
        telling is not None and telling.variance.timing in LATE, over,
    )


def words() -> GanttWords:
    titles = (_("节点"), _("计划自"), _("计划至"), _("实际自"), _("实际至"), _("差异"))
    return GanttWords(_("计划"), _("实际"), _("逾期或推迟"), _("完成"), _("今天"), titles)
