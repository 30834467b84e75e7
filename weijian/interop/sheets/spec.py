"""What a sheet looks like: its columns, what may stand in them, and what is said about them in the template."""

from dataclasses import dataclass
from enum import StrEnum

from weijian.kernel.codes import ValueSet


class Kind(StrEnum):
    TEXT = "text"
    LONG_NUMBER = "long_number"  # identity and telephone numbers: text, never a number to a spreadsheet
    DATE = "date"
    NUMBER = "number"
    CODE = "code"


@dataclass(frozen=True)
class Column:
    """`key` is the English identifier, also accepted as heading. `codes` are pairs of code and label."""

    key: str
    title: str
    required: bool = False
    kind: Kind = Kind.TEXT
    codes: tuple[tuple[str, str], ...] = ()
    values: ValueSet | None = None
    note: str = ""
    example: str = ""
    longest: int = 200

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return self.codes or (tuple(self.values.choices) if self.values else ())


@dataclass(frozen=True)
class Sheet:
    """`name` goes into file names and messages; `title` is for people."""

    name: str
    title: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(c for c in self.columns if c.key == key)

    @property
    def required_titles(self) -> str:
        return "、".join(c.title for c in self.columns if c.required)
