"""`weijian site`: where the next sites should stand, from plain tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weijian.cli import refusals as say
from weijian.cli.answers import TABLE, tell
from weijian.kernel.refusal import Refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from weijian.engines.siting.explain import Explanation
    from weijian.engines.siting.plan import Plan
    from weijian.engines.siting.question import Question
    from weijian.interop.roads.times import Candidates, Demand

MODELS = ("pmedian", "mclp", "pcenter", "lscp", "mexclp")
MODEL_WORDS = {"pmedian": "总出行最少", "mclp": "覆盖人口最多", "pcenter": "最远者最近", "lscp": "设点最少", "mexclp": "期望覆盖最多"}
UNITS = {"pmedian": "people × seconds", "mclp": "people", "pcenter": "seconds", "lscp": "sites", "mexclp": "expected people"}
UNIT_WORDS = {"pmedian": "人·秒", "mclp": "人", "pcenter": "秒", "lscp": "处", "mexclp": "人（期望）"}
BIND_WORDS = {
    "number": "机构数", "budget": "预算", "distance": "最小间距", "required": "必须保留的机构", "closing": "最多撤并数", "capacity": "容量",
    "least_share": "各地最低覆盖",
}
NAMED = 20


@click.command()
@click.option("--model", type=click.Choice(MODELS), required=True, help="The question; what its objective counts is in the answer's `unit`.")
@click.option("--open", "number", type=int, help="How many sites stand in the end, those kept among them (mexclp: vehicles; lscp finds it itself).")
@click.option("--demand", type=TABLE, required=True, help="Where people live: id,people[,place].")
@click.option("--candidates", type=TABLE, required=True, help="Where a site could stand: id[,capacity][,cost]; capacity in people (mexclp: vehicles).")
@click.option("--times", type=TABLE, required=True, help="demand,candidate,seconds (or demand,supply,seconds); a pair not there cannot be travelled.")
@click.option("--minutes", type=click.FloatRange(min=0), default=15.0, show_default=True, help="Covered is this far or nearer.")
@click.option("--busy", type=float, default=0.3, show_default=True, help="Share of time a vehicle is busy (mexclp).")
@click.option("--keep", default="", metavar="ID,ID", help="Sites that stand in every plan.")
@click.option("--forbid", default="", metavar="ID,ID", help="Candidates that stand in none.")
@click.option("--existing", default="", metavar="ID,ID", help="Sites that stand today: who gains and loses is told against them.")
@click.option("--closable", type=click.IntRange(min=0), help="At most so many of --existing may be closed or moved.")
@click.option("--budget", type=click.FloatRange(min=0), help="The open sites' cost together may not be more.")
@click.option("--all-served", is_flag=True, help="Refuse, rather than list, demand that no candidate serves.")
@click.option("--gap", type=click.FloatRange(min=0, max=1), default=0.0, show_default=True, help="A plan proven this near to the best is good enough.")
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, help="Longest run of the exact solver.")
@click.option("--explain", "explained", is_flag=True, help="Add what each site is for, what binds, who gains and loses, and the next best plan.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; a refusal too is then JSON on standard output.")
def site(as_json: bool, **asked: Any) -> None:
    """Choose sites, and say how good the choice is at least.

    pmedian: least travel of all people (people × seconds). mclp: most people within --minutes. pcenter: shortest longest way (seconds).
    lscp: fewest sites that cover everybody who can be. mexclp: most people expected to find a free vehicle; one station may hold several.
    Demand that no candidate serves is listed, not dropped. Times count to the millisecond.
    """
    words = Words(**asked)
    if words.minutes != words.minutes:
        raise click.BadParameter("not a number", param_hint="--minutes")
    tell(lambda: _answer(words), _as_json, _print_tables, as_json=as_json)


@dataclass(frozen=True)
class Words:
    """What was typed."""

    model: str
    number: int | None
    demand: Path
    candidates: Path
    times: Path
    minutes: float
    busy: float
    keep: str
    forbid: str
    existing: str
    closable: int | None
    budget: float | None
    all_served: bool
    gap: float
    seconds: float
    explained: bool


@dataclass(frozen=True)
class Answer:
    words: Words
    demand: "Demand"
    candidates: "Candidates"
    limit_ms: int
    plan: "Plan"
    why: "Explanation | None"


def _answer(words: Words) -> Answer:
    from weijian.engines.siting.explain import explain
    from weijian.engines.siting.question import Effort
    from weijian.engines.siting.solve import plan

    demand, candidates, question = _question(words)
    effort = Effort(gap=words.gap, seconds=words.seconds)
    found = plan(question, effort)
    why = explain(question, found, place=demand.place, effort=effort) if words.explained else None
    return Answer(words, demand, candidates, question.limit_ms, found, why)


def _question(words: Words) -> tuple["Demand", "Candidates", "Question"]:
    from weijian.engines.siting.pairs import milliseconds, pairs_of_triples
    from weijian.engines.siting.question import Model, Question
    from weijian.interop.roads.times import read_candidates, read_demand, read_times

    demand = read_demand(words.demand, name=words.demand.name)
    candidates = read_candidates(words.candidates, name=words.candidates.name)
    times = read_times(words.times, demand, candidates, name=words.times.name, demand_name=words.demand.name, candidates_name=words.candidates.name)
    ms, limit_ms = milliseconds(times.seconds, words.minutes * 60)
    pairs = pairs_of_triples(times.demand, times.candidate, ms, len(demand.ids), len(candidates.ids))
    return demand, candidates, Question(
        Model(words.model), pairs, demand.people, words.number, limit_ms, words.busy, _conditions(words, candidates),
        all_served=words.all_served,
    )


def _conditions(words: Words, candidates: "Candidates") -> Any:
    from weijian.engines.siting.question import Conditions

    if words.budget is not None and candidates.cost is None:
        raise Refusal(say.COST_MISSING, table=words.candidates.name)
    return Conditions(
        required=_chosen("--keep", words.keep, words, candidates), forbidden=_chosen("--forbid", words.forbid, words, candidates),
        existing=_chosen("--existing", words.existing, words, candidates), most_closed=words.closable,
        cost=candidates.cost, budget=words.budget, capacity=candidates.capacity,
    )


def _chosen(option: str, text: str, words: Words, candidates: "Candidates") -> "NDArray[np.bool_] | None":
    import numpy as np

    ids = [part.strip() for part in text.split(",") if part.strip()]
    unknown = sorted(set(ids) - set(candidates.ids))
    if unknown:
        raise Refusal(say.IDS_UNKNOWN, option=option, table=words.candidates.name, ids="、".join(unknown[:NAMED]))
    return np.isin(candidates.ids.astype(np.str_), ids) if ids else None


# as JSON


def _as_json(answer: Answer) -> dict[str, object]:
    plan, words, ids = answer.plan, answer.words, answer.candidates.ids
    return {
        "model": words.model, "open": [ids[j] for j in plan.open], "objective": _plain(plan.objective), "unit": UNITS[words.model],
        "bound": _plain(plan.bound), "gap": plan.gap, "proven": plan.proven, "method": plan.method.value,
        "people": _plain(plan.people), "covered_people": _plain(plan.covered_people), "minutes": _plain(words.minutes),
        "uncoverable": [answer.demand.ids[i] for i in plan.uncoverable], "uncoverable_people": _plain(plan.uncoverable_people),
        "demand_without_people": plan.without_people, "engine": plan.engine, "inputs": plan.inputs,
        **({"units": {ids[j]: n for j, n in plan.units.items()}} if words.model == "mexclp" else {}),
        **({"enough": len(plan.open) <= words.number} if words.model == "lscp" and words.number is not None else {}),
        **({"explanation": _why_json(answer.why, ids)} if answer.why else {}),
    }


def _why_json(why: "Explanation", ids: "NDArray[np.object_]") -> dict[str, object]:
    change, following = why.change, why.next_best
    return {
        "sites": [
            {"id": ids[c.site], "people": c.people, "covered_people": c.covered_people, "only_here_people": c.only_here_people, "worth": c.worth}
            for c in why.contributions
        ],
        "binds": [
            {"condition": b.kind.value, "worth": b.worth, "close": _id(ids, b.out), "open": _id(ids, b.into), "full": [ids[j] for j in b.full]}
            for b in why.binds
        ],
        "next_best": following and {
            "open": [ids[j] for j in following.open], "out": [ids[j] for j in following.out], "in": [ids[j] for j in following.into],
            "objective": following.objective, "difference": following.difference,
        },
        "nearer_people": change.nearer_people, "farther_people": change.farther_people,
        "newly_covered_people": change.newly_covered_people, "no_longer_covered_people": change.no_longer_covered_people,
        "by_place": {
            p.place: {
                "people": p.people, "covered_before": p.covered_before, "covered_after": p.covered_after,
                "mean_seconds_before": p.mean_seconds_before, "mean_seconds_after": p.mean_seconds_after,
                "nearer_people": p.nearer_people, "farther_people": p.farther_people,
            } for p in change.places
        },
    }


def _id(ids: "NDArray[np.object_]", index: int | None) -> str | None:
    return None if index is None else str(ids[index])


def _plain(number: float) -> int | float:
    """3.0 is written 3."""
    return int(number) if number == int(number) else number


# for people


def _print_tables(answer: Answer) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"选址：{MODEL_WORDS[answer.words.model]}（{answer.words.model}）")
    for heading in ("机构", "前往人口", f"{answer.words.minutes:g}分钟内人口"):
        table.add_column(heading, justify="left" if heading == "机构" else "right")
    for row in _rows(answer):
        table.add_row(*row)
    console = Console()
    console.print(table)
    for line in (*_notes(answer), *_reasons(answer)):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _rows(answer: Answer) -> Iterable[tuple[str, str, str]]:
    import numpy as np

    plan, goes = answer.plan, answer.plan.assignment
    people = answer.demand.people[goes.demand] * goes.share
    near = goes.ms <= answer.limit_ms
    going, covered = (np.bincount(goes.site, w, len(answer.candidates.ids)) for w in (people, people * near))
    for j, units in plan.units.items():
        yield f"{answer.candidates.ids[j]}{f'（{units}辆）' if units > 1 else ''}", f"{going[j]:,.0f}", f"{covered[j]:,.0f}"


def _notes(answer: Answer) -> Iterable[str]:
    plan, words = answer.plan, answer.words
    yield f"目标值{plan.objective:,.10g}{UNIT_WORDS[words.model]}，" + (
        "已证明没有更好的方案。" if plan.proven else f"未证明最优：任何方案至多再改善{plan.gap:.3%}（界为{plan.bound:,.10g}）。"
    )
    yield f"{words.minutes:g}分钟内人口{plan.covered_people:,.0f}，共{plan.people:,.0f}。"
    if words.model == "lscp" and words.number is not None:
        yield f"需要{len(plan.open)}处，" + ("不超过" if len(plan.open) <= words.number else "多于") + f"所给的{words.number}处。"
    if len(plan.uncoverable):
        named = "、".join(str(answer.demand.ids[i]) for i in plan.uncoverable[:NAMED])
        yield f"任何候选点都服务不到的{len(plan.uncoverable):,}处（{plan.uncoverable_people:,.0f}人），未参加选址：{named}"
    if plan.without_people:
        yield f"没有人口的{plan.without_people:,}处，未参加选址。"


def _reasons(answer: Answer) -> Iterable[str]:
    why, ids, unit = answer.why, answer.candidates.ids, UNIT_WORDS[answer.words.model]
    if why is None:
        return
    unit = "人" if answer.words.model == "lscp" else unit
    for part in why.contributions:
        lost = "" if part.worth is None else f"，撤掉会差{part.worth:,.10g}{unit}"
        yield f"{ids[part.site]}：{part.people:,.0f}人前往，只有它能覆盖{part.only_here_people:,.0f}人{lost}。"
    for bind in why.binds:
        yield f"受{BIND_WORDS[bind.kind.value]}限制：放宽后可改善{bind.worth:,.10g}{unit}。"
    if why.next_best:
        out, into = ("、".join(str(ids[j]) for j in sites) for sites in (why.next_best.out, why.next_best.into))
        yield f"次优方案：以{into or '无'}换下{out or '无'}，差{why.next_best.difference:,.10g}{unit}。"
