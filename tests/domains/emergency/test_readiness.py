"""Ambulances: ready or not and why, now and at an asked moment; crews, checks, out of service and back; whose they are."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime, now

from tests.domains.emergency.garage import garage, vehicle, worker
from tests.people import CLOUD_CENTRE, COUNTY, EMERGENCY_CENTRE, HOSPITAL, LONG_AGO, TODAY, Cast, person
from weijian.domains.emergency.actions import vehicles as deeds
from weijian.domains.emergency.models import Ambulance, AmbulanceCheck, AmbulanceCrew, AmbulancePosting
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def zhou(people: Cast) -> Standing:
    return people.dispatcher_zhou.standing()


def test_the_vehicles_that_are_not_ready_come_first_with_why_and_who_acts(people: Cast) -> None:
    garage(people, now())
    found = people.dispatcher_zhou.program().get("/emergency/").json()
    assert (found["on_file"], found["ready"]) == (3, 2)
    assert [(one["plate"], one["lacks"]) for one in found["vehicles"]] == [("A2", ["no_crew", "no_check"]), ("A1", []), ("B1", [])]
    assert [(one["code"], one["vehicles"], one["ready"]) for one in found["stations"]] == [(EMERGENCY_CENTRE, 2, 1), (CLOUD_CENTRE, 1, 1)]
    page = people.dispatcher_zhou.browser().get("/emergency/").content.decode()
    for words in ("没有车组值班", "从未检查车辆设备", "驻地急救站：登记值班车组", "66.7%", "在册 3 辆"):
        assert words in page


def test_a_past_moment_is_answered_like_now(people: Cast) -> None:
    at = now()
    garage(people, at)
    found = people.chief_chen.program().get("/emergency/", {"at": (at - timedelta(hours=2)).isoformat()}).json()
    assert found["ready"] == 0
    assert all(set(one["lacks"]) == {"no_crew", "no_check"} for one in found["vehicles"])
    later = people.chief_chen.program().get("/emergency/", {"at": (at + timedelta(days=2)).isoformat()}).json()["vehicles"]
    assert {one["plate"]: one["lacks"] for one in later}["A1"] == ["no_crew", "check_expired"]


@pytest.mark.parametrize("at", ["9999-12-31T00:00", "yesterday", "0001-01-01", "2026-13-01T00:00"])
def test_a_moment_nobody_can_mean_is_refused(people: Cast, at: str) -> None:
    answer = people.chief_chen.program().get("/emergency/", {"at": at})
    assert (answer.status_code, answer.json()["code"]) == (422, "EME-34")


def test_a_vehicle_stands_where_it_is_posted_and_at_one_station(people: Cast) -> None:
    lent = garage(people, now())[0]
    AmbulancePosting.objects.create(ambulance=lent, institution=people.institutions[HOSPITAL], from_on=LONG_AGO)
    found = people.dispatcher_zhou.program().get("/emergency/").json()["vehicles"]
    assert {one["plate"]: one["station"] for one in found} == {"A1": HOSPITAL, "A2": EMERGENCY_CENTRE, "B1": CLOUD_CENTRE}
    with pytest.raises(IntegrityError), transaction.atomic():
        AmbulancePosting.objects.create(ambulance=lent, institution=people.institutions[CLOUD_CENTRE], from_on=TODAY)
    said = {"ambulance": "A1", "institution": CLOUD_CENTRE, "campus": "", "from_on": "2026-11-01", "ends_on": ""}
    with pytest.raises(Refusal):
        actions.add_entry(known()["ambulance-postings"], said, by=people.dispatcher_zhou.standing(), at=now())


def shift(at: datetime, hours: float, doctor: object = None, nurse: object = None) -> deeds.NewCrew:
    return deeds.NewCrew(at, at + timedelta(hours=hours), doctor, nurse, "王师傅")  # type: ignore[arg-type]


def test_nobody_is_on_two_crews_and_no_vehicle_has_two(people: Cast, zhou: Standing) -> None:
    at, (first, second, _far) = now(), garage(people, now())
    doctor = worker("D1", "11", people.institutions[EMERGENCY_CENTRE])
    later = at + timedelta(hours=9)
    made = deeds.put_on_shift(second, shift(later, 12, doctor=doctor), by=zhou, at=at)
    assert made.pk
    for crew, ambulance, code in (
        (shift(later + timedelta(hours=11), 12, doctor=doctor), first, "EME-04"), (shift(at, 12, doctor=doctor), first, "EME-03"),
        (shift(later + timedelta(hours=3), 2, nurse=worker("N9", "20", people.institutions[EMERGENCY_CENTRE])), second, "EME-03"),
    ):
        with pytest.raises(Refusal) as no:
            deeds.put_on_shift(ambulance, crew, by=zhou, at=at)
        assert no.value.code == code
    assert deeds.put_on_shift(first, shift(later + timedelta(hours=12), 12, doctor=doctor), by=zhou, at=at).pk, "one shift after the other"
    assert Happening.objects.filter(kind="CrewOnShift").count() == 2


def test_a_failed_check_is_superseded_by_a_later_one(people: Cast, zhou: Standing) -> None:
    at, one = now(), garage(people, now())[0]
    nurse = one.crews.get().nurse
    assert nurse
    deeds.check_ambulance(one, at - timedelta(minutes=5), nurse, "除颤仪电量低", by=zhou, at=at)
    assert people.dispatcher_zhou.program().get(f"/emergency/vehicles/{one.pk}/").json()["lacks"] == ["check_failed"]
    deeds.check_ambulance(one, at - timedelta(minutes=1), nurse, " ", by=zhou, at=at)
    assert people.dispatcher_zhou.program().get(f"/emergency/vehicles/{one.pk}/").json()["ready"]
    with pytest.raises(Refusal) as no:
        deeds.check_ambulance(one, at + timedelta(minutes=1), nurse, "", by=zhou, at=at)
    assert no.value.code == "EME-07"


def test_out_of_service_and_back_on_the_pages(people: Cast) -> None:
    one, browser = garage(people, now())[0], people.dispatcher_zhou.browser()
    at = f"/emergency/vehicles/{one.pk}/"
    assert browser.post(f"{at}out/", {"reason": "other", "note": ""}).status_code == 422
    assert browser.post(f"{at}out/", {"reason": "repair", "note": "换轮胎"}).status_code == 302
    page = browser.get("/emergency/").content.decode()
    assert "车辆已停用" in page
    assert "维修保养、换轮胎" in page
    assert browser.post(f"{at}out/", {"reason": "repair", "note": ""}).status_code == 422
    assert browser.post(f"{at}back/").status_code == 302
    assert people.dispatcher_zhou.program().get(at).json()["ready"]
    assert browser.post(f"{at}back/").status_code == 422


def test_shift_and_check_are_entered_on_the_pages(people: Cast) -> None:
    two, browser = garage(people, now())[1], people.dispatcher_zhou.browser()
    worker("N7", "20", people.institutions[EMERGENCY_CENTRE])
    at, hour = f"/emergency/vehicles/{two.pk}/", localtime().replace(microsecond=0, tzinfo=None)
    said = {"starts_at": hour.isoformat(), "ends_at": (hour + timedelta(hours=8)).isoformat(), "doctor": "", "nurse": "N7", "driver": "刘师傅"}
    for wrong in ({"nurse": ""}, {"nurse": "P0001"}, {"starts_at": "9999-12-31T00:00"}, {"ends_at": hour.isoformat()}, {"driver": ""}):
        assert browser.post(f"{at}shift/", {**said, **wrong}).status_code == 422, wrong
    assert browser.post(f"{at}shift/", said).status_code == 302
    assert browser.post(f"{at}check/", {"checked_at": hour.isoformat(), "checked_by": "N7", "items": ["氧气", "担架"], "other": "灭火器"}).status_code == 302
    assert browser.post(f"{at}check/", {"checked_at": hour.isoformat(), "checked_by": "N7", "items": ["糖果"]}).status_code == 422
    found = people.dispatcher_zhou.program().get("/emergency/").json()
    assert found["failed_items"] == {"氧气": 1, "担架": 1, "灭火器": 1}
    assert {one["plate"]: one["lacks"] for one in found["vehicles"]}["A2"] == ["check_failed"]
    assert "灭火器" in browser.get("/emergency/").content.decode()
    page = browser.get(at).content.decode()
    assert "刘师傅" in page
    assert "车组值班" in page


def test_a_vehicle_is_changed_by_its_own_and_seen_by_its_own(people: Cast) -> None:
    one = garage(people, now())[2]
    nurse, elsewhere = person("hu", "胡护士", "nurse", institution_code=CLOUD_CENTRE), person("yu", "余护士", "nurse", institution_code=HOSPITAL)
    assert [v["plate"] for v in nurse.program().get("/emergency/").json()["vehicles"]] == ["B1"]
    assert elsewhere.program().get("/emergency/").json()["vehicles"] == []
    assert elsewhere.browser().get(f"/emergency/vehicles/{one.pk}/").status_code == 404
    assert people.outsider.browser().get("/emergency/").status_code == 403
    with pytest.raises(Refusal) as no:
        deeds.take_out_of_service(one, "repair", "", by=elsewhere.standing(), at=now())
    assert no.value.code == "EME-31"
    assert deeds.take_out_of_service(one, "repair", "", by=nurse.standing(), at=now()).pk


CREWS, CHECKS = "救护车,上班,下班,医生,护士,驾驶员", "救护车,检查时间,检查人,不合格项目"


def brought(register: str, by: Standing, folder: Path, *lines: str) -> tuple[int, int, int]:
    path = folder / "sheet.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    kept = known()[register]
    taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=by, at=now())
    return taken.added, taken.corrected, taken.unchanged


def test_crews_and_checks_come_by_sheet_and_twice_changes_nothing(people: Cast, tmp_path: Path) -> None:
    garage(people, now())
    worker("N7", "20", people.institutions[EMERGENCY_CENTRE])
    by = person("gao", "高科长", "officer", place_code=COUNTY).standing()
    crews = (CREWS, "A2,2026-10-01 08:00,2026-10-01 20:00,,N7,刘师傅", "A2,2026-10-01 20:00,2026-10-02 08:00,,N7,刘师傅")
    assert brought("ambulance-crews", by, tmp_path, *crews) == (2, 0, 0)
    assert brought("ambulance-crews", by, tmp_path, *crews) == (0, 0, 2)
    assert AmbulanceCrew.objects.get(ambulance__plate="A2", starts_at=datetime.fromisoformat("2026-10-01T08:00+08:00"))
    assert brought("ambulance-checks", by, tmp_path, CHECKS, "A2,2026-10-01 08:10:30,N7,") == (1, 0, 0)
    assert AmbulanceCheck.objects.get(ambulance__plate="A2").checked_at == datetime.fromisoformat("2026-10-01T08:10:30+08:00")
    for sheet, column, code in (
        ("A2,2026-10-01 09:00,2026-10-01 21:00,,N7,刘师傅", "救护车", "EME-03"), ("A2,2026-10-05,2026-10-06 08:00,,N7,刘师傅", "上班", "CAT-25"),
        ("A1,2026-10-01 09:00,2026-10-01 21:00,,N7,刘师傅", "医生", "EME-04"), ("ZZ,2026-10-05 08:00,2026-10-06 08:00,,N7,刘", "救护车", "CAT-17"),
        ("A2,2026-10-01 08:00,2026-10-01 20:00,,N7,何师傅", "驾驶员", "EME-37"),
    ):
        with pytest.raises(Refusals) as no:
            brought("ambulance-crews", by, tmp_path, CREWS, sheet)
        assert (no.value.faults[0].row, no.value.faults[0].column, no.value.faults[0].refusal.code) == (2, column, code)


def test_the_register_of_vehicles_takes_a_sheet(people: Cast, tmp_path: Path) -> None:
    by = people.chief_chen.standing()
    assert brought("ambulances", by, tmp_path, "车牌号,所属机构,车型,自,至", f"楚R9急,{EMERGENCY_CENTRE},监护型,2024-01-01,") == (1, 0, 0)
    assert Ambulance.objects.get().kind == "monitoring"
    for line in (f"楚R9急,{EMERGENCY_CENTRE},敞篷型,2024-01-01,", f"楚R8急,{EMERGENCY_CENTRE},监护型,2024-01-01,2023-01-01"):
        with pytest.raises(Refusals):
            brought("ambulances", by, tmp_path, "车牌号,所属机构,车型,自,至", line)


def test_a_vehicle_that_left_the_file_is_not_counted(people: Cast) -> None:
    vehicle("C1", people.institutions[EMERGENCY_CENTRE], now())
    Ambulance.objects.update(ends_on=localtime().date() - timedelta(days=1))
    assert people.chief_chen.program().get("/emergency/").json()["on_file"] == 0
    assert "没有登记救护车" in people.chief_chen.browser().get("/emergency/").content.decode()
