"""Taking rows out of the house: some at once, more only with somebody else's approval."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.people import AT, COUNTY, FAR_HILL, TODAY, Cast, person
from weijian.foundation.catalogue import actions
from weijian.foundation.catalogue.models import ExportRequest, ExportState
from weijian.foundation.catalogue.queries import exports
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Grant, Standing

pytestmark = pytest.mark.django_db
UNTIL = TODAY + timedelta(days=7)


def leader(username: str = "leader", place_code: str = COUNTY) -> Standing:
    return person(username, "负责人", "leader", place_code=place_code).standing()


def asked(people: Cast) -> ExportRequest:
    return actions.ask_for_export(known()["departments"], "q=科", 9000, "年度核对全县科室", by=people.standing(people.data_clerk_he), at=AT)


def test_few_rows_leave_at_once_and_the_trail_knows(people: Cast) -> None:
    actions.take_out(known()["departments"], 30, ("name",), "csv", free_rows=1000, by=people.standing(people.data_clerk_he), at=AT)
    assert Happening.objects.get().facts == {"register": "departments", "rows": 30, "format": "csv", "columns": ["name"], "request_id": None}


def test_many_rows_do_not_leave_unasked(people: Cast) -> None:
    with pytest.raises(Refusal, match="超过可直接导出的1000行"):
        actions.take_out(known()["departments"], 1001, ("name",), "csv", free_rows=1000, by=people.standing(people.data_clerk_he), at=AT)
    assert not Happening.objects.exists()


def test_an_approved_export_is_fetched_by_whoever_asked_until_its_last_day(people: Cast) -> None:
    request = actions.approve_export(asked(people).pk, UNTIL, by=leader(), at=AT)
    he = people.standing(people.data_clerk_he)
    actions.fetch_export(request, 9000, ("name",), "xlsx", free_rows=1000, by=he, at=AT + timedelta(days=7))
    assert [h.kind for h in Happening.objects.order_by("pk")] == ["ExportAsked", "ExportApproved", "RegisterExported"]
    with pytest.raises(Refusal, match="到期"):
        actions.fetch_export(request, 9000, ("name",), "xlsx", free_rows=1000, by=he, at=AT + timedelta(days=8))
    with pytest.raises(Refusal, match="只有申请人"):
        actions.fetch_export(request, 9000, ("name",), "xlsx", free_rows=1000, by=leader("other"), at=AT)


def test_what_has_outgrown_its_approval_is_asked_for_again(people: Cast) -> None:
    request, he = actions.approve_export(asked(people).pk, UNTIL, by=leader(), at=AT), people.standing(people.data_clerk_he)
    actions.fetch_export(request, 10_000, ("name",), "csv", free_rows=1000, by=he, at=AT)
    with pytest.raises(Refusal, match="远多于批准时的9000行"):
        actions.fetch_export(request, 10_001, ("name",), "csv", free_rows=1000, by=he, at=AT)


def test_what_still_waits_or_was_turned_down_is_not_fetched(people: Cast) -> None:
    request, he = asked(people), people.standing(people.data_clerk_he)
    with pytest.raises(Refusal, match="待批准"):
        actions.fetch_export(request, 9000, ("name",), "xlsx", free_rows=1000, by=he, at=AT)
    request = actions.turn_down_export(request.pk, "请按乡镇分别导出", by=leader(), at=AT)
    with pytest.raises(Refusal, match="未批准"):
        actions.fetch_export(request, 9000, ("name",), "xlsx", free_rows=1000, by=he, at=AT)
    with pytest.raises(Refusal, match="不能再批"):
        actions.approve_export(request.pk, UNTIL, by=leader("second"), at=AT)


def test_nobody_approves_her_own_export(people: Cast) -> None:
    both = Standing(people.data_clerk_he.account.pk, "何数据", (Grant("x", frozenset({"catalogue.export", "catalogue.approve_export"}), COUNTY),))
    request = actions.ask_for_export(known()["departments"], "", 9000, "年度核对全县科室", by=both, at=AT)
    with pytest.raises(Refusal, match="须由他人批准"):
        actions.approve_export(request.pk, UNTIL, by=both, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportRequest.objects.filter(pk=request.pk).update(state=ExportState.APPROVED, decided_by_id=request.asked_by_id, until_on=UNTIL)


def test_an_export_is_asked_for_with_a_reason(people: Cast) -> None:
    with pytest.raises(Refusal, match="没有写明理由"):
        actions.ask_for_export(known()["departments"], "", 9000, "用", by=people.standing(people.data_clerk_he), at=AT)


def test_a_leader_of_another_county_neither_sees_nor_approves_it(people: Cast) -> None:
    request, foreign = asked(people), leader("foreign", "429922")
    assert not exports(foreign).exists()
    with pytest.raises(Http404):
        actions.approve_export(request.pk, UNTIL, by=foreign, at=AT)
    assert exports(leader()).get() == request
    assert exports(people.standing(people.data_clerk_he)).get() == request
    assert not exports(people.standing(people.chief_chen)).exists()


def test_a_village_leader_does_not_let_a_countys_rows_go(people: Cast) -> None:
    with pytest.raises(Http404):
        actions.approve_export(asked(people).pk, UNTIL, by=leader("village", FAR_HILL), at=datetime(2026, 11, 2, tzinfo=AT.tzinfo))
    assert ExportRequest.objects.get().until_on is None
    assert date(2026, 11, 9) == UNTIL
