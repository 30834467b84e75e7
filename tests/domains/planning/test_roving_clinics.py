"""Roving clinics: villages without a clinic, sessions planned, held and cancelled, and the week's time coverage counted minute by minute."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.utils.timezone import localdate

from tests.domains.planning.folder import FILES, region_folder
from tests.people import CLOUD_CENTRE, CLOUD_RIDGE, EAST_WILLOW, FAR_HILL, FAR_HILL_CLINIC, RIVER_CENTRE, Cast, Person, person
from weijian.domains.planning.actions import roving as deeds
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import RovingSession
from weijian.domains.planning.queries.time_covered import time_covered
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.planning.rules.roving import Repeating
from weijian.domains.registry.models import Campus, ClinicalService, Institution, OpeningHours, Place, PopulationCell, ServiceOffer
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.dates import CHINA
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import Standing, the_house

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


def moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


def planned(
    people: Cast, by: Standing, day: date, *, team: str = "一队", starts: time = time(9), weeks: int = 0, until: date | None = None,
) -> list[RovingSession]:
    new = deeds.NewSessions(
        people.places[FAR_HILL], people.institutions[CLOUD_CENTRE], team, Repeating(day, weeks, until), starts, time(12),
    )
    return deeds.plan_sessions(new, by=by, at=moment(day))


@pytest.fixture
def chen(people: Cast) -> Standing:
    return people.chief_chen.standing()


def test_a_weekly_arrangement_is_entered_whole_or_not_at_all(people: Cast, chen: Standing) -> None:
    made = planned(people, chen, MONDAY, weeks=1, until=MONDAY + timedelta(days=21))
    assert [one.session_on.day for one in made] == [2, 9, 16, 23]
    assert (made[0].lon, made[0].lat) == (112.47, 31.46)
    assert Happening.objects.filter(kind="RovingPlanned").count() == 4
    with pytest.raises(Refusal) as no:
        planned(people, chen, MONDAY - timedelta(days=7), starts=time(11), weeks=1, until=MONDAY)
    assert no.value.code == "PLA-173"
    assert "2026-11-02" in no.value.sentence
    assert RovingSession.objects.count() == 4
    assert planned(people, chen, MONDAY, team="二队"), "another team is free"


def test_held_needs_its_people_and_may_be_put_right(people: Cast, chen: Standing) -> None:
    session = planned(people, chen, MONDAY)[0]
    for attendance, day, code in ((None, MONDAY, "PLA-175"), (3, MONDAY - timedelta(days=1), "PLA-174")):
        with pytest.raises(Refusal) as no:
            deeds.hold_session(session, attendance, by=chen, at=moment(day))
        assert no.value.code == code
    assert deeds.hold_session(session, 12, by=chen, at=moment(MONDAY)).attendance == 12
    assert deeds.hold_session(session, 21, by=chen, at=moment(MONDAY)).attendance == 21
    with pytest.raises(Refusal) as no:
        deeds.cancel_session(session, "下雪", by=chen, at=moment(MONDAY))
    assert no.value.code == "PLA-79"


def test_a_cancelled_session_is_announced_and_frees_its_team(people: Cast, chen: Standing) -> None:
    session = planned(people, chen, MONDAY)[0]
    with pytest.raises(Refusal) as no:
        deeds.cancel_session(session, " ", by=chen, at=moment(MONDAY))
    assert no.value.code == "PLA-176"
    assert deeds.cancel_session(session, "大雪封路，改11月9日", by=chen, at=moment(MONDAY)).state == "cancelled"
    assert planned(people, chen, MONDAY)[0].pk != session.pk


def test_the_village_or_the_team_must_be_hers(people: Cast) -> None:
    with pytest.raises(Refusal) as no:
        planned(people, people.other_nurse.standing(), MONDAY)
    assert no.value.code == "PLA-177"
    assert planned(people, people.nurse_zhang.standing(), MONDAY)


def village_clinic_counts(people: Cast) -> None:
    service = ClinicalService.objects.create(code="HYPERTENSION", name="高血压管理", basic_level="A")
    ServiceOffer.objects.create(institution=people.institutions[FAR_HILL_CLINIC], service=service, from_on=date(2020, 1, 1))


def test_villages_without_a_clinic_come_worst_first_with_their_people(people: Cast, chen: Standing) -> None:
    """Only the far village's clinic has a doctor and a service: the other three are without, one visited long ago, one lately."""
    village_clinic_counts(people)
    PopulationCell.objects.create(code="c1", lon=112.23, lat=31.22, people=40, place=people.places[EAST_WILLOW])
    PopulationCell.objects.create(code="c2", lon=112.23, lat=31.23, people=2, place=people.places[EAST_WILLOW])
    today = localdate()
    for village, centre, days in ((EAST_WILLOW, RIVER_CENTRE, 20), (CLOUD_RIDGE, CLOUD_CENTRE, 5)):
        day = today - timedelta(days=days)
        new = deeds.NewSessions(people.places[village], people.institutions[centre], "一队", Repeating(day, 0, None), time(9), time(11))
        deeds.hold_session(deeds.plan_sessions(new, by=chen, at=moment(day))[0], 8, by=chen, at=moment(day))
    found = people.chief_chen.program().get("/planning/roving/").json()
    told = [(one["name"], one["visits"], one["people"]) for one in found["villages"]]
    assert told == [("河街社区", "never", 0), ("东柳村", "overdue", 42), ("云岭村", "gap", 0)]
    assert found["villages"][1]["institutions_that_do_not_count"] == ["东柳村卫生室"]
    assert (found["people"], found["late_people"], found["every_days"], found["time_coverage"]) == (42, 42, 14, None)
    page = people.chief_chen.browser().get("/planning/roving/").content.decode()
    assert "超过间隔6天" in page
    assert "没有路网或人口格网" in page


