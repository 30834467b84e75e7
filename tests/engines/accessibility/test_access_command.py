"""`weijian access`, from files to words and exit code."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from weijian.cli.main import main

DEMAND = "id,people\na,100\nb,50\nc,50\nd,7\n"
SUPPLY = "id,capacity\ns,10\nt,5\nu,3\n"
TIMES = "demand,supply,seconds\na,s,600\nb,s,601\nb,t,1800\nc,t,60\nc,s,1801\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("demand", DEMAND), ("supply", SUPPLY), ("times", TIMES)):
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


def run(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["access", *(f"--{name}={folder / name}.csv" for name in ("demand", "supply", "times")), *more])


def answer(folder: Path, *more: str) -> dict[str, Any]:
    result = run(folder, "--json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_zones_weigh_and_a_pair_on_a_line_is_in_the_nearer(folder: Path) -> None:
    found = answer(folder, "--method", "e2sfca", "--breaks", "10,20,30", "--weights", "1,0.68,0.22")
    s, t = 10 / (100 + 0.68 * 50), 5 / (0.22 * 50 + 50)
    assert found["access"] == {"a": pytest.approx(s), "b": pytest.approx(0.68 * s + 0.22 * t), "c": pytest.approx(t), "d": 0}
    assert (found["unreached_people"], found["unreached"], found["idle_supply"]) == (7, ["d"], ["u"])
    assert 0 < found["gini"] < 1


def test_two_steps_know_only_inside_and_outside(folder: Path) -> None:
    found = answer(folder, "--method", "2sfca", "--breaks", "30")
    s, t = 10 / 150, 5 / 100
    assert found["access"] == {"a": pytest.approx(s), "b": pytest.approx(s + t), "c": pytest.approx(t), "d": 0}


def test_in_three_steps_people_choose_between_the_sites_they_reach(folder: Path) -> None:
    found = answer(folder, "--method", "3sfca", "--breaks", "10,20,30", "--weights", "1,0.68,0.22")
    g_s, g_t = 0.68 / 0.9, 0.22 / 0.9
    s, t = 10 / (100 + 0.68 * g_s * 50), 5 / (0.22 * g_t * 50 + 50)
    assert found["access"]["b"] == pytest.approx(0.68 * g_s * s + 0.22 * g_t * t)


def test_the_published_weights_are_taken_when_none_are_given(folder: Path) -> None:
    assert answer(folder)["weights"] == [1, 0.68, 0.22]
    assert answer(folder, "--method", "3sfca", "--breaks", "10,20,30,60")["weights"] == [0.962, 0.704, 0.377, 0.042]
    assert "--weights" in run(folder, "--breaks", "7,9").stderr


@pytest.mark.parametrize(("table", "content", "code"), [
    ("demand", "id,people\na,-1\n", "ROA-19"),
    ("supply", "id,capacity\ns,-1\n", "ROA-26"),
    ("supply", "id,beds\ns,1\n", "ROA-06"),
    ("times", "demand,supply,seconds\na,zz,1\n", "ROA-23"),
    ("times", "demand,supply,seconds\na,s,1\na,s,2\n", "ROA-24"),
])
def test_a_bad_table_is_refused_with_what_is_wrong(folder: Path, table: str, content: str, code: str) -> None:
    (folder / f"{table}.csv").write_text(content)
    result = run(folder, "--json")
    assert result.exit_code == 2
    refusal = json.loads(result.stdout)["refusal"]
    assert code in {refusal["code"], *(f["code"] for f in refusal.get("faults", []))}


def test_zones_that_do_not_fit_together_are_refused(folder: Path) -> None:
    result = run(folder, "--json", "--breaks", "10,20", "--weights", "1")
    assert (result.exit_code, json.loads(result.stdout)["refusal"]["code"]) == (2, "ACC-09")
    assert "not a row of numbers" in run(folder, "--breaks", "ten").stderr


def test_a_supply_without_capacity_is_no_supply_and_nobody_crashes(folder: Path) -> None:
    (folder / "supply.csv").write_text("id,capacity\ns,0\nt,0\nu,0\n")
    found = answer(folder)
    assert set(found["access"].values()) == {0}
    assert found["gini"] is None


def test_without_json_a_table_and_notes_in_chinese(folder: Path) -> None:
    shown = run(folder).stdout
    for words in ("增强型两步移动搜索法", "每万人可得", "基尼系数", "够不着任何机构的人口7", "范围内没有人口的机构1家：u"):
        assert words in shown
