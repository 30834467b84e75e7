"""Nobody alters what happened unseen."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from weijian.cli.audit import seal, verify
from weijian.foundation.happenings import chain, triggers
from weijian.foundation.happenings.models import Happening, Seal
from weijian.foundation.happenings.trail import record
from weijian.foundation.people.events import AccountOpened, RoleGranted
from weijian.kernel.standing import the_house

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
BY = the_house("test")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_data_directory(settings: Any, tmp_path: Path) -> None:
    settings.WEIJIAN_DATA = tmp_path


def happened(count: int = 3) -> list[Happening]:
    return [record(AccountOpened(n, f"u{n}"), by=BY, at=AT + timedelta(minutes=n)) for n in range(count)]


@contextmanager
def triggers_dropped() -> Iterator[None]:
    """What somebody with the database's own password could do."""
    for table in triggers.TABLES:
        for deed in ("update", "delete"):
            run(f"DROP TRIGGER {table}_keeps_{deed}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    yield


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)


@pytest.mark.parametrize("sql", [
    "UPDATE happenings_happening SET by_name = 'x'", "DELETE FROM happenings_happening",
    "UPDATE happenings_seal SET position = 9", "DELETE FROM happenings_seal",
])
def test_the_database_refuses_to_change_what_happened(sql: str) -> None:
    happened()
    chain.seal_happenings(at=AT)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        run(sql)
    assert Happening.objects.count() == Seal.objects.count() == 3


def test_what_was_sealed_is_found_whole() -> None:
    happened(3)
    assert chain.seal_happenings(at=AT) == 3
    happened(2)
    found = chain.verify()
    assert (found.happenings, found.sealed, found.unsealed, found.whole_until, found.broken) == (5, 3, 2, 3, None)
    assert chain.seal_happenings(at=AT) == 2
    assert chain.seal_happenings(at=AT) == 0


def test_a_changed_happening_is_named() -> None:
    happened()
    second = Happening.objects.order_by("pk")[1]
    record(RoleGranted(1, "doctor", "", "H0001"), by=BY, at=AT)
    chain.seal_happenings(at=AT)
    with triggers_dropped():
        run("UPDATE happenings_happening SET by_name = %s WHERE id = %s", "somebody else", second.pk)
    broken = chain.verify().broken
    assert broken is not None
    assert (broken.how, broken.position, broken.happening_id, broken.kind) == ("changed", 2, second.pk, "AccountOpened")


def test_facts_are_sealed_too() -> None:
    third = happened()[2]
    chain.seal_happenings(at=AT)
    with triggers_dropped():
        run("UPDATE happenings_happening SET facts = %s WHERE id = %s", json.dumps({"account_id": 2, "username": "another"}), third.pk)
    broken = chain.verify().broken
    assert broken is not None
    assert (broken.how, broken.happening_id) == ("changed", third.pk)


def test_a_deleted_happening_is_named() -> None:
    second = happened()[1]
    chain.seal_happenings(at=AT)
    with triggers_dropped():
        run("DELETE FROM happenings_happening WHERE id = %s", second.pk)
    broken = chain.verify().broken
    assert broken is not None
    assert (broken.how, broken.position, broken.happening_id) == ("missing", 2, second.pk)


def test_a_link_taken_out_is_seen_as_a_gap() -> None:
    happened()
    chain.seal_happenings(at=AT)
    with triggers_dropped():
        run("DELETE FROM happenings_seal WHERE position = 2")
    broken = chain.verify().broken
    assert broken is not None
    assert (broken.how, broken.position) == ("gap", 2)


def test_a_tail_cut_off_is_seen_by_the_head_kept_outside() -> None:
    last = happened()[2]
    chain.seal_happenings(at=AT)
    with triggers_dropped():
        run("DELETE FROM happenings_seal WHERE position = 3")
        run("DELETE FROM happenings_happening WHERE id = %s", last.pk)
    broken = chain.verify().broken
    assert broken is not None
    assert (broken.how, broken.position) == ("truncated", 3)


def test_a_chain_rewritten_from_the_start_is_seen_by_the_head_kept_outside() -> None:
    first = happened()[0]
    chain.seal_happenings(at=AT)
    kept = chain.head_path().read_text()
    with triggers_dropped():
        run("UPDATE happenings_happening SET by_name = 'x' WHERE id = %s", first.pk)
        run("DELETE FROM happenings_seal")
    chain.seal_happenings(at=AT, everywhere=True)
    assert chain.head_path().read_text() == kept
    broken = chain.verify().broken
    assert broken is not None
    assert (broken.how, broken.position) == ("head", 3)


def test_a_spoilt_head_is_not_taken_for_a_missing_one() -> None:
    happened()
    chain.seal_happenings(at=AT)
    chain.head_path().write_text("{")
    broken = chain.verify().broken
    assert broken is not None
    assert broken.how == "unreadable_head"


