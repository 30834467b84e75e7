"""An installation on the embedded database as it is in use: a file, a log beside it, and writers, a refresh and askers at once.

    python -m tests.foundation.lake.on_a_file FOLDER
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any


def main(folder: str) -> None:
    os.environ["WEIJIAN_DATA"], os.environ["DJANGO_SETTINGS_MODULE"] = folder, "weijian.project.settings"
    os.environ.pop("WEIJIAN_DATABASE", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _race()


def _race() -> None:
    from django.db import transaction

    from tests.foundation.lake.plain import as_lent, assert_lake_is_plain, refreshed
    from tests.people import LONG_AGO
    from weijian.domains.registry.models import Place
    from weijian.domains.workforce.models import Practitioner
    from weijian.foundation.lake.asking import open_lake

    places = [Place.objects.create(code=f"4299{n:02d}", name="0", level=3, from_on=LONG_AGO) for n in range(3)]
    staff = [Practitioner.objects.create(code=f"P{n}", name="某人", sex_code="1", category="11", title="0") for n in range(3)]
    refreshed()
    ended, together = Event(), Barrier(5)

    def writer(mine: int) -> None:
        together.wait(60)
        for n in range(30):
            with transaction.atomic():
                Place.objects.filter(pk=places[mine].pk).update(name=str(n))
                Practitioner.objects.filter(pk=staff[mine].pk).update(title=str(n))
                if n % 4 == 1:
                    Practitioner.objects.create(code=f"W{mine}-{n}", name="某人", sex_code="2", category="21")
                transaction.set_rollback(n % 7 == 6)

    def refresher() -> None:
        together.wait(60)
        while not ended.is_set():
            refreshed()

    def asker() -> None:
        together.wait(60)
        while not ended.is_set():
            with open_lake("places", "practitioners") as lake:
                here, people = as_lent(lake, "places"), as_lent(lake, "practitioners")
            for place, one in zip(places, staff, strict=True):
                assert here[place.pk][4] == people[one.pk][4], "an answer of two moments"

    _at_once(ended, [refresher, asker], [(writer, n) for n in range(3)])
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()


def _at_once(ended: Event, others: list[Any], writers: list[Any]) -> None:
    with ThreadPoolExecutor(len(others) + len(writers)) as pool:
        meanwhile = [pool.submit(_closing, deed) for deed in others]
        writing = [pool.submit(_closing, *deed) for deed in writers]
        try:
            for written in writing:
                written.result(300)
        finally:
            ended.set()
        for other in meanwhile:
            other.result(120)


def _closing(deed: Any, *arguments: Any) -> None:
    from django.db import connections

    try:
        deed(*arguments)
    finally:
        connections.close_all()


if __name__ == "__main__":
    main(sys.argv[1])
