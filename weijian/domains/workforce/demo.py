"""The demo county's staff in this room's tables."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from weijian.domains.registry.demo.county import County
from weijian.domains.registry.demo.rows import Tell, silent
from weijian.domains.registry.demo.staff import Worker
from weijian.domains.registry.demo.storing import Keys, stored_keys
from weijian.domains.workforce.models import GridDuty, Post, PracticeLicence, Practitioner, Qualification
from weijian.foundation.people.models import Account
from weijian.kernel.standing import Standing

BATCH = 2_000
DUTY_SINCE = date(2024, 1, 1)
LEVELS = {"50": "乡村医生", "20": "护士"}


@transaction.atomic
def add(county: County, *, by: Standing, at: datetime, tell: Tell = silent) -> None:
    """Store practitioners, their papers and posts; those of the cast are joined to their accounts. Told as part of the county."""
    keys, workers = stored_keys(), county.staff.workers
    accounts = dict(Account.objects.values_list("username", "pk"))
    made = Practitioner.objects.bulk_create([_practitioner(w, accounts) for w in workers], batch_size=BATCH)
    ids = {p.code: p.pk for p in made}
    Qualification.objects.bulk_create([_qualification(ids[w.code], w) for w in workers if w.licence], batch_size=BATCH)
    PracticeLicence.objects.bulk_create(list(_licences(ids, workers, keys)), batch_size=BATCH)
    tell("卫生人员", len(made), len(made))
    posts = Post.objects.bulk_create(list(_posts(ids, workers, keys)), batch_size=BATCH)
    tell("岗位", len(posts), len(posts))
    duties = GridDuty.objects.bulk_create([
        GridDuty(grid_id=keys.grids[f"{county.places.villages[v].code}{n + 1:03d}"], practitioner_id=ids[code], from_on=DUTY_SINCE)
        for v, n, code in county.staff.grid_duties
    ], batch_size=BATCH)
    tell("网格责任", len(duties), len(duties))


def _practitioner(worker: Worker, accounts: dict[str, int]) -> Practitioner:
    return Practitioner(
        code=worker.code, name=worker.name, sex_code=worker.sex_code, born_on=worker.born_on, category=worker.category, title=worker.title,
        account_id=accounts.get(worker.username), left_on=worker.left_on,
    )


def _qualification(key: int, worker: Worker) -> Qualification:
    since = worker.licence[0] if worker.licence else None
    year = since.year if since else 0
    return Qualification(
        practitioner_id=key, number=f"{year}42{worker.category}{worker.code[1:].zfill(7)}", category=worker.category,
        level=LEVELS.get(worker.category, "执业"), issued_on=since,
    )


def _licences(ids: dict[str, int], workers: tuple[Worker, ...], keys: Keys) -> Iterator[PracticeLicence]:
    for w in workers:
        if w.licence:
            since, until = w.licence
            yield PracticeLicence(
                practitioner_id=ids[w.code], number=f"1{w.category}429921{w.code[1:].zfill(6)}", category=w.category, scope=w.scope,
                institution_id=keys.institutions[w.posts[0].institution], from_on=since, ends_on=until,
            )


def _posts(ids: dict[str, int], workers: tuple[Worker, ...], keys: Keys) -> Iterator[Post]:
    for w in workers:
        for p in w.posts:
            yield Post(
                practitioner_id=ids[w.code], institution_id=keys.institutions[p.institution], department_id=keys.departments.get((p.institution, p.department)),
                kind=p.kind, duty=p.duty, from_on=p.from_on, ends_on=p.ends_on,
            )
