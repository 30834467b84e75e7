"""Who lives together, and in which grid."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from weijian.domains.registry import rules
from weijian.domains.registry.events import HouseholdFounded, HouseholdGridded, HouseholdJoined, HouseholdLeft, HouseholdSplit
from weijian.domains.registry.models import Grid, Household, Place, Resident
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.domains.registry.states import Stay
from weijian.foundation.happenings.trail import record
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing

HEAD = "01"


@transaction.atomic
def found_household(head: Resident, address: str, *, by: Standing, at: datetime) -> Household:
    """A resident becomes the head of a household of her own, in no grid yet."""
    held = _resident(head, by)
    must(rules.refusal_to_join_household(rules.JoiningHousehold(Stay(held.residence), held.village.name, True)))
    made = Household.objects.create(code=_next_code(held.village), village=held.village, address=address.strip())
    _enter(held, made, HEAD, at)
    record(HouseholdFounded(made.code, 1), by=by, at=at)
    return made


@transaction.atomic
def join_household(resident: Resident, household: Household, relation_code: str, *, by: Standing, at: datetime) -> Resident:
    """The resident belongs to this household from now on, with this relation to its head."""
    held = _resident(resident, by)
    same = household.village_id == held.village_id
    must(rules.refusal_to_join_household(rules.JoiningHousehold(Stay(held.residence), household.village.name, same)))
    _enter(held, household, relation_code, at)
    record(HouseholdJoined(held.pk, household.code), by=by, at=at)
    return held


@transaction.atomic
def leave_household(resident: Resident, *, by: Standing, at: datetime) -> Resident:
    """The resident belongs to no household; leaving none changes nothing."""
    held = _resident(resident, by)
    left = held.household
    _enter(held, None, "", at)
    record(HouseholdLeft(held.pk, left.code if left else ""), by=by, at=at)
    return held


@transaction.atomic
def split_household(household: Household, leaving: Sequence[int], head_id: int, address: str, *, by: Standing, at: datetime) -> Household:
    """Some of a household's members form one of their own, in the same grid, with the head they chose."""
    held = _household(household, by)
    members = {r.pk: r for r in Resident.objects.select_for_update().filter(household=held, residence=Stay.HERE)}
    fit = set(leaving) <= set(members) and head_id in leaving
    must(rules.refusal_to_split_household(rules.SplittingHousehold(len(members), len(set(leaving)), fit)))
    made = Household.objects.create(code=_next_code(held.village), village=held.village, grid=held.grid, address=address.strip() or held.address)
    for key in leaving:
        _enter(members[key], made, HEAD if key == head_id else members[key].relation_code, at)
    record(HouseholdSplit(held.code, len(set(leaving)), made.code), by=by, at=at)
    return made


@transaction.atomic
def put_household_in_grid(household: Household, grid_code: str, *, by: Standing, at: datetime) -> Household:
    """The household is in this grid of its village, and in no other."""
    held = _household(household, by)
    grid = Grid.objects.filter(code=grid_code).first()
    same = grid is not None and grid.village_id == held.village_id
    must(rules.refusal_to_put_in_grid(rules.Gridding(grid_code, same, grid is not None and grid.ends_on is None)))
    held.grid = grid
    held.save(update_fields=["grid"])
    record(HouseholdGridded(held.code, grid_code), by=by, at=at)
    return held


def _resident(resident: Resident, by: Standing) -> Resident:
    held = Resident.objects.select_related("village", "household").select_for_update(of=("self",)).get(pk=resident.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    return held


def _household(household: Household, by: Standing) -> Household:
    held = Household.objects.select_related("village").select_for_update(of=("self",)).get(pk=household.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    return held


def _enter(resident: Resident, household: Household | None, relation_code: str, at: datetime) -> None:
    resident.household, resident.relation_code, resident.version, resident.updated_at = household, relation_code, resident.version + 1, at
    resident.save(update_fields=["household", "relation_code", "version", "updated_at"])


def _next_code(village: Place) -> str:
    """Twelve digits of the village and a running number; its row is locked so that two clerks never get one number."""
    Place.objects.select_for_update().get(pk=village.pk)
    last = Household.objects.filter(code__gte=village.code, code__lt=f"{village.code}:").order_by("-code").values_list("code", flat=True).first()
    running = last[len(village.code):] if last else ""
    following = int(running) + 1 if running.isdigit() else 1
    return f"{village.code}{following:0{len(running) or 6}d}"
