"""Many writers on a database server: no change is ever skipped, whenever it commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, connections, transaction

from tests.foundation.lake.plain import as_lent, assert_lake_is_plain, meanwhile, plainly, refreshed
from tests.people import AT, FAR_HILL, HOSPITAL, Cast, cast
from weijian.domains.registry.models import BedCount, Institution, Resident
from weijian.domains.workforce.models import Practitioner
from weijian.foundation.lake import asking, capture, manifest
from weijian.foundation.lake import refusals as say
from weijian.foundation.lake.asking import open_lake
from weijian.foundation.lake.lending import lent_tables
from weijian.foundation.lake.models import LakeChange
from weijian.kernel.refusal import Refusal

needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="needs PostgreSQL: the tests' embedded database lives in memory, where who reads locks out who writes",
)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("few_tables")]


@pytest.fixture(autouse=True)
def people() -> Cast:
    return cast()


def bed(kind: str, *, opened: int = 2) -> BedCount:
    hospital = Institution.objects.get(code=HOSPITAL)
    return BedCount.objects.create(institution=hospital, kind=kind, approved=4, in_place=3, open=opened, from_on=AT.date())


def slowly(deed: Any, *, fails: bool = False) -> Any:
    """In a transaction that stays open until it may go on."""

    def run(begun: Event, go_on: Event) -> None:
        with transaction.atomic():
            deed()
            begun.set()
            assert go_on.wait(20)
            transaction.set_rollback(fails)

    return run


@pytest.mark.postgresql
@needs_postgresql
def test_a_row_added_before_a_refresh_and_committed_after_it_is_not_skipped() -> None:
    """It has lower numbers, in its table and in the notes, than rows the refresh folds."""
    refreshed()
    with meanwhile(slowly(lambda: bed("slow"))) as go_on:
        bed("quick")
        refreshed()
        assert_lake_is_plain("beds")
        go_on.set()
    assert_lake_is_plain("beds")
    assert BedCount.objects.count() == 2
    refreshed()
    assert_lake_is_plain("beds")
    assert not LakeChange.objects.exists()


@pytest.mark.postgresql
@needs_postgresql
def test_changes_and_drops_committed_after_two_refreshes_are_not_skipped() -> None:
    kept, dropped, quick = bed("a"), bed("b"), bed("c")
    refreshed()

    def change() -> None:
        BedCount.objects.filter(pk=kept.pk).update(open=99)
        BedCount.objects.filter(pk=dropped.pk).delete()
        Resident.objects.filter(village__code=FAR_HILL).update(residence="gone")

    with meanwhile(slowly(change)) as go_on:
        for opened in (7, 8):
            BedCount.objects.filter(pk=quick.pk).update(open=opened)
            refreshed()
            assert_lake_is_plain()
        go_on.set()
    with open_lake() as lake:
        assert {row[0]: row[-2] for row in as_lent(lake, "beds").values()} == {kept.pk: 99, quick.pk: 8}
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()


@pytest.mark.postgresql
@needs_postgresql
def test_what_is_rolled_back_was_never_there() -> None:
    kept = bed("a")
    refreshed()
    with meanwhile(slowly(lambda: (bed("b"), BedCount.objects.filter(pk=kept.pk).update(open=99)), fails=True)) as go_on:
        refreshed()
        go_on.set()
    assert not LakeChange.objects.exists()
    assert_lake_is_plain("beds")
    refreshed()
    assert_lake_is_plain("beds")


@pytest.mark.postgresql
@needs_postgresql
@pytest.mark.parametrize("step", ["begun", "watched", "folded", "promised", "published", "forgotten"])
def test_a_change_committed_at_any_step_of_a_refresh_is_not_skipped(step: str) -> None:
    kept = bed("a")
    refreshed()
    with meanwhile(slowly(lambda: (bed("c"), BedCount.objects.filter(pk=kept.pk).update(open=99)))) as go_on:
        bed("b")  # noted under a higher number, folded by the refresh

        def at(now: str) -> None:
            if now == step:
                go_on.set()
                wait_until_committed("c")

        refreshed(step=at)
        assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()
    assert not LakeChange.objects.exists()


def wait_until_committed(kind: str) -> None:
    """The other transaction is told to commit; we look until it has."""
    for _ in range(100_000):
        if BedCount.objects.filter(kind=kind).exists():
            return
    raise AssertionError("it never committed")


@pytest.mark.postgresql
@needs_postgresql
def test_a_watch_is_set_up_only_when_those_writing_in_the_table_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "WAITED_FOR_WRITERS", "200ms")
    with meanwhile(slowly(lambda: bed("unwatched"))) as go_on:
        with pytest.raises(Refusal) as no:
            refreshed()
        assert no.value.wording is say.NOT_WATCHED
        assert_lake_is_plain()
        go_on.set()
    refreshed()
    assert_lake_is_plain()


@pytest.mark.postgresql
@needs_postgresql
def test_many_writers_and_refreshes_at_once_leave_nothing_out() -> None:
    """Writers commit, roll back and drop in threads while another refreshes and a third asks; each answer is one moment's."""
    beds = [bed(f"k{n}", opened=0) for n in range(4)]
    staff = [Practitioner.objects.create(code=f"k{n}", name="某人", sex_code="1", category="11", title="0") for n in range(4)]
    refreshed()
    ended, together = Event(), Barrier(6)

    def writer(mine: int) -> None:
        together.wait(20)
        for n in range(40):
            with transaction.atomic():
                # A bed and a person of one writer always change together: an answer that has one change without the other is no moment's.
                BedCount.objects.filter(pk=beds[mine].pk).update(open=n)
                Practitioner.objects.filter(pk=staff[mine].pk).update(title=str(n))
                if n % 3 == 0:
                    bed(f"w{mine}-{n}")
                if n % 5 == 4:
                    BedCount.objects.filter(kind=f"w{mine}-{n - 1}").delete()
                transaction.set_rollback(n % 7 == 6)

    def refresher() -> None:
        together.wait(20)
        while not ended.is_set():
            refreshed()

    def asker() -> None:
        together.wait(20)
        while not ended.is_set():
            with open_lake("beds", "practitioners") as lake:
                opened, people = as_lent(lake, "beds"), as_lent(lake, "practitioners")
            for one, other in zip(beds, staff, strict=True):
                assert str(opened[one.pk][-2]) == people[other.pk][4]

    with ThreadPoolExecutor(6) as pool:
        others = [pool.submit(closing, deed) for deed in (refresher, asker)]
        writers = [pool.submit(closing, writer, n) for n in range(4)]
        try:
            for written in writers:
                written.result(120)
        finally:
            ended.set()
        for other in others:
            other.result(60)
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()
    assert not LakeChange.objects.exists()


