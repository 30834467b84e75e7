"""The care environment is scored before works and again after them; who finished and did not score again must act."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from tests.domains.planning.standards import assessed, standard
from tests.people import CLOUD_CENTRE, HOSPITAL, PRIVATE_HOSPITAL, RIVER_CENTRE, Cast
from weijian.domains.planning.models import CapitalProject, Milestone
from weijian.domains.registry.models import Standard
from weijian.kernel.standing import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(people: Cast) -> Standing:
    return people.chief_chen.standing()


@pytest.fixture
def checklist(db: None) -> Standard:
    return standard("ENV", "environment")


def ago(days: int) -> date:
    return localdate() - timedelta(days=days)


def works(people: Cast, code: str, house: str, begun: int | None, finished: int | None = None, batch: str = "improve") -> CapitalProject:
    """Begun and taken over so many days ago."""
    owner = people.institutions[house]
    made = CapitalProject.objects.create(
        code=code, name=f"改造{code}", batch=batch, owner=owner, place=owner.place, lon=112.2, lat=31.2, state="building", approved_on=ago(400),
    )
    for kind, days in (("start", begun), ("acceptance", finished)):
        if days is not None:
            Milestone.objects.create(project=made, name=kind, kind=kind, planned_on=ago(days), met_on=ago(days), percent=100)
    return made


def test_the_last_score_before_and_the_last_after_are_compared(people: Cast, chen: Standing, checklist: Standard) -> None:
    works(people, "G1", CLOUD_CENTRE, 100, 30)
    for days, missing in ((200, (1, 2, 3, 4, 5)), (110, (1, 2, 3)), (60, (1, 2)), (20, (1,)), (5, ())):
        assessed(people, chen, checklist, CLOUD_CENTRE, ago(days), *missing)
    line = people.chief_chen.program().get("/planning/environment/").json()["works"][0]
    assert (line["before"]["assessed_on"], line["after"]["assessed_on"]) == (str(ago(110)), str(ago(5)))
    assert (line["rescoring"], line["change"]) == ("rescored", pytest.approx(30))
    assert "30.0 个百分点" in people.chief_chen.browser().get("/planning/environment/").content.decode()


def test_works_finished_and_not_scored_again_come_first_with_who_must_act(people: Cast, chen: Standing, checklist: Standard) -> None:
    works(people, "G1", CLOUD_CENTRE, 100)
    works(people, "G2", RIVER_CENTRE, 100, 30)
    works(people, "G3", HOSPITAL, 100, 40)
    works(people, "G4", HOSPITAL, None)
    works(people, "G5", HOSPITAL, 10, 5, batch="new_build")
    assessed(people, chen, checklist, RIVER_CENTRE, ago(120), 1, occasion="before")
    assessed(people, chen, checklist, RIVER_CENTRE, ago(31), 2)
    found = people.chief_chen.program().get("/planning/environment/").json()
    told = [(one["project"], one["rescoring"], one["change"]) for one in found["works"]]
    assert told == [("G3", "not_rescored", None), ("G2", "not_rescored", None), ("G1", "no_before", None), ("G4", "not_begun", None)]
    assert found["not_rescored"] == 2
    page = people.chief_chen.browser().get("/planning/environment/").content.decode()
    assert "完工 30 天，没有再评" in page
    assert "须由 柳河镇卫生院 再评" in page


def test_another_standard_after_the_works_is_not_compared(people: Cast, chen: Standing, checklist: Standard) -> None:
    other = standard("ENV2", "environment")
    works(people, "G1", CLOUD_CENTRE, 100, 30)
    assessed(people, chen, checklist, CLOUD_CENTRE, ago(110), 1, 2, 3)
    assessed(people, chen, other, CLOUD_CENTRE, ago(5))
    assessed(people, chen, standard("L2", "grade"), CLOUD_CENTRE, ago(4))
    line = people.chief_chen.program().get("/planning/environment/").json()["works"][0]
    assert (line["rescoring"], line["after"], line["change"]) == ("not_rescored", None, None)


def test_institutions_without_works_are_listed_beside_and_each_sees_her_own(people: Cast, chen: Standing, checklist: Standard) -> None:
    works(people, "G1", CLOUD_CENTRE, 100, 30)
    assessed(people, chen, checklist, CLOUD_CENTRE, ago(5))
    assessed(people, chen, checklist, RIVER_CENTRE, ago(5), 1)
    found = people.chief_chen.program().get("/planning/environment/").json()
    assert [one["institution"] for one in found["others"]] == [RIVER_CENTRE]
    assert found["never_scored"] == [HOSPITAL, PRIVATE_HOSPITAL], "neither a village clinic nor the commission is to be scored"
    assert "从未评过环境的机构（2 家）" in people.chief_chen.browser().get("/planning/environment/").content.decode()
    hers = people.other_nurse.program().get("/planning/environment/").json()
    assert (hers["works"], [one["institution"] for one in hers["others"]]) == ([], [RIVER_CENTRE])
    assert people.doctor_li.browser().get("/planning/environment/").status_code == 403
