"""A PostgreSQL server of this test run's own, on a Unix socket, gone when the run ends."""

import atexit
import glob
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

ADVICE = "PostgreSQL is not on this machine: install it (apt install postgresql) to run these tests"


@cache
def programs() -> Path | None:
    """The folder holding initdb and pg_ctl, newest version first."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[4]), reverse=True)
    found = shutil.which("initdb")
    candidates = [Path(f) for f in folders] + ([Path(found).resolve().parent] if found else [])
    return next((c for c in candidates if (c / "initdb").exists() and (c / "pg_ctl").exists()), None)


@cache
def throwaway_url() -> str:
    """Start the server (as the user `postgres` when we are root, which PostgreSQL refuses) and say where it is."""
    bin_ = programs()
    if bin_ is None:
        raise SystemExit(ADVICE)
    # A worker of pytest-xdist uses its parent's server.
    if "WEIJIAN_TEST_POSTGRES_URL" in os.environ:
        return os.environ["WEIJIAN_TEST_POSTGRES_URL"]
    home = Path(tempfile.mkdtemp(prefix="weijian-pg-"))
    as_whom = _as_postgres(home)
    cluster = home / "cluster"
    fresh = ["-D", cluster, "-U", "weijian", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run([*as_whom, bin_ / "initdb", *fresh], check=True, capture_output=True)
    options = f"-k {home} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"
    subprocess.run([*as_whom, bin_ / "pg_ctl", "-D", cluster, "-o", options, "-w", "-l", home / "log", "start"], check=True, capture_output=True)
    atexit.register(_stop, [*as_whom, bin_ / "pg_ctl", "-D", cluster, "-m", "immediate", "stop"], home)
    url = f"postgresql://weijian@{str(home).replace('/', '%2F')}/postgres"
    os.environ["WEIJIAN_TEST_POSTGRES_URL"] = url
    return url


def _as_postgres(home: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    shutil.chown(home, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _stop(command: list[str | Path], home: Path) -> None:
    subprocess.run(command, check=False, capture_output=True)
    shutil.rmtree(home, ignore_errors=True)
