"""Two statisticians decide about one figure, keep it or freeze it at the same moment, in two connections."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection, connections

from tests.people import AT, CLOUD_TOWN, COUNTY, TODAY, cast, person
from weijian.domains.governance.actions.computed import freeze_period, keep_computed
from weijian.domains.governance.actions.reading import HandedIn, confirm_candidate, hand_in_report, reject_candidate
from weijian.domains.governance.imports.freezing import computed_parts
from weijian.domains.governance.models import Candidate, Figure, FrozenCells, SourceReport
from weijian.domains.governance.queries import computed as ask
from weijian.domains.registry.models import Resident
from weijian.engines.indicators.period import Period
from weijian.engines.reading.read import read
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: the embedded database has one writer at a time"),
]
YEAR, LAST_YEAR = Period(date(2026, 1, 1), TODAY), Period(date(2025, 1, 1), date(2025, 12, 31))
T = TypeVar("T")
TEXT = "云岭乡2026年上半年工作\n家庭医生签约1860人。\n"


def test_one_decision_stands_and_the_other_is_told_of_it() -> None:
    people = cast()
    report = hand_in_report(HandedIn(TEXT, CLOUD_TOWN), read(TEXT), by=people.nurse_zhang.standing(), at=AT)
    first = Candidate.objects.filter(report=report).earliest("position")
    by = [person(f"tong{n}", f"童统计{n}", "statistician", place_code=COUNTY).standing() for n in range(2)]
    together = Barrier(2)

    def decide(who: Standing, confirms: bool) -> str:
        together.wait(timeout=10)
        try:
            (confirm_candidate if confirms else reject_candidate)(first, version=1, by=who, at=AT)
        except Refusal as no:
            return no.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as two:
        answers = sorted(two.map(decide, by, (True, False)))
    assert answers == ["GOV-03", "done"]
    assert Figure.objects.count() == (1 if Candidate.objects.get(pk=first.pk).state == "confirmed" else 0)


def test_the_same_report_handed_in_twice_at_once_is_there_once() -> None:
    people = cast()
    together, reading = Barrier(2), read(TEXT)

    def hand_in(_: int) -> int:
        together.wait(timeout=10)
        try:
            return hand_in_report(HandedIn(TEXT, CLOUD_TOWN), reading, by=people.nurse_zhang.standing(), at=AT).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as two:
        assert len(set(two.map(hand_in, range(2)))) == 1
    assert SourceReport.objects.count() == 1


def raced(deeds: Sequence[Callable[[], T]]) -> list[T]:
    together = Barrier(len(deeds))

    def run(deed: Callable[[], T]) -> T:
        together.wait(timeout=10)
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_computed_figures_kept_by_two_at_once_are_there_once_and_both_have_them() -> None:
    people = cast()
    found, by = ask.computed_in(COUNTY, YEAR, at=AT), people.chief_chen.standing()
    both = raced([lambda: keep_computed(COUNTY, YEAR, found, by=by, at=AT), lambda: keep_computed(COUNTY, YEAR, found[::-1], by=by, at=AT)])
    assert both[0] == both[1]
    assert Figure.objects.count() == len(both[0]) > 20


def test_a_figure_that_changed_is_replaced_once_by_two_who_keep_it_at_once() -> None:
    people = cast()
    by = people.chief_chen.standing()
    (old,) = keep_computed(COUNTY, YEAR, ask.computed_in(COUNTY, YEAR, codes=["registry.people"], at=AT), by=by, at=AT)
    Resident.objects.filter(pk=people.wang_guilan.pk).update(residence="dead", died_on=date(2026, 6, 1))
    found = ask.computed_in(COUNTY, YEAR, codes=["registry.people"], at=AT)
    ((one,), (other,)) = raced([lambda: keep_computed(COUNTY, YEAR, found, by=by, at=AT)] * 2)
    old.refresh_from_db()
    assert one == other == old.replaced_by
    assert set(Figure.objects.filter(withdrawn_at__isnull=True)) == {one}


def test_a_period_frozen_by_two_at_once_is_frozen_once_and_the_other_is_told() -> None:
    people = cast()
    parts, by = computed_parts(LAST_YEAR, lambda *_: None), people.chief_chen.standing()

    def freeze() -> str:
        try:
            return str(len(freeze_period(LAST_YEAR, parts, by=by, at=AT)))
        except Refusal as no:
            return no.code

    assert sorted(raced([freeze] * 2)) == [str(len(parts)), "GOV-83"]
    assert FrozenCells.objects.count() == len(parts)
