"""The lake over a million residents: how long until an edit shows, and what folding costs, beside reading the database itself.

    python -m bench lake[=residents]
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.sidebyside import into_page, machine, run, table

RESIDENTS, MANY = 1_000_000, 10_000
ASKED = "SELECT township_code, count(*) FROM residents WHERE residence = 'here' GROUP BY ALL ORDER BY ALL"
NOTE = (
    "One run, on the embedded database with the demo county. Every question opens the lake anew and counts those living here by township; an edit is saved "
    "through the ORM. The same count in the database itself is one SQL statement with a join."
)


def main(residents: int = RESIDENTS) -> None:
    with tempfile.TemporaryDirectory(prefix="weijian-bench-") as data:
        run([sys.executable, "-m", "weijian.cli", "demo", "build", "--residents", str(residents), "--data", data])
        found = json.loads(run([sys.executable, "-m", "bench.lake", "measure"], WEIJIAN_DATA=data).said)
    rows = [(words, f"{seconds:,.3f}", f"{cpu:,.3f}") for words, seconds, cpu in found]
    body = f"## The lake\n\n{machine()}; {residents:,} residents\n\n{table(('deed', 'seconds', 'CPU seconds'), rows)}\n\n{NOTE}\n"
    print(body)
    if residents == RESIDENTS:
        into_page("lake", body)


# in a process of its own


def measure() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "weijian.project.settings"
    import django

    django.setup()
    from django.utils.timezone import now

    from weijian.domains.registry.models import Resident
    from weijian.foundation.lake.refreshing import refresh

    one = Resident.objects.filter(residence="here").order_by("pk").first()
    assert one
    some = list(Resident.objects.order_by("pk").values_list("pk", flat=True)[:MANY])
    here = Resident.objects.filter(residence="here").count()
    timings = [
        timed("the first refresh: every lent table", lambda: refresh(at=now())),
        timed("a question, nothing changed", _asked),
        timed("an edit, then the question that shows it", lambda: _moved(one, here)),
        timed("the same count in the database itself", _counted),
    ]
    Resident.objects.filter(pk__in=some).update(marital_code="90")
    timings += [
        timed(f"a question, {MANY:,} rows changed", _asked),
        timed(f"a refresh, {MANY:,} rows changed", lambda: refresh(at=now())),
    ]
    assert sorted(_asked()) == sorted(_counted())
    print(json.dumps(timings))


def timed(words: str, deed: Callable[[], object]) -> tuple[str, float, float]:
    started, spent = time.perf_counter(), time.process_time()
    deed()
    return words, time.perf_counter() - started, time.process_time() - spent


def _asked() -> list[tuple[str, int]]:
    from weijian.foundation.lake.asking import open_lake

    with open_lake("residents") as lake:
        return lake.connection.execute(ASKED).fetchall()


def _moved(one: Any, before: int) -> None:
    one.residence = "gone"
    one.save()
    assert sum(n for _, n in _asked()) == before - 1


def _counted() -> list[tuple[str, int]]:
    from django.db.models import Count, Value
    from django.db.models.functions import Concat, Substr

    from weijian.domains.registry.models import Resident

    town = Concat(Substr("village__code", 1, 9), Value("000"))
    here = Resident.objects.filter(residence="here").order_by().annotate(town=town).values("town").annotate(n=Count("pk"))
    return list(here.values_list("town", "n"))


if __name__ == "__main__":
    measure()
