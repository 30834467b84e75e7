"""Counting residents in population groups."""

from datetime import date, datetime

from django.db import transaction

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.events import GroupJoined, GroupLeft
from weijian.domains.registry.models import GroupMembership, PopulationGroup, Resident
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.domains.registry.states import Stay
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@transaction.atomic
def add_to_group(resident: Resident, group: str, from_on: date, source: str, *, by: Standing, at: datetime) -> GroupMembership:
    """Count a resident in a group from a day on, on a named source's word."""
    held = Resident.objects.select_related("village").select_for_update(of=("self",)).get(pk=resident.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    if group not in PopulationGroup.values:
        raise Refusal(say.UNKNOWN_GROUP, group=group[:20])
    label = str(PopulationGroup(group).label)
    open_already = held.groups.filter(group=group, ends_on__isnull=True).exists()
    must(rules.refusal_to_add_to_group(
        rules.Joining(group, label, from_on, local_day(at), Stay(held.residence), held.sex_code, held.born_on, open_already, source)
    ))
    made = GroupMembership.objects.create(resident=held, group=group, from_on=from_on, source=source.strip())
    record(GroupJoined(held.pk, group, label, from_on), by=by, at=at)
    return made


@transaction.atomic
def end_group(membership: GroupMembership, ends_on: date, *, by: Standing, at: datetime) -> GroupMembership:
    """The resident no longer belongs to the group after this day."""
    held = GroupMembership.objects.select_related("resident__village").select_for_update(of=("self",)).get(pk=membership.pk)
    village = held.resident.village
    must(refusal_to_write_in(by, village.name, village.code))
    must(rules.refusal_to_end_membership(rules.Leaving(held.from_on, ends_on, local_day(at))))
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    record(GroupLeft(held.resident_id, held.group, held.get_group_display(), ends_on), by=by, at=at)
    return held
