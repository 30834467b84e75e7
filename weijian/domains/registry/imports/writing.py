"""The second pass: what was put by is written in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from weijian.domains.registry.imports import refusals as said
from weijian.domains.registry.imports.bulk import Inserter, Updater
from weijian.domains.registry.imports.checking import Checked, Watch
from weijian.domains.registry.imports.lines import Person
from weijian.domains.registry.imports.onfile import Change, chunks
from weijian.domains.registry.models import FormerName, GroupMembership, Household, IdentityDocument, Place, RecordSequence, Resident
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal

RESIDENT = (
    "name", "sex_code", "born_on", "nation_code", "marital_code", "education_code", "blood_code", "phone", "phone_index", "phone_absent",
    "identity_absent", "village", "address", "relation_code", "managing", "client_key", "household", "record_number", "residence", "version",
    "created_at", "updated_at",
)
# column of the sheet: the fields it changes, with the attribute of Person
CHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    "name": (("name", "name"),), "sex": (("sex_code", "sex_code"),), "born_on": (("born_on", "born_on"),), "nation": (("nation_code", "nation_code"),),
    "marital": (("marital_code", "marital_code"),), "education": (("education_code", "education_code"),), "blood": (("blood_code", "blood_code"),),
    "address": (("address", "address"),), "relation": (("relation_code", "relation_code"),), "managing_code": (("managing", "managing_id"),),
    "client_key": (("client_key", "client_key"),), "phone": (("phone", "phone_sealed"), ("phone_index", "phone_index"), ("phone_absent", "phone_absent")),
    "phone_absent": (("phone", "phone_sealed"), ("phone_index", "phone_index"), ("phone_absent", "phone_absent")),
}


class Writer:
    """Writes batches; to be used inside one transaction."""

    def __init__(self, checked: Checked, at: datetime) -> None:
        self.checked, self.at, self.on = checked, at, local_day(at)
        self.residents = Inserter(Resident, RESIDENT)
        self.documents = Inserter(IdentityDocument, ("resident", "kind", "number", "number_index", "mother", "from_on"))
        self.households = Inserter(Household, ("code", "village", "address"))
        self.names = Inserter(FormerName, ("resident", "name", "until_on"))
        self.groups = Inserter(GroupMembership, ("resident", "group", "from_on", "source"))
        self.updaters: dict[tuple[str, ...], Updater] = {}

    def write(self, watch: Watch) -> None:
        """Everything that was put by, save the rows that are left out."""
        left_out = self.checked.faults.rows
        self.numbers = _record_numbers(self.checked)
        done, total = 0, self.checked.new + self.checked.changed
        for new, changes in self.checked.spool.batches():
            new = [p for p in new if p.row not in left_out]
            changes = [c for c in changes if c.person.row not in left_out]
            households = self._households([*new, *(c.person for c in changes)])
            self._add(new, households)
            self._change(changes, households)
            done += len(new) + len(changes)
            watch.tell("写入", done, total)

    def _households(self, people: Sequence[Person]) -> dict[str, int]:
        wanted = {p.household_code: p for p in reversed(people) if p.household_code}
        known = _keys(Household.objects, "code", wanted)
        missing = [(code, p.village_id, p.address) for code, p in wanted.items() if code not in known]
        self.households.insert(missing)
        return known | _keys(Household.objects, "code", [code for code, *_ in missing])

    def _add(self, people: Sequence[Person], households: dict[str, int]) -> None:
        numbers = [self.numbers[p.village_id].pop() for p in people]
        self.residents.insert([self._row(p, number, households) for p, number in zip(people, numbers, strict=True)])
        by_number = _keys(Resident.objects, "record_number", numbers)
        self._attach([(by_number[number], p) for p, number in zip(people, numbers, strict=True)])

    def _row(self, p: Person, number: str, households: dict[str, int]) -> tuple[Any, ...]:
        return (
            p.name, p.sex_code, p.born_on, p.nation_code, p.marital_code, p.education_code, p.blood_code, p.phone_sealed, p.phone_index, p.phone_absent,
            p.identity_absent, p.village_id, p.address, p.relation_code, p.managing_id, p.client_key, households.get(p.household_code), number, "here", 1,
            self.at, self.at,
        )

    def _attach(self, kept: Sequence[tuple[int, Person]]) -> None:
        """Documents, former names and groups of people whose keys are known."""
        mothers = _mothers(p for _, p in kept)
        self.documents.insert([
            (key, p.document_kind, p.document_sealed, p.document_index, mothers.get(p.mother_index or b""), self.on) for key, p in kept if p.document_index
        ])
        self.names.insert([(key, p.former_name, None) for key, p in kept if p.former_name])
        self.groups.insert([(key, m.group, m.from_on, p.group_source) for key, p in kept for m in p.groups])

    def _change(self, changes: Sequence[Change], households: dict[str, int]) -> None:
        by_fields: dict[tuple[str, ...], list[tuple[list[Any], int, int]]] = defaultdict(list)
        for change in changes:
            values = _changed_values(change, households) | {"version": change.version + 1, "updated_at": self.at}
            by_fields[tuple(values)].append((list(values.values()), change.id, change.version))
        for fields, rows in by_fields.items():
            if fields not in self.updaters:
                self.updaters[fields] = Updater(Resident, fields)
            if not self.updaters[fields].update(rows):
                raise Refusal(said.CHANGED_MEANWHILE)
        self.names.insert([(c.id, c.was_named, self.on) for c in changes if "name" in c.fields])
        self._attach([(c.id, c.person if c.adds_document else c.person._replace(document_index=None)) for c in changes])


def _changed_values(change: Change, households: dict[str, int]) -> dict[str, Any]:
    values = {field: getattr(change.person, mine) for key in CHANGES if key in change.fields for field, mine in CHANGES[key]}
    if "household_code" in change.fields:
        values["household"] = households[change.person.household_code]
    if change.adds_document:
        values["identity_absent"] = ""
    return values


def _record_numbers(checked: Checked) -> dict[int, list[str]]:
    """The numbers of every village's new residents, drawn at once, the next one last."""
    villages = Place.objects.select_related("parent").in_bulk(list(checked.new_by_village))
    return {key: RecordSequence.draw(villages[key], count)[::-1] for key, count in sorted(checked.new_by_village.items()) if count}


def _keys(rows: Any, field: str, values: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(values):
        found |= dict(rows.filter(**{f"{field}__in": chunk}).values_list(field, "pk"))
    return found


def _mothers(people: Iterable[Person]) -> dict[bytes, int]:
    mothers: dict[bytes, int] = {}
    for chunk in chunks(p.mother_index for p in people if p.mother_index and p.document_kind == "12"):
        rows = IdentityDocument.objects.filter(kind="01", number_index__in=chunk, ends_on__isnull=True).values_list("number_index", "resident_id")
        mothers |= {bytes(index): key for index, key in rows}
    return mothers
