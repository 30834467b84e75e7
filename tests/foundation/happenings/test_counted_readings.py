"""Counts kept by the sealing job and what it has not counted yet say together exactly what the trail says."""

import threading
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import CLOUD_CENTRE, COUNTY, HOSPITAL, Cast, person
from weijian.domains.registry.events import ResidentCorrected, ResidentRead
from weijian.foundation.happenings import chain, odd, readings
from weijian.foundation.happenings.models import Happening, ReadingHour, ReadingMark, Seal
from weijian.foundation.happenings.odd import Odd, OddAccess, Thresholds, odd_access
from weijian.foundation.happenings.trail import record
from weijian.foundation.people.directory import directory
from weijian.kernel.dates import CHINA
from weijian.kernel.standing import Grant, Standing, the_house

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 3)
MIDNIGHT = datetime(2026, 11, 2, tzinfo=CHINA)
LIMITS = Thresholds(night_from=22, night_to=6, many_per_hour=2, same_surname=2)
READERS = [  # the first two are one account, renamed
    Standing(901, "王护士"), Standing(901, "李护士"), Standing(902, "李医生", (Grant("doctor", frozenset(), "", HOSPITAL),)), Standing(903, "欧阳"),
]


@pytest.fixture(autouse=True)
def _own_data_directory(settings: Any, tmp_path: Path) -> None:
    settings.WEIJIAN_DATA = tmp_path


def seal() -> None:
    chain.seal_happenings(at=MIDNIGHT)


def kept() -> OddAccess:
    return odd_access(Happening.objects.all(), ReadingHour.objects.all(), LIMITS, from_on=FIRST, until_on=LAST)


def straight() -> OddAccess:
    """The same from the trail alone, slowly."""
    night, alike, hours = defaultdict[Any, list[datetime]](list), defaultdict[Any, list[datetime]](list), defaultdict[Any, set[str]](set)
    for h in Happening.objects.filter(kind="ResidentRead", by_id__isnull=False):
        local, who = h.at.astimezone(CHINA), (h.by_id, h.by_name, h.by_institution)
        if not FIRST <= local.date() <= LAST:
            continue
        if local.hour >= LIMITS.night_from or local.hour < LIMITS.night_to:
            night[who].append(h.at)
        hours[(who, local.replace(minute=0, second=0, microsecond=0))].add(h.subject_key)
        name = directory().names_of("Resident", [h.subject_key]).get(h.subject_key, "")
        if readings.surname(name) == readings.surname(h.by_name):
            alike[who].append(h.at)
    volume = [_odd(who, len(keys), hour, hour + timedelta(hours=1)) for (who, hour), keys in hours.items() if len(keys) >= LIMITS.many_per_hour]
    return OddAccess(_summed(night, 1), _sorted(volume), _summed(alike, LIMITS.same_surname))


def _summed(moments: dict[Any, list[datetime]], least: int) -> list[Odd]:
    return _sorted([_odd(who, len(at), min(at), max(at)) for who, at in moments.items() if len(at) >= least])


def _odd(who: tuple[int, str, str], count: int, first: datetime, last: datetime) -> Odd:
    return Odd(who[0], who[1], (directory().institution_name(who[2]) or who[2]) if who[2] else "", count, first, last)


def _sorted(found: list[Odd]) -> list[Odd]:
    return sorted(found, key=lambda o: (-o.readings, o.reader_id, o.first_at, o.reader, o.institution))


def read(reader: Standing, resident_id: int, minutes: int) -> None:
    record(ResidentRead(resident_id, "place"), by=reader, at=MIDNIGHT + timedelta(minutes=minutes))


MINUTES = st.one_of(st.integers(-90, 150), st.integers(21 * 60, 26 * 60), st.integers(46 * 60, 50 * 60))
STEPS = st.lists(st.one_of(st.tuples(st.integers(0, 3), st.integers(0, 3), MINUTES), st.just("seal"), st.just("count alone")), max_size=40)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, at_once=st.integers(1, 7))
def test_counts_and_tail_are_what_the_trail_says_whenever_it_is_sealed(people: Cast, steps: list[Any], at_once: int) -> None:
    residents = [people.wang_guilan.pk, people.her_son.pk, 777_777, 777_778]
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(readings, "COUNTED_AT_ONCE", at_once)
        patch.setattr(chain, "BATCH_ROWS", 5)
        for step in steps:
            if step == "seal":
                seal()
            elif step == "count alone":
                readings.count_sealed()
            else:
                read(READERS[step[0]], residents[step[1]], step[2])
        assert kept() == straight()
        transaction.set_rollback(True)


