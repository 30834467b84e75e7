"""Siting over travel times of Hong Kong's road network, against peers: p-median, MCLP, LSCP and p-centre.

    python -m bench.siting                    every contender, a table, written into docs/why/performance.md
    python -m bench.siting one NAME PLACE     one contender on the task of that place in TASKS, in this process

Peers are no part of the product: `pip install spopt pulp highspy` where wanted, in this environment or in another whose Python WEIJIAN_BENCH_PYTHON
names. One that is not there is said to be not installed. Peers are stopped after LIMIT seconds; what they then hold is no optimum, whatever they call it.
"""

import csv
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.sidebyside import SHARED, WORK, into_page, machine, run, say, table, there, version

FOLDER = SHARED / "data/geo/hongkong"
PEERS_PYTHON = os.environ.get("WEIJIAN_BENCH_PYTHON", sys.executable)
MATRIX, PEOPLE = WORK / "siting-seconds.npy", WORK / "siting-people.npy"
SEED, DEMANDS, SITES, LINE, LIMIT, TIMES = 11, 5000, 500, 900.0, 300, 5


@dataclass(frozen=True)
class Task:
    name: str
    demands: int
    sites: int
    number: int
    peers: tuple[str, ...]
    gap: float = 0.0

    @property
    def size(self) -> str:
        return f"{self.demands:,} × {self.sites}" + (f", {self.number} sites" if self.name != "LSCP" else "")


SPOPT = ("spopt-cbc", "spopt-highs")
TASKS = (
    Task("p-median", 1000, 100, 10, (), 1e-3), Task("p-median", 1000, 100, 10, SPOPT),
    Task("p-median", 5000, 500, 50, (), 1e-3), Task("p-median", 5000, 500, 50, ()),
    Task("MCLP", 1000, 100, 5, SPOPT), Task("MCLP", 1000, 100, 10, SPOPT), Task("MCLP", 2000, 200, 10, SPOPT), Task("MCLP", 2000, 200, 20, SPOPT),
    Task("LSCP", 2000, 200, 0, SPOPT), Task("p-centre", 2000, 200, 10, ("spopt-highs",)), Task("p-centre", 2000, 200, 20, ()),
    Task("MEXCLP", 2000, 200, 10, ()),
)


