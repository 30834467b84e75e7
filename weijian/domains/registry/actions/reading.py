"""Opening a record in an emergency, and reviewing who did."""

from datetime import datetime, timedelta

from django.db import transaction

from weijian.domains.registry import rules
from weijian.domains.registry.events import GlassBroken, GlassReviewed
from weijian.domains.registry.models import EmergencyAccess, Resident
from weijian.domains.registry.visibility import residents_seen
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import CHINA
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing

GLASS_LASTS = timedelta(hours=24)


@transaction.atomic
def break_glass(resident: Resident, reason: str, *, by: Standing, at: datetime) -> EmergencyAccess:
    """Open a record that is not hers to see, for a day, for a written reason; somebody will ask her about it."""
    seen = residents_seen(Resident.objects.filter(pk=resident.pk), by, at=at).exists()
    must(rules.refusal_to_break_glass(rules.BreakingGlass(reason, seen)))
    made = EmergencyAccess.objects.create(
        resident=resident, account_id=by.account_id or 0, reason=reason.strip()[:200], broken_at=at, ends_at=at + GLASS_LASTS,
    )
    until = made.ends_at.astimezone(CHINA)
    record(GlassBroken(resident.pk, made.pk, f"{until:%Y-%m-%d %H:%M}"), by=by, at=at, purpose=reason.strip()[:200])
    return made


@transaction.atomic
def review_glass(access: EmergencyAccess, upheld: bool, remark: str, *, by: Standing, at: datetime) -> EmergencyAccess:
    """Say whether the emergency was one. A refusal ends the access at once."""
    held = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    must(rules.refusal_to_review_glass(rules.ReviewingGlass(held.reviewed_at is not None, held.account_id == by.account_id)))
    held.reviewed_by_id, held.reviewed_at, held.upheld, held.remark = by.account_id, at, upheld, remark.strip()[:200]
    if not upheld:
        held.ends_at = max(held.broken_at + timedelta(seconds=1), min(held.ends_at, at))
    held.save()
    record(GlassReviewed(held.resident_id, held.pk, "认可" if upheld else "不认可"), by=by, at=at, purpose=remark.strip()[:200])
    return held
