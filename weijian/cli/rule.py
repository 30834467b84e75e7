"""`weijian rule …`: every rule can be asked from outside."""

import json
import sys
from datetime import date, datetime
from pathlib import Path

import click


@click.group()
def rule() -> None:
    """List the rules, show one, ask one."""


@rule.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(as_json: bool) -> None:
    """Every rule of every room, with its first sentence."""
    from weijian.project.rulebook import rules

    if as_json:
        click.echo(json.dumps([{"name": r.name, "says": r.says, "editions": r.editions()} for r in rules().values()], ensure_ascii=False))
        return
    for known in rules().values():
        click.echo(f"{known.name:50} {known.says.splitlines()[0] if known.says else ''}")


@rule.command()
@click.argument("name")
def show(name: str) -> None:
    """The facts a rule looks at (JSON schema), its source and its editions."""
    from weijian.project.rulebook import rule_named

    known = rule_named(name)
    click.echo(json.dumps({"name": name, "says": known.says, "editions": known.editions(), "facts": known.schema()}, ensure_ascii=False, indent=2))


@rule.command("ask")
@click.argument("name")
@click.argument("facts", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The event's date (default: today).")
def ask_(name: str, facts: Path, on: datetime | None) -> None:
    """The verdict on the facts in FACTS.json (`-` reads standard input), as JSON; exit code 2 when the facts do not fit."""
    from weijian.project.rulebook import ask, rule_named

    rule_named(name)
    click.echo(json.dumps(ask(name, _read(facts), on=on.date() if on else date.today()), ensure_ascii=False))  # noqa: DTZ011  # the user's own day


def _read(path: Path) -> object:
    from weijian.kernel.refusal import Refusal, Wording

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
        return json.loads(text)
    except FileNotFoundError:
        raise Refusal(Wording("RUL-06", "找不到文件 {file}。", "请核对路径。"), file=str(path)) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as broken:
        raise Refusal(Wording("RUL-07", "{file} 不是有效的 JSON：{why}", "请检查括号、引号与编码（UTF-8）。"), file=str(path), why=str(broken)) from None
