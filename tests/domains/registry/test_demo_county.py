"""The demo county itself, before anything is stored."""

import subprocess
import sys
from datetime import timedelta
from functools import cache

import numpy as np
import pytest

from weijian.domains.registry.demo.county import County, generate
from weijian.domains.registry.demo.people import FEWEST_RESIDENTS
from weijian.domains.registry.demo.places import FAR_HILL, HERMITAGE
from weijian.domains.registry.demo.pyramid import AS_OF
from weijian.domains.registry.demo.roads import CLASSES
from weijian.domains.registry.demo.terrain import lat_of, lon_of
from weijian.engines.accessibility.coverage import coverage
from weijian.engines.accessibility.network import Network, network_of_roads
from weijian.engines.accessibility.snap import snap
from weijian.engines.accessibility.speeds import DEFAULTS
from weijian.engines.accessibility.travel import nearest_from_cells
from weijian.foundation.people.roles import roles
from weijian.interop.roads.ways import MODES
from weijian.kernel.identity import IdentityKind, born_on_of, fault_in_identity, fault_in_identity_number, sex_code_of
from weijian.kernel.phones import fault_in_phone, is_mobile
from weijian.kernel.places import Level, compose_record_number, fault_in_place_code, fault_in_record_number, fault_in_urban_rural_class, level_of
from weijian.kernel.valuesets import ALL

SEED, RESIDENTS = 7, 20_000


@cache
def county() -> County:
    return generate(SEED, RESIDENTS)


def days(column: np.ndarray) -> list[object]:
    return column.astype(object).tolist()


def test_the_same_seed_makes_the_same_county_and_another_seed_another() -> None:
    assert generate(SEED, 2_000).digest == generate(SEED, 2_000).digest
    assert generate(SEED, 2_000).digest != generate(SEED + 1, 2_000).digest


def test_the_county_is_generated_without_a_database() -> None:
    asks = "import sys, weijian.domains.registry.demo.county as c; c.generate(1, 200); print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], check=True, capture_output=True, text=True).stdout.strip() == "False"


def test_more_residents_move_no_road_and_no_village() -> None:
    small = generate(SEED, 500)
    assert small.places.villages == county().places.villages
    assert np.array_equal(small.roads.lon, county().roads.lon)


def test_fewer_residents_than_a_county_can_have_are_not_taken() -> None:
    with pytest.raises(ValueError, match="at least"):
        generate(SEED, FEWEST_RESIDENTS - 1)


@pytest.mark.parametrize("residents", [FEWEST_RESIDENTS, 137, 1_000])
def test_even_a_tiny_county_is_whole(residents: int) -> None:
    tiny = generate(SEED, residents)
    assert len(tiny.people) == residents
    assert tiny.cells.people.sum() == tiny.people.here.sum()
    assert set(tiny.people.cast) == {"王桂兰", "李建国", "陈河生"}


def test_every_identity_number_is_sound_and_says_its_holders_birth_and_sex() -> None:
    who = county().people
    held = np.flatnonzero(who.identity != b"")
    for i, born in zip(held.tolist(), days(who.born[held]), strict=True):
        number = who.identity[i].decode()
        assert fault_in_identity_number(number, on=AS_OF) is None
        assert (born_on_of(number), sex_code_of(number)) == (born, "2" if who.woman[i] else "1")
        assert number.startswith("4299")
    assert len(np.unique(who.identity[held])) == len(held)


def test_who_has_no_identity_number_has_a_reason_or_a_birth_certificate_and_a_mother() -> None:
    who = county().people
    without = who.identity == b""
    reason = ~who.identity_absent.is_("")
    assert without.any()
    assert np.array_equal(without, reason | who.certificate)
    assert not (reason & who.certificate).any()
    newborn = np.flatnonzero(who.certificate)
    assert len(newborn)
    mothers = who.mother[newborn]
    assert (mothers >= 0).all()
    assert who.woman[mothers].all()
    assert (who.born[mothers] < who.born[newborn]).all()


def test_every_telephone_has_a_valid_shape_or_a_reason() -> None:
    who = county().people
    for number in who.phone[who.phone > 0][:2_000].tolist():
        assert fault_in_phone(str(number)) is None
        assert is_mobile(str(number))
    assert np.array_equal(who.phone == 0, ~who.phone_absent.is_(""))


def test_every_division_has_a_valid_code_under_its_parent() -> None:
    found = county().places.divisions
    codes = {d.code for d in found}
    for d in found[2:]:
        assert fault_in_place_code(d.code) is None
        assert d.code.startswith(d.parent)
        assert d.parent in codes
    assert len(codes) == len(found)
    assert {level_of(v.code) for v in county().places.villages} == {Level.VILLAGE}
    assert all(fault_in_urban_rural_class(v.urban_rural) is None for v in county().places.villages)
    assert len({v.name for v in county().places.villages}) == len(county().places.villages)


