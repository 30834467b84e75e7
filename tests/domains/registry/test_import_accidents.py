"""What may befall a file or an import, and that nothing half-done is left by it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection

from tests.domains.registry.sheets import many, person_row, sheet_of
from tests.people import AT, Cast, cast
from weijian.domains.registry.imports import pool
from weijian.domains.registry.imports.checking import UNWATCHED, Watch
from weijian.domains.registry.imports.residents import Outcome, import_residents
from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.domains.registry.models import Household, IdentityDocument, RecordSequence, Resident
from weijian.foundation.happenings.models import Happening
from weijian.foundation.jobs.progress import Cancelled
from weijian.interop.sheets.writing import write_xlsx
from weijian.kernel.refusal import Refusal

needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only a database server has many writers and connections to lose")
needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a page limit is how the embedded database is filled for a test")


@pytest.fixture
def town(transactional_db: None) -> Cast:
    """The cast in a database whose transactions are real."""
    return cast()


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH_ROWS", 10)


def taken(town: Cast, path: Path, watch: Watch = UNWATCHED, *, processes: int = 1) -> Outcome:
    return import_residents(path, by=town.data_clerk_he.standing(), at=AT, watch=watch, processes=processes)


def counts() -> list[int]:
    sequences = sum(RecordSequence.objects.values_list("last", flat=True))
    return [*(m._default_manager.count() for m in (Resident, IdentityDocument, Household, Happening)), sequences]


def at_the_second_batch(deed: object) -> Watch:
    """Something happens when twenty rows are written."""

    def tell(words: str, done: int, total: int) -> None:
        if words == "写入" and done == 20:
            deed()  # type: ignore[operator]

    return Watch(tell)


def code_of(town: Cast, path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        taken(town, path)
    return caught.value.code


# files


def test_a_sheet_in_gbk_is_read(people: Cast, tmp_path: Path) -> None:
    taken(people, sheet_of(tmp_path / "a.csv", [person_row(1, name="王秀英")], encoding="gbk"))
    assert Resident.objects.filter(name="王秀英").exists()


def test_a_sheet_in_no_known_encoding_is_refused_with_its_row(people: Cast, tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.csv", many(3))
    path.write_bytes(path.read_bytes() + b"\xff\xff\xff\n")
    assert code_of(people, path) == "SHE-04"


def test_a_workbook_is_imported_and_a_torn_one_refused(people: Cast, tmp_path: Path) -> None:
    rows = [[row.get(c.key, "") for c in RESIDENTS.columns] for row in many(3)]
    write_xlsx(tmp_path / "a.xlsx", "居民", [c.title for c in RESIDENTS.columns], rows)
    whole = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "torn.xlsx").write_bytes(whole[: len(whole) // 2])
    assert code_of(people, tmp_path / "torn.xlsx") == "SHE-05"
    assert taken(people, tmp_path / "a.xlsx").added == 3


def test_a_file_of_two_gigabytes_is_refused_unread(people: Cast, tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(2 << 30)
    assert code_of(people, tmp_path / "huge.csv") == "SHE-02"


def test_a_file_with_a_heading_only_is_refused(people: Cast, tmp_path: Path) -> None:
    assert code_of(people, sheet_of(tmp_path / "a.csv", [])) == "SHE-15"


# many processes


def test_many_processes_find_the_same_as_one(people: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "FEW_ROWS", 20)
    rows = [*many(45), person_row(46, phone="139"), person_row(3)]
    path, found = sheet_of(tmp_path / "a.csv", rows), []
    for processes in (1, 2):
        with pytest.raises(Refusal) as caught:
            taken(people, path, processes=processes)
        found.append([(f.row, f.column, f.refusal.code, f.shown) for f in caught.value.faults])  # type: ignore[attr-defined]
    assert found[0] == found[1]
    assert [f[2] for f in found[0]] == ["KER-82", "IMP-20"]


def test_what_other_processes_seal_this_one_opens_and_finds(people: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "FEW_ROWS", 20)
    rows = many(40)
    taken(people, sheet_of(tmp_path / "a.csv", rows), processes=2)
    from weijian.domains.registry.queries.residents import residents_with_document

    for row in rows:
        found = residents_with_document(row["document_number"]).get()
        assert (found.name, found.phone) == (row["name"], row["phone"])


# ends before its time


def test_a_cancelled_import_leaves_nothing(town: Cast, tmp_path: Path) -> None:
    def cancel() -> None:
        raise Cancelled

    before = counts()
    path = sheet_of(tmp_path / "a.csv", [row | {"household_code": f"新{n}", "relation": "户主"} for n, row in enumerate(many(35))])
    with pytest.raises(Cancelled):
        taken(town, path, at_the_second_batch(cancel))
    assert counts() == before
    assert taken(town, path).added == 35


@needs_sqlite
def test_a_full_disk_is_said_and_leaves_nothing(town: Cast, tmp_path: Path) -> None:
    before = counts()
    path = sheet_of(tmp_path / "a.csv", [row | {"address": "长" * 190} for row in many(400)])
    with page_limit(), pytest.raises(Refusal) as caught:
        taken(town, path)
    assert caught.value.code == "FND-01"
    assert counts() == before
    assert taken(town, path).added == 400


def page_limit() -> "PageLimit":
    return PageLimit()


class PageLimit:
    """The embedded database may grow by a few pages only. Pages that tests before this one left free are taken up first."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            free, size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_size"))
            cursor.execute("CREATE TABLE takes_up_free_pages (room BLOB)")
            cursor.execute(f"INSERT INTO takes_up_free_pages VALUES (zeroblob({free * size}))")
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages + 5}")

    def __exit__(self, *_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")


# others at the same time


@pytest.mark.postgresql
@needs_postgresql
def test_two_imports_of_one_file_at_once_put_everybody_on_file_once(town: Cast, tmp_path: Path) -> None:
    path, both, outcomes, before = sheet_of(tmp_path / "a.csv", many(30)), Barrier(2), [], Resident.objects.count()
    waited: set[int] = set()

    def meet(me: int) -> Watch:
        def tell(words: str, done: int, total: int) -> None:
            if words == "检查" and done == 30 and me not in waited:
                waited.add(me)
                both.wait(30)

        return Watch(tell)

    def run(me: int) -> None:
        outcomes.append(taken(town, path, meet(me)))
        connection.close()

    threads = [Thread(target=run, args=(me,)) for me in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((o.added, o.unchanged) for o in outcomes) == [(0, 30), (30, 0)]
    assert Resident.objects.count() == before + 30
    assert len(set(Resident.objects.values_list("record_number", flat=True))) == before + 30


def test_somebody_registered_between_looking_and_writing_is_seen_on_a_second_look(town: Cast, tmp_path: Path) -> None:
    rows, done_once = many(15), []

    def register_one(words: str, done: int, total: int) -> None:
        if words == "检查" and done == 15 and not done_once:
            done_once.append(True)
            taken(town, sheet_of(tmp_path / "one.csv", [rows[4]]))

    outcome = taken(town, sheet_of(tmp_path / "a.csv", rows), Watch(register_one))
    assert (outcome.added, outcome.unchanged) == (14, 1)


def test_a_record_corrected_between_looking_and_writing_is_not_overwritten_blindly(town: Cast, tmp_path: Path) -> None:
    row, done_once = person_row(1), []
    taken(town, sheet_of(tmp_path / "a.csv", [row]))

    def correct(words: str, done: int, total: int) -> None:
        if words == "检查" and not done_once:
            done_once.append(True)
            taken(town, sheet_of(tmp_path / "other.csv", [row | {"marital": "离婚"}]))

    outcome = taken(town, sheet_of(tmp_path / "b.csv", [row | {"address": "新地址"}]), Watch(correct))
    held = Resident.objects.get(name=row["name"])
    assert (outcome.corrected, held.address, held.marital_code, held.version) == (1, "新地址", "40", 3)


# a database that goes away


@pytest.fixture
def end_connection() -> Iterator[object]:
    """Ends our own connection from the server's side, as a restart or a cut line does."""
    import psycopg

    def end() -> None:
        given = connection.get_connection_params()
        plain = {k: given[k] for k in ("dbname", "user", "host", "port", "password") if given.get(k)}
        with psycopg.connect(**plain, autocommit=True) as other:
            assert connection.connection is not None
            other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    yield end
    connection.close()


@pytest.mark.postgresql
@needs_postgresql
def test_a_database_lost_in_the_middle_leaves_nothing(town: Cast, tmp_path: Path, end_connection: object) -> None:
    before, path = counts(), sheet_of(tmp_path / "a.csv", many(35))
    with pytest.raises(OperationalError):
        taken(town, path, at_the_second_batch(end_connection))
    connection.close()
    assert counts() == before
    assert taken(town, path).added == 35


@pytest.mark.postgresql
@needs_postgresql
def test_a_page_that_only_reads_is_read_again_over_a_new_connection(town: Cast, end_connection: object) -> None:
    browser = town.data_clerk_he.browser()
    browser.raise_request_exception = False
    end_connection()  # type: ignore[operator]
    assert browser.get("/jobs/").status_code == 200


@pytest.mark.postgresql
@needs_postgresql
def test_a_page_that_writes_is_not_done_twice_but_says_that_the_database_is_away(town: Cast, end_connection: object) -> None:
    browser = town.data_clerk_he.browser()
    browser.raise_request_exception = False
    end_connection()  # type: ignore[operator]
    answer = browser.post("/residents/import/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
