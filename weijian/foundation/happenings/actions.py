"""Opening in an emergency, and judging it afterwards."""

from datetime import datetime, timedelta

from django.db import transaction

from weijian.foundation.happenings import rules
from weijian.foundation.happenings.events import AccessReviewed, GlassBroken, HeadRenewed
from weijian.foundation.happenings.models import AccessReview
from weijian.foundation.happenings.trail import record
from weijian.foundation.parameters.queries import setting
from weijian.kernel.dates import local_day
from weijian.kernel.event import Subject
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@transaction.atomic
def break_glass(subject: Subject, purpose: str, *, by: Standing, at: datetime) -> AccessReview:
    """Let somebody read what she is not in charge of; a review is due within hours. `queries.glass_is_broken` then says yes."""
    must(rules.refusal_to_break_glass(rules.BreakingGlass(purpose)))
    assert by.account_id is not None, "only a person meets an emergency"
    happening = record(GlassBroken(subject.kind, subject.key), by=by, at=at, purpose=purpose.strip())
    hours = int(setting("happenings.review_hours", on=local_day(at)).value)
    return AccessReview.objects.create(
        happening=happening, subject_kind=subject.kind, subject_key=subject.key, reader_id=by.account_id, reader_name=by.name,
        purpose=purpose.strip(), opened_at=at, due_at=at + timedelta(hours=hours),
    )


@transaction.atomic
def renew_head(kept_position: int, *, by: Standing, at: datetime) -> None:
    """The kept head of the chain is given up (a backup was restored, the file is lost); that it was is sealed with the rest."""
    record(HeadRenewed(kept_position), by=by, at=at)


@transaction.atomic
def review_access(review: AccessReview, *, justified: bool, note: str, by: Standing, at: datetime) -> AccessReview:
    """Say whether an emergency reading was right, and why."""
    held = AccessReview.objects.select_for_update().get(pk=review.pk)
    must(rules.refusal_to_review(rules.Reviewing(note, held.reader_id == by.account_id, held.reviewed_at is not None)))
    held.justified, held.note = justified, note.strip()
    held.reviewed_by_id, held.reviewed_by_name, held.reviewed_at = by.account_id, by.name, at
    held.save()
    record(AccessReviewed(held.pk, "正当" if justified else "不正当", held.subject_kind, held.subject_key), by=by, at=at)
    return held
