"""One proposes, another approves; a value holds from its day on, where it was approved for."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from tests import people as cast_of
from tests.people import COUNTY, RIVER_TOWN, TODAY, Cast, Person, person
from weijian.foundation.parameters import actions
from weijian.foundation.parameters.calendar import workdays
from weijian.foundation.parameters.models import ParameterValue, PolicyDocument
from weijian.foundation.parameters.queries import setting
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import the_house

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
CODE = "people.lock_minutes"


@pytest.fixture
def leader(people: Cast) -> Person:
    return person("leader", "局长", "leader", place_code=COUNTY, institution_code=cast_of.COMMISSION)


def proposed(people: Cast, typed: str = "30", from_on: date = TODAY, region_code: str = "", reason: str = "试点") -> ParameterValue:
    return actions.propose_value(CODE, typed, from_on=from_on, region_code=region_code, reason=reason, by=people.chief_chen.standing(), at=AT)


def test_a_proposed_value_holds_only_once_another_has_approved_it(people: Cast, leader: Person) -> None:
    proposal = proposed(people)
    assert setting(CODE, on=TODAY).value == 15
    actions.approve_value(proposal, by=leader.standing(), at=AT)
    assert setting(CODE, on=TODAY).value == 30
    assert setting(CODE, on=date(2026, 11, 1)).value == 15


def test_nobody_approves_her_own_proposal(people: Cast) -> None:
    proposal = proposed(people)
    with pytest.raises(Refusal, match="不能批准自己提出的参数"):
        actions.approve_value(proposal, by=people.chief_chen.standing(), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ParameterValue.objects.filter(pk=proposal.pk).update(state="approved", decided_by_id=proposal.proposed_by_id)


def test_a_region_s_own_value_wins_over_the_wider_one(people: Cast, leader: Person) -> None:
    for typed, region in (("20", COUNTY), ("40", RIVER_TOWN)):
        actions.approve_value(proposed(people, typed, region_code=region), by=leader.standing(), at=AT)
    assert setting(CODE, on=TODAY, region_code=cast_of.EAST_WILLOW).value == 40
    assert setting(CODE, on=TODAY, region_code=cast_of.FAR_HILL).value == 20
    assert setting(CODE, on=TODAY).value == 15


def test_an_officer_speaks_only_for_her_own_region(people: Cast) -> None:
    with pytest.raises(Refusal, match="超出您所管辖"):
        proposed(people, region_code="4301")


def test_a_proposal_needs_a_document_or_a_reason(people: Cast) -> None:
    with pytest.raises(Refusal, match="没有写明依据"):
        proposed(people, reason=" ")


def test_the_source_shown_is_the_document(people: Cast, leader: Person) -> None:
    document = actions.register_document(
        {"number": "青卫发〔2026〕8号", "title": "账号管理办法", "issuer": "青禾县卫生健康局"}, by=people.chief_chen.standing(), at=AT,
    )
    proposal = actions.propose_value(CODE, "30", from_on=TODAY, document=document, by=people.chief_chen.standing(), at=AT)
    actions.approve_value(proposal, by=leader.standing(), at=AT)
    assert setting(CODE, on=TODAY).source == "账号管理办法（青卫发〔2026〕8号）"


def test_a_value_is_validated_by_its_definition(people: Cast) -> None:
    with pytest.raises(Refusal, match="应在1至1440之间"):
        proposed(people, "0")


def test_two_values_of_one_day_are_not_both_approved(people: Cast, leader: Person) -> None:
    first, second = proposed(people, "20"), proposed(people, "25")
    actions.approve_value(first, by=leader.standing(), at=AT)
    with pytest.raises(Refusal, match="已有批准的取值"):
        actions.approve_value(second, by=leader.standing(), at=AT)
    with pytest.raises(Refusal, match="已有批准的取值"):
        proposed(people, "26")


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_of_two_values_of_one_day_approved_at_once_one_is_refused() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has one writer at a time")
    house, barrier, outcomes = the_house("test"), threading.Barrier(2), []
    proposals = [actions.propose_value(CODE, typed, from_on=TODAY, reason="试点", by=house, at=AT) for typed in ("20", "25")]

    def approve(proposal: ParameterValue) -> None:
        try:
            barrier.wait(10)
            actions.approve_value(proposal, by=house, at=AT)
            outcomes.append("approved")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(p,)) for p in proposals]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(outcomes) == ["PAR-15", "approved"]


def test_what_was_decided_stays_decided(people: Cast, leader: Person) -> None:
    proposal = proposed(people)
    with pytest.raises(Refusal, match="没有写明否决理由"):
        actions.reject_value(proposal, " ", by=leader.standing(), at=AT)
    actions.reject_value(proposal, "依据不足", by=leader.standing(), at=AT)
    with pytest.raises(Refusal, match="已经处理"):
        actions.approve_value(proposal, by=leader.standing(), at=AT)
    with pytest.raises(Refusal, match="已经处理"):
        actions.withdraw_value(proposal, by=people.chief_chen.standing(), at=AT)


def test_only_the_proposer_withdraws(people: Cast, leader: Person) -> None:
    proposal = proposed(people)
    with pytest.raises(Refusal, match="只有提出人可以撤回"):
        actions.withdraw_value(proposal, by=leader.standing(), at=AT)
    assert actions.withdraw_value(proposal, by=people.chief_chen.standing(), at=AT).state == "withdrawn"


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"title": ""}, "都要填写"),
    ({"in_force_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)}, "失效日期早于施行日期"),
    ({"link": "javascript:alert(1)"}, "原文地址应以"),
    ({"number": "甲〔2020〕1号"}, "已经登记"),
])
def test_a_document_is_registered_whole_once_and_with_a_plain_address(db: None, fields: dict[str, object], sentence: str) -> None:
    PolicyDocument.objects.create(number="甲〔2020〕1号", title="旧文件", issuer="甲")
    with pytest.raises(Refusal, match=sentence):
        actions.register_document({"number": "乙〔2026〕1号", "title": "新文件", "issuer": "乙", **fields}, by=the_house("test"), at=AT)


@pytest.mark.django_db
def test_local_days_extend_the_calendar_and_an_unannounced_year_is_refused() -> None:
    for code, value in (("calendar.local_days_off", ["2026-11-03"]), ("calendar.local_workdays", ["2026-11-07"])):
        ParameterValue.objects.create(code=code, from_on=date(2026, 1, 1), value=value, state="approved", proposed_at=AT)
    calendar = workdays(on=TODAY)
    assert [calendar.is_workday(date(2026, 11, d)) for d in (2, 3, 7, 8)] == [True, False, True, False]
    with pytest.raises(Refusal, match="2031年的放假安排尚未收录"):
        calendar.is_workday(date(2031, 1, 5))
    ParameterValue.objects.create(code="calendar.entered_years", from_on=date(2026, 1, 1), value=[2031], state="approved", proposed_at=AT)
    assert workdays(on=TODAY).is_workday(date(2031, 1, 6))
