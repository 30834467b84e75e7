"""A sheet of residents is taken whole or not at all, and taken twice it changes nothing."""

from datetime import date
from pathlib import Path

import pytest

from tests.domains.registry.sheets import many, person_row, sheet_of, without
from tests.people import AT, CLOUD_CENTRE, EAST_WILLOW, FAR_HILL, TODAY, Cast, identity_number
from weijian.domains.registry.actions.residents import register_resident
from weijian.domains.registry.imports.checking import UNWATCHED, Watch, faulty_rows
from weijian.domains.registry.imports.residents import Outcome, check_residents, import_residents
from weijian.domains.registry.models import FormerName, GroupMembership, Household, IdentityDocument, Place, Resident, index_of_document, index_of_phone
from weijian.domains.registry.queries.entries import Entry
from weijian.domains.registry.queries.residents import residents_with_document
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal, Refusals

COUNTS = tuple[int, int, int, int]


def imported(people: Cast, path: Path, *, good_lines: bool = False) -> COUNTS:
    return counts(import_residents(path, good_lines=good_lines, by=people.data_clerk_he.standing(), at=AT, processes=1))


def counts(outcome: Outcome) -> COUNTS:
    return outcome.added, outcome.corrected, outcome.unchanged, outcome.left_out


def faults_of(people: Cast, path: Path) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(Refusals) as caught:
        imported(people, path)
    return [(f.refusal.code, f.row, f.column) for f in caught.value.faults]


def test_an_imported_person_is_what_she_would_be_registered_at_the_desk(people: Cast, tmp_path: Path) -> None:
    number = identity_number(date(1960, 5, 6), 24)
    village = people.places[FAR_HILL]
    desk = register_resident(
        Entry("刘桂芳", "2", date(1960, 5, 6), village.pk, "15", "20", "not_asked", "not_asked", "13900000009", "", "2组1号", "02", "01", number,
              managing_id=people.institutions[CLOUD_CENTRE].pk),
        by=people.data_clerk_he.standing(), at=AT,
    )
    by_desk = facts(desk)
    desk.documents.all().delete()
    desk.delete()
    imported(people, sheet_of(tmp_path / "a.csv", [{
        "name": "刘桂芳", "document_number": number, "village_code": FAR_HILL, "nation": "土家族", "marital": "已婚", "phone": "13900000009",
        "address": "2组1号", "relation": "户主", "managing_code": CLOUD_CENTRE,
    }]))
    by_sheet = facts(Resident.objects.get(name="刘桂芳"))
    assert by_sheet | {"record_number": ""} == by_desk | {"record_number": ""}
    assert int(str(by_sheet["record_number"])) == int(str(by_desk["record_number"])) + 1


def facts(resident: Resident) -> dict[str, object]:
    resident.refresh_from_db()
    skipped = {"id", "phone_index"}
    plain = {f.attname: getattr(resident, f.attname) for f in Resident._meta.concrete_fields if f.attname not in skipped}
    document = resident.documents.get()
    return plain | {
        "phone_index": bytes(resident.phone_index or b""), "kind": document.kind, "number": document.number, "index": bytes(document.number_index),
        "from_on": document.from_on, "mother": document.mother_id,
    }


def test_a_number_is_sealed_and_found_again_by_its_index(people: Cast, tmp_path: Path) -> None:
    row = person_row(1)
    imported(people, sheet_of(tmp_path / "a.csv", [row]))
    found = residents_with_document(row["document_number"]).get()
    document = IdentityDocument.objects.get(resident=found)
    assert (document.number, bytes(document.number_index)) == (row["document_number"], index_of_document(row["document_number"]))
    assert (found.phone, bytes(found.phone_index or b"")) == (row["phone"], index_of_phone(row["phone"]))


