"""Who of a batch is on file already, and what the sheet would change about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.imports import refusals as said
from weijian.domains.registry.imports.lines import Desk, Person
from weijian.domains.registry.models import FormerName, GroupMembership, Household, IdentityDocument, Resident
from weijian.domains.registry.states import Stay
from weijian.domains.registry.visibility import READ_RESIDENTS, residents_seen
from weijian.kernel.identity import IdentityKind
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

ASKED_AT_ONCE = 900  # SQLite's own limit on parameters is far higher, Django's is 999
# column of the sheet: (attribute of Person, field of Resident)
COMPARED = {
    "name": ("name", "name"), "sex": ("sex_code", "sex_code"), "born_on": ("born_on", "born_on"), "nation": ("nation_code", "nation_code"),
    "marital": ("marital_code", "marital_code"), "education": ("education_code", "education_code"), "blood": ("blood_code", "blood_code"),
    "address": ("address", "address"), "relation": ("relation_code", "relation_code"), "managing_code": ("managing_id", "managing_id"),
    "phone": ("phone_index", "phone_index"), "household_code": ("household_code", "household__code"), "client_key": ("client_key", "client_key"),
}
HELD = ("pk", "residence", "died_on", "version", "village_id", "phone_absent", *(f for _, f in COMPARED.values()))


NONE: frozenset[str] = frozenset()


class Change(NamedTuple):
    """What a row changes about a resident on file. `fields` are columns of the sheet."""

    id: int
    version: int
    fields: frozenset[str]
    was_named: str
    adds_document: bool
    person: Person


@dataclass
class Sorted:
    new: list[Person] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    wrong: list[tuple[Person, str, Refusal]] = field(default_factory=list)


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while chunk := list(islice(rest, ASKED_AT_ONCE)):
        yield chunk


class OnFile:
    """Asks the database about batches of people."""

    def __init__(self, desk: Desk, by: Standing, at: datetime) -> None:
        self.desk, self.by, self.at = desk, by, at
        self.names = {v.id: v.name for v in desk.villages.values()}
        self.numbered = {v.id for v in desk.villages.values() if v.numbered}
        self.anybody = Resident.objects.exists()

    def sorted(self, people: Sequence[Person]) -> Sorted:
        """New, changed, and those who must not be written; the others stand as they are."""
        found = Sorted()
        by_document, by_key = self._holders(people) if self.anybody else ({}, {})
        held = self._held({*by_document.values(), *by_key.values()}, people)
        mothers = self._mothers(people)
        elsewhere = self._households_elsewhere(people)
        for person in people:
            refusal = self._refusal(person, by_document, by_key, held, mothers, elsewhere)
            if refusal:
                found.wrong.append((person, *refusal))
                continue
            key = _holder(person, by_document, by_key)
            if key is None:
                found.new.append(person)
            else:
                self._compare(person, held[key], by_document, found)
        return found

    # looking up

    def _holders(self, people: Sequence[Person]) -> tuple[dict[tuple[str, bytes], int], dict[str, int]]:
        by_document: dict[tuple[str, bytes], int] = {}
        for chunk in chunks(p.document_index for p in people if p.document_index):
            rows = IdentityDocument.objects.filter(number_index__in=chunk, ends_on__isnull=True).values_list("kind", "number_index", "resident_id")
            by_document |= {(kind, bytes(index)): resident for kind, index, resident in rows}
        by_key: dict[str, int] = {}
        for chunk in chunks(p.client_key for p in people if p.client_key):
            by_key |= dict(Resident.objects.filter(client_key__in=chunk).values_list("client_key", "pk"))  # type: ignore[arg-type]  # none is null here
        return by_document, by_key

    def _held(self, keys: set[int], people: Sequence[Person]) -> dict[int, dict[str, Any]]:
        """What is on file about them; groups, names and documents only when the sheet speaks of them."""
        held: dict[int, dict[str, Any]] = {}
        speaks_of_groups, speaks_of_names = any(p.groups for p in people), any(p.former_name for p in people)
        by_key_only = any(p.client_key for p in people)
        for chunk in chunks(keys):
            seen = self._seen(chunk)
            groups = _open_groups(chunk) if speaks_of_groups else {}
            names = _former_names(chunk) if speaks_of_names else {}
            documents = _documents_of(chunk) if by_key_only else {}
            for row in Resident.objects.filter(pk__in=chunk).values(*HELD):
                pk = row["pk"]
                row["phone_index"] = row["phone_index"] and bytes(row["phone_index"])
                row |= {"seen": pk in seen, "groups": groups.get(pk, NONE), "names": names.get(pk, NONE), "documents": documents.get(pk, NONE)}
                held[pk] = row
        return held

    def _seen(self, keys: list[int]) -> set[int]:
        house = self.by.account_id is None and bool(self.by.name)
        if house or self.by.everywhere(READ_RESIDENTS):
            return set(keys)
        return set(residents_seen(Resident.objects.filter(pk__in=keys), self.by, at=self.at).values_list("pk", flat=True))

    def _mothers(self, people: Sequence[Person]) -> dict[bytes, tuple[int, str, Any]]:
        mothers: dict[bytes, tuple[int, str, Any]] = {}
        for chunk in chunks(p.mother_index for p in people if p.mother_index):
            rows = IdentityDocument.objects.filter(kind=IdentityKind.RESIDENT_ID, number_index__in=chunk, ends_on__isnull=True)
            mothers |= {bytes(i): rest for i, *rest in rows.values_list("number_index", "resident_id", "resident__sex_code", "resident__born_on")}  # type: ignore[misc]
        return mothers

    def _households_elsewhere(self, people: Sequence[Person]) -> dict[str, int]:
        known: dict[str, int] = {}
        for chunk in chunks({p.household_code for p in people if p.household_code}):
            known |= dict(Household.objects.filter(code__in=chunk).values_list("code", "village_id"))
        return known

    # judging

    def _refusal(
        self, person: Person, by_document: dict[tuple[str, bytes], int], by_key: dict[str, int], held: dict[int, dict[str, Any]],
        mothers: dict[bytes, tuple[int, str, Any]], households: dict[str, int],
    ) -> tuple[str, Refusal] | None:
        if person.document_kind == IdentityKind.BIRTH_CERTIFICATE and (fault := self._fault_in_mother(person, mothers)):
            return "mother_number", fault
        if households.get(person.household_code, person.village_id) != person.village_id:
            return "household_code", Refusal(said.HOUSEHOLD_ELSEWHERE, household=person.household_code)
        key = _holder(person, by_document, by_key)
        if key is None:
            numbered = person.village_id in self.numbered
            return None if numbered else ("village_code", Refusal(say.SEGMENT_MISSING, place=self.names[person.village_id]))
        return self._refusal_to_change(person, held[key], by_document, by_key)

    def _fault_in_mother(self, person: Person, mothers: dict[bytes, tuple[int, str, Any]]) -> Refusal | None:
        mother = mothers.get(person.mother_index or b"")
        return rules.refusal_to_register(rules.Registering(
            self.desk.on, True, person.born_on, person.sex_code, person.document_kind, phone_given=True,
            mother_given=mother is not None, mother_sex_code=mother[1] if mother else "", mother_born_on=mother[2] if mother else None,
        ))

    def _refusal_to_change(
        self, person: Person, held: dict[str, Any], by_document: dict[tuple[str, bytes], int], by_key: dict[str, int],
    ) -> tuple[str, Refusal] | None:
        document = by_document.get((person.document_kind, person.document_index or b""))
        if not held["seen"]:
            return "document_number" if document else "client_key", Refusal(say.ALREADY_ELSEWHERE)
        if document and by_key.get(person.client_key or "", document) != document:
            return "client_key", Refusal(said.TWO_PEOPLE)
        if document and person.client_key and held["client_key"] not in (None, person.client_key):
            return "client_key", Refusal(said.KEY_DIFFERS)
        if person.document_index and not document and person.document_kind in held["documents"]:
            return "document_number", Refusal(said.DOCUMENT_DIFFERS)
        if held["village_id"] != person.village_id:
            return "village_code", Refusal(said.LIVES_ELSEWHERE, village=self.names.get(held["village_id"], ""))
        born_on = person.born_on if "born_on" in person.given else held["born_on"]
        refusal = rules.refusal_to_correct(rules.Correcting(self.desk.on, Stay(held["residence"]), born_on, held["died_on"]))
        return ("name", refusal) if refusal else None

    def _compare(self, person: Person, held: dict[str, Any], by_document: dict[tuple[str, bytes], int], found: Sorted) -> None:
        fields = {key for key, (mine, theirs) in COMPARED.items() if key in person.given and getattr(person, mine) != held[theirs]}
        if "phone_absent" in person.given and "phone" not in person.given and person.phone_absent != held["phone_absent"]:
            fields.add("phone_absent")
        if any(m.group not in held["groups"] for m in person.groups):
            fields.add("groups")
        if person.former_name and person.former_name not in held["names"]:
            fields.add("former_name")
        adds = bool(person.document_index) and (person.document_kind, person.document_index) not in by_document
        if not fields and not adds:
            return
        fresh = tuple(m for m in person.groups if m.group not in held["groups"])
        person = person._replace(groups=fresh, former_name=person.former_name if "former_name" in fields else "")
        found.changes.append(Change(held["pk"], held["version"], frozenset(fields), held["name"], adds, person))


def _holder(person: Person, by_document: dict[tuple[str, bytes], int], by_key: dict[str, int]) -> int | None:
    held = by_document.get((person.document_kind, person.document_index)) if person.document_index else None
    return held or (by_key.get(person.client_key) if person.client_key else None)


def _open_groups(keys: list[int]) -> dict[int, set[str]]:
    return _sets(GroupMembership.objects.filter(resident_id__in=keys, ends_on__isnull=True).values_list("resident_id", "group"))


def _former_names(keys: list[int]) -> dict[int, set[str]]:
    return _sets(FormerName.objects.filter(resident_id__in=keys).values_list("resident_id", "name"))


def _documents_of(keys: list[int]) -> dict[int, set[str]]:
    return _sets(IdentityDocument.objects.filter(resident_id__in=keys, ends_on__isnull=True).values_list("resident_id", "kind"))


def _sets(pairs: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found
