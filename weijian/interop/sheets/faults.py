"""Collecting what is wrong with a sheet: every fault counted, the first ones kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from weijian.interop.sheets import refusals as say
from weijian.kernel.refusal import Fault, Refusal, Refusals, Wording

KEPT = 10_000


@dataclass(frozen=True)
class CellFault(Fault):
    """A fault with what stood in the cell, masked as far as the column demands."""

    shown: str = ""

    def as_json(self) -> dict[str, object]:
        return {**super().as_json(), "shown": self.shown}


@dataclass
class FaultList:
    """`rows` holds every faulty row, also of faults no longer kept."""

    limit: int = KEPT
    total: int = 0
    kept: list[CellFault] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)

    def add(self, refusal: Refusal, row: int, column: str | None = None, shown: str = "") -> None:
        self.total += 1
        self.rows.add(row)
        if len(self.kept) < self.limit:
            self.kept.append(CellFault(refusal, row, column, shown))

    def in_order(self) -> Sequence[CellFault]:
        return sorted(self.kept, key=lambda f: (f.row or 0, f.column or ""))

    def refusal(self, wording: Wording = say.SHEET_FAULTY) -> Refusals | None:
        """All of them as one refusal, if there are any."""
        return Refusals(wording, self.in_order(), total=self.total) if self.total else None
