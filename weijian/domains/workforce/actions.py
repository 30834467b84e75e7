"""Entering people who work in health, their qualifications, licences and posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from weijian.domains.registry.api import Institution, index_of_document, refusal_to_write_in
from weijian.domains.workforce import refusals as say
from weijian.domains.workforce import rules
from weijian.domains.workforce.events import LicenceEntered, PostBegun, PostEnded, PractitionerCorrected, PractitionerRegistered, QualificationEntered
from weijian.domains.workforce.models import Post, PostKind, PracticeLicence, Practitioner, Qualification
from weijian.domains.workforce.queries import category_label, cover_at, main_post_of
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import local_day
from weijian.kernel.identity import IdentityKind, canonical_identity, fault_in_identity
from weijian.kernel.phones import fault_in_phone, normalised_phone
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing

WRITE = "workforce.practitioner.write"
CORRECTABLE = {
    "name": "姓名", "sex_code": "性别", "born_on": "出生日期", "category": "人员类别", "title": "职称", "education_code": "学历", "left_on": "离岗日期",
}


class PractitionerOvertaken(Stale):
    """Somebody corrected her meanwhile; answered with 409."""


@dataclass(frozen=True)
class NewPractitioner:
    code: str
    name: str
    sex_code: str
    category: str
    born_on: date | None = None
    identity: str = ""
    phone: str = ""
    title: str = ""
    education_code: str = ""


@dataclass(frozen=True)
class NewPost:
    kind: str
    duty: str
    from_on: date
    ends_on: date | None = None
    department_id: int | None = None


@dataclass(frozen=True)
class NewLicence:
    number: str
    category: str
    scope: str
    from_on: date
    ends_on: date | None = None


@transaction.atomic
def register_practitioner(new: NewPractitioner, at_institution: Institution, *, by: Standing, at: datetime) -> Practitioner:
    """Enter a person who works in health, once, where she works; until her licence is entered her page says that there is none."""
    _must_reach(by, at_institution)
    must(rules.refusal_to_employ(rules.Employing(new.born_on, None, local_day(at))))
    if Practitioner.objects.filter(code=new.code).exists():
        raise Refusal(say.CODE_TAKEN, code=new.code)
    number = _identity(new.identity, local_day(at))
    made = Practitioner.objects.create(
        code=new.code, name=new.name.strip(), sex_code=new.sex_code, category=new.category, born_on=new.born_on, title=new.title,
        education_code=new.education_code, phone=_phone(new.phone) or None,
        identity=number or None, identity_index=index_of_document(number) if number else None,
    )
    Post.objects.create(practitioner=made, institution=at_institution, kind=PostKind.MAIN, duty=category_label(new.category), from_on=local_day(at))
    record(PractitionerRegistered(made.code, category_label(made.category)), by=by, at=at)
    return made


def _must_reach(by: Standing, institution: Institution) -> None:
    if refusal_to_write_in(by, institution.place.name, institution.place.code, WRITE) is not None:
        raise Refusal(say.NOT_YOURS, institution=institution.name)


def _identity(text: str, on: date) -> str:
    if not text.strip():
        return ""
    must(fault_in_identity(IdentityKind.RESIDENT_ID, text, on=on))
    number = canonical_identity(IdentityKind.RESIDENT_ID, text)
    known = Practitioner.objects.filter(identity_index=index_of_document(number)).first()
    if known is not None:
        raise Refusal(say.KNOWN_ALREADY, code=known.code)
    return number


def _phone(text: str) -> str:
    if text.strip():
        must(fault_in_phone(text))
    return normalised_phone(text) if text.strip() else ""


def _held(practitioner: Practitioner, by: Standing) -> Practitioner:
    """The locked row of somebody who works, or worked, where this person may write."""
    held = Practitioner.objects.select_for_update(of=("self",)).get(pk=practitioner.pk)
    places = {post.institution.place for post in held.posts.select_related("institution__place")}
    refusals = [refusal_to_write_in(by, place.name, place.code, WRITE) for place in places]
    if refusals and all(refusals):
        raise Refusal(say.NOT_YOURS, institution=min(place.name for place in places))
    return held


@transaction.atomic
def correct_practitioner(practitioner: Practitioner, changes: Mapping[str, object], *, version: int, by: Standing, at: datetime) -> Practitioner:
    """Write changed facts over the version the clerk had before her."""
    held = _held(practitioner, by)
    if held.version != version:
        raise PractitionerOvertaken(say.CHANGED_MEANWHILE)
    wanted = {name: value for name, value in changes.items() if name in CORRECTABLE and value != getattr(held, name)}
    for name, value in wanted.items():
        setattr(held, name, value)
    must(rules.refusal_to_employ(rules.Employing(held.born_on, held.left_on, local_day(at), known=True)))
    held.version += 1
    held.save()
    record(PractitionerCorrected(held.code, "、".join(CORRECTABLE[n] for n in wanted), held.version), by=by, at=at)
    return held


@transaction.atomic
def enter_qualification(practitioner: Practitioner, number: str, category: str, level: str, issued_on: date, *, by: Standing, at: datetime) -> Qualification:
    """Enter the certificate on which licences rest."""
    held = _held(practitioner, by)
    if Qualification.objects.filter(number=number.strip()).exists():
        raise Refusal(say.QUALIFICATION_HELD, number=number.strip())
    made = Qualification.objects.create(practitioner=held, number=number.strip(), category=category, level=level, issued_on=issued_on)
    record(QualificationEntered(held.code, made.number), by=by, at=at)
    return made


@transaction.atomic
def enter_licence(practitioner: Practitioner, new: NewLicence, institution: Institution, *, by: Standing, at: datetime) -> PracticeLicence:
    """Enter a licence or its renewal: the same number from a later day on."""
    held = _held(practitioner, by)
    _must_reach(by, institution)
    others = PracticeLicence.objects.filter(number=new.number).exclude(practitioner=held).exists()
    qualified = held.qualifications.filter(category=new.category).exists()
    must(rules.refusal_to_license(
        rules.Licensing(new.number, new.category, category_label(new.category), new.from_on, new.ends_on, qualified, others)
    ))
    made, _ = PracticeLicence.objects.update_or_create(
        number=new.number, from_on=new.from_on,
        defaults={"practitioner": held, "category": new.category, "scope": new.scope, "institution": institution, "ends_on": new.ends_on},
    )
    record(LicenceEntered(held.code, made.number, made.from_on, made.ends_on), by=by, at=at)
    return made


@transaction.atomic
def begin_post(practitioner: Practitioner, new: NewPost, institution: Institution, *, by: Standing, at: datetime) -> Post:
    """She works there from a day on: her main post, another site, or seconded until a day."""
    held = _held(practitioner, by)
    _must_reach(by, institution)
    main = main_post_of(held)
    cover = cover_at(held, institution.code, new.kind, new.from_on)
    must(rules.refusal_to_post(
        rules.Posting(new.kind, new.duty, institution.name, new.from_on, new.ends_on, main.from_on if main else None, held.left_on, cover)
    ))
    made = Post.objects.create(
        practitioner=held, institution=institution, department_id=new.department_id, kind=new.kind, duty=new.duty, from_on=new.from_on, ends_on=new.ends_on,
    )
    record(PostBegun(held.code, institution.code, made.duty, str(PostKind(made.kind).label), made.from_on), by=by, at=at)
    return made


@transaction.atomic
def end_post(post: Post, ends_on: date, *, by: Standing, at: datetime) -> Post:
    """Her last day there."""
    held = Post.objects.select_related("practitioner", "institution__place").select_for_update(of=("self",)).get(pk=post.pk)
    _must_reach(by, held.institution)
    must(rules.refusal_to_end_post(rules.EndingPost(held.from_on, held.ends_on, ends_on)))
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    record(PostEnded(held.practitioner.code, held.institution.code, ends_on), by=by, at=at)
    return held
