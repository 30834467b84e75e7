"""`weijian audit …`: seal the trail, and prove that nobody altered it."""

import json
import sys
from dataclasses import asdict

import click

from weijian.cli.main import data_option
from weijian.cli.serve import open_installation

BROKEN = 2


@click.group()
def audit() -> None:
    """Seal and verify the trail of what happened."""


@audit.command()
@data_option
@click.option("--new-head", is_flag=True, help="Begin the kept head anew, after a backup was restored. That it was done is recorded.")
def seal(new_head: bool) -> None:
    """Seal every happening not sealed yet."""
    open_installation(with_keys=False)
    from django.utils.timezone import now

    from weijian.foundation.happenings import actions, chain
    from weijian.kernel.standing import the_house

    if new_head:
        kept, _ = chain.read_head()
        actions.renew_head(kept.position if kept else 0, by=the_house("weijian audit seal --new-head"), at=now())
    click.echo(f"新封存 {chain.seal_happenings(at=now(), everywhere=True, new_head=new_head)} 条")


@audit.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(as_json: bool) -> None:
    """Walk the chain; name the first broken link and end with exit code 2 when there is one."""
    open_installation(with_keys=False)
    from weijian.foundation.happenings import chain
    from weijian.foundation.happenings.words import words_of_break

    found = chain.verify()
    if as_json:
        click.echo(json.dumps({"whole": found.broken is None, **asdict(found)}, ensure_ascii=False))
    else:
        click.echo(f"大事记 {found.happenings} 条，已封存 {found.sealed} 条，待封存 {found.unsealed} 条")
        click.echo(words_of_break(found.broken) if found.broken else "封存链完整")
    if found.broken:
        sys.exit(BROKEN)