def prepare() -> None:
    """Seconds from 5,000 places to 500 candidates, drawn from the network's nodes, and each place's people."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    index = {row["id"]: i for i, row in enumerate(csv.DictReader((FOLDER / "nodes.csv").open(encoding="utf-8")))}
    edges = [(index[e["from"]], index[e["to"]], float(e["seconds"])) for e in csv.DictReader((FOLDER / "edges.csv").open(encoding="utf-8"))]
    best: dict[tuple[int, int], float] = {}
    for tail, head, seconds in edges:
        if tail != head:
            ends = (min(tail, head), max(tail, head))
            best[ends] = min(best.get(ends, seconds), max(seconds, 1e-3))
    ends = np.array(list(best))
    graph = csr_array((list(best.values()), (ends[:, 0], ends[:, 1])), shape=(len(index), len(index)))
    random = np.random.default_rng(SEED)
    sites, places = random.choice(len(index), SITES, replace=False), random.choice(len(index), DEMANDS, replace=False)
    WORK.mkdir(parents=True, exist_ok=True)
    np.save(MATRIX, np.vstack([dijkstra(graph, directed=False, indices=s)[places] for s in sites]).T.copy())
    np.save(PEOPLE, random.integers(10, 500, DEMANDS))


# contenders: seconds and people in; objective, bound, and what it calls the answer out


def weijian(task: Task, seconds: Any, people: Any) -> tuple[float, float, str]:
    from weijian.engines.siting.pairs import pairs_of_matrix
    from weijian.engines.siting.question import Effort, Model, Question
    from weijian.engines.siting.solve import plan

    model = {"p-median": Model.PMEDIAN, "MCLP": Model.MCLP, "LSCP": Model.LSCP, "p-centre": Model.PCENTER, "MEXCLP": Model.MEXCLP}[task.name]
    found = plan(Question(model, pairs_of_matrix(seconds), people, task.number or None), Effort(gap=task.gap))
    return found.objective, found.bound, "proven" if found.proven else f"gap {found.gap:.3%}"


def spopt(solver: str) -> Callable[[Task, Any, Any], tuple[float, float, str]]:
    def solve(task: Task, seconds: Any, people: Any) -> tuple[float, float, str]:
        import pulp
        from spopt.locate import LSCP, MCLP, PCenter, PMedian

        chosen = pulp.HiGHS(msg=False, timeLimit=LIMIT) if solver == "spopt-highs" else pulp.PULP_CBC_CMD(msg=False, timeLimit=LIMIT)
        models = {
            "p-median": lambda: PMedian.from_cost_matrix(seconds, people, p_facilities=task.number),
            "MCLP": lambda: MCLP.from_cost_matrix(seconds, people, service_radius=LINE, p_facilities=task.number),
            "LSCP": lambda: LSCP.from_cost_matrix(seconds[(seconds <= LINE).any(axis=1)], service_radius=LINE),
            "p-centre": lambda: PCenter.from_cost_matrix(seconds, p_facilities=task.number),
        }
        try:
            solved = models[task.name]().solve(chosen, results=False)
        except RuntimeError:  # spopt's own word for "not solved"
            return float("nan"), float("nan"), "no answer"
        return float(pulp.value(solved.problem.objective)), float("nan"), f"says “{pulp.LpStatus[solved.problem.status]}”"

    return solve


CONTENDERS: dict[str, Callable[[Task, Any, Any], tuple[float, float, str]]] = {
    "weijian": weijian, "spopt-cbc": spopt("spopt-cbc"), "spopt-highs": spopt("spopt-highs"),
}


def one(name: str, place: int) -> None:
    """CPU seconds of this process and its children (CBC is one), from the matrix to the answer; the quickest of several for short ones."""
    task = TASKS[place]
    seconds, people = np.load(MATRIX)[: task.demands, : task.sites].copy(), np.load(PEOPLE)[: task.demands].astype(float)
    spent, wall = [], []
    for _ in range(TIMES if name == "weijian" else 1):
        start, clock = cpu(), time.perf_counter()
        objective, bound, called = CONTENDERS[name](task, seconds, people)
        spent.append(cpu() - start)
        wall.append(time.perf_counter() - clock)
    say(cpu=min(spent), wall=min(wall), objective=objective, bound=bound, called=called)


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


# the table


def compared() -> Iterator[tuple[object, ...]]:
    for place, task in enumerate(TASKS):
        for name in ("weijian", *task.peers):
            python = sys.executable if name == "weijian" else PEERS_PYTHON
            if not there(package(name), python):
                yield task.name, task.size, name, "not installed", "", "", ""
                continue
            done = run([python, "-m", "bench.siting", "one", name, str(place)])
            said = json.loads(done.said.splitlines()[-1])
            called = said["called"] + (f" when stopped after {LIMIT} s" if name != "weijian" and said["wall"] >= LIMIT else "")
            wanted = f", {task.gap:.1%} asked" if task.gap else ""
            numbered = version(package(name), python).replace(package(name), name, 1)
            yield task.name, task.size + wanted, numbered, f"{said['cpu']:.3f}", f"{said['objective']:,.3f}", called, f"{done.peak_mib:,.0f}"


def package(name: str) -> str:
    return name.partition("-")[0]


def main() -> None:
    prepare()
    body_table = table(("task", "demand × candidates", "contender", "CPU s", "objective", "answer", "peak, MiB"), compared())
    note = (
        "From the matrix of seconds to the answer, building the model included; kernels are compiled at installation. Ours is the quickest of "
        f"{TIMES} in one process. Objectives: people × seconds, people, sites, seconds, expected people. "
        "The LSCP is given to the peers without the demand that nobody can cover, on which they raise an error."
    )
    body = f"## Siting\n\n{machine()}\n\n{body_table}\n\n{note}\n"
    print(body)
    if there("spopt", PEERS_PYTHON):
        into_page("siting", body)
    else:
        print("No peer is installed: docs/why/performance.md keeps the table it has.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main()
