"""`weijian reach`, from files to words and exit code."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.engines.accessibility.slowly import bound, seconds_from
from weijian.cli.main import main

NODES = "id,lon,lat\na,114,30\nb,114.01,30\nc,114.02,30\nd,115,31\n"
EDGES = "from,to,seconds,oneway\na,b,600,0\nb,c,600,1\n"
CELLS = "id,lon,lat,people,place\n1,114,30,100,河西乡\n2,114.01,30,50,河西乡\n3,114.02,30,50,城关镇\n4,115,31,7,\n"
SITES = "id,lon,lat,name\ns,114.02,30,县医院\n"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    for name, text in (("nodes", NODES), ("edges", EDGES), ("cells", CELLS), ("sites", SITES)):
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


def run(region: Path, *more: str, network: tuple[str, ...] = ("nodes", "edges")) -> Result:
    tables = [word for name in (*network, "cells", "sites") for word in (f"--{name}", str(region / f"{name}.csv"))]
    return CliRunner().invoke(main, ["reach", *tables, *more])


def answer(region: Path, *more: str) -> dict[str, Any]:
    result = run(region, "--json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_answer_is_one_object_with_all_the_figures(region: Path) -> None:
    assert answer(region, "--mode", "car") == {
        "people": 207, "covered_people": 100, "coverage": 100 / 207, "mean_minutes": 12.5,
        "uncovered": ["1", "4"],
        "by_place": {
            "": {"people": 7, "covered_people": 0, "coverage": 0, "mean_minutes": None, "uncovered_people": 7},
            "城关镇": {"people": 50, "covered_people": 50, "coverage": 1, "mean_minutes": 0, "uncovered_people": 0},
            "河西乡": {"people": 150, "covered_people": 50, "coverage": 1 / 3, "mean_minutes": pytest.approx(50 / 3), "uncovered_people": 100},
        },
        "uncovered_cells": 2, "uncovered_people": 107,
        "unreachable": {"cells": 1, "people": 7, "ids": ["4"]},
        "network": {"nodes": 4, "edges": 2, "components": 2, "largest_share": 0.75},
        "snap": {
            "cells": {"median_m": 0, "max_m": 0, "far_cells": 0, "far": []},
            "sites": {"max_m": 0, "far_sites": 0, "far": [], "each": [{"id": "s", "metres": 0}]},
        },
        "minutes": 15, "mode": "car", "peak": False, "speeds": None,
    }


def test_who_has_two_sites_in_time_is_counted_when_asked(region: Path) -> None:
    (region / "sites.csv").write_text("id,lon,lat\ns,114.02,30\nt,114.01,30\n")
    found = answer(region, "--k", "2")["at_least"]
    assert [(n["sites"], n["covered_people"], n["uncovered_people"]) for n in found] == [(1, 200, 7), (2, 50, 157)]
    assert "至少2家可达" in run(region, "--k", "2").stdout
    more = answer(region, "--k", "9")["at_least"]
    assert [n["sites"] for n in more] == [1, 2]


def test_groups_of_people_are_counted_each_by_itself(region: Path) -> None:
    (region / "cells.csv").write_text("id,lon,lat,people,Aged65,children\n1,114,30,100,40,0\n2,114.01,30,50,10,5\n3,114.02,30,50,0,5\n")
    found = answer(region, "--group", "Aged65", "--group", "children")["by_group"]
    assert {name: (group["people"], group["covered_people"], group["uncovered_people"]) for name, group in found.items()} == {
        "Aged65": (50, 10, 40), "children": (10, 10, 0),
    }
    assert "其中：children" in run(region, "--group", "children").stdout


def test_people_are_counted_by_any_column_asked_for(region: Path) -> None:
    (region / "cells.csv").write_text("id,lon,lat,people,village\n1,114,30,100,东村\n2,114.01,30,50,西村\n")
    assert list(answer(region, "--by", "village")["by_place"]) == ["东村", "西村"]
    for words in (("--by", "hamlet"), ("--group", "aged")):
        result = run(region, "--json", *words)
        assert (result.exit_code, json.loads(result.stdout)["refusal"]["code"]) == (2, "ROA-06")


def test_a_group_below_zero_is_refused_with_its_row(region: Path) -> None:
    (region / "cells.csv").write_text("id,lon,lat,people,aged\n1,114,30,100,-1\n")
    faults = json.loads(run(region, "--json", "--group", "aged").stdout)["refusal"]["faults"]
    assert [(f["code"], f["row"], f["column"]) for f in faults] == [("ROA-19", 2, "aged")]


def test_a_cell_exactly_on_the_line_is_covered(region: Path) -> None:
    assert answer(region, "--minutes", "10")["covered_people"] == 100
    assert answer(region, "--minutes", "9.99")["covered_people"] == 50
    assert answer(region, "--minutes", "20")["covered_people"] == 200


def test_only_as_many_cells_are_named_as_asked(region: Path) -> None:
    found = answer(region, "--first", "1")
    assert (found["uncovered"], found["uncovered_cells"]) == (["1"], 2)


def test_travel_is_towards_the_site(region: Path) -> None:
    (region / "sites.csv").write_text("id,lon,lat\ns,114,30\n")
    assert answer(region)["unreachable"]["ids"] == ["3", "4"]


def test_a_site_in_the_sea_is_named(region: Path) -> None:
    (region / "sites.csv").write_text("id,lon,lat\nsea,114.02,29\n")
    sites = answer(region)["snap"]["sites"]
    assert sites["far_sites"] == 1
    assert sites["far"] == sites["each"]
    assert sites["max_m"] == pytest.approx(111_195, rel=1e-4)
    assert "离路网超过5公里的机构1处：sea" in run(region).stdout.replace("\n", "")


def test_without_json_a_table_and_notes_in_chinese(region: Path) -> None:
    shown = run(region, "--mode", "e-bike").stdout
    for words in ("电动自行车15分钟可达", "河西乡", "（未注明）", "合计", "48.3%", "2片互不连通", "未覆盖2处"):
        assert words in shown


def test_everything_unreachable_is_an_answer(region: Path) -> None:
    (region / "sites.csv").write_text("id,lon,lat\ns,115,31\n")
    (region / "cells.csv").write_text("id,lon,lat,people\n1,114,30,100\n")
    found = answer(region)
    assert (found["coverage"], found["mean_minutes"], found["unreachable"]["cells"], found["by_place"]) == (0, None, 1, {})
    assert "—" in run(region).stdout


def test_a_refusal_is_json_on_standard_output_when_json_is_asked_for(region: Path) -> None:
    (region / "edges.csv").write_text("from,to,seconds\na,zz,5\na,b,-1\n")
    result = run(region, "--json")
    assert result.exit_code == 2
    refusal = json.loads(result.stdout)["refusal"]
    assert (refusal["code"], refusal["total"]) == ("ROA-01", 2)
    assert [(f["code"], f["row"], f["column"]) for f in refusal["faults"]] == [("ROA-20", 2, "to"), ("ROA-17", 3, "seconds")]


def test_a_refusal_is_a_sentence_and_a_remedy_on_standard_error_otherwise(region: Path) -> None:
    (region / "cells.csv").write_text("id,lon,lat,people\n1,114,30,-3\n")
    result = run(region)
    assert (result.exit_code, result.stdout) == (2, "")
    for words in ("cells.csv中有1处错误", "请按所列的行和列", "第2行 people", "人数-3是负数"):
        assert words in result.stderr


@pytest.mark.parametrize("missing", ["cells", "sites", "nodes", "edges"])
def test_a_missing_file_is_named(region: Path, missing: str) -> None:
    (region / f"{missing}.csv").unlink()
    result = run(region, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["refusal"]["sentence"] == f"打不开文件{missing}.csv。"


def test_a_table_of_sites_without_a_site_is_a_refusal(region: Path) -> None:
    (region / "sites.csv").write_text("id,lon,lat\n")
    assert "没有数据" in run(region).stderr


FAULTY: list[tuple[str, bytes, str, int | None, str | None]] = [  # table, what it holds, then code, row and column of its first fault
    ("cells", b"id,lon,lat\n1,114,30\n", "ROA-06", None, None),
    ("cells", b"", "ROA-04", None, None),
    ("cells", b"id,lon,lat,people\n", "ROA-05", None, None),
    ("cells", b"id,lon,lat,people\n1,114,30,1\n2,east,30,1\n", "ROA-14", 3, "lon"),
    ("cells", b"id,lon,lat,people\n1,114,NaN,1\n", "ROA-14", 2, "lat"),
    ("cells", b"id,lon,lat,people\n1,114,30,1\n\n1,114,30,1\n", "ROA-12", 4, "id"),
    ("cells", b"id,lon,lat,people\n1,30,114,1\n", "ROA-16", 2, "lat"),
    ("sites", b"id,lon,lat\ns,nan,30\n", "ROA-14", 2, "lon"),
    ("sites", b"id,lon,lat\ns,114.02,30\ns,114,30\n", "ROA-12", 3, "id"),
    ("nodes", b"id,lon,lat\na,114,30\na,114,30\n", "ROA-12", 3, "id"),
    ("nodes", b"id,longitude,latitude\na,114,30\n", "ROA-06", None, None),
    ("edges", b"from,to,seconds\na,b,ten\n", "ROA-14", 2, "seconds"),
    ("edges", b"from,to,seconds\na,b,5\nb,c,-5\n", "ROA-17", 3, "seconds"),
    ("edges", b"from,to,seconds\na,nowhere,5\n", "ROA-20", 2, "to"),
    ("edges", "from,to,seconds\na,丙,5\n".encode("gbk"), "ROA-20", 2, "to"),
    ("edges", b"from,to,seconds,oneway\na,b,5,maybe\n", "ROA-21", 2, "oneway"),
    ("edges", b"from,to,seconds\na,b\n", "ROA-10", 2, None),
    ("sites", b"\x00\x01\x02", "ROA-03", None, None),
]


@pytest.mark.parametrize(("table", "content", "code", "row", "column"), FAULTY)
def test_bad_input_ends_with_exit_code_2_and_names_row_and_column(
    region: Path, table: str, content: bytes, code: str, row: int | None, column: str | None,
) -> None:
    (region / f"{table}.csv").write_bytes(content)
    result = run(region, "--json")
    assert result.exit_code == 2
    refusal = json.loads(result.stdout)["refusal"]
    assert refusal["remedy"]
    assert f"{table}.csv" in refusal["sentence"]
    first = refusal["faults"][0] if refusal.get("faults") else {"code": refusal["code"], "row": None, "column": None}
    assert (first["code"], first["row"], first["column"]) == (code, row, column)


SWAPPED = [
    ("cells", "id,lon,lat,people\n1,-51.2,-30.1,5\n\n2,-30.1,-51.2,5\n"),
    ("sites", "id,lon,lat\n1,-51.2,-30.1\n\n2,-30.1,-51.2\n"),
]


@pytest.mark.parametrize(("table", "rows"), SWAPPED)
def test_longitude_and_latitude_exchanged_within_their_ranges_are_noticed_by_the_roads(region: Path, table: str, rows: str) -> None:
    (region / "nodes.csv").write_text("id,lon,lat\na,-51.2,-30.1\nb,-51.21,-30.1\n")
    (region / "edges.csv").write_text("from,to,seconds\na,b,60\n")
    (region / "cells.csv").write_text("id,lon,lat,people\n1,-51.2,-30.1,5\n")
    (region / "sites.csv").write_text("id,lon,lat\n1,-51.2,-30.1\n")
    assert answer(region)["coverage"] == 1
    (region / f"{table}.csv").write_text(rows)
    result = run(region, "--json")
    assert result.exit_code == 2
    assert [(f["code"], f["row"], f["column"]) for f in json.loads(result.stdout)["refusal"]["faults"]] == [("ROA-22", 4, "lon、lat")]


def test_a_table_in_gbk_is_read(region: Path) -> None:
    (region / "cells.csv").write_bytes(CELLS.encode("gbk"))
    assert list(answer(region)["by_place"]) == ["", "城关镇", "河西乡"]


@pytest.mark.parametrize("more", [("--roads", "x.osm"), ("--peak",), ("--minutes", "-1"), ("--minutes", "nan"), ("--mode", "plane")])
def test_options_that_do_not_go_together_are_usage_errors(region: Path, more: tuple[str, ...]) -> None:
    result = run(region, *more)
    assert result.exit_code == 2
    assert "Usage" in result.stderr


def test_a_network_is_asked_for(region: Path) -> None:
    assert "--roads" in run(region, network=("nodes",)).stderr


def test_hong_kong_agrees_with_its_own_tables(region: Path, shared: Path) -> None:
    folder = shared / "data/geo/hongkong"
    cells = io.StringIO((folder / "nodes.csv").read_text())
    rows = [f"{r['id']},{r['lon']},{r['lat']},1" for r in csv.DictReader(cells)]
    (region / "cells.csv").write_text("\n".join(["id,lon,lat,people", *rows]))
    arguments = [f"--{name}={folder / name}.csv" for name in ("nodes", "edges", "sites")]
    result = CliRunner().invoke(main, ["reach", *arguments, f"--cells={region / 'cells.csv'}", "--json"])
    found = json.loads(result.stdout)
    assert found["people"] == 43_620
    assert (found["network"]["components"], found["network"]["edges"]) == (1, 45_771)
    assert found["snap"]["sites"]["far_sites"] == 12  # the network is Hong Kong Island; most hospitals lie across the harbour
    minutes = slow_minutes(folder)
    assert found["covered_people"] == sum(m <= 15 for m in minutes)
    assert found["mean_minutes"] == pytest.approx(sum(minutes) / len(minutes))


def slow_minutes(folder: Path) -> list[float]:
    """From every node of Hong Kong to its nearest hospital: one search that starts at all of them, each at its own walk."""
    nodes, sites, rows = (list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text()))) for name in ("nodes", "sites", "edges"))
    places = [(float(n["lon"]), float(n["lat"])) for n in nodes]
    index = {n["id"]: i for i, n in enumerate(nodes)}
    doors = [bound((float(s["lon"]), float(s["lat"])), places) for s in sites]
    everywhere = len(nodes)
    roads = [(index[r["from"]], index[r["to"]], float(r["seconds"]), False) for r in rows]
    found = seconds_from(everywhere, [*roads, *((everywhere, node, walk, True) for node, walk in doors)])
    return [found[i] / 60 for i in range(everywhere)]


def test_porto_alegre_reaches_more_people_the_faster_they_travel(region: Path, shared: Path) -> None:
    folder = shared / "data/geo/porto-alegre"
    rows = list(csv.DictReader(io.StringIO((folder / "poa_hexgrid.csv").read_text())))
    (region / "cells.csv").write_text("\n".join(["id,lon,lat,people", *(f"{r['id']},{r['lon']},{r['lat']},{r['population']}" for r in rows)]))
    served = [r for r in rows if float(r["healthcare"] or 0) > 0]
    (region / "sites.csv").write_text("\n".join(["id,lon,lat", *(f"{r['id']},{r['lon']},{r['lat']}" for r in served)]))

    def reached(*words: str) -> dict[str, Any]:
        arguments = [f"--{name}={region / name}.csv" for name in ("cells", "sites")]
        done = CliRunner().invoke(main, ["reach", f"--roads={folder / 'poa_osm.pbf'}", *arguments, "--json", *words])
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    walk, bike, car, peak = reached(), reached("--mode", "e-bike"), reached("--mode", "car"), reached("--mode", "car", "--peak")
    assert walk["people"] == bike["people"] == car["people"] == 812_935
    assert 0.85 < walk["coverage"] < bike["coverage"] < car["coverage"] <= 1
    assert walk["mean_minutes"] > bike["mean_minutes"] > peak["mean_minutes"] > car["mean_minutes"]
    assert walk["network"]["largest_share"] > 0.97
    assert walk["speeds"]


def test_the_command_starts_without_django(region: Path) -> None:
    script = (
        "import sys; from click.testing import CliRunner; from weijian.cli.main import main\n"
        "found = CliRunner().invoke(main, ['reach', *sys.argv[1:], '--json']); assert found.exit_code == 0, found.output\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in ('django', 'osmium', 'rich')]"
    )
    tables = [f"--{name}={region / name}.csv" for name in ("nodes", "edges", "cells", "sites")]
    subprocess.run([sys.executable, "-c", script, *tables], check=True)


def test_whom_each_site_is_nearest_to(region: Path) -> None:
    (region / "sites.csv").write_text("id,lon,lat\ns,114.02,30\nt,114.01,30\nu,114.02,30\n")
    assert answer(region, "--catchments")["catchments"] == [
        {"id": "s", "people": 50, "cells": 1, "mean_minutes": 0.0, "farthest_minutes": 0.0},
        {"id": "t", "people": 150, "cells": 2, "mean_minutes": pytest.approx(100 * 10 / 150), "farthest_minutes": 10.0},
        {"id": "u", "people": 0, "cells": 0, "mean_minutes": None, "farthest_minutes": None},
    ]
    assert "各机构最近的人口" in run(region, "--catchments").output


def test_the_areas_from_which_sites_are_reached_are_written(region: Path) -> None:
    import shapely

    file = region / "areas.geojson"
    answer(region, "--minutes", "10", "--areas", str(file))
    (feature,) = json.loads(file.read_text())["features"]
    area = shapely.geometry.shape(feature["geometry"])
    assert feature["properties"] == {"id": "s", "name": "县医院", "minutes": 10.0}
    assert area.covers(shapely.Point(114.01, 30))
    assert area.covers(shapely.Point(114.02, 30))
    assert not area.covers(shapely.Point(114.0, 30))


def test_areas_cannot_be_written_into_a_folder_that_is_not_there(region: Path) -> None:
    done = run(region, "--areas", str(region / "nowhere" / "a.geojson"))
    assert done.exit_code == 2
    assert "no such folder" in done.output
