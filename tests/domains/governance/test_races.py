"""Two statisticians decide about one figure at the same moment, in two connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.people import AT, CLOUD_TOWN, COUNTY, cast, person
from weijian.domains.governance.actions.reading import HandedIn, confirm_candidate, hand_in_report, reject_candidate
from weijian.domains.governance.models import Candidate, Figure, SourceReport
from weijian.engines.reading.read import read
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: the embedded database has one writer at a time"),
]
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
