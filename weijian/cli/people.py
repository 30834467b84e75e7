"""`weijian account …`, `weijian token`: people who come in by the command line's door."""

from datetime import timedelta

import click

from weijian.cli.main import data_option
from weijian.cli.serve import open_installation

TOKEN_DAYS = 30


@click.command()
@data_option
@click.option("--user", required=True, help="Account name, such as admin.")
@click.option("--days", default=TOKEN_DAYS, show_default=True, type=click.IntRange(1, 366), help="Days until it expires.")
@click.option("--label", default="command line", show_default=True, help="What the token is for.")
def token(user: str, days: int, label: str) -> None:
    """Print a bearer token for an API client. It is shown once."""
    open_installation()
    from django.utils.timezone import now

    from weijian.foundation.people import tokens
    from weijian.foundation.people.queries import account_named
    from weijian.kernel.standing import the_house

    click.echo(tokens.issue_token(account_named(user), label=label, lasts=timedelta(days=days), by=the_house("weijian token"), at=now()))


@click.group()
def account() -> None:
    """Open accounts and give roles."""


@account.command("open")
@data_option
@click.argument("username")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", "roles", multiple=True, help="Role code; may be given several times.")
@click.option("--place", "place_code", default="", help="Division code the roles reach (empty: the whole region).")
@click.option("--institution", "institution_code", default="", help="Institution code.")
def open_(username: str, name: str, roles: tuple[str, ...], place_code: str, institution_code: str) -> None:
    """Open an account and print its one-time password."""
    open_installation()
    from django.db import transaction
    from django.utils.timezone import localdate, now

    from weijian.foundation.people import actions
    from weijian.foundation.people.passwords import one_time_password
    from weijian.kernel.standing import the_house

    by, at, password = the_house("weijian account open"), now(), one_time_password()
    with transaction.atomic():
        opened = actions.open_account(username, name, password, by=by, at=at)
        for role in roles:
            actions.grant_role(opened, role, place_code=place_code, institution_code=institution_code, from_on=localdate(), by=by, at=at)
    click.echo(f"{username} {password}")


@account.command()
@data_option
@click.argument("username")
def password(username: str) -> None:
    """Print a new one-time password and ask for no code: the way back in when nobody can sign in any more."""
    open_installation()
    from django.db import transaction
    from django.utils.timezone import now

    from weijian.foundation.people import actions
    from weijian.foundation.people.queries import account_named, has_second_factor
    from weijian.kernel.standing import the_house

    by, at, forgetful = the_house("weijian account password"), now(), account_named(username)
    with transaction.atomic():
        fresh = actions.reset_password(forgetful, by=by, at=at)
        if has_second_factor(forgetful):
            actions.remove_second_factor(forgetful, by=by, at=at)
    click.echo(f"{forgetful.username} {fresh}")
