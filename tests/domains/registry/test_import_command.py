"""`weijian sheet …` from the command line."""

import json
from pathlib import Path

from click.testing import CliRunner, Result
from django.conf import settings

from tests.domains.registry.sheets import many, person_row, sheet_of
from tests.people import Cast
from weijian.cli.main import main
from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.domains.registry.models import Institution, Resident
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


INSTITUTIONS = "机构代码,机构名称,所在区划,开业日期,状态,机构类别,级别,等次,举办性质,依据"
CLINIC = "H0009,青禾县康复医院,429921101001,2026-10-01,在营,康复医院,二级,未评,公立,青卫医字〔2026〕9号"


def test_every_register_has_its_sheet_on_the_command_line_too(people: Cast, tmp_path: Path) -> None:
    listed = dict(line.split("\t") for line in with_data("list").stdout.splitlines())
    assert {"residents", "institutions", "institution-standings", "places", "place-successions", "practitioners"} <= set(listed)
    for kind in listed:
        assert with_data("template", kind, tmp_path / f"{kind}.csv").exit_code == 0
    assert "CAT-01" in with_data("template", "nosuch", tmp_path / "n.csv").stderr


def test_a_registers_sheet_is_checked_taken_and_harmless_again(people: Cast, tmp_path: Path) -> None:
    path = tmp_path / "institutions.csv"
    path.write_text(f"{INSTITUTIONS}\n{CLINIC}\n", encoding="gb18030")
    tried = with_data("check", "institutions", path)
    assert (tried.exit_code, "可新增 1" in tried.stdout) == (0, True)
    assert not Institution.objects.filter(code="H0009").exists()
    done = with_data("import", "institutions", path, "--as", "chen", "--json")
    assert json.loads(done.stdout) == {"added": 1, "corrected": 0, "unchanged": 0, "refused": 0}
    assert Happening.objects.latest("pk").by_name == "陈科长"
    assert "未变 1" in with_data("import", "institutions", path, "--as", "chen").stdout


def test_bad_lines_of_a_registers_sheet_are_named_and_handed_back(people: Cast, tmp_path: Path) -> None:
    path, rest = tmp_path / "institutions.csv", tmp_path / "rest.csv"
    path.write_text(f"{INSTITUTIONS}\n{CLINIC}\n{CLINIC.replace('H0009', 'H0010').replace('2026-10-01', '2026-02-30')}\n")
    whole = with_data("import", "institutions", path, "--as", "chen")
    assert (whole.exit_code, "第3行 开业日期" in whole.stderr) == (2, True)
    assert not Institution.objects.filter(code="H0009").exists()
    good = with_data("import", "institutions", path, "--as", "chen", "--good-lines", "--left-out", rest)
    assert (good.exit_code, "新增 1" in good.stdout) == (0, True)
    assert "H0010" in rest.read_text("utf-8-sig")
    again = with_data("check", "institutions", rest)
    assert "第2行 开业日期" in again.stderr


def test_who_may_not_bring_a_sheet_in_may_not_from_the_command_line_either(people: Cast, tmp_path: Path) -> None:
    path = tmp_path / "institutions.csv"
    path.write_text(f"{INSTITUTIONS}\n{CLINIC}\n")
    assert with_data("import", "institutions", path, "--as", "zhang").exit_code == 2
    assert not Institution.objects.filter(code="H0009").exists()
