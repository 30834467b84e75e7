"""Accounts and tokens by the command line: how the first administrator comes in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from weijian.cli.main import main
from weijian.foundation.happenings.models import Happening
from weijian.foundation.people.models import Account, RoleGrant

pytestmark = pytest.mark.django_db


def run(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--data", str(tmp_path)])


def test_the_first_administrator_is_opened_and_signs_in(tmp_path: Path) -> None:
    opened = run(tmp_path, "account", "open", "admin", "--name", "吴管理", "--role", "administrator")
    name, password = opened.output.split()
    assert name == "admin"
    assert RoleGrant.objects.get().role == "administrator"
    assert Client().post("/sign-in/", {"login": "admin", "password": password})["Location"] == "/"
    assert Happening.objects.order_by("pk")[0].by_name == "weijian account open"


def test_a_refused_role_opens_no_account(tmp_path: Path) -> None:
    refused = run(tmp_path, "account", "open", "admin", "--name", "吴管理", "--role", "administrator", "--role", "auditor")
    assert refused.exit_code == 2
    assert "PEO-03" in refused.stderr
    assert not Account.objects.exists()


def test_a_token_is_a_key_to_the_pages(tmp_path: Path) -> None:
    run(tmp_path, "account", "open", "admin", "--name", "吴管理", "--role", "administrator")
    token = run(tmp_path, "token", "--user", "admin").output.strip()
    assert Client(headers={"Authorization": f"Bearer {token}"}).get("/accounts/").status_code == 200
    assert Client(headers={"Authorization": f"Bearer {token}x"}).get("/accounts/").status_code == 401
    unknown = run(tmp_path, "token", "--user", "nobody")
    assert (unknown.exit_code, "PEO-07" in unknown.stderr) == (2, True)


def test_a_lost_password_is_replaced_on_the_machine_itself(tmp_path: Path) -> None:
    old = run(tmp_path, "account", "open", "admin", "--name", "吴管理").output.split()[1]
    fresh = run(tmp_path, "account", "password", "admin").output.split()[1]
    account = Account.objects.get()
    assert account.check_password(fresh)
    assert not account.check_password(old)
    assert account.must_change_password


def test_a_mistyped_data_directory_is_refused_and_not_begun(tmp_path: Path) -> None:
    refused = weijian("account", "password", "admin", data=tmp_path / "nowhere")
    assert refused.returncode == 2
    assert "SRV-07" in refused.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_data_directory_without_tables_says_to_migrate_first(tmp_path: Path) -> None:
    done = weijian("audit", "verify", data=tmp_path)
    assert done.returncode == 2
    assert "SRV-07" in done.stderr
    assert "weijian migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["mysql://somewhere/health", "nonsense", "postgresql://somewhere"])
def test_an_address_that_is_no_postgresql_is_refused_in_words(tmp_path: Path, address: str) -> None:
    done = weijian("audit", "verify", data=tmp_path, WEIJIAN_DATABASE=address)
    assert done.returncode == 2
    assert "SRV-08" in done.stderr
    assert address not in done.stderr  # it may hold a password


def weijian(*words: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it: its own process, the embedded database of `data`."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("WEIJIAN_", "DJANGO_"))}
    command = [sys.executable, "-m", "weijian.cli", *words, "--data", str(data)]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=clean | environment)
