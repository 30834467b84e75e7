"""Projects as figures: how many are approved and opened, how many milestones keep their days, how much of the money has come."""

from datetime import date

import pytest

from tests.domains.planning.works import approved, met, moment, planned
from tests.people import AT, COUNTY, TODAY, Cast
from weijian.domains.governance.queries import computed as ask
from weijian.domains.planning.actions.projects import cancel_project, commission_project, set_funding
from weijian.domains.planning.api import behind
from weijian.domains.planning.models import CapitalProject
from weijian.engines.indicators.period import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def figure(code: str) -> tuple[object, object]:
    own = ask.computed_in(COUNTY, YEAR, codes=[code], at=AT)[0].own
    assert own
    return own.numerator, own.denominator


@pytest.fixture
def works(people: Cast) -> Cast:
    """One opened (started five days early, topped out in time), one only planned, one given up after its approval."""
    by = people.chief_chen.standing()
    opened = met(approved(people, by), by, 开工=date(2026, 2, 24), 封顶=date(2026, 9, 5), 竣工验收=date(2026, 10, 1))
    set_funding(opened, "county", 1_000_000_000_000, 700_000_000_000, by=by, at=AT)
    commission_project(opened, date(2026, 11, 1), by=by, at=moment(TODAY))
    planned(people, by, code="P2", name="另一个")
    given_up = approved(people, by, code="P3", name="第三个")
    set_funding(given_up, "county", 5_000_000_000, 0, by=by, at=AT)
    cancel_project(given_up, "规划调整", by=by, at=AT)
    return people


def test_projects_are_counted_once_approved_and_until_given_up(works: Cast) -> None:
    assert figure("planning.projects")[0] == 1
    assert figure("planning.projects_opened")[0] == 1


def test_milestones_keep_their_planned_days_or_not(works: Cast) -> None:
    """Of this year's days: two starts (one met early), two toppings out (one met four days late)."""
    assert figure("planning.milestones_in_time") == (1, 4)


def test_money_that_came_is_of_the_money_planned(works: Cast) -> None:
    assert figure("planning.funds_arrived") == (700_000_000_000, 1_000_000_000_000)


def test_behind_a_figure_stand_the_projects_she_may_see(works: Cast) -> None:
    keys = list(CapitalProject.objects.order_by("pk").values_list("pk", flat=True))
    seen = behind("capital_projects", keys, works.chief_chen.standing(), at=AT)
    assert seen is not None
    assert ([row.words for row in seen.rows], seen.hidden) == (["远山分院", "另一个", "第三个"], 0)
    foreign = behind("capital_projects", keys, works.foreigner.standing(), at=AT)
    assert foreign is not None
    assert (list(foreign.rows), foreign.hidden) == ([], 3)
    assert behind("posts_held", keys, works.chief_chen.standing(), at=AT) is None
