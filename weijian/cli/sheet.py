"""`weijian sheet …`: templates, checks and imports of sheets from the command line."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weijian.cli import registers
from weijian.cli.main import data_option
from weijian.cli.serve import open_installation
from weijian.interop.sheets.refusals import NO_FOLDER, NO_SUCH_TEMPLATE
from weijian.kernel.refusal import Refusal

if TYPE_CHECKING:
    from weijian.domains.registry.imports.residents import Outcome
    from weijian.interop.sheets.spec import Sheet
    from weijian.kernel.standing import Standing

RESIDENTS_KIND = "residents"
TEMPLATES = (".xlsx", ".csv")


@click.group()
def sheet() -> None:
    """Hand out templates, check and import sheets."""


@sheet.command("list")
@data_option
def list_() -> None:
    """Every KIND of sheet: residents, and each register."""
    open_installation(with_keys=False)
    for kind, title in ((RESIDENTS_KIND, "居民"), *registers.titles().items()):
        click.echo(f"{kind}\t{title}")


@sheet.command()
@data_option
@click.argument("kind")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def template(kind: str, out: Path) -> None:
    """Write the template of KIND (see `list`) to OUT: an .xlsx file with hints and drop-downs, or the bare headings as .csv."""
    from weijian.interop.sheets.writing import write_csv, write_template

    if out.suffix.lower() not in TEMPLATES:
        raise Refusal(NO_SUCH_TEMPLATE, file=out.name)
    if not out.absolute().parent.is_dir():
        raise Refusal(NO_FOLDER, folder=str(out.parent))
    wanted = _sheet_of(kind)
    if out.suffix.lower() == ".xlsx":
        write_template(out, wanted)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            write_csv(file, [c.title for c in wanted.columns], [])
    click.echo(str(out))


def _sheet_of(kind: str) -> "Sheet":
    from weijian.domains.registry.imports.sheet import RESIDENTS

    if kind == RESIDENTS_KIND:
        return RESIDENTS
    open_installation(with_keys=False)
    return registers.sheet_named(kind)


@sheet.command()
@data_option
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "username", default="", help="Check as this account would import it (default: as the platform).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(kind: str, file: Path, username: str, as_json: bool) -> None:
    """Say what an import of FILE would do, and name every bad cell; exit code 2 when there are any."""
    open_installation()
    from django.utils.timezone import now

    from weijian.domains.registry.imports.checking import Watch
    from weijian.domains.registry.imports.residents import check_residents
    from weijian.kernel.refusal import must

    by = _by(username, "weijian sheet check")
    if kind != RESIDENTS_KIND:
        with progress() as tell:
            return registers.check(kind, file, by, tell, as_json=as_json)
    with progress() as tell:
        outcome = check_residents(file, by=by, at=now(), watch=Watch(tell))
    _print(outcome, as_json, "可新建 {added}，可更正 {corrected}，未变 {unchanged}，有错 {left_out}")
    must(outcome.faults.refusal())


@sheet.command("import")
@data_option
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "username", required=True, help="The account that imports; what it may not write is refused.")
@click.option("--good-lines", is_flag=True, help="Import what is sound and leave the bad lines out.")
@click.option("--left-out", type=click.Path(path_type=Path, dir_okay=False), help="With --good-lines: write the lines left out to this .csv.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def import_(kind: str, file: Path, username: str, good_lines: bool, left_out: Path | None, as_json: bool) -> None:
    """Import FILE whole or not at all. Importing it again changes nothing."""
    open_installation()
    from django.utils.timezone import now

    from weijian.domains.registry.imports.checking import Watch
    from weijian.domains.registry.imports.residents import import_residents

    by = _by(username, "weijian sheet import")
    if kind != RESIDENTS_KIND:
        with progress() as tell:
            return registers.take(kind, file, by, tell, good_lines=good_lines, left_out=left_out, as_json=as_json)
    with progress() as tell:
        outcome = import_residents(file, good_lines=good_lines, by=by, at=now(), watch=Watch(tell))
    _print(outcome, as_json, "新建 {added}，更正 {corrected}，未变 {unchanged}，未导入 {left_out}")
    if left_out and outcome.left_out:
        _write_left_out(file, outcome, left_out)


def _by(username: str, command: str) -> "Standing":
    from django.utils.timezone import localdate

    from weijian.foundation.people.queries import account_named
    from weijian.foundation.people.standing import standing_of
    from weijian.kernel.standing import the_house

    return standing_of(account_named(username), on=localdate()) if username else the_house(command)


def _print(outcome: "Outcome", as_json: bool, sentence: str) -> None:
    plain = outcome.as_json()
    click.echo(json.dumps(plain, ensure_ascii=False) if as_json else f"共 {outcome.rows} 行：{sentence.format(**plain)}")


def _write_left_out(file: Path, outcome: "Outcome", left_out: Path) -> None:
    from weijian.domains.registry.imports.checking import faulty_rows
    from weijian.domains.registry.imports.sheet import RESIDENTS
    from weijian.interop.sheets.heading import OURS
    from weijian.interop.sheets.writing import write_csv

    left_out.touch(mode=0o600)
    with left_out.open("w", encoding="utf-8", newline="") as out:
        count = write_csv(out, [*(c.title for c in RESIDENTS.columns), *OURS], faulty_rows(file, outcome.faults))
    click.echo(f"未导入的 {count} 行写入 {left_out}", err=True)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on the terminal's standard error; nothing when it is not a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, int] = {}

        def tell(words: str, done: int, total: int) -> None:
            task = tasks.setdefault(words, -1)
            if task < 0:
                task = tasks[words] = bar.add_task(words, total=total or None)
            bar.update(task, completed=done, total=total or None)  # type: ignore[arg-type]  # TaskID is an int

        yield tell
