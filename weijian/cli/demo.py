"""`weijian demo …`: the demo county 青禾县, built whole or not at all, and served."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weijian.cli.main import data_option, start_django
from weijian.cli.serve import must_be_free, must_be_writable, ready_database, serve_forever

if TYPE_CHECKING:
    from rich.console import Console

    from weijian.domains.registry.demo.county import County
    from weijian.kernel.standing import Standing

RESIDENTS, SEED, HOST, PORT = 100_000, 20261124, "127.0.0.1", 8000
Tell = Callable[[str, int, int], None]
Password = tuple[str, str, str, str]  # account, name, posts, one-time password


@click.group()
def demo() -> None:
    """Build the demo county, or build and serve it."""


def county_options(command: click.decorators.FC) -> click.decorators.FC:
    """`--residents N --seed S`: which county."""
    command = click.option("--seed", default=SEED, show_default=True, type=click.IntRange(0), help="The same seed makes the same county.")(command)
    return click.option("--residents", default=RESIDENTS, show_default=True, type=click.IntRange(100, 2_000_000), help="How many residents.")(command)


@demo.command()
@data_option
@county_options
def build(residents: int, seed: int) -> None:
    """Build the demo county into an empty data directory and print the one-time passwords."""
    stand_up(residents, seed)


@demo.command()
@data_option
@county_options
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Port on 127.0.0.1.")
def run(residents: int, seed: int, port: int) -> None:
    """Build the demo county where it is missing, then serve it until Ctrl-C."""
    must_be_free(HOST, port)
    stand_up(residents, seed)
    serve_forever(port, HOST)


def stand_up(residents: int, seed: int) -> None:
    """Migrate, then build in one transaction; a county that stands already is left alone."""
    must_be_writable(Path(os.environ["WEIJIAN_DATA"]))
    start_django()
    from rich.console import Console

    from weijian.domains.registry.demo.storing import demo_standing_here, refusal_to_build
    from weijian.kernel.refusal import must

    console = Console()
    ready_database()
    must(refusal_to_build(seed, residents))
    if demo_standing_here():
        console.print(f"演示县青禾县已经建成（种子{seed}，居民{residents}名），直接使用。一次性口令只在建成时显示一次。")
        return
    _print_passwords(console, _built(console, residents, seed))


def _built(console: "Console", residents: int, seed: int) -> list[Password]:
    from django.utils.timezone import now
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from weijian.domains.registry.demo.county import generate
    from weijian.foundation.lake.refreshing import refresh
    from weijian.kernel.standing import the_house

    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("生成青禾县", total=residents)
        county = generate(seed, residents)
        progress.update(task, completed=residents)
        tell = _teller(progress.add_task, progress.update)
        passwords = store(county, by=the_house("weijian demo build"), at=now(), tell=tell)
        refresh(at=now(), tell=tell)  # so that the first figure asked for need not wait for it
        return passwords


def _teller(add_task: Callable[..., int], update: Callable[..., None]) -> Tell:
    """One bar for each table."""
    tasks: dict[str, int] = {}

    def tell(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = add_task(what, total=total)
        update(tasks[what], completed=done)

    return tell


def store(county: "County", *, by: "Standing", at: datetime, tell: Tell) -> list[Password]:
    """Every room's part and the accounts, in one transaction: a build cut short leaves nothing."""
    from django.db import transaction

    from weijian.domains.emergency import demo as emergency
    from weijian.domains.governance import demo as governance
    from weijian.domains.planning import demo as planning
    from weijian.domains.registry.demo import storing as registry
    from weijian.domains.workforce import demo as workforce
    from weijian.foundation.disk import full_disk_refused
    from weijian.foundation.statistics import refresh_statistics, refresh_statistics_now

    with full_disk_refused(), transaction.atomic():
        refresh_statistics("registry", "workforce", "emergency", "planning", "happenings")
        registry.add(county, by=by, at=at, tell=tell)
        passwords = _open_accounts(county, by=by, at=at, tell=tell)
        workforce.add(county, by=by, at=at, tell=tell)
        refresh_statistics_now("registry", "workforce")
        emergency.add(county, by=by, at=at, tell=tell)
        planning.add(county, by=by, at=at, tell=tell)
        governance.add(county, by=by, at=at, tell=tell)
    return passwords


def _open_accounts(county: "County", *, by: "Standing", at: datetime, tell: Tell) -> list[Password]:
    from weijian.foundation.people import actions
    from weijian.foundation.people.passwords import one_time_password
    from weijian.foundation.people.roles import roles
    from weijian.kernel.dates import local_day

    made: list[Password] = []
    for plan in county.staff.accounts:
        password = one_time_password()
        account = actions.open_account(plan.username, plan.name, password, by=by, at=at)
        for role in plan.roles:
            actions.grant_role(account, role, place_code=plan.place, institution_code=plan.institution, from_on=local_day(at), by=by, at=at)
        made.append((plan.username, plan.name, "、".join(roles()[r].zh for r in plan.roles), password))
        tell("账号", len(made), len(county.staff.accounts))
    return made


def _print_passwords(console: "Console", passwords: list[Password]) -> None:
    from rich.table import Table

    table = Table()
    for heading in ("账号", "姓名", "岗位", "一次性口令"):
        table.add_column(heading, no_wrap=True)
    for row in passwords:
        table.add_row(*row)
    console.print(table)
    console.print("一次性口令只显示这一次，首次登录须更改。")
