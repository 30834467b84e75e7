"""Parameters and proposals as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.foundation.parameters import rules
from weijian.foundation.parameters.definitions import Parameter, known
from weijian.foundation.parameters.models import ParameterValue
from weijian.foundation.parameters.queries import Line, Setting, setting
from weijian.foundation.parameters.values import shown_value
from weijian.foundation.people.capabilities import ROOMS
from weijian.foundation.screen.parts import Action
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class Proposal:
    row: ParameterValue
    parameter: Parameter
    value: str
    held: str
    actions: list[Action]
    may_reject: bool


def rooms_of(lines: dict[str, list[Line]]) -> list[tuple[str, list[Line]]]:
    return [(str(ROOMS.get(room, room)), rows) for room, rows in lines.items()]


def parameter_as_json(parameter: Parameter, held: Setting) -> dict[str, Any]:
    """What a program is told: the value as it is kept, since when, where, and by what."""
    return {
        "code": parameter.code, "name": parameter.zh, "kind": parameter.kind, "value": held.value, "unit": parameter.unit,
        "from_on": held.from_on, "region_code": held.region_code, "source": held.source,
    }


def proposals_of(waiting: Iterable[ParameterValue], standing: Standing) -> list[Proposal]:
    return [_proposal(row, standing) for row in waiting if row.code in known()]


def _proposal(row: ParameterValue, standing: Standing) -> Proposal:
    parameter, own = known()[row.code], row.proposed_by_id == standing.account_id
    held = setting(row.code, on=row.from_on, region_code=row.region_code).value
    doable = []
    if standing.may("parameters.approve"):
        refusal = rules.refusal_to_approve(rules.Deciding(True, own, from_on=row.from_on))
        doable.append(Action(_("批准"), reverse("approve-parameter", args=[row.pk]), method="post", refusal=refusal, icon="check", primary=True))
    if own:
        doable.append(Action(_("撤回"), reverse("withdraw-parameter", args=[row.pk]), method="post"))
    return Proposal(row, parameter, shown_value(parameter, row.value), shown_value(parameter, held), doable, standing.may("parameters.approve"))