def test_a_session_nobody_told_the_outcome_of_is_asked_for(people: Cast, chen: Standing) -> None:
    yesterday = localdate() - timedelta(days=1)
    session = planned(people, chen, yesterday)[0]
    found = people.chief_chen.program().get("/planning/roving/").json()
    assert [one["id"] for one in found["without_outcome"]] == [session.pk]
    browser = people.chief_chen.browser()
    assert "已过日期，还没有登记结果" in browser.get("/planning/roving/").content.decode()
    assert browser.post(f"/planning/roving/{session.pk}/hold/", {"attendance": ""}).status_code == 422
    assert browser.post(f"/planning/roving/{session.pk}/hold/", {"attendance": "0"}).status_code == 302
    assert people.chief_chen.program().get(f"/planning/roving/{session.pk}/").json()["attendance"] == 0
    assert people.chief_chen.program().get("/planning/roving/").json()["without_outcome"] == []


def test_she_plans_and_cancels_on_the_pages(people: Cast) -> None:
    browser, day = people.nurse_zhang.browser(), (localdate() + timedelta(days=3)).isoformat()
    said = {"place_id": people.places[FAR_HILL].pk, "institution_id": people.institutions[CLOUD_CENTRE].pk, "team": "一队", "session_on": day,
            "starts_at": "08:30", "ends_at": "11:00", "every_weeks": "0"}
    assert browser.post("/planning/roving/new/", {**said, "ends_at": "08:00"}).status_code == 422
    assert browser.post("/planning/roving/new/", {**said, "every_weeks": "3"}).status_code == 422
    answer = browser.post("/planning/roving/new/", said)
    session = RovingSession.objects.get()
    assert answer.headers["Location"] == f"/planning/roving/{session.pk}/"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "安排" in page
    assert "巡诊日期" in page, "the button says why it cannot be held yet"
    assert browser.post(f"/planning/roving/{session.pk}/cancel/", {"announcement": ""}).status_code == 422
    assert browser.post(f"/planning/roving/{session.pk}/cancel/", {"announcement": "改期"}).status_code == 302
    assert "改期" in browser.get(f"/planning/roving/{session.pk}/").content.decode()


HEADING = "巡诊地点（村）,派出机构,巡诊队,日期,开始,结束,状态,接诊人次,取消公告,经度,纬度"


def brought(people: Cast, tmp_path: Path, *lines: str) -> tuple[int, int, int]:
    path = tmp_path / "sessions.csv"
    path.write_text("\n".join((HEADING, *lines)) + "\n", "utf-8")
    kept = known()["roving-sessions"]
    taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=people.chief_chen.standing(), at=moment(MONDAY))
    return taken.added, taken.corrected, taken.unchanged


