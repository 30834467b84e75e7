"""Keeping an answer of the siting engine as a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import SitingPlanKept
from weijian.domains.planning.models import SitingPlan
from weijian.domains.planning.permissions import SITING
from weijian.domains.planning.queries.siting import Siting
from weijian.domains.planning.rules.siting import Keeping, refusal_to_keep_plan
from weijian.domains.registry.api import Place
from weijian.foundation.happenings.trail import record
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewPlan:
    """A plan about to be kept: its name, its place, and the answer as plain values (`exchange.siting_json`)."""

    name: str
    place: Place
    asked: Mapping[str, Any]
    result: Mapping[str, Any]


@transaction.atomic
def keep_plan(new: NewPlan, found: Siting, *, by: Standing, at: datetime) -> SitingPlan:
    """Keep it under a name of its own, with everything needed to ask the same again."""
    name, place = new.name.strip(), new.place
    must(refusal_to_keep_plan(Keeping(name, SitingPlan.objects.filter(name=name).exists(), place.code, by.places_for(SITING), len(found.new_sites))))
    plan, number = found.plan, len(found.new_sites) if found.asked.number is None else found.asked.number
    made = SitingPlan(
        name=name, place=place, network=found.ground.network, model=found.asked.model, number=number, asked=dict(new.asked),
        inputs=plan.inputs, engine=plan.engine, seed=plan.seed, proven=plan.proven, result=dict(new.result),
        made_by_id=by.account_id, made_by_name=by.name, made_at=at,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # another officer took the name in this very moment
        raise Refusal(say.PLAN_NAME_TAKEN, name=name) from None
    record(SitingPlanKept(made.pk, made.name, made.number, made.inputs), by=by, at=at)
    return made
