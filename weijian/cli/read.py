"""`weijian read FILE`: what a report says, as a table or as JSON."""

import json
import sys
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weijian.kernel.refusal import Refusal, Wording

if TYPE_CHECKING:
    from weijian.engines.reading.nouns import Check, Figure
    from weijian.engines.reading.read import Reading

NO_FILE = Wording("RPT-01", "找不到文件“{file}”。", "请核对路径；从标准输入读时请写 -。")
NO_READING = Wording("RPT-02", "打不开“{file}”。", "请核对它是不是文件，以及本机账号有没有权读取。")
KINDS = {"level": "数", "increase": "增", "decrease": "减", "ratio": "率", "target": "目标", "rank": "位次"}
VERDICTS = {"holds": "相符", "fails": "不符", "implies": "可推知", "cannot_be_checked": "无从核对"}
STATUSES = {"read": "", "repaired": "已修复", "damaged": "有缺损"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def read(file: Path, as_json: bool) -> None:
    """Read a report (FILE: .txt .md .html .docx .pdf, or `-` for text on standard input): its clean text, its figures, and the arithmetic between them."""
    from weijian.engines.reading.read import read as read_report
    from weijian.interop.documents import text_of

    reading = read_report(text_of(_bytes(file), "标准输入.txt" if str(file) == "-" else file.name))
    if as_json:
        click.echo(json.dumps(_as_json(reading), ensure_ascii=False))
    else:
        _show(reading)


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise Refusal(NO_FILE, file=str(file)) from None
    except OSError:
        raise Refusal(NO_READING, file=str(file)) from None


def _as_json(reading: "Reading") -> dict[str, Any]:
    return {
        "text": reading.cleaned.text,
        "figures": [_figure(figure) for figure in reading.figures],
        "checks": [_check(check) for check in reading.checks],
    }


def _figure(figure: "Figure") -> dict[str, Any]:
    said = {name: _plain(value) for name, value in asdict(figure).items()}
    return {**said, "approx": figure.approx, "as_of": figure.as_of.isoformat() if figure.as_of else None}


def _check(check: "Check") -> dict[str, Any]:
    return {**asdict(check), "values": {name: _plain(value) for name, value in check.values.items()}}


def _plain(value: object) -> object:
    """A decimal as a JSON number, whole where it is whole."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _show(reading: "Reading") -> None:
    from rich.console import Console

    console = Console()
    console.print(_figures_table(reading.figures))
    if reading.checks:
        console.print(_checks_table(reading.checks))
    console.print(f"共{len(reading.figures)}个数，{len(reading.checks)}条核对结果。")


def _figures_table(figures: "tuple[Figure, ...]") -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="报告中的数")
    for title in ("序号", "行", "原文", "数的是什么", "类别", "地方", "时期", "状态"):
        table.add_column(title, overflow="fold")
    for number, figure in enumerate(figures):
        row = (str(number), str(figure.line), figure.written, figure.what, KINDS[figure.kind], figure.place or "", figure.period or "", STATUSES[figure.status])
        table.add_row(*map(Text, row))
    return table


def _checks_table(checks: "tuple[Check, ...]") -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="核对")
    for title in ("结论", "涉及的数", "算式"):
        table.add_column(title, overflow="fold")
    for check in checks:
        verdict = VERDICTS[check.verdict] + ("（须注意）" if check.warning else "")
        table.add_row(Text(verdict), Text("、".join(map(str, check.figures))), Text(check.words))
    return table