def test_a_head_that_vanished_is_said_so_and_not_made_anew_on_the_quiet() -> None:
    happened()
    chain.seal_happenings(at=AT)
    chain.head_path().unlink()
    happened(1)
    chain.seal_happenings(at=AT)
    broken = chain.verify().broken
    assert broken is not None
    assert (broken.how, broken.position) == ("missing_head", 4)


def test_after_a_backup_is_restored_the_head_is_begun_anew_and_that_is_recorded(tmp_path: Path) -> None:
    last = happened()[2]
    chain.seal_happenings(at=AT)
    with triggers_dropped():
        run("DELETE FROM happenings_seal WHERE position = 3")
        run("DELETE FROM happenings_happening WHERE id = %s", last.pk)
    assert CliRunner().invoke(verify, ["--data", str(tmp_path)]).exit_code == 2
    assert CliRunner().invoke(seal, ["--data", str(tmp_path), "--new-head"]).output == "新封存 1 条\n"
    assert CliRunner().invoke(verify, ["--data", str(tmp_path)]).exit_code == 0
    assert Happening.objects.get(kind="HeadRenewed").facts == {"kept_position": 3}


def test_a_happening_far_behind_is_sealed_by_the_search_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    happened(4)
    monkeypatch.setattr(chain, "OVERLAP_ROWS", 2)
    numbers = list(Happening.objects.order_by("pk").values_list("pk", flat=True))
    Seal.objects.create(position=1, happening_id=numbers[3], digest=chain.link(chain.GENESIS, _row(numbers[3])), sealed_at=AT)
    chain.write_head()
    assert chain.seal_happenings(at=AT) == 1
    assert chain.seal_happenings(at=AT, everywhere=True) == 2
    assert chain.verify().broken is None


def _row(number: int) -> tuple[Any, ...]:
    return Happening.objects.values_list(*chain.FIELDS).get(pk=number)


def test_every_kind_of_fact_reads_back_as_it_was_sealed() -> None:
    record(RoleGranted(1, "医生 \u2028 \"x\"", "4299", ""), by=BY, at=AT, purpose="用途")
    Happening.objects.create(kind="X", facts={"on": date(2026, 1, 1), "n": 1e20, "m": 0.1, "deep": {"b": [1, None], "a": "é"}}, by_name="x", at=AT)
    chain.seal_happenings(at=AT)
    assert chain.verify().broken is None


def test_the_command_names_the_broken_link_and_ends_with_two(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    happened()
    sealed = CliRunner().invoke(seal, ["--data", str(tmp_path)])
    assert (sealed.exit_code, sealed.output) == (0, "新封存 3 条\n")
    whole = CliRunner().invoke(verify, ["--data", str(tmp_path)])
    assert (whole.exit_code, whole.output) == (0, "大事记 3 条，已封存 3 条，待封存 0 条\n封存链完整\n")
    first = Happening.objects.order_by("pk").first()
    assert first
    with triggers_dropped():
        run("UPDATE happenings_happening SET purpose = 'x' WHERE id = %s", first.pk)
    broken = CliRunner().invoke(verify, ["--data", str(tmp_path)])
    assert broken.exit_code == 2
    assert f"第 1 环断开：大事记 #{first.pk}（AccountOpened）" in broken.output
    as_json = json.loads(CliRunner().invoke(verify, ["--data", str(tmp_path), "--json"]).output)
    assert (as_json["whole"], as_json["broken"]["how"]) == (False, "changed")


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_a_transaction_that_commits_late_is_sealed_later_and_never_skipped() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has one writer at a time, so nothing commits late")
    begun, go_on = threading.Event(), threading.Event()

    def slow_writer() -> None:
        try:
            with transaction.atomic():
                record(AccountOpened(1, "early number, late commit"), by=BY, at=AT)
                begun.set()
                go_on.wait(10)
        finally:
            connection.close()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    begun.wait(10)
    record(AccountOpened(2, "late number, early commit"), by=BY, at=AT)
    assert chain.seal_happenings(at=AT) == 1
    go_on.set()
    writer.join()
    assert chain.seal_happenings(at=AT) == 1
    assert chain.verify().broken is None
    numbers = list(Seal.objects.order_by("position").values_list("happening_id", flat=True))
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_sealers_at_once_make_one_chain() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has one writer at a time")
    happened(1)
    chain.seal_happenings(at=AT)
    happened(50)
    barrier = threading.Barrier(2)

    def sealer() -> None:
        try:
            barrier.wait(10)
            chain.seal_happenings(at=AT)
        finally:
            connection.close()

    threads = [threading.Thread(target=sealer) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    found = chain.verify()
    assert (found.sealed, found.unsealed, found.broken) == (51, 0, None)
