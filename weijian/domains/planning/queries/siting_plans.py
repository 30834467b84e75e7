"""Plans kept, and two of them side by side."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from weijian.domains.planning import refusals as say
from weijian.domains.planning.models import SitingPlan
from weijian.kernel.refusal import Refusal

__all__ = ["Beside", "SitingPlan", "alike", "beside", "siting_plans", "two_plans"]


@dataclass(frozen=True)
class Beside:
    """One township under two plans: people covered before, and with either."""

    name: str
    before: float
    first: float
    second: float

    @property
    def difference(self) -> float:
        return self.second - self.first


def siting_plans() -> QuerySet[SitingPlan]:
    return SitingPlan.objects.select_related("place", "network").order_by("-made_at", "-pk")


def two_plans(seen: QuerySet[SitingPlan], chosen: list[str]) -> tuple[SitingPlan, SitingPlan]:
    """The two named, in the order they were named; refuses any other number."""
    keys = list(dict.fromkeys(int(key) for key in chosen if key.isdecimal() and len(key) < 19))
    by_key = seen.in_bulk(keys)
    found = [by_key[key] for key in keys if key in by_key]
    if len(found) != 2:
        raise Refusal(say.TWO_PLANS_NEEDED)
    return found[0], found[1]


def beside(first: SitingPlan, second: SitingPlan) -> list[Beside]:
    """Townships that either plan changes, the greatest difference first; one that a plan leaves as it was has its people of before."""
    one, two = (_by_code(plan.result) for plan in (first, second))
    rows = []
    for code in {**one, **two}:
        known = one.get(code) or two[code]
        rows.append(Beside(known["name"] or code, known["before"], one.get(code, _same(known))["after"], two.get(code, _same(known))["after"]))
    return sorted(rows, key=lambda row: (-abs(row.difference), row.name))


def _by_code(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in result["townships"]}


def _same(known: dict[str, Any]) -> dict[str, Any]:
    return {"after": known["before"]}


def alike(first: SitingPlan, second: SitingPlan) -> bool:
    """Are the people before the same? Otherwise the two answer different questions, which the page says."""
    same = {"place": None, "mode": None, "minutes": None, "on": None, "circle": None, "also": "", "peak": None, "at": "", "neighbours": True, "pace": 100}
    return all(first.asked.get(k, unsaid) == second.asked.get(k, unsaid) for k, unsaid in same.items()) and first.network_id == second.network_id