def test_there_are_sixteen_townships_and_some_two_hundred_and_twenty_villages() -> None:
    in_use = [d for d in county().places.divisions if d.ends_on is None]
    assert sum(d.level == 4 for d in in_use) == 16
    assert 210 <= len(county().places.villages) <= 235


def test_record_numbers_are_valid_and_none_is_given_twice() -> None:
    who, villages = county().people, county().places.villages
    numbers = [
        compose_record_number(villages[v].code[:6], villages[v].code[6:9], villages[v].segment, n)
        for v, n in zip(who.village.tolist(), who.record.tolist(), strict=True)
    ]
    assert all(fault_in_record_number(n) is None for n in numbers)
    assert len(set(numbers)) == len(who)
    segments = [(d.parent, d.segment) for d in county().places.divisions if d.segment]
    assert len(set(segments)) == len(segments)


def test_the_pyramid_is_that_of_a_county_of_today() -> None:
    who = county().people
    age, here = who.age_years(), who.here
    old = (age[here] >= 65).mean()
    ratio = (~who.woman[here]).sum() / who.woman[here].sum()
    by_decade = np.histogram(age[here], bins=np.arange(0, 111, 10))[0]
    assert 0.15 <= old <= 0.25
    assert 0.95 <= ratio <= 1.12
    assert by_decade.argmax() == 5
    assert 0.5 < who.woman[here & (age >= 80)].mean() < 0.75


def test_no_resident_is_left_without_village_household_and_head() -> None:
    who, homes = county().people, county().households
    assert np.array_equal(homes.village[who.household], who.village)
    heads = np.bincount(who.household[who.relation.is_("02")], minlength=len(homes))
    assert (heads == 1).all()
    assert np.array_equal(county().places.hamlets.village[homes.hamlet], homes.village)
    assert np.bincount(who.household).max() <= 12


def test_families_are_possible() -> None:
    who = county().people
    child = np.flatnonzero(who.mother >= 0)
    mothers_age = (who.born[child] - who.born[who.mother[child]]) / np.timedelta64(365, "D")
    assert mothers_age.min() > 15
    assert mothers_age.max() < 55
    assert np.array_equal(who.household[child], who.household[who.mother[child]])
    spouse = np.flatnonzero(who.spouse >= 0)
    assert (who.woman[spouse] != who.woman[who.spouse[spouse]]).all()
    assert np.array_equal(who.spouse[who.spouse[spouse]], spouse)
    children = np.flatnonzero(who.relation.is_("20") | who.relation.is_("30"))
    assert (who.born[children] > np.datetime64(AS_OF - timedelta(days=366 * 62))).all()


def test_nobody_dies_before_birth_or_after_today() -> None:
    who = county().people
    dead = who.residence.is_("dead")
    assert np.array_equal(dead, ~np.isnat(who.died))
    assert dead.any()
    assert (who.died[dead] >= who.born[dead]).all()
    assert (who.died[dead] <= np.datetime64(AS_OF)).all()


def test_groups_begin_in_life_and_end_after_they_begin() -> None:
    groups, who = county().history.groups, county().people
    assert (groups.from_on >= who.born[groups.resident]).all()
    ended = ~np.isnat(groups.ends_on)
    assert (groups.ends_on[ended] >= groups.from_on[ended]).all()
    pregnant = groups.resident[groups.group.is_("pregnant")]
    assert len(pregnant)
    assert who.woman[pregnant].all()
    pairs = groups.resident * 100 + groups.group.index
    assert len(np.unique(pairs)) == len(pairs)


def test_whoever_moved_out_is_not_here() -> None:
    moves, who = county().history.moves, county().people
    out = moves.resident[moves.kind.is_("out")]
    assert who.residence.is_("gone")[out].all()
    assert len(out) == who.residence.is_("gone").sum()


def test_coded_columns_hold_codes_of_their_value_sets_or_an_absence() -> None:
    who = county().people
    absences = {"unknown", "not_asked", "refused"}
    columns = (("nation", who.nation), ("marital_status", who.marital), ("education", who.education), ("abo", who.blood), ("household_relation", who.relation))
    for name, column in columns:
        assert all(code in ALL[name] for code in set(column.codes) - absences), name


def test_wang_guilan_lives_in_the_far_village_with_her_son() -> None:
    who = county().people
    wang, son = who.cast["王桂兰"], who.cast["李建国"]
    assert who.name[wang] == "王桂兰"
    assert county().places.villages[who.village[wang]].code == FAR_HILL
    assert who.household[wang] == who.household[son]
    assert who.mother[son] == wang
    assert who.conditions[wang] & 1
    chronic = county().history.groups
    assert wang in chronic.resident[chronic.group.is_("chronic")]


