"""What a clerk writes down about a person, and how two clerks' writings differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from weijian.domains.registry import refusals as say
from weijian.domains.registry.models import Resident
from weijian.kernel.codes import Absent, ValueSet
from weijian.kernel.masking import mask_phone
from weijian.kernel.refusal import Fault, Refusal
from weijian.kernel.valuesets import ABO, EDUCATION, HOUSEHOLD_RELATION, MARITAL_STATUS, NATION, SEX

LABELS: Mapping[str, str] = {
    "name": "姓名", "sex_code": "性别", "born_on": "出生日期", "nation_code": "民族", "marital_code": "婚姻状况", "education_code": "文化程度",
    "blood_code": "血型", "phone": "联系电话", "phone_absent": "无电话原因", "address": "详细住址", "relation_code": "与户主关系",
}


@dataclass(frozen=True)
class Entry:
    """What a clerk writes down about a person. Coded fields hold a code or one of the three absences."""

    name: str
    sex_code: str
    born_on: date | None
    village_id: int
    nation_code: str = "not_asked"
    marital_code: str = "not_asked"
    education_code: str = "not_asked"
    blood_code: str = "not_asked"
    phone: str = ""
    phone_absent: str = ""
    address: str = ""
    relation_code: str = ""
    document_kind: str = ""
    document_number: str = ""
    document_absent: str = ""
    mother_id: int | None = None
    managing_id: int | None = None
    checked_against_original: bool = False


CODED: Mapping[str, ValueSet] = {
    "sex_code": SEX, "nation_code": NATION, "marital_code": MARITAL_STATUS, "education_code": EDUCATION, "blood_code": ABO, "relation_code": HOUSEHOLD_RELATION,
}
ABSENCES = {a.value: a.label for a in Absent}


@dataclass(frozen=True)
class Difference:
    """One field two clerks wrote differently: what this one saw, what stands now, what she wrote."""

    field: str
    label: str
    was: object
    now: object
    wanted: object

    @property
    def was_said(self) -> str:
        return shown(self.field, self.was)

    @property
    def now_said(self) -> str:
        return shown(self.field, self.now)

    @property
    def wanted_said(self) -> str:
        return shown(self.field, self.wanted)

    @property
    def now_value(self) -> str:
        """What a form sends to leave it as it stands; a telephone is left alone by saying nothing."""
        return "" if self.field == "phone" else _text(self.now)

    @property
    def wanted_value(self) -> str:
        return _text(self.wanted)


def differences(held: Resident, wanted: Mapping[str, object], was: Mapping[str, object]) -> list[Difference]:
    """Fields the other clerk changed, and those this one did; a field both left alone is not listed."""
    unlike = {name: mine for name, mine in wanted.items() if name in LABELS and _text(getattr(held, name)) != _text(mine)}
    return [Difference(name, LABELS[name], _kept_back(name, was.get(name)), _kept_back(name, getattr(held, name)), mine) for name, mine in unlike.items()]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _kept_back(field: str, value: object) -> object:
    return mask_phone(str(value)) if field == "phone" and value else value


def clashes(held: Resident, wanted: Mapping[str, object], was: Mapping[str, object]) -> list[Fault]:
    """The differences as faults, each with its three values."""
    return [
        Fault(Refusal(say.FIELD_CHANGED, old=d.was_said, theirs=d.now_said, mine=shown(d.field, _kept_back(d.field, d.wanted))), column=d.label)
        for d in differences(held, wanted, was)
    ]


def shown(field: str, value: object) -> str:
    """A value in words: a code by its label, nothing by a dash."""
    code = _text(value)
    words = CODED[field].label_of(code) if field in CODED and code in CODED[field] else ABSENCES.get(code, code)
    return words or "—"


def values_of(resident: Resident) -> dict[str, object]:
    """The facts a correction form starts from."""
    return {name: getattr(resident, name) for name in LABELS}
