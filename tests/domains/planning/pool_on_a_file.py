"""An installation on the embedded database as it is in use, a file, and institutions that book one machine in the same moment.

    python -m tests.domains.planning.pool_on_a_file FOLDER
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

MONDAY, ROUNDS, AT_ONCE = date(2026, 11, 2), 5, 4


def main(folder: str) -> None:
    os.environ["WEIJIAN_DATA"], os.environ["DJANGO_SETTINGS_MODULE"] = folder, "weijian.project.settings"
    os.environ.pop("WEIJIAN_DATABASE", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _race()


def _race() -> None:
    from django.db import connections

    from tests.domains.planning.lending import asked, morning, scanner
    from tests.people import CLOUD_CENTRE, RIVER_CENTRE, cast
    from weijian.domains.planning.actions.pooling import book_resource
    from weijian.domains.planning.models import PoolBooking
    from weijian.kernel.refusal import Refusal

    people = cast()
    machine, chen = scanner(people), people.chief_chen.standing()
    together = Barrier(AT_ONCE)

    def does(hour: int, n: int) -> str:
        new = asked(people, machine, (CLOUD_CENTRE, RIVER_CENTRE)[n % 2], MONDAY, (hour, hour + 1))
        together.wait(60)
        try:
            book_resource(new, by=chen, at=morning(MONDAY))
        except Refusal as no:
            return no.code
        finally:
            connections.close_all()
        return "done"

    for hour in range(8, 8 + ROUNDS):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = sorted(pool.map(does, [hour] * AT_ONCE, range(AT_ONCE)))
        assert answers == ["PLA-231"] * (AT_ONCE - 1) + ["done"], answers
    assert PoolBooking.objects.count() == ROUNDS


if __name__ == "__main__":
    main(sys.argv[1])
