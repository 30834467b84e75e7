"""`weijian serve` stands an installation up, says in words why it cannot, and goes down when asked."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT
from weijian.cli.main import keep_private

READY_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def weijian(*words: str, **environment: str) -> subprocess.Popen[str]:
    """The command with an embedded database of its own, whatever the tests run on."""
    plain = {k: v for k, v in os.environ.items() if k not in ("WEIJIAN_DATABASE", "DJANGO_SETTINGS_MODULE")}
    return subprocess.Popen(
        [sys.executable, "-m", "weijian.cli", *words], cwd=ROOT, env={**plain, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )


def refused(*words: str, **environment: str) -> str:
    process = weijian(*words, **environment)
    _, said = process.communicate(timeout=READY_SECONDS)
    assert process.returncode == 2, said
    return said


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    port, data = free_port(), tmp_path_factory.mktemp("served") / "new"
    process = weijian("serve", "--port", str(port), "--data", str(data), "--workers", "1")
    assert process.stderr
    assert f"http://127.0.0.1:{port}/" in process.stderr.readline()
    await_port(port, process)
    yield port, data
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=READY_SECONDS)
    assert process.returncode == 0


def await_port(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(READY_SECONDS * 10):
        assert process.poll() is None, "it ended by itself"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        Event().wait(0.1)
    raise AssertionError("nobody listens")


def test_a_new_directory_becomes_an_installation_with_a_sign_in_page(served: tuple[int, Path]) -> None:
    port, data = served
    assert (data / "weijian.sqlite3").exists()
    with urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=READY_SECONDS) as answer:
        assert answer.status == 200
        assert "<h1>" in answer.read().decode()


def test_nobody_else_on_the_machine_reads_the_data(served: tuple[int, Path]) -> None:
    _, data = served
    readable = [str(path.relative_to(data)) for path in data.rglob("*") if path.stat().st_mode & 0o077]
    assert (data / "weijian.sqlite3").exists()
    assert not readable


def test_a_database_of_before_is_made_private(tmp_path: Path) -> None:
    (tmp_path / "weijian.sqlite3").touch(mode=0o644)
    keep_private(tmp_path)
    assert (tmp_path / "weijian.sqlite3").stat().st_mode & 0o777 == 0o600


def test_a_program_that_is_not_signed_in_is_told_so(served: tuple[int, Path]) -> None:
    from urllib.request import Request

    with pytest.raises(HTTPError) as caught:
        urlopen(Request(f"http://127.0.0.1:{served[0]}/jobs/", headers={"Accept": "application/json"}), timeout=READY_SECONDS)
    assert (caught.value.code, json.loads(caught.value.read())["code"]) == (401, "PEO-02")
    caught.value.close()


def test_a_port_in_use_is_named(served: tuple[int, Path], tmp_path: Path) -> None:
    said = refused("serve", "--port", str(served[0]), "--data", str(tmp_path))
    assert "SRV-01" in said
    assert str(served[0]) in said


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "SRV-03" in refused("serve", "--port", str(free_port()), "--data", str(tmp_path / "file" / "below"))


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import tempfile

    from weijian.cli.serve import must_be_writable
    from weijian.kernel.refusal import Refusal

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(Refusal) as caught:
        must_be_writable(tmp_path)
    assert caught.value.code == "SRV-04"


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    assert "SRV-05" in refused("serve", "--port", str(free_port()), "--data", str(tmp_path), WEIJIAN_DATABASE=url)


def test_the_background_work_is_done_by_the_same_command(served: tuple[int, Path]) -> None:
    done = "SELECT count(*) FROM jobs_job WHERE kind = 'catalogue.forget_uploads' AND ended_at IS NOT NULL"
    for _ in range(READY_SECONDS * 10):
        with closing(sqlite3.connect(served[1] / "weijian.sqlite3", timeout=30)) as database:
            if database.execute(done).fetchone()[0]:
                return
        Event().wait(0.1)
    raise AssertionError("nobody works")


def test_a_worker_alone_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    process = weijian("worker", "--data", str(tmp_path))
    for _ in range(READY_SECONDS * 10):
        if (tmp_path / "jobs").exists():
            break
        Event().wait(0.1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=READY_SECONDS)
    assert process.returncode == 0


def test_migrate_stands_the_tables_up(tmp_path: Path) -> None:
    process = weijian("migrate", "--data", str(tmp_path))
    process.communicate(timeout=READY_SECONDS)
    assert process.returncode == 0
    with closing(sqlite3.connect(tmp_path / "weijian.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM registry_resident").fetchone() == (0,)
