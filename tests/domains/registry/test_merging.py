"""Two files of one person become one."""

import pytest

from tests.people import AT, FAR_HILL, Cast, resident
from weijian.domains.registry.actions.groups import add_to_group
from weijian.domains.registry.actions.residents import add_document, merge_residents
from weijian.domains.registry.models import Resident
from weijian.domains.registry.queries.residents import aliases_of, residents_with_number
from weijian.kernel.refusal import Refusal


def double_of(people: Cast) -> Resident:
    made = resident("王桂蓝", "2", people.wang_guilan.born_on, people.places[FAR_HILL], phone="13871239999", record_number="42992120210200009")
    Resident.objects.filter(pk=made.pk).update(created_at=AT.replace(hour=5))
    return Resident.objects.get(pk=made.pk)


def test_the_older_file_is_kept_and_the_other_becomes_its_alias(people: Cast) -> None:
    by, double = people.data_clerk_he.standing(), double_of(people)
    add_document(double, "03", "E12345678", by=by, at=AT)
    add_to_group(double, "disabled", AT.date(), "县残联", by=by, at=AT)
    kept = merge_residents(people.wang_guilan, double, by=by, at=AT)
    assert [a.record_number for a in aliases_of(kept)] == ["42992120210200009"]
    assert list(residents_with_number(Resident.objects.exclude(residence="merged"), "E12345678")) == [kept]
    assert kept.groups.get().group == "disabled"
    assert Resident.objects.get(pk=double.pk).residence == "merged"


def test_the_younger_file_is_not_the_one_to_keep(people: Cast) -> None:
    with pytest.raises(Refusal, match="应保留较早建立的档案"):
        merge_residents(double_of(people), people.wang_guilan, by=people.data_clerk_he.standing(), at=AT)


def test_two_identity_numbers_are_two_people(people: Cast) -> None:
    with pytest.raises(Refusal, match="身份证号码不同"):
        merge_residents(people.wang_guilan, people.her_son, by=people.data_clerk_he.standing(), at=AT)


def test_a_file_is_not_merged_with_itself_nor_twice(people: Cast) -> None:
    by, double = people.data_clerk_he.standing(), double_of(people)
    with pytest.raises(Refusal, match="是同一份"):
        merge_residents(double, double, by=by, at=AT)
    merge_residents(people.wang_guilan, double, by=by, at=AT)
    with pytest.raises(Refusal, match="状态是“已并档”"):
        merge_residents(people.wang_guilan, double, by=by, at=AT)


def test_a_group_open_in_both_files_stays_open_once(people: Cast) -> None:
    by, double = people.data_clerk_he.standing(), double_of(people)
    for one in (people.wang_guilan, double):
        add_to_group(one, "disabled", AT.date(), "县残联", by=by, at=AT)
    kept = merge_residents(people.wang_guilan, double, by=by, at=AT)
    assert kept.groups.filter(ends_on__isnull=True).count() == 1
    assert kept.groups.count() == 2


def test_files_of_two_townships_are_merged_by_somebody_who_reaches_both(people: Cast) -> None:
    with pytest.raises(Refusal, match="不在您的管辖范围内"):
        merge_residents(people.a_townsman, double_of(people), by=people.nurse_zhang.standing(), at=AT)
