"""Putting residents on file, correcting, moving, merging; recording deaths and who has read what."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.events import (
    DocumentAdded,
    ResidentCorrected,
    ResidentDied,
    ResidentMoved,
    ResidentRead,
    ResidentRegistered,
    ResidentRevealed,
    ResidentsMerged,
)
from weijian.domains.registry.models import (
    FormerName,
    GroupMembership,
    IdentityDocument,
    Institution,
    Place,
    PlaceLevel,
    RecordSequence,
    Residence,
    Resident,
    ResidentMove,
    index_of_document,
    index_of_phone,
)
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.domains.registry.queries.entries import LABELS, Entry, clashes
from weijian.domains.registry.queries.residents import Unmasked, holder_of_document, unmasked
from weijian.domains.registry.states import Stay
from weijian.domains.registry.visibility import residents_seen
from weijian.foundation.happenings.trail import record
from weijian.foundation.refusal_pages import Stale
from weijian.kernel.dates import local_day
from weijian.kernel.identity import IdentityKind, born_on_of, canonical_identity, fault_in_identity, sex_code_of
from weijian.kernel.phones import fault_in_phone, normalised_phone
from weijian.kernel.refusal import Refusal, Refusals, must
from weijian.kernel.standing import Standing


class Overtaken(Stale, Refusals):
    """Somebody corrected the record meanwhile: answered with 409 and field by field what was, is, and was wanted."""


@transaction.atomic
def register_resident(entry: Entry, *, by: Standing, at: datetime) -> Resident:
    """Put a person on file in her village, with the next record number of its segment."""
    village = _village(entry.village_id)
    must(refusal_to_write_in(by, village.name, village.code))
    kind, number = _document(entry.document_kind, entry.document_number, local_day(at))
    phone = _phone(entry.phone)
    must(rules.refusal_to_register(_registering(entry, village, kind, number, by, at)))
    made = Resident.objects.create(
        name=entry.name.strip(), sex_code=entry.sex_code, born_on=entry.born_on, nation_code=entry.nation_code, marital_code=entry.marital_code,
        education_code=entry.education_code, blood_code=entry.blood_code, phone=phone or None, phone_index=index_of_phone(phone) if phone else None,
        phone_absent="" if phone else entry.phone_absent, identity_absent="" if number else entry.document_absent, village=village,
        address=entry.address.strip(), relation_code=entry.relation_code, managing_id=entry.managing_id,
        record_number=RecordSequence.draw(village)[0], created_at=at, updated_at=at,
    )
    if kind:
        _keep_document(made, kind, number, entry.mother_id, local_day(at))
    record(ResidentRegistered(made.pk, village.code), by=by, at=at)
    return made


def _village(key: int) -> Place:
    village = Place.objects.select_related("parent").filter(pk=key).first()
    if village is None or village.level != PlaceLevel.VILLAGE:
        raise Refusal(say.NO_VILLAGE)
    return village


def _document(kind: str, number: str, on: date) -> tuple[IdentityKind | None, str]:
    """The kind and the canonical number, or nothing; a malformed number is refused in the kernel's words."""
    if not number.strip():
        return None, ""
    known = IdentityKind(kind or IdentityKind.RESIDENT_ID)
    must(fault_in_identity(known, number, on=on))
    return known, canonical_identity(known, number)


def _phone(text: str) -> str:
    if text.strip():
        must(fault_in_phone(text))
    return normalised_phone(text) if text.strip() else ""


def _registering(entry: Entry, village: Place, kind: IdentityKind | None, number: str, by: Standing, at: datetime) -> rules.Registering:
    on = local_day(at)
    tells = kind in (IdentityKind.RESIDENT_ID, IdentityKind.RESIDENCE_PERMIT)
    holder = holder_of_document(kind, number) if kind else None
    mother = Resident.objects.filter(pk=entry.mother_id).first() if entry.mother_id else None
    return rules.Registering(
        on=on, village_fit=village.ends_on is None or village.ends_on > on, born_on=entry.born_on, sex_code=entry.sex_code,
        document_kind=kind or "", document_absent=entry.document_absent, phone_given=bool(entry.phone.strip()), phone_absent=entry.phone_absent,
        number_says_born_on=born_on_of(number) if tells else None, number_says_sex_code=sex_code_of(number) if tells else "",
        checked_against_original=entry.checked_against_original, known=_known(holder, by, at), known_record=_named(holder),
        mother_given=mother is not None, mother_sex_code=mother.sex_code if mother else "", mother_born_on=mother.born_on if mother else None,
    )


