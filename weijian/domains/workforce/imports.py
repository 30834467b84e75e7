"""A sheet's lines become people who work in health by the room's own actions, one line one deed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from weijian.domains.workforce import refusals as say
from weijian.domains.workforce import rules
from weijian.domains.workforce.actions import CORRECTABLE, NewPractitioner, correct_practitioner, register_practitioner
from weijian.domains.workforce.models import Practitioner
from weijian.foundation.catalogue.refusals import VALUE_MISSING
from weijian.kernel.dates import local_day
from weijian.kernel.identity import IdentityKind, canonical_identity
from weijian.kernel.phones import normalised_phone
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


def enter_practitioner(held: Practitioner | None, said: Mapping[str, Any], by: Standing, at: datetime) -> Practitioner | None:
    """Somebody new where she works; what may be corrected of somebody known. What is sealed is changed on her own page."""
    if held is None:
        return _register(said, by, at)
    if other := _other_than_on_file(held, said):
        raise Refusal(say.ON_HER_PAGE, code=held.code, columns="、".join(other))
    changes = {name: _as_kept(name, said[name]) for name in CORRECTABLE if name in said and (said[name] is not None or name == "left_on")}
    wanted = {name: value for name, value in changes.items() if value != getattr(held, name)}
    return correct_practitioner(held, wanted, version=held.version, by=by, at=at) if wanted else None


def _register(said: Mapping[str, Any], by: Standing, at: datetime) -> Practitioner:
    for name, label in (("sex_code", "性别"), ("institution", "机构")):
        if not said.get(name):
            raise Refusal(VALUE_MISSING, column=label)
    must(rules.refusal_to_employ(rules.Employing(said.get("born_on"), said.get("left_on"), local_day(at))))
    told = {name: said.get(name) or "" for name in ("code", "name", "category", "title", "sex_code", "education_code", "identity", "phone")}
    made = register_practitioner(NewPractitioner(born_on=said.get("born_on"), **told), said["institution"], by=by, at=at)
    left_on = said.get("left_on")
    return correct_practitioner(made, {"left_on": left_on}, version=made.version, by=by, at=at) if left_on else made


def _other_than_on_file(held: Practitioner, said: Mapping[str, Any]) -> list[str]:
    """The sealed columns and the institution, where the sheet says something else than the file."""
    identity, phone, institution = said.get("identity"), said.get("phone"), said.get("institution")
    other = []
    if identity and canonical_identity(IdentityKind.RESIDENT_ID, identity) != held.identity:
        other.append("证件号码")
    if phone and normalised_phone(phone) != held.phone:
        other.append("联系电话")
    if institution is not None and not held.posts.filter(institution=institution).exists():
        other.append("机构")
    return other


def _as_kept(name: str, value: Any) -> Any:
    return "" if value is None and name != "left_on" else value
