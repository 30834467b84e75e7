"""What an institution is from a day on; how many there are has one answer."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.people import AT, CLOUD_CENTRE, COUNTY, HOSPITAL, PRIVATE_HOSPITAL, RIVER_STREET, Cast
from weijian.domains.registry.actions.institutions import (
    InstitutionOvertaken,
    NewInstitution,
    NewStanding,
    change_standing,
    close_institution,
    correct_institution,
    open_institution,
)
from weijian.domains.registry.actions.premises import (
    Beds,
    Hours,
    NewCampus,
    add_campus,
    add_department,
    count_beds,
    end_campus,
    end_department,
    offer_service,
    set_hours,
    stop_service,
)
from weijian.domains.registry.models import Campus, ClinicalService
from weijian.domains.registry.queries.institutions import (
    PUBLIC_HOSPITALS_OF_LEVEL_TWO,
    InstitutionCriteria,
    campuses_of,
    count_of_institutions,
    doors_at,
    institution_slice,
    institutions_matching,
    standing_on,
)
from weijian.kernel.refusal import Refusal

SPRING, SUMMER = date(2026, 3, 1), date(2026, 7, 1)
NEW = NewStanding("operating", "A210", "2", "2", "1", SPRING, "禾卫医发〔2026〕3号")


def test_how_many_public_hospitals_of_level_two_or_above_has_one_answer_on_each_day(people: Cast) -> None:
    by = people.chief_chen.standing()
    made = open_institution(NewInstitution("H0003", "青禾县中医医院", people.places[RIVER_STREET].pk, NEW), by=by, at=AT)
    change_standing(people.institutions[HOSPITAL], replace(NEW, kind="A100", level="3", grade="9", from_on=SUMMER), by=by, at=AT)
    close_institution(made, date(2026, 9, 1), "禾卫医发〔2026〕30号", by=by, at=AT)
    days = (date(2019, 1, 1), date(2026, 2, 28), SPRING, SUMMER, date(2026, 9, 1))
    assert [count_of_institutions(PUBLIC_HOSPITALS_OF_LEVEL_TWO, on=on) for on in days] == [0, 1, 2, 2, 1]
    listed = institutions_matching(PUBLIC_HOSPITALS_OF_LEVEL_TWO, on=SUMMER)
    assert set(listed.values_list("code", flat=True)) == {HOSPITAL, "H0003"}
    assert PRIVATE_HOSPITAL not in set(listed.values_list("code", flat=True))


def test_the_list_says_what_each_one_was_on_the_day(people: Cast) -> None:
    change_standing(people.institutions[HOSPITAL], replace(NEW, kind="A100", level="3", grade="1", from_on=SUMMER), by=people.chief_chen.standing(), at=AT)
    criteria = InstitutionCriteria(name="人民医院")
    assert [line.level_label for line in institution_slice(criteria, on=SPRING)[0]] == ["二级甲等"]
    assert [line.level_label for line in institution_slice(criteria, on=SUMMER)[0]] == ["三级甲等"]
    assert standing_on(people.institutions[HOSPITAL], date(2010, 1, 1)) is None


def test_a_standing_needs_its_document_and_follows_the_one_before(people: Cast) -> None:
    by, hospital = people.chief_chen.standing(), people.institutions[HOSPITAL]
    with pytest.raises(Refusal, match="须写明依据文件"):
        change_standing(hospital, replace(NEW, document=" "), by=by, at=AT)
    with pytest.raises(Refusal, match="新状态须晚于这一天"):
        change_standing(hospital, replace(NEW, from_on=date(2019, 1, 1)), by=by, at=AT)
    with pytest.raises(Refusal, match="没有变化"):
        change_standing(hospital, replace(NEW, kind="A100", grade="1"), by=by, at=AT)


def test_a_closed_institution_stays_closed(people: Cast) -> None:
    by, private = people.chief_chen.standing(), people.institutions[PRIVATE_HOSPITAL]
    close_institution(private, SPRING, "禾卫医发〔2026〕1号", by=by, at=AT)
    with pytest.raises(Refusal, match="不能从“注销”改为“在营”"):
        change_standing(private, replace(NEW, from_on=SUMMER), by=by, at=AT)


def test_a_code_is_given_once(people: Cast) -> None:
    with pytest.raises(Refusal, match="机构代码已被使用"):
        open_institution(NewInstitution(HOSPITAL, "又一家", people.places[RIVER_STREET].pk, NEW), by=people.chief_chen.standing(), at=AT)


def test_an_officer_of_another_county_opens_nothing_here(people: Cast) -> None:
    with pytest.raises(Refusal, match="不在您的管辖范围内"):
        open_institution(NewInstitution("X1", "外来", people.places[RIVER_STREET].pk, NEW), by=people.foreigner.standing(), at=AT)


def test_two_officers_correcting_one_institution_at_once(people: Cast) -> None:
    by, hospital = people.chief_chen.standing(), people.institutions[HOSPITAL]
    assert correct_institution(hospital, {"phone": "0719-5550001"}, version=1, by=by, at=AT).phone == "0719-5550001"
    with pytest.raises(InstitutionOvertaken):
        correct_institution(hospital, {"phone": "0719-5550002"}, version=1, by=by, at=AT)
    with pytest.raises(Refusal):
        correct_institution(hospital, {"credit_code": "12345"}, version=2, by=by, at=AT)


def test_a_second_campus_and_the_end_of_the_first(people: Cast) -> None:
    by, hospital = people.chief_chen.standing(), people.institutions[HOSPITAL]
    main = Campus.objects.get(institution=hospital)
    with pytest.raises(Refusal, match="最后一个在用院区"):
        end_campus(main, SUMMER, by=by, at=AT)
    new = NewCampus("东院区", people.places[RIVER_STREET].pk, 112.25, 31.25, SPRING)
    add_campus(hospital, new, by=by, at=AT)
    with pytest.raises(Refusal, match="已有名为“东院区”"):
        add_campus(hospital, new, by=by, at=AT)
    with pytest.raises(Refusal, match="经纬度不在中国"):
        add_campus(hospital, replace(new, name="西院区", lon=31.25, lat=112.25), by=by, at=AT)
    end_campus(main, SUMMER, by=by, at=AT)
    assert [c.name for c in campuses_of(hospital, SPRING)] == ["本部", "东院区"]
    assert [c.name for c in campuses_of(hospital, date(2026, 8, 1))] == ["东院区"]


def test_a_campus_that_is_open_round_the_clock_for_emergencies(people: Cast) -> None:
    campus = Campus.objects.get(institution=people.institutions[HOSPITAL])
    night = AT.replace(hour=18)  # two in the morning in China
    assert doors_at(campus, AT).label == "开放中"
    assert doors_at(campus, night).label == "已关门"
    week = [Hours(day, time(8), time(17, 30)) for day in range(1, 6)] + [Hours(day, time(0), time(0), emergency_only=True) for day in range(1, 8)]
    set_hours(campus, week, by=people.chief_chen.standing(), at=AT)
    assert doors_at(campus, AT).label == "开放中"
    assert doors_at(campus, night).label == "仅急诊"


def test_departments_services_and_beds_have_their_days(people: Cast) -> None:
    by, centre = people.chief_chen.standing(), people.institutions[CLOUD_CENTRE]
    ward = add_department(centre, "内科", "03", SPRING, by=by, at=AT)
    with pytest.raises(Refusal, match="已经登记过"):
        add_department(centre, "内科", "03", SUMMER, by=by, at=AT)
    assert end_department(ward, SUMMER, by=by, at=AT).ends_on == SUMMER
    ultrasound = ClinicalService.objects.create(code="US01", name="腹部超声")
    offer = offer_service(centre, ultrasound, SPRING, by=by, at=AT)
    with pytest.raises(Refusal, match="早于启用日期"):
        stop_service(offer, date(2026, 1, 1), by=by, at=AT)
    with pytest.raises(Refusal, match="多于实有床位"):
        count_beds(centre, Beds("普通", 40, 30, 31, SPRING), by=by, at=AT)
    assert count_beds(centre, Beds("普通", 40, 30, 28, SPRING), by=by, at=AT).open == 28


def test_institutions_of_a_place_and_of_a_consortium(people: Cast) -> None:
    assert count_of_institutions(InstitutionCriteria(place_code=COUNTY), on=AT.date()) == 8
    assert count_of_institutions(InstitutionCriteria(place_code="429921202"), on=AT.date()) == 2
    assert count_of_institutions(InstitutionCriteria(consortium_code="C01"), on=AT.date()) == 3
