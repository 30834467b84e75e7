"""One row of the sheet as the facts of one person, asked the same rules as a single registration. No database."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.imports import refusals as said
from weijian.domains.registry.imports.sheet import PLACE_OF, RESIDENTS, TITLE_OF
from weijian.domains.registry.states import Stay
from weijian.foundation.secrets.box import box
from weijian.interop.sheets.refusals import ROW_TOO_WIDE
from weijian.kernel.codes import Absent, ValueSet
from weijian.kernel.dates import parse_date
from weijian.kernel.identity import IdentityKind, born_on_of, canonical_identity, fault_in_identity, kind_suggested_by, sex_code_of
from weijian.kernel.masking import mask_address, mask_identity, mask_name, mask_phone
from weijian.kernel.phones import fault_in_phone, normalised_phone
from weijian.kernel.refusal import Refusal, Wording
from weijian.kernel.refusals import CODE_UNKNOWN
from weijian.kernel.valuesets import ABO, EDUCATION, HOUSEHOLD_RELATION, MARITAL_STATUS, NATION, SEX

NOT_ASKED = Absent.NOT_ASKED.value
TELLING = (IdentityKind.RESIDENT_ID, IdentityKind.RESIDENCE_PERMIT)
YES, NO = frozenset(("是", "1", "y", "yes", "true", "√")), frozenset(("", "否", "0", "n", "no", "false", "×"))
GROUP_CODES = {"孕产妇": "pregnant", "残疾人": "disabled", "军人军属": "military", "退役军人": "veteran", "低保对象": "low_income",
               "防返贫监测对象": "poverty_monitored", "计划生育特殊家庭": "special_family", "特困人员": "destitute", "独居老人": "elderly_alone",
               "留守儿童": "left_behind", "慢性病患者": "chronic"}
GROUP_LABELS = {code: label for label, code in GROUP_CODES.items()}
DOCUMENT_KINDS = {word: k for k in IdentityKind for word in (k.value, k.value.lstrip("0"), k.label)} | {"身份证": IdentityKind.RESIDENT_ID}
SHORTEST_LIMIT = min(c.longest for c in RESIDENTS.columns)
_GROUP = re.compile(r"(\D+?)[\s@（(自]+(\d[^）)]*)[）)]?起?")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_COLUMN_OF: Mapping[Wording, str] = {
    say.NO_VILLAGE: "village_code", say.BORN_LATER: "born_on", say.TOO_OLD: "born_on", say.NUMBER_OR_REASON: "document_number",
    say.MOTHER_NEEDED: "mother_number", say.MOTHER_UNFIT: "mother_number", say.PHONE_OR_REASON: "phone",
}


class Wrong(NamedTuple):
    """A fault on its way between processes: exceptions do not travel."""

    row: int
    column: str
    wording: Wording
    facts: dict[str, object]
    shown: str


class Membership(NamedTuple):
    group: str
    from_on: date


class Person(NamedTuple):
    """A sound row. `given` names the columns that were not empty; telephone and number are sealed already."""

    row: int
    given: frozenset[str]
    name: str
    sex_code: str
    born_on: date | None
    nation_code: str
    marital_code: str
    education_code: str
    blood_code: str
    phone_sealed: bytes | None
    phone_index: bytes | None
    phone_absent: str
    identity_absent: str
    village_id: int
    address: str
    household_code: str
    relation_code: str
    managing_id: int | None
    client_key: str | None
    document_kind: str
    document_sealed: bytes | None
    document_index: bytes | None
    mother_index: bytes | None
    former_name: str
    groups: tuple[Membership, ...]
    group_source: str


Columns = list[tuple[Any, ...]]


def packed(people: Sequence[Person]) -> Columns:
    """Column by column, which travels and is put by at a third of the price."""
    return list(zip(*people, strict=True))


def unpacked(columns: Columns) -> list[Person]:
    return list(map(Person._make, zip(*columns, strict=True)))


@dataclass(frozen=True)
class Village:
    id: int
    name: str
    fit: bool
    reached: bool
    numbered: bool


@dataclass
class Desk:
    """What one needs at hand to look at rows: the day, the villages and institutions by code, and what was read before."""

    on: date
    villages: Mapping[str, Village]
    institutions: Mapping[str, int]
    _codes: dict[tuple[str, str], str | Refusal] = field(default_factory=dict)
    _dates: dict[str, date | Refusal] = field(default_factory=dict)
    _given: dict[tuple[bool, ...], frozenset[str]] = field(default_factory=dict)

    def code(self, key: str, values: ValueSet, text: str) -> str | Refusal:
        found = self._codes.get((key, text))
        if found is None:
            found = values.code_of(text)
            if isinstance(found, Refusal) and not isinstance(absent := absence(text), Refusal):
                found = absent
            self._codes[key, text] = found
        return found

    def date(self, text: str) -> date | Refusal:
        found = self._dates.get(text)
        if found is None:
            found = self._dates[text] = parse_date(text)
        return found

    def given(self, texts: Sequence[str]) -> frozenset[str]:
        shape = tuple(map(bool, texts))
        found = self._given.get(shape)
        if found is None:
            found = self._given[shape] = frozenset(c.key for c, is_there in zip(RESIDENTS.columns, shape, strict=False) if is_there)
        return found


def absence(text: str) -> str | Refusal:
    """One of the three absences by its code or label; "" for an empty cell."""
    if not text:
        return ""
    found = next((a.value for a in Absent if text in (a.value, a.label)), None)
    return found or Refusal(say.NUMBER_OR_REASON)


class _Row:
    """A row being looked at: what was found wrong so far."""

    def __init__(self, desk: Desk, number: int, texts: Sequence[str]) -> None:
        self.desk, self.number, self.texts = desk, number, texts
        self.wrong: list[Wrong] = []

    def no(self, key: str, refusal: Refusal) -> None:
        text = self.texts[PLACE_OF[key]] if key else ""
        self.wrong.append(Wrong(self.number, TITLE_OF.get(key, ""), refusal.wording, refusal.facts, masked(key, text)))

    def wrong_in(self, key: str) -> bool:
        return any(w.column == TITLE_OF[key] for w in self.wrong)

    def read(self, key: str, value: object) -> object:
        """The value, or "" with the fault noted."""
        if isinstance(value, Refusal):
            self.no(key, value)
            return ""
        return value

    def code(self, key: str, values: ValueSet, text: str, empty: str) -> str:
        if not text:
            return empty
        found = self.desk.code(key, values, text)
        if isinstance(found, str):
            return found
        self.no(key, found)
        return empty


def person_of(desk: Desk, number: int, texts: Sequence[str]) -> Person | list[Wrong]:
    """The person a row tells of, or everything that is wrong with it."""
    row = _Row(desk, number, texts)
    if len(texts) > len(RESIDENTS.columns):
        row.no("", Refusal(ROW_TOO_WIDE, extra=1))
        texts = texts[: len(RESIDENTS.columns)]
    _check_lengths(row, texts)
    (name, sex, born, kind_text, number_text, absent_text, checked, mother, phone, phone_absent, village_code, address, household, relation,
     nation, marital, education, blood, managing, former_name, groups_text, source, client_key) = texts
    if not name:
        row.no("name", Refusal(said.NAME_MISSING))
    kind, canonical = _document(row, kind_text, number_text)
    telling = kind in TELLING and bool(canonical)
    says_born_on, says_sex = (born_on_of(canonical), sex_code_of(canonical)) if telling else (None, "")
    born_on = _born_on(row, born, says_born_on)
    sex_code = _sex(row, sex, says_sex)
    document_absent = str(row.read("document_absent", absence(absent_text)))
    phone_number = _phone(row, phone)
    no_phone = str(row.read("phone_absent", absence(phone_absent)))
    village = _village(row, village_code)
    managing_id = _institution(row, managing)
    memberships = _groups(row, groups_text, sex_code, born_on, source)
    mother_index = _mother(row, mother)
    if not canonical and not client_key and not number_text:
        row.no("client_key", Refusal(said.KEY_NEEDED))
    if household and not relation:
        row.no("relation", Refusal(said.HOUSEHOLD_WITHOUT_RELATION))
    codes = (
        row.code("nation", NATION, nation, NOT_ASKED), row.code("marital", MARITAL_STATUS, marital, NOT_ASKED),
        row.code("education", EDUCATION, education, NOT_ASKED), row.code("blood", ABO, blood, NOT_ASKED),
    )
    relation_code = row.code("relation", HOUSEHOLD_RELATION, relation, "")
    sure = _checked(row, checked)
    if row.wrong or village is None:
        return row.wrong
    refusal = rules.refusal_to_register(rules.Registering(
        desk.on, village.fit, born_on, sex_code, kind or "", document_absent, bool(phone_number), no_phone, says_born_on, says_sex, sure,
        mother_given=bool(mother), mother_sex_code="2",
    ))
    if refusal:
        row.no(_column(refusal), refusal)
        return row.wrong
    keys = box()
    return Person(
        number, desk.given(texts), name, sex_code, born_on, *codes,
        keys.seal(phone_number) if phone_number else None, keys.blind_index("phone", phone_number) if phone_number else None, "" if phone_number else no_phone,
        "" if canonical else document_absent, village.id, address, household, relation_code, managing_id, client_key or None,
        kind.value if kind and canonical else "", keys.seal(canonical) if canonical else None, keys.blind_index("document", canonical) if canonical else None,
        mother_index, former_name, memberships, source,
    )


def look_at(desk: Desk, rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[Person], list[Wrong]]:
    """Many rows: the sound ones as people, and what is wrong with the others."""
    people: list[Person] = []
    wrong: list[Wrong] = []
    for number, texts in rows:
        found = person_of(desk, number, texts)
        if isinstance(found, Person):
            people.append(found)
        else:
            wrong += found
    return people, wrong


def _column(refusal: Refusal) -> str:
    if refusal.wording is say.NUMBER_DISAGREES:
        return "sex" if refusal.facts["what"] == "性别" else "born_on"
    return _COLUMN_OF.get(refusal.wording, "document_number")


def _check_lengths(row: _Row, texts: Sequence[str]) -> None:
    if max(map(len, texts)) <= SHORTEST_LIMIT:
        return
    for column, text in zip(RESIDENTS.columns, texts, strict=True):
        if len(text) > column.longest:
            row.no(column.key, Refusal(said.TOO_LONG, title=column.title, longest=column.longest, length=len(text)))


def _document(row: _Row, kind_text: str, number_text: str) -> tuple[IdentityKind | None, str]:
    """The kind and the canonical number; a kind named without a number is nothing, as at the desk."""
    if not number_text:
        return None, ""
    kind = DOCUMENT_KINDS.get(kind_text) if kind_text else kind_suggested_by(number_text) or IdentityKind.RESIDENT_ID
    if kind is None:
        row.no("document_kind", Refusal(CODE_UNKNOWN, typed=kind_text[:12], title="证件类型"))
        return None, ""
    fault = fault_in_identity(kind, number_text, on=row.desk.on)
    if fault:
        row.no("document_number", fault)
        return None, ""
    return kind, canonical_identity(kind, number_text)


def _born_on(row: _Row, text: str, says_born_on: date | None) -> date | None:
    if not text:
        return says_born_on
    found = row.desk.date(text)
    if isinstance(found, date):
        return found
    row.no("born_on", found)
    return None


def _sex(row: _Row, text: str, says_sex: str) -> str:
    if not text and not says_sex and not row.wrong_in("document_number"):
        row.no("sex", Refusal(said.SEX_MISSING))
    return row.code("sex", SEX, text, says_sex)


def _phone(row: _Row, text: str) -> str:
    if not text or _MOBILE.fullmatch(text):
        return text
    fault = fault_in_phone(text)
    if fault:
        row.no("phone", fault)
    return normalised_phone(text)


def _village(row: _Row, code: str) -> Village | None:
    village = row.desk.villages.get(code)
    if village is None:
        row.no("village_code", Refusal(said.VILLAGE_UNKNOWN, code=code[:12]))
    elif not village.reached:
        row.no("village_code", Refusal(say.NOT_YOUR_PLACE, place=village.name))
    return village


def _institution(row: _Row, code: str) -> int | None:
    found = row.desk.institutions.get(code) if code else None
    if code and found is None:
        row.no("managing_code", Refusal(said.INSTITUTION_UNKNOWN, code=code[:22]))
    return found


def _mother(row: _Row, text: str) -> bytes | None:
    if not text:
        return None
    fault = fault_in_identity(IdentityKind.RESIDENT_ID, text, on=row.desk.on)
    if fault:
        row.no("mother_number", fault)
        return None
    return box().blind_index("document", canonical_identity(IdentityKind.RESIDENT_ID, text))


def _checked(row: _Row, text: str) -> bool:
    plain = text.casefold()
    if plain not in YES | NO:
        row.no("checked", Refusal(said.CHECKED_UNREADABLE))
    return plain in YES


def _groups(row: _Row, text: str, sex_code: str, born_on: date | None, source: str) -> tuple[Membership, ...]:
    if not text:
        return ()
    found = [_group(row, part.strip(), sex_code, born_on, source) for part in re.split("[;；、]", text) if part.strip()]
    return tuple(membership for membership in found if membership)


def _group(row: _Row, text: str, sex_code: str, born_on: date | None, source: str) -> Membership | None:
    parts = _GROUP.fullmatch(text)
    group = GROUP_CODES.get(parts.group(1).strip()) if parts else None
    from_on = row.desk.date(parts.group(2)) if parts else None
    if group is None or not isinstance(from_on, date):
        row.no("groups", Refusal(said.GROUPS_UNREADABLE, text=text[:20]))
        return None
    refusal = rules.refusal_to_add_to_group(
        rules.Joining(group, GROUP_LABELS[group], from_on, row.desk.on, Stay.HERE, sex_code, born_on, False, source)
    )
    if refusal:
        row.no("group_source" if refusal.wording is say.SOURCE_NEEDED else "groups", refusal)
    return Membership(group, from_on)


def masked(key: str, text: str) -> str:
    """What may be shown of a cell in a list of faults."""
    return _MASKS.get(key, _short)(text)


def _short(text: str) -> str:
    return text[:24]


_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": mask_name, "former_name": mask_name, "document_number": mask_identity, "mother_number": mask_identity, "phone": mask_phone, "address": mask_address,
}