def test_an_import_leaves_one_happening_with_its_counts_and_no_name(people: Cast, tmp_path: Path) -> None:
    before = Happening.objects.count()
    imported(people, sheet_of(tmp_path / "a.csv", many(5)))
    happening = Happening.objects.latest("pk")
    assert Happening.objects.count() == before + 1
    assert (happening.kind, happening.facts["added"], len(happening.facts["file_sha256"]), happening.by_name) == ("ResidentsImported", 5, 64, "何数据")
    assert "居民1" not in str(happening.facts)


def test_importing_the_same_file_again_changes_nothing(people: Cast, tmp_path: Path) -> None:
    rows = [person_row(n, household_code=f"X{n // 2}", relation="户主" if n % 2 == 0 else "配偶", groups="残疾人 2020-05-01", group_source="县残联名册",
                       former_name=f"旧名{n}") for n in range(6)]
    nameless = without(person_row(7, client_key="old-7", document_absent="未询问", sex="男"), "document_number")
    path = sheet_of(tmp_path / "a.csv", [*rows, nameless])
    assert imported(people, path) == (7, 0, 0, 0)
    before, happenings = snapshot(), Happening.objects.count()
    assert imported(people, path) == (0, 0, 7, 0)
    assert (snapshot(), Happening.objects.count()) == (before, happenings)


def snapshot() -> list[object]:
    models = (Resident, IdentityDocument, Household, GroupMembership, FormerName)
    return [list(m._default_manager.order_by("pk").values_list("pk", *(("version", "updated_at") if m is Resident else ()))) for m in models]


def test_a_changed_cell_corrects_the_record_and_an_empty_one_leaves_it(people: Cast, tmp_path: Path) -> None:
    row = person_row(1, nation="土家族", address="1组")
    imported(people, sheet_of(tmp_path / "a.csv", [row]))
    changed = row | {"name": "改名人", "phone": "13900000002", "address": "", "marital": "丧偶"}
    assert imported(people, sheet_of(tmp_path / "b.csv", [changed])) == (0, 1, 0, 0)
    held = residents_with_document(row["document_number"]).get()
    assert (held.name, held.phone, held.address, held.marital_code, held.nation_code, held.version) == ("改名人", "13900000002", "1组", "30", "15", 2)
    assert [f.name for f in held.former_names.all()] == ["居民1"]


def test_a_person_without_a_number_is_known_again_by_her_outside_key_and_gets_her_number_later(people: Cast, tmp_path: Path) -> None:
    row = without(person_row(3, client_key="his-3", document_absent="未询问", sex="女", born_on="1990-01-01"), "document_number")
    imported(people, sheet_of(tmp_path / "a.csv", [row]))
    number = identity_number(date(1990, 1, 1), 44)
    assert imported(people, sheet_of(tmp_path / "b.csv", [row | {"document_number": number, "document_absent": ""}])) == (0, 1, 0, 0)
    held = Resident.objects.get(client_key="his-3")
    assert (held.identity_absent, residents_with_document(number).get().pk) == ("", held.pk)


def test_households_are_founded_once_and_shared(people: Cast, tmp_path: Path) -> None:
    rows = [person_row(n, household_code="新户9", relation="子" if n else "户主") for n in range(3)]
    imported(people, sheet_of(tmp_path / "a.csv", rows))
    assert Household.objects.get(code="新户9").members.count() == 3


