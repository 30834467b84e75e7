"""A region's own files go in, and its service map comes out."""

import json
from pathlib import Path

import pytest

from tests.domains.planning.folder import region_folder
from tests.people import AT, TODAY
from weijian.domains.planning.exchange.region import Choices, Report, load_region
from weijian.domains.planning.models import RoadNetwork
from weijian.domains.planning.queries.service_map import service_map
from weijian.domains.planning.rules.circle import MapQuestion
from weijian.domains.registry.models import Institution, Place, PopulationCell, PopulationDenominator
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusal, Refusals
from weijian.kernel.standing import the_house

pytestmark = pytest.mark.django_db
BY = the_house("weijian region load")


def load(folder: Path, **said: object) -> Report:
    return load_region(folder, Choices(name="青禾县", as_of=TODAY.replace(month=1, day=1), **said), by=BY, at=AT)  # type: ignore[arg-type]


def test_a_small_region_stands_with_its_places_people_institutions_and_roads(tmp_path: Path) -> None:
    report = load(region_folder(tmp_path))
    assert {k: c.added for k, c in report.counts.items()} == {"divisions": 5, "population": 2, "cells": 4, "institutions": 1}
    assert report.network is not None
    assert (report.network.nodes, report.network.edges) == (4, 2)
    found = service_map(MapQuestion("car", 15, TODAY))
    assert found.coverage.overall.people == 1060
    assert found.coverage.overall.covered_people == 900
    assert found.coverage.uncovered == ("c3", "c4")
    assert found.coverage.unreachable == ("c4",)


def test_loading_the_same_folder_again_adds_nothing_twice(tmp_path: Path) -> None:
    load(region_folder(tmp_path))
    again = load(tmp_path)
    assert all(count.added == 0 for count in again.counts.values())
    assert Place.objects.filter(level__gte=3).count() == 3
    assert (PopulationCell.objects.count(), Institution.objects.count(), RoadNetwork.objects.count()) == (4, 1, 1)


@pytest.mark.parametrize(
    ("changed", "code", "row", "column"),
    [
        ({"cells": "id,lon,lat,people\nc1,112.2,31.2,many\n"}, "ROA-14", 2, "people"),
        ({"cells": "id,lon,lat,people\nc1,212.2,31.2,5\n"}, "ROA-", 2, "lon"),
        ({"edges": "from,to,seconds\na,zzz,5\n"}, "ROA-", 2, "to"),
        ({"edges": "from,to,seconds\na,b,-5\n"}, "ROA-", 2, "seconds"),
        ({"nodes": "id,lon,lat\na,1,1\na,2,2\n"}, "ROA-", 3, "id"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column_and_nothing_is_loaded(tmp_path: Path, changed: dict[str, str], code: str, row: int, column: str) -> None:
    with pytest.raises(Refusals) as told:
        load(region_folder(tmp_path, **changed))
    fault = told.value.faults[0]
    assert (fault.row, fault.column) == (row, column)
    assert fault.refusal.code.startswith(code)
    assert not Place.objects.exists()
    assert not Happening.objects.exists()


def test_an_unlawful_division_code_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as told:
        load(region_folder(tmp_path, divisions="code,name\n980101000000,某县\n"))
    assert "980101000000" in told.value.sentence
    assert not Place.objects.exists()


def test_edges_without_nodes_two_networks_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder, code in ((tmp_path / "empty", "REG-02"), (tmp_path / "nowhere", "REG-01"), (region_folder(tmp_path, nodes=None), "REG-04")):
        with pytest.raises(Refusal) as told:
            load(folder)
        assert told.value.code == code


def test_bare_points_are_institutions_only_when_somebody_says_so(tmp_path: Path) -> None:
    region_folder(tmp_path, institutions=None)
    (tmp_path / "points.csv").write_text("id,lat,lon\nmarket-clinic,31.2,112.2\n", encoding="utf-8")
    assert load(tmp_path).left_aside["points.csv"] == "points"
    assert not Institution.objects.exists()
    assert load(tmp_path, sites=("points.csv",)).counts["institutions"].added == 1


def test_a_failed_formula_is_an_absent_number_and_is_told(tmp_path: Path) -> None:
    region_folder(tmp_path, population=None)
    (tmp_path / "census2020.csv").write_text("CODE,POPU\n429921,1060\n", encoding="utf-8")
    (tmp_path / "ages.csv").write_text("CODE,AGES_0-14,AGES_65P\n429921,0.2,#DIV/0!\n", encoding="utf-8")
    report = load(tmp_path)
    assert any("ages.csv 第2行 ages_65p" in note for note in report.notes)
    assert set(PopulationDenominator.objects.values_list("stratum", "people")) == {("all", 1060), ("0-14", 212)}


def test_only_one_division_of_a_national_table_is_kept_when_it_is_asked_for(tmp_path: Path) -> None:
    report = load(region_folder(tmp_path, cells=None, institutions=None, population=None), within="429921202")
    assert set(Place.objects.values_list("code", flat=True)) == {"42", "4299", "429921", "429921202"}
    assert report.counts["divisions"].unnamed == ("42", "4299")


def test_porto_alegre_loads_and_its_map_names_who_cannot_walk_there(shared: Path) -> None:
    report = load(shared / "data/geo/porto-alegre", sites=("poa_points_of_interest.csv",))
    assert report.counts["cells"].added == 1227
    assert report.counts["institutions"].added == 132
    found = service_map(MapQuestion("walk", 15, TODAY))
    assert round(found.coverage.overall.people) == 812_935
    assert 0.85 < (found.coverage.overall.coverage or 0) < 0.95
    assert found.coverage.unreachable
    by_car = service_map(MapQuestion("car", 15, TODAY))
    assert (by_car.coverage.overall.coverage or 0) >= (found.coverage.overall.coverage or 0)


def test_hong_kong_loads_its_roads_and_emergency_departments(shared: Path) -> None:
    report = load(shared / "data/geo/hongkong")
    assert report.counts["institutions"].added == 18
    assert report.network is not None
    assert report.network.nodes == 43_620


def test_the_six_counties_of_the_reports_load_with_their_villages_and_census(shared: Path) -> None:
    load(shared / "data/geo/china-admin", year=2020)
    villages = (shared / "data/geo/china-admin/villages_six_pilot_counties.csv").read_text("utf-8").splitlines()[1:]
    assert Place.objects.filter(level=5).count() == len({line.split(",")[0] for line in villages})
    assert Place.objects.filter(level=3, boundary__isnull=False).count() == 6
    assert PopulationDenominator.objects.get(place__code="110101", stratum="all").people == 708_829
    assert Place.objects.get(code="4419").level == 2


def test_the_command_prints_what_it_took_each_file_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from weijian.cli import region

    monkeypatch.setattr("django.core.management.call_command", lambda *a, **k: None)
    said = CliRunner().invoke(region.region, ["load", str(region_folder(tmp_path)), "--json"])
    assert said.exit_code == 0, said.output
    assert json.loads(said.output)["files"]["cells.csv"] == "cells"
