"""The sheets of the registers from the command line: each line is taken as on the page of its register."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from weijian.foundation.catalogue.importing import Taken
    from weijian.foundation.catalogue.registers import Register
    from weijian.foundation.catalogue.sheets import Lines
    from weijian.interop.sheets.spec import Sheet
    from weijian.kernel.standing import Standing

Tell = Callable[[str, int, int], None]
IMPORTING = "catalogue.import"


def titles() -> Mapping[str, str]:
    """Every register by its code."""
    from weijian.foundation.catalogue.registers import known

    return {code: str(register.title) for code, register in sorted(known().items())}


def sheet_named(kind: str) -> "Sheet":
    """What the register's template looks like."""
    from weijian.foundation.catalogue import refusals as say
    from weijian.foundation.catalogue.registers import known
    from weijian.foundation.catalogue.sheets import sheet_of
    from weijian.kernel.refusal import Refusal

    if kind not in known():
        raise Refusal(say.NO_SUCH_REGISTER, code=kind)
    return sheet_of(known()[kind])


def check(kind: str, file: Path, by: "Standing", tell: Tell, *, as_json: bool) -> None:
    """What would become of the sheet; nothing is kept."""
    from django.utils.timezone import now

    from weijian.foundation.catalogue import refusals as say
    from weijian.foundation.catalogue.importing import checked
    from weijian.foundation.catalogue.writing import Desk
    from weijian.kernel.refusal import must

    register, lines = _opened(kind, file, by)
    taken = checked(register, lines, Desk(by, now()), lambda done: tell("检查", done, len(lines.lines)))
    _print(taken, as_json, "可新增 {added}，可更正 {corrected}，未变 {unchanged}，退回 {refused}")
    must(taken.faults.refusal(say.LINES_LEFT_OUT))


def take(kind: str, file: Path, by: "Standing", tell: Tell, *, good_lines: bool, left_out: Path | None, as_json: bool) -> None:
    """The sheet taken whole, or its good lines; what was left out goes into a file when she names one."""
    from django.utils.timezone import now

    from weijian.foundation.catalogue.actions import import_sheet

    register, lines = _opened(kind, file, by)
    taken = import_sheet(register, lines, good_only=good_lines, tell=lambda done: tell("导入", done, len(lines.lines)), by=by, at=now())
    _print(taken, as_json, "新增 {added}，更正 {corrected}，未变 {unchanged}，退回 {refused}")
    if left_out and taken.refused:
        _write_left_out(register, lines, taken, left_out)


def _opened(kind: str, file: Path, by: "Standing") -> "tuple[Register, Lines]":
    """The register, when she may bring sheets into it, and the lines of the file."""
    from weijian.foundation.catalogue.registers import known
    from weijian.foundation.catalogue.sheets import lines_of
    from weijian.foundation.catalogue.writing import must_change_here
    from weijian.foundation.people import refusals as people_say
    from weijian.foundation.people.access import Forbidden

    sheet_named(kind)
    register = known()[kind]
    if by.account_id is not None and not by.may(IMPORTING):
        raise Forbidden(people_say.NOT_YOUR_POST, post=by.name)
    must_change_here(register, by, by_sheet=True)
    return register, lines_of(register, file)


def _print(taken: "Taken", as_json: bool, sentence: str) -> None:
    click.echo(json.dumps(taken.counts, ensure_ascii=False) if as_json else sentence.format(**taken.counts))


def _write_left_out(register: "Register", lines: "Lines", taken: "Taken", left_out: Path) -> None:
    from weijian.foundation.catalogue.sheets import sheet_of
    from weijian.interop.sheets.heading import OURS
    from weijian.interop.sheets.writing import write_csv

    columns = sheet_of(register).columns
    left_out.touch(mode=0o600)
    with left_out.open("w", encoding="utf-8", newline="") as out:
        count = write_csv(out, [*(c.title for c in columns), *OURS], _left_out(lines, taken, [c.key for c in columns]))
    click.echo(f"退回的 {count} 行写入 {left_out}", err=True)


def _left_out(lines: "Lines", taken: "Taken", names: list[str]) -> Iterator[list[str]]:
    reasons: dict[int, list[str]] = {}
    for fault in taken.faults.in_order():
        reasons.setdefault(fault.row or 0, []).append(f"{fault.column or ''}：{fault.refusal.sentence}{fault.refusal.remedy}")
    for line in lines.lines:
        if line.row in taken.faults.rows:
            yield [*(line.cells.get(name, "") for name in names), str(line.row), "；".join(reasons.get(line.row, ["错误较多，未逐条列出"]))]