def test_good_lines_are_taken_and_the_others_come_back_as_a_sheet_one_can_correct(people: Cast, tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.csv", [person_row(1), person_row(2, village_code="429921202999"), person_row(3)])
    outcome = import_residents(path, good_lines=True, by=people.data_clerk_he.standing(), at=AT, processes=1)
    assert counts(outcome) == (2, 0, 0, 1)
    (left_out,) = faulty_rows(path, outcome.faults)
    assert left_out[0] == "居民2"
    assert left_out[-2] == "3"
    assert "429921202999" in left_out[-1]


def test_with_one_bad_row_nothing_is_taken(people: Cast, tmp_path: Path) -> None:
    before = Resident.objects.count()
    assert faults_of(people, sheet_of(tmp_path / "a.csv", [person_row(1), person_row(2, phone="12345")])) == [("KER-82", 3, "联系电话")]
    assert Resident.objects.count() == before


NUMBER = identity_number(date(1980, 2, 3), 22)
BAD_ROWS = [
    ("姓名空白", {"name": ""}, "IMP-10", "姓名"),
    ("日期不存在", {"born_on": "1980-02-30"}, "KER-31", "出生日期"),
    ("出生在将来", {"born_on": "2027-01-01", "document_number": "", "document_absent": "未询问", "client_key": "k", "sex": "女"}, "REG-12", "出生日期"),
    ("校验位不符", {"document_number": NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")}, "KER-08", "证件号码"),
    ("科学计数法", {"document_number": "4.29921E+17"}, "KER-03", "证件号码"),
    ("生日与号码不一致", {"born_on": "1981-02-03"}, "REG-17", "出生日期"),
    ("性别与号码不一致", {"sex": "男"}, "REG-17", "性别"),
    ("村代码不存在", {"village_code": "429921202999"}, "IMP-12", "居住村代码"),
    ("没有号码也没有原因", {"document_number": "", "client_key": "k", "sex": "女"}, "REG-14", "证件号码"),
    ("没有号码也没有外部编号", {"document_number": "", "document_absent": "未询问", "sex": "女"}, "IMP-14", "外部编号"),
    ("没有电话也没有原因", {"phone": ""}, "REG-20", "联系电话"),
    ("机构不存在", {"managing_code": "X999"}, "IMP-13", "管理机构代码"),
    ("新生儿没有母亲", {"document_number": "A123456789", "sex": "女", "born_on": "2026-10-01"}, "REG-18", "母亲身份证号码"),
    ("母亲不在册", {"document_number": "A123456789", "sex": "女", "born_on": "2026-10-01", "mother_number": NUMBER}, "REG-18", "母亲身份证号码"),
    ("人群写法不对", {"groups": "残疾人", "group_source": "县残联"}, "IMP-15", "人群"),
    ("人群没有来源", {"groups": "残疾人 2020-01-01"}, "REG-34", "人群认定来源"),
    ("男的孕产妇", {"document_number": identity_number(date(1980, 2, 3), 21), "groups": "孕产妇 2026-01-01", "group_source": "卫生院"}, "REG-35", "人群"),
    ("性别写法不对", {"sex": "雌"}, "KER-70", "性别"),
    ("地址太长", {"address": "长" * 201}, "IMP-17", "详细住址"),
    ("户编号在别的村", {"household_code": f"{FAR_HILL}00001", "relation": "子", "village_code": EAST_WILLOW}, "IMP-26", "户编号"),
    ("没有写与户主关系", {"household_code": "新1"}, "IMP-18", "与户主关系"),
]


@pytest.mark.parametrize(("title", "cells", "code", "column"), BAD_ROWS, ids=[b[0] for b in BAD_ROWS])
def test_a_bad_cell_is_named_by_row_and_column(people: Cast, tmp_path: Path, title: str, cells: dict[str, str], code: str, column: str) -> None:
    row = {"name": "陈梅", "document_number": NUMBER, "phone": "13900000007", "village_code": FAR_HILL} | cells
    assert faults_of(people, sheet_of(tmp_path / "a.csv", [person_row(500), row])) == [(code, 3, column)]


def test_a_number_that_stands_twice_in_the_file_names_the_first_row(people: Cast, tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.csv", [person_row(1), person_row(2), person_row(1, name="又一个")])
    with pytest.raises(Refusals) as caught:
        imported(people, path)
    (fault,) = caught.value.faults
    assert (fault.refusal.code, fault.row, fault.refusal.facts) == ("IMP-20", 4, {"first": 2})


def test_a_newborn_is_tied_to_her_mother_on_file(people: Cast, tmp_path: Path) -> None:
    mother = person_row(1, document_number=NUMBER)
    imported(people, sheet_of(tmp_path / "a.csv", [mother]))
    baby = {"name": "新生", "sex": "女", "born_on": "2026-10-01", "document_number": "A123456789", "mother_number": NUMBER, "village_code": FAR_HILL,
            "phone_absent": "未询问"}
    imported(people, sheet_of(tmp_path / "b.csv", [baby]))
    assert IdentityDocument.objects.get(kind="12").mother == residents_with_document(NUMBER).get()


def test_somebody_on_file_in_another_village_is_not_moved_by_a_sheet(people: Cast, tmp_path: Path) -> None:
    imported(people, sheet_of(tmp_path / "a.csv", [person_row(1)]))
    assert faults_of(people, sheet_of(tmp_path / "b.csv", [person_row(1, village_code=EAST_WILLOW)])) == [("IMP-22", 2, "居住村代码")]


def test_a_clerk_of_one_township_cannot_import_into_another(people: Cast, tmp_path: Path) -> None:
    from tests.people import CLOUD_TOWN, person

    clerk = person("clerk", "录入员", "data_clerk", place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE).standing(TODAY)
    path = sheet_of(tmp_path / "a.csv", [person_row(1), person_row(2, village_code=EAST_WILLOW)])
    outcome = check_residents(path, by=clerk, at=AT, processes=1)
    assert [(f.refusal.code, f.row) for f in outcome.faults.kept] == [("REG-10", 3)]


def test_a_number_on_file_elsewhere_tells_a_foreign_clerk_no_more_than_that(people: Cast, tmp_path: Path) -> None:
    from tests.people import CLOUD_TOWN, person

    townsman = people.a_townsman.documents.get().number
    clerk = person("clerk", "录入员", "data_clerk", place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE).standing(TODAY)
    outcome = check_residents(sheet_of(tmp_path / "a.csv", [person_row(1, document_number=townsman)]), by=clerk, at=AT, processes=1)
    assert [(f.refusal.code, f.refusal.facts) for f in outcome.faults.kept] == [("REG-16", {})]


def test_a_role_that_may_not_import_is_refused(people: Cast, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        import_residents(sheet_of(tmp_path / "a.csv", [person_row(1)]), by=people.nurse_zhang.standing(), at=AT)
    assert caught.value.code == "IMP-32"


def test_a_village_without_a_segment_cannot_take_new_residents(people: Cast, tmp_path: Path) -> None:
    Place.objects.filter(code=FAR_HILL).update(record_segment="")
    assert faults_of(people, sheet_of(tmp_path / "a.csv", [person_row(1)])) == [("REG-21", 2, "居住村代码")]


def test_the_values_shown_with_faults_are_masked(people: Cast, tmp_path: Path) -> None:
    row = person_row(1, phone="139000", document_number=NUMBER[:-2])
    outcome = check_residents(sheet_of(tmp_path / "a.csv", [row]), by=people.data_clerk_he.standing(), at=AT, processes=1)
    shown = {f.column: f.shown for f in outcome.faults.kept}
    assert "139000" not in shown["联系电话"]
    assert NUMBER[6:-4] not in shown["证件号码"]


def test_a_check_writes_nothing(people: Cast, tmp_path: Path) -> None:
    before = Resident.objects.count(), Household.objects.count(), Happening.objects.count()
    outcome = check_residents(sheet_of(tmp_path / "a.csv", many(3)), by=people.data_clerk_he.standing(), at=AT, watch=UNWATCHED, processes=1)
    assert counts(outcome) == (3, 0, 0, 0)
    assert (Resident.objects.count(), Household.objects.count(), Happening.objects.count()) == before


def test_progress_is_told_for_both_passes(people: Cast, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    import_residents(sheet_of(tmp_path / "a.csv", many(3)), by=people.data_clerk_he.standing(), at=AT, watch=Watch(lambda *a: told.append(a)), processes=1)
    assert told == [("检查", 3, 4), ("写入", 3, 3)]
