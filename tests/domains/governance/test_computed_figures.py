"""Figures computed from the registers: shown for a place, opened to who stands behind them, kept, frozen."""

from datetime import date, timedelta

import pytest

from tests.foundation.lake.plain import refreshed
from tests.people import AT, CLOUD_TOWN, COUNTY, FAR_HILL, RIVER_TOWN, TODAY, Cast, cast, person, resident
from weijian.domains.governance.actions.computed import keep_computed
from weijian.domains.governance.models import Figure
from weijian.domains.governance.queries import computed as ask
from weijian.domains.registry.models import BedCount, Place, PopulationDenominator, Resident
from weijian.engines.indicators.definition import Part
from weijian.engines.indicators.period import Period
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("watches_taken_down")]
YEAR = Period(date(2026, 1, 1), TODAY)


@pytest.fixture(autouse=True)
def people() -> Cast:
    return cast()


def figure(code: str, place: str, period: Period = YEAR) -> ask.Computed:
    return ask.computed_in(place, period, codes=[code], at=AT)[0]


def kept(place: str, by: Standing) -> list[Figure]:
    return keep_computed(place, YEAR, [figure("registry.people", place)], by=by, at=AT)


def test_a_figure_of_a_place_is_the_sum_of_its_places() -> None:
    found = figure("registry.people", COUNTY)
    living = Resident.objects.filter(residence="here").count()
    assert found.own
    assert found.own.numerator == living
    assert sum(c.numerator for _code, c in found.places) == living
    assert {code[:9] for code, _c in found.places} == {RIVER_TOWN, CLOUD_TOWN}


def test_a_rate_uses_the_latest_population_published_by_then(people: Cast) -> None:
    county = people.places[COUNTY]
    for year, count in ((2024, 1000), (2025, 2000), (2026, 4000)):
        PopulationDenominator.objects.update_or_create(place=county, year=year, source="statistics", stratum="all", defaults={"people": count})
    PopulationDenominator.objects.filter(source="statistics").exclude(place=county).delete()
    assert figure("registry.institutions_rate", COUNTY).own.denominator == 2000
    before = figure("registry.institutions_rate", COUNTY, Period(date(2025, 1, 1), date(2025, 6, 30)))
    assert before.own.denominator == 1000
    none = figure("registry.institutions_rate", COUNTY, Period(date(2023, 1, 1), date(2023, 6, 30)))
    assert (none.own.denominator, none.own.value) == (0, None)


def test_beds_are_those_of_the_latest_count_by_the_day(people: Cast) -> None:
    hospital = people.institutions["H0001"]
    BedCount.objects.all().delete()
    for day, beds in ((date(2025, 1, 1), 100), (date(2026, 6, 1), 150)):
        BedCount.objects.create(institution=hospital, kind="内科", approved=beds, in_place=beds, open=beds, from_on=day)
    assert figure("registry.beds", COUNTY).own.numerator == 150
    assert figure("registry.beds", COUNTY, Period(date(2026, 1, 1), date(2026, 5, 31))).own.numerator == 100


def test_an_edit_shows_the_next_time_somebody_looks(people: Cast) -> None:
    refreshed()
    before = figure("registry.people", COUNTY).own.numerator
    assert figure("registry.people", COUNTY).own.numerator == before
    Resident.objects.filter(pk=people.wang_guilan.pk).update(residence="dead", died_on=TODAY - timedelta(days=1))
    assert figure("registry.people", COUNTY).own.numerator == before - 1


def test_who_stands_behind_a_figure_is_shown_to_those_who_look_after_them(people: Cast) -> None:
    definition = ask.definition_coded("registry.aged_65")
    rows, after = ask.behind(definition, CLOUD_TOWN, YEAR, Part.NUMERATOR, people.nurse_zhang.standing(), at=AT)
    assert [r.href for r in rows.rows] == [f"/residents/{people.wang_guilan.pk}/"]
    assert people.wang_guilan.name not in {r.words for r in rows.rows}
    assert (rows.hidden, after) == (0, None)
    foreign, _after = ask.behind(definition, CLOUD_TOWN, YEAR, Part.NUMERATOR, people.other_nurse.standing(), at=AT)
    assert (list(foreign.rows), foreign.hidden) == ([], 1)


def test_the_page_shows_a_person_her_own_place_and_no_other(people: Cast) -> None:
    browser = people.nurse_zhang.program()
    own = browser.get("/governance/indicators/registry.people/").json()
    assert own["value"] == Resident.objects.filter(residence="here", village__code__startswith=CLOUD_TOWN).count()
    assert {p["place"] for p in own["places"]} >= {FAR_HILL}
    assert browser.get("/governance/indicators/registry.people/", {"place": RIVER_TOWN}).status_code == 422
    assert browser.get("/governance/indicators/registry.people/", {"place": f"{CLOUD_TOWN}999"}).json()["code"] == "GOV-86"
    assert browser.get("/governance/indicators/nothing.such/").status_code == 422
    assert browser.get("/governance/indicators/", {"from_on": "2026-02-31"}).status_code == 422


