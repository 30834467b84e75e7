"""Adding, correcting and retiring entries of any register."""

from datetime import date

import pytest
from django.http import Http404

from tests.people import AT, CLOUD_CENTRE, FAR_HILL, HOSPITAL, RIVER_CENTRE, Cast, person
from weijian.domains.registry.models import BedCount, Campus, ClinicalService, Department, Grid, OpeningHours, ServiceOffer
from weijian.domains.workforce.models import Post, Practitioner
from weijian.foundation.catalogue import actions
from weijian.foundation.catalogue.columns import columns_of, finder, read, written
from weijian.foundation.catalogue.queries import values_of
from weijian.foundation.catalogue.registers import Register, known
from weijian.foundation.happenings.models import Happening
from weijian.foundation.people.access import Forbidden
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
BY = the_house("test")


def register(code: str) -> Register:
    return known()[code]


def codes(caught: pytest.ExceptionInfo[Refusals]) -> set[tuple[str | None, str]]:
    return {(f.column, f.refusal.code) for f in caught.value.faults}


def department(**cells: object) -> dict[str, object]:
    return {"institution": CLOUD_CENTRE, "name": "全科", "from_on": "2024-01-01"} | cells


def test_an_entry_is_added_from_what_people_type_and_leaves_one_happening(people: Cast) -> None:
    made = actions.add_entry(register("departments"), department(institution="云岭乡卫生院", from_on="2024年1月1日"), by=BY, at=AT)
    assert Department.objects.get(pk=made.pk).institution == people.institutions[CLOUD_CENTRE]
    assert made.from_on == date(2024, 1, 1)
    told = Happening.objects.get()
    assert (told.kind, told.subject_kind, told.subject_key) == ("EntryAdded", "Department", str(made.pk))
    assert set(told.facts["columns"]) == {"institution", "name", "from_on"}


def test_a_happening_names_columns_and_never_what_stands_in_them(people: Cast) -> None:
    actions.add_entry(register("qualifications"), {"practitioner": "P0001", "number": "2024110SECRET", "category": "50", "level": "执业"}, by=BY, at=AT)
    assert "SECRET" not in str(Happening.objects.get().facts)


def test_every_wrong_cell_is_named_by_its_column(people: Cast) -> None:
    with pytest.raises(Refusals) as caught:
        actions.add_entry(register("departments"), department(institution="H9999", from_on="2024-02-30", name=""), by=BY, at=AT)
    assert codes(caught) == {("机构", "CAT-17"), ("设立日期", "KER-31"), ("科室名称", "CAT-12")}
    assert not Happening.objects.exists()


@pytest.mark.parametrize(
    ("code", "cells", "column", "says"),
    [
        ("campuses", {"institution": CLOUD_CENTRE, "name": "新区", "place": FAR_HILL, "lon": "212", "lat": "31", "from_on": "2024-01-01"}, "经度", "REG-80"),
        (
            "campuses",
            {"institution": CLOUD_CENTRE, "name": "新区", "main": "是", "place": FAR_HILL, "lon": "112", "lat": "31", "from_on": "2024-01-01"},
            "机构",
            "REG-81",
        ),
        ("campuses", {"institution": CLOUD_CENTRE, "name": "新区", "place": FAR_HILL, "lon": "东边", "lat": "31", "from_on": "2024-01-01"}, "经度", "CAT-13"),
        ("opening-hours", {"campus": f"{CLOUD_CENTRE}/本部", "weekday": "8", "opens_at": "8:00", "closes_at": "12:00"}, "星期", "REG-82"),
        ("opening-hours", {"campus": f"{CLOUD_CENTRE}/本部", "weekday": "6", "opens_at": "8点", "closes_at": "12:00"}, "开门", "CAT-15"),
        ("opening-hours", {"campus": f"{CLOUD_CENTRE}/本部", "weekday": "1", "opens_at": "8:00", "closes_at": "12:00"}, "院区", "CAT-06"),
        ("beds", {"institution": CLOUD_CENTRE, "kind": "内科", "approved": "-3", "in_place": "3", "open": "3", "from_on": "2024-01-01"}, "编制床位", "CAT-19"),
        ("consortiums", {"code": "C01", "name": "又一个", "lead": HOSPITAL}, "代码", "CAT-06"),
        ("population", {"place": "42", "year": "2024", "source": "猜的", "people": "9"}, "来源", "CAT-16"),
        ("posts", {"practitioner": "P0001", "institution": CLOUD_CENTRE, "duty": "医师", "from_on": "2024-01-01"}, "人员", "WOR-80"),
        ("posts", {"practitioner": "P0001", "institution": CLOUD_CENTRE, "kind": "派驻", "duty": "医师", "from_on": "2024-01-01"}, "性质", "WOR-81"),
        (
            "practice-licences",
            {
                "practitioner": "P0001",
                "number": "L9",
                "category": "50",
                "scope": "全科",
                "institution": CLOUD_CENTRE,
                "from_on": "2024-01-02",
                "ends_on": "2024-01-01",
            },
            "有效期至",
            "CAT-08",
        ),
    ],
)
def test_what_the_model_forbids_is_refused_with_a_sentence_at_a_column(people: Cast, code: str, cells: dict[str, object], column: str, says: str) -> None:
    with pytest.raises(Refusals) as caught:
        actions.add_entry(register(code), cells, by=BY, at=AT)
    assert (column, says) in codes(caught)


