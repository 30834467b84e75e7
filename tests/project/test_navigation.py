"""The navigation shows each post every way it may go, and no more than nine."""

import pytest

from weijian.foundation.people.roles import roles
from weijian.kernel.standing import Grant, Standing
from weijian.project.frame import NAVIGATION, WAYS, navigation, section


def post(role: str) -> Standing:
    return Standing(1, role, (Grant(role, roles()[role].capabilities),))


@pytest.mark.parametrize("role", sorted(roles()))
def test_no_post_has_more_ways_than_are_shown(role: str) -> None:
    standing = post(role)
    pages = [(way.section or (way,)) for way in WAYS]
    may = [ways for ways in pages if any(one.needs is None or standing.may(one.needs) for one in ways)]
    assert len(navigation(standing, "/")) == len(may) <= NAVIGATION


def test_a_dispatcher_goes_from_calls_to_readiness_and_times() -> None:
    shown = section(post("dispatcher"), "/emergency/vehicles/3/")
    assert [(str(item.label), item.active) for item in shown] == [("呼叫", False), ("备勤", True), ("急救时间", False)]
    assert [str(item.label) for item in navigation(post("dispatcher"), "/emergency/calls/") if item.active] == ["急救"]
    assert not [item for item in navigation(post("village_doctor"), "/") if str(item.label) == "急救"]


def test_an_officer_finds_the_parameters_beside_the_registers() -> None:
    shown = section(post("officer"), "/parameters/")
    assert [(str(item.label), item.active) for item in shown] == [("登记簿", False), ("参数", True)]
