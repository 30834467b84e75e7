"""What the room counts, and what planning makes of it: ambulances against those wanted, cover by stations that have one, hand-over times by township."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate, now

from tests.domains.emergency.garage import garage, rung, vehicle
from tests.domains.planning.folder import FILES, region_folder
from tests.people import AT, CLOUD_TOWN, COUNTY, FAR_HILL_CLINIC, HOSPITAL, TODAY, Cast, Person, person
from weijian.domains.emergency.actions import calls as deeds
from weijian.domains.emergency.actions import missions
from weijian.domains.emergency.api import behind
from weijian.domains.emergency.models import Ambulance, EmergencyMission
from weijian.domains.emergency.states import Stamp, StoodDown, Unserved, Validity
from weijian.domains.governance.queries import computed as ask
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.registry.models import Institution, InstitutionStanding
from weijian.engines.indicators.period import Period
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db


def figure(code: str, period: Period) -> tuple[object, object]:
    own = ask.computed_in(COUNTY, period, codes=[f"emergency.{code}"], at=AT)[0].own
    assert own
    return own.numerator, own.denominator


@pytest.fixture
def month(people: Cast) -> Cast:
    """Three valid calls, two of them answered (after 50 and 70 seconds; the first arrived after 12 minutes), one hoax."""
    at, by = now().replace(microsecond=0) - timedelta(hours=3), people.dispatcher_zhou.standing()
    first, second, third = garage(people, at)
    for number, one in enumerate((first, third)):
        call = rung(people, by, at)
        mission = missions.send_vehicle(call, one, "", by=by, at=at + timedelta(seconds=50 + 20 * number))
        missions.stamp_mission(mission, missions.NewStamp(Stamp.DEPARTED, at + timedelta(minutes=2 + 4 * number)), by=by, at=now())
        if not number:
            missions.stamp_mission(mission, missions.NewStamp(Stamp.ARRIVED, at + timedelta(minutes=12)), by=by, at=now())
    deeds.leave_unserved(rung(people, by, at), Unserved.NO_VEHICLE, "", by=by, at=at)
    deeds.set_aside_call(rung(people, by, at), Validity.HOAX, None, by=by, at=at)
    Ambulance.objects.filter(pk=second.pk).update(ends_on=date(2021, 1, 1))
    return people


def test_calls_vehicles_and_times_are_figures(month: Cast) -> None:
    today = localdate()
    period = Period(today - timedelta(days=2), today)
    assert figure("calls", period)[0] == 3
    assert figure("calls_served", period) == (2, 3)
    assert figure("dispatched_in_time", period) == (1, 2)
    assert figure("departed_in_time", period) == (1, 2)
    assert figure("response", period) == (720, 1)
    assert figure("ambulances", period)[0] == 2
    assert figure("ambulance_rate", period) == (2, 5000)
    assert figure("calls", Period(date(2020, 1, 1), date(2020, 12, 31)))[0] == 0


def test_behind_a_figure_stand_the_calls_she_may_see(month: Cast) -> None:
    keys = list(EmergencyMission.objects.values_list("call_id", flat=True))
    seen = behind("emergency_calls_dated", keys, month.chief_chen.standing(), at=AT)
    assert seen
    assert (len(list(seen.rows)), seen.hidden) == (2, 0)
    foreign = behind("emergency_calls_dated", keys, month.foreigner.standing(), at=AT)
    assert foreign
    assert (list(foreign.rows), foreign.hidden) == ([], 2)
    assert behind("posts_held", keys, month.chief_chen.standing(), at=AT) is None
    assert [row.words for row in behind("ambulances", [one.pk for one in Ambulance.objects.all()], month.chief_chen.standing(), at=AT).rows]  # type: ignore[union-attr]


def test_the_chain_has_its_hand_over_times_or_says_there_are_none(month: Cast) -> None:
    by, mission = month.dispatcher_zhou.standing(), EmergencyMission.objects.earliest("pk")
    call_at = mission.call.received_at
    page = month.chief_chen.browser().get("/planning/emergency/network/").content.decode()
    assert page.count("还没有任务") == 2, "no responder and no hospital yet: neither township has a time"
    clinic, hospital = month.institutions[FAR_HILL_CLINIC], month.institutions[HOSPITAL]
    for stamp, minutes, where in ((Stamp.RESPONDER, 7, clinic), (Stamp.AT_HOSPITAL, 40, hospital), (Stamp.HANDED_OVER, 52, hospital)):
        missions.stamp_mission(mission, missions.NewStamp(stamp, call_at + timedelta(minutes=minutes), where), by=by, at=now())
    found = {one["code"]: one["handover_seconds"] for one in month.chief_chen.program().get("/planning/emergency/network/").json()["townships"]}
    assert found[CLOUD_TOWN]["village_to_station"] == {"number": 1, "median": 300, "p90": 300}
    assert found[CLOUD_TOWN]["station_to_centre"]["median"] == 2400
    page = month.chief_chen.browser().get("/planning/emergency/network/").content.decode()
    assert "村→站 5 分（1 次）" in page
    assert page.count("还没有任务") == 1
    for day in ("0001-01-01", "9999-12-31", "x"):
        assert month.chief_chen.browser().get("/planning/emergency/network/", {"on": day}).status_code == 200


STATIONS = FILES["institutions.csv"] + "E00001,青禾县急救中心,112.20,31.20,急救中心,,429921101000\nE30001,云岭急救站,112.40,31.30,急救站,,429921202000\n"


@pytest.fixture
def officer(db: None, tmp_path: Path) -> Person:
    load_region(region_folder(tmp_path, institutions=STATIONS), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)
    InstitutionStanding.objects.filter(institution__code="E00001").update(kind="E100")
    InstitutionStanding.objects.filter(institution__code="E30001").update(kind="E300")
    return person("chen", "陈科长", "officer", place_code=COUNTY)


def test_a_station_without_a_vehicle_gives_no_cover_when_asked_by_vehicles(officer: Person) -> None:
    """Everybody but ten people is within the centre's radius; those ten only within the other station's, which has no vehicle."""
    page = "/planning/emergency/"
    answer = officer.program().get(page, {"vehicles": "on"})
    assert (answer.status_code, answer.json()["code"]) == (422, "PLA-215")
    vehicle("A1", Institution.objects.get(code="E00001"), now())
    found = officer.program().get(page).json()
    assert (found["ambulances_on_file"], found["by_vehicles"], found["overall"]["beyond"]) == (1, False, 0)
    lost = found["people_of_stations_without_vehicle"]
    assert lost == 10
    counted = officer.program().get(page, {"vehicles": "on"}).json()
    assert (counted["by_vehicles"], counted["overall"]["beyond"]) == (True, lost)
    assert {one["name"]: one["vehicles"] for one in counted["stations"]} == {"青禾县急救中心": 1, "云岭急救站": 0}
    assert [(one["people"], one["only_here"]) for one in counted["stations"]] == [(1050, 1050), (0, 0)], "a station that is not counted serves nobody"
    shown = officer.browser().get(page, {"vehicles": "on"}).content.decode()
    assert "下面已不计这些站" in shown
    assert "云岭急救站" in shown
    assert officer.browser().get("/planning/emergency/cells.geojson", {"vehicles": "on"}).status_code == 200
    dots = officer.program().get("/planning/emergency/stations.geojson", {"vehicles": "on"}).json()["features"]
    assert [one["properties"]["name"] for one in dots] == ["青禾县急救中心"]


def test_by_road_too_a_station_without_a_vehicle_gives_no_cover(officer: Person) -> None:
    page, by_road = "/planning/emergency/", {"by": "road"}
    assert officer.program().get(page, {**by_road, "vehicles": "on"}).json()["code"] == "PLA-215"
    vehicle("A1", Institution.objects.get(code="E00001"), now())
    every, driven = (officer.program().get(page, {**by_road, **said}).json() for said in ({}, {"vehicles": "on"}))
    assert (every["by_vehicles"], driven["by_vehicles"]) == (False, True)
    assert every["people_of_stations_without_vehicle"] == 10
    assert driven["overall"]["within"] == every["overall"]["within"] - every["people_of_stations_without_vehicle"]
    vehicle("B1", Institution.objects.get(code="E30001"), now())
    both = officer.program().get(page, {**by_road, "vehicles": "on"}).json()
    assert both["overall"] == every["overall"], "with a vehicle at each, nothing is lost"
    assert (both["people_of_stations_without_vehicle"], both["overall"]["beyond"]) == (0, 0)


def test_a_breakdown_does_not_count_as_unanswered_until_it_is_so(month: Cast) -> None:
    by, mission = month.dispatcher_zhou.standing(), EmergencyMission.objects.latest("pk")
    missions.stand_down(mission, StoodDown.BREAKDOWN, "", by=by, at=now())
    period = Period(localdate() - timedelta(days=2), localdate())
    assert figure("calls_served", period) == (1, 3)
    assert month.dispatcher_zhou.browser().get("/").content.decode().count("呼救等待派车") == 1
