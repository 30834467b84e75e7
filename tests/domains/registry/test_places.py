"""Divisions change their name, are divided and joined, on a day, by a document; grids and counts of people."""

from datetime import date

import pytest

from tests.people import AT, CLOUD_RIDGE, CLOUD_TOWN, COUNTY, FAR_HILL, RIVER_STREET, Cast
from weijian.domains.registry.actions.places import NewPlace, merge_place, rename_place, set_record_segment, split_place
from weijian.domains.registry.actions.population import open_grid, set_denominator
from weijian.domains.registry.models import Place, Resident
from weijian.domains.registry.queries.places import denominator, denominators_of, latest_denominator, place_coded, places_on, successions_of
from weijian.kernel.refusal import Refusal

CHANGE = date(2026, 10, 1)
DOCUMENT = "楚民函〔2026〕12号"


def test_a_renamed_village_is_found_by_either_name_on_its_day(people: Cast) -> None:
    far = people.places[FAR_HILL]
    rename_place(far, "远山社区", CHANGE, DOCUMENT, by=people.chief_chen.standing(), at=AT)
    assert places_on(date(2026, 9, 30)).get(code=FAR_HILL).name == "远山村"
    assert places_on(CHANGE).get(code=FAR_HILL).name == "远山社区"
    assert Resident.objects.get(pk=people.wang_guilan.pk).village.name == "远山社区"
    assert [p.name for p in place_coded(FAR_HILL)] == ["远山社区", "远山村"]


def test_a_divided_village_has_its_successors(people: Cast) -> None:
    made = split_place(
        people.places[FAR_HILL], [NewPlace("429921202203", "远东村"), NewPlace("429921202204", "远西村")], CHANGE, DOCUMENT,
        by=people.chief_chen.standing(), at=AT,
    )
    assert [p.name for p in made] == ["远东村", "远西村"]
    assert not places_on(CHANGE).filter(code=FAR_HILL).exists()
    assert [(s.successor.name, s.document) for s in successions_of(people.places[FAR_HILL])] == [("远东村", DOCUMENT), ("远西村", DOCUMENT)]


def test_one_successor_is_too_few_and_a_code_in_use_is_not_given_again(people: Cast) -> None:
    by, far = people.chief_chen.standing(), people.places[FAR_HILL]
    with pytest.raises(Refusal, match="两个或两个以上"):
        split_place(far, [NewPlace("429921202203", "远东村")], CHANGE, DOCUMENT, by=by, at=AT)
    with pytest.raises(Refusal, match=f"{CLOUD_RIDGE}已在使用"):
        split_place(far, [NewPlace("429921202203", "远东村"), NewPlace(CLOUD_RIDGE, "远西村")], CHANGE, DOCUMENT, by=by, at=AT)
    assert Place.objects.get(pk=far.pk).ends_on is None
    assert not Place.objects.filter(code="429921202203").exists()


def test_a_village_taken_over_by_another_is_done_with(people: Cast) -> None:
    by, far, ridge = people.chief_chen.standing(), people.places[FAR_HILL], people.places[CLOUD_RIDGE]
    merge_place(far, ridge, CHANGE, DOCUMENT, by=by, at=AT)
    with pytest.raises(Refusal, match="已于2026-10-01停用"):
        rename_place(Place.objects.get(pk=far.pk), "新名", date(2026, 11, 1), DOCUMENT, by=by, at=AT)


def test_a_village_is_not_taken_over_by_a_township_nor_by_itself(people: Cast) -> None:
    by, far = people.chief_chen.standing(), people.places[FAR_HILL]
    for into in (people.places[CLOUD_TOWN], far):
        with pytest.raises(Refusal, match="级别不同"):
            merge_place(far, into, CHANGE, DOCUMENT, by=by, at=AT)


def test_a_change_begins_after_the_division_did(people: Cast) -> None:
    with pytest.raises(Refusal, match="须晚于该区划的启用日期"):
        rename_place(people.places[FAR_HILL], "新名", date(2019, 1, 1), DOCUMENT, by=people.chief_chen.standing(), at=AT)


def test_a_segment_is_one_villages_alone(people: Cast) -> None:
    by = people.chief_chen.standing()
    assert set_record_segment(people.places[FAR_HILL], "103", by=by, at=AT).record_segment == "103"
    with pytest.raises(Refusal, match="已被本乡镇另一个村使用"):
        set_record_segment(people.places[FAR_HILL], "101", by=by, at=AT)
    with pytest.raises(Refusal, match="村段号应为"):
        set_record_segment(people.places[FAR_HILL], "500", by=by, at=AT)


def test_a_township_worker_changes_no_division(people: Cast) -> None:
    with pytest.raises(Refusal, match="不在您的管辖范围内"):
        rename_place(people.places[RIVER_STREET], "新名", CHANGE, DOCUMENT, by=people.nurse_zhang.standing(), at=AT)


def test_a_count_of_people_says_whose_it_is(people: Cast) -> None:
    found = denominator(people.places[COUNTY], year=2025, source="census")
    assert found
    assert found.label == "2025年人口普查5,200人"
    assert denominator(people.places[COUNTY], year=2024, source="census") is None
    latest = latest_denominator(people.places[COUNTY])
    assert latest
    assert latest.source_label == "统计局常住人口"


def test_a_count_said_again_replaces_what_was_said(people: Cast) -> None:
    from weijian.kernel.standing import the_house

    far = people.places[FAR_HILL]
    for people_there in (812, 815):
        set_denominator(far, 2025, "serviced", people_there, "2025年服务人口核定表", by=the_house("test"), at=AT)
    assert [d.people for d in denominators_of(far)] == [815]
    with pytest.raises(Refusal, match="年份须在"):
        set_denominator(far, 2027, "serviced", 1, "", by=the_house("test"), at=AT)


def test_a_grid_has_a_code_of_its_own(people: Cast) -> None:
    by, far = people.chief_chen.standing(), people.places[FAR_HILL]
    open_grid(far, f"{FAR_HILL}002", "二组", by=by, at=AT)
    with pytest.raises(Refusal, match="已被使用"):
        open_grid(far, f"{FAR_HILL}002", "三组", by=by, at=AT)
