"""Putting identity documents out of use. They are kept: a number once held stays findable."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from weijian.domains.registry import rules
from weijian.domains.registry.events import DocumentRetired
from weijian.domains.registry.models import IdentityDocument, Resident
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.identity import IdentityKind
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@transaction.atomic
def retire_document(document: IdentityDocument, ends_on: date, *, absent: str = "", by: Standing, at: datetime) -> IdentityDocument:
    """The number is out of use from a day on; whoever has none left says why."""
    resident = Resident.objects.select_related("village").select_for_update(of=("self",)).get(pk=document.resident_id)
    held = IdentityDocument.objects.select_for_update().get(pk=document.pk)
    must(refusal_to_write_in(by, resident.village.name, resident.village.code))
    last = not resident.documents.filter(ends_on__isnull=True).exclude(pk=held.pk).exists()
    must(rules.refusal_to_retire_document(rules.RetiringDocument(held.from_on, held.ends_on, ends_on, local_day(at), last, absent)))
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    Resident.objects.filter(pk=resident.pk).update(identity_absent=absent if last else "", version=F("version") + 1, updated_at=at)
    record(DocumentRetired(resident.pk, held.kind, IdentityKind(held.kind).label, ends_on), by=by, at=at)
    return held
