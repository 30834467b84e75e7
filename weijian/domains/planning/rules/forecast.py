"""When will a project be done, going by what has been met and by what is said of the rest? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from weijian.domains.planning.states import REACHES, StageKind
from weijian.kernel.ruling import ruling

ORDER = tuple(REACHES)


@dataclass(frozen=True)
class Coming:
    """A milestone about to come. `told_on`: the day said of it now; `before_on`, `before_planned_on`: when the one it waits for is done or
    comes to be, and was to be; None where it waits for none."""

    planned_on: date
    on: date
    met_on: date | None = None
    told_on: date | None = None
    before_on: date | None = None
    before_planned_on: date | None = None


@ruling("平台约定：推算日期＝前一节点的完成或推算日期＋原计划的间隔；另报了预计日期的从其报；不早于前一节点，未完成的不早于今天")
def forecast_day(facts: Coming) -> date:
    """The day it was met, or comes to."""
    if facts.met_on is not None:
        return facts.met_on
    if facts.before_on is None or facts.before_planned_on is None:
        return max(facts.told_on or facts.planned_on, facts.on)
    apart = max(0, facts.planned_on.toordinal() - facts.before_planned_on.toordinal())
    carried = date.fromordinal(min(facts.before_on.toordinal() + apart, date.max.toordinal()))
    return max(facts.told_on or carried, facts.before_on, facts.on)


@dataclass(frozen=True)
class Ahead:
    """A milestone of a plan; `after` is the key of the one it waits for."""

    kind: StageKind
    planned_on: date
    met_on: date | None = None
    told_on: date | None = None
    after: int | None = None


def forecast_of(stages: Mapping[int, Ahead], on: date) -> dict[int, date]:
    """The day of each milestone, by its key. A stage that names none before it waits for the stage that must precede it
    (开工、封顶、竣工验收、投用); a milestone of another kind that names none keeps its own plan."""
    found: dict[int, date] = {}
    for key in stages:
        _reckon(key, stages, on, found, frozenset())
    return found


def _reckon(key: int, stages: Mapping[int, Ahead], on: date, found: dict[int, date], asked: frozenset[int]) -> date:
    """Its day, those it waits for first; one that waits for itself, which no plan allows, keeps its own."""
    if key not in found:
        stage, before = stages[key], _before(key, stages)
        if before is None or before in asked:
            found[key] = forecast_day(Coming(stage.planned_on, on, stage.met_on, stage.told_on))
        else:
            reached = _reckon(before, stages, on, found, asked | {key})
            found[key] = forecast_day(Coming(stage.planned_on, on, stage.met_on, stage.told_on, reached, stages[before].planned_on))
    return found[key]


def _before(key: int, stages: Mapping[int, Ahead]) -> int | None:
    """The one it names; of a stage that names none, the nearest stage before it in the order of building."""
    stage = stages[key]
    if stage.after is not None and stage.after in stages:
        return stage.after
    earlier = ORDER[:ORDER.index(stage.kind)] if stage.kind in ORDER else ()
    known = {one.kind: other for other, one in stages.items() if one.kind in earlier}
    return next((known[kind] for kind in reversed(earlier) if kind in known), None)
