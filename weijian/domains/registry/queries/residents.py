"""Who is on file here? Lists by keyset over a million, one person by her number, and how a record looks by default."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core import signing
from django.db.models import Prefetch, Q, QuerySet

from weijian.domains.registry import refusals
from weijian.domains.registry.models import (
    FormerName,
    GroupMembership,
    IdentityDocument,
    PopulationGroup,
    ResidentMove,
    index_of_phone,
)
from weijian.domains.registry.models import (
    Resident as Resident,
)
from weijian.domains.registry.models import (
    index_of_document as index_of_document,
)
from weijian.domains.registry.rules import Aging, age_group
from weijian.domains.registry.states import Stay
from weijian.domains.registry.visibility import READ_RESIDENTS, living_in, managed_by, reach_of, residents_seen
from weijian.kernel.codes import Absent, ValueSet
from weijian.kernel.dates import add_months, age_years
from weijian.kernel.identity import IdentityKind, canonical_identity, kind_suggested_by, normalised_identity
from weijian.kernel.masking import mask_address, mask_identity, mask_name, mask_phone
from weijian.kernel.phones import normalised_phone
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import ABO, EDUCATION, HOUSEHOLD_RELATION, MARITAL_STATUS, NATION, SEX

EXPORT_RESIDENTS = "registry.resident.export"
PAGE, COUNTED = 50, 1000
ABSENCES = [a.value for a in Absent]
AGE_BANDS = {"0-6": (0, 6), "7-14": (7, 14), "15-34": (15, 34), "35-64": (35, 64), "65+": (65, None), "80+": (80, None)}
GROUPS: dict[str, str] = {str(value): str(label) for value, label in PopulationGroup.choices}
LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class ResidentCriteria:
    """What a list is narrowed to. `place_code` is any division; `managed` lists what her institution manages instead of where she lives."""

    place_code: str = ""
    name: str = ""
    number: str = ""
    age: str = ""
    group: str = ""
    stay: str = Stay.HERE.value
    managing_code: str = ""
    without_number: bool = False
    managed: bool = False


@dataclass(frozen=True)
class ResidentSlice:
    """One screenful. `after` is the key to ask the next one with; `total` is exact up to a thousand, else None."""

    rows: Sequence["MaskedResident"]
    after: int | None
    total: int | None

    @property
    def total_words(self) -> str:
        return f"{COUNTED}+" if self.total is None else str(self.total)


@dataclass(frozen=True)
class MaskedResident:
    """A record as it is shown by default (rulebook 20.4): the birth year only, for a full date beside the masked number would tell it."""

    id: int
    name: str
    sex: str
    birth_year: str
    age: int | None
    age_group: str
    identity_kind: str
    identity: str
    phone: str
    village_code: str
    village: str
    address: str
    managing: str
    record_number: str
    stay: str
    stay_label: str


def residents() -> QuerySet[Resident]:
    """Residents with what a line of a list shows."""
    in_force = IdentityDocument.objects.filter(ends_on__isnull=True).order_by("kind", "pk")
    return Resident.objects.select_related("village", "managing").prefetch_related(Prefetch("documents", in_force, to_attr="documents_in_force"))


def resident_slice(standing: Standing, criteria: ResidentCriteria, *, after: int | None, on: date, at: datetime) -> ResidentSlice:
    """The next screenful of those she may see, and how many there are."""
    if criteria.number:
        rows = list(residents_with_number(residents_seen(residents(), standing, at=at), criteria.number)[:PAGE])
        return ResidentSlice([masked(r, on=on) for r in rows], None, len(rows))
    found = _narrowed(_scope(residents(), standing, criteria), criteria, on)
    order = _order(criteria)
    rows = list(_beyond(found, order, after).order_by(*order)[: PAGE + 1])
    more = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return ResidentSlice([masked(r, on=on) for r in rows[:PAGE]], more, _total(found))


def _total(found: QuerySet[Resident]) -> int | None:
    counted = found.order_by().select_related(None).prefetch_related(None).values("pk")[: COUNTED + 1].count()
    return None if counted > COUNTED else counted


def residents_leaving(standing: Standing, criteria: ResidentCriteria, *, on: date) -> QuerySet[Resident]:
    """Those an export takes: within its own capability's reach, by the filters of the list. Never by a name or a number."""
    return _narrowed(_scope(residents(), standing, criteria, EXPORT_RESIDENTS), replace(criteria, name="", number=""), on).order_by("pk")


