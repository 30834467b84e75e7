"""Beds counted by an inspector, and what was found put right."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from weijian.domains.planning.events import BedsChecked, BedsRectified
from weijian.domains.planning.models import BedCheck
from weijian.domains.planning.permissions import refusal_to_check_beds_of
from weijian.domains.planning.rules.bed_checks import Checking, refusal_to_check
from weijian.domains.registry.api import Institution
from weijian.foundation.catalogue.refusals import USED_KEY
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewCheck:
    """A check as typed."""

    institution: Institution
    kind: str
    checked_on: date
    counted: int
    document: str = ""
    note: str = ""


@transaction.atomic
def check_beds(new: NewCheck, *, by: Standing, at: datetime) -> BedCheck:
    """So many beds of a kind were found open that day."""
    home = new.institution
    must(refusal_to_check_beds_of(by, home.name, home.place.code))
    must(refusal_to_check(Checking(new.checked_on, None, local_day(at))))
    made = BedCheck(
        institution=home, kind=new.kind.strip(), checked_on=new.checked_on, counted=new.counted, document=new.document.strip(), note=new.note.strip(),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refusal(USED_KEY) from None
    record(BedsChecked(made.pk, home.name, made.kind, made.checked_on, made.counted), by=by, at=at)
    return made


@transaction.atomic
def rectify_beds(check: BedCheck, rectified_on: date, *, by: Standing, at: datetime) -> BedCheck:
    """What the check found was put right on a day; said again, the day is corrected."""
    held = BedCheck.objects.select_related("institution__place").select_for_update(of=("self",)).get(pk=check.pk)
    must(refusal_to_check_beds_of(by, held.institution.name, held.institution.place.code))
    must(refusal_to_check(Checking(held.checked_on, rectified_on, local_day(at))))
    held.rectified_on = rectified_on
    held.save(update_fields=["rectified_on"])
    record(BedsRectified(held.pk, rectified_on), by=by, at=at)
    return held
