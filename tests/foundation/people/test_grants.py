import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from tests.people import CLOUD_CENTRE, CLOUD_TOWN, FAR_HILL, HOSPITAL, RIVER_TOWN, TODAY, Cast
from weijian.foundation.happenings.models import Happening
from weijian.foundation.people import actions
from weijian.foundation.people.models import GrantKind
from weijian.foundation.people.standing import standing_of
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Grant, Standing, the_house

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BY = the_house("test")
MAY_GRANT = frozenset({"people.grant.write"})

pytestmark = pytest.mark.django_db


def test_a_granted_role_gives_its_capabilities_from_its_first_day_on() -> None:
    account = actions.open_account("li", "李医生", "x", by=BY, at=AT)
    actions.grant_role(account, "village_doctor", place_code="429921101201", from_on=date(2026, 11, 2), by=BY, at=AT)
    assert not standing_of(account, on=date(2026, 11, 1)).may("registry.resident.read")
    assert standing_of(account, on=date(2026, 11, 2)).reaches("registry.resident.read", "429921101201")
    assert [h.kind for h in Happening.objects.order_by("pk")] == ["AccountOpened", "RoleGranted"]


def test_an_administrator_cannot_also_be_auditor() -> None:
    account = actions.open_account("wu", "吴管理", "x", by=BY, at=AT)
    actions.grant_role(account, "administrator", from_on=date(2026, 1, 1), by=BY, at=AT)
    with pytest.raises(Refusal, match="不得由同一人担任"):
        actions.grant_role(account, "auditor", from_on=date(2026, 1, 1), by=BY, at=AT)


def test_nobody_gives_herself_a_role() -> None:
    account = actions.open_account("wu", "吴管理", "x", by=BY, at=AT)
    herself = Standing(account.pk, "吴管理", (Grant("security_officer", frozenset({"people.grant.write"})),))
    with pytest.raises(Refusal, match="不能给自己授权"):
        actions.grant_role(account, "doctor", from_on=date(2026, 1, 1), by=herself, at=AT)


def test_roles_kept_apart_may_follow_one_another() -> None:
    account = actions.open_account("wu", "吴管理", "x", by=BY, at=AT)
    actions.grant_role(account, "administrator", from_on=date(2026, 1, 1), ends_on=date(2026, 6, 30), by=BY, at=AT)
    actions.grant_role(account, "auditor", from_on=date(2026, 7, 1), by=BY, at=AT)
    with pytest.raises(Refusal, match="不得由同一人担任"):
        actions.grant_role(account, "security_officer", from_on=date(2026, 6, 1), ends_on=date(2026, 6, 2), by=BY, at=AT)


def test_a_secondment_ends_by_itself_and_a_revoked_role_at_once() -> None:
    account = actions.open_account("zhou", "周护士", "x", by=BY, at=AT)
    with pytest.raises(Refusal, match="派驻授权必须写明结束日期"):
        actions.grant_role(account, "nurse", from_on=date(2026, 11, 2), kind=GrantKind.SECONDMENT, by=BY, at=AT)
    seconded = actions.grant_role(account, "nurse", from_on=date(2026, 11, 2), ends_on=date(2026, 11, 30), kind=GrantKind.SECONDMENT, by=BY, at=AT)
    assert standing_of(account, on=date(2026, 11, 30)).roles == {"nurse"}
    assert standing_of(account, on=date(2026, 12, 1)).roles == frozenset()
    actions.revoke_role(seconded, by=BY, at=AT)
    assert standing_of(account, on=date(2026, 11, 3)).roles == frozenset()
    with pytest.raises(Refusal, match="已经收回"):
        actions.revoke_role(seconded, by=BY, at=AT)


def test_a_security_officer_grants_only_within_her_reach(people: Cast) -> None:
    officer = actions.open_account("officer", "安全员", "x", by=BY, at=AT)
    of_the_township = Standing(officer.pk, "安全员", (Grant("security_officer", MAY_GRANT, place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE),))
    account = actions.open_account("new", "新人", "x", by=BY, at=AT)
    actions.grant_role(account, "nurse", place_code=FAR_HILL, from_on=TODAY, by=of_the_township, at=AT)
    actions.grant_role(account, "hospital_clerk", institution_code=CLOUD_CENTRE, from_on=TODAY, by=of_the_township, at=AT)
    actions.grant_role(account, "village_doctor", institution_code="V02202", from_on=TODAY, by=of_the_township, at=AT)
    for beyond in ({"place_code": RIVER_TOWN}, {"institution_code": HOSPITAL}, {}):
        with pytest.raises(Refusal, match="超出您所管辖的"):
            actions.grant_role(account, "nurse", from_on=TODAY, by=of_the_township, at=AT, **beyond)
    with pytest.raises(Refusal, match="没有代码为“9999”的区划"):
        actions.grant_role(account, "nurse", place_code="9999", from_on=TODAY, by=Standing(officer.pk, "安全员", (Grant("x", MAY_GRANT),)), at=AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_of_two_grants_given_at_once_the_one_that_must_be_kept_apart_is_refused() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has one writer at a time")
    account = actions.open_account("wu", "吴管理", "x", by=BY, at=AT)
    barrier, outcomes = threading.Barrier(3), []

    def give(role: str) -> None:
        try:
            barrier.wait(10)
            actions.grant_role(account, role, from_on=date(2026, 1, 1), by=BY, at=AT)
            outcomes.append(role)
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=give, args=(role,)) for role in ("administrator", "auditor", "security_officer")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(outcomes)[:2] == ["PEO-03", "PEO-03"]
    assert len(standing_of(account, on=date(2026, 1, 1)).roles) == 1