def test_sessions_come_by_sheet_with_their_outcome_and_twice_changes_nothing(people: Cast, tmp_path: Path) -> None:
    lines = (f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-10-19,09:00,12:00,,15,,,", f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-10-26,09:00,12:00,,,大雪,,",
             f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-11-09,09:00,12:00,,,,,")
    assert brought(people, tmp_path, *lines) == (3, 0, 0)
    assert sorted(RovingSession.objects.values_list("state", "attendance")) == [("cancelled", None), ("held", 15), ("planned", None)]
    assert brought(people, tmp_path, *lines) == (0, 0, 3)


@pytest.mark.parametrize(("line", "column", "code"), [
    (f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-10-19,09:00,08:00,,,,,", "结束", "PLA-170"),
    (f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-11-09,09:00,12:00,,4,,,", "日期", "PLA-174"),
    (f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-10-19,09:00,12:00,已开诊,,,,", "接诊人次", "PLA-175"),
    (f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-10-19,09:00,12:00,已取消,,,,", "取消公告", "PLA-176"),
    (f"{FAR_HILL},{CLOUD_CENTRE},一队,2026-10-19,09:00,12:00,,-3,,,", "接诊人次", ""),
])
def test_a_bad_line_is_named_with_row_and_column(people: Cast, tmp_path: Path, line: str, column: str, code: str) -> None:
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, line)
    fault = no.value.faults[0]
    assert (fault.row, fault.column) == (2, column)
    assert fault.refusal.code.startswith(code)
    assert not RovingSession.objects.exists()


@pytest.fixture
def region(tmp_path: Path) -> Person:
    """As folder.py, with a clinic at c3 and two villages; c1 and c2 are two minutes apart, c3 and c4 reach nothing of theirs."""
    places = FILES["divisions.csv"] + "429921101001,河街社区\n429921202201,云岭村\n"
    sites = FILES["institutions.csv"] + "V00001,云岭村卫生室,112.30,31.20,村卫生室,9,429921202201\n"
    cells = FILES["cells.csv"].replace("150,429921202000", "150,429921202201").replace("600,429921101000", "600,429921101001")
    folder = region_folder(tmp_path, divisions=places, institutions=sites, cells=cells)
    load_region(folder, Choices("青禾县", as_of=MONDAY.replace(month=1, day=1)), by=the_house("test"), at=moment(MONDAY))
    return person("chen", "陈科长", "officer", place_code="429921")


def session(day: date, starts: time, ends: time, lon: float, **said: object) -> RovingSession:
    where = {"place": Place.objects.get(code="429921202201"), "institution": Institution.objects.get(code="H00001"), "lon": lon, "lat": 31.2}
    return RovingSession.objects.create(**{"team": "一队", **where, "session_on": day, "starts_at": starts, "ends_at": ends, **said})


def opens(code: str, opens_at: time, closes_at: time, weekdays: range, emergency_only: bool = False) -> None:
    campus = Campus.objects.get(institution__code=code)
    for weekday in weekdays:
        OpeningHours.objects.create(campus=campus, weekday=weekday, opens_at=opens_at, closes_at=closes_at, emergency_only=emergency_only)


def test_time_coverage_agrees_with_counting_every_minute_of_the_week(region: Person) -> None:
    """Hospital on weekdays 8–12 and over the night from Sunday; the clinic only for emergencies; one session overlaps, one is elsewhere, one is off."""
    opens("H00001", time(8), time(12), range(1, 6))
    opens("H00001", time(22), time(2), range(7, 8))
    opens("V00001", time(0), time(0), range(1, 8), emergency_only=True)
    session(MONDAY, time(11), time(13, 30), 112.21)
    session(MONDAY + timedelta(days=2), time(9), time(11), 112.30, state="held", attendance=4)
    session(MONDAY + timedelta(days=3), time(9), time(11), 112.30, state="cancelled", announcement="雪")
    session(MONDAY + timedelta(days=7), time(9), time(11), 112.30, team="下周")
    hospital, near, far = (np.zeros(7 * 1440, dtype=bool) for _ in range(3))
    for day in range(5):
        hospital[day * 1440 + 480 : day * 1440 + 720] = True
    hospital[6 * 1440 + 1320 :] = hospital[:120] = True
    near[660:810] = far[2 * 1440 + 540 : 2 * 1440 + 660] = True
    fixed = 900 * int(hospital.sum()) / 60
    whole = (900 * int((hospital | near).sum()) + 150 * int(far.sum())) / 60
    found = time_covered(MapQuestion("car", 15, MONDAY + timedelta(days=4)), "429921")
    assert found is not None
    assert (found.fixed.people_hours, found.all.people_hours) == (pytest.approx(fixed), pytest.approx(whole))
    assert (found.fixed.never_people, found.all.never_people, found.sessions, found.unknown) == (160, 10, 2, 0)
    assert found.hours_in["429921202201"] == pytest.approx(2)
    told = region.program().get("/planning/roving/", {"on": MONDAY.isoformat(), "mode": "car", "minutes": "15"}).json()["time_coverage"]
    assert told["with_roving"]["people_hours"] == pytest.approx(whole)
    assert told["from_on"] == "2026-11-02"


def test_without_hours_on_file_nothing_is_reckoned_open(region: Person) -> None:
    found = time_covered(MapQuestion("car", 15, MONDAY))
    assert found is not None
    assert (found.all.people_hours, found.institutions, found.unknown, found.all.never_people) == (0, 0, 2, 1060)


@pytest.mark.parametrize("asked", [{"minutes": "0"}, {"mode": "broom"}, {"on": "2026-02-30"}])
def test_a_week_that_cannot_be_asked_for_is_refused(region: Person, asked: dict[str, str]) -> None:
    answer = region.program().get("/planning/roving/", asked)
    assert (answer.status_code, answer.json()["code"][:3]) == (422, "PLA")


def test_who_may_not_read_the_map_is_not_let_in(people: Cast) -> None:
    assert people.clerk_sun.browser().get("/planning/roving/").status_code == 403
