"""Who lives together, and in which grid."""

import pytest

from tests.people import AT, FAR_HILL, Cast
from weijian.domains.registry.actions.households import found_household, join_household, leave_household, put_household_in_grid, split_household
from weijian.domains.registry.actions.population import end_grid, open_grid
from weijian.domains.registry.models import Grid, Household, Resident
from weijian.kernel.refusal import Refusal


def home_of(people: Cast) -> Household:
    assert people.wang_guilan.household
    return people.wang_guilan.household


def test_the_son_gets_a_household_of_his_own_in_the_same_grid(people: Cast) -> None:
    made = split_household(home_of(people), [people.her_son.pk], people.her_son.pk, "远山村1组4号", by=people.nurse_zhang.standing(), at=AT)
    son = Resident.objects.get(pk=people.her_son.pk)
    assert (son.household, son.relation_code, made.grid) == (made, "01", home_of(people).grid)
    assert made.code == f"{FAR_HILL}00002"
    assert Resident.objects.get(pk=people.wang_guilan.pk).household == home_of(people)


def test_a_household_is_not_emptied_by_splitting_it(people: Cast) -> None:
    both = [people.wang_guilan.pk, people.her_son.pk]
    with pytest.raises(Refusal, match="原户没有人了"):
        split_household(home_of(people), both, people.her_son.pk, "", by=people.nurse_zhang.standing(), at=AT)
    with pytest.raises(Refusal, match="没有选择"):
        split_household(home_of(people), [], 0, "", by=people.nurse_zhang.standing(), at=AT)


def test_a_stranger_is_not_split_off(people: Cast) -> None:
    with pytest.raises(Refusal, match="不都在这一户"):
        split_household(home_of(people), [people.a_townsman.pk], people.a_townsman.pk, "", by=people.nurse_zhang.standing(), at=AT)


def test_leaving_and_coming_back(people: Cast) -> None:
    by = people.nurse_zhang.standing()
    assert leave_household(people.her_son, by=by, at=AT).household is None
    assert join_household(people.her_son, home_of(people), "20", by=by, at=AT).household == home_of(people)


def test_a_household_of_another_village_is_moved_to_first(people: Cast) -> None:
    by = people.data_clerk_he.standing()
    with pytest.raises(Refusal, match="不在居民居住的村"):
        join_household(people.a_townsman, home_of(people), "99", by=by, at=AT)
    made = found_household(people.a_townsman, "河街1号", by=by, at=AT)
    assert made.village == people.a_townsman.village


def test_a_household_is_in_exactly_one_grid_of_its_village(people: Cast) -> None:
    by, officer = people.nurse_zhang.standing(), people.chief_chen.standing()
    second = open_grid(people.places[FAR_HILL], f"{FAR_HILL}002", "远山二组网格", by=officer, at=AT)
    assert put_household_in_grid(home_of(people), second.code, by=by, at=AT).grid == second
    with pytest.raises(Refusal, match="须在且只在一个网格"):
        put_household_in_grid(home_of(people), "", by=by, at=AT)
    with pytest.raises(Refusal, match="里还有1户"):
        end_grid(second, AT.date(), by=officer, at=AT)
    first = end_grid(Grid.objects.get(code=f"{FAR_HILL}001"), AT.date(), by=officer, at=AT)
    with pytest.raises(Refusal, match="或已停用"):
        put_household_in_grid(home_of(people), first.code, by=by, at=AT)
