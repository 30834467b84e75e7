"""`weijian …`: each command is a module of this package, loaded only when asked for."""

import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from weijian import __version__
from weijian.cli.answers import REFUSED
from weijian.kernel.refusal import Refusal, Refusals

COMMANDS = {
    "reach": "weijian.cli.reach:reach",
    "access": "weijian.cli.access:access",
    "site": "weijian.cli.site:site",
    "read": "weijian.cli.read:read",
    "rule": "weijian.cli.rule:rule",
    "serve": "weijian.cli.serve:serve",
    "worker": "weijian.cli.serve:worker",
    "token": "weijian.cli.people:token",
    "account": "weijian.cli.people:account",
    "demo": "weijian.cli.demo:demo",
    "region": "weijian.cli.region:region",
    "audit": "weijian.cli.audit:audit",
    "sheet": "weijian.cli.sheet:sheet",
    "lake": "weijian.cli.lake:lake",
    "migrate": "weijian.cli.serve:migrate",
}
SHOWN_FAULTS = 20


class Commands(click.Group):
    """A group whose members are imported on use, and which turns a refusal into a sentence and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            say(refusal)
            sys.exit(REFUSED)


def say(refusal: Refusal) -> None:
    click.echo(f"{refusal.code} {refusal.sentence}\n{refusal.remedy}", err=True)
    if isinstance(refusal, Refusals):
        for fault in refusal.faults[:SHOWN_FAULTS]:
            where = " ".join(filter(None, [f"第{fault.row}行" if fault.row else "", fault.column or ""]))
            click.echo(f"  {where}：{fault.refusal.code} {fault.refusal.sentence}{fault.refusal.remedy}", err=True)
        if len(refusal.faults) > SHOWN_FAULTS or refusal.total > len(refusal.faults):
            click.echo(f"  ……共{refusal.total}处，只列出前{min(SHOWN_FAULTS, len(refusal.faults))}处。", err=True)


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="weijian")
def main() -> None:
    """卫健 Weijian: run a county's or a city's health service."""


def data_option(command: click.decorators.FC) -> click.decorators.FC:
    """`--data DIR`: which installation; also WEIJIAN_DATA."""
    return click.option(
        "--data", type=click.Path(path_type=Path, file_okay=False), envvar="WEIJIAN_DATA", default=Path("weijian-data"),
        show_default=True, expose_value=False, is_eager=True, callback=_use_data, help="Data directory of the installation.",
    )(command)


def _use_data(ctx: click.Context, option: click.Parameter, value: Path) -> Path:
    os.environ["WEIJIAN_DATA"] = str(value.absolute())
    return value


def keep_private(data: Path) -> None:
    """Whatever is written from now on, the database too, only its owner reads; so it is with a database of before."""
    os.umask(0o077)
    with suppress(OSError):  # no database yet, or somebody else's: what cannot be written is said in words elsewhere
        (data / "weijian.sqlite3").chmod(0o600)


def start_django() -> None:
    """Load settings and models; called inside commands that need the database, after `--data` is known."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weijian.project.settings")
    keep_private(Path(os.environ.get("WEIJIAN_DATA", "weijian-data")))
    import django

    django.setup()
