"""Value sets: the lists of codes that forms, exchanges and reports share. `valuesets.py` holds the tables themselves.

Official annexes are to be compared before exchange with another system (rulebook §19).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from weijian.kernel import refusals as say
from weijian.kernel.refusal import Refusal, must

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(c): None for c in " \t\u3000\u00a0\ufeff"}


class Absent(StrEnum):
    """Why a value is not there. Three different nulls, never merged: they mean three different next steps."""

    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"unknown": "未知", "not_asked": "未询问", "refused": "拒绝回答"}[self.value]

    @property
    def english(self) -> str:
        return {"unknown": "Unknown", "not_asked": "Not asked", "refused": "Declined to answer"}[self.value]

    @property
    def fhir_code(self) -> str:
        """Code of http://terminology.hl7.org/CodeSystem/data-absent-reason."""
        return {"unknown": "asked-unknown", "not_asked": "not-asked", "refused": "asked-declined"}[self.value]


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    label: str
    english: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class ValueSet:
    """A closed list of codes. `variants` are other spellings people type, each with the code it means."""

    name: str  # an identifier, such as "sex"
    title: str
    source: str
    codes: tuple[Code, ...]
    variants: Mapping[str, str] = field(default_factory=dict)
    _by_code: Mapping[str, Code] = field(init=False, repr=False, compare=False)
    _by_text: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {code.code: code for code in self.codes}
        if len(by_code) != len(self.codes) or not set(self.variants.values()) <= by_code.keys():
            raise ValueError(f"{self.name}: a code is doubled, or a variant means none")
        spoken = {_plain(code.label): code.code for code in self.codes}
        spoken |= {_plain(code.english): code.code for code in self.codes}
        spoken |= {_plain(text): code for text, code in self.variants.items()}
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(self, "_by_text", spoken | {_plain(code): code for code in by_code})

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __hash__(self) -> int:
        return hash(self.name)

    def label_of(self, code: str) -> str:
        """The Chinese label. KeyError for a code that is not in the set: it was never let in."""
        return self._by_code[code].label

    def english_of(self, code: str) -> str:
        """The English label. KeyError for a code that is not in the set."""
        return self._by_code[code].english

    def code_of(self, text: str) -> str | Refusal:
        """The code somebody means by a code, a label in either language, or a common variant.

        Codes that lost their leading zero in a spreadsheet are recognised ("1" is "01" where every code has two digits).
        """
        plain = _plain(text)
        found = plain and (self._by_text.get(plain) or self._by_text.get(plain.zfill(self._width)))
        return found or Refusal(say.CODE_UNKNOWN, typed=_quotable(text), title=self.title)

    def fault_in(self, text: str) -> Refusal | None:
        """Why this text means no code of the set."""
        found = self.code_of(text)
        return found if isinstance(found, Refusal) else None

    def must_code_of(self, text: str) -> str:
        """`code_of`, raising the Refusal."""
        must(self.fault_in(text))
        return str(self.code_of(text))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Pairs of code and Chinese label, as form fields want them."""
        return [(code.code, code.label) for code in self.codes]

    @property
    def _width(self) -> int:
        """The common length of all-digit codes; 0 when they differ."""
        widths = {len(code) for code in self._by_code if code.isdigit()}
        return widths.pop() if len(widths) == 1 and all(c.isdigit() for c in self._by_code) else 0


def _plain(text: str) -> str:
    return text.translate(_HALF_WIDTH).casefold()


def _quotable(text: str) -> str:
    """What may be repeated of something typed: never what could be a number of a person."""
    text = text.strip()
    return text[:12] if sum(c.isdigit() for c in text) < 5 else "（一串数字）"


def value_set(name: str, title: str, source: str, table: str) -> ValueSet:
    """A set from lines "code label | English | spelling spelling"; the spellings may be missing."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    codes = tuple(Code(*_code_and_label(row[0]), english=row[1]) for row in rows)
    spellings = ((row[2], code.code) for row, code in zip(rows, codes, strict=True) if len(row) > 2)
    return ValueSet(name, title, source, codes, {text: code for texts, code in spellings for text in texts.split()})


def _code_and_label(cell: str) -> tuple[str, str]:
    code, label = cell.split(maxsplit=1)
    return code, label
