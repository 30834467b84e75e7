"""Whatever is done in whatever order, the lake says what the tables say."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from tests.foundation.lake.plain import assert_lake_is_plain, refreshed
from tests.people import AT, COUNTY, EAST_WILLOW, FAR_HILL, HOSPITAL, cast
from weijian.domains.registry.models import BedCount, Institution, Place, Resident
from weijian.domains.workforce.models import Practitioner
from weijian.foundation.lake import capture

KINDS = st.sampled_from(["total", "open", "icu"])
VILLAGES = st.sampled_from([EAST_WILLOW, FAR_HILL, "429921101001", "429921202201"])
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("bed"), KINDS, st.integers(0, 500)),
        st.tuples(st.just("rebed"), st.integers(0, 5), st.integers(0, 500)),
        st.tuples(st.just("unbed"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("move"), st.integers(0, 9), VILLAGES),
        st.tuples(st.just("stand"), st.integers(0, 9), VILLAGES),
        st.tuples(st.just("recode"), VILLAGES, st.integers(0, 9)),
        st.tuples(st.just("staff"), st.sampled_from(["11", "21", "50"]), st.integers(0, 9)),
        st.tuples(st.just("refresh"), st.just(0), st.just(0)),
    ),
    max_size=10,
)
_numbers = count(1)


def done(deed: str, a: Any, b: Any) -> None:
    if deed == "bed":
        hospital, day = Institution.objects.get(code=HOSPITAL), AT.date() - timedelta(days=next(_numbers))
        BedCount.objects.create(institution=hospital, kind=a, approved=b, in_place=b, open=b, from_on=day)
    elif deed == "rebed":
        BedCount.objects.filter(pk__in=BedCount.objects.values("pk")[a:a + 2]).update(open=b)
    elif deed == "unbed":
        BedCount.objects.filter(pk__in=list(BedCount.objects.values_list("pk", flat=True)[a:a + 1])).delete()
    elif deed == "move":
        Resident.objects.filter(pk__in=list(Resident.objects.values_list("pk", flat=True)[a:a + 2])).update(village=village(b))
    elif deed == "stand":
        Institution.objects.filter(pk__in=list(Institution.objects.values_list("pk", flat=True)[a:a + 1])).update(place=village(b))
    elif deed == "recode":
        Place.objects.filter(pk=village(a).pk).update(code=f"{COUNTY}9{b:02d}{next(_numbers) % 1000:03d}")
    elif deed == "staff":
        Practitioner.objects.create(code=f"N{next(_numbers)}", name="新人", sex_code="1", category=a)
    else:
        refreshed()


def village(code: str) -> Place:
    """The one of that name, whatever its code is by now."""
    names = {EAST_WILLOW: "东柳村", FAR_HILL: "远山村", "429921101001": "河街社区", "429921202201": "云岭村"}
    return Place.objects.get(name=names[code])


@pytest.mark.usefixtures("few_tables")
class AnyOrderOfDeeds(TransactionTestCase):
    @given(DEEDS)
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def test_of_deeds_and_refreshes_leaves_a_lake_that_says_what_the_tables_say(self, deeds: list[tuple[str, Any, Any]]) -> None:
        capture.take_down()
        cast()
        refreshed()
        for deed in deeds:
            done(*deed)
            assert_lake_is_plain("beds", "residents", "institutions", "places", "practitioners")
        assert_lake_is_plain()
        refreshed()
        assert_lake_is_plain()