def closing(deed: Any, *arguments: Any) -> None:
    try:
        deed(*arguments)
    finally:
        connections.close_all()


def test_of_two_refreshes_at_once_the_second_is_refused() -> None:
    refreshed()
    bed("a")

    def another(now: str) -> None:
        if now == "folded":
            with ThreadPoolExecutor(1) as pool, pytest.raises(Refusal) as no:
                pool.submit(closing, refreshed).result(20)
            assert no.value.wording is say.REFRESHING_ALREADY

    assert refreshed(step=another).generation == 2
    assert refreshed().generation == 3
    assert_lake_is_plain()


@pytest.mark.parametrize("step", ["watched", "folded", "promised", "published", "forgotten", "swept"])
def test_who_asks_at_any_step_of_a_refresh_is_answered_right(step: str) -> None:
    kept = bed("a")
    refreshed()
    BedCount.objects.filter(pk=kept.pk).update(open=99)
    bed("b")

    def at(now: str) -> None:
        if now == step:
            assert_lake_is_plain()
            with ThreadPoolExecutor(1) as pool:
                pool.submit(closing, assert_lake_is_plain).result(20)

    refreshed(step=at)


@pytest.mark.postgresql
@needs_postgresql
def test_a_base_published_between_the_moment_and_the_manifest_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The asker has her moment; before she reads the manifest others change a row she saw changed, and one more, and fold both."""
    seen, unseen = bed("a"), bed("b")
    refreshed()
    BedCount.objects.filter(pk=seen.pk).update(open=98)

    def change_and_fold() -> None:
        BedCount.objects.filter(pk__in=[seen.pk, unseen.pk]).update(open=99)
        refreshed()

    with monkeypatch.context() as patch:
        patch.setattr(manifest, "current", after_another(change_and_fold, manifest.current))
        with open_lake("beds") as lake:
            assert as_lent(lake, "beds") == plainly(lent_tables()["beds"])
            assert lake.generation == 2


@pytest.mark.postgresql
@needs_postgresql
def test_who_asks_inside_a_transaction_misses_no_note_that_is_folded_before_she_reads_the_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Her view moves on from statement to statement: the notes may be gone by the time she looks for them."""
    kept = bed("a")
    refreshed()

    def change_and_fold() -> None:
        BedCount.objects.filter(pk=kept.pk).update(open=99)
        refreshed()

    with monkeypatch.context() as patch, transaction.atomic():
        patch.setattr(asking, "changes_in", after_another(change_and_fold, asking.changes_in))
        with open_lake("beds") as lake:
            assert as_lent(lake, "beds")[kept.pk][-2] == 99
            assert lake.generation == 2


def after_another(deed: Any, usual: Any) -> Any:
    """The usual function; when it is first called another process has just done the deed."""
    times: list[int] = []

    def first_the_other(*arguments: Any) -> Any:
        if not times:
            times.append(1)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(closing, deed).result(20)
        return usual(*arguments)

    return first_the_other
