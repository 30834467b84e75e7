"""Keeping an answer of the siting engine as a plan."""

from datetime import datetime

from django.db import transaction

from weijian.domains.planning.events import SitingPlanKept
from weijian.domains.planning.exchange.siting_json import asked_of, result_of
from weijian.domains.planning.models import SitingPlan
from weijian.domains.planning.permissions import SITING
from weijian.domains.planning.queries.siting import Siting
from weijian.domains.planning.rules.siting import Keeping, refusal_to_keep_plan
from weijian.domains.registry.api import Place
from weijian.foundation.happenings.trail import record
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@transaction.atomic
def keep_plan(name: str, found: Siting, place: Place, *, by: Standing, at: datetime) -> SitingPlan:
    """Keep it under a name of its own, with everything needed to ask the same again."""
    name = name.strip()
    must(refusal_to_keep_plan(Keeping(name, SitingPlan.objects.filter(name=name).exists(), place.code, by.places_for(SITING))))
    plan = found.plan
    made = SitingPlan.objects.create(
        name=name, place=place, network=found.ground.network, model=found.asked.model, number=found.asked.number, asked=asked_of(found),
        inputs=plan.inputs, engine=plan.engine, seed=plan.seed, proven=plan.proven, result=result_of(found),
        made_by_id=by.account_id, made_by_name=by.name, made_at=at,
    )
    record(SitingPlanKept(made.pk, made.name, made.number, made.inputs), by=by, at=at)
    return made
