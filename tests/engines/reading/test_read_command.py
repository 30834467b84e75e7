"""`weijian read`, from a file to words, JSON and exit code."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from weijian.cli.main import main

REPORT = "青禾县卫生健康局2024年工作总结\n\n全县应签约1000人，已签约450人，签约率45%；门诊费用次均85.5元，救治率达90%以上。\n"
FIELDS = {"value", "value_max", "unit", "what", "place", "period", "approx", "kind", "quote", "line", "status"}


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *words], input=given)


def answer(*words: str, given: bytes | None = None) -> dict[str, Any]:
    result = run(*words, "--json", given=given)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, "utf-8")
    return file


def test_the_answer_is_the_text_its_figures_and_their_checks(report: Path) -> None:
    found = answer(str(report))
    assert list(found) == ["text", "figures", "checks"]
    assert [figure["value"] for figure in found["figures"]] == [1000, 450, 45, 85.5, 90]
    assert all(figure.keys() >= FIELDS for figure in found["figures"])
    assert {figure["place"] for figure in found["figures"]} == {"青禾县"}
    assert [figure["approx"] for figure in found["figures"]] == [False, False, False, False, True]
    assert any(check["verdict"] == "holds" and {0, 1, 2} >= set(check["figures"]) for check in found["checks"])
    assert all(check.keys() >= {"relation", "verdict", "words", "figures", "warning"} for check in found["checks"])


def test_whole_values_are_whole_numbers_in_json(report: Path) -> None:
    assert [type(figure["value"]) for figure in answer(str(report))["figures"]] == [int, int, int, float, int]


def test_text_on_standard_input_is_read_as_a_file_is(report: Path) -> None:
    assert answer("-", given=REPORT.encode("gb18030")) == answer(str(report))


def test_a_word_file_and_a_page_say_what_the_text_says(tmp_path: Path, report: Path) -> None:
    document, held = docx.Document(), io.BytesIO()
    for line in REPORT.splitlines():
        document.add_paragraph(line)
    document.save(held)
    (tmp_path / "report.docx").write_bytes(held.getvalue())
    (tmp_path / "report.html").write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in REPORT.splitlines()) + "</body></html>", "utf-8")
    values = [[figure["value"] for figure in answer(str(tmp_path / name))["figures"]] for name in ("report.docx", "report.html", "report.txt")]
    assert values[0] == values[1] == values[2]


def test_without_json_a_person_reads_a_table(report: Path) -> None:
    result = run(str(report))
    assert result.exit_code == 0
    assert "1000人" in result.stdout
    assert "青禾县" in result.stdout
    assert "共5个数" in result.stdout


def test_a_report_without_figures_is_read_all_the_same() -> None:
    found = answer("-", given="今天的会议很重要。".encode())
    assert (found["figures"], found["checks"]) == ([], [])


@pytest.mark.parametrize(("name", "content", "code"), [
    ("nowhere.txt", None, "RPT-01"), ("report.xyz", b"1", "DOC-01"), ("empty.txt", b"", "DOC-02"), ("broken.pdf", b"not a page", "DOC-06"),
    ("broken.docx", b"PK", "DOC-06"),
])
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run(str(tmp_path / name), "--json")
    assert result.exit_code == 2
    assert result.stderr.startswith(code)
    assert not result.stdout


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr.startswith("RPT-02")


def test_the_five_real_reports_are_read(shared: Path) -> None:
    for path in sorted((shared / "data" / "reports").glob("*.txt")):
        found = answer(str(path))
        assert len(found["figures"]) >= 14
        assert all(figure["quote"] in found["text"] for figure in found["figures"])
        assert {n for check in found["checks"] for n in check["figures"]} <= set(range(len(found["figures"])))
