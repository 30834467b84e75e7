import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.accessibility.regions import Region, coordinates, points, regions, street
from weijian.engines.accessibility.served import Served, serve

CLOSE = 1e-6


def served(region: Region) -> Served:
    return serve(*region.bound())


@given(regions(), coordinates)
def test_opening_one_site_tells_exactly_the_cells_it_makes_nearer(region: Region, site: tuple[float, float]) -> None:
    before, after = region.seconds(), region.with_site(site).seconds()
    change = served(region).if_opened(points(region.network(), [site]))
    told = before.copy()
    told[change.cell] = change.after
    np.testing.assert_allclose(told, after, atol=CLOSE, rtol=0)
    np.testing.assert_allclose(change.before, before[change.cell], atol=CLOSE, rtol=0)
    assert (change.after < change.before).all()
    assert len(set(change.cell.tolist())) == len(change.cell)


@given(regions(), coordinates, st.integers(1, 60))
def test_within_a_limit_only_cells_inside_it_are_told_and_none_of_them_is_missing(region: Region, site: tuple[float, float], minutes: int) -> None:
    line = minutes * 60 + 0.5  # the walks are no round numbers
    whole = served(region).if_opened(points(region.network(), [site]))
    limited = served(region).if_opened(points(region.network(), [site]), limit_seconds=line)
    assert set(whole.cell[whole.after <= line]) <= set(limited.cell) <= set(whole.cell)


@given(regions(), coordinates)
def test_opening_and_closing_again_changes_nothing(region: Region, site: tuple[float, float]) -> None:
    now = served(region)
    again = now.opened(points(region.network(), [site])).closed(len(region.sites))
    np.testing.assert_allclose(again.nearest.seconds, now.nearest.seconds, atol=CLOSE, rtol=0)


@given(regions(), st.data())
def test_closing_one_site_gives_its_cells_to_the_next_nearest(region: Region, data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(region.sites) - 1))
    if len(region.sites) == 1:
        assert not np.isfinite(served(region).closed(0).nearest.seconds).any()
        return
    fewer = dataclasses.replace(region, sites=region.sites[:gone] + region.sites[gone + 1 :])
    np.testing.assert_allclose(served(region).closed(gone).nearest.seconds, fewer.seconds(), atol=CLOSE, rtol=0)
    lost = served(region).if_closed(gone)
    assert (lost.after > lost.before).all()


@given(regions())
def test_slower_roads_make_nobody_nearer(region: Region) -> None:
    on, cells, sites = region.bound()
    slower = on.turned(seconds=on.seconds * 1.5)
    before, after = serve(on, cells, sites), serve(slower, cells, sites)
    assert (before.compared(after).after > before.compared(after).before).all()


def test_who_comes_inside_the_line_and_who_falls_out_of_it() -> None:
    region = street(6)
    now = served(region)
    change = now.if_opened(points(region.network(), [region.nodes[0]]))
    assert change.newly_within(1).tolist() == [0, 1]
    later = now.opened(points(region.network(), [region.nodes[0]]))
    assert sorted(later.if_closed(0).no_longer_within(1).tolist()) == [4, 5]


def test_a_site_that_is_not_there_cannot_be_closed() -> None:
    with pytest.raises(ValueError, match="no such site"):
        served(street(3)).closed(5)
