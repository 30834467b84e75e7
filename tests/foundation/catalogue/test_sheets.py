"""A register's sheets: template, import, the same import again."""

from datetime import date
from pathlib import Path

import pytest

from tests.people import AT, CLOUD_CENTRE, HOSPITAL, RIVER_CENTRE, Cast, person
from weijian.domains.registry.models import BedCount, Department, OpeningHours
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.columns import columns_of
from weijian.foundation.catalogue.queries import history
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
BY = the_house("test")
HEADING = "机构,床位类别,编制床位,实有床位,开放床位,自"


def sheet_of(tmp_path: Path, *lines: str, code: str = "beds", heading: str = HEADING, encoding: str = "utf-8") -> sheets.Lines:
    path = tmp_path / "sheet.csv"
    path.write_text("\n".join([heading, *lines]) + "\n", encoding=encoding)
    return sheets.lines_of(known()[code], path)


def taken(sheet: sheets.Lines, *, good_only: bool = False, code: str = "beds") -> tuple[int, int, int, int]:
    done = actions.import_sheet(known()[code], sheet, good_only=good_only, by=BY, at=AT)
    return done.added, done.corrected, done.unchanged, done.refused


def test_a_sheet_is_taken_in_one_transaction_with_one_happening(people: Cast, tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, f"{HOSPITAL},内科,300,280,260,2024-01-01", "青禾县人民医院,外科,200,190,180,2024/1/1", encoding="gb18030")
    assert taken(sheet) == (2, 0, 0, 0)
    told = Happening.objects.get()
    assert (told.kind, told.facts["added"], len(told.facts["sha256"])) == ("SheetImported", 2, 64)
    assert set(told.facts["touched"]) == {str(pk) for pk in BedCount.objects.values_list("pk", flat=True)}


def test_the_same_sheet_again_changes_nothing_and_a_corrected_one_corrects_by_key(people: Cast, tmp_path: Path) -> None:
    lines = (f"{HOSPITAL},内科,300,280,260,2024-01-01", f"{HOSPITAL},外科,200,190,180,2024-01-01")
    taken(sheet_of(tmp_path, *lines))
    assert taken(sheet_of(tmp_path, *lines)) == (0, 0, 2, 0)
    assert taken(sheet_of(tmp_path, lines[0], f"{HOSPITAL},外科,200,190,185,2024-01-01")) == (0, 1, 1, 0)
    assert BedCount.objects.get(kind="外科").open == 185
    assert BedCount.objects.count() == 2


def test_every_fault_is_named_by_row_and_column_and_nothing_is_taken(people: Cast, tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        f"{HOSPITAL},内科,300,280,260,2024-01-01",
        "H9999,内科,30,28,26,2024-01-01",
        f"{RIVER_CENTRE},内科,三十,28,26,2024-13-01",
        f"{HOSPITAL},内科,1,1,1,2024-01-01",
        f"{RIVER_CENTRE},,-1,1,1,2024-01-01",
    )
    with pytest.raises(Refusals) as caught:
        taken(sheet)
    found = {(f.row, f.column, f.refusal.code) for f in caught.value.faults}
    assert found == {
        (3, "机构", "CAT-17"), (4, "编制床位", "CAT-13"), (4, "自", "KER-31"), (5, "机构、科室、床位类别、自", "CAT-33"), (6, "床位类别", "CAT-12"),
    }  # fmt: skip
    assert not BedCount.objects.exists()
    assert not Happening.objects.exists()


def test_the_good_lines_are_taken_when_she_asks_for_those_only(people: Cast, tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, f"{HOSPITAL},内科,300,280,260,2024-01-01", "H9999,内科,30,28,26,2024-01-01", f"{HOSPITAL},外科,200,190,180,2024-01-01")
    assert taken(sheet, good_only=True) == (2, 0, 0, 1)
    assert Happening.objects.get().facts["refused"] == 1


