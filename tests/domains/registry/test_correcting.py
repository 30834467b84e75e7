"""Correcting what stands on file, two clerks at once."""

from datetime import date

import pytest

from tests.people import AT, Cast
from weijian.domains.registry.actions.residents import Overtaken, correct_resident, merge_residents
from weijian.domains.registry.models import Resident
from weijian.domains.registry.queries.entries import differences
from weijian.domains.registry.queries.residents import former_names_of, residents_with_number
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal


def test_a_corrected_name_leaves_the_former_one(people: Cast) -> None:
    wang = correct_resident(people.wang_guilan, {"name": "王桂蘭"}, version=1, by=people.doctor_li.standing(), at=AT)
    assert (wang.name, wang.version) == ("王桂蘭", 2)
    assert [f.name for f in former_names_of(wang)] == ["王桂兰"]
    happening = Happening.objects.get(kind="ResidentCorrected")
    assert happening.facts["fields"] == "姓名"
    assert "桂" not in str(happening.facts)


def test_the_second_clerk_is_told_field_by_field_what_was_what_is_and_what_she_wanted(people: Cast) -> None:
    was = {"name": "王桂兰", "address": "远山村1组"}
    correct_resident(people.wang_guilan, {"name": "王桂蘭"}, version=1, by=people.doctor_li.standing(), at=AT)
    with pytest.raises(Overtaken) as no:
        correct_resident(people.wang_guilan, {"name": "王桂花", "address": "远山村1组"}, version=1, was=was, by=people.nurse_zhang.standing(), at=AT)
    assert [(f.column, f.refusal.facts) for f in no.value.faults] == [("姓名", {"old": "王桂兰", "theirs": "王桂蘭", "mine": "王桂花"})]
    assert Resident.objects.get(pk=people.wang_guilan.pk).name == "王桂蘭"


def test_a_field_both_clerks_wrote_alike_is_no_difference(people: Cast) -> None:
    wang = correct_resident(people.wang_guilan, {"blood_code": "1"}, version=1, by=people.doctor_li.standing(), at=AT)
    assert not differences(wang, {"blood_code": "1"}, {"blood_code": "unknown"})


def test_a_new_telephone_is_found_by_its_number_and_the_old_one_is_not(people: Cast) -> None:
    correct_resident(people.wang_guilan, {"phone": "139 8765 0009"}, version=1, by=people.doctor_li.standing(), at=AT)
    assert list(residents_with_number(Resident.objects.all(), "13987650009")) == [people.wang_guilan]
    assert not residents_with_number(Resident.objects.all(), "13871230001")


def test_a_telephone_taken_away_leaves_its_reason(people: Cast) -> None:
    wang = correct_resident(people.wang_guilan, {"phone": "", "phone_absent": "refused"}, version=1, by=people.doctor_li.standing(), at=AT)
    assert (wang.phone, wang.phone_absent) == (None, "refused")


def test_a_birth_to_come_is_refused(people: Cast) -> None:
    with pytest.raises(Refusal, match="晚于登记当天"):
        correct_resident(people.wang_guilan, {"born_on": date(2027, 1, 1)}, version=1, by=people.doctor_li.standing(), at=AT)


def test_a_merged_file_is_not_corrected(people: Cast) -> None:
    by = people.data_clerk_he.standing()
    people.her_son.documents.all().delete()
    merge_residents(people.wang_guilan, people.her_son, by=by, at=AT)
    with pytest.raises(Refusal, match="已并档"):
        correct_resident(people.her_son, {"name": "李"}, version=2, by=by, at=AT)


def test_another_townships_worker_does_not_correct_it(people: Cast) -> None:
    with pytest.raises(Refusal) as no:
        correct_resident(people.wang_guilan, {"name": "王"}, version=1, by=people.other_nurse.standing(), at=AT)
    assert no.value.code == "REG-10"