def _known(holder: Resident | None, by: Standing, at: datetime) -> rules.Known:
    if holder is None:
        return rules.Known.NO
    return rules.Known.SEEN if residents_seen(Resident.objects.filter(pk=holder.pk), by, at=at).exists() else rules.Known.UNSEEN


def _named(holder: Resident | None) -> str:
    return f"档案 {holder.record_number or '#' + str(holder.pk)}" if holder else ""


def _keep_document(resident: Resident, kind: IdentityKind, number: str, mother_id: int | None, on: date) -> None:
    mother = mother_id if kind is IdentityKind.BIRTH_CERTIFICATE else None
    try:
        with transaction.atomic():
            IdentityDocument.objects.create(
                resident=resident, kind=kind.value, number=number, number_index=index_of_document(number), mother_id=mother, from_on=on,
            )
    except IntegrityError:  # another clerk entered the same number in this very moment
        raise Refusal(say.ALREADY_ELSEWHERE) from None


@transaction.atomic
def correct_resident(
    resident: Resident, changes: Mapping[str, object], *, version: int, was: Mapping[str, object] | None = None, by: Standing, at: datetime,
) -> Resident:
    """Write changed facts over the version the clerk had before her (`was`); a changed name leaves the former one."""
    held = Resident.objects.select_related("village").select_for_update(of=("self",)).get(pk=resident.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    if held.version != version:
        raise Overtaken(say.CHANGED_MEANWHILE, clashes(held, changes, was or {}))
    born_on = changes.get("born_on", held.born_on)
    must(rules.refusal_to_correct(rules.Correcting(local_day(at), Stay(held.residence), born_on if isinstance(born_on, date) else None, held.died_on)))
    if changes.get("name", held.name) != held.name:
        FormerName.objects.create(resident=held, name=held.name, until_on=local_day(at))
    _write(held, changes)
    held.version, held.updated_at = held.version + 1, at
    held.save()
    record(ResidentCorrected(held.pk, "、".join(LABELS[f] for f in LABELS if f in changes), held.version), by=by, at=at)
    return held


def _write(held: Resident, changes: Mapping[str, object]) -> None:
    for name in LABELS:
        if name in changes and name != "phone":
            setattr(held, name, changes[name])
    if changes.get("phone"):
        held.phone = _phone(str(changes["phone"]))
        held.phone_index, held.phone_absent = index_of_phone(held.phone), ""
    elif changes.get("phone_absent"):
        held.phone, held.phone_index = None, None


@transaction.atomic
def add_document(resident: Resident, kind: str, number: str, *, by: Standing, at: datetime) -> IdentityDocument:
    """Enter a number that was missing (a newborn's, a new card); the former one of the kind ends."""
    held = Resident.objects.select_related("village").select_for_update(of=("self",)).get(pk=resident.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    on = local_day(at)
    known, canonical = _document(kind, number, on)
    if known is None:
        raise Refusal(say.NUMBER_OR_REASON)
    holder = holder_of_document(known, canonical)
    if holder is not None:
        raise Refusal(say.ALREADY_HERE, record=_named(holder)) if _known(holder, by, at) is rules.Known.SEEN else Refusal(say.ALREADY_ELSEWHERE)
    held.documents.filter(kind=known.value, ends_on__isnull=True).update(ends_on=on)
    _keep_document(held, known, canonical, None, on)
    Resident.objects.filter(pk=held.pk).update(identity_absent="", version=F("version") + 1, updated_at=at)
    record(DocumentAdded(held.pk, known.value, known.label), by=by, at=at)
    return held.documents.get(kind=known.value, ends_on__isnull=True)


@transaction.atomic
def move_resident(
    resident: Resident, kind: rules.MoveKind, moves_on: date, *, village_id: int | None = None, destination: str = "", address: str = "",
    managing: Institution | None = None, by: Standing, at: datetime,
) -> Resident:
    """Move in, out or within the county. Inside the county the record number stays; the manager changes."""
    held = Resident.objects.select_related("village").select_for_update(of=("self",)).get(pk=resident.pk)
    village = _village(village_id) if village_id else None
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    must(rules.refusal_to_move(_moving(held, kind, moves_on, village, destination, local_day(at))))
    origin = destination if kind is rules.MoveKind.IN else held.village.name
    ResidentMove.objects.create(resident=held, kind=kind.value, on=moves_on, origin=origin, destination=village.name if village else destination)
    held.residence = Residence.MOVED_OUT if kind is rules.MoveKind.OUT else Residence.LIVING_HERE
    if village is not None:
        held.village, held.address, held.household, held.managing = village, address, None, managing
    held.version, held.updated_at = held.version + 1, at
    held.save()
    record(ResidentMoved(held.pk, kind.value, kind.label, moves_on, held.village.code), by=by, at=at)
    return held


def _moving(held: Resident, kind: rules.MoveKind, moves_on: date, village: Place | None, destination: str, on: date) -> rules.Moving:
    fit = village is not None and (village.ends_on is None or village.ends_on > on)
    same = village is not None and village.pk == held.village_id
    return rules.Moving(kind, moves_on, on, Stay(held.residence), held.born_on, fit, same, bool(destination.strip()))


@transaction.atomic
def record_death(resident: Resident, died_on: date, *, by: Standing, at: datetime) -> Resident:
    """Close the file on the day of death and end what she was counted in; the file is kept."""
    held = Resident.objects.select_related("village").select_for_update(of=("self",)).get(pk=resident.pk)
    must(refusal_to_write_in(by, held.village.name, held.village.code))
    must(rules.refusal_to_record_death(rules.Dying(died_on, local_day(at), Stay(held.residence), held.born_on)))
    GroupMembership.objects.filter(resident=held, ends_on__isnull=True, from_on__lte=died_on).update(ends_on=died_on)
    GroupMembership.objects.filter(resident=held, ends_on__isnull=True).update(ends_on=F("from_on"))
    held.residence, held.died_on, held.version, held.updated_at = Residence.DEAD, died_on, held.version + 1, at
    held.save()
    record(ResidentDied(held.pk, died_on), by=by, at=at)
    return held


@transaction.atomic
def merge_residents(kept: Resident, lost: Resident, *, by: Standing, at: datetime) -> Resident:
    """One person, two files: the older is kept, the other becomes its alias with its number."""
    rows = {r.pk: r for r in Resident.objects.select_related("village").select_for_update(of=("self",)).filter(pk__in=[kept.pk, lost.pk]).order_by("pk")}
    keep, lose = rows[kept.pk], rows[lost.pk]
    for held in rows.values():
        must(refusal_to_write_in(by, held.village.name, held.village.code))
    differ = _identity_indexes(keep) and _identity_indexes(lose) and not _identity_indexes(keep) & _identity_indexes(lose)
    stays = Stay(keep.residence), Stay(lose.residence)
    must(rules.refusal_to_merge(rules.Merging(keep.pk == lose.pk, *stays, keep.created_at, lose.created_at, bool(differ))))
    _hand_over(lose, keep, local_day(at))
    lose.residence, lose.merged_into, lose.version, lose.updated_at = Residence.MERGED, keep, lose.version + 1, at
    lose.save()
    record(ResidentsMerged(keep.pk, lose.pk), by=by, at=at)
    return keep


def _identity_indexes(resident: Resident) -> set[bytes]:
    held = resident.documents.filter(kind=IdentityKind.RESIDENT_ID, ends_on__isnull=True)
    return {bytes(index) for index in held.values_list("number_index", flat=True)}


def _hand_over(lose: Resident, keep: Resident, on: date) -> None:
    """Documents, groups, moves and names go to the file kept; a group open in both stays open once."""
    open_already = set(keep.groups.filter(ends_on__isnull=True).values_list("group", flat=True))
    for membership in lose.groups.filter(ends_on__isnull=True, group__in=open_already):
        GroupMembership.objects.filter(pk=membership.pk).update(ends_on=max(on, membership.from_on))
    FormerName.objects.filter(resident=lose).update(resident=keep)
    lose.documents.update(resident=keep)
    lose.groups.update(resident=keep)
    lose.moves.update(resident=keep)
    if keep.documents.filter(ends_on__isnull=True).exists():
        Resident.objects.filter(pk=keep.pk).update(identity_absent="")


@transaction.atomic
def read_record(resident: Resident, relation: rules.Relation, purpose: str, *, by: Standing, at: datetime) -> None:
    """Note that the record was opened, by whom, why she could and what for."""
    must(rules.refusal_to_read(rules.Reading(relation, purpose)))
    record(ResidentRead(resident.pk, relation.value), by=by, at=at, purpose=purpose)


@transaction.atomic
def reveal_resident(resident: Resident, reason: str, *, by: Standing, at: datetime) -> Unmasked:
    """Show name, numbers and telephone in full once, for a reason."""
    must(rules.refusal_to_reveal(rules.Revealing(reason)))
    record(ResidentRevealed(resident.pk), by=by, at=at, purpose=reason)
    return unmasked(resident)