def test_institutions_of_every_level_stand_somewhere_and_some_have_changed() -> None:
    houses = county().institutions.houses
    kinds = {h.kind for h in houses}
    assert {"A100", "A210", "G100", "J100", "E100", "O100", "B100", "C210", "C220", "D600", "D211"} <= kinds
    assert all(k in ALL["institution_kind"] for k in kinds)
    assert len({h.code for h in houses}) == len(houses)
    villages = {v.code for v in county().places.villages}
    assert all(h.place in villages and h.sites for h in houses)
    assert sum(len(h.standings) > 1 for h in houses) >= 10
    for h in houses:
        starts = [s.from_on for s in h.standings]
        assert starts == sorted(set(starts))
        assert all(s.grade in ALL["institution_grade"] for s in h.standings)
    assert {"suspended", "closed"} <= {s.status for h in houses for s in h.standings}


def test_some_villages_have_no_clinic() -> None:
    villages = [v.code for v in county().places.villages if v.code[9:] >= "200"]
    served = {h.place for h in county().institutions.houses if h.kind == "D600" and h.operating}
    assert 0.03 < sum(v not in served for v in villages) / len(villages) < 0.3


def test_every_health_centre_in_a_consortium_is_in_one_at_a_time() -> None:
    today = [code for c in county().institutions.consortia for code, _, until in c.members if until is None]
    assert len(today) == len(set(today))
    assert any(until for c in county().institutions.consortia for _, _, until in c.members)


def test_everybody_on_the_staff_works_at_an_institution_of_the_county() -> None:
    houses = {h.code: h for h in county().institutions.houses}
    workers = county().staff.workers
    assert len({w.code for w in workers}) == len(workers)
    for w in workers:
        assert w.category in ALL["practitioner_category"]
        assert [p.kind for p in w.posts].count("main") == 1
        for p in w.posts:
            assert p.institution in houses
            assert not p.department or p.department in {n for n, _ in houses[p.institution].departments}
            assert p.ends_on is None or p.ends_on >= p.from_on


def test_the_cast_has_known_roles_and_nobody_holds_roles_kept_apart() -> None:
    plans = {a.username: a for a in county().staff.accounts}
    assert {"admin", "li", "zhang", "zhao", "zhou", "chen", "security", "auditor"} <= set(plans)
    for plan in plans.values():
        assert all(r in roles() for r in plan.roles)
        assert not any(roles()[r].apart_from & set(plan.roles) for r in plan.roles)
    assert {r for p in plans.values() for r in p.roles} >= {"statistician", "leader", "inspector", "hospital_clerk", "data_clerk", "administrator"}


def network(mode: str) -> Network:
    r = county().roads
    return network_of_roads(r.lon, r.lat, r.from_node, r.to_node, r.metres, r.road_class, CLASSES, DEFAULTS[mode], usable=(r.modes & MODES[mode]) > 0)


def unreached(mode: str) -> tuple[str, ...]:
    hamlets = county().places.hamlets
    at = county().cells.hamlet
    main = [h.sites[0] for h in county().institutions.houses if h.operating]
    graph = network(mode)
    cells = snap(graph, lon_of(hamlets.x[at]), lat_of(hamlets.y[at]))
    sites = snap(graph, lon_of(np.array([s.x for s in main])), lat_of(np.array([s.y for s in main])))
    times = nearest_from_cells(graph, cells, sites)
    ids = np.array([hamlets.name[h] if h == hamlets.cut_off else str(h) for h in at.tolist()], dtype=object)
    return coverage(ids, county().cells.people, times.seconds, 15.0).unreachable


def test_one_hamlet_is_out_of_a_cars_reach_and_nobody_is_out_of_reach_on_foot() -> None:
    assert unreached("car") == (HERMITAGE,)
    assert unreached("walk") == ()


def test_the_road_graph_is_of_a_countys_size_in_one_piece_but_for_that_hamlet() -> None:
    assert 8_000 <= len(county().roads.lon) <= 15_000
    assert set(county().roads.road_class.tolist()) == set(range(len(CLASSES)))
    assert network("walk").components == 1
    assert network("car").components == 2


def test_the_river_is_crossed_on_bridges_only() -> None:
    land, r = county().terrain, county().roads
    x, y = (r.lon - 112.20) * 111.32 * np.cos(np.radians(31.20)), (r.lat - 31.20) * 110.9
    east = land.east_of_river(x, y)
    crossing = np.flatnonzero(east[r.from_node] != east[r.to_node])
    assert 0 < len(crossing) <= 2 * r.bridges


@pytest.mark.parametrize("seed", [1, 2, 3, 20261124])
def test_other_seeds_make_sound_counties_too(seed: int) -> None:
    other = generate(seed, 1_000)
    r = other.roads
    usable = (r.modes & MODES["car"]) > 0
    car = network_of_roads(r.lon, r.lat, r.from_node, r.to_node, r.metres, r.road_class, CLASSES, DEFAULTS["car"], usable=usable)
    assert car.components == 2
    assert len(other.people) == 1_000
    assert all(fault_in_identity(IdentityKind.RESIDENT_ID, n.decode(), on=AS_OF) is None for n in other.people.identity.tolist() if n)