@pytest.mark.parametrize(
    ("code", "cells", "says"),
    [
        ("beds", {"institution": CLOUD_CENTRE, "kind": "内科", "approved": "9", "in_place": "8", "open": "9", "from_on": "2024-01-01"}, "开放床位"),
        (
            "posts",
            {"practitioner": "P0001", "institution": CLOUD_CENTRE, "kind": "派驻", "duty": "村医", "from_on": "2026-11-30", "ends_on": "2027-01-01"},
            "执业注册",
        ),
        (
            "practice-licences",
            {"practitioner": "P0003", "number": "L9", "category": "11", "scope": "内科", "institution": HOSPITAL, "from_on": "2024-01-01"},
            "执业资格",
        ),
        ("population", {"place": "42", "year": "2030", "source": "人口普查", "people": "9"}, "年"),
    ],
)
def test_the_rooms_own_rules_are_asked_too(people: Cast, code: str, cells: dict[str, object], says: str) -> None:
    with pytest.raises(Refusals) as caught:
        actions.add_entry(register(code), cells, by=BY, at=AT)
    assert [says in f.refusal.sentence for f in caught.value.faults] == [True]


def test_an_institution_that_works_keeps_a_campus_and_a_grid_its_households(people: Cast) -> None:
    campus = Campus.objects.get(institution=people.institutions[CLOUD_CENTRE])
    with pytest.raises(Refusal, match="院区"):
        actions.retire_entry(register("campuses"), campus.pk, date(2026, 12, 31), "搬到新址了", by=BY, at=AT)
    with pytest.raises(Refusal, match="户"):
        actions.retire_entry(register("grids"), Grid.objects.get().pk, date(2026, 12, 31), "网格合并了", by=BY, at=AT)


def test_dated_entries_of_one_thing_do_not_overlap(people: Cast) -> None:
    actions.add_entry(register("clinical-services"), {"code": "S1", "name": "清创缝合", "basic_level": "A"}, by=BY, at=AT)
    offers = register("service-offers")
    first = actions.add_entry(offers, {"institution": CLOUD_CENTRE, "service": "S1", "from_on": "2024-01-01", "ends_on": "2024-12-31"}, by=BY, at=AT)
    with pytest.raises(Refusals) as caught:
        actions.add_entry(offers, {"institution": CLOUD_CENTRE, "service": "S1", "from_on": "2024-12-31"}, by=BY, at=AT)
    assert {f.refusal.code for f in caught.value.faults} == {"CAT-09"}
    actions.add_entry(offers, {"institution": CLOUD_CENTRE, "service": "S1", "from_on": "2025-01-01"}, by=BY, at=AT)
    actions.add_entry(offers, {"institution": RIVER_CENTRE, "service": "S1", "from_on": "2024-06-01"}, by=BY, at=AT)
    assert ServiceOffer.objects.count() == 3
    assert ServiceOffer.objects.get(pk=first.pk).ends_on == date(2024, 12, 31)


def test_a_correction_changes_what_is_written_and_says_which_columns(people: Cast) -> None:
    made = actions.add_entry(register("departments"), department(), by=BY, at=AT)
    seen = values_of(register("departments"), made)
    done = actions.correct_entry(register("departments"), made.pk, {"name": "全科医学科", "subject_code": "02"}, seen, by=BY, at=AT)
    assert isinstance(done, actions.Corrected)
    assert done.columns == ("name", "subject_code")
    assert Department.objects.get(pk=made.pk).name == "全科医学科"
    assert Happening.objects.latest("pk").facts["columns"] == ["name", "subject_code"]


def test_a_correction_that_changes_nothing_is_refused(people: Cast) -> None:
    made = actions.add_entry(register("departments"), department(), by=BY, at=AT)
    seen = values_of(register("departments"), made)
    with pytest.raises(Refusal, match="没有变化"):
        actions.correct_entry(register("departments"), made.pk, seen, seen, by=BY, at=AT)


def test_the_second_of_two_clerks_is_shown_what_was_what_is_and_what_she_wrote(people: Cast) -> None:
    departments = register("departments")
    made = actions.add_entry(departments, department(), by=BY, at=AT)
    seen = values_of(departments, made)
    actions.correct_entry(departments, made.pk, seen | {"name": "全科医学科"}, seen, by=BY, at=AT)
    lost = actions.correct_entry(departments, made.pk, seen | {"name": "全科诊室", "subject_code": "02"}, seen, by=BY, at=AT)
    assert isinstance(lost, actions.Clashed)
    assert {(c.column, c.was, c.now, c.yours, c.disputed) for c in lost.clashes} == {
        ("科室名称", "全科", "全科医学科", "全科诊室", True),
        ("诊疗科目代码", "", "", "02", False),
    }
    assert Department.objects.get(pk=made.pk).name == "全科医学科"
    assert Happening.objects.count() == 2


