"""Divisions' pages: the tree, a change on a day, grids, counts of people."""

from datetime import date

import pytest

from tests.people import CLOUD_RIDGE, COUNTY, FAR_HILL, Cast, person
from weijian.domains.registry.models import Grid, Place, PopulationDenominator, Resident
from weijian.domains.registry.queries import place_charts

CHANGE = {"changes_on": "2026-10-01", "document": "楚民函〔2026〕12号"}


def test_the_tree_is_walked_from_the_county_down_to_a_village(people: Cast) -> None:
    browser = people.nurse_zhang.browser()
    assert browser.get("/places/")["Location"] == f"/places/{COUNTY}/"
    county = browser.get(f"/places/{COUNTY}/").content.decode()
    assert "云岭乡" in county
    assert "统计局常住人口" in county
    assert "5,000" in county
    assert "远山村" in browser.get("/places/429921202/").content.decode()
    assert browser.get("/places/999999/").status_code == 404


def test_a_village_doctor_sees_how_many_are_on_file_in_her_village_only(people: Cast) -> None:
    browser = people.doctor_li.browser()
    assert [f.value for f in browser.get(f"/places/{FAR_HILL}/").context["figures"]] == ["2"]
    assert browser.get(f"/places/{CLOUD_RIDGE}/").context["figures"] == []


def test_a_division_is_renamed_split_and_merged_through_its_page(people: Cast) -> None:
    officer = people.chief_chen.browser()
    assert officer.post(f"/places/{FAR_HILL}/rename/", {**CHANGE, "name": "远山社区"}).status_code == 302
    assert "远山村" in officer.get(f"/places/{FAR_HILL}/").content.decode()
    two = {"first_code": "429921202203", "first_name": "云东村", "second_code": "429921202204", "second_name": "云西村"}
    assert officer.post(f"/places/{CLOUD_RIDGE}/split/", {**CHANGE, **two}).status_code == 302
    east, west = (Place.objects.get(code=c) for c in ("429921202203", "429921202204"))
    later = {"changes_on": "2026-11-01", "document": "又一份文件"}
    assert officer.post(f"/places/{east.code}/merge/", {**later, "into": west.pk}).status_code == 302
    page = officer.get(f"/places/{CLOUD_RIDGE}/").content.decode()
    assert "云东村" in page
    assert "该区划已于2026-10-01停用" in page


def test_the_people_of_a_place_are_drawn_by_source_over_the_years(people: Cast) -> None:
    county, browser = people.places[COUNTY], people.nurse_zhang.browser()
    PopulationDenominator.objects.filter(place=county).delete()
    for year, source, count in ((2020, "census", 4800), (2024, "statistics", 4900), (2025, "statistics", 5000)):
        PopulationDenominator.objects.create(place=county, year=year, source=source, people=count)
    page = browser.get(f"/places/{COUNTY}/")
    chart = page.context["over_years"]
    assert chart.rows == (("2020", None, 4800), ("2024", 4900, None), ("2025", 5000, None))
    assert chart.sentence in page.content.decode()
    assert "echarts.common.min.js" in page.content.decode()


def test_ages_on_file_are_drawn_for_whoever_looks_after_the_place(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = people.doctor_li.browser()
    chart = browser.get(f"/places/{FAR_HILL}/").context["ages"]
    known = [r for r in Resident.objects.filter(village__code=FAR_HILL, residence="here") if r.born_on and r.sex_code in ("1", "2")]
    assert sum(men + women for _age, men, women in chart.rows) == len(known) > 0
    assert "ages" not in browser.get(f"/places/{CLOUD_RIDGE}/").context
    monkeypatch.setattr(place_charts, "MOST_ON_FILE", 0)
    page = browser.get(f"/places/{FAR_HILL}/")
    assert "ages" not in page.context
    assert "超过6万人" in page.content.decode()


def test_somebody_grows_into_the_next_five_years_on_her_birthday(people: Cast) -> None:
    village = people.places[FAR_HILL]
    someone = Resident.objects.filter(village=village, residence="here").earliest("pk")
    Resident.objects.filter(pk=someone.pk).update(born_on=date(1986, 6, 2), sex_code="2")
    Resident.objects.filter(village=village).exclude(pk=someone.pk).update(sex_code="unknown")
    for day, age in ((date(2026, 6, 1), "35–39"), (date(2026, 6, 2), "40–44")):
        chart = place_charts.ages_on_file(village, day)
        assert chart is not None
        assert [row for row in chart.rows if row[2]] == [(age, 0, 1)]


def test_one_successor_is_answered_with_the_reason(people: Cast) -> None:
    page = people.chief_chen.browser().post(f"/places/{FAR_HILL}/split/", {**CHANGE, "first_code": "429921202203", "first_name": "云东村"})
    assert page.status_code == 422
    assert "两个或两个以上" in page.content.decode()


def test_a_foreign_officer_changes_no_name_here(people: Cast) -> None:
    stranger = person("fremd", "外县干部", "officer", place_code="429922")
    assert stranger.browser().post(f"/places/{FAR_HILL}/rename/", {**CHANGE, "name": "别名"}).status_code == 404
    assert people.nurse_zhang.browser().get(f"/places/{FAR_HILL}/rename/").status_code == 403
    assert Place.objects.get(code=FAR_HILL).name == "远山村"


def test_a_segment_and_grids_are_set_by_the_officer(people: Cast) -> None:
    officer = people.chief_chen.browser()
    assert officer.post(f"/places/{FAR_HILL}/segment/", {"segment": "103"}).status_code == 302
    assert officer.post(f"/places/{FAR_HILL}/segment/", {"segment": "101"}).status_code == 422
    assert officer.post(f"/places/{FAR_HILL}/grids/", {"code": f"{FAR_HILL}002", "name": "二组"}).status_code == 302
    assert officer.post(f"/places/{FAR_HILL}/grids/{FAR_HILL}002/end/", {"ends_on": "2026-11-02"}).status_code == 302
    assert officer.post(f"/places/{FAR_HILL}/grids/{FAR_HILL}001/end/", {"ends_on": "2026-11-02"}).status_code == 422
    assert Grid.objects.get(code=f"{FAR_HILL}002").ends_on is not None


def test_a_statistician_enters_a_count_and_the_list_says_whose_it_is(people: Cast) -> None:
    statistician = person("tong", "统计员", "statistician", place_code=COUNTY).browser()
    typed = {"place_code": FAR_HILL, "year": 2025, "source": "serviced", "stratum": "all", "people": 812, "document": "核定表"}
    assert statistician.post("/population/new/", typed).status_code == 302
    assert PopulationDenominator.objects.get(place__code=FAR_HILL).people == 812
    page = statistician.get("/population/?year=2025&source=serviced").content.decode()
    assert "远山村" in page
    assert "人口普查" not in page.split('id="list"')[1]
    assert statistician.post("/population/new/", {**typed, "place_code": "429922101001"}).status_code == 404
    assert people.nurse_zhang.browser().get("/population/").status_code == 403


def test_a_statistician_of_another_county_counts_nobody_here(people: Cast) -> None:
    stranger = person("fremd", "外县统计", "statistician", place_code="429922").browser()
    typed = {"place_code": FAR_HILL, "year": 2025, "source": "serviced", "stratum": "all", "people": 1, "document": "x"}
    assert stranger.post("/population/new/", typed).status_code == 422
    assert not PopulationDenominator.objects.filter(place__code=FAR_HILL).exists()
