"""Whatever is changed, dropped or folded, in whatever order: the lake says what the tables say."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.foundation.lake.plain import as_lent, assert_lake_is_plain, plainly, refreshed
from tests.people import AT, COUNTY, EAST_WILLOW, FAR_HILL, HOSPITAL, Cast, cast
from weijian.domains.registry.models import BedCount, Household, Institution, Place, Resident
from weijian.foundation.lake import capture, manifest
from weijian.foundation.lake.asking import open_lake
from weijian.foundation.lake.lending import lent_tables
from weijian.foundation.lake.models import LakeChange, LakeGeneration
from weijian.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def people() -> Cast:
    return cast()


def a_bed_more(n: int = 0) -> BedCount:
    hospital = Institution.objects.get(code=HOSPITAL)
    return BedCount.objects.create(institution=hospital, kind="total", approved=400 + n, in_place=390, open=380, from_on=AT.date() - timedelta(days=n))


def test_a_table_never_refreshed_is_read_from_the_database() -> None:
    assert_lake_is_plain()
    with open_lake("residents") as lake:
        assert lake.generation is None


def test_all_that_is_lent_is_in_the_base_after_a_refresh() -> None:
    a_bed_more()
    done = refreshed()
    assert done.generation == 1
    assert done.anew == done.tables == len(lent_tables())
    assert done.rows == sum(len(plainly(lent)) for lent in lent_tables().values())
    assert not LakeChange.objects.exists()
    assert_lake_is_plain()


def test_an_edit_a_new_row_and_a_dropped_one_show_without_a_refresh(people: Cast) -> None:
    bed, other = a_bed_more(), a_bed_more(1)
    refreshed()
    BedCount.objects.filter(pk=bed.pk).update(open=1)
    other.delete()
    made = a_bed_more(2)
    with open_lake("beds") as lake:
        assert as_lent(lake, "beds") == plainly(lent_tables()["beds"])
        assert lake.generation == 1
        assert lake.laid["beds"].hidden == 3
        assert lake.laid["beds"].laid == 2
    done = refreshed()
    assert (done.folded, done.anew) == (3, 0)
    assert_lake_is_plain()
    with open_lake("beds") as lake:
        assert set(as_lent(lake, "beds")) == {bed.pk, made.pk}


def test_what_is_not_lent_may_change_without_a_note() -> None:
    refreshed()
    resident = Resident.objects.first()
    assert resident is not None
    resident.address, resident.phone = "河街9号", "13900000001"
    resident.save()
    assert not LakeChange.objects.exists()
    resident.died_on, resident.residence = AT.date(), "dead"
    resident.save()
    assert list(LakeChange.objects.values_list("table", "key")) == [("registry_resident", resident.pk)]


def test_a_row_that_moves_to_another_part_is_in_that_part_only() -> None:
    refreshed()
    resident = Resident.objects.filter(village__code=FAR_HILL).first()
    assert resident is not None
    resident.village = Place.objects.get(code=EAST_WILLOW)
    resident.save()
    assert_lake_is_plain("residents")
    before = manifest.current()
    refreshed()
    after = manifest.current()
    assert before
    assert after
    changed = {p.value for p in before.tables["residents"].parts} - {p.value for p in after.tables["residents"].parts if p in before.tables["residents"].parts}
    assert changed == {"429921101000", "429921202000"}
    assert_lake_is_plain("residents")


def test_when_a_village_gets_another_code_its_people_and_institutions_have_it_at_once() -> None:
    a_bed_more()
    refreshed()
    Place.objects.filter(code="429921101001").update(code="429921303001")
    with open_lake() as lake:
        towns = {row[0] for row in lake.connection.execute("SELECT DISTINCT township_code FROM residents").fetchall()}
        assert "429921303000" in towns
    assert_lake_is_plain()
    assert refreshed().anew == 0
    assert_lake_is_plain()


def test_a_part_whose_last_row_goes_is_gone() -> None:
    refreshed()
    Resident.objects.filter(village__code__startswith="429921202").update(village=Place.objects.get(code=EAST_WILLOW))
    refreshed()
    found = manifest.current()
    assert found
    assert [p.value for p in found.tables["residents"].parts] == ["429921101000"]
    assert_lake_is_plain("residents")


def test_a_table_emptied_at_a_stroke_is_empty_in_the_lake() -> None:
    a_bed_more()
    refreshed()
    if capture.connection.vendor == "postgresql":
        with capture.connection.cursor() as cursor:
            cursor.execute("TRUNCATE registry_bedcount")
    else:
        with capture.connection.cursor() as cursor:
            cursor.execute("DELETE FROM registry_bedcount")
    assert_lake_is_plain("beds")
    refreshed()
    assert_lake_is_plain("beds")


def test_changes_written_past_the_orm_are_seen_too() -> None:
    bed = a_bed_more()
    refreshed()
    with capture.connection.cursor() as cursor:
        cursor.execute("UPDATE registry_bedcount SET id = id + 1000, open = 7")
    with open_lake("beds") as lake:
        assert set(as_lent(lake, "beds")) == {bed.pk + 1000}
    assert_lake_is_plain("beds")


def test_rows_added_at_once_are_noted_together() -> None:
    from django.db import transaction

    refreshed()
    marks = capture.marks()
    with transaction.atomic(), capture.added_at_once(BedCount, Household):
        made = [a_bed_more(n) for n in range(3)]
        BedCount.objects.filter(pk=made[0].pk).update(open=1)
        assert_lake_is_plain("beds")
    assert capture.marks() == marks
    assert set(LakeChange.objects.values_list("table", "key")) == {("registry_bedcount", bed.pk) for bed in made}
    a_bed_more(9)
    with open_lake("beds") as lake:
        assert lake.laid["beds"].base is not None
    assert_lake_is_plain("beds")


def test_rows_added_at_once_and_undone_leave_the_watch_as_it_was() -> None:
    from django.db import transaction

    refreshed()
    marks = capture.marks()
    with transaction.atomic():
        with capture.added_at_once(BedCount):
            a_bed_more()
        transaction.set_rollback(True)
    assert capture.marks() == marks
    assert not LakeChange.objects.exists()
    a_bed_more()
    assert LakeChange.objects.count() == 1
    assert_lake_is_plain("beds")


def test_an_imported_sheet_of_residents_shows_in_the_lake(people: Cast, tmp_path: Path) -> None:
    from bench.residents_import import HEADINGS, row
    from weijian.domains.registry.imports.residents import import_residents
    from weijian.kernel.standing import the_house

    refreshed()
    sheet = tmp_path / "residents.csv"
    lines = [dict(zip(HEADINGS, row(n), strict=True)) | {"居住村代码": FAR_HILL, "户编号": f"{FAR_HILL}{n // 3:07d}"} for n in range(40)]
    sheet.write_text("\n".join([",".join(HEADINGS), *(",".join(line.values()) for line in lines)]), "utf-8")
    assert import_residents(sheet, by=the_house("test"), at=AT, processes=1).added == 40
    with open_lake("residents", "households", "resident_groups") as lake:
        assert lake.laid["residents"].base is not None
        assert lake.laid["residents"].laid == 40
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()


def test_a_resident_of_no_township_is_in_a_part_of_her_own(people: Cast) -> None:
    refreshed()
    Resident.objects.filter(pk=people.wang_guilan.pk).update(village=Place.objects.get(code=COUNTY))
    assert_lake_is_plain("residents")
    refreshed()
    found = manifest.current()
    assert found
    assert {p.value: p.rows for p in found.tables["residents"].parts}[None] == 1
    people.wang_guilan.save()
    refreshed()
    assert_lake_is_plain("residents")


def test_who_asks_inside_a_transaction_sees_what_she_wrote() -> None:
    from django.db import transaction

    refreshed()
    with transaction.atomic():
        a_bed_more()
        assert_lake_is_plain("beds")
        transaction.set_rollback(True)
    assert_lake_is_plain("beds")


def test_a_declaration_that_changed_is_read_from_the_database_until_the_refresh(monkeypatch: pytest.MonkeyPatch) -> None:
    from weijian.foundation.lake import lending

    a_bed_more()
    refreshed()
    narrower = lending.Lent("beds", BedCount, "bed_count_id", lent_tables()["beds"].columns[:5])
    monkeypatch.setitem(lending._lent, "beds", narrower)
    with open_lake("beds") as lake:
        assert lake.laid["beds"].base is None
    assert_lake_is_plain("beds")
    assert refreshed().anew == 1
    with open_lake("beds") as lake:
        assert lake.laid["beds"].base is not None
    assert_lake_is_plain("beds")


def test_a_column_newly_lent_of_a_table_is_watched_from_the_next_refresh_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from weijian.foundation.lake import lending

    refreshed()
    lent = lent_tables()["institutions"]
    wider = lending.Lent("institutions", Institution, lent.key, (*lent.columns, lending._column(Institution, "version", "version")))
    monkeypatch.setitem(lending._lent, "institutions", wider)
    refreshed()
    Institution.objects.filter(code=HOSPITAL).update(version=9)
    assert LakeChange.objects.count() == 1
    assert_lake_is_plain("institutions")


def test_a_watch_that_was_taken_down_is_noticed() -> None:
    """As when a migration remakes a table: what changes meanwhile is noted by nobody."""
    bed = a_bed_more()
    refreshed()
    capture.take_down("registry_bedcount")
    BedCount.objects.filter(pk=bed.pk).update(open=2)
    assert not LakeChange.objects.exists()
    assert_lake_is_plain("beds")
    assert refreshed().anew == 1
    BedCount.objects.filter(pk=bed.pk).update(open=3)
    assert LakeChange.objects.count() == 1
    assert_lake_is_plain("beds")


def test_a_database_restored_from_before_the_base_is_read_itself() -> None:
    bed = a_bed_more()
    refreshed()
    LakeGeneration.objects.all().delete()  # so it is in a backup of the day before
    capture.take_down()
    BedCount.objects.filter(pk=bed.pk).update(open=4)
    with open_lake("beds") as lake:
        assert lake.generation is None
    assert_lake_is_plain("beds")
    assert refreshed().anew == len(lent_tables())
    assert_lake_is_plain()


def test_a_file_of_the_base_that_is_missing_or_cut_short_is_noticed() -> None:
    a_bed_more()
    refreshed()
    found = manifest.current()
    assert found
    path = found.tables["beds"].paths[0]
    path.write_bytes(path.read_bytes()[:-10])
    assert_lake_is_plain("beds")
    path.unlink()
    assert_lake_is_plain("beds")
    refreshed()
    assert_lake_is_plain("beds")


def test_a_manifest_nobody_can_read_is_no_manifest() -> None:
    refreshed()
    manifest.manifest_path().write_bytes(b"{")
    assert_lake_is_plain()
    refreshed()
    assert_lake_is_plain()


def test_a_lake_that_is_open_keeps_its_rows_and_files_through_any_number_of_refreshes() -> None:
    bed = a_bed_more()
    refreshed()
    with open_lake("beds") as lake:
        for n in range(3):
            BedCount.objects.filter(pk=bed.pk).update(open=n)
            refreshed()
        assert as_lent(lake, "beds")[bed.pk][-2] == 380
        found = manifest.current()
        assert found
        assert len(list((manifest.folder() / "beds").glob("*/*.parquet"))) == 2
    assert refreshed().swept == 1
    assert len(list((manifest.folder() / "beds").glob("*/*.parquet"))) == 1
    assert_lake_is_plain("beds")


def test_the_files_for_an_engine_that_reads_files_hold_the_same_rows() -> None:
    import duckdb

    a_bed_more()
    refreshed()
    Resident.objects.filter(village__code=FAR_HILL).update(residence="gone")
    BedCount.objects.all().delete()
    Household.objects.filter(members=None).delete()
    with open_lake() as lake:
        paths = lake.parquet_paths()
        own = {path for found in paths.values() for path in found if path.is_relative_to(manifest.folder())}
        assert own
        for name, files in paths.items():
            found = duckdb.read_parquet([str(f) for f in files]).fetchall()
            assert {row[0]: row for row in found} == as_lent(lake, name)
            assert len(found) == len(as_lent(lake, name))
        written = {path for found in paths.values() for path in found} - own
    assert written
    assert not any(path.exists() for path in written)
    assert all(path.exists() for path in own)


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis calls DuckDB by an older name
def test_ibis_sees_the_same_tables(people: Cast) -> None:
    import ibis

    refreshed()
    Resident.objects.filter(village__code=FAR_HILL).update(residence="gone")
    with open_lake("residents", "places") as lake:
        tables = lake.tables()
        assert set(tables) == {"residents", "places"}
        residents = tables["residents"]
        counted = residents.filter(residents.residence == "here").group_by("township_code").agg(people=ibis._.count()).to_pyarrow()
        assert sum(counted["people"].to_pylist()) == Resident.objects.filter(residence="here").count()
        assert lake.arrow("SELECT count(*) AS n FROM places").to_pydict() == {"n": [Place.objects.count()]}


def test_a_table_nobody_lends_is_refused() -> None:
    with pytest.raises(Refusal, match="secrets"), open_lake("secrets"):
        pass
