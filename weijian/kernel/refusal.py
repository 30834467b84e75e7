"""How the platform says no: a code, a sentence for the person, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """One way of saying no. `sentence` and `remedy` are Chinese, with `{fact}` placeholders."""

    code: str
    sentence: str
    remedy: str


class Refusal(Exception):
    """A lawful request the rules turn down. Never a programming error.

    `facts` fill the wording's placeholders; they must not hold personal data that the asker may not see.
    """

    def __init__(self, wording: Wording, **facts: object) -> None:
        super().__init__(wording.code)
        self.wording = wording
        self.facts = facts

    @property
    def code(self) -> str:
        return self.wording.code

    @property
    def sentence(self) -> str:
        return self.wording.sentence.format(**self.facts)

    @property
    def remedy(self) -> str:
        return self.wording.remedy.format(**self.facts)

    def __str__(self) -> str:
        return self.sentence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and (self.wording, self.facts) == (other.wording, other.facts)

    def __hash__(self) -> int:
        return hash(self.wording)

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "sentence": self.sentence, "remedy": self.remedy}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with something handed in: where it stands, and the rule it breaks.

    `row` is the line number a person sees in the sheet (the heading is row 1); `column` is the heading.
    """

    refusal: Refusal
    row: int | None = None
    column: str | None = None

    def as_json(self) -> dict[str, object]:
        return {**self.refusal.as_json(), "row": self.row, "column": self.column}


class Refusals(Refusal):
    """Many noes at once, such as every bad cell of a sheet; `total` counts those not listed too."""

    def __init__(self, wording: Wording, faults: Iterable[Fault], *, total: int | None = None, **facts: object) -> None:
        self.faults = tuple(faults)
        self.total = len(self.faults) if total is None else total
        super().__init__(wording, total=self.total, **facts)

    def as_json(self) -> dict[str, object]:  # type: ignore[override]  # wider on purpose: it carries the faults
        return {**super().as_json(), "total": self.total, "faults": [f.as_json() for f in self.faults]}


def must(refusal: Refusal | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise refusal