def _scope(queryset: QuerySet[Resident], standing: Standing, criteria: ResidentCriteria, capability: str = READ_RESIDENTS) -> QuerySet[Resident]:
    reach = reach_of(standing, capability)
    if criteria.managed or not reach.places:
        queryset = managed_by(queryset, reach.institutions)
    elif reach.places:
        queryset = living_in(queryset, reach.places)
    return living_in(queryset, [criteria.place_code]) if criteria.place_code else queryset


def _narrowed(queryset: QuerySet[Resident], criteria: ResidentCriteria, on: date) -> QuerySet[Resident]:
    if criteria.stay:
        queryset = queryset.filter(residence=criteria.stay)
    if criteria.name:
        queryset = queryset.filter(name__gte=criteria.name, name__lt=criteria.name + LAST_CHARACTER)
    if criteria.managing_code:
        queryset = managed_by(queryset, [criteria.managing_code])
    if criteria.without_number:
        queryset = queryset.filter(identity_absent__in=ABSENCES)
    if criteria.group:
        queryset = queryset.filter(groups__group=criteria.group, groups__ends_on__isnull=True)
    return queryset.filter(_of_age(criteria.age, on)) if criteria.age in AGE_BANDS else queryset


def _of_age(band: str, on: date) -> Q:
    """Birth dates of those who have completed so many years on the day."""
    youngest, oldest = AGE_BANDS[band]
    wanted = Q(born_on__lte=add_months(on, -12 * youngest))
    return wanted if oldest is None else wanted & Q(born_on__gt=add_months(on, -12 * (oldest + 1)))


def _order(criteria: ResidentCriteria) -> tuple[str, ...]:
    """The order an index gives for nothing."""
    if criteria.group or criteria.managing_code or criteria.managed or criteria.without_number:
        return ("pk",)
    return ("name", "pk") if criteria.name else ("village_id", "name", "pk")


def _beyond(queryset: QuerySet[Resident], order: tuple[str, ...], after: int | None) -> QuerySet[Resident]:
    """Rows after the one with this key, by the order's columns (its name stays in the database, never in an address)."""
    last = Resident.objects.filter(pk=after).values(*order).first() if after else None
    if last is None:
        return queryset
    wanted = Q()
    for i, column in enumerate(order):
        wanted |= Q(**{c: last[c] for c in order[:i]}, **{f"{column}__gt": last[column]})
    return queryset.filter(**{f"{order[0]}__gte": last[order[0]]}).filter(wanted)


def residents_with_number(queryset: QuerySet[Resident], text: str) -> QuerySet[Resident]:
    """Those known by this exact document number, telephone or record number."""
    documents = {index_of_document(number) for number in _spellings(text)}
    keys = list(IdentityDocument.objects.filter(number_index__in=documents).values_list("resident_id", flat=True))
    phone = index_of_phone(normalised_phone(text))
    return queryset.filter(Q(pk__in=keys) | Q(phone_index=phone) | Q(record_number=text.strip())).order_by("pk")


def residents_with_document(text: str) -> QuerySet[Resident]:
    """Those known by this exact document number, and by nothing less."""
    return residents().filter(documents__number_index__in={index_of_document(n) for n in _spellings(text)}).distinct()


def _spellings(text: str) -> set[str]:
    number = normalised_identity(text)
    kind = kind_suggested_by(number)
    plausible = kind is not None and not (kind is IdentityKind.RESIDENT_ID and len(number) == 15 and not number.isdigit())
    return {number, canonical_identity(kind or IdentityKind.OTHER, number)} if plausible else {number}


def looks_like_number(text: str) -> bool:
    """Typed into the one search box: a number of a document, a telephone or a record, and not a name?"""
    return sum(c.isdigit() for c in text) >= 5


def holder_of_document(kind: IdentityKind, canonical: str) -> Resident | None:
    """Whoever is on file with this document in force."""
    held = IdentityDocument.objects.filter(kind=kind.value, number_index=index_of_document(canonical), ends_on__isnull=True)
    return Resident.objects.filter(documents__in=held).first()