def test_an_entry_is_retired_by_its_last_day_and_never_deleted(people: Cast) -> None:
    made = actions.add_entry(register("departments"), department(), by=BY, at=AT)
    actions.retire_entry(register("departments"), made.pk, date(2026, 6, 30), "科室合并到内科", by=BY, at=AT)
    assert Department.objects.get(pk=made.pk).ends_on == date(2026, 6, 30)
    with pytest.raises(Refusal, match="已于2026-06-30停用"):
        actions.retire_entry(register("departments"), made.pk, date(2026, 7, 30), "科室合并到内科", by=BY, at=AT)


@pytest.mark.parametrize(("ends_on", "reason", "says"), [(date(2023, 12, 31), "科室合并到内科", "早于"), (date(2026, 1, 1), "合并", "理由")])
def test_an_entry_is_not_retired_before_it_began_or_without_a_reason(people: Cast, ends_on: date, reason: str, says: str) -> None:
    made = actions.add_entry(register("departments"), department(), by=BY, at=AT)
    with pytest.raises(Refusal, match=says):
        actions.retire_entry(register("departments"), made.pk, ends_on, reason, by=BY, at=AT)


def test_an_entry_followed_by_the_next_is_not_retired(people: Cast) -> None:
    beds = register("beds")
    made = actions.add_entry(
        beds, {"institution": CLOUD_CENTRE, "kind": "内科", "approved": "30", "in_place": "28", "open": "25", "from_on": "2024-01-01"}, by=BY, at=AT
    )
    with pytest.raises(Refusal, match="后一条自然接替"):
        actions.retire_entry(beds, made.pk, date(2026, 1, 1), "床位调整了", by=BY, at=AT)
    assert BedCount.objects.get().open == 25


def test_a_living_thing_is_not_changed_through_a_register(people: Cast) -> None:
    with pytest.raises(Refusal, match="在自己的页面上办理"):
        actions.add_entry(register("institutions"), {"code": "X", "name": "Y"}, by=BY, at=AT)


def test_nobody_writes_into_an_institution_her_post_does_not_reach(people: Cast) -> None:
    township = person("clerk", "云岭登记员", "data_clerk", place_code="429921202", institution_code=CLOUD_CENTRE).standing()
    departments = register("departments")
    made = actions.add_entry(departments, department(), by=township, at=AT)
    with pytest.raises(Refusal, match="不在您的管辖范围"):
        actions.add_entry(departments, department(institution=RIVER_CENTRE), by=township, at=AT)
    seen = values_of(departments, made)
    with pytest.raises(Refusal, match="不在您的管辖范围"):
        actions.correct_entry(departments, made.pk, {"institution": RIVER_CENTRE}, seen, by=township, at=AT)
    assert not Department.objects.filter(institution=people.institutions[RIVER_CENTRE]).exists()
    foreign = Department.objects.create(institution=people.institutions[RIVER_CENTRE], name="中医科", from_on=date(2020, 1, 1))
    with pytest.raises(Http404):
        actions.retire_entry(departments, foreign.pk, date(2026, 1, 1), "不归我管的", by=township, at=AT)


def test_nobody_writes_without_the_capability(people: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.add_entry(register("departments"), department(), by=people.standing(people.nurse_zhang), at=AT)


def test_what_the_region_shares_is_not_kept_by_a_township(people: Cast) -> None:
    township = person("clerk", "云岭登记员", "data_clerk", place_code="429921202", institution_code=CLOUD_CENTRE).standing()
    with pytest.raises(Refusal, match="不在您的管辖范围"):
        actions.add_entry(register("clinical-services"), {"code": "S1", "name": "清创缝合"}, by=township, at=AT)
    actions.add_entry(register("clinical-services"), {"code": "S1", "name": "清创缝合"}, by=people.standing(people.data_clerk_he), at=AT)
    assert ClinicalService.objects.count() == 1


def test_what_a_sheet_writes_a_sheet_reads_again(people: Cast) -> None:
    examples = [
        ("departments", Department.objects.get()),
        ("campuses", Campus.objects.all()[0]),
        ("opening-hours", OpeningHours.objects.all()[0]),
        ("grids", Grid.objects.get()),
        ("posts", Post.objects.get(department__isnull=False)),
        ("practitioners", Practitioner.objects.all()[0]),
    ]
    for code, entry in examples:
        for column in columns_of(register(code)):
            assert (read(column, written(column, entry), finder()) or None) == (getattr(entry, column.name) or None), f"{code}.{column.name}"


def test_every_register_of_the_house_can_be_written_down(people: Cast) -> None:
    for each in known().values():
        assert each.columns
        assert set(each.key) <= set(each.columns)
        for entry in each.model._default_manager.all()[:3]:
            assert len(values_of(each, entry)) == len(each.columns)
