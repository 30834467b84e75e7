"""Remote services: which townships and villages have one in their own institution, and how many people live there."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.people import CLOUD_CENTRE, CLOUD_RIDGE, COUNTY, EAST_WILLOW, FAR_HILL, FAR_HILL_CLINIC, HOSPITAL, LONG_AGO, RIVER_CENTRE, RIVER_STREET, Cast
from weijian.domains.registry.models import ClinicalService, InstitutionStanding, PopulationCell, ServiceOffer
from weijian.foundation.parameters.models import ParameterValue

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)


def told(people: Cast, on: date = ON, place: str = COUNTY) -> dict[str, Any]:
    found: dict[str, Any] = people.chief_chen.program().get(f"/planning/resources/?place={place}&on={on}").json()["remote"]
    return found


def offer(people: Cast, house: str, name: str = "远程会诊", since: date = LONG_AGO, until: date | None = None) -> None:
    service = ClinicalService.objects.get_or_create(code=f"S-{name}", name=name)[0]
    ServiceOffer.objects.create(institution=people.institutions[house], service=service, from_on=since, ends_on=until)


@pytest.fixture(autouse=True)
def lived_in(people: Cast) -> None:
    for number, (village, heads) in enumerate(((RIVER_STREET, 100), (EAST_WILLOW, 40), (CLOUD_RIDGE, 50), (FAR_HILL, 10))):
        PopulationCell.objects.create(code=f"c{number}", lon=112.2, lat=31.2, people=heads, place=people.places[village])


def test_a_township_counts_by_its_health_centre_and_a_village_by_what_stands_in_it(people: Cast) -> None:
    offer(people, CLOUD_CENTRE)
    offer(people, HOSPITAL)
    county = told(people)["counties"][0]
    towns, villages = county["townships"], county["villages"]
    assert (towns["reached"], towns["places"], towns["share"], towns["people_reached"], towns["people"]) == (1, 2, 0.5, 60, 200)
    assert [(one["name"], one["people"], one["institutions"]) for one in towns["without"]] == [("柳河镇", 140, ["柳河镇卫生院"])]
    assert (villages["reached"], villages["places"], villages["people_reached"]) == (2, 4, 150), "the hospital's street, and the centre's village"
    assert [one["name"] for one in villages["without"]] == ["东柳村", "远山村"]


def test_only_what_is_offered_on_the_day_by_a_house_in_operation_counts_and_the_year_before_is_beside(people: Cast) -> None:
    offer(people, CLOUD_CENTRE, since=ON)
    offer(people, RIVER_CENTRE, until=ON - timedelta(days=1))
    offer(people, FAR_HILL_CLINIC, name="心电图检查")
    county = told(people)["counties"][0]
    assert (county["townships"]["reached"], county["townships_before"], county["villages"]["reached"]) == (1, 0.5, 1)
    InstitutionStanding.objects.create(
        institution=people.institutions[CLOUD_CENTRE], from_on=ON, status="suspended", kind="C220", level="1", grade="2", ownership="1",
    )
    assert told(people)["counties"][0]["townships"]["reached"] == 0


def test_what_makes_a_service_a_remote_one_is_a_parameter(people: Cast) -> None:
    offer(people, FAR_HILL_CLINIC, name="云上心电")
    assert told(people)["counties"][0]["villages"]["reached"] == 0
    ParameterValue.objects.create(code="planning.remote_services", value=["远程", "云上"], from_on=LONG_AGO, state="approved", proposed_at="2026-01-01T00:00Z")
    assert told(people)["counties"][0]["villages"]["reached"] == 1


def test_a_township_alone_and_a_place_without_any(people: Cast) -> None:
    alone = told(people, place="429921202")["counties"]
    assert [(one["name"], one["townships"]["places"], one["villages"]["places"]) for one in alone] == [("云岭乡", 1, 2)]
    village = told(people, place=FAR_HILL)["counties"][0]
    assert (village["townships"]["places"], village["townships"]["share"], village["villages"]["places"]) == (0, None, 1)


def test_the_page_names_those_without(people: Cast) -> None:
    page = people.chief_chen.browser().get(f"/planning/resources/?place={COUNTY}&on={ON}").content.decode()
    assert "远程服务覆盖" in page
    assert "0 / 2" in page
    assert "远山村卫生室" in page
    for day in ("2024-02-29", "9999-12-31", "0001-01-01"):
        assert people.chief_chen.browser().get(f"/planning/resources/?on={day}").status_code in (200, 422)
