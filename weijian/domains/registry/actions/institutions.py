"""Opening institutions and changing what they are from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.events import InstitutionCorrected, InstitutionOpened, InstitutionStandingChanged
from weijian.domains.registry.models import Institution, InstitutionStanding, Place
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.domains.registry.queries.institutions import DATED, standing_label
from weijian.domains.registry.states import Operation
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import local_day
from weijian.kernel.organisations import fault_in_credit_code
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

WRITE = "registry.institution.write"
TITLES = {"status": "状态", "kind": "机构类别", "level": "级别", "grade": "等次", "ownership": "举办性质"}


@dataclass(frozen=True)
class NewStanding:
    """What an institution is from a day on, by which document."""

    status: str
    kind: str
    level: str
    grade: str
    ownership: str
    from_on: date
    document: str


@dataclass(frozen=True)
class NewInstitution:
    code: str
    name: str
    place_id: int
    standing: NewStanding
    credit_code: str = ""
    short_name: str = ""
    address: str = ""
    phone: str = ""


@transaction.atomic
def open_institution(new: NewInstitution, *, by: Standing, at: datetime) -> Institution:
    """Enter an institution with its first standing."""
    place = Place.objects.get(pk=new.place_id)
    must(refusal_to_write_in(by, place.name, place.code, WRITE))
    if new.credit_code:
        _must_be_its_own(new.credit_code)
    taken = Institution.objects.filter(code=new.code).exists()
    must(rules.refusal_to_open_institution(rules.OpeningInstitution(taken, new.standing.from_on, local_day(at), new.standing.document)))
    made = Institution.objects.create(
        code=new.code, name=new.name, place=place, credit_code=new.credit_code, short_name=new.short_name, address=new.address, phone=new.phone,
        opened_on=new.standing.from_on,
    )
    _stand(made, new.standing)
    record(InstitutionOpened(made.code, new.standing.from_on, standing_label("status", new.standing.status)), by=by, at=at)
    return made


@transaction.atomic
def change_standing(institution: Institution, new: NewStanding, *, by: Standing, at: datetime) -> InstitutionStanding:
    """From a day on the institution stands differently, by a document; standings never overlap."""
    held = Institution.objects.select_related("place").select_for_update(of=("self",)).get(pk=institution.pk)
    must(refusal_to_write_in(by, held.place.name, held.place.code, WRITE))
    last = held.standings.latest("from_on")
    must(rules.refusal_to_change_standing(_restanding(last, new, local_day(at))))
    made = _stand(held, new)
    changes = "，".join(f"{TITLES[f]}由{_word(last, f)}改为{_word(made, f)}" for f in DATED if getattr(last, f) != getattr(made, f))
    record(InstitutionStandingChanged(held.code, new.from_on, changes, new.document), by=by, at=at)
    return made


def _word(standing: InstitutionStanding, field: str) -> str:
    return standing_label(field, getattr(standing, field))


def _stand(institution: Institution, new: NewStanding) -> InstitutionStanding:
    return InstitutionStanding.objects.create(
        institution=institution, from_on=new.from_on, status=new.status, kind=new.kind, level=new.level, grade=new.grade, ownership=new.ownership,
        document=new.document.strip(),
    )


def _restanding(last: InstitutionStanding, new: NewStanding, on: date) -> rules.Restanding:
    unchanged = all(getattr(last, f) == getattr(new, f) for f in DATED)
    return rules.Restanding(Operation(last.status), Operation(new.status), new.from_on, last.from_on, on, new.document, unchanged)


@transaction.atomic
def close_institution(institution: Institution, closes_on: date, document: str, *, by: Standing, at: datetime) -> InstitutionStanding:
    """The institution is struck off from a day on; its history is kept."""
    held = Institution.objects.select_related("place").select_for_update(of=("self",)).get(pk=institution.pk)
    must(refusal_to_write_in(by, held.place.name, held.place.code, WRITE))
    last = held.standings.latest("from_on")
    new = NewStanding(Operation.CLOSED.value, last.kind, last.level, last.grade, last.ownership, closes_on, document)
    must(rules.refusal_to_change_standing(_restanding(last, new, local_day(at))))
    made = _stand(held, new)
    record(InstitutionStandingChanged(held.code, closes_on, "注销", document), by=by, at=at)
    return made


def _must_be_its_own(credit_code: str, held: Institution | None = None) -> None:
    """A credit code is sound, and no other institution's."""
    must(fault_in_credit_code(credit_code))
    others = Institution.objects.filter(credit_code=credit_code)
    other = (others.exclude(pk=held.pk) if held else others).first()
    if other is not None:
        raise Refusal(say.CREDIT_CODE_HELD, code=other.code)


CORRECTABLE = {"name": "机构名称", "short_name": "简称", "credit_code": "统一社会信用代码", "address": "地址", "phone": "联系电话"}


class InstitutionOvertaken(Stale):
    """Somebody corrected the institution meanwhile; answered with 409."""


@transaction.atomic
def correct_institution(institution: Institution, changes: Mapping[str, str], *, version: int, by: Standing, at: datetime) -> Institution:
    """Write changed facts over the version she had before her. What is dated is changed by a standing, not here."""
    held = Institution.objects.select_related("place").select_for_update(of=("self",)).get(pk=institution.pk)
    must(refusal_to_write_in(by, held.place.name, held.place.code, WRITE))
    if held.version != version:
        raise InstitutionOvertaken(say.INSTITUTION_CHANGED)
    if changes.get("credit_code"):
        _must_be_its_own(changes["credit_code"], held)
    wanted = {name: value.strip() for name, value in changes.items() if name in CORRECTABLE and value.strip() != getattr(held, name)}
    for name, value in wanted.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    record(InstitutionCorrected(held.code, "、".join(CORRECTABLE[n] for n in wanted), held.version), by=by, at=at)
    return held
