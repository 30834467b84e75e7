"""Import contracts cannot see a foreign key; this can."""

from django.apps import apps
from django.db.models import Field

STACK = [
    "governance", "planning", "finance", "surveillance", "outreach", "emergency", "referrals", "publichealth", "visits", "supply", "records",
    "workforce", "registry",
]


def test_foreign_keys_point_down_the_stack_and_leave_no_trace_above() -> None:
    crossing = list(_crossing())
    assert crossing, "there are rooms above the registry, and they point at it"
    for field, here, there in crossing:
        assert STACK.index(here) < STACK.index(there), f"{field} points up, from {here} to {there}"
        assert field.remote_field.hidden, f"{field} leaves a reverse name on a lower room: use related_name='+'"


def _crossing():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation:
                here, there = model._meta.app_label, field.related_model._meta.app_label
                if here != there and {here, there} <= set(STACK):
                    yield field, here, there


def test_the_ground_floor_knows_no_room() -> None:
    for model in apps.get_models():
        if model.__module__.startswith("weijian.foundation"):
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.is_relation:
                    assert field.related_model._meta.app_label not in STACK, field
