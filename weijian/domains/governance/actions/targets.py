"""Targets: set on the strength of a document, withdrawn with a reason."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from weijian.domains.governance import refusals as say
from weijian.domains.governance.events import TargetSet, TargetWithdrawn
from weijian.domains.governance.models import Target
from weijian.domains.governance.permissions import refusal_to_keep_for
from weijian.domains.governance.queries.computed import code_for
from weijian.domains.governance.queries.figures import plain
from weijian.domains.governance.queries.targets import target_standing
from weijian.domains.governance.rules.targets import SettingTarget, WithdrawingTarget, refusal_to_set_target, refusal_to_withdraw_target
from weijian.domains.governance.visibility import WRITE_TARGET
from weijian.foundation.happenings.trail import record
from weijian.foundation.people.directory import directory
from weijian.kernel.dates import CHINA
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewTarget:
    what: str
    unit: str
    place_code: str
    from_on: date
    until_on: date
    value: Decimal
    document: str
    at_least: bool = True
    indicator_code: str = ""


@transaction.atomic
def set_target(new: NewTarget, *, by: Standing, at: datetime) -> Target:
    """What is to be reached by when, by which document."""
    must(refusal_to_keep_for(by, WRITE_TARGET, directory().place_name(new.place_code) or "", new.place_code, ""))
    new = replace(new, indicator_code=code_for(new.what, new.unit, new.indicator_code))
    standing = target_standing(new.what, new.indicator_code, new.place_code, new.until_on)
    facts = SettingTarget(new.what, new.value, new.from_on, new.until_on, new.document, standing.value if standing else None)
    must(refusal_to_set_target(facts))
    made, first = _made(new, by, at)
    if not first:
        raise Refusal(say.TARGET_STANDS, what=made.what, until_on=made.until_on, value=plain(made.value))
    record(TargetSet(made.pk, made.what, plain(made.value), made.unit, made.until_on, made.document), by=by, at=at)
    return made


def _made(new: NewTarget, by: Standing, at: datetime) -> tuple[Target, bool]:
    """The target, and whether nobody set one for the same thing, place and day at this very moment."""
    one = {"what": new.what, "indicator_code": new.indicator_code, "place_code": new.place_code, "until_on": new.until_on, "withdrawn_at": None}
    rest = {name: value for name, value in asdict(new).items() if name not in one}
    return Target.objects.get_or_create(**one, defaults={**rest, "set_by_id": by.account_id, "set_by_name": by.name, "set_at": at})


@transaction.atomic
def withdraw_target(target: Target, reason: str, *, by: Standing, at: datetime) -> Target:
    """It no longer holds; it stays on file with the reason."""
    held = Target.objects.select_for_update().get(pk=target.pk)
    must(refusal_to_keep_for(by, WRITE_TARGET, directory().place_name(held.place_code) or "", held.place_code, ""))
    moment = held.withdrawn_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if held.withdrawn_at else ""
    must(refusal_to_withdraw_target(WithdrawingTarget(reason, moment)))
    held.withdrawn_at, held.withdrawn_why = at, reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record(TargetWithdrawn(held.pk, held.withdrawn_why), by=by, at=at)
    return held
