"""One full, many strong, heart and bone: the verdict with who breaks it, and the part of each institution by township."""

from datetime import date

import pytest

from tests.domains.planning.zoned import beds, zone, zoned
from tests.people import AT, CLOUD_CENTRE, CLOUD_TOWN, COUNTY, HOSPITAL, LONG_AGO, PRIVATE_HOSPITAL, RIVER_CENTRE, RIVER_STREET, Cast, practitioner
from weijian.domains.planning.models import StatedRole, SubCentre
from weijian.domains.registry.models import Campus, Institution, InstitutionStanding
from weijian.foundation.parameters.models import ParameterValue

pytestmark = pytest.mark.django_db
PAGE, ON = "/planning/structure/", {"on": "2026-11-02"}


def told(people: Cast, **asked: str) -> dict:  # type: ignore[type-arg]
    return people.chief_chen.program().get(PAGE, {**ON, **asked}).json()[0]


def verdicts(people: Cast, **asked: str) -> dict[str, tuple[int, int, str, list[str]]]:
    return {one["test"]: (one["have"], one["wanted"], one["fault"], one["breaking"]) for one in told(people, **asked)["tests"]}


def opened(people: Cast, code: str, name: str, kind: str, ownership: str = "1") -> Institution:
    where = people.places[RIVER_STREET]
    made = Institution.objects.create(code=code, name=name, place=where)
    InstitutionStanding.objects.create(institution=made, from_on=LONG_AGO, status="operating", kind=kind, ownership=ownership)
    Campus.objects.create(institution=made, name="本部", main=True, place=where, lon=112.2, lat=31.2, from_on=LONG_AGO)
    return made


def wanted(code: str, value: int) -> None:
    ParameterValue.objects.create(
        code=f"planning.structure_{code}", region_code=COUNTY, from_on=date(2026, 6, 1), value=value, state="approved", proposed_at=AT, reason="县方案",
    )


def staffed(people: Cast) -> None:
    """Both centres with beds and a physician."""
    for house in (RIVER_CENTRE, CLOUD_CENTRE):
        beds(people, house, 5)
        practitioner(f"P{house}", "某医师", "11", people.institutions[house])


def test_a_county_that_has_nothing_yet_is_told_what_it_lacks(people: Cast) -> None:
    """The private hospital is not counted; no strong one; no sub-centre; two centres without beds."""
    assert verdicts(people) == {
        "one_full": (1, 1, "none", []), "many_strong": (0, 2, "too_few", []), "heart": (0, 2, "too_few", []),
        "bone": (0, 2, "too_few", [RIVER_CENTRE, CLOUD_CENTRE]),
    }
    assert (told(people)["conforms"], told(people)["not_counted"]) == (False, [PRIVATE_HOSPITAL])
    page = people.chief_chen.browser().get(PAGE, ON).content.decode()
    for words in ("不符合", "公办综合医院 1 家，应正好 1 家。", "床位 0，医师 0", "青禾仁和医院", "登记簿没有重点专科"):
        assert words in page, words


def test_a_county_as_it_should_be_conforms(people: Cast) -> None:
    zoned(people)
    far = zone(people, "PQ2", "西片区", CLOUD_TOWN)
    SubCentre.objects.create(zone=far, institution=people.institutions[CLOUD_CENTRE], from_on=LONG_AGO)
    opened(people, "H0003", "县中医医院", "A210")
    opened(people, "G0001", "县妇幼保健院", "G100")
    assert told(people)["conforms"] is True
    assert "符合" in people.chief_chen.browser().get(PAGE, ON).content.decode()
    SubCentre.objects.filter(zone=far).update(ends_on=date(2026, 11, 1))
    assert verdicts(people)["heart"] == (1, 2, "too_few", [])
    assert verdicts(people)["bone"] == (1, 2, "too_few", [CLOUD_CENTRE])


def test_a_second_public_general_hospital_breaks_it_and_both_are_named(people: Cast) -> None:
    opened(people, "H0009", "县第二人民医院", "A100")
    assert verdicts(people)["one_full"] == (2, 1, "too_many", [HOSPITAL, "H0009"])
    wanted("general", 2)
    assert verdicts(people)["one_full"] == (2, 2, "none", [])
    assert verdicts(people, on="2026-05-31")["one_full"][2] == "too_many", "the county's own number holds from its day"


def test_a_centre_is_bone_with_the_beds_and_doctors_that_are_asked_for(people: Cast) -> None:
    staffed(people)
    assert verdicts(people)["bone"] == (2, 2, "none", [])
    wanted("bone_beds", 6)
    assert verdicts(people)["bone"] == (0, 2, "too_few", [RIVER_CENTRE, CLOUD_CENTRE])


def test_a_stated_role_that_differs_is_shown_and_townships_list_who_leads(people: Cast) -> None:
    StatedRole.objects.create(institution=people.institutions[PRIVATE_HOSPITAL], part="backbone", from_on=LONG_AGO)
    StatedRole.objects.create(institution=people.institutions[HOSPITAL], part="leader", from_on=LONG_AGO)
    found = told(people)
    assert [(one["code"], one["stated"], one["derived"]) for one in found["differing"]] == [(PRIVATE_HOSPITAL, "backbone", "beside")]
    assert [(row["place"], [(one["code"], one["stands"]) for one in row["leading"]], len(row["foundation"])) for row in found["townships"]] == [
        ("429921101", [(HOSPITAL, "general"), (PRIVATE_HOSPITAL, "beside"), (RIVER_CENTRE, "neither")], 1), (CLOUD_TOWN, [(CLOUD_CENTRE, "neither")], 1)]
    page = people.chief_chen.browser().get(PAGE, ON).content.decode()
    for words in ("核定“骨干”，推定“其他”", "还有 2 家没有核定角色"):
        assert words in page, words
