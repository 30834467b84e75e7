"""Calls: taken once, answered or explained, repeated, set aside. Missions: sent, stamped, put right, stood down. Who sees what."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localtime, now

from tests.domains.emergency.garage import garage, rung
from tests.people import CLOUD_CENTRE, CLOUD_TOWN, EMERGENCY_CENTRE, FAR_HILL, FAR_HILL_CLINIC, HOSPITAL, RIVER_TOWN, Cast, person
from weijian.domains.emergency.actions import calls as deeds
from weijian.domains.emergency.actions import missions
from weijian.domains.emergency.models import EmergencyCall, EmergencyMission
from weijian.domains.emergency.states import Stamp, StoodDown, Unserved, Validity
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db
CALLS, PHONE, ADDRESS = "/emergency/calls/", "13871230009", "远山村3组李家"


@pytest.fixture
def zhou(people: Cast) -> Standing:
    return people.dispatcher_zhou.standing()


def refused(code: str, deed: object, *args: object, **said: object) -> None:
    with pytest.raises(Refusal) as no:
        deed(*args, **said)  # type: ignore[operator]
    assert no.value.code == code


def test_two_choices_take_a_call_and_sending_it_twice_makes_one(people: Cast) -> None:
    browser, said = people.dispatcher_zhou.browser(), {"client_key": str(uuid4()), "complaint": "stroke", "place": CLOUD_TOWN}
    answers = [browser.post(f"{CALLS}new/", said) for _ in range(2)]
    call = EmergencyCall.objects.get()
    assert {one.headers["Location"] for one in answers} == {f"{CALLS}{call.pk}/send/"}
    assert Happening.objects.filter(kind="CallTaken").count() == 1
    assert browser.post(f"{CALLS}new/", {**said, "complaint": "trauma"}).status_code == 422, "the same key is another call"
    page = browser.get(f"{CALLS}new/").content.decode()
    assert "1 胸痛" in page
    assert "autofocus" in page


@pytest.mark.parametrize("wrong", [
    {"complaint": ""}, {"complaint": "headache"}, {"place": "429922101"}, {"place": ""}, {"client_key": "1"}, {"phone": "12"}, {"lon": "181", "lat": "1"},
    {"lon": "112"}, {"lon": "x"}, {"error_metres": "-1"}, {"received_at": "9999-12-31T00:00"}, {"received_at": "2199-12-31T00:00"}, {"validity": "duplicate"},
    {"address": "路" * 201},
])
def test_a_call_typed_wrongly_is_refused_in_words(people: Cast, wrong: dict[str, str]) -> None:
    said = {"client_key": str(uuid4()), "complaint": "stroke", "place": CLOUD_TOWN, **wrong}
    assert people.dispatcher_zhou.browser().post(f"{CALLS}new/", said).status_code == 422
    assert not EmergencyCall.objects.exists()


def test_calls_that_wait_are_first_the_longest_on_top_and_the_late_are_marked(people: Cast, zhou: Standing) -> None:
    at = now()
    young, old = rung(people, zhou, at - timedelta(seconds=20)), rung(people, zhou, at - timedelta(minutes=5))
    found = people.dispatcher_zhou.program().get(CALLS).json()
    assert [(one["id"], one["late"]) for one in found["waiting"]] == [(old.pk, True), (young.pk, False)]
    page = people.dispatcher_zhou.browser().get(CALLS).content.decode()
    assert "，超过1分00秒" in page
    assert page.index("待派车") < page.index("呼救记录")


def test_every_valid_call_ends_in_a_vehicle_or_a_reason(people: Cast, zhou: Standing) -> None:
    at, (ready, _bare, _far) = now(), garage(people, now())
    sent, left, hoax, open_ = (rung(people, zhou, at) for _ in range(4))
    missions.send_vehicle(sent, ready, "", by=zhou, at=at)
    refused("EME-16", deeds.leave_unserved, left, None, "", by=zhou, at=at)
    refused("EME-10", deeds.leave_unserved, left, Unserved.OTHER, " ", by=zhou, at=at)
    deeds.leave_unserved(left, Unserved.NO_VEHICLE, "", by=zhou, at=at)
    deeds.set_aside_call(hoax, Validity.HOAX, None, by=zhou, at=at)
    found = people.dispatcher_zhou.program().get(CALLS).json()
    assert (found["received"], found["valid"], found["served"], found["unserved"]) == (4, 3, 1, 1)
    assert [one["id"] for one in found["waiting"]] == [open_.pk]
    assert found["share"] == pytest.approx(1 / 3)
    day = {"on": localtime(at).date().isoformat(), "valid": 3, "served": 1, "waiting": 1, "short": True}
    assert (found["days"], found["unserved_reasons"], found["wanted_percent"]) == ([day], {"no_vehicle": 1}, 95)
    assert "1 天中有 1 天满足率不到 95%" in people.dispatcher_zhou.browser().get(CALLS).content.decode()
    refused("EME-15", deeds.leave_unserved, sent, Unserved.NO_VEHICLE, "", by=zhou, at=at)
    deeds.restore_call(hoax, by=zhou, at=at)
    assert EmergencyCall.objects.get(pk=hoax.pk).state == "waiting"
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyCall.objects.filter(pk=open_.pk).update(state="unserved")


def test_a_repeat_names_the_first_however_often_it_is_repeated(people: Cast, zhou: Standing) -> None:
    at = now()
    first, second, third = (rung(people, zhou, at - timedelta(minutes=3 - n)) for n in range(3))
    page = people.dispatcher_zhou.browser().get(f"{CALLS}{second.pk}/").content.decode()
    assert "可能是重复呼救" in page
    deeds.set_aside_call(second, Validity.DUPLICATE, first, by=zhou, at=at)
    made = deeds.set_aside_call(third, Validity.DUPLICATE, second, by=zhou, at=at)
    assert made.first_id == first.pk, "what repeats a repeat repeats the first"
    refused("EME-18", deeds.set_aside_call, first, Validity.HOAX, None, by=zhou, at=at)
    refused("EME-13", deeds.set_aside_call, second, Validity.DUPLICATE, None, by=zhou, at=at)
    later = rung(people, zhou, at)
    refused("EME-14", deeds.set_aside_call, later, Validity.DUPLICATE, later, by=zhou, at=at)
    before = rung(people, zhou, at - timedelta(hours=1))
    refused("EME-14", deeds.set_aside_call, before, Validity.DUPLICATE, later, by=zhou, at=at)


def test_only_a_ready_vehicle_goes_unless_somebody_writes_why(people: Cast, zhou: Standing) -> None:
    at, (ready, bare, _far) = now(), garage(people, now())
    call, other = rung(people, zhou, at), rung(people, zhou, at)
    refused("EME-20", missions.send_vehicle, call, bare, "", by=zhou, at=at)
    made = missions.send_vehicle(call, bare, "急救中心主任带队出车", by=zhou, at=at)
    assert (made.override, made.crew) == ("急救中心主任带队出车", None)
    assert missions.send_vehicle(call, ready, "不需要的理由", by=zhou, at=at).override == "", "a ready vehicle is sent without an excuse"
    refused("EME-21", missions.send_vehicle, other, ready, "急", by=zhou, at=at)
    assert missions.send_vehicle(call, ready, "", by=zhou, at=at).pk == EmergencyMission.objects.get(ambulance=ready).pk, "sent twice to the same call"
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyMission.objects.create(call=other, ambulance=ready, station=ready.institution, sent_by_name="x", dispatched_at=at)


def test_the_vehicles_that_could_go_ready_and_near_first(people: Cast, zhou: Standing) -> None:
    at = now()
    garage(people, at)
    call = rung(people, zhou, at, lon=112.45, lat=31.45)
    page = people.dispatcher_zhou.browser().get(f"{CALLS}{call.pk}/send/").content.decode()
    assert page.index(">B1 ") < page.index(">A1 ") < page.index(">A2 "), "the far township's stands nearest; the one without a crew comes last"
    assert "直线距离" in page
    browser, far = people.dispatcher_zhou.browser(), EmergencyCall.objects.get()
    assert browser.post(f"{CALLS}{far.pk}/send/", {"ambulance_id": "x"}).status_code == 422
    assert browser.post(f"{CALLS}{far.pk}/send/", {"ambulance_id": 10**9}).status_code == 404
    assert browser.post(f"{CALLS}{far.pk}/send/", {"ambulance_id": 2**70}).status_code == 422


def on_its_way(people: Cast, zhou: Standing, at: datetime) -> EmergencyMission:
    call = rung(people, zhou, at - timedelta(minutes=40), phone=PHONE, address=ADDRESS)
    return missions.send_vehicle(call, garage(people, at - timedelta(minutes=39))[0], "", by=zhou, at=at - timedelta(minutes=39))


def test_moments_are_tapped_one_by_one_and_a_second_tap_changes_nothing(people: Cast, zhou: Standing) -> None:
    mission, browser, hospital = on_its_way(people, zhou, now()), people.dispatcher_zhou.browser(), people.institutions[HOSPITAL]
    tap = f"/emergency/missions/{mission.pk}/stamp/"
    assert browser.post(tap, {"stamp": "at_hospital", "where": ""}).status_code == 422, "which hospital?"
    for stamp, where in (("departed", ""), ("arrived", ""), ("left_scene", hospital.pk), ("at_hospital", ""), ("handed_over", "")):
        assert browser.post(tap, {"stamp": stamp, "where": where}).status_code == 302, stamp
    made = EmergencyMission.objects.get()
    assert (made.destination, made.state) == (hospital, "delivered")
    first = made.handed_over_at
    assert browser.post(tap, {"stamp": "handed_over", "where": ""}).status_code == 302
    assert EmergencyMission.objects.get().handed_over_at == first
    assert Happening.objects.filter(kind="MissionStamped").count() == 5
    for wrong in ({"stamp": "lunch"}, {}, {"stamp": "arrived", "where": "x"}):
        assert browser.post(tap, wrong).status_code == 422


def test_moments_stand_in_order_and_what_is_put_right_keeps_its_history(people: Cast, zhou: Standing) -> None:
    at = now().replace(microsecond=0)
    mission = on_its_way(people, zhou, at)

    def stamped(stamp: Stamp, minutes: float, why: str = "", **said: object) -> EmergencyMission:
        new = missions.NewStamp(stamp, at - timedelta(minutes=minutes), why=why, **said)  # type: ignore[arg-type]
        return missions.stamp_mission(mission, new, by=zhou, at=at)

    stamped(Stamp.DEPARTED, 37)
    stamped(Stamp.ARRIVED, 20)
    refused("EME-23", stamped, Stamp.LEFT_SCENE, 21)
    refused("EME-24", stamped, Stamp.DEPARTED, 19, "误点")
    refused("EME-22", stamped, Stamp.LEFT_SCENE, -1)
    refused("EME-25", stamped, Stamp.ARRIVED, 22)
    refused("EME-27", stamped, Stamp.RESPONDER, 30)
    stamped(Stamp.RESPONDER, 30, where=people.institutions[FAR_HILL_CLINIC])
    made = stamped(Stamp.ARRIVED, 22, "车组误点")
    assert made.arrived_at == at - timedelta(minutes=22)
    told = Happening.objects.get(kind="StampCorrected").facts
    assert (told["why"], told["was"] < told["now"], told["was"] > told["now"]) == ("车组误点", False, True)
    page = people.dispatcher_zhou.browser().get(f"{CALLS}{mission.call_id}/").content.decode()
    assert "更正“到达现场”" in page
    browser = people.dispatcher_zhou.browser()
    said = {"stamp": "left_scene", "moment": localtime(at - timedelta(minutes=12)).strftime("%Y-%m-%dT%H:%M:%S"), "where": "", "why": "漏点"}
    assert browser.post(f"/emergency/missions/{mission.pk}/correct/", {**said, "moment": "9999-12-31T00:00"}).status_code == 422
    assert browser.post(f"/emergency/missions/{mission.pk}/correct/", said).status_code == 302
    assert EmergencyMission.objects.get().left_scene_at == at - timedelta(minutes=12)


def test_a_breakdown_leaves_the_call_waiting_again(people: Cast, zhou: Standing) -> None:
    at = now()
    mission = on_its_way(people, zhou, at)
    refused("EME-10", missions.stand_down, mission, StoodDown.OTHER, "", by=zhou, at=at)
    missions.stand_down(mission, StoodDown.BREAKDOWN, "抛锚", by=zhou, at=at)
    call = EmergencyCall.objects.get()
    assert call.state == "waiting"
    again = missions.send_vehicle(call, mission.ambulance, "", by=zhou, at=at)
    missions.stand_down(again, StoodDown.REFUSED, "", by=zhou, at=at)
    assert EmergencyCall.objects.get().state == "served", "a vehicle came; the patient would not go"
    refused("EME-28", missions.stand_down, again, StoodDown.REFUSED, "", by=zhou, at=at)
    browser = people.dispatcher_zhou.browser()
    assert browser.get(f"{CALLS}{call.pk}/").status_code == 200


def test_who_sees_a_call_and_how_much_of_it_and_that_looking_is_noted(people: Cast, zhou: Standing) -> None:
    mission = on_its_way(people, zhou, now())
    at = f"{CALLS}{mission.call_id}/"
    crew = person("hu", "胡护士", "nurse", institution_code=EMERGENCY_CENTRE)
    elsewhere = person("yu", "余医生", "doctor", institution_code=HOSPITAL)
    for one in (people.dispatcher_zhou, crew):
        page = one.browser().get(at).content.decode()
        assert PHONE in page
        assert ADDRESS in page
        assert one.program().get(at).json()["phone"] == PHONE
    page = people.chief_chen.browser().get(at).content.decode()
    assert PHONE not in page
    assert ADDRESS not in page
    assert "138****0009" in page
    assert "phone" not in people.chief_chen.program().get(at).json()
    assert elsewhere.browser().get(at).status_code == 404
    assert [one["id"] for one in elsewhere.program().get(CALLS).json()["calls"]] == []
    missions.stamp_mission(mission, missions.NewStamp(Stamp.LEFT_SCENE, now(), people.institutions[HOSPITAL]), by=zhou, at=now())
    assert PHONE in elsewhere.browser().get(at).content.decode(), "the hospital it is brought to"
    assert people.outsider.browser().get(CALLS).status_code == 403
    assert people.nurse_zhang.browser().get(at).status_code == 403
    assert Happening.objects.filter(kind="EmergencyCallRead", subject_key=str(mission.call_id)).count() == 7


def test_a_dispatcher_of_another_township_takes_and_sends_nothing_here(people: Cast, zhou: Standing) -> None:
    at, (ready, _bare, far) = now(), garage(people, now())
    foreign = person("wu", "外镇调度", "dispatcher", place_code=RIVER_TOWN).standing()
    refused("EME-30", rung, people, foreign, at)
    call = rung(people, zhou, at)
    refused("EME-30", missions.send_vehicle, call, ready, "", by=foreign, at=at)
    home = person("ma", "乡调度", "dispatcher", place_code=CLOUD_TOWN).standing()
    refused("EME-31", missions.send_vehicle, call, ready, "", by=home, at=at)
    mission = missions.send_vehicle(call, far, "", by=home, at=at)
    refused("EME-32", missions.stamp_mission, mission, missions.NewStamp(Stamp.DEPARTED, at), by=foreign, at=at)
    crew = person("hu", "胡护士", "nurse", institution_code=CLOUD_CENTRE).standing()
    assert missions.stamp_mission(mission, missions.NewStamp(Stamp.DEPARTED, at), by=crew, at=at).departed_at == at


def test_the_callers_number_is_sealed_in_the_table_and_told_nowhere(people: Cast, zhou: Standing) -> None:
    on_its_way(people, zhou, now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM emergency_emergencycall")
        assert PHONE.encode() not in bytes(cursor.fetchone()[0])
    assert not [one for one in Happening.objects.all() if PHONE in str(one.facts) or ADDRESS in str(one.facts)]


def test_the_log_is_narrowed_and_bad_days_are_refused(people: Cast, zhou: Standing) -> None:
    rung(people, zhou, now())
    rung(people, zhou, now() - timedelta(days=3), critical=True)
    program = people.dispatcher_zhou.program()
    since = (localtime() - timedelta(days=5)).date().isoformat()
    assert len(program.get(CALLS).json()["calls"]) == 1
    assert len(program.get(CALLS, {"from_on": since}).json()["calls"]) == 2
    assert len(program.get(CALLS, {"from_on": since, "critical": "on"}).json()["calls"]) == 1
    assert len(program.get(CALLS, {"from_on": since, "state": "served"}).json()["calls"]) == 0
    assert len(program.get(CALLS, {"from_on": since, "place": RIVER_TOWN}).json()["calls"]) == 0
    backwards = {"until_on": "2020-01-01", "from_on": since}
    for days in ({"from_on": "9999-12-31"}, {"until_on": "0001-01-01"}, {"from_on": "x"}, {"from_on": "2020-01-01"}, backwards):
        for page in (CALLS, "/emergency/times/"):
            assert program.get(page, days).status_code == 422, days
    assert program.get(CALLS, {"from_on": since, "after": "999999"}).status_code == 422


def test_segments_by_township_and_station_and_what_lies_far_out(people: Cast, zhou: Standing) -> None:
    at, ready = now().replace(microsecond=0), garage(people, now() - timedelta(hours=6))[0]
    for number, to_scene in enumerate((10, 11, 12, 13, 60)):
        start = at - timedelta(hours=6) + timedelta(minutes=61 * number)
        call = rung(people, zhou, start)
        mission = missions.send_vehicle(call, ready, "", by=zhou, at=start + timedelta(seconds=50 + 5 * number))
        gone = start + timedelta(minutes=2)
        for stamp, minutes in ((Stamp.DEPARTED, 0), (Stamp.ARRIVED, to_scene * 0.9)):
            missions.stamp_mission(mission, missions.NewStamp(stamp, gone + timedelta(minutes=minutes)), by=zhou, at=at)
        missions.stand_down(mission, StoodDown.REFUSED, "", by=zhou, at=gone + timedelta(minutes=to_scene * 0.9))
    found = people.dispatcher_zhou.program().get("/emergency/times/").json()
    segments = {one["segment"]: one for one in found["segments"]}
    assert (segments["to_dispatch"]["number"], segments["to_dispatch"]["median"], segments["to_dispatch"]["in_time"]) == (5, 60, 3)
    assert segments["to_scene"]["median"] == 12 * 54
    assert segments["to_handover"] == {"segment": "to_handover", "number": 0, "median": None, "p90": None, "limit": 900, "in_time": 0}
    assert [(one["code"], one["missions"]) for one in found["townships"]] == [(CLOUD_TOWN, 5)]
    assert [one["code"] for one in found["stations"]] == [EMERGENCY_CENTRE]
    assert {one["mission"] for one in found["outliers"]} == {EmergencyMission.objects.latest("pk").pk}
    page = people.dispatcher_zhou.browser().get("/emergency/times/").content.decode()
    assert f"#mission-{EmergencyMission.objects.latest('pk').pk}" in page
    assert "这段时间没有登记村级响应人员到场" in page


def test_the_place_of_a_call_may_be_a_village(people: Cast, zhou: Standing) -> None:
    assert rung(people, zhou, now()).place.code == FAR_HILL