def test_thresholds_changed_afterwards_are_obeyed_by_what_was_counted_before(people: Cast) -> None:
    for n in range(5):
        read(READERS[2], people.her_son.pk + n, 20 * 60 + n)
    seal()
    assert kept().night == []
    strict = replace(LIMITS, night_from=20, many_per_hour=6)
    found = odd_access(Happening.objects.all(), ReadingHour.objects.all(), strict, from_on=FIRST, until_on=LAST)
    assert ([o.readings for o in found.night], found.volume) == ([5], [])


def test_a_database_from_before_is_counted_at_its_first_sealing(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "COUNTED_AT_ONCE", 3)
    for n in range(10):
        read(READERS[n % 4], people.her_son.pk, n * 20)
    with monkeypatch.context() as before:
        before.setattr(chain, "count_sealed", lambda: False)
        seal()
    assert (Seal.objects.count(), ReadingHour.objects.count()) == (10, 0)
    assert kept() == straight()  # nothing counted yet: all is read directly
    seal()
    assert (readings.mark_position(), sum(h.readings for h in ReadingHour.objects.all())) == (10, 10)
    assert kept() == straight()


def test_a_sealing_that_dies_leaves_neither_seals_nor_counts(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    read(READERS[0], people.wang_guilan.pk, 5)

    def dies(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(ReadingMark, "save", dies)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            seal()
    assert (Seal.objects.count(), ReadingHour.objects.count()) == (0, 0)
    seal()
    seal()
    assert [(h.readings, h.records, h.alike) for h in ReadingHour.objects.all()] == [(1, 1, 1)]


def test_only_readings_by_people_are_counted(people: Cast) -> None:
    record(ResidentCorrected(people.wang_guilan.pk, "地址", 2), by=READERS[0], at=MIDNIGHT)
    record(ResidentRead(people.wang_guilan.pk, "place"), by=the_house("worker"), at=MIDNIGHT)
    seal()
    assert (readings.mark_position(), ReadingHour.objects.count()) == (2, 0)


def test_a_page_asked_while_the_job_counts_is_asked_again(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        read(READERS[0], people.wang_guilan.pk + n, n)
    asked, plainly = [], odd._answer

    def interrupted(*args: Any) -> OddAccess:
        asked.append(1)
        found = plainly(*args)
        seal()
        read(READERS[0], people.wang_guilan.pk, len(asked))
        return found

    monkeypatch.setattr(odd, "_answer", interrupted)
    found = kept()
    assert len(asked) == odd.TRIES + 1
    assert [o.readings for o in found.night] == [4 + odd.TRIES]


def test_a_township_s_officer_sees_only_counts_of_her_own_people(people: Cast) -> None:
    mine, other = people.nurse_zhang, people.other_nurse
    for who in (mine, other):
        record(ResidentRead(people.wang_guilan.pk, "place"), by=who.standing(), at=MIDNIGHT + timedelta(hours=1))
    address = "/audit/odd/?from_on=2026-11-02&until_on=2026-11-02"
    narrow = person("guard", "安全员", "security_officer", institution_code=CLOUD_CENTRE).browser()
    wide = person("guards", "安全员乙", "security_officer", place_code=COUNTY).browser()
    for _ in ("read directly", "counted"):
        seen, all_seen = narrow.get(address).content.decode(), wide.get(address).content.decode()
        assert (mine.account.display_name in seen, other.account.display_name in seen) == (True, False)
        assert mine.account.display_name in all_seen
        assert other.account.display_name in all_seen
        seal()
    assert ReadingHour.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_a_reading_that_commits_late_is_shown_and_counted_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has one writer at a time: nothing commits late there")
    begun, may_commit = threading.Event(), threading.Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                read(READERS[0], 1, 1)
                begun.set()
                assert may_commit.wait(20)
        finally:
            connection.close()

    late = threading.Thread(target=slowly)
    late.start()
    assert begun.wait(20)
    read(READERS[0], 2, 2)
    seal()
    may_commit.set()
    late.join(20)
    assert [o.readings for o in kept().night] == [2]
    seal()
    assert [h.readings for h in ReadingHour.objects.all()] == [2]
    assert kept() == straight()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_sealers_at_once_count_each_reading_once(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has one writer at a time")
    monkeypatch.setattr(chain, "BATCH_ROWS", 3)
    for n in range(30):
        read(READERS[n % 4], n % 5, n * 7)
    seal_one = threading.Barrier(2)

    def sealer() -> None:
        try:
            seal_one.wait(20)
            seal()
        finally:
            connection.close()

    both = [threading.Thread(target=sealer) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(60)
    assert (Seal.objects.count(), sum(h.readings for h in ReadingHour.objects.all())) == (30, 30)
    assert kept() == straight()
