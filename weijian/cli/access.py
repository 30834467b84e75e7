"""`weijian access`: how much of what is offered falls to each person, by floating catchments over plain tables."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weijian.cli.answers import TABLE, tell
from weijian.cli.reach import Stages
from weijian.kernel.refusal import Refusal

if TYPE_CHECKING:
    from weijian.engines.accessibility.decay import Decay
    from weijian.engines.accessibility.floating import Floating
    from weijian.engines.accessibility.pairs import Pairs
    from weijian.interop.roads.times import Candidates, Demand

METHODS = {"2sfca": "两步移动搜索法", "e2sfca": "增强型两步移动搜索法", "3sfca": "三步移动搜索法"}


class Numbers(click.ParamType[tuple[float, ...]]):
    """`10,20,30`"""

    name = "numbers"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        if isinstance(value, tuple):
            return value
        try:
            return tuple(float(word) for word in str(value).replace("，", ",").split(","))
        except ValueError:
            self.fail(f"{value!r} is not a row of numbers with commas between them", param, ctx)


@click.command()
@click.option("--method", type=click.Choice(list(METHODS)), default="e2sfca", show_default=True)
@click.option("--demand", type=TABLE, required=True, help="Where people live: id,people[,place].")
@click.option("--supply", type=TABLE, required=True, help="Where they go: id,capacity (beds, doctors …).")
@click.option("--times", type=TABLE, required=True, help="Between them: demand,supply,seconds; a pair not listed cannot be travelled.")
@click.option("--breaks", type=Numbers(), default="10,20,30", show_default=True, help="Ends of the zones in minutes; a pair on a line is in the nearer zone.")
@click.option("--weights", type=Numbers(), default=None, help="Weight of each zone, 0 to 1. Default: as published for the method; for 2sfca all 1.")
@click.option("--first", type=click.IntRange(min=0), default=20, show_default=True, help="How many rows to name in each list.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; a refusal too is then JSON on standard output.")
def access(as_json: bool, **asked: Any) -> None:
    """Supply per person at every demand point, rivals counted; its Gini coefficient; people no supply reaches.

    2sfca: within the last break everything counts alike. e2sfca: zones have weights. 3sfca: people also choose between
    the sites they reach, in proportion to the weights.
    """
    tell(lambda: _answer(Question(**asked)), _as_json, _print_tables, as_json=as_json)


@dataclass(frozen=True)
class Question:
    method: str
    demand: Path
    supply: Path
    times: Path
    breaks: tuple[float, ...]
    weights: tuple[float, ...] | None
    first: int


@dataclass(frozen=True)
class Answer:
    question: Question
    demand: "Demand"
    supply: "Candidates"
    decay: "Decay"
    found: "Floating"
    gini: float | None


def _answer(question: Question) -> Answer:
    from weijian.engines.accessibility.equity import gini
    from weijian.engines.accessibility.floating import floating_catchment

    decay = _decay(question)
    with Stages() as stage:
        stage("读取人口、机构和时间")
        demand, supply, pairs = _tables(question)
        stage("计算可达性")
        assert supply.capacity is not None
        found = floating_catchment(pairs, demand.people, supply.capacity, decay, three_step=question.method == "3sfca")
    return Answer(question, demand, supply, decay, found, gini(found.access, demand.people))


def _decay(question: Question) -> "Decay":
    """The zones asked for. 2sfca knows only inside and outside of the last."""
    from weijian.engines.accessibility.decay import E2SFCA, THREE_STEP, steps

    published = {decay.minutes: decay.weights for decay in (E2SFCA, THREE_STEP)}
    if question.weights is not None:
        return steps(question.breaks, question.weights)
    if question.method == "2sfca":
        return steps(question.breaks, (1.0,) * len(question.breaks))
    if question.breaks not in published:
        raise click.UsageError("--weights: these breaks have no published weights; give one for each.")
    return steps(question.breaks, published[question.breaks])


def _tables(question: Question) -> tuple["Demand", "Candidates", "Pairs"]:
    from weijian.engines.accessibility.pairs import pairs_of_table
    from weijian.interop.roads import refusals as say
    from weijian.interop.roads.times import read_candidates, read_demand, read_times

    demand, supply = read_demand(question.demand, name=question.demand.name), read_candidates(question.supply, name=question.supply.name)
    if supply.capacity is None:
        raise Refusal(say.COLUMNS_MISSING, table=question.supply.name, missing="capacity", expected="id、capacity")
    times = read_times(
        question.times, demand, supply, name=question.times.name, demand_name=question.demand.name, candidates_name=question.supply.name,
    )
    return demand, supply, pairs_of_table(len(demand.ids), len(supply.ids), times.demand, times.candidate, times.seconds)


# as JSON


def _as_json(answer: Answer) -> dict[str, object]:
    found, people, first = answer.found, answer.demand.people, answer.question.first
    return {
        "access": dict(zip(answer.demand.ids.tolist(), found.access.tolist(), strict=True)),
        "gini": answer.gini,
        "unreached_people": _plain(float(people[~found.reached].sum())),
        "people": _plain(float(people.sum())),
        "mean_access": float(people @ found.access / people.sum()) if people.sum() else None,
        "unreached": _named(answer.demand.ids, ~found.reached, first),
        "unreached_demand": int((~found.reached).sum()),
        "idle_supply": _named(answer.supply.ids, found.idle, first),
        "idle_capacity": _plain(float(answer.supply.capacity[found.idle].sum())) if answer.supply.capacity is not None else 0,
        "method": answer.question.method,
        "breaks": answer.decay.minutes,
        "weights": answer.decay.weights,
    }


def _named(ids: Any, chosen: Any, first: int) -> list[str]:
    return [str(i) for i in ids[chosen][:first]]


def _plain(number: float) -> int | float:
    """3.0 is written 3."""
    return int(number) if number == int(number) else number


# for people


def _print_tables(answer: Answer) -> None:
    import numpy as np
    from rich.console import Console
    from rich.table import Table

    order = np.lexsort((answer.demand.ids.astype(str), answer.found.access))[: answer.question.first]
    table = Table(title=f"{METHODS[answer.question.method]}：每人可得的服务能力，由少到多")
    for heading in ("人口点", "人口", "每万人可得"):
        table.add_column(heading, justify="left" if heading == "人口点" else "right")
    for i in order:
        table.add_row(str(answer.demand.ids[i]), f"{answer.demand.people[i]:,.0f}", f"{answer.found.access[i] * 10_000:,.2f}")
    console = Console()
    console.print(table)
    for line in _notes(answer):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _notes(answer: Answer) -> list[str]:
    found, first = answer.found, answer.question.first
    zones = "、".join(f"{m:g}分钟内权重{w:g}" for m, w in zip(answer.decay.minutes, answer.decay.weights, strict=True))
    evenness = "—" if answer.gini is None else f"{answer.gini:.3f}"
    lines = [f"时间分段：{zones}；正好在线上的算近的一段。", f"基尼系数：{evenness}（按人口加权，够不着的人按0计）。"]
    if not found.reached.all():
        names = "、".join(_named(answer.demand.ids, ~found.reached, first))
        lines.append(f"{answer.decay.minutes[-1]:g}分钟内够不着任何机构的人口{answer.demand.people[~found.reached].sum():,.0f}，{(~found.reached).sum():,}处：{names}")
    if found.idle.any():
        lines.append(f"范围内没有人口的机构{found.idle.sum():,}家：{'、'.join(_named(answer.supply.ids, found.idle, first))}")
    return lines
