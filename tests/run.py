"""`make test`: the whole suite on SQLite, then what touches a database on PostgreSQL, then the journeys in Chromium.

Programs that are not on this machine are named at the end with what to install. With CI=true a missing program fails.
"""

import os
import shutil
import subprocess
import sys

from tests.postgres import ADVICE, programs

CHROMIUM_ADVICE = "Chromium is not on this machine: install it (apt install chromium fonts-noto-cjk) to run the browser journeys"


def main() -> int:
    missing = [] if programs() else [ADVICE]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    missing += [] if chromium else [CHROMIUM_ADVICE]
    failed = [name for name, run in runs(bool(programs()), bool(chromium)) if run()]
    for advice in missing:
        sys.stdout.write(f"SKIPPED: {advice}\n")
    if failed:
        sys.stdout.write(f"FAILED: {', '.join(failed)}\n")
    return 1 if failed or (missing and os.environ.get("CI")) else 0


def runs(postgresql: bool, chromium: bool):
    yield "SQLite", lambda: pytest("-n", "2", "-m", "not journey and not postgresql")
    if postgresql:
        yield "PostgreSQL", lambda: pytest("-n", "2", "-m", "not journey", *DATABASE_TESTS, database="postgresql")
    if chromium:
        yield "journeys", lambda: pytest("-m", "journey")


DATABASE_TESTS = ["tests/foundation", "tests/domains", "tests/project", "tests/shell", "tests/architecture/test_every_route.py"]


def pytest(*words: str, database: str = "sqlite") -> int:
    sys.stdout.write(f"\n== {database}: pytest {' '.join(words)}\n")
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *words], env={**os.environ, "WEIJIAN_TEST_DATABASE": database}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
