"""Who sees which entries of the registers of people at work."""

from datetime import date

import pytest

from tests.people import CLOUD_CENTRE, CLOUD_TOWN, COUNTY, HOSPITAL, RIVER_TOWN, Cast, Person, person
from weijian.domains.workforce.models import Post, Practitioner
from weijian.foundation.catalogue.registers import known
from weijian.foundation.catalogue.visibility import home_of
from weijian.kernel.standing import Grant, Standing

pytestmark = pytest.mark.django_db


def seen(who: Person, code: str) -> list[str]:
    entries = who.program().get(f"/registers/{code}/").json()["entries"]
    return sorted(e["label"] for e in entries)


def test_those_at_work_are_seen_where_they_serve(people: Cast) -> None:
    assert seen(people.nurse_zhang, "practitioners") == ["张护士", "李医生"]
    assert seen(people.other_nurse, "practitioners") == ["赵主任"]  # the hospital stands in her township
    assert seen(people.foreigner, "practitioners") == []
    assert seen(people.chief_chen, "practitioners") == ["张护士", "李医生", "赵主任"]
    assert seen(people.nurse_zhang, "practice-licences") == ["LP0001", "LP0002"]
    assert seen(people.foreigner, "posts") == []


def test_somebody_with_two_posts_is_listed_once(people: Cast) -> None:
    nurse = Practitioner.objects.get(code="P0002")
    Post.objects.create(practitioner=nurse, institution=people.institutions[CLOUD_CENTRE], kind="multi", duty="护士长", from_on=date(2024, 1, 1))
    assert seen(people.nurse_zhang, "practitioners").count("张护士") == 1


def test_a_form_offers_only_the_people_she_may_see(people: Cast) -> None:
    clerk = person("cloud", "云岭登记员", "data_clerk", place_code=CLOUD_TOWN, institution_code=CLOUD_CENTRE)
    page = clerk.browser().get("/registers/posts/new").text
    assert "李医生" in page
    assert "赵主任" not in page


def test_a_register_asks_for_its_own_capability_beside_the_catalogues(people: Cast) -> None:
    leader = person("leader", "负责人", "leader", place_code=COUNTY)
    assert leader.browser().get("/registers/population/").status_code == 200
    assert people.nurse_zhang.browser().get("/registers/population/").status_code == 403
    assert "人口底数" not in people.nurse_zhang.browser().get("/registers/").text
    assert people.outsider.browser().get("/registers/").status_code == 403


@pytest.mark.parametrize(
    ("grants", "home"),
    [
        ([(CLOUD_TOWN, CLOUD_CENTRE)], (CLOUD_TOWN, "")),
        ([(CLOUD_TOWN, ""), (RIVER_TOWN, "")], ("429921", "")),
        ([("", HOSPITAL)], ("", HOSPITAL)),
        ([("", "")], ("", "")),
    ],
)
def test_an_export_belongs_to_the_one_place_that_holds_all_she_reaches(grants: list[tuple[str, str]], home: tuple[str, str]) -> None:
    may = frozenset({"catalogue.export"})
    assert home_of(Standing(1, "x", tuple(Grant("x", may, place, institution) for place, institution in grants))) == home


def test_every_register_says_its_capabilities_in_words_somebody_holds() -> None:
    from weijian.foundation.people.roles import roles

    granted = frozenset[str]().union(*(r.capabilities for r in roles().values()))
    for register in known().values():
        assert {register.needs_read, register.needs_write} <= granted, register.code
