"""What the pages for people say can be followed: links lead somewhere, commands and their options exist, the first hour's example comes out."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from weijian.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "DEVELOPERS.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(p.relative_to(ROOT)) for p in PAGES]
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
COMMAND = re.compile(r"(?:^|`|\$ |\.venv/bin/)(weijian [a-z][^`\n#|]*)", re.MULTILINE)
MADE_BY_THE_JOURNEYS = "docs/pictures/"  # drawn from the running product


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    lost = [to for to in LINK.findall(page.read_text("utf-8")) if not (page.parent / to).exists() and MADE_BY_THE_JOURNEYS not in to]
    assert not lost


@pytest.mark.parametrize("page", [p for p in PAGES if "generated" not in p.read_text("utf-8")[:60].lower()], ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_a_page_names_exists_with_its_options(page: Path) -> None:
    wrong = [words for words in commands_in(page) if not _exists(words)]
    assert not wrong


def commands_in(page: Path) -> Iterator[list[str]]:
    for line in COMMAND.findall(page.read_text("utf-8")):
        words = shlex.split(line.split(" …")[0].split("(")[0].rstrip(" :;,.，。"), posix=False)
        yield [w.strip("\"'") for w in words[1:]]


def _exists(words: list[str]) -> bool:
    if words[0] not in COMMANDS:
        return False
    context = click.Context(main, info_name="weijian")
    command = main.get_command(context, words[0])
    rest = words[1:]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command, rest = command.get_command(context, rest[0]), rest[1:]
    known = {name for p in command.params for name in p.opts} | {"--help"} if command else set()
    return command is not None and {w.partition("=")[0] for w in rest if w.startswith("--")} <= known


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_both_readmes_lead_to_every_guide(page: str) -> None:
    assert {f"docs/guides/{g.name}" for g in (ROOT / "docs" / "guides").glob("*.md") if not g.name.endswith(".zh.md")} <= english_links(page)


def test_the_example_of_the_first_hour_comes_out_as_it_says(tmp_path: Path) -> None:
    page = (ROOT / "docs/start/first-hour.md").read_text("utf-8")
    for name, body in re.findall(r"cat > (\w+\.csv) <<'CSV'\n(.*?)CSV\n", page, re.DOTALL):
        (tmp_path / name).write_text(body, "utf-8")
    for body, name in re.findall(r"printf '([^']+)' > (\w+\.csv)", page):
        (tmp_path / name).write_text(body.replace("\\n", "\n"), "utf-8")
    tables = [word for name in ("nodes", "edges", "cells", "sites") for word in (f"--{name}", str(tmp_path / f"{name}.csv"))]
    result = CliRunner().invoke(main, ["reach", *tables, "--minutes", "15"])
    assert result.exit_code == 0
    assert "33.3%" in result.stdout
    assert "Of 150 people 50 are covered" in page


def test_the_chinese_readme_says_no_less_than_the_english_one() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))
    assert [h.count("#") for h in re.findall(r"^#+ ", english, re.MULTILINE)] == [h.count("#") for h in re.findall(r"^#+ ", chinese, re.MULTILINE)]
    assert english_links("README.md") - {"README.md"} == english_links("README.zh.md") - {"README.md"}


@pytest.mark.parametrize("page", [p for p in PAGES if p.name.endswith(".zh.md")], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_page_in_chinese_has_the_commands_and_the_headings_of_its_twin(page: Path) -> None:
    twin = page.with_name(page.name.replace(".zh.md", ".md"))
    chinese, english = page.read_text("utf-8"), twin.read_text("utf-8")
    assert len(re.findall(r"^#+ ", chinese, re.MULTILINE)) == len(re.findall(r"^#+ ", english, re.MULTILINE))
    assert {tuple(w) for w in commands_in(page)} <= {tuple(w) for w in commands_in(twin)}
    assert f"]({twin.name})" in chinese
    assert f"]({page.name})" in english


def english_links(page: str) -> set[str]:
    """Where a page leads, a Chinese twin counted as its English one."""
    return {to.replace(".zh.md", ".md") for to in LINK.findall((ROOT / page).read_text("utf-8"))}
