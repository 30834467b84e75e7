"""What a parameter was on a day, somewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from weijian.foundation.parameters.definitions import Parameter, known
from weijian.foundation.parameters.models import ParameterValue, PolicyDocument, ProposalState
from weijian.foundation.parameters.values import shown_value


@dataclass(frozen=True)
class Setting:
    """A parameter's value on a date with where it comes from."""

    value: Any
    from_on: date | None
    region_code: str
    source: str


def setting(code: str, *, on: date, region_code: str = "") -> Setting:
    """The approved value in force on the event's date; the nearest enclosing region wins, then the latest start."""
    parameter = known()[code]
    enclosing = [region_code[:n] for n in (0, 2, 4, 6, 9, 12) if n <= len(region_code)]
    rows = ParameterValue.objects.select_related("document").filter(
        code=code, state=ProposalState.APPROVED, from_on__lte=on, region_code__in=enclosing
    )
    best = max(rows, key=lambda r: (len(r.region_code), r.from_on), default=None)
    if best is None:
        return Setting(parameter.default, None, "", parameter.source)
    return Setting(best.value, best.from_on, best.region_code, str(best.document or best.reason))


SHOWN_ITEMS = 3


@dataclass(frozen=True)
class Line:
    """A parameter as the list shows it."""

    parameter: Parameter
    shown: str
    setting: Setting
    waiting: int

    @property
    def items(self) -> int:
        """How many items a long list or table has; 0 for one short enough to be shown."""
        count = len(self.shown.splitlines())
        return count if count > SHOWN_ITEMS else 0


def parameters_by_room(*, on: date, region_code: str = "") -> dict[str, list[Line]]:
    """Every parameter with its value on the day, under the room that declared it."""
    waiting = dict(waiting_values().values_list("code").annotate(n=Count("pk")))
    found: dict[str, list[Line]] = {}
    for code, parameter in known().items():
        held = setting(code, on=on, region_code=region_code)
        found.setdefault(code.split(".")[0], []).append(Line(parameter, shown_value(parameter, held.value), held, waiting.get(code, 0)))
    return found


def waiting_values() -> QuerySet[ParameterValue]:
    return ParameterValue.objects.filter(state=ProposalState.PROPOSED).select_related("document").order_by("proposed_at", "pk")


def history_of_parameter(code: str) -> list[tuple[ParameterValue, str]]:
    """Every value ever proposed, the latest first, as it is typed."""
    rows = ParameterValue.objects.filter(code=code).select_related("document").order_by("-from_on", "-pk")
    return [(row, shown_value(known()[code], row.value)) for row in rows]


def documents() -> QuerySet[PolicyDocument]:
    return PolicyDocument.objects.all()


def documents_matching(q: str) -> QuerySet[PolicyDocument]:
    return documents().filter(Q(number__icontains=q) | Q(title__icontains=q) | Q(issuer__icontains=q)) if q else documents()


def values_citing(document: PolicyDocument) -> list[ParameterValue]:
    return list(ParameterValue.objects.filter(document=document).order_by("-from_on", "-pk"))
