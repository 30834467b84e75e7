"""`weijian region …`: a region's own files in, its service map out."""

from datetime import datetime
from pathlib import Path

import click

from weijian.cli.main import data_option, start_django
from weijian.cli.serve import keys_must_fit


@click.group()
def region() -> None:
    """Load a region's own files."""


@region.command()
@data_option
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", help="The region's name (default: the folder's).")
@click.option("--place", "within", default="", help="Keep only this division and what is below it (a code).")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The date the files speak of (default: 1 January of this year).")
@click.option("--year", type=click.IntRange(1949, 2100), help="The census year, where a file's name does not say it.")
@click.option("--source", default="", help="Where the files come from; shown wherever they are used.")
@click.option("--sites", multiple=True, help="A file of bare points (id, lon, lat) in FOLDER that are institutions; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def load(folder: Path, name: str, within: str, as_of: datetime | None, year: int | None, source: str, sites: tuple[str, ...], as_json: bool) -> None:
    """Load divisions, population, institutions and roads from FOLDER. All of it or nothing; loading again adds nothing twice."""
    start_django()
    from django.core.management import call_command
    from django.utils.timezone import localdate, now

    from weijian.domains.planning.exchange.region import Choices, load_region
    from weijian.kernel.standing import the_house

    call_command("migrate", verbosity=0)
    keys_must_fit()
    day = as_of.date() if as_of else localdate().replace(month=1, day=1)
    choices = Choices(name or folder.resolve().name, within, day, year, source, sites)
    report = load_region(folder, choices, by=the_house("weijian region load"), at=now())
    click.echo(_as_json(report) if as_json else _as_text(report))


def _as_json(report: object) -> str:
    import json
    from dataclasses import asdict

    from weijian.domains.planning.exchange.region import Report

    assert isinstance(report, Report)
    network = report.network and {"name": report.network.name, "nodes": report.network.nodes, "edges": report.network.edges}
    counts = {k: asdict(v) for k, v in report.counts.items()}
    return json.dumps({"files": report.files, "left_aside": report.left_aside, "counts": counts, "network": network, "notes": report.notes}, ensure_ascii=False)


KINDS = {
    "divisions": "区划", "population": "人口底数", "cells": "人口格网", "institutions": "机构", "roads": "道路", "nodes": "节点", "edges": "路段",
    "boundaries": "边界", "census": "普查人口", "ages": "年龄构成",
}
REASONS = {
    "points": "只有编号和坐标；若是机构，请加 --sites 文件名", "ending": "不认识的文件类型", "columns": "列名不属于任何一种表",
    "households": "家庭户构成，暂无用处",
}


def _as_text(report: object) -> str:
    from weijian.domains.planning.exchange.region import Report

    assert isinstance(report, Report)
    lines = [f"  {file}：{KINDS.get(kind, kind)}" for file, kind in report.files.items()]
    lines += [f"  {file}：未使用（{REASONS[why]}）" for file, why in report.left_aside.items()]
    lines += [f"{KINDS[kind]}：新增 {count.added}，已有或更新 {count.known}" for kind, count in report.counts.items()]
    if report.network:
        lines.append(f"路网：{report.network.nodes} 个节点、{report.network.edges} 条路段")
    if unnamed := [c for count in report.counts.values() for c in count.unnamed]:
        lines.append(f"上级区划没有名称，暂以代码显示：{'、'.join(unnamed)}")
    return "\n".join([*lines, *report.notes])
