"""A period that is over is frozen in the background: computed first, then written, once, with the lists behind its figures."""

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from django.db import connection
from django.utils.timezone import now

from tests.people import AT, COUNTY, Cast, cast, person
from weijian.domains.governance.imports import freezing
from weijian.domains.governance.imports.freezing import freeze
from weijian.domains.governance.models import FrozenCells
from weijian.domains.governance.queries import computed as ask
from weijian.domains.governance.queries.frozen import keep_list, list_kept
from weijian.domains.registry.models import Resident
from weijian.engines.indicators.period import Period
from weijian.foundation.jobs.models import Job
from weijian.foundation.jobs.progress import Progress
from weijian.foundation.jobs.work import kind_named
from weijian.foundation.jobs.worker import Worker
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing, the_house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("watches_taken_down")]
LAST_YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
ADDRESS, DAYS = "/governance/indicators/freeze/", {"from_on": "2025-01-01", "until_on": "2025-12-31"}


@pytest.fixture(autouse=True)
def people() -> Cast:
    return cast()


def frozen(by: Standing, period: Period = LAST_YEAR, told: list[tuple[str, int, int]] | None = None) -> list[FrozenCells]:
    heard = [] if told is None else told
    return freeze(period, by=by, at=AT, tell=lambda *said: heard.append(said))


