"""`weijian serve`, `weijian worker`, `weijian migrate`: the platform in one command."""

import errno
import multiprocessing
import os
import signal
import socket
import tempfile
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import click

from weijian.cli.main import data_option, start_django
from weijian.kernel.refusal import Refusal, Wording

PORT_TAKEN = Wording("SRV-01", "端口{port}已被占用。", "请关闭占用它的程序，或用 --port 换一个端口。")
PORT_FORBIDDEN = Wording("SRV-02", "没有权限使用{host}的{port}端口。", "请用1024以上的端口，或本机已有的地址。")
DATA_UNWRITABLE = Wording("SRV-03", "数据目录{folder}不能写入。", "请核对路径和权限，或用 --data 换一个目录。")
DATA_FULL = Wording("SRV-04", "数据目录{folder}所在的磁盘已满。", "请清理磁盘后再试。")
DATABASE_AWAY = Wording("SRV-05", "连不上数据库。", "请检查数据库是否已启动，以及 WEIJIAN_DATABASE 的地址、账号。")
DATABASE_BEHIND = Wording("SRV-06", "数据库结构比程序旧。", "请先运行 weijian migrate（建议先备份）。")

NOT_INSTALLED = Wording("SRV-07", "{folder}里还没有卫健的数据。", "请核对 --data 指的目录；新装请先运行 weijian migrate --data 目录。")

THREADS_EACH, PATIENCE_SECONDS = 4, 10.0


@click.command()
@data_option
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--workers", default=0, type=click.IntRange(0, 64), help="Web processes (default: one per core, at most four).")
def serve(port: int, host: str, workers: int) -> None:
    """Serve the pages and do the background work, until interrupted."""
    serve_forever(port, host, workers=workers)


@click.command()
@data_option
def worker() -> None:
    """Do background work only, beside a `weijian serve` on another machine or with an outside database."""
    must_be_writable(_data())
    start_django()
    ready_database()
    keys_must_fit()
    stop = Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    from weijian.foundation.jobs.worker import Worker

    Worker(stop=stop).run()


@click.command()
@data_option
def migrate() -> None:
    """Bring the database to this program's structure."""
    must_be_writable(_data())
    start_django()
    from django.core.management import call_command

    _behind()
    call_command("migrate", verbosity=1)


def serve_forever(port: int, host: str = "127.0.0.1", *, workers: int = 0) -> None:
    """Serve the data directory named in WEIJIAN_DATA: web processes beside one worker thread in this process."""
    must_be_writable(_data())
    must_be_free(host, port)
    start_django()
    ready_database()
    keys_must_fit()
    stop = Event()
    working = Thread(target=_work, args=(stop,), name="worker", daemon=True)
    working.start()
    click.echo(f"卫健 http://{host}:{port}/", err=True)
    try:
        _serve(host, port, workers or min(4, os.cpu_count() or 1))
    finally:
        stop.set()
        working.join(PATIENCE_SECONDS)


def _serve(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # A fork would take a copy of the worker thread's locks along.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "weijian.project.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=THREADS_EACH,
        respawn_failed_workers=True, log_level=LogLevels.warning, workers_kill_timeout=int(PATIENCE_SECONDS),
    ).serve()


def _work(stop: Event) -> None:
    from weijian.foundation.jobs.worker import Worker

    Worker(stop=stop).run()


def _data() -> Path:
    return Path(os.environ.get("WEIJIAN_DATA", "weijian-data")).absolute()


def must_be_writable(folder: Path) -> None:
    """Refuse a data directory in which nothing can be written, before anything else is tried."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"weijian" * 1024)
            file.flush()
    except OSError as fault:
        full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Refusal(DATA_FULL if full else DATA_UNWRITABLE, folder=str(folder)) from None


def must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            taken = fault.errno == errno.EADDRINUSE
            raise Refusal(PORT_TAKEN if taken else PORT_FORBIDDEN, host=host, port=port) from None


def ready_database() -> None:
    """The embedded database is brought up to date; an outside one is its administrator's to change."""
    from django.core.management import call_command
    from django.db import connection

    if not _behind():
        return
    if connection.vendor != "sqlite":
        raise Refusal(DATABASE_BEHIND)
    from weijian.foundation.disk import full_disk_refused

    with full_disk_refused():
        call_command("migrate", verbosity=0)


def keys_must_fit() -> None:
    from weijian.foundation.secrets.fitting import refusal_to_open_with_these_keys
    from weijian.kernel.refusal import must

    must(refusal_to_open_with_these_keys())


def open_installation(*, with_keys: bool = True) -> None:
    """Start on a data directory that stands already; one that was never set up, or a mistyped one, is refused and not begun."""
    if "WEIJIAN_DATABASE" not in os.environ and not _data().is_dir():
        raise Refusal(NOT_INSTALLED, folder=str(_data()))
    start_django()
    if _behind():
        raise Refusal(DATABASE_BEHIND) if _begun() else Refusal(NOT_INSTALLED, folder=str(_data()))
    if with_keys:
        keys_must_fit()


def _begun() -> bool:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return MigrationRecorder(connection).has_table()


def _behind() -> bool:
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError:
        raise Refusal(DATABASE_AWAY) from None
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
