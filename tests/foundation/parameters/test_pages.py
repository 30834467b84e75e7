"""An officer proposes by the page, a leader approves by the page, and anybody who may read sees why a value is what it is."""

import pytest

from tests.people import COMMISSION, COUNTY, Cast, Person, person
from weijian.foundation.parameters.definitions import known
from weijian.foundation.parameters.models import ParameterValue, PolicyDocument
from weijian.foundation.parameters.queries import setting

CODE = "people.lock_minutes"


@pytest.fixture
def leader(people: Cast) -> Person:
    return person("leader", "局长", "leader", place_code=COUNTY, institution_code=COMMISSION)


def propose(people: Cast, value: str = "45", **more: str) -> object:
    form = {"value": value, "from_on": "2026-11-02", "region_code": "", "document": "", "reason": "试点", **more}
    return people.chief_chen.browser().post(f"/parameters/{CODE}/propose/", form)


def test_every_parameter_of_every_room_opens(people: Cast) -> None:
    browser = people.chief_chen.browser()
    page = browser.get("/parameters/").content.decode()
    for code, parameter in known().items():
        assert parameter.zh in page
        assert browser.get(f"/parameters/{code}/").status_code == 200
        assert browser.get(f"/parameters/{code}/propose/").status_code == 200
    assert browser.get("/parameters/no.such/").status_code == 404


def test_a_proposal_waits_on_the_leader_s_page_and_holds_once_approved(people: Cast, leader: Person) -> None:
    propose(people)
    waiting = leader.browser().get("/parameters/").content.decode()
    assert all(word in waiting for word in ("待批准", "锁定时长", "陈科长", "试点"))
    proposal = ParameterValue.objects.get()
    leader.browser().post(f"/parameters/proposals/{proposal.pk}/approve/")
    assert setting(CODE, on=proposal.from_on).value == 45
    history = people.chief_chen.browser().get(f"/parameters/{CODE}/").content.decode()
    assert all(word in history for word in ("45", "已批准", "局长", "试点"))


def test_the_proposer_may_not_approve_and_may_withdraw(people: Cast) -> None:
    propose(people)
    proposal = ParameterValue.objects.get()
    browser = people.chief_chen.browser()
    assert browser.post(f"/parameters/proposals/{proposal.pk}/approve/").status_code == 403
    assert "撤回" in browser.get(f"/parameters/{CODE}/").content.decode()
    browser.post(f"/parameters/proposals/{proposal.pk}/withdraw/")
    assert ParameterValue.objects.get().state == "withdrawn"


def test_a_leader_rejects_with_a_reason_the_proposer_reads(people: Cast, leader: Person) -> None:
    propose(people)
    proposal = ParameterValue.objects.get()
    assert leader.browser().post(f"/parameters/proposals/{proposal.pk}/reject/", {"reason": ""}).status_code == 422
    leader.browser().post(f"/parameters/proposals/{proposal.pk}/reject/", {"reason": "依据不足"})
    assert "依据不足" in people.chief_chen.browser().get(f"/parameters/{CODE}/").content.decode()


def test_a_value_out_of_range_is_refused_with_its_bounds(people: Cast) -> None:
    page = propose(people, "99999")
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert "应在1至1440之间" in page.content.decode()  # type: ignore[attr-defined]


def test_a_program_is_told_the_value_of_a_region(people: Cast, leader: Person) -> None:
    propose(people, region_code=COUNTY)
    leader.browser().post(f"/parameters/proposals/{ParameterValue.objects.get().pk}/approve/")
    program = people.chief_chen.program()
    assert program.get(f"/parameters/{CODE}/").json()["value"] == 15
    told = program.get(f"/parameters/{CODE}/?region={COUNTY}").json()
    assert (told["value"], told["unit"], told["from_on"], told["source"]) == (45, "分钟", "2026-11-02", "试点")
    assert {p["code"] for p in program.get("/parameters/").json()} == set(known())


def test_a_document_is_registered_found_cited_and_corrected(people: Cast) -> None:
    browser = people.chief_chen.browser()
    form = {"number": "青卫发〔2026〕8号", "title": "账号管理办法", "issuer": "青禾县卫生健康局", "in_force_on": "2026-11-01", "link": "https://example.cn/8"}
    browser.post("/parameters/documents/register/", form)
    document = PolicyDocument.objects.get()
    propose(people, document=str(document.pk), reason="")
    page = browser.get(f"/parameters/documents/{document.pk}/").content.decode()
    assert all(word in page for word in ("账号管理办法", "https://example.cn/8", CODE))
    assert "账号管理办法" in browser.get("/parameters/documents/?q=8号").content.decode()
    assert "账号管理办法" not in browser.get("/parameters/documents/?q=没有").content.decode()
    browser.post(f"/parameters/documents/{document.pk}/correct/", {**form, "title": "账号与授权管理办法"})
    assert PolicyDocument.objects.get().title == "账号与授权管理办法"
    again = browser.post("/parameters/documents/register/", form)
    assert again.status_code == 422
    assert "已经登记" in again.content.decode()
