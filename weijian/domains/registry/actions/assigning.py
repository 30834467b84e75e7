"""Giving many residents to one institution at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.events import ResidentsAssigned
from weijian.domains.registry.models import Institution, Resident
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.domains.registry.queries.institutions import managers_within
from weijian.domains.registry.states import Stay
from weijian.domains.registry.visibility import residents_seen
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Fault, Refusal, Refusals, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class Assigned:
    """How many have another manager now, how many had her already, and who was left as she was, by record number."""

    institution: Institution
    people: int
    already: int
    left_out: tuple[Fault, ...]


@dataclass(frozen=True)
class NotAssigned:
    """Some cannot be changed, so nobody was; `others` could be."""

    institution: Institution
    refusals: Refusals
    others: int


@transaction.atomic
def assign_managing(
    resident_ids: Collection[int], institution: Institution, *, others_only: bool = False, by: Standing, at: datetime
) -> Assigned | NotAssigned:
    """Let the institution manage all who are chosen, or, when she chooses so, those of them who can be changed."""
    must(_refusal_to_take_over(resident_ids, institution, by, at))
    held = _locked(resident_ids, by, at)
    faults, fit = _sorted_out(held, len(set(resident_ids)) - len(held), by)
    if faults and not (others_only and fit):
        return NotAssigned(institution, Refusals(say.SOME_NOT_ASSIGNED if fit else say.NONE_ASSIGNED, faults), len(fit))
    keys = [one.pk for one in fit if one.managing_id != institution.pk]
    if keys:
        Resident.objects.filter(pk__in=keys).update(managing=institution, version=F("version") + 1, updated_at=at)
        record(ResidentsAssigned(institution.code, len(keys), keys), by=by, at=at)
    return Assigned(institution, len(keys), len(fit) - len(keys), tuple(faults))


def _refusal_to_take_over(resident_ids: Collection[int], institution: Institution, by: Standing, at: datetime) -> Refusal | None:
    near = managers_within(by, on=local_day(at))
    within = near.filter(pk=institution.pk)
    operating = within.filter(status_on="operating").exists()
    return rules.refusal_to_take_over(rules.TakingOver(institution.name, operating, within.exists(), len(resident_ids)))


def _locked(resident_ids: Collection[int], by: Standing, at: datetime) -> list[Resident]:
    """Those she can see, locked in one order so that two clerks never wait for each other."""
    seen = list(residents_seen(Resident.objects.filter(pk__in=resident_ids), by, at=at).values_list("pk", flat=True))
    return list(Resident.objects.select_related("village").select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk"))


def _sorted_out(held: list[Resident], unseen: int, by: Standing) -> tuple[list[Fault], list[Resident]]:
    """What stands in the way, by record number only; and those with nothing in the way."""
    faults, fit = [Fault(Refusal(say.OUT_OF_SIGHT, people=unseen))] if unseen else [], []
    for one in held:
        within = refusal_to_write_in(by, one.village.name, one.village.code) is None
        no = rules.refusal_to_assign(rules.Assigning(one.record_number or f"#{one.pk}", Stay(one.residence), within))
        if no:
            faults.append(Fault(no))
        else:
            fit.append(one)
    return faults, fit
