"""Run by test_import_killed.py in a process of its own: stand up, import and be killed, or say what is there.

    python -m tests.domains.registry.killed stand-up
    python -m tests.domains.registry.killed import FILE [check|write]
    python -m tests.domains.registry.killed count
"""

import json
import os
import signal
import sys
from pathlib import Path


def main(words: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "weijian.project.settings"
    import django

    django.setup()
    match words:
        case ["stand-up"]:
            stand_up()
        case ["import", file]:
            take(Path(file), "")
        case ["import", file, when]:
            take(Path(file), {"check": "检查", "write": "写入"}[when])
        case _:
            print(json.dumps(counts()))  # noqa: T201


def stand_up() -> None:
    from django.core.management import call_command

    from tests.people import county

    call_command("migrate", verbosity=0)
    county()


def take(path: Path, die_at: str) -> None:
    """Import with two processes; die in the middle of the named pass, telling first who the children are."""
    from tests.people import AT
    from weijian.domains.registry.imports import pool
    from weijian.domains.registry.imports.checking import Watch
    from weijian.domains.registry.imports.residents import import_residents
    from weijian.kernel.standing import the_house

    pool.BATCH_ROWS, pool.FEW_ROWS = 20, 50

    def tell(words: str, done: int, total: int) -> None:
        if words == die_at and done >= 40:
            print(*children(), flush=True)  # noqa: T201
            os.kill(os.getpid(), signal.SIGKILL)

    outcome = import_residents(path, by=the_house("a test"), at=AT, watch=Watch(tell), processes=2)
    print(json.dumps(outcome.as_json()))  # noqa: T201


def children() -> list[int]:
    return [int(child) for file in Path("/proc/self/task").glob("*/children") for child in file.read_text().split()]


def counts() -> list[int]:
    from weijian.domains.registry.models import Household, IdentityDocument, RecordSequence, Resident
    from weijian.foundation.happenings.models import Happening

    return [*(m._default_manager.count() for m in (Resident, IdentityDocument, Household, Happening)), RecordSequence.objects.count()]


if __name__ == "__main__":
    main(sys.argv[1:])
