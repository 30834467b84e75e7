"""The electronic health card: issued, shown, verified, lost, replaced."""

from datetime import timedelta

import pytest
from django.core import signing

from tests.people import AT, Cast
from weijian.domains.registry.actions.cards import (
    issue_card,
    resume_card,
    revoke_card,
    show_dynamic_code,
    show_static_code,
    suspend_card,
    verify_card,
)
from weijian.domains.registry.actions.residents import move_resident
from weijian.domains.registry.models import CardCredential, HealthCard
from weijian.domains.registry.queries.cards import SALT
from weijian.domains.registry.rules import MoveKind
from weijian.kernel.refusal import Refusal

SECOND = timedelta(seconds=1)


@pytest.fixture
def card(people: Cast) -> HealthCard:
    return issue_card(people.wang_guilan, by=people.nurse_zhang.standing(), at=AT)


def test_a_resident_has_one_card_whose_index_says_nothing(people: Cast, card: HealthCard) -> None:
    assert "429921" not in card.index
    with pytest.raises(Refusal, match="已有电子健康卡"):
        issue_card(people.wang_guilan, by=people.nurse_zhang.standing(), at=AT)


def test_a_dynamic_code_is_good_for_a_minute_and_holds_nothing_of_her(people: Cast, card: HealthCard) -> None:
    token = show_dynamic_code(card, by=people.nurse_zhang.standing(), at=AT)
    assert signing.loads(token, salt=SALT) == [card.index[:24], int(AT.timestamp())]
    window = people.clerk_sun.standing()
    assert verify_card(token, "门诊一号窗", by=window, at=AT + 59 * SECOND).resident == people.wang_guilan
    with pytest.raises(Refusal, match="已过期"):
        verify_card(token, "门诊一号窗", by=window, at=AT + 61 * SECOND)


def test_a_dynamic_code_used_once_is_not_good_again(people: Cast, card: HealthCard) -> None:
    token, window = show_dynamic_code(card, by=people.nurse_zhang.standing(), at=AT), people.clerk_sun.standing()
    verify_card(token, "门诊一号窗", once=True, by=window, at=AT + SECOND)
    with pytest.raises(Refusal, match="已使用过一次"):
        verify_card(token, "门诊一号窗", once=True, by=window, at=AT + 2 * SECOND)


def test_a_code_scanned_without_a_line_is_verified_late_once_and_within_a_day(people: Cast, card: HealthCard) -> None:
    token, window = show_dynamic_code(card, by=people.nurse_zhang.standing(), at=AT), people.clerk_sun.standing()
    scanned_at = AT + 30 * SECOND
    late = verify_card(token, "下乡义诊", once=True, scanned_at=scanned_at, by=window, at=AT + timedelta(hours=5))
    assert (late.resident, late.trust.label) == (people.wang_guilan, "补核通过")
    with pytest.raises(Refusal, match="已使用过一次"):
        verify_card(token, "下乡义诊", once=True, scanned_at=scanned_at, by=window, at=AT + timedelta(hours=6))
    with pytest.raises(Refusal, match="已过期"):
        verify_card(token, "下乡义诊", scanned_at=scanned_at, by=window, at=AT + timedelta(hours=25))


def test_a_code_of_another_making_is_refused(people: Cast, card: HealthCard) -> None:
    token = show_dynamic_code(card, by=people.nurse_zhang.standing(), at=AT)
    for forged in (token[:-2] + "xx", "42992120210200001", "", signing.dumps([card.index[:24], int(AT.timestamp())], salt="another")):
        with pytest.raises(Refusal, match="不是本平台签发"):
            verify_card(forged, "门诊一号窗", by=people.clerk_sun.standing(), at=AT)


def test_a_printed_code_is_kept_as_a_digest_and_the_new_one_revokes_the_old(people: Cast, card: HealthCard) -> None:
    by, window = people.nurse_zhang.standing(), people.clerk_sun.standing()
    first = show_static_code(card, by=by, at=AT)
    assert not CardCredential.objects.filter(token_digest=first.encode()).exists()
    assert verify_card(first, "药房", by=window, at=AT + timedelta(days=300)).kind == "static"
    second = show_static_code(card, by=by, at=AT)
    with pytest.raises(Refusal, match="已作废"):
        verify_card(first, "药房", by=window, at=AT)
    assert verify_card(second, "药房", by=window, at=AT).resident == people.wang_guilan


def test_a_lost_card_is_good_for_nothing_until_it_is_found(people: Cast, card: HealthCard) -> None:
    by, window = people.nurse_zhang.standing(), people.clerk_sun.standing()
    token = show_static_code(card, by=by, at=AT)
    lost = suspend_card(card, "居民电话挂失", by=by, at=AT)
    with pytest.raises(Refusal, match="已挂失停用"):
        verify_card(token, "药房", by=window, at=AT)
    with pytest.raises(Refusal, match="已挂失停用"):
        show_dynamic_code(lost, by=by, at=AT)
    resume_card(lost, by=by, at=AT)
    assert verify_card(token, "药房", by=window, at=AT).resident == people.wang_guilan
    with pytest.raises(Refusal, match="不能恢复"):
        resume_card(lost, by=by, at=AT)


def test_a_replaced_card_has_another_index_and_none_of_the_old_codes(people: Cast, card: HealthCard) -> None:
    by, window = people.nurse_zhang.standing(), people.clerk_sun.standing()
    old, running = show_static_code(card, by=by, at=AT), show_dynamic_code(card, by=by, at=AT)
    fresh = revoke_card(card, "卡面泄露", reissue=True, by=by, at=AT)
    assert fresh.index != card.index
    for token in (old, running):
        with pytest.raises(Refusal):
            verify_card(token, "药房", by=window, at=AT)
    assert verify_card(show_dynamic_code(fresh, by=by, at=AT), "药房", by=window, at=AT).resident == people.wang_guilan


def test_a_revoked_card_is_issued_anew_and_not_suspended(people: Cast, card: HealthCard) -> None:
    by = people.nurse_zhang.standing()
    revoke_card(card, "居民要求注销", by=by, at=AT)
    with pytest.raises(Refusal, match="状态是“已注销”，不能挂失"):
        suspend_card(card, "丢失", by=by, at=AT)
    assert issue_card(people.wang_guilan, by=by, at=AT).revoked_at is None


def test_whoever_moved_away_gets_no_card(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    move_resident(people.wang_guilan, MoveKind.OUT, AT.date(), destination="别处", by=by, at=AT)
    with pytest.raises(Refusal, match="不在册"):
        issue_card(people.wang_guilan, by=by, at=AT)
