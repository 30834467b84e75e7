"""挂图作战: owners and their projects down, the stages of building across, what is late in red."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from weijian.domains.planning.queries.projects import Held, Standing
from weijian.domains.planning.queries.words import clock_of, variance_words
from weijian.domains.planning.states import OVER, STAGE_WORDS, STATE_WORDS, ProjectState, StageKind, Timing
from weijian.foundation.screen.numbers import wan
from weijian.foundation.screen.parts import Clock

COLUMNS = (StageKind.START, StageKind.TOP_OUT, StageKind.ACCEPTANCE, StageKind.COMMISSIONING)


@dataclass(frozen=True)
class Square:
    """One stage of one project: the day that counts, whether it has been, and how far from the plan."""

    name: str
    planned_on: date
    day: date
    met: bool
    clock: Clock
    late: bool


@dataclass(frozen=True)
class WallRow:
    standing: Standing
    state: str
    squares: tuple[Square | None, ...]
    others: tuple[Square, ...]


@dataclass(frozen=True)
class Wall:
    """`owners`: an owner's name and its projects; the counts are of projects that are not over."""

    owners: tuple[tuple[str, tuple[WallRow, ...]], ...]
    stages: tuple[str, ...]
    projects: int
    late: int
    met: int
    milestones: int


def wall_of(listed: Sequence[Standing]) -> Wall:
    """Everything not given up, by the institution that answers for it."""
    shown = [one for one in listed if one.project.state != ProjectState.CANCELLED]
    by_owner: dict[str, list[WallRow]] = {}
    for one in sorted(shown, key=lambda s: (s.project.owner.code, s.project.code)):
        by_owner.setdefault(one.project.owner.name, []).append(_row(one))
    stages = [stage for one in shown for stage in one.milestones]
    late = sum(1 for one in shown if one.project.state not in OVER and any(s.variance.timing is Timing.OVERDUE for s in one.milestones))
    return Wall(
        tuple((owner, tuple(rows)) for owner, rows in by_owner.items()), tuple(STAGE_WORDS[kind] for kind in COLUMNS), len(shown), late,
        sum(1 for stage in stages if stage.milestone.met_on), len(stages),
    )


def _row(one: Standing) -> WallRow:
    stages = {StageKind(stage.milestone.kind): stage for stage in one.milestones if stage.milestone.kind != StageKind.OTHER}
    others = tuple(_square(stage) for stage in one.milestones if stage.milestone.kind == StageKind.OTHER)
    squares = tuple(_square(stages[kind]) if kind in stages else None for kind in COLUMNS)
    return WallRow(one, STATE_WORDS[ProjectState(one.project.state)], squares, others)


def _square(stage: Held) -> Square:
    late = stage.variance.timing in (Timing.OVERDUE, Timing.LATE)
    return Square(stage.milestone.name, stage.milestone.planned_on, stage.expected_on, stage.milestone.met_on is not None, clock_of(stage.variance), late)


def wall_titles() -> list[str]:
    return [
        _("建设单位"), _("项目名称"), _("重点级别"), _("投资（万元）"), _("状态"), _("节点"), _("计划日期"), _("完成或预计日期"), _("已完成"),
        _("差异（天）"), _("差异"),
    ]


def wall_lines(listed: Sequence[Standing]) -> list[list[object]]:
    """The same as lines of a sheet, one a milestone."""
    return [
        [
            one.project.owner.name, one.project.name, _(one.project.get_label_display()), wan(one.planned_fen), _(one.project.get_state_display()),
            stage.milestone.name, stage.milestone.planned_on, stage.expected_on, _("是") if stage.milestone.met_on else _("否"), stage.variance.days,
            variance_words(stage.variance),
        ]
        for one in listed if one.project.state != ProjectState.CANCELLED for stage in one.milestones
    ]
