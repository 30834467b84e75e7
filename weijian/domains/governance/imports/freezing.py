"""Freezing a period that is over: its cells and lists are computed outside any transaction, so that nobody who writes has to wait; then written in one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop

from weijian.domains.governance.actions.computed import FrozenPart, freeze_period
from weijian.domains.governance.models import FrozenCells
from weijian.domains.governance.queries import computed as ask
from weijian.domains.governance.queries.frozen import keep_list
from weijian.engines.indicators.behind import behind
from weijian.engines.indicators.definition import Indicator, Part
from weijian.engines.indicators.period import Period
from weijian.foundation.lake.status import lake_standing
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing

NOWHERE = "?"  # the place of rows that stand in none of a level

Tell = Callable[[str, int, int], None]
Cells = dict[str, list[int | None]]  # place code -> numerator, denominator


def freeze(period: Period, *, by: Standing, at: datetime, tell: Tell) -> list[FrozenCells]:
    """Every indicator valid at the period's end, as the registers are now, all as of one moment."""
    must(ask.refusal_to_freeze_at(period, by, local_day(at)))
    return freeze_period(period, computed_parts(period, tell), by=by, at=at)


def computed_parts(period: Period, tell: Tell) -> list[FrozenPart]:
    chosen = [d for d in ask.definitions().values() if d.valid_on(period.until_on)]
    generation = lake_standing().generation or 0
    tell(gettext_noop("计算数字"), 0, len(chosen))
    with ask.lake_tables() as tables:
        answers = ask.answers_in(tables, "township", period)
        lists = _lists(chosen, tables, period, tell)
    return [FrozenPart(d, _cells(answers, d.code), lists[d.code], generation) for d in chosen]


def _cells(answers: Mapping[str, ask.Answer], code: str) -> Cells:
    """Everywhere, each county, each township."""
    found: Cells = {}
    for level, answer in answers.items():
        found |= {place or (NOWHERE if level else ""): [c.numerator, c.denominator] for place, c in answer.get(code, {}).items()}
    return found


def _lists(chosen: Sequence[Indicator], tables: Mapping[str, Any], period: Period, tell: Tell) -> dict[str, dict[str, str]]:
    """Digests of the lists by code and part. They stay columns of numbers from the engine to the file; what many rates are out of is asked once."""
    wanted = [(d, part) for d in chosen for part in _parts(d)]
    kept: dict[str, dict[str, str]] = {d.code: {} for d in chosen}
    asked: dict[Any, str] = {}
    for done, (d, part) in enumerate(wanted):
        tell(gettext_noop("保存名单"), done, len(wanted))
        rows, (key,) = behind(d, tables, period, part)
        if rows.op() not in asked:
            asked[rows.op()] = keep_list(rows.order_by(key).to_pyarrow()[key].combine_chunks())
        kept[d.code][part.value] = asked[rows.op()]
    return kept


def _parts(definition: Indicator) -> tuple[Part, ...]:
    return (Part.NUMERATOR, Part.DENOMINATOR) if definition.denominator else (Part.NUMERATOR,)