def test_a_column_the_sheet_does_not_have_is_left_as_it_stands(people: Cast, tmp_path: Path) -> None:
    heading = "机构,科室名称,设立日期,诊疗科目代码"
    taken(sheet_of(tmp_path, f"{HOSPITAL},神经内科,2020-01-01,03.99", code="departments", heading=heading), code="departments")
    taken(sheet_of(tmp_path, f"{HOSPITAL},神经内科,2020-01-01", code="departments", heading=heading.rpartition(",")[0]), code="departments")
    assert Department.objects.get().subject_code == "03.99"


def test_a_sheet_reaches_no_further_than_the_post_of_whoever_brings_it(people: Cast, tmp_path: Path) -> None:
    township = person("clerk", "云岭登记员", "data_clerk", place_code="429921202", institution_code=CLOUD_CENTRE).standing()
    sheet = sheet_of(tmp_path, f"{CLOUD_CENTRE},内科,30,28,26,2024-01-01", f"{HOSPITAL},内科,300,280,260,2024-01-01")
    with pytest.raises(Refusals) as caught:
        actions.import_sheet(known()["beds"], sheet, by=township, at=AT)
    assert [(f.row, f.refusal.code) for f in caught.value.faults] == [(3, "CAT-03")]
    done = actions.import_sheet(known()["beds"], sheet, good_only=True, by=township, at=AT)
    assert (done.added, done.refused) == (1, 1)
    assert BedCount.objects.get().institution.code == CLOUD_CENTRE


@pytest.mark.parametrize(
    ("heading", "line", "says"),
    [("机构,床位类别", "H0001,内科", "缺少“编制床位”"), (HEADING + ",备注", "H0001,内科,1,1,1,2024-01-01,无", "没有“备注”"), (HEADING, "", "没有数据行")],
)
def test_a_sheet_with_a_wrong_heading_or_no_line_is_refused_whole(people: Cast, tmp_path: Path, heading: str, line: str, says: str) -> None:
    with pytest.raises(Refusal) as caught:
        sheet_of(tmp_path, line, heading=heading)
    assert says in " ".join([caught.value.sentence, *(f.refusal.sentence for f in getattr(caught.value, "faults", ()))])


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_what_is_taken_out_can_be_brought_in_again(people: Cast, tmp_path: Path, format: str) -> None:
    for code, model in (("opening-hours", OpeningHours), ("departments", Department)):
        register, path = known()[code], tmp_path / f"{code}.{format}"
        before = set(model._default_manager.values_list())
        count = sheets.write(register, model._default_manager.order_by("pk"), columns_of(register), path, format)
        assert count == len(before)
        done = actions.import_sheet(register, sheets.lines_of(register, path), by=BY, at=AT)
        assert (done.added, done.corrected, done.unchanged) == (0, 0, len(before))
        assert set(model._default_manager.values_list()) == before


def test_every_register_has_a_template_that_its_own_reader_accepts_as_empty(tmp_path: Path) -> None:
    for register in known().values():
        path = tmp_path / f"{register.code}.xlsx"
        sheets.template(register, path)
        with pytest.raises(Refusal, match="没有数据行"):
            sheets.lines_of(register, path)


def test_the_history_of_an_entry_names_the_sheet_that_brought_it(people: Cast, tmp_path: Path) -> None:
    taken(sheet_of(tmp_path, f"{HOSPITAL},内科,300,280,260,2024-01-01"))
    actions.add_entry(
        known()["beds"], {"institution": HOSPITAL, "kind": "儿科", "approved": 1, "in_place": 1, "open": 1, "from_on": date(2024, 1, 1)}, by=BY, at=AT
    )
    assert [h.kind for h in history(known()["beds"], BedCount.objects.get(kind="内科"))] == ["SheetImported"]
    assert [h.kind for h in history(known()["beds"], BedCount.objects.get(kind="儿科"))] == ["EntryAdded"]
