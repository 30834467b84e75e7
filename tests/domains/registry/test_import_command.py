"""`weijian sheet …` from the command line."""

import json
from pathlib import Path

from click.testing import CliRunner, Result
from django.conf import settings

from tests.domains.registry.sheets import many, person_row, sheet_of
from tests.people import Cast
from weijian.cli.main import main
from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.domains.registry.models import Resident
from weijian.foundation.happenings.models import Happening
from weijian.interop.sheets.reading import open_sheet


def weijian(*words: object) -> Result:
    return CliRunner().invoke(main, ["sheet", *map(str, words)])


def with_data(*words: object) -> Result:
    return weijian(*words, "--data", settings.WEIJIAN_DATA)


def test_the_template_is_written(tmp_path: Path) -> None:
    assert weijian("template", "residents", tmp_path / "t.xlsx").exit_code == 0
    assert open_sheet(tmp_path / "t.xlsx", RESIDENTS).given == {c.key for c in RESIDENTS.columns}


def test_a_template_is_what_its_name_says(tmp_path: Path) -> None:
    assert weijian("template", "residents", tmp_path / "t.csv").exit_code == 0
    assert (tmp_path / "t.csv").read_text("utf-8-sig").strip().split(",") == [c.title for c in RESIDENTS.columns]
    refused = weijian("template", "residents", tmp_path / "t.xls")
    assert refused.exit_code == 2
    assert "SHE-16" in refused.stderr
    assert "SHE-17" in weijian("template", "residents", tmp_path / "nowhere" / "t.xlsx").stderr


def test_a_check_names_every_bad_cell_and_ends_with_two(people: Cast, tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.csv", [person_row(1), person_row(2, phone="139"), person_row(3, village_code="429921202999")])
    done = with_data("check", "residents", path)
    assert done.exit_code == 2
    assert "第3行 联系电话" in done.stderr
    assert "第4行 居住村代码" in done.stderr
    assert "可新建 1" in done.stdout


def test_each_bad_cell_says_what_to_do_and_the_rest_are_counted(people: Cast, tmp_path: Path) -> None:
    done = with_data("check", "residents", sheet_of(tmp_path / "a.csv", [person_row(n, phone="139") for n in range(1, 26)]))
    named = [line for line in done.stderr.splitlines() if line.startswith("  第")]
    assert len(named) == 20
    assert all("请" in line for line in named)
    assert "共25处，只列出前20处" in done.stderr


def test_an_import_is_signed_by_the_account_it_is_done_as(people: Cast, tmp_path: Path) -> None:
    done = with_data("import", "residents", sheet_of(tmp_path / "a.csv", many(3)), "--as", "he", "--json")
    assert (done.exit_code, json.loads(done.stdout)["added"]) == (0, 3)
    assert Happening.objects.latest("pk").by_name == "何数据"


def test_an_account_that_may_not_import_is_refused(people: Cast, tmp_path: Path) -> None:
    before = Resident.objects.count()
    done = with_data("import", "residents", sheet_of(tmp_path / "a.csv", many(3)), "--as", "zhang")
    assert (done.exit_code, Resident.objects.count()) == (2, before)
    assert "IMP-32" in done.stderr


def test_good_lines_leave_the_others_in_a_file_only_the_owner_can_read(people: Cast, tmp_path: Path) -> None:
    path, rest = sheet_of(tmp_path / "a.csv", [person_row(1), person_row(2, phone="139")]), tmp_path / "rest.csv"
    done = with_data("import", "residents", path, "--as", "he", "--good-lines", "--left-out", rest)
    assert done.exit_code == 0
    assert "新建 1" in done.stdout
    assert [texts[0] for _, texts in open_sheet(rest, RESIDENTS).rows()] == ["居民2"]
    assert oct(rest.stat().st_mode)[-3:] == "600"


def test_a_file_that_is_not_there_is_named(people: Cast, tmp_path: Path) -> None:
    done = with_data("import", "residents", tmp_path / "nothing.csv", "--as", "he")
    assert done.exit_code == 2
    assert "nothing.csv" in done.stderr