def test_a_period_that_is_over_is_frozen_once_with_its_lists(people: Cast) -> None:
    by = people.chief_chen.standing()
    frozen(by)
    held = FrozenCells.objects.get(indicator_code="registry.aged_65")
    assert held.cells[""][0] == len(list_kept(held.lists["numerator"]))
    assert people.wang_guilan.pk in list_kept(held.lists["numerator"])
    Resident.objects.filter(pk=people.wang_guilan.pk).update(residence="dead", died_on=date(2025, 6, 1))
    assert people.wang_guilan.pk in list_kept(FrozenCells.objects.get(pk=held.pk).lists["numerator"])
    with pytest.raises(Refusal) as twice:
        frozen(by)
    with pytest.raises(Refusal) as too_early:
        frozen(by, Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert (twice.value.code, too_early.value.code) == ("GOV-83", "GOV-82")


def test_what_is_frozen_is_what_the_page_shows_place_by_place_and_the_lists_are_as_long(people: Cast) -> None:
    frozen(people.chief_chen.standing())
    for found in ask.computed_in(COUNTY, LAST_YEAR, at=AT):
        held = FrozenCells.objects.get(indicator_code=found.definition.code).cells
        assert found.own
        assert held.get(COUNTY.ljust(12, "0"), [0, 0])[0] == found.own.numerator
        assert {code: held.get(code, [0])[0] for code, _c in found.places} == {code: c.numerator for code, c in found.places}
    for held in FrozenCells.objects.filter(indicator_code__in=["registry.people", "registry.aged_65", "workforce.staff", "registry.institutions"]):
        above, below = held.cells[""]
        assert len(list_kept(held.lists["numerator"], size=10_000)) == above
        assert below is None or len(list_kept(held.lists["denominator"], size=10_000)) == below


def test_nothing_is_computed_inside_a_transaction(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []

    def keep_noting(keys: pa.Array) -> str:
        inside.append(connection.in_atomic_block)
        return keep_list(keys)

    monkeypatch.setattr(freezing, "keep_list", keep_noting)
    told: list[tuple[str, int, int]] = []
    frozen(people.chief_chen.standing(), told=told)
    assert len(inside) > len(ask.definitions())
    assert not any(inside)
    assert {words for words, _done, _of in told} == {"计算数字", "保存名单"}


def test_the_button_sets_the_worker_to_it_and_the_page_of_the_job_tells_how_it_went(people: Cast) -> None:
    browser = people.chief_chen.browser()
    answer = browser.post(ADDRESS, DAYS)
    job = Job.objects.get(kind="governance.freeze")
    assert answer["Location"] == f"/jobs/{job.pk}/"
    assert not FrozenCells.objects.exists()
    _work_until_done(job)
    assert FrozenCells.objects.count() == len(ask.definitions())
    assert set(FrozenCells.objects.values_list("frozen_by_name", flat=True)) == {"陈科长"}
    assert 'href="/governance/indicators/?from_on=2025-01-01&amp;until_on=2025-12-31"' in browser.get(f"/jobs/{job.pk}/").content.decode()


def _work_until_done(job: Job) -> None:
    worker = Worker(clock=now)
    while not job.ended and worker.run_next():
        job.refresh_from_db()
    assert (job.state, job.result["frozen"]) == ("done", len(ask.definitions()))


def test_whoever_may_not_is_told_at_once_and_no_work_is_begun(people: Cast) -> None:
    chief, of_township = people.chief_chen.program(), person("xiang", "乡统计", "statistician", place_code="429921101").program()
    assert chief.post(ADDRESS, {"from_on": "2026-01-01", "until_on": "2026-12-31"}).json()["code"] == "GOV-82"
    assert of_township.post(ADDRESS, DAYS).json()["code"] == "GOV-01"
    _frozen_before(people)
    assert chief.post(ADDRESS, DAYS).json()["code"] == "GOV-83"
    assert not Job.objects.filter(kind="governance.freeze").exists()


def test_a_freeze_that_is_cancelled_leaves_nothing_frozen(people: Cast) -> None:
    def tell(words: str, done: int, total: int) -> None:
        if words == "保存名单" and done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        freeze(LAST_YEAR, by=people.chief_chen.standing(), at=AT, tell=tell)
    assert not FrozenCells.objects.exists()


def test_a_frozen_list_is_opened_by_those_who_look_after_its_people(people: Cast) -> None:
    held = _frozen_before(people)
    Resident.objects.filter(pk=people.wang_guilan.pk).update(residence="dead", died_on=date(2025, 6, 1))
    address = f"/governance/indicators/registry.aged_65/frozen/{held.pk}/"
    told = people.chief_chen.program().get(f"{address}numerator/").json()
    assert len(told["rows"]) + told["hidden"] == held.cells[""][0]
    assert f"/residents/{people.wang_guilan.pk}/" in {row["href"] for row in told["rows"]}
    assert "定格" in people.chief_chen.browser().get(f"{address}numerator/").content.decode()
    assert f"{address}numerator/" in people.chief_chen.browser().get("/governance/indicators/registry.aged_65/").content.decode()
    assert people.chief_chen.program().get(f"{address}missing/").json()["code"] == "GOV-84"
    assert people.chief_chen.browser().get("/governance/indicators/registry.aged_65/frozen/999/numerator/").status_code == 404


def test_a_frozen_period_is_shown_as_it_was_frozen_beside_what_the_registers_tell_today(people: Cast) -> None:
    days, officer, whole = f"?from_on=2025-01-01&until_on=2025-12-31&place={COUNTY}", people.chief_chen, COUNTY.ljust(12, "0")
    own = officer.program().get(f"/governance/indicators/registry.aged_65/{days}").json()
    _frozen_before(people, {whole: [own["numerator"], own["denominator"]]})
    assert "已定格" in officer.browser().get(f"/governance/indicators/{days}").content.decode()
    FrozenCells.objects.all().delete()
    _frozen_before(people, {whole: [own["numerator"] + 1, own["denominator"] + 3]})
    above, below = own["numerator"] + 1, own["denominator"] + 3
    then = f"{100 * above / below:.2f}（{above} / {below}）"
    assert f"定格时 {then}" in officer.browser().get(f"/governance/indicators/{days}").content.decode()
    assert f"定格时 {then}" in officer.browser().get(f"/governance/indicators/registry.aged_65/{days}").content.decode()
    assert "定格时" not in officer.browser().get("/governance/indicators/?from_on=2026-01-01&until_on=2026-06-30").content.decode()


def _frozen_before(people: Cast, cells: dict[str, Any] | None = None) -> FrozenCells:
    held = {"cells": cells or {"": [1, 4]}, "lists": {"numerator": keep_list(pa.array([people.wang_guilan.pk]))}}
    days = {"from_on": LAST_YEAR.from_on, "until_on": LAST_YEAR.until_on}
    return FrozenCells.objects.create(indicator_code="registry.aged_65", **days, **held, frozen_by_name="陈科长", frozen_at=AT)


def test_a_city_shows_the_sum_of_what_was_frozen_of_its_counties(people: Cast) -> None:
    of_city = person("shi", "市统计", "statistician", place_code="42")
    counties = {"429921000000": [1, 4], "429922000000": [2, 4], "430101000000": [7, 9]}
    _frozen_before(people, {"": [99, 990], "?": [5, 6], "429921101000": [1, 4], **counties})
    page = of_city.browser().get("/governance/indicators/registry.aged_65/", {"place": "4299"}).content.decode()
    assert "37.50" in page
    assert "3 / 8" in page


def test_a_list_is_read_from_after_a_key_and_no_further_than_asked() -> None:
    digest = keep_list(pa.array([2, 3, 5, 7, 11]))
    assert list_kept(digest, size=2) == [2, 3]
    assert list_kept(digest, after=3, size=2) == [5, 7]
    assert list_kept(digest, after=11) == []
    assert keep_list(pa.array([2, 3, 5, 7, 11], pa.int32())) == digest


def test_in_january_the_year_that_ended_is_frozen_by_itself_and_once(people: Cast) -> None:
    job = kind_named("governance.freeze_year").do
    house, january = the_house("weijian worker"), datetime(2027, 1, 2, 1, 0, tzinfo=UTC)
    assert job({}, by=house, at=AT, progress=Progress(1, float)) is None
    assert job({}, by=house, at=january, progress=Progress(1, float)) == {"frozen": len(ask.definitions())}
    assert set(FrozenCells.objects.values_list("until_on", flat=True)) == {date(2026, 12, 31)}
    assert job({}, by=house, at=january, progress=Progress(1, float)) is None
