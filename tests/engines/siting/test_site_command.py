"""`weijian site`, from files to words and exit code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from weijian.cli.main import main

DEMAND = "id,people,place\n1,100,河西乡\n2,50,河西乡\n3,80,城关镇\n4,7,\n"
CANDIDATES = "id,capacity,cost\na,120,5\nb,150,9\nc,400,20\n"
TIMES = "demand,candidate,seconds\n1,a,60\n1,b,600\n1,c,1200\n2,a,600.5\n2,b,60\n3,c,30\n"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    for name, text in (("demand", DEMAND), ("candidates", "id\na\nb\nc\n"), ("times", TIMES)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def run(region: Path, *more: str) -> Result:
    tables = [word for name in ("demand", "candidates", "times") for word in (f"--{name}", str(region / f"{name}.csv"))]
    return CliRunner().invoke(main, ["site", *tables, *more])


def answer(region: Path, *more: str) -> dict[str, Any]:
    result = run(region, "--json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def refused(region: Path, *more: str) -> dict[str, Any]:
    result = run(region, "--json", *more)
    assert result.exit_code == 2, result.output
    refusal: dict[str, Any] = json.loads(result.stdout)["refusal"]
    return refusal


def test_the_answer_is_one_object_with_plan_bound_and_what_was_left_out(region: Path) -> None:
    found = answer(region, "--model", "pmedian", "--open", "2")
    assert len(found.pop("inputs")) == 64
    assert found == {
        "model": "pmedian", "open": ["a", "c"], "objective": 100 * 60 + 50 * 600.5 + 80 * 30, "unit": "people × seconds", "bound": 38425, "gap": 0.0,
        "proven": True, "method": "exchange, Lagrangian branch and bound", "people": 237, "covered_people": 230, "minutes": 15,
        "uncoverable": ["4"], "uncoverable_people": 7, "demand_without_people": 0, "engine": "siting 1",
    }


@pytest.mark.parametrize(("model", "number", "opened", "objective"), [
    ("pmedian", 2, ["a", "c"], 38425), ("mclp", 1, ["a"], 150), ("mclp", 2, ["a", "c"], 230), ("pcenter", 2, ["b", "c"], 600), ("lscp", None, ["a", "c"], 2),
    ("mexclp", 3, ["a", "a", "c"], 150 * 0.91 + 80 * 0.7),
])
def test_each_model_answers_in_its_own_unit(region: Path, model: str, number: int | None, opened: list[str], objective: float) -> None:
    found = answer(region, "--model", model, *(["--open", str(number)] if number else []))
    assert (found["open"], found["proven"]) == (opened, True)
    assert found["objective"] == pytest.approx(objective)
    assert found["uncoverable"] == ["4"]


def test_the_line_itself_is_covered_and_a_millisecond_beyond_is_not(region: Path) -> None:
    for seconds, covered in ((1200, 180), (1199.999, 80)):
        assert answer(region, "--model", "mclp", "--open", "1", "--keep", "c", "--minutes", str(seconds / 60))["objective"] == covered
    for seconds, covered in ((600.5, 150), (600.499, 100), (600.4999, 100)):
        assert answer(region, "--model", "mclp", "--open", "1", "--keep", "a", "--minutes", str(seconds / 60))["objective"] == covered


def test_sites_kept_and_forbidden_are_respected(region: Path) -> None:
    assert answer(region, "--model", "mclp", "--open", "2", "--keep", "b,c")["open"] == ["b", "c"]
    assert answer(region, "--model", "mclp", "--open", "2", "--forbid", "a")["open"] == ["b", "c"]


def test_capacity_and_budget_bind_when_they_are_given(region: Path) -> None:
    (region / "candidates.csv").write_text(CANDIDATES)
    roomy = answer(region, "--model", "pmedian", "--open", "3")
    assert roomy["open"] == ["a", "b", "c"]
    assert answer(region, "--model", "mclp", "--budget", "15")["open"] == ["a", "b"]
    tight = answer(region, "--model", "pmedian", "--open", "2")
    assert (tight["open"], tight["objective"], tight["proven"]) == (["b", "c"], 65400, True)


def test_vehicles_at_one_station_are_counted(region: Path) -> None:
    found = answer(region, "--model", "mexclp", "--open", "3", "--busy", "0.5")
    assert sum(found["units"].values()) == 3
    assert len(found["open"]) == 3


def test_lscp_says_whether_the_number_in_mind_is_enough(region: Path) -> None:
    assert answer(region, "--model", "lscp", "--open", "1")["enough"] is False
    assert answer(region, "--model", "lscp", "--open", "2")["enough"] is True


def test_supply_may_head_the_column_of_candidates(region: Path) -> None:
    before = answer(region, "--model", "pmedian", "--open", "2")
    (region / "times.csv").write_text(TIMES.replace("candidate", "supply"))
    assert answer(region, "--model", "pmedian", "--open", "2") == before


def test_an_explanation_tells_what_each_site_is_for_and_what_comes_next(region: Path) -> None:
    why = answer(region, "--model", "mclp", "--open", "1", "--existing", "c", "--explain")["explanation"]
    assert why["sites"] == [{"id": "a", "people": 150, "covered_people": 150, "only_here_people": 150, "worth": 150}]
    assert why["binds"] == [{"condition": "number", "worth": 80, "close": None, "open": "c", "full": []}]
    assert why["next_best"] == {"open": ["b"], "out": ["a"], "in": ["b"], "objective": 150, "difference": 0}
    assert (why["newly_covered_people"], why["no_longer_covered_people"]) == (150, 80)
    assert why["by_place"]["河西乡"]["covered_after"] == 150


def test_without_json_a_table_and_notes_in_chinese(region: Path) -> None:
    shown = run(region, "--model", "pmedian", "--open", "2", "--explain").stdout
    for words in ("选址：总出行最少", "已证明没有更好的方案", "任何候选点都服务不到的1处（7人）", "次优方案：以b换下a", "受机构数限制"):
        assert words in shown


FAULTY: list[tuple[str, str, list[tuple[str, int | None, str | None]]]] = [  # table, what it holds, then code, row and column of its faults
    ("demand", "id,people\n1,-3\n1,x\n", [("ROA-19", 2, "people"), ("ROA-12", 3, "id"), ("ROA-14", 3, "people")]),
    ("candidates", "id,capacity,cost\na,-1,2\nb,3,-4\nc,1,1\n", [("ROA-26", 2, "capacity"), ("ROA-27", 3, "cost")]),
    ("times", TIMES + "9,a,5\n1,z,-5\n1,c,\n", [("ROA-23", 8, "demand"), ("ROA-23", 9, "candidate"), ("ROA-25", 9, "seconds"), ("ROA-13", 10, "seconds")]),
    ("times", "demand,supply,seconds\n1,a,60\n\n2,a,5\n1,a,61\n1,a,2\n", [("ROA-24", 5, "demand、supply"), ("ROA-24", 6, "demand、supply")]),
    ("times", "demand,supply,seconds\n1,q,60\n", [("ROA-23", 2, "supply")]),
]


@pytest.mark.parametrize(("table", "text", "faults"), FAULTY)
def test_every_bad_row_is_named_with_row_and_column(region: Path, table: str, text: str, faults: list[tuple[str, int | None, str | None]]) -> None:
    (region / f"{table}.csv").write_text(text)
    refusal = refused(region, "--model", "mclp", "--open", "1")
    assert (refusal["code"], refusal["total"]) == ("ROA-01", len(faults))
    assert [(f["code"], f["row"], f["column"]) for f in refusal["faults"]] == faults


REFUSED: list[tuple[list[str], str]] = [
    (["--model", "pmedian"], "SIT-03"),
    (["--model", "pmedian", "--open", "0"], "SIT-04"),
    (["--model", "mclp", "--open", "4"], "SIT-05"),
    (["--model", "mclp", "--open", "3", "--forbid", "a"], "SIT-05"),
    (["--model", "mexclp", "--open", "2", "--busy", "1"], "SIT-07"),
    (["--model", "mexclp", "--open", "2", "--busy", "nan"], "SIT-07"),
    (["--model", "lscp", "--minutes", "0.1"], "SIT-10"),
    (["--model", "mclp", "--open", "1", "--keep", "a,b"], "SIT-11"),
    (["--model", "mclp", "--open", "1", "--keep", "a", "--forbid", "a"], "SIT-14"),
    (["--model", "pcenter", "--open", "1"], "SIT-17"),
    (["--model", "lscp", "--all-served"], "SIT-21"),
    (["--model", "mclp", "--open", "1", "--existing", "a,b,c", "--closable", "1"], "SIT-22"),
    (["--model", "mclp", "--open", "1", "--keep", "a,nowhere"], "CLI-01"),
    (["--model", "mclp", "--budget", "5"], "CLI-02"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED, ids=lambda value: value if isinstance(value, str) else " ".join(value[1:]))
def test_what_cannot_be_answered_is_refused_in_words(region: Path, words: list[str], code: str) -> None:
    assert refused(region, *words)["code"] == code


PRICED: list[tuple[list[str], str]] = [
    (["--model", "mclp", "--budget", "4"], "SIT-15"),
    (["--model", "mclp", "--budget", "8", "--keep", "b"], "SIT-12"),
    (["--model", "pmedian", "--open", "1"], "SIT-18"),
    (["--model", "pmedian", "--budget", "14"], "SIT-18"),
]


@pytest.mark.parametrize(("words", "code"), PRICED, ids=lambda value: value if isinstance(value, str) else " ".join(value[1:]))
def test_conditions_that_cannot_be_met_are_refused_in_words(region: Path, words: list[str], code: str) -> None:
    (region / "candidates.csv").write_text(CANDIDATES)
    assert refused(region, *words)["code"] == code


def test_nothing_but_the_answer_is_on_standard_output(region: Path) -> None:
    """The exact solver would introduce itself there."""
    words = ["--model", "mexclp", "--open", "2", "--json", *(f"--{name}={region / name}.csv" for name in ("demand", "candidates", "times"))]
    done = subprocess.run([sys.executable, "-m", "weijian.cli", "site", *words], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["method"] == "HiGHS branch and bound"
    assert done.stderr == ""


def test_capacity_that_is_too_little_for_everybody_is_refused(region: Path) -> None:
    (region / "candidates.csv").write_text("id,capacity\na,50\nb,50\nc,50\n")
    assert refused(region, "--model", "pmedian", "--open", "3")["code"] == "SIT-16"


def test_nobody_at_all_is_refused(region: Path) -> None:
    (region / "demand.csv").write_text("id,people\n1,0\n2,0\n3,0\n4,0\n")
    assert refused(region, "--model", "mclp", "--open", "1")["code"] == "SIT-02"


def test_a_refusal_is_a_sentence_and_a_remedy_on_standard_error_otherwise(region: Path) -> None:
    result = run(region, "--model", "pmedian", "--open", "1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "至少需要2处" in result.stderr
