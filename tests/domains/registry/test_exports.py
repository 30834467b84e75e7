"""Residents leave the house by a purpose, another's approval, and masked unless that was asked for and approved."""

import csv
import stat
from datetime import date, timedelta
from typing import Any

import pytest

from tests.people import AT, CLOUD_TOWN, COUNTY, Cast, Person, person
from weijian.domains.registry.imports import leaving
from weijian.domains.registry.imports.exporting import fetch_residents, write_export
from weijian.domains.registry.imports.residents import check_residents
from weijian.domains.registry.models import Resident
from weijian.foundation.catalogue.actions import approve_export
from weijian.foundation.catalogue.models import ExportRequest
from weijian.foundation.happenings.models import Happening
from weijian.foundation.people.models import RoleGrant
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import the_house

UNTIL = local_day(AT) + timedelta(days=7)


@pytest.fixture(autouse=True)
def empty_folder(people: Cast) -> None:
    leaving.forget_expired(on=date.max)


def untold(words: str, count: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def clerk(people: Cast) -> Person:
    return person("he2", "何二", "data_clerk", place_code=COUNTY)


@pytest.fixture
def leader(people: Cast) -> Person:
    return person("chef2", "陈二", "leader", place_code=COUNTY)


def asked(who: Person, query: str = "", **typed: Any) -> ExportRequest:
    answer = who.browser().post(f"/residents/export/?{query}", {"reason": "核对全县老年人名册", **typed})
    assert answer.status_code == 302, answer.content.decode()
    return ExportRequest.objects.latest("pk")


def written(request: ExportRequest, who: Person, leader: Person, format: str = "csv") -> list[dict[str, str]]:
    approve_export(request.pk, UNTIL, by=leader.standing(), at=AT)
    write_export(request.pk, format, tell=untold, by=who.standing(), at=AT)
    with leaving.file_of(request.pk, "csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


FULL = {"unmasked": "on", "why_unmasked": "须逐户核对证件号码"}


def test_however_few_they_are_somebody_else_is_asked_for_a_purpose(people: Cast, clerk: Person) -> None:
    assert clerk.browser().post("/residents/export/", {"reason": ""}).status_code == 422
    held = asked(clerk)
    assert (held.register, held.state, held.unmasked) == ("residents", "asked", False)
    with pytest.raises(Refusal):
        write_export(held.pk, "csv", tell=untold, by=clerk.standing(), at=AT)
    assert clerk.browser().get(f"/residents/export/{held.pk}/").status_code == 422
    assert "居民" in clerk.browser().get("/registers/exports/").content.decode()


def test_nobody_approves_her_own_and_nobody_else_fetches(people: Cast, clerk: Person, leader: Person) -> None:
    held = asked(clerk)
    assert clerk.browser().post(f"/registers/exports/{held.pk}/approve").status_code == 403
    approve_export(held.pk, UNTIL, by=leader.standing(), at=AT)
    other = person("he3", "何三", "data_clerk", place_code=COUNTY)
    with pytest.raises(Refusal):
        write_export(held.pk, "csv", tell=untold, by=other.standing(), at=AT)
    with pytest.raises(Refusal):
        write_export(held.pk, "csv", tell=untold, by=clerk.standing(), at=AT + timedelta(days=30))


def test_it_is_masked_by_default(people: Cast, clerk: Person, leader: Person) -> None:
    rows = written(asked(clerk), clerk, leader)
    text = str(rows)
    assert len(rows) == Resident.objects.filter(residence="here").count() > 0
    for resident in Resident.objects.all():
        assert resident.name not in text
        assert not resident.phone or resident.phone not in text
        assert not resident.born_on or resident.born_on.isoformat() not in text
        assert all(d.number not in text for d in resident.documents.all())
    assert stat.S_IMODE(leaving.file_of(ExportRequest.objects.latest("pk").pk, "csv").stat().st_mode) == 0o600


def test_a_statistician_asks_for_masked_ones_only(people: Cast, leader: Person) -> None:
    counter = person("zhou2", "周二", "statistician", place_code=COUNTY)
    answer = counter.browser().post("/residents/export/", {"reason": "统计年报", **FULL})
    assert answer.status_code == 422
    assert "只能导出遮盖后的" in answer.content.decode()
    assert written(asked(counter), counter, leader)


def test_in_full_only_with_a_justification_that_the_approver_reads(people: Cast, clerk: Person, leader: Person) -> None:
    assert clerk.browser().post("/residents/export/", {"reason": "核对名册", "unmasked": "on"}).status_code == 422
    held = asked(clerk, **FULL)
    page = leader.browser().get(f"/registers/exports/{held.pk}/").content.decode()
    assert "完整个人信息，不遮盖" in page
    assert "须逐户核对证件号码" in page
    assert people.wang_guilan.name in {row["姓名"] for row in written(held, clerk, leader)}


def test_what_was_taken_out_in_full_comes_back_without_a_change(people: Cast, clerk: Person, leader: Person) -> None:
    held = asked(clerk, **FULL)
    written(held, clerk, leader)
    keyed = [r for r in Resident.objects.filter(residence="here") if r.client_key or r.documents.filter(ends_on__isnull=True).exists()]
    outcome = check_residents(leaving.file_of(held.pk, "csv"), by=the_house("test"), at=AT, processes=1)
    assert [f.as_json() for f in outcome.faults.in_order()] == []
    assert (outcome.added, outcome.corrected, outcome.unchanged) == (0, 0, len(keyed))


def test_the_filters_are_frozen_and_reach_no_farther_than_she_does(people: Cast, leader: Person) -> None:
    local = person("he4", "何四", "data_clerk", place_code=CLOUD_TOWN)
    held = asked(local, "age=65%2B&q=王桂兰&stay=here")
    assert "q=" not in held.query
    assert held.query == "age=65%2B&stay=here"
    rows = written(held, local, leader)
    assert all(row["居住村代码"].startswith(CLOUD_TOWN) for row in rows)
    RoleGrant.objects.filter(account=local.account).delete()
    with pytest.raises(Refusal):
        write_export(held.pk, "csv", tell=untold, by=local.standing(), at=AT)


def test_a_place_that_is_not_hers_is_nothing_and_never_everything(people: Cast, leader: Person) -> None:
    local = person("he5", "何五", "data_clerk", place_code=CLOUD_TOWN)
    assert local.browser().post("/residents/export/?place=429921101", {"reason": "核对名册"}).status_code == 404
    assert not ExportRequest.objects.exists()
    held = asked(local)
    ExportRequest.objects.update(query="place=429921101", row_count=9)
    assert written(held, local, leader) == []


def test_a_cancelled_export_leaves_nothing_behind(people: Cast, clerk: Person, leader: Person) -> None:
    held = asked(clerk)
    approve_export(held.pk, UNTIL, by=leader.standing(), at=AT)

    def stop(words: str, count: int, total: int) -> None:
        raise KeyboardInterrupt

    for format in ("csv", "xlsx"):
        with pytest.raises(KeyboardInterrupt):
            write_export(held.pk, format, tell=stop, by=clerk.standing(), at=AT)
    assert not list(leaving.file_of(held.pk, "csv").parent.glob(f"{held.pk}.*"))


def test_an_expired_file_is_deleted(people: Cast, clerk: Person, leader: Person) -> None:
    held = asked(clerk)
    written(held, clerk, leader)
    leaving.forget_expired(on=UNTIL)
    assert leaving.file_of(held.pk, "csv").exists()
    leaving.forget_expired(on=UNTIL + timedelta(days=1))
    assert not leaving.file_of(held.pk, "csv").exists()


def test_every_fetching_is_one_happening_without_personal_data(people: Cast, clerk: Person, leader: Person) -> None:
    held = asked(clerk)
    written(held, clerk, leader)
    before = Happening.objects.count()
    fetch_residents(held.__class__.objects.get(pk=held.pk), "csv", 3, by=clerk.standing(), at=AT)
    told = Happening.objects.latest("pk")
    assert Happening.objects.count() == before + 1
    assert (told.kind, told.facts["rows"], told.facts["request_id"]) == ("RegisterExported", 3, held.pk)
    assert people.wang_guilan.name not in str(told.facts)
