"""Readings at night, in bulk, and of people of one's own surname are shown to whoever watches over access."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.people import COUNTY, Cast, Person, person
from weijian.domains.registry.events import ResidentCorrected, ResidentRead
from weijian.foundation.happenings.models import Happening, ReadingHour
from weijian.foundation.happenings.odd import OddAccess, Thresholds, odd_access
from weijian.foundation.happenings.readings import surname
from weijian.foundation.happenings.trail import record
from weijian.foundation.parameters.models import ParameterValue

DAY = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)  # midnight in China, 3 November
LIMITS = Thresholds(night_from=22, night_to=6, many_per_hour=5, same_surname=2)


def read(reader: Person, resident_id: int, china_hour: float) -> Happening:
    return record(ResidentRead(resident_id, "place"), by=reader.standing(), at=DAY + timedelta(hours=china_hour))


def odd() -> OddAccess:
    on = datetime(2026, 11, 3, tzinfo=UTC).date()
    return odd_access(Happening.objects.all(), ReadingHour.objects.all(), LIMITS, from_on=on, until_on=on)


def test_night_begins_and_ends_in_chinese_time(people: Cast) -> None:
    for hour in (0, 5.9, 6, 12, 21.9, 22):
        read(people.nurse_zhang, people.wang_guilan.pk, hour)
    found = odd().night
    assert [(o.reader, o.readings, o.first_at) for o in found] == [("张护士", 3, DAY)]


def test_many_records_within_an_hour_are_seen_and_one_record_often_is_not(people: Cast) -> None:
    for n in range(5):
        read(people.nurse_zhang, n + 1, 9 + n / 10)
        read(people.doctor_li, 1, 9 + n / 10)
    found = odd().volume
    assert [(o.reader, o.readings) for o in found] == [("张护士", 5)]


def test_readings_of_one_s_own_surname_are_seen(people: Cast) -> None:
    for n in range(2):
        read(people.doctor_li, people.her_son.pk, 9 + n)  # 李医生 reads 李建国
        read(people.nurse_zhang, people.her_son.pk, 9 + n)
    assert [(o.reader, o.readings) for o in odd().surname] == [("李医生", 2)]


def test_changing_a_record_is_not_reading_it(people: Cast) -> None:
    record(ResidentCorrected(people.wang_guilan.pk, "地址", 2), by=people.nurse_zhang.standing(), at=DAY)
    assert odd() == OddAccess([], [], [])


@pytest.mark.parametrize(("name", "its"), [("李建国", "李"), ("欧阳修", "欧阳"), ("", ""), ("王", "王")])
def test_compound_surnames_are_whole(name: str, its: str) -> None:
    assert surname(name) == its


def test_the_page_shows_them_with_the_thresholds_of_the_parameters(people: Cast) -> None:
    ParameterValue.objects.create(code="happenings.night_from", from_on=DAY.date(), value=20, state="approved", proposed_at=DAY)
    read(people.nurse_zhang, people.wang_guilan.pk, 20.5)
    officer = person("guard", "安全员", "security_officer", place_code=COUNTY)
    page = officer.browser().get("/audit/odd/?from_on=2026-11-03&until_on=2026-11-03").content.decode()
    assert "20时至次日6时" in page
    assert "张护士" in page


def test_the_auditor_reads_the_trail_by_person_kind_and_day(people: Cast) -> None:
    read(people.nurse_zhang, people.wang_guilan.pk, 9)
    record(ResidentCorrected(people.wang_guilan.pk, "地址", 2), by=people.doctor_li.standing(), at=DAY + timedelta(days=1))
    browser = person("audit", "审计员", "auditor", place_code=COUNTY).browser()
    assert all(word in browser.get("/audit/").content.decode() for word in ("张护士", "调阅档案", "更正资料：地址"))
    assert "更正资料：地址" not in browser.get("/audit/?person=张").content.decode()
    assert "张护士" not in browser.get("/audit/?kind=ResidentCorrected").content.decode()
    assert "更正资料：地址" not in browser.get("/audit/?until_on=2026-11-03").content.decode()


def test_a_program_reads_the_trail_page_by_page(people: Cast) -> None:
    for n in range(60):
        read(people.nurse_zhang, n + 1, 9)
    program = person("audit", "审计员", "auditor", place_code=COUNTY).program()
    first = program.get("/audit/").json()
    second = program.get(f"/audit/?after={first['after']}").json()
    assert [len(first["happenings"]), len(second["happenings"]), second["after"]] == [50, 10, None]
    assert first["happenings"][0]["kind"] == "ResidentRead"
    assert first["happenings"][0]["subject"] == ["Resident", "60"]
