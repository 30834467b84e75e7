"""When a project will be done, going by where it stands."""

from datetime import date

import pytest

from weijian.domains.planning.rules.forecast import Ahead, forecast_of
from weijian.domains.planning.states import StageKind as K

ON = date(2026, 6, 30)
START, TOP, ACCEPTED, OPEN = date(2026, 1, 1), date(2026, 5, 1), date(2026, 9, 1), date(2026, 10, 1)


def stages(top_met: date | None = None, top_told: date | None = None, accepted_told: date | None = None) -> dict[int, Ahead]:
    return {
        1: Ahead(K.START, START, START), 2: Ahead(K.TOP_OUT, TOP, top_met, top_told, after=1), 3: Ahead(K.ACCEPTANCE, ACCEPTED, None, accepted_told, after=2),
        4: Ahead(K.COMMISSIONING, OPEN, after=3),
    }


@pytest.mark.parametrize(
    ("title", "facts", "opens"),
    [
        ("封顶按期，投用仍按计划", stages(top_met=TOP), OPEN),
        ("封顶推迟31天，间隔不变，投用也推迟31天", stages(top_met=date(2026, 6, 1)), date(2026, 11, 1)),
        ("封顶提前30天，投用也提前30天", stages(top_met=date(2026, 4, 1)), date(2026, 9, 1)),
        ("封顶已过计划还没有完成，从今天算起", stages(), date(2026, 11, 30)),
        ("报了预计封顶日，从其报", stages(top_told=date(2026, 7, 31)), date(2026, 12, 31)),
        ("报的预计日已过，从今天算起", stages(top_told=date(2026, 6, 15)), date(2026, 11, 30)),
        ("验收另报了预计日", stages(top_met=date(2026, 6, 1), accepted_told=date(2026, 9, 1)), OPEN),
        ("另报的验收日早于推算的封顶日，不早于封顶", stages(top_told=date(2026, 9, 15), accepted_told=date(2026, 9, 1)), date(2026, 10, 15)),
    ],
)
def test_the_opening_is_reckoned_from_where_the_work_stands(title: str, facts: dict[int, Ahead], opens: date) -> None:
    assert forecast_of(facts, ON)[4] == opens, title


def test_a_stage_that_names_none_before_it_waits_for_the_one_that_must_precede_it() -> None:
    facts = {9: Ahead(K.COMMISSIONING, OPEN), 2: Ahead(K.ACCEPTANCE, ACCEPTED), 1: Ahead(K.START, START, date(2026, 2, 1))}
    assert forecast_of(facts, ON) == {1: date(2026, 2, 1), 2: date(2026, 10, 2), 9: date(2026, 11, 1)}


def test_another_milestone_that_names_none_keeps_its_own_plan() -> None:
    facts = {1: Ahead(K.START, START, date(2026, 3, 1)), 2: Ahead(K.OTHER, date(2026, 8, 1)), 3: Ahead(K.OTHER, date(2026, 4, 1))}
    assert forecast_of(facts, ON) == {1: date(2026, 3, 1), 2: date(2026, 8, 1), 3: ON}


def test_a_day_beyond_the_calendar_ends_where_the_calendar_does() -> None:
    facts = {1: Ahead(K.START, START, date(2026, 3, 1)), 2: Ahead(K.OTHER, date.max, after=1)}
    assert forecast_of(facts, ON)[2] == date.max


def test_milestones_that_wait_for_each_other_do_not_hang_the_page() -> None:
    facts = {1: Ahead(K.OTHER, date(2026, 8, 1), after=2), 2: Ahead(K.OTHER, date(2026, 9, 1), after=1)}
    assert set(forecast_of(facts, ON)) == {1, 2}


def test_a_later_stage_never_comes_before_the_one_it_waits_for() -> None:
    for told in (None, date(2026, 7, 2), date(2026, 12, 24)):
        found = forecast_of(stages(top_told=told), ON)
        assert found[1] <= found[2] <= found[3] <= found[4]