def test_a_post_of_an_institution_only_is_told_that_figures_are_of_places(people: Cast) -> None:
    clerk = person("qian", "钱统计", "statistician", institution_code="T0202")
    answer = clerk.program().get("/governance/indicators/")
    assert (answer.status_code, answer.json()["code"]) == (422, "GOV-85")
    assert clerk.program().get("/governance/indicators/", {"place": CLOUD_TOWN}).status_code == 422


def test_a_table_that_leaves_the_house_withholds_small_numbers_and_what_betrays_them(people: Cast) -> None:
    answer = people.chief_chen.browser().get("/governance/indicators/registry.people/table.csv")
    rows = [line.split(",") for line in answer.content.decode("utf-8-sig").splitlines()[1:]]
    here = {r[1]: r[2] for r in rows}
    small = {code for code, c in figure("registry.people", COUNTY).places if 0 < c.numerator < 5}
    assert small
    assert all(here[code] == "<5" for code in small)
    assert "1" not in here.values()


def test_computed_figures_are_kept_once_and_replaced_when_they_change(people: Cast) -> None:
    by = people.chief_chen.standing()
    first = kept(COUNTY, by)
    assert kept(COUNTY, by) == first
    Resident.objects.filter(pk=people.wang_guilan.pk).update(residence="dead", died_on=TODAY - timedelta(days=1))
    (second,) = kept(COUNTY, by)
    old = Figure.objects.get(pk=first[0].pk)
    assert (old.replaced_by, second.value) == (second, old.value - 1)
    assert Figure.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_the_button_keeps_what_the_page_shows(people: Cast) -> None:
    people.chief_chen.browser().post("/governance/indicators/keep/", {"from_on": "2026-01-01", "until_on": f"{TODAY}", "place": COUNTY})
    held = Figure.objects.get(indicator_code="registry.people")
    assert held.value == figure("registry.people", COUNTY).own.numerator
    assert Figure.objects.count() == sum(c.own is not None and c.own.value is not None for c in ask.computed_in(COUNTY, YEAR, at=AT))


def test_figures_of_elsewhere_are_not_kept(people: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        kept(RIVER_TOWN, people.nurse_zhang.standing())
    assert refused.value.code == "GOV-01"


def test_behind_the_figure_of_a_city_or_a_province_stand_the_people_of_its_counties(people: Cast) -> None:
    definition, by = ask.definition_coded("registry.people"), people.chief_chen.standing()
    _elsewhere(people)
    for code in ("4299", "42"):
        rows, _after = ask.behind(definition, code, YEAR, Part.NUMERATOR, by, at=AT)
        found = figure("registry.people", code).own
        assert found
        assert len(rows.rows) + rows.hidden == found.numerator > 0
    beyond, _after = ask.behind(definition, "41", YEAR, Part.NUMERATOR, by, at=AT)
    assert len(beyond.rows) + beyond.hidden == figure("registry.people", "41").own.numerator == 1


def _elsewhere(people: Cast) -> None:
    """Somebody who lives in another province."""
    village = Place.objects.create(code="410102001001", name="外省村", level=5, from_on=date(2020, 1, 1))
    resident("外省人", "1", date(1980, 1, 1), village)


def test_a_figure_that_does_not_go_down_to_villages_has_no_list_of_one(people: Cast) -> None:
    browser, of_village = people.chief_chen.browser(), "/governance/indicators/workforce.staff/numerator/"
    assert of_village not in browser.get("/governance/indicators/workforce.staff/", {"place": FAR_HILL}).content.decode()
    assert people.chief_chen.program().get(of_village, {"place": FAR_HILL}).json()["code"] == "GOV-87"
    assert of_village in browser.get("/governance/indicators/workforce.staff/", {"place": CLOUD_TOWN}).content.decode()


def test_before_any_definition_was_valid_the_page_says_that_there_is_nothing(people: Cast) -> None:
    days = "?from_on=1990-01-01&until_on=1990-12-31"
    assert people.chief_chen.program().get(f"/governance/indicators/{days}").json()["indicators"] == []
    assert "这个地方还没有可计算的数字" in people.chief_chen.browser().get(f"/governance/indicators/{days}").content.decode()
    one = people.chief_chen.program().get(f"/governance/indicators/registry.people/{days}").json()
    assert (one["value"], one["places"]) == (None, [])
    assert people.chief_chen.browser().get(f"/governance/indicators/registry.people/{days}").status_code == 200


@pytest.mark.parametrize("days", ["?from_on=0001-01-01&until_on=0001-12-31", "?from_on=9999-01-01&until_on=9999-12-31"])
def test_days_nobody_can_mean_are_refused(people: Cast, days: str) -> None:
    for address in ("/governance/indicators/", "/governance/indicators/registry.people/"):
        assert people.chief_chen.program().get(address + days).json()["code"] == "GOV-81"
