"""A refresh cut off anywhere leaves a lake that reads right, and the next one mends what it left behind."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.foundation.lake.plain import as_lent, assert_lake_is_plain, is_postgresql, plainly, refreshed
from tests.people import AT, FAR_HILL, HOSPITAL, Cast, cast
from weijian.domains.registry.models import BedCount, Institution, Resident
from weijian.foundation.disk import DISK_FULL
from weijian.foundation.lake import asked, base, capture, manifest
from weijian.foundation.lake.asking import open_lake
from weijian.foundation.lake.lending import lent_tables
from weijian.foundation.lake.models import LakeChange, LakeGeneration
from weijian.foundation.lake.refreshing import STEPS
from weijian.kernel.refusal import Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("few_tables")]


class PowerFailed(BaseException):
    """Nobody catches it, as nobody catches the end of a process."""


@pytest.fixture(autouse=True)
def people() -> Cast:
    people = cast()
    hospital = Institution.objects.get(code=HOSPITAL)
    for kind in ("total", "icu", "day"):
        BedCount.objects.create(institution=hospital, kind=kind, approved=4, in_place=3, open=2, from_on=AT.date())
    return people


def cut_off_at(step: str, fault: BaseException | None = None) -> Callable[[str], None]:
    def at(now: str) -> None:
        if now == step:
            raise fault or PowerFailed(step)

    return at


def some_edits() -> None:
    first, second = BedCount.objects.order_by("pk")[:2]
    first.open = first.open + 1
    first.save()
    second.delete()
    BedCount.objects.create(institution=first.institution, kind=f"new{first.open}", approved=9, in_place=9, open=9, from_on=AT.date())
    Resident.objects.filter(village__code=FAR_HILL).update(marital_code=str(first.open))


def files() -> set[Path]:
    return {path for path in manifest.folder().glob("*/*/*") if path.is_file()}


@pytest.mark.parametrize("step", STEPS)
def test_the_very_first_refresh_may_be_cut_off_anywhere(step: str) -> None:
    with pytest.raises(PowerFailed):
        refreshed(step=cut_off_at(step))
    assert_lake_is_plain()
    some_edits()
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()
    assert_all_is_tidy()


@pytest.mark.parametrize("step", STEPS)
def test_a_later_refresh_may_be_cut_off_anywhere(step: str) -> None:
    refreshed()
    some_edits()
    with pytest.raises(PowerFailed):
        refreshed(step=cut_off_at(step))
    assert_lake_is_plain()
    some_edits()
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()
    assert_all_is_tidy()


@pytest.mark.parametrize("first", STEPS)
@pytest.mark.parametrize("second", ["folded", "published"])
def test_two_refreshes_after_one_another_may_be_cut_off(first: str, second: str) -> None:
    refreshed()
    for step in (first, second):
        some_edits()
        with pytest.raises(PowerFailed):
            refreshed(step=cut_off_at(step))
        assert_lake_is_plain("beds", "residents")
    refreshed()
    assert_lake_is_plain()
    assert_all_is_tidy()


@pytest.mark.parametrize("step", STEPS)
def test_a_lake_opened_before_reads_on_while_a_refresh_is_cut_off(step: str) -> None:
    refreshed()
    with open_lake("beds", "residents") as lake:
        was = {name: plainly(lent_tables()[name]) for name in ("beds", "residents")}
        some_edits()
        with pytest.raises(PowerFailed):
            refreshed(step=cut_off_at(step))
        refreshed()
        assert {name: as_lent(lake, name) for name in was} == was
    assert_lake_is_plain()


def assert_all_is_tidy() -> None:
    """No file but those that count, no note but those not folded, one generation."""
    found = manifest.current()
    assert found
    assert files() == {manifest.folder() / name for name in found.files()}
    assert [path.name for path in (manifest.folder() / "generations").iterdir()] == [f"{found.generation}.json"]
    assert not list(manifest.folder().glob("**/*.draft"))
    assert not LakeChange.objects.exists()
    assert [g.token for g in LakeGeneration.objects.all()] == [found.token]


def test_a_watch_half_set_up_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    made = capture._made[capture.connection.vendor]
    half = dict(capture._made) | {capture.connection.vendor: lambda watch, mark: made(watch, mark)[:2]}
    with monkeypatch.context() as patch:
        patch.setattr(capture, "_made", half)
        refreshed()
    some_edits()
    assert_lake_is_plain()
    refreshed()
    some_edits()
    assert_lake_is_plain()


@pytest.mark.parametrize("step", ["watched", "folded", "promised"])
def test_a_full_disk_is_said_in_words_and_the_lake_stays_as_it_was(step: str) -> None:
    refreshed()
    some_edits()
    with pytest.raises(Refusal) as no:
        refreshed(step=cut_off_at(step, OSError(errno.ENOSPC, "No space left on device")))
    assert no.value.wording is DISK_FULL
    found = manifest.current()
    assert found
    assert found.generation == 1
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()
    assert_all_is_tidy()


def test_a_disk_full_under_duckdb_is_said_in_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full takes no byte and says what a full disk says."""
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full, which Linux has")
    refreshed()
    some_edits()
    with monkeypatch.context() as patch:
        patch.setattr(base, "draft_of", lambda path: Path("/dev/full"))
        with pytest.raises(Refusal) as no:
            refreshed()
    assert no.value.wording is DISK_FULL
    assert_lake_is_plain()


def test_files_an_asker_left_behind_are_swept_and_those_of_one_who_asks_stay() -> None:
    refreshed()
    left = asked._folder() / "0123456789abcdef"
    left.mkdir(parents=True)
    (left / "beds.parquet").write_bytes(b"x")
    left.with_suffix(".lock").touch()
    some_edits()
    with open_lake("beds") as lake:
        paths = lake.parquet_paths()["beds"]
        refreshed()
        assert not left.exists()
        assert all(path.exists() for path in paths)
    shutil.rmtree(asked._folder())


def test_a_migration_finds_no_watch_in_its_way() -> None:
    from django.apps import apps

    from weijian.foundation.lake.apps import step_aside

    refreshed()
    assert capture.marks()
    step_aside(plan=[])
    assert capture.marks()
    step_aside(plan=[(apps.get_app_config("lake"), False)])
    assert not capture.marks()
    if is_postgresql():
        with capture.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_proc WHERE proname LIKE 'lake\\_%%'")
            assert cursor.fetchone() == (0,)
    some_edits()
    assert_lake_is_plain()