def masked(resident: Resident, *, on: date) -> MaskedResident:
    """The record as it is shown by default."""
    documents = _documents(resident)
    return MaskedResident(
        id=resident.pk,
        name=mask_name(resident.name),
        sex=label_of(SEX, resident.sex_code),
        birth_year=str(resident.born_on.year) if resident.born_on else "",
        age=age_years(resident.born_on, resident.died_on or on) if resident.born_on else None,
        age_group=age_group(Aging(resident.born_on, on)).label,
        identity_kind=IdentityKind(documents[0].kind).label if documents else "",
        identity=_masked_number(documents[0]) if documents else absence_label(resident.identity_absent),
        phone=mask_phone(resident.phone) if resident.phone else absence_label(resident.phone_absent),
        village_code=resident.village.code,
        village=resident.village.name,
        address=mask_address(resident.address),
        managing=str(resident.managing or ""),
        record_number=resident.record_number or "",
        stay=resident.residence,
        stay_label=resident.get_residence_display(),
    )


def _documents(resident: Resident) -> list[IdentityDocument]:
    kept: list[IdentityDocument] | None = getattr(resident, "documents_in_force", None)
    return list(resident.documents.filter(ends_on__isnull=True).order_by("kind", "pk")) if kept is None else kept


def _masked_number(document: IdentityDocument) -> str:
    """Six and four, with the birth date between them starred; a shorter number shows less."""
    return mask_identity(document.number)


@dataclass(frozen=True)
class Unmasked:
    """What the drawer shows once, after a reason was given."""

    name: str
    born_on: date | None
    phone: str
    address: str
    documents: tuple[tuple[str, str], ...]


def unmasked(resident: Resident) -> Unmasked:
    documents = tuple((IdentityKind(d.kind).label, d.number) for d in _documents(resident))
    return Unmasked(resident.name, resident.born_on, resident.phone or absence_label(resident.phone_absent), resident.address, documents)


def label_of(value_set: ValueSet, code: str) -> str:
    """The label of a code of the set, or of the reason why there is none."""
    return value_set.label_of(code) if code in value_set else absence_label(code)


def absence_label(code: str) -> str:
    return Absent(code).label if code in set(Absent) else "未登记"


def plain_facts(resident: Resident) -> list[tuple[str, str]]:
    """The coded facts of a record with their labels; the three absences keep apart."""
    return [
        ("民族", label_of(NATION, resident.nation_code)),
        ("婚姻状况", label_of(MARITAL_STATUS, resident.marital_code)),
        ("文化程度", label_of(EDUCATION, resident.education_code)),
        ("血型", label_of(ABO, resident.blood_code)),
        ("与户主关系", label_of(HOUSEHOLD_RELATION, resident.relation_code)),
    ]


def groups_of(resident: Resident) -> QuerySet[GroupMembership]:
    return resident.groups.order_by("ends_on", "-from_on")


def former_names_of(resident: Resident) -> list[FormerName]:
    return list(resident.former_names.order_by("-until_on", "-pk"))


def moves_of(resident: Resident) -> QuerySet[ResidentMove]:
    return resident.moves.order_by("-on", "-pk")


def aliases_of(resident: Resident) -> list[Resident]:
    """Files that were merged into this one."""
    return list(resident.aliases.order_by("pk"))


def residents_without_number(standing: Standing, *, limit: int = COUNTED) -> int:
    """How many of those she looks after are on file without any document (counted up to the limit)."""
    scope = _scope(Resident.objects.all(), standing, ResidentCriteria()).filter(residence=Stay.HERE, identity_absent__in=ABSENCES)
    return scope.values("pk")[: limit + 1].count()


@dataclass(frozen=True)
class MaskedDocument:
    id: int
    kind: str
    number: str
    from_on: date | None
    ends_on: date | None


def documents_of(resident: Resident) -> QuerySet[IdentityDocument]:
    return resident.documents.order_by("ends_on", "kind", "pk")


def masked_documents(resident: Resident) -> list[MaskedDocument]:
    return [MaskedDocument(d.pk, IdentityKind(d.kind).label, _masked_number(d), d.from_on, d.ends_on) for d in documents_of(resident)]


def the_one_with(standing: Standing, number: str, *, at: datetime) -> int | None:
    """The key of the one resident she may see with this exact number."""
    if not number.strip():
        return None
    return residents_with_number(residents_seen(residents(), standing, at=at), number).values_list("pk", flat=True).first()


def found_by(token: str, standing: Standing, *, salt: str, seconds: int) -> int:
    """The key of the resident this person found by her number within the last minutes."""
    try:
        key, account_id = signing.loads(token, salt=salt, max_age=seconds)
    except signing.BadSignature:
        raise Refusal(refusals.FIND_FIRST) from None
    if account_id != standing.account_id:
        raise Refusal(refusals.FIND_FIRST)
    return int(key)
