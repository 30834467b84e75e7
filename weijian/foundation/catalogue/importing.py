"""Taking a sheet's lines into a register, line by line inside one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.checking import collisions_refused
from weijian.foundation.catalogue.columns import columns_of, sheet_columns_of
from weijian.foundation.catalogue.registers import Register, Taking
from weijian.foundation.catalogue.sheets import Line, Lines, key_values
from weijian.foundation.catalogue.writing import Desk, must_fit, read_whole, refusal_of_foreign, refusal_of_unseen, rewritten, written_anew
from weijian.interop.sheets.faults import FaultList
from weijian.kernel.refusal import Refusal, Refusals, must

Tell = Callable[[int], None]
TOLD_EVERY_LINES = 50
MOST_TOUCHED = 5_000  # keys named in the happening; more would swell the trail


@dataclass
class Taken:
    """What became of a sheet so far."""

    faults: FaultList
    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    touched: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return len(self.faults.rows)

    @property
    def counts(self) -> dict[str, int]:
        return {"added": self.added, "corrected": self.corrected, "unchanged": self.unchanged, "refused": self.refused}


def silently(count: int) -> None:
    """Nobody waits to be told how far it is."""


def take(register: Register, sheet: Lines, desk: Desk, tell: Tell = silently) -> Taken:
    """Every line that can be taken is; every fault is kept. The caller decides whether faults undo the whole."""
    taken, met = Taken(FaultList()), dict[tuple[Any, ...], int]()
    for fault in sheet.faults:
        taken.faults.add(fault.refusal, fault.row or 0, fault.column)
    for count, line in enumerate(sheet.lines, 1):
        if count % TOLD_EVERY_LINES == 0:
            tell(count)
        _take_line(register, line, taken, met, desk)
    return taken


def checked(register: Register, sheet: Lines, desk: Desk, tell: Tell = silently) -> Taken:
    """What would become of a sheet; nothing is kept."""
    with transaction.atomic():
        taken = take(register, sheet, desk, tell)
        transaction.set_rollback(True)
    return taken


def _take_line(register: Register, line: Line, taken: Taken, met: dict[tuple[Any, ...], int], desk: Desk) -> None:
    try:
        with transaction.atomic():
            _enter(register, line, taken, met, desk)
    except Refusals as many:
        for fault in many.faults:
            taken.faults.add(fault.refusal, line.row, fault.column)
    except Refusal as no:
        taken.faults.add(no, line.row, _column_of(register, no))


def _column_of(register: Register, no: Refusal) -> str | None:
    """The heading of the cell a refusal speaks of, when it speaks of one."""
    told = no.facts.get("column") or no.facts.get("columns")
    name = register.taking.at.get(no.code) if register.taking else None
    return str(told) if told else next((c.label for c in sheet_columns_of(register) if c.name == name), None)


def _enter(register: Register, line: Line, taken: Taken, met: dict[tuple[Any, ...], int], desk: Desk) -> None:
    key = key_values(register, line, desk.find)
    if key is not None:
        _must_be_first(register, tuple(key.values()), line.row, met)
    held = register.model._default_manager.select_for_update(of=("self",)).filter(**key).first() if key is not None else None
    if register.taking:
        _done_by_the_room(register, register.taking, held, line, taken, desk)
        return
    if held is None:
        entry, _ = written_anew(register, line.cells, desk)
        taken.added += 1
    else:
        entry = held
        must(refusal_of_foreign(register, entry, desk.by))
        if not rewritten(register, entry, line.cells, desk):
            taken.unchanged += 1
            return
        taken.corrected += 1
    taken.touched.append(str(entry.pk))


def _done_by_the_room(register: Register, taking: Taking, held: Any, line: Line, taken: Taken, desk: Desk) -> None:
    if held is not None:
        must(refusal_of_unseen(register, held, desk.by))
    values = read_whole(sheet_columns_of(register), line.cells, desk)
    must_fit(register, values)
    with collisions_refused():
        entry = taking.enter(held, values, desk.by, desk.at)
    if entry is None:
        taken.unchanged += 1
        return
    taken.added, taken.corrected = taken.added + (held is None), taken.corrected + (held is not None)
    taken.touched.append(str(entry.pk))


def _must_be_first(register: Register, key: tuple[Any, ...], row: int, met: dict[tuple[Any, ...], int]) -> None:
    first = met.setdefault(key, row)
    if first != row:
        labels = "、".join(c.label for c in columns_of(register) if c.name in register.key)
        raise Refusal(say.ROW_TWICE, row=first, columns=labels)
