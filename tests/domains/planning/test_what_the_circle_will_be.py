"""What will the circle be in June? Projects arrive on the day they open, marked as planned until then; a switch leaves them out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.domains.planning.folder import region_folder
from tests.domains.planning.works import Site, approved, met, moment, planned, stage
from tests.people import AT, CLOUD_CENTRE, FAR_HILL_CLINIC, LONG_AGO, TODAY, Cast, Person, practitioner
from weijian.domains.planning.actions.milestones import expect_milestone
from weijian.domains.planning.actions.projects import commission_project, pause_project
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import CapitalProject
from weijian.domains.planning.queries.project_sites import arrivals
from weijian.domains.registry.models import ClinicalService, ServiceOffer
from weijian.domains.workforce.models import Post
from weijian.kernel.standing import the_house

MAP = "/planning/map/"
JUNE, MARCH = date(2027, 6, 1), date(2027, 3, 1)


def ask(on: date, **more: str) -> dict[str, str]:
    return {"circle": "primary", "mode": "car", "minutes": "15", "on": on.isoformat(), **more}


@contextmanager
def on_the_day(today: date) -> Iterator[None]:
    with patch("weijian.domains.planning.views.service_map.localdate", return_value=today):
        yield


@pytest.fixture
def project(people: Cast, tmp_path: Path) -> CapitalProject:
    """A far branch where nobody else is, its people the folder's cell c3, too far from everything else."""
    load_region(region_folder(tmp_path), Choices("青禾县", as_of=TODAY.replace(month=1, day=1)), by=the_house("test"), at=AT)
    service = ClinicalService.objects.create(code="HYPERTENSION", name="高血压管理", basic_level="A")
    for house in (CLOUD_CENTRE, FAR_HILL_CLINIC):
        ServiceOffer.objects.create(institution=people.institutions[house], service=service, from_on=LONG_AGO)
    practitioner("P0900", "王医生", "11", people.institutions[CLOUD_CENTRE], duty="全科", licence_ends_on=date(2029, 1, 1))
    by = people.chief_chen.standing()
    return met(approved(people, by, site=Site(112.30, 31.2)), by, 开工=date(2026, 2, 25))  # type: ignore[arg-type]


def covered(person: Person, on: date, **more: str) -> tuple[float, int]:
    with on_the_day(TODAY):
        found = person.program().get(MAP, ask(on, **more)).json()
    return found["covered_people"], len(found["planned"])


def test_a_planned_site_counts_from_its_day_and_not_before(people: Cast, project: CapitalProject) -> None:
    before, coming = covered(people.chief_chen, MARCH)
    after, arrived = covered(people.chief_chen, JUNE)
    assert (coming, arrived) == (0, 1)
    assert after > before


def test_the_switch_leaves_planned_sites_out(people: Cast, project: CapitalProject) -> None:
    assert covered(people.chief_chen, JUNE, planned="0") == covered(people.chief_chen, MARCH)
    assert covered(people.chief_chen, JUNE, sent="1") == covered(people.chief_chen, MARCH), "a form sent without the tick"
    assert covered(people.chief_chen, JUNE, sent="1", planned="on")[1] == 1


def test_the_page_and_the_map_say_that_it_is_planned(people: Cast, project: CapitalProject) -> None:
    with on_the_day(TODAY):
        page = people.chief_chen.browser().get(MAP, ask(JUNE)).content.decode()
        points = people.chief_chen.program().get(f"{MAP}campuses.geojson", ask(JUNE)).json()["features"]
        here = people.chief_chen.program().get(f"{MAP}here/", {**ask(JUNE), "lon": "112.30", "lat": "31.2"}).json()["nearest"]
    for words in ("待建", "远山分院", "预计 2027-05-01 投用", "不计待建项目", f"/planning/projects/{project.pk}/"):
        assert words in page, words
    [point] = [p["properties"] for p in points if p["properties"]["planned"]]
    assert (point["arrives_on"], point["project"]) == ("2027-05-01", project.pk)
    assert here[0]["arrives_on"] == "2027-05-01"


def test_a_new_expectation_moves_the_day_it_counts_from(people: Cast, project: CapitalProject) -> None:
    expect_milestone(stage(project, "投用"), date(2027, 7, 1), 0, "雨季", by=people.chief_chen.standing(), at=AT)
    assert covered(people.chief_chen, JUNE)[1] == 0
    with on_the_day(TODAY):
        found = people.chief_chen.program().get(MAP, ask(JUNE)).json()
    assert "2027-07-01" in found["planned_left_out"][0]["why"]


def test_what_is_not_approved_paused_or_overdue_is_left_out_and_named(people: Cast, project: CapitalProject) -> None:
    by = people.chief_chen.standing()
    planned(people, by, code="P2", name="没有批复的分院")
    pause_project(project, "换施工单位", by=by, at=AT)
    found = arrivals(JUNE, today=TODAY)
    assert not found.points
    assert [why.code for _point, why in found.left_out] == ["PLA-60", "PLA-60"]
    CapitalProject.objects.filter(pk=project.pk).update(state="building", paused_from="")
    overdue = arrivals(date(2027, 9, 1), today=date(2027, 8, 1))
    assert [why.code for _point, why in overdue.left_out if _point.project_id == project.pk] == ["PLA-61"]


def test_once_opened_it_is_an_institutions_campus_and_counted_once(people: Cast, project: CapitalProject) -> None:
    by = people.chief_chen.standing()
    opened = met(project, by, 封顶=date(2026, 9, 1), 竣工验收=date(2026, 10, 1))
    expected = covered(people.chief_chen, JUNE)[0]
    commission_project(opened, date(2026, 11, 1), by=by, at=moment(TODAY))
    assert covered(people.chief_chen, JUNE) == (expected, 0)
    assert covered(people.chief_chen, TODAY) == (expected, 0)
    assert covered(people.chief_chen, date(2026, 10, 31))[0] < expected


def test_a_site_whose_owner_has_no_doctor_is_left_out_unless_it_is_not_judged(people: Cast, project: CapitalProject) -> None:
    Post.objects.filter(institution=project.owner).delete()
    assert [why.code for _point, why in arrivals(JUNE, today=TODAY).left_out] == ["PLA-63"]
    assert len(arrivals(JUNE, today=TODAY, judged=False).points) == 1


def test_only_sites_of_the_circles_kind_arrive(people: Cast, project: CapitalProject) -> None:
    assert [p.kind for p in arrivals(JUNE, today=TODAY, kinds=("B", "C")).points] == ["C220"]
    assert not arrivals(JUNE, today=TODAY, kinds=("A", "G")).points


def test_projects_are_a_layer_for_those_who_may_see_them(people: Cast, project: CapitalProject) -> None:
    [drawn] = people.chief_chen.program().get(f"{MAP}projects.geojson").json()["features"]
    assert (drawn["properties"]["name"], drawn["properties"]["percent"], drawn["geometry"]["coordinates"]) == ("远山分院", 25, [112.3, 31.2])
    assert people.doctor_li.program().get(f"{MAP}projects.geojson").json()["features"] == []
