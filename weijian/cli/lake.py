"""`weijian lake …`: fold what changed into the analytic lake, and say how it stands."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from weijian.cli.main import data_option
from weijian.cli.serve import open_installation

if TYPE_CHECKING:
    from weijian.foundation.lake.status import LakeStanding, TableStanding


@click.group()
def lake() -> None:
    """Refresh the analytic lake and say how it stands."""


@lake.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def refresh(as_json: bool) -> None:
    """Fold the rows changed since into the base. Questions may be asked all the while; cut off, it leaves nothing wrong behind."""
    open_installation(with_keys=False)
    from django.utils.timezone import now

    from weijian.cli.sheet import progress
    from weijian.foundation.lake import refreshing

    with progress() as tell:
        done = refreshing.refresh(at=now(), tell=tell)
    words = "第 {generation} 版：{tables} 张表、{rows} 行；并入 {folded} 行，整表重读 {anew} 张"
    click.echo(json.dumps(asdict(done)) if as_json else words.format(**asdict(done)))


@lake.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(as_json: bool) -> None:
    """List the tables with their rows, the generation and age of the base, and how much has changed since."""
    open_installation(with_keys=False)
    from weijian.foundation.lake.status import lake_standing

    standing = lake_standing()
    if as_json:
        click.echo(json.dumps(asdict(standing), default=str))
    else:
        _print(standing)


def _print(standing: "LakeStanding") -> None:
    from django.utils.timezone import now
    from rich.console import Console
    from rich.table import Table

    table = Table("表", "基底行数", "文件", "MiB", "之后变更", box=None)
    for row in standing.tables:
        table.add_row(*_cells(row))
    console = Console()
    console.print(table)
    if standing.written_at is None:
        console.print("还没有基底，查询直接读数据库；请运行 weijian lake refresh。")
        return
    hours = (now() - standing.written_at).total_seconds() / 3600
    console.print(f"第 {standing.generation} 版，{hours:.1f} 小时前；待并入变更 {standing.changes:,} 条")


def _cells(row: "TableStanding") -> tuple[str, ...]:
    rows = "读数据库" if row.base_rows is None else f"{row.base_rows:,}"
    return row.name, rows, str(row.files), f"{row.bytes / 1_048_576:.1f}", f"{row.changes:,}"
