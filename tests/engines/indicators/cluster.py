"""A small standalone Spark cluster on loopback: a master and two workers, each a process of its own, ended when the test ends."""

import json
import os
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from time import monotonic

WORKERS, SECONDS_TO_START = 2, 60


def missing() -> str:
    """What a Spark cluster would need and this machine has not."""
    lacking = [name for name, there in (("pyspark", find_spec("pyspark")), ("java", shutil.which("java"))) if not there]
    return " and ".join(lacking)


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The master's address, once every worker has registered."""
    port, page = free_port(), free_port()
    with ExitStack() as stack:
        common = ["--host", "127.0.0.1"]
        stack.enter_context(running("master.Master", [*common, "--port", str(port), "--webui-port", str(page)], folder / "master"))
        url = f"spark://127.0.0.1:{port}"
        until(lambda: workers_of(page) is not None, "the master answers")
        for i in range(WORKERS):
            words = [*common, "--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(folder / f"work{i}"), url]
            stack.enter_context(running("worker.Worker", words, folder / f"worker{i}"))
        until(lambda: workers_of(page) == WORKERS, "the workers have registered")
        yield url


@contextmanager
def running(name: str, words: list[str], said: Path) -> Iterator[None]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1", "SPARK_DAEMON_MEMORY": "256m"}
    with said.with_suffix(".log").open("wb") as log:
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *words]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=SECONDS_TO_START)


def workers_of(page: int) -> int | None:
    """How many workers the master knows and calls alive; None while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{page}/json/", timeout=5) as answer:
            return sum(w["state"] == "ALIVE" for w in json.load(answer)["workers"])
    except (urllib.error.URLError, ConnectionError):
        return None


def until(happened: object, what: str) -> None:
    """Asks again and again, up to a deadline."""
    assert callable(happened)
    deadline, pause = monotonic() + SECONDS_TO_START, Event()
    while not happened():
        assert monotonic() < deadline, f"within {SECONDS_TO_START} s it did not come about that {what}"
        pause.wait(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
