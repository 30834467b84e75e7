"""Pooled machines and people: booked once, waited for, given in the order of parts, closed, and reckoned."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate

from tests.domains.planning.lending import asked, booked, morning, scanner, specialist
from tests.people import CLOUD_CENTRE, FAR_HILL_CLINIC, HOSPITAL, PRIVATE_HOSPITAL, RIVER_CENTRE, Cast, person
from weijian.domains.planning.actions import pooling as deeds
from weijian.domains.planning.models import PoolBooking, PooledResource
from weijian.domains.registry.models import ConsortiumMembership, Equipment
from weijian.domains.workforce.models import Post, PracticeLicence
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing, the_house

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


@pytest.fixture
def chen(people: Cast) -> Standing:
    return people.chief_chen.standing()


@pytest.fixture
def ct(people: Cast) -> PooledResource:
    return scanner(people)


def refused(deed: Any, *args: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as no:
        deed(*args, **more)
    return no.value.code


def test_an_hour_is_booked_once_and_the_hours_beside_it_are_free(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made = booked(people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY))
    assert (made.state, made.booked_by_name) == ("booked", chen.name)
    for hours in ((9, 10), (8, 10), (9, 11), (8, 18)):
        assert refused(booked, people, ct, RIVER_CENTRE, MONDAY, hours, by=chen, at=morning(MONDAY)) == "PLA-231"
    assert booked(people, ct, RIVER_CENTRE, MONDAY, (8, 9), by=chen, at=morning(MONDAY)).state == "booked"
    assert booked(people, ct, RIVER_CENTRE, MONDAY, (10, 11), by=chen, at=morning(MONDAY)).state == "booked"
    assert Happening.objects.filter(kind="PoolBooked").count() == 3


def test_it_is_only_for_members_of_the_consortium_that_day(people: Cast, chen: Standing, ct: PooledResource) -> None:
    assert refused(booked, people, ct, PRIVATE_HOSPITAL, MONDAY, by=chen, at=morning(MONDAY)) == "PLA-226"
    assert booked(people, ct, HOSPITAL, MONDAY, (8, 9), by=chen, at=morning(MONDAY)), "the owner is of its own"
    ConsortiumMembership.objects.filter(institution=people.institutions[CLOUD_CENTRE]).update(ends_on=MONDAY)
    assert booked(people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY)), "its last day"
    assert refused(booked, people, ct, CLOUD_CENTRE, MONDAY + timedelta(days=1), by=chen, at=morning(MONDAY)) == "PLA-226"


def test_a_machine_is_not_booked_after_its_last_day_nor_when_it_is_no_longer_shared(people: Cast, chen: Standing, ct: PooledResource) -> None:
    Equipment.objects.update(ends_on=MONDAY)
    assert booked(people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY))
    assert refused(booked, people, ct, CLOUD_CENTRE, MONDAY + timedelta(days=1), by=chen, at=morning(MONDAY)) == "PLA-227"
    Equipment.objects.update(ends_on=None, shared=False)
    ct.refresh_from_db()
    assert refused(booked, people, PooledResource.objects.get(), CLOUD_CENTRE, MONDAY, (11, 12), by=chen, at=morning(MONDAY)) == "PLA-227"


def test_a_person_is_lent_under_a_licence_and_a_post_that_hold_that_day(people: Cast, chen: Standing) -> None:
    zhao = specialist(people)
    assert booked(people, zhao, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY))
    PracticeLicence.objects.filter(practitioner__code="P0003").update(ends_on=MONDAY + timedelta(days=7))
    assert booked(people, zhao, CLOUD_CENTRE, MONDAY + timedelta(days=7), by=chen, at=morning(MONDAY))
    assert refused(booked, people, zhao, CLOUD_CENTRE, MONDAY + timedelta(days=8), by=chen, at=morning(MONDAY)) == "PLA-228"
    PracticeLicence.objects.update(ends_on=None)
    Post.objects.filter(practitioner__code="P0003").update(ends_on=MONDAY + timedelta(days=3))
    assert refused(booked, people, zhao, CLOUD_CENTRE, MONDAY + timedelta(days=4), by=chen, at=morning(MONDAY)) == "PLA-228"


def test_a_person_lent_in_two_shares_is_in_one_place(people: Cast, chen: Standing) -> None:
    first, second = specialist(people), specialist(people, "R-ZHAO-2")
    booked(people, first, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY))
    assert refused(booked, people, second, RIVER_CENTRE, MONDAY, by=chen, at=morning(MONDAY)) == "PLA-231"


def test_outside_its_hours_and_its_dates_it_is_not_to_be_had(people: Cast, chen: Standing, ct: PooledResource) -> None:
    PooledResource.objects.update(weekdays="2", ends_on=MONDAY + timedelta(days=8))
    ct.refresh_from_db()
    assert refused(booked, people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY)) == "PLA-229"
    assert booked(people, ct, CLOUD_CENTRE, MONDAY + timedelta(days=8), by=chen, at=morning(MONDAY))
    assert refused(booked, people, ct, CLOUD_CENTRE, MONDAY + timedelta(days=15), by=chen, at=morning(MONDAY)) == "PLA-227"


def test_the_same_form_sent_twice_is_one_booking(people: Cast, chen: Standing, ct: PooledResource) -> None:
    first = booked(people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY), client_key="k1")
    again = booked(people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY), client_key="k1")
    assert (first.pk, PoolBooking.objects.count(), Happening.objects.filter(kind="PoolBooked").count()) == (again.pk, 1, 1)
    assert refused(booked, people, ct, CLOUD_CENTRE, MONDAY, (11, 12), by=chen, at=morning(MONDAY), client_key="k1") == "PLA-238"


def contested(people: Cast, ct: PooledResource, by: Standing, day: date) -> tuple[PoolBooking, dict[str, PoolBooking]]:
    """The hospital has nine to ten; the lead itself, a township centre and another wait for it, in this order."""
    ConsortiumMembership.objects.create(consortium_id=ConsortiumMembership.objects.earliest("pk").consortium_id, from_on=date(2020, 1, 1),
                                        institution=people.institutions[FAR_HILL_CLINIC])
    first = booked(people, ct, RIVER_CENTRE, day, by=by, at=morning(day))
    waits = {}
    for minutes, house in enumerate((HOSPITAL, CLOUD_CENTRE, FAR_HILL_CLINIC)):
        waits[house] = booked(people, ct, house, day, by=by, at=morning(day) + timedelta(minutes=minutes), wait=True)
    return first, waits


def test_who_waits_is_not_lost_and_is_decided_in_the_order_of_parts(people: Cast, chen: Standing, ct: PooledResource) -> None:
    first, waits = contested(people, ct, chen, MONDAY)
    assert {one.state for one in waits.values()} == {"waiting"}
    again = booked(people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY), wait=True)
    assert (again.pk, PoolBooking.objects.filter(state="waiting").count()) == (waits[CLOUD_CENTRE].pk, 3), "who waits already does not wait twice"
    assert refused(deeds.grant_booking, waits[FAR_HILL_CLINIC], "", by=chen, at=morning(MONDAY)) == "PLA-231"
    deeds.cancel_booking(first, "改期", by=chen, at=morning(MONDAY))
    offered = Happening.objects.get(kind="PoolOffered")
    assert offered.subject_key == str(waits[FAR_HILL_CLINIC].pk), "the foundation comes before the backbone and the leader, though it asked last"
    assert refused(booked, people, ct, RIVER_CENTRE, MONDAY, by=chen, at=morning(MONDAY)) == "PLA-232", "nobody jumps the queue"
    assert refused(deeds.grant_booking, waits[CLOUD_CENTRE], " ", by=chen, at=morning(MONDAY)) == "PLA-236"
    assert deeds.grant_booking(waits[FAR_HILL_CLINIC], "", by=chen, at=morning(MONDAY)).state == "booked"
    assert refused(deeds.grant_booking, waits[CLOUD_CENTRE], "急", by=chen, at=morning(MONDAY)) == "PLA-231"
    assert PoolBooking.objects.filter(state="waiting").count() == 2


def test_only_who_manages_it_decides_and_who_asked_may_withdraw(people: Cast, chen: Standing, ct: PooledResource) -> None:
    first, waits = contested(people, ct, chen, MONDAY)
    deeds.cancel_booking(first, "改期", by=chen, at=morning(MONDAY))
    zhang, sun = people.nurse_zhang.standing(), people.clerk_sun.standing()
    assert refused(deeds.grant_booking, waits[CLOUD_CENTRE], "急", by=zhang, at=morning(MONDAY)) == "PLA-237"
    assert refused(deeds.cancel_booking, waits[HOSPITAL], "不用了", by=zhang, at=morning(MONDAY)) == "PLA-237"
    assert deeds.cancel_booking(waits[CLOUD_CENTRE], "不用了", by=zhang, at=morning(MONDAY)).state == "cancelled"
    assert deeds.grant_booking(waits[FAR_HILL_CLINIC], "", by=sun, at=morning(MONDAY)).state == "booked", "a clerk of the hospital that lends it"
    liu = people.other_nurse.standing()
    assert refused(deeds.grant_booking, waits[HOSPITAL], "急", by=liu, at=morning(MONDAY)) == "PLA-237", "the hospital stands in her township, and is not hers"
    assert refused(booked, people, ct, RIVER_CENTRE, MONDAY, (11, 12), by=zhang, at=morning(MONDAY)) == "PLA-237", "another township's"


def test_used_and_not_used_are_said_after_it_began(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made = booked(people, ct, CLOUD_CENTRE, MONDAY, by=chen, at=morning(MONDAY))
    assert refused(deeds.use_booking, made, by=chen, at=morning(MONDAY, 8)) == "PLA-234"
    assert deeds.use_booking(made, by=chen, at=morning(MONDAY, 9)).state == "used"
    assert refused(deeds.leave_unused, made, "", by=chen, at=morning(MONDAY, 10)) == "PLA-235"
    assert deeds.leave_unused(made, "停电", by=chen, at=morning(MONDAY, 10)).state == "not_used"
    assert refused(deeds.cancel_booking, made, "x", by=chen, at=morning(MONDAY, 10)) == "PLA-233"
    booked(people, ct, RIVER_CENTRE, MONDAY, by=chen, at=morning(MONDAY, 10))
    assert refused(deeds.use_booking, made, by=chen, at=morning(MONDAY, 11)) == "PLA-231", "its hour was given to another"


def a_week(people: Cast, chen: Standing, ct: PooledResource) -> dict[str, PoolBooking]:
    """Yesterday a used, an unused and an unclosed booking; tomorrow a contested hour with nobody in it any more."""
    yesterday, tomorrow = localdate() - timedelta(days=1), localdate() + timedelta(days=1)
    made = {
        name: booked(people, ct, house, yesterday, hours, by=chen, at=morning(yesterday))
        for name, house, hours in (
            ("used", CLOUD_CENTRE, (8, 11)), ("own", HOSPITAL, (11, 12)), ("unused", CLOUD_CENTRE, (12, 13)), ("open", RIVER_CENTRE, (13, 15)),
        )
    }
    for name in ("used", "own"):
        deeds.use_booking(made[name], by=chen, at=morning(yesterday, 18))
    deeds.leave_unused(made["unused"], "病人没来", by=chen, at=morning(yesterday, 18))
    made["first"] = booked(people, ct, RIVER_CENTRE, tomorrow, by=chen, at=morning(yesterday))
    made["waits"] = booked(people, ct, CLOUD_CENTRE, tomorrow, by=chen, at=morning(yesterday), wait=True)
    return made


def test_the_page_shows_what_waits_first_and_reckons_use_from_both_numbers(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made, yesterday = a_week(people, chen, ct), localdate() - timedelta(days=1)
    asked_for = f"/planning/pool/?from_on={yesterday}&until_on={yesterday}"
    told = people.chief_chen.program().get(asked_for).json()
    assert [one["id"] for one in told["without_outcome"]] == [made["open"].pk]
    assert [one["id"] for one in told["waiting"]] == [made["waits"].pk]
    assert told["to_decide"] == []
    use = told["utilisation"]
    assert (use["used_hours"], use["offered_hours"], use["share"], use["bookings"], use["not_used"], use["without_outcome"]) == (4, 10, 0.4, 2, 1, 1)
    assert {(h["institution"], h["given_hours"], h["received_hours"], h["own_hours"]) for h in use["by_institution"]} == {
        (CLOUD_CENTRE, 0, 3, 0), (HOSPITAL, 3, 0, 1),
    }
    assert use["used_nothing"] == [RIVER_CENTRE]
    behind = people.chief_chen.program().get(f"/planning/pool/bookings/?resource={ct.pk}&from_on={yesterday}&until_on={yesterday}&state=used").json()
    assert sum(one["minutes"] for one in behind["bookings"]) / 60 == use["used_hours"]
    deeds.cancel_booking(made["first"], "改期", by=chen, at=morning(localdate()))
    page = people.chief_chen.browser().get(asked_for).content.decode()
    assert "轮到这一家" in page
    assert page.index("已过时间，还没有登记是否使用") < page.index("待决定：时间已空出") < page.index("起的一周")
    assert "40.00 %" in page
    assert people.chief_chen.program().get(asked_for).json()["to_decide"][0]["turn"] is True


def test_the_week_shows_bookings_and_what_is_free(people: Cast, chen: Standing, ct: PooledResource) -> None:
    tomorrow = localdate() + timedelta(days=1)
    booked(people, ct, CLOUD_CENTRE, tomorrow, (9, 10), by=chen, at=morning(localdate()))
    told = people.chief_chen.program().get(f"/planning/pool/?on={tomorrow}").json()
    day = next(one for one in told["resources"][0]["days"] if one["day"] == tomorrow.isoformat())
    assert day["free"] == [["08:00", "09:00"], ["10:00", "18:00"]]
    assert [one["institution"] for one in day["bookings"]] == [CLOUD_CENTRE]


def test_a_booking_whose_machine_has_ended_is_shown_to_be_seen_to(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made = booked(people, ct, CLOUD_CENTRE, localdate() + timedelta(days=3), by=chen, at=morning(localdate()))
    Equipment.objects.update(ends_on=localdate())
    assert [one["id"] for one in people.chief_chen.program().get("/planning/pool/").json()["no_longer_to_be_had"]] == [made.pk]
    assert "已预约，但设备已停用或人员不再可借出" in people.chief_chen.browser().get("/planning/pool/").content.decode()


def test_a_request_that_waited_in_vain_is_listed_until_it_is_closed(people: Cast, chen: Standing, ct: PooledResource) -> None:
    yesterday = localdate() - timedelta(days=1)
    booked(people, ct, RIVER_CENTRE, yesterday, by=chen, at=morning(yesterday))
    late = booked(people, ct, CLOUD_CENTRE, yesterday, by=chen, at=morning(yesterday), wait=True)
    told = people.chief_chen.program().get("/planning/pool/").json()
    assert ([one["id"] for one in told["waited_in_vain"]], told["waiting"], told["to_decide"]) == ([late.pk], [], [])
    deeds.cancel_booking(late, "没有轮到", by=chen, at=morning(localdate()))
    assert people.chief_chen.program().get("/planning/pool/").json()["waited_in_vain"] == []


def test_members_see_the_consortiums_and_others_nothing(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made = booked(people, ct, RIVER_CENTRE, localdate(), by=chen, at=morning(localdate()))
    assert len(people.nurse_zhang.program().get("/planning/pool/").json()["resources"]) == 1
    assert people.nurse_zhang.browser().get(f"/planning/pool/bookings/{made.pk}/").status_code == 200
    assert people.nurse_zhang.browser().post(f"/planning/pool/bookings/{made.pk}/cancel/", {"reason": "x"}).status_code == 404
    outside = person("private", "仁和", "hospital_clerk", institution_code=PRIVATE_HOSPITAL)
    for stranger in (people.foreigner, outside):
        assert stranger.program().get("/planning/pool/").json()["resources"] == []
        assert stranger.program().get("/planning/pool/bookings/").json()["bookings"] == []
        assert stranger.browser().get(f"/planning/pool/bookings/{made.pk}/").status_code == 404
        assert stranger.browser().get("/registers/pooled-resources/").status_code in (200, 403)
    assert people.doctor_li.browser().get("/planning/pool/").status_code == 403


def form_of(people: Cast, ct: PooledResource, **changes: Any) -> dict[str, Any]:
    told = {"resource_id": ct.pk, "institution_id": people.institutions[CLOUD_CENTRE].pk, "booked_on": localdate() + timedelta(days=1), "starts_at": "09:00",
            "ends_at": "10:00", "purpose": "筛查", "client_key": "form1"}
    return told | changes


def test_a_township_books_by_the_form_and_a_second_click_makes_no_second_booking(people: Cast, ct: PooledResource) -> None:
    browser = people.nurse_zhang.browser()
    assert 'name="client_key" value="' in browser.get("/planning/pool/new/").content.decode()
    first = browser.post("/planning/pool/new/", form_of(people, ct))
    assert first.status_code == 302
    assert browser.post("/planning/pool/new/", form_of(people, ct)).url == first.url
    assert PoolBooking.objects.count() == 1
    taken = browser.post("/planning/pool/new/", form_of(people, ct, client_key="form2"))
    assert taken.status_code == 422
    assert "进入候补" in taken.content.decode()
    assert browser.post("/planning/pool/new/", form_of(people, ct, client_key="form2", wait="on")).status_code == 302
    assert PoolBooking.objects.filter(state="waiting").count() == 1


@pytest.mark.parametrize("wrong", [
    {"resource_id": "x"}, {"resource_id": "999999"}, {"institution_id": "-1"}, {"booked_on": "9999-12-31"}, {"booked_on": "昨天"}, {"starts_at": "25:00"},
    {"ends_at": "08:00"}, {"purpose": ""}, {"purpose": "长" * 121}, {"client_key": "k" * 65}, {"booked_on": ""},
])
def test_what_is_typed_wrongly_is_refused_in_words(people: Cast, ct: PooledResource, wrong: dict[str, str]) -> None:
    assert people.nurse_zhang.browser().post("/planning/pool/new/", form_of(people, ct, **wrong)).status_code == 422
    assert not PoolBooking.objects.exists()


@pytest.mark.parametrize(("query", "status"), [
    ("on=9999-12-31", 422), ("on=0001-01-01", 422), ("from_on=2026-02-01&until_on=2026-01-01", 422), ("from_on=2020-01-01&until_on=2026-01-01", 422),
    ("on=abc", 422), ("resource=abc", 200), ("resource=-1", 200), ("state=never&institution=abc", 200),
    ("institution=99999999999999999999&resource=99999999999999999999", 200), ("institution=-1", 200),
])
@pytest.mark.parametrize("page", ["/planning/pool/", "/planning/pool/bookings/"])
def test_questions_nobody_can_mean(people: Cast, ct: PooledResource, page: str, query: str, status: int) -> None:
    asks = "on=" in query.replace("from_on=", "").replace("until_on=", "") and page.endswith("bookings/")
    assert people.chief_chen.browser().get(f"{page}?{query}").status_code == (200 if asks else status)


def test_deeds_through_the_pages(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made = a_week(people, chen, ct)
    browser = people.chief_chen.browser()
    assert browser.post(f"/planning/pool/bookings/{made['open'].pk}/use/").status_code == 302
    assert browser.post(f"/planning/pool/bookings/{made['first'].pk}/unused/", {"reason": "x"}).status_code == 422
    assert browser.post(f"/planning/pool/bookings/{made['first'].pk}/cancel/", {"reason": ""}).status_code == 422
    assert browser.post(f"/planning/pool/bookings/{made['first'].pk}/cancel/", {"reason": "改期"}).status_code == 302
    shown = browser.get(f"/planning/pool/bookings/{made['waits'].pk}/").content.decode()
    assert "给这一家" in shown
    assert "按角色次序轮到这一家" in shown
    assert browser.post(f"/planning/pool/bookings/{made['waits'].pk}/grant/", {"reason": ""}).status_code == 302
    assert PoolBooking.objects.get(pk=made["waits"].pk).state == "booked"


def test_a_reason_too_long_is_refused_and_a_booking_that_is_not_there_is_not_found(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made = booked(people, ct, CLOUD_CENTRE, localdate() + timedelta(days=1), by=chen, at=morning(localdate()))
    browser = people.chief_chen.browser()
    for deed in ("cancel", "unused", "grant"):
        assert browser.post(f"/planning/pool/bookings/{made.pk}/{deed}/", {"reason": "长" * 121}).status_code == 422
        assert browser.post(f"/planning/pool/bookings/99999999999999999999/{deed}/", {"reason": "x"}).status_code == 404
    assert browser.get("/planning/pool/bookings/99999999999999999999/").status_code == 404


def test_todays_work_lists_what_she_closes_and_what_she_decides(people: Cast, chen: Standing, ct: PooledResource) -> None:
    made = a_week(people, chen, ct)
    deeds.cancel_booking(made["first"], "改期", by=chen, at=morning(localdate()))

    def todo(who: Any) -> dict[str, str]:
        return {one["words"]: one["count"] for one in who.program().get("/").json()["waiting"] if one["words"].startswith("统筹")}

    both = {"统筹预约已过时间，待登记是否使用": "1", "统筹预约候补待决定": "1"}
    assert todo(people.chief_chen) == both
    assert todo(people.clerk_sun) == both
    assert todo(people.other_nurse) == {"统筹预约已过时间，待登记是否使用": "1"}, "her centre booked it; the hospital decides"
    assert todo(people.nurse_zhang) == {}, "she waits for it, and does not decide"
    assert todo(people.doctor_li) == {}


def test_lending_is_a_register_with_its_rules(people: Cast, ct: PooledResource) -> None:
    hours = {"weekdays": "13", "opens_at": "08:00", "closes_at": "12:00", "from_on": "2026-01-01"}
    cells = {"code": "R9", "institution": HOSPITAL, "practitioner": "P0003", **hours}
    by = the_house("test")
    assert actions.add_entry(known()["pooled-resources"], cells, by=by, at=morning(MONDAY))
    for changes, code in (
        ({"code": "R8", "practitioner": "P0002"}, "PLA-222"), ({"code": "R8", "equipment": "CT1"}, "PLA-220"), ({"code": "R8", "practitioner": ""}, "PLA-220"),
        ({"code": "R8", "weekdays": "8"}, "PLA-223"), ({"code": "R8", "closes_at": "07:00"}, "PLA-223"), ({"code": "R8", "ends_on": "2025-01-01"}, "CAT-08"),
    ):
        with pytest.raises(Refusals) as caught:
            actions.add_entry(known()["pooled-resources"], cells | changes, by=by, at=morning(MONDAY))
        assert [f.refusal.code for f in caught.value.faults] == [code], changes
    Equipment.objects.update(shared=False)
    with pytest.raises(Refusals) as caught:
        actions.add_entry(known()["pooled-resources"], cells | {"code": "R8", "practitioner": "", "equipment": "CT1"}, by=by, at=morning(MONDAY))
    assert [f.refusal.code for f in caught.value.faults] == ["PLA-221"]
    assert actions.retire_entry(known()["pooled-resources"], ct.pk, date(2026, 12, 31), "不再统筹使用", by=by, at=morning(MONDAY))


@pytest.mark.parametrize("register", ["pooled-resources", "pool-bookings", "equipment"])
def test_each_register_opens_has_its_template_and_is_searched(people: Cast, chen: Standing, ct: PooledResource, register: str) -> None:
    booked(people, ct, CLOUD_CENTRE, localdate() + timedelta(days=1), by=chen, at=morning(localdate()))
    browser = people.chief_chen.browser()
    page = browser.get(f"/registers/{register}/?q=CT").content.decode()
    assert "64排CT" in page
    assert f"/registers/{register}/import" in page
    assert browser.get(f"/registers/{register}/template").status_code == 200


HEADING = "统筹资源,使用机构,日期,开始,结束,用途,状态,原因"


def brought(people: Cast, tmp_path: Path, *lines: str) -> tuple[int, int, int]:
    path = tmp_path / "bookings.csv"
    path.write_text("\n".join((HEADING, *lines)) + "\n", "utf-8")
    kept = known()["pool-bookings"]
    taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=people.chief_chen.standing(), at=morning(MONDAY))
    return taken.added, taken.corrected, taken.unchanged


def test_bookings_come_by_a_sheet_through_the_same_rules(people: Cast, ct: PooledResource, tmp_path: Path) -> None:
    line = f"R-CT,{CLOUD_CENTRE},2026-11-03,09:00,10:00,筛查,,"
    assert brought(people, tmp_path, line) == (1, 0, 0)
    assert brought(people, tmp_path, line) == (0, 0, 1)
    assert brought(people, tmp_path, f"R-CT,{RIVER_CENTRE},2026-11-03,09:30,10:30,筛查,候补,") == (1, 0, 0)
    assert brought(people, tmp_path, f"R-CT,{RIVER_CENTRE},2026-11-03,09:30,10:30,筛查,候补,") == (0, 0, 1)
    assert set(PoolBooking.objects.values_list("state", flat=True)) == {"booked", "waiting"}
    assert brought(people, tmp_path, line.replace("筛查,,", "筛查,已取消,改期")) == (0, 1, 0)
    assert brought(people, tmp_path, line.replace("筛查,,", "筛查,已取消,改期")) == (0, 0, 1)
    assert brought(people, tmp_path, f"R-CT,{RIVER_CENTRE},2026-11-03,09:30,10:30,筛查,已预约,") == (0, 1, 0), "given its time"


@pytest.mark.parametrize(("line", "column", "code"), [
    (f"R-CT,{RIVER_CENTRE},2026-11-03,09:30,10:30,筛查,,", "开始", "PLA-231"),
    (f"R-CT,{CLOUD_CENTRE},2026-11-03,09:00,11:00,筛查,,", "结束", "PLA-239"),
    (f"R-CT,{PRIVATE_HOSPITAL},2026-11-03,11:00,12:00,筛查,,", "使用机构", "PLA-226"),
    (f"R-CT,{CLOUD_CENTRE},2026-11-03,11:00,11:00,筛查,,", "结束", "PLA-224"),
    (f"R-CT,{CLOUD_CENTRE},2026-11-01,11:00,12:00,筛查,,", "日期", "PLA-225"),
    (f"R-CT,{CLOUD_CENTRE},2026-11-03,11:00,12:00,,,", "用途", "CAT-12"),
    (f"R-CT,{CLOUD_CENTRE},2026-11-03,09:00,10:00,筛查,已取消,", "原因", "PLA-235"),
    (f"R-CT,{CLOUD_CENTRE},9999-12-31,09:00,10:00,筛查,,", "日期", "KER-35"),
    (f"R-CT,{CLOUD_CENTRE},2026-11-03,09:00,10:00,筛查,已使用,", "日期", "PLA-234"),
    (f"R-CT,{CLOUD_CENTRE},2026-11-03,09:00,10:00,筛查,已取消,{'长' * 121}", "原因", "CAT-19"),
    (f"R-X,{CLOUD_CENTRE},2026-11-03,11:00,12:00,筛查,,", "统筹资源", "CAT-17"),
])
def test_a_bad_line_is_named_with_row_and_column(people: Cast, chen: Standing, ct: PooledResource, tmp_path: Path, line: str, column: str, code: str) -> None:
    booked(people, ct, CLOUD_CENTRE, MONDAY + timedelta(days=1), by=chen, at=morning(MONDAY))
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, line)
    assert [(f.row, f.column, f.refusal.code) for f in no.value.faults] == [(2, column, code)]
    assert PoolBooking.objects.count() == 1


def test_asking_for_an_hour_that_is_free_with_waiting_allowed_books_it(people: Cast, chen: Standing, ct: PooledResource) -> None:
    assert deeds.book_resource(asked(people, ct, CLOUD_CENTRE, MONDAY, wait=True), by=chen, at=morning(MONDAY)).state == "booked"
