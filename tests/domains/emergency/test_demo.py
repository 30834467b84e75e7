"""The demo county's month of calls keeps every rule of the room, though most of it is written in bulk."""

from datetime import timedelta
from functools import cache

import pytest

from tests.people import AT
from weijian.cli.demo import store
from weijian.domains.emergency.models import Ambulance, AmbulanceCrew, EmergencyCall, EmergencyMission
from weijian.domains.emergency.queries.fleet import ambulances, fleet
from weijian.domains.emergency.queries.missions import neighbours_of, stamp_of
from weijian.domains.emergency.states import Stamp
from weijian.domains.registry.demo.county import County, generate
from weijian.domains.registry.demo.rows import silent
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db


@cache
def county() -> County:
    return generate(7, 2_000)


def test_the_month_is_whole_ordered_and_nobody_is_in_two_places() -> None:
    store(county(), by=the_house("test"), at=AT, tell=silent)
    assert EmergencyCall.objects.count() >= 300
    assert EmergencyCall.objects.filter(state="waiting").count() == 3
    assert EmergencyCall.objects.filter(state="unserved").exists()
    assert EmergencyMission.objects.filter(handed_over_at=None, stood_down_at=None).count() == 2
    _alone(list(EmergencyMission.objects.select_related("call")), "ambulance_id", "dispatched_at", lambda one: one.handed_over_at or one.stood_down_at or AT)
    crews = list(AmbulanceCrew.objects.all())
    for person in ("ambulance_id", "doctor_id", "nurse_id"):
        _alone(crews, person, "starts_at", lambda one: one.ends_at)
    for mission in EmergencyMission.objects.select_related("call"):
        for stamp in Stamp:
            at, (earlier, _e, later, _l) = stamp_of(mission, stamp), neighbours_of(mission, stamp)
            assert at is None or (earlier <= at <= AT and (later is None or at <= later)), (mission.pk, stamp)
    found = fleet(AT, ambulances())
    assert len(found.lines) == Ambulance.objects.count()
    assert 0 < found.ready < len(found.lines)
    assert {lack for line in found.lines for lack in line.lacks} >= {"out_of_service", "no_crew", "check_failed", "check_expired", "on_mission"}


def _alone(rows: list, who: str, begins: str, ends) -> None:  # type: ignore[no-untyped-def, type-arg]
    """No two rows of one vehicle or person share a moment."""
    last = {}
    for one in sorted(rows, key=lambda row: getattr(row, begins)):
        key = getattr(one, who)
        if key is not None:
            assert last.get(key, AT - timedelta(days=400)) <= getattr(one, begins), (who, one.pk)
            last[key] = ends(one)
