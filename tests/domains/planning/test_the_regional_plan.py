"""What places have against the standards of the plan, and how evenly it falls: reckoned by hand on two townships of 2,000 and 1,000 people."""

from datetime import date
from pathlib import Path

import pytest

from tests.domains.planning.folder import FILES, region_folder
from tests.domains.planning.works import approved
from tests.people import (
    AT,
    CLOUD_CENTRE,
    CLOUD_TOWN,
    COUNTY,
    EAST_WILLOW_CLINIC,
    FAR_HILL_CLINIC,
    HOSPITAL,
    LONG_AGO,
    RIVER_CENTRE,
    RIVER_TOWN,
    Cast,
)
from weijian.domains.planning.exchange.region import Choices, load_region
from weijian.domains.planning.models import ProjectBeds
from weijian.domains.planning.queries.balance import YearBalance, balance_of, ends_of_years
from weijian.domains.planning.queries.resources import ResourceSheet, resources_in
from weijian.domains.registry.api import the_county
from weijian.domains.registry.models import BedCount, Consortium, Institution, InstitutionStanding, PopulationDenominator
from weijian.domains.workforce.models import Post, PracticeLicence, Practitioner
from weijian.foundation.parameters.models import ParameterValue, ProposalState
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
NOW = date(2026, 11, 2)
PAGE, BEHIND = "/planning/resources/", "/planning/resources/behind/"


def beds(people: Cast, code: str, number: int, on: date) -> None:
    counted = {"approved": number, "in_place": number, "open": number}
    BedCount.objects.create(institution=people.institutions[code], kind="普通", from_on=on, **counted)


def staff(at: Institution, category: str, count: int, *, scope: str = "内科", kind: str = "main", left_on: date | None = None) -> None:
    for i in range(count):
        code = f"R{category}{scope}{kind}{left_on or ''}{at.code}{i}"[:24]
        made = Practitioner.objects.create(code=code, name="某人", sex_code="2", category=category, left_on=left_on)
        PracticeLicence.objects.create(practitioner=made, number=code, category=category, scope=scope, institution=at, from_on=LONG_AGO)
        until = {"ends_on": date(2027, 1, 1)} if kind == "secondment" else {}
        Post.objects.create(practitioner=made, institution=at, duty="医疗", kind=kind, from_on=LONG_AGO, **until)


@pytest.fixture
def plan(people: Cast) -> Cast:
    """3,000 people since 2022; 25 beds in the river township and 3 in the far one from 2024, 8 there from June 2025."""
    PopulationDenominator.objects.all().delete()
    for code, number in ((COUNTY, 3_000), (RIVER_TOWN, 2_000), (CLOUD_TOWN, 1_000)):
        PopulationDenominator.objects.create(place=people.places[code], year=2022, source="statistics", stratum="all", people=number)
    beds(people, HOSPITAL, 20, date(2024, 1, 1))
    beds(people, RIVER_CENTRE, 5, date(2024, 1, 1))
    beds(people, CLOUD_CENTRE, 3, date(2024, 1, 1))
    Post.objects.all().delete()
    return people


def sheet(people: Cast, what: str = "beds", *, on: date = NOW, planned: bool = True) -> ResourceSheet:
    return resources_in(people.places[COUNTY], what, on=on, today=NOW, planned=planned)


def test_a_township_short_of_beds_comes_first_with_what_it_lacks(plan: Cast) -> None:
    """7.4 per thousand: 23 for 3,000 people, 15 for 2,000, 8 for 1,000."""
    found = sheet(plan)
    assert (found.chosen.have, found.chosen.need.want, found.chosen.need.difference) == (28, 23, 5)
    assert [(row.place.code, row.have, row.need.want, row.need.difference) for row in found.rows] == [(CLOUD_TOWN, 3, 8, -5), (RIVER_TOWN, 25, 15, 10)]
    assert found.rows[0].need.rate == pytest.approx(3.0)
    assert found.elsewhere == 0


def test_beds_of_an_approved_project_count_from_the_day_it_opens_unless_she_says_not(plan: Cast) -> None:
    project = approved(plan, plan.chief_chen.standing())
    ProjectBeds.objects.create(project=project, kind="普通", beds=30)

    def far(on: date, planned: bool = True) -> tuple[int, int]:
        row = next(row for row in sheet(plan, on=on, planned=planned).rows if row.place.code == CLOUD_TOWN)
        return row.have, row.coming

    assert far(date(2027, 4, 30)) == (3, 0)
    assert far(date(2027, 5, 1)) == (33, 30)
    assert far(date(2027, 5, 1), planned=False) == (3, 0)


