"""`weijian rule …`: every rule can be asked from outside."""

import json
import sys
from datetime import date, datetime
from pathlib import Path

import click

from weijian.kernel.refusal import Refusal, Wording

NO_FILE = Wording("RUL-06", "找不到文件 {file}。", "请核对路径。")
NOT_JSON = Wording("RUL-07", "{file} 不是有效的 JSON：{why}", "请检查括号、引号与编码（UTF-8）。")
NO_READING = Wording("RUL-08", "打不开文件 {file}。", "请核对它是不是文件，以及本机账号有没有权读取。")

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
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
        return json.loads(text)
    except FileNotFoundError:
        raise Refusal(NO_FILE, file=str(path)) from None
    except (IsADirectoryError, PermissionError):
        raise Refusal(NO_READING, file=str(path)) from None
    except json.JSONDecodeError as broken:
        why = f"第{broken.lineno}行第{broken.colno}个字符处读不下去。"
        raise Refusal(NOT_JSON, file=str(path), why=why) from None
    except UnicodeDecodeError:
        raise Refusal(NOT_JSON, file=str(path), why="编码不是UTF-8。") from None
