"""What a parameter was on a day, somewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from weijian.foundation.parameters.definitions import known
from weijian.foundation.parameters.models import ParameterValue, ProposalState


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