def test_staff_are_counted_in_their_main_post_and_generalists_by_their_licence(plan: Cast) -> None:
    hospital, centre = plan.institutions[HOSPITAL], plan.institutions[CLOUD_CENTRE]
    staff(hospital, "11", 9)
    staff(hospital, "11", 2, scope="全科医学")
    staff(hospital, "14", 1)
    staff(hospital, "11", 1, left_on=date(2026, 1, 1))
    staff(centre, "11", 1, kind="secondment")
    staff(centre, "20", 4)
    found = sheet(plan, "doctors")
    lines = {line.resource.code: (line.have, line.need.want) for line in found.lines}
    assert lines == {"beds": (28, 23), "doctors": (12, 10), "nurses": (4, 12), "pharmacists": (0, 2), "gps": (2, 2), "cdc": (0, 1)}
    assert [(row.place.code, row.have, row.need.want) for row in found.rows] == [(CLOUD_TOWN, 0, 4), (RIVER_TOWN, 12, 7)]
    assert {line.resource.code: line.have for line in sheet(plan, on=date(2025, 12, 31)).lines}["doctors"] == 13, "she had not left yet"


def test_disease_control_is_kept_by_the_county_and_no_township_lacks_it(plan: Cast) -> None:
    office = Institution.objects.create(code="J0001", name="青禾县疾控中心", place=plan.places[RIVER_TOWN])
    InstitutionStanding.objects.create(institution=office, from_on=LONG_AGO, status="operating", kind="J100", ownership="1")
    office.campuses.create(name="本部", main=True, place=plan.places[RIVER_TOWN], lon=112.2, lat=31.2, from_on=LONG_AGO)
    staff(office, "13", 1)
    staff(office, "90", 2)
    found = sheet(plan, "cdc")
    assert (found.chosen.have, found.chosen.need.want) == (3, 1)
    assert {row.need.adequacy.value for row in found.rows} == {"above"}


def test_a_standard_changes_from_its_day_on(plan: Cast) -> None:
    ParameterValue.objects.create(
        code="planning.standard_beds", value=8.0, from_on=date(2026, 6, 1), region_code="", state=ProposalState.APPROVED, reason="新规划", proposed_at=AT,
        proposed_by_id=1,
    )
    assert (sheet(plan, on=date(2026, 5, 31)).chosen.need.want, sheet(plan).chosen.need.want) == (23, 24)
    assert sheet(plan).chosen.standard.source == "新规划"


def test_without_a_count_of_the_whole_the_parts_are_its_people_and_without_those_there_is_no_verdict(plan: Cast) -> None:
    PopulationDenominator.objects.filter(place__code=COUNTY).delete()
    whole = sheet(plan).chosen.people
    assert whole is not None
    assert (whole.people, whole.source) == (3_000, "sum")
    PopulationDenominator.objects.filter(place__code=CLOUD_TOWN).delete()
    found = sheet(plan)
    assert (found.chosen.people, found.chosen.need.want) == (None, None)
    assert [row.need.adequacy.value for row in found.rows] == ["surplus", "unknown"]


def of(found: list[YearBalance], measure: str) -> list[YearBalance]:
    return [one for one in found if one.measure == measure]


