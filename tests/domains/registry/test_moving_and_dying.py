"""Moving in, out and within the county; dying."""

from datetime import date

import pytest

from tests.people import AT, CLOUD_CENTRE, CLOUD_RIDGE, RIVER_STREET, TODAY, Cast
from weijian.domains.registry.actions.cards import issue_card, show_static_code, verify_card
from weijian.domains.registry.actions.groups import add_to_group
from weijian.domains.registry.actions.residents import move_resident, record_death
from weijian.domains.registry.models import Resident
from weijian.domains.registry.queries.residents import moves_of
from weijian.domains.registry.rules import MoveKind
from weijian.kernel.refusal import Refusal

YESTERDAY = date(2026, 11, 1)


def test_moving_to_the_next_village_keeps_the_record_number_and_leaves_the_household(people: Cast) -> None:
    ridge, centre = people.places[CLOUD_RIDGE], people.institutions[CLOUD_CENTRE]
    wang = move_resident(
        people.wang_guilan, MoveKind.WITHIN, YESTERDAY, village_id=ridge.pk, address="云岭村2组", managing=centre, by=people.nurse_zhang.standing(), at=AT,
    )
    assert (wang.village, wang.household, wang.managing, wang.record_number) == (ridge, None, centre, "42992120210200001")
    assert [(m.origin, m.destination) for m in moves_of(wang)] == [("远山村", "云岭村")]


def test_moving_out_and_back_in(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    assert move_resident(people.wang_guilan, MoveKind.OUT, YESTERDAY, destination="楚州市江北县", by=by, at=AT).residence == "gone"
    with pytest.raises(Refusal, match="状态是“迁出”"):
        move_resident(people.wang_guilan, MoveKind.OUT, TODAY, destination="别处", by=by, at=AT)
    back = move_resident(people.wang_guilan, MoveKind.IN, TODAY, village_id=people.places[CLOUD_RIDGE].pk, destination="楚州市江北县", by=by, at=AT)
    assert (back.residence, back.village.code) == ("here", CLOUD_RIDGE)


def test_moving_out_names_where_to(people: Cast) -> None:
    with pytest.raises(Refusal, match="没有填写迁往何处"):
        move_resident(people.wang_guilan, MoveKind.OUT, YESTERDAY, by=people.nurse_zhang.standing(), at=AT)


def test_nobody_moves_tomorrow_or_before_birth(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    for day in (date(2026, 11, 3), date(1940, 1, 1)):
        with pytest.raises(Refusal, match=r"日期"):
            move_resident(people.wang_guilan, MoveKind.OUT, day, destination="别处", by=by, at=AT)


def test_a_worker_of_the_other_township_moves_nobody_out_of_this_one(people: Cast) -> None:
    with pytest.raises(Refusal, match="不在您的管辖范围内"):
        move_resident(
            people.wang_guilan, MoveKind.WITHIN, YESTERDAY, village_id=people.places[RIVER_STREET].pk, by=people.other_nurse.standing(), at=AT,
        )


def test_death_closes_the_file_ends_the_groups_and_keeps_both(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    add_to_group(people.wang_guilan, "disabled", date(2024, 1, 1), "县残联2024年名册", by=by, at=AT)
    wang = record_death(people.wang_guilan, YESTERDAY, by=by, at=AT)
    assert (wang.residence, wang.died_on) == ("dead", YESTERDAY)
    assert [g.ends_on for g in wang.groups.all()] == [YESTERDAY]
    assert Resident.objects.filter(pk=wang.pk).exists()


def test_after_death_there_is_no_moving_no_group_no_card_and_no_second_death(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    card = issue_card(people.wang_guilan, by=by, at=AT)
    token = show_static_code(card, by=by, at=AT)
    record_death(people.wang_guilan, YESTERDAY, by=by, at=AT)
    for deed in (
        lambda: move_resident(people.wang_guilan, MoveKind.OUT, TODAY, destination="别处", by=by, at=AT),
        lambda: add_to_group(people.wang_guilan, "disabled", TODAY, "县残联", by=by, at=AT),
        lambda: record_death(people.wang_guilan, TODAY, by=by, at=AT),
    ):
        with pytest.raises(Refusal, match="状态是“死亡”"):
            deed()
    with pytest.raises(Refusal, match="持卡人的档案状态是“死亡”"):
        verify_card(token, "门诊一号窗", by=people.clerk_sun.standing(), at=AT)


def test_nobody_dies_before_birth_or_tomorrow(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    with pytest.raises(Refusal, match="死亡日期早于出生日期"):
        record_death(people.wang_guilan, date(1940, 1, 1), by=by, at=AT)
    with pytest.raises(Refusal, match="日期晚于今天"):
        record_death(people.wang_guilan, date(2026, 11, 3), by=by, at=AT)