def test_how_evenly_beds_fall_is_told_for_the_end_of_each_year(plan: Cast) -> None:
    """2024: 12.5 and 3 per thousand. One third of the people have 3 of 28 beds: Gini 1 - 1/3 × 3/28 - 2/3 × (3/28 + 1)."""
    beds(plan, CLOUD_CENTRE, 8, date(2025, 6, 1))
    none, before, after = of(balance_of(plan.places[COUNTY], on=NOW), "beds")
    assert [one.on for one in (none, before, after)] == [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
    assert (none.gini, none.best, none.ratio) == (None, None, None), "no bed was on file"
    assert before.gini == pytest.approx(1 - 3 / 84 - 2 / 3 * (31 / 28))
    assert before.ratio == pytest.approx(12.5 / 3)
    assert (before.best and before.best.place.code, before.worst and before.worst.place.code) == (RIVER_TOWN, CLOUD_TOWN)
    assert after.ratio == pytest.approx(12.5 / 8)
    assert after.gini is not None
    assert after.gini < before.gini


def test_a_years_end_is_its_own_and_otherwise_the_one_before() -> None:
    assert ends_of_years(date(2026, 12, 31))[-1] == date(2026, 12, 31)
    assert ends_of_years(date(2026, 12, 30)) == [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]


def test_who_can_drive_to_a_grade_three_hospital_in_an_hour(tmp_path: Path) -> None:
    """All 900 of the river township; 150 of the far one's 160, ten being cut off. At the end of the year before there was none on file."""
    made = region_folder(tmp_path, institutions=FILES["institutions.csv"].replace("综合医院,2", "综合医院,3"))
    load_region(made, Choices("青禾县", as_of=NOW.replace(month=1, day=1)), by=the_house("test"), at=AT)
    county = the_county(NOW)
    assert county is not None
    _, before, after = of(balance_of(county, on=date(2026, 12, 31)), "grade_three")
    assert (before.best, before.gini) == (None, None)
    assert after.best is not None
    assert after.worst is not None
    assert (after.best.rate, after.worst.rate) == (100, 93.75)
    assert after.ratio == pytest.approx(100 / 93.75)


def test_the_page_shows_have_want_and_short_with_denominators_that_open(plan: Cast) -> None:
    page = plan.chief_chen.browser().get(PAGE, {"on": "2026-11-02", "place": COUNTY}).content.decode()
    for words in ("2022年", "3,000人", "不足", "富余", "执业（助理）医师", "基尼系数", f"/planning/resources/behind/?what=beds&amp;place={CLOUD_TOWN}", "-5"):
        assert words in page, words
    told = plan.chief_chen.program().get(PAGE, {"on": "2026-11-02", "place": COUNTY, "what": "beds"}).json()
    assert [(row["place"], row["difference"]) for row in told["places"]] == [(CLOUD_TOWN, -5), (RIVER_TOWN, 10)]
    assert told["places"][0]["denominator"] == {"people": 1_000, "year": 2022, "source": "statistics"}
    assert {one["measure"] for one in told["balance"]} == {"beds", "doctors", "grade_three"}


def test_a_number_opens_to_its_institutions(plan: Cast) -> None:
    asked = {"on": "2026-11-02", "place": RIVER_TOWN, "what": "beds"}
    told = plan.chief_chen.program().get(BEHIND, asked).json()
    assert [(one["code"], one["number"]) for one in told["institutions"]] == [(HOSPITAL, 20), (RIVER_CENTRE, 5)]
    assert told["have"] == sum(one["number"] for one in told["institutions"])
    assert "青禾县人民医院" in plan.chief_chen.browser().get(BEHIND, asked).content.decode()


def test_a_township_without_a_health_centre_is_named_and_each_institution_has_its_part(plan: Cast) -> None:
    asked = {"on": "2026-11-02", "place": COUNTY}
    Consortium.objects.all().delete()
    made = Consortium.objects.create(code="YGT9", name="青禾医共体", lead=plan.institutions[HOSPITAL], founded_on=date(2023, 1, 1))
    made.memberships.create(institution=plan.institutions[RIVER_CENTRE], from_on=date(2023, 1, 1))
    found = plan.chief_chen.program().get(PAGE, asked).json()["layout"]
    assert found["leader"]["institutions"] == [HOSPITAL]
    assert (found["backbone"]["institutions"], found["backbone"]["outside"]) == ([RIVER_CENTRE, CLOUD_CENTRE], [CLOUD_CENTRE])
    assert found["foundation"] == {"institutions": [EAST_WILLOW_CLINIC, FAR_HILL_CLINIC], "outside": []}, "they come in through their health centre"
    assert found["without_backbone"] == []
    InstitutionStanding.objects.filter(institution__code=CLOUD_CENTRE).update(status="closed")
    assert plan.chief_chen.program().get(PAGE, asked).json()["layout"]["without_backbone"] == [CLOUD_TOWN]
    assert "没有骨干的乡镇" in plan.chief_chen.browser().get(PAGE, asked).content.decode()
    before = plan.chief_chen.program().get(PAGE, {**asked, "on": "2022-12-31"}).json()["layout"]
    assert before["leader"]["institutions"] == []


def test_what_is_typed_wrongly_takes_its_default_and_a_place_that_is_none_is_said(plan: Cast) -> None:
    told = plan.chief_chen.program().get(PAGE, {"on": "heute", "what": "rockets", "place": COUNTY}).json()
    assert told["what"] == "beds"
    assert plan.chief_chen.browser().get(BEHIND, {"place": "999999"}).status_code == 200, "a place that is none is no choice: the county"
    empty = plan.chief_chen.browser().get(PAGE, {"on": "1900-01-01"}).content.decode()
    assert "还没有区划" in empty
