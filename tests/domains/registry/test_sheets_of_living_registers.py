"""Institutions, their standings, places and successions come in by sheets too: each line is the room's own deed, with its rules."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import CLOUD_CENTRE, CLOUD_TOWN, FAR_HILL, LONG_AGO, Cast
from weijian.domains.registry.models import Institution, InstitutionStanding, Place, PlaceSuccession
from weijian.foundation.happenings.models import Happening
from weijian.kernel.organisations import credit_check_character

pytestmark = pytest.mark.django_db
NEW = "H0009,青禾县康复医院,429921101001,2026-10-01,在营,康复医院,二级,未评,公立,青卫医字〔2026〕9号"
HEAD = "机构代码,机构名称,所在区划,开业日期,状态,机构类别,级别,等次,举办性质,依据"


def hand_in(people: Cast, register: str, text: str, how: str = "whole", who: str = "chief_chen") -> dict[str, Any]:
    sheet = SimpleUploadedFile("sheet.csv", text.encode())
    answer = getattr(people, who).program().post(f"/registers/{register}/import", {"sheet": sheet, "how": how})
    return {"status": answer.status_code, **answer.json()}


def counts(told: dict[str, Any]) -> tuple[int, int, int]:
    assert told["status"] == 200, told
    return told["added"], told["corrected"], told["unchanged"]


def codes(told: dict[str, Any]) -> list[tuple[Any, str]]:
    return [(f["row"], f["code"]) for f in told["faults"]]


def test_an_institution_comes_in_with_its_first_standing_and_again_changes_nothing(people: Cast) -> None:
    assert counts(hand_in(people, "institutions", f"{HEAD}\n{NEW}\n")) == (1, 0, 0)
    made = Institution.objects.get(code="H0009")
    assert made.standings.get().status == "operating"
    assert Happening.objects.filter(kind="InstitutionOpened").count() == 1
    assert counts(hand_in(people, "institutions", f"{HEAD}\n{NEW}\n")) == (0, 0, 1)


def test_a_known_institution_is_put_right_but_neither_moved_nor_restood_by_the_way(people: Cast) -> None:
    assert counts(hand_in(people, "institutions", f"机构代码,机构名称,所在区划,联系电话\n{CLOUD_CENTRE},云岭乡卫生院,429921202201,0720-1234567\n")) == (0, 1, 0)
    assert Institution.objects.get(code=CLOUD_CENTRE).phone == "0720-1234567"
    moved = hand_in(people, "institutions", f"机构代码,机构名称,所在区划\n{CLOUD_CENTRE},云岭乡卫生院,429921101001\n")
    assert (moved["status"], codes(moved)) == (422, [(2, "REG-205")])
    restood = hand_in(people, "institutions", f"机构代码,机构名称,所在区划,状态\n{CLOUD_CENTRE},云岭乡卫生院,429921202201,停业\n")
    assert codes(restood) == [(2, "REG-204")]


def test_one_bad_line_leaves_the_whole_sheet_out_and_is_named(people: Cast) -> None:
    bad = NEW.replace("H0009", "H0010").replace("青卫医字〔2026〕9号", "")
    told = hand_in(people, "institutions", f"{HEAD}\n{NEW}\n{bad}\n")
    assert (told["status"], codes(told)) == (422, [(3, "CAT-12")])
    assert not Institution.objects.filter(code__in=("H0009", "H0010")).exists()
    assert counts(hand_in(people, "institutions", f"{HEAD}\n{NEW}\n{bad}\n", how="good")) == (1, 0, 0)


def test_only_trying_keeps_nothing_and_tells_nothing_happened(people: Cast) -> None:
    assert counts(hand_in(people, "institutions", f"{HEAD}\n{NEW}\n", how="check")) == (1, 0, 0)
    assert not Institution.objects.filter(code="H0009").exists()
    assert not Happening.objects.filter(kind__in=("InstitutionOpened", "SheetImported")).exists()


def test_a_standing_follows_by_its_rules_and_is_never_rewritten(people: Cast) -> None:
    head = "机构,自,状态,机构类别,级别,等次,举办性质,依据"
    raised = f"{head}\nT0202,2026-01-01,在营,C220,二级,甲等,公立,青卫〔2026〕1号\n"
    assert counts(hand_in(people, "institution-standings", raised)) == (1, 0, 0)
    assert counts(hand_in(people, "institution-standings", raised)) == (0, 0, 1)
    rewritten = hand_in(people, "institution-standings", raised.replace("二级", "一级"))
    assert codes(rewritten) == [(2, "REG-203")]
    assert InstitutionStanding.objects.filter(institution__code=CLOUD_CENTRE).count() == 2


def test_a_division_comes_in_under_the_one_its_code_says(people: Cast) -> None:
    head = "区划代码,名称,级别,上级区划,城乡分类代码,档案编号村段,自"
    new = f"{head}\n429921202203,新村,村级,{CLOUD_TOWN},220,103,2026-09-01\n"
    told = hand_in(people, "places", _as_titled(new))
    assert counts(told) == (1, 0, 0)
    made = Place.objects.get(code="429921202203")
    assert (made.level, made.parent, made.record_segment) == (5, people.places[CLOUD_TOWN], "103")
    assert counts(hand_in(people, "places", _as_titled(new))) == (0, 0, 1)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("429921909201,孤村,村级,,220,,2026-09-01", "REG-207"),
        ("429921202203,新村,乡级,,220,,2026-09-01", "REG-208"),
        ("429921202203,新村,村级,,220,102,2026-09-01", "REG-"),
        (f"{FAR_HILL},近山村,村级,,,,2020-01-01", "REG-206"),
        (f"{FAR_HILL},远山村,村级,,,,2026-09-01", "REG-"),
    ],
)
def test_a_division_that_does_not_fit_is_named(people: Cast, line: str, code: str) -> None:
    told = hand_in(people, "places", _as_titled(f"区划代码,名称,级别,上级区划,城乡分类代码,档案编号村段,自\n{line}\n"))
    assert told["status"] == 422
    assert codes(told)[0][1].startswith(code)


def _as_titled(text: str) -> str:
    """The headings of the template, whatever the model calls them."""
    names = ("code", "name", "level", "parent", "urban_rural_code", "record_segment", "from_on")
    titles = ",".join(str(Place._meta.get_field(name).verbose_name) for name in names)
    return titles + "\n" + text.split("\n", 1)[1]


def test_a_succession_ends_the_one_and_is_noted_once(people: Cast) -> None:
    names = ("predecessor", "successor", "on", "document")
    titles = ",".join(str(PlaceSuccession._meta.get_field(name).verbose_name) for name in names)
    merged = f"{titles}\n{FAR_HILL},429921202201,2026-10-01,楚民〔2026〕3号\n"
    assert counts(hand_in(people, "place-successions", merged)) == (1, 0, 0)
    assert Place.objects.get(code=FAR_HILL).ends_on == date(2026, 10, 1)
    assert counts(hand_in(people, "place-successions", merged)) == (0, 0, 1)
    late = merged.replace("429921202201", "429921101201").replace("2026-10-01", "2026-11-01")
    assert codes(hand_in(people, "place-successions", late)) == [(2, "REG-209")]


def test_nobody_brings_in_what_lies_beyond_her_reach(people: Cast) -> None:
    refused = hand_in(people, "institutions", f"{HEAD}\n{NEW}\n", who="nurse_zhang")
    assert refused["status"] == 403
    assert not Institution.objects.filter(code="H0009").exists()


@pytest.mark.parametrize("register", ["institutions", "institution-standings", "places", "place-successions", "practitioners"])
def test_each_has_its_template_and_offers_the_import(people: Cast, register: str) -> None:
    browser = people.chief_chen.browser()
    assert browser.get(f"/registers/{register}/template").status_code == 200
    assert f"/registers/{register}/import" in browser.get(f"/registers/{register}/").content.decode()


def test_a_county_wide_officers_sheet_does_not_reach_another_county(people: Cast) -> None:
    there = Place.objects.create(code="429922", name="邻县", level=3, parent=people.places["4299"], from_on=LONG_AGO)
    told = hand_in(people, "institutions", f"{HEAD}\n{NEW.replace('429921101001', there.code)}\n")
    assert told["status"] == 422
    assert not Institution.objects.filter(code="H0009").exists()

def faults(told: dict[str, Any]) -> list[tuple[Any, Any, str]]:
    return [(f["row"], f["column"], f["code"]) for f in told["faults"]]


@pytest.mark.parametrize(
    ("register", "text", "fault"),
    [
        ("institutions", f"{HEAD}\n{NEW.replace('青禾县康复医院', '院' * 101)}\n", (2, "机构名称", "CAT-19")),
        ("institutions", f"{HEAD}\n{NEW.replace('H0009', 'H' * 41)}\n", (2, "机构代码", "CAT-19")),
        ("institutions", f"{HEAD},统一社会信用代码\n{NEW},123\n", (2, "统一社会信用代码", "KER-20")),
        ("institutions", f"{HEAD}\n{NEW.replace('2026-10-01', '2029-10-01')}\n", (2, "开业日期", "REG-53")),
        ("institutions", f"{HEAD}\n{NEW.replace('青卫医字〔2026〕9号', '')}\n", (2, "依据", "CAT-12")),
        ("institutions", f"{HEAD}\n{NEW}\n{NEW}\n", (3, "机构代码", "CAT-33")),
        ("institution-standings", "机构,自,状态,机构类别,举办性质,依据\nT0202,2019-01-01,停业,C220,公立,青卫〔2019〕1号\n", (2, "自", "REG-51")),
        ("institution-standings", "机构,自,状态,机构类别,举办性质,依据\nT0202,2026-01-01,停业,C220,公立,\n", (2, "依据", "REG-50")),
        ("places", "区划代码,名称,级别,城乡分类代码,启用日期\n429921202203,新村,村级,999,2026-09-01\n", (2, "城乡分类代码", "KER-69")),
        ("places", "区划代码,名称,级别,启用日期,停用日期\n429921202203,新村,村级,2026-09-01,2026-08-01\n", (2, "停用日期", "REG-211")),
        ("places", f"区划代码,名称,级别,启用日期,停用日期\n{FAR_HILL},远山村,村级,2019-01-01,2021-01-01\n", (2, "区划代码", "REG-67")),
        ("place-successions", f"原区划,新区划,变更日期\n{FAR_HILL},429921202999,2026-10-01\n", (2, "新区划", "CAT-17")),
        ("place-successions", f"原区划,新区划,变更日期\n{FAR_HILL},{CLOUD_TOWN},2026-10-01\n", (2, "新区划", "REG-63")),
    ],
)
def test_every_bad_cell_is_named_by_row_and_column(people: Cast, register: str, text: str, fault: tuple[int, str, str]) -> None:
    told = hand_in(people, register, text)
    assert (told["status"], faults(told)) == (422, [fault])


def test_a_credit_code_is_one_institutions_on_the_sheet_and_on_the_page(people: Cast) -> None:
    head, code = f"{HEAD},统一社会信用代码", "12429921420000001" + credit_check_character("12429921420000001")
    assert counts(hand_in(people, "institutions", f"{head}\n{NEW},{code}\n")) == (1, 0, 0)
    again = hand_in(people, "institutions", f"{head}\n{NEW.replace('H0009', 'H0010')},{code}\n")
    assert faults(again) == [(2, "统一社会信用代码", "REG-210")]
    corrected = hand_in(people, "institutions", f"机构代码,机构名称,所在区划,统一社会信用代码\n{CLOUD_CENTRE},云岭乡卫生院,429921202201,{code}\n")
    assert faults(corrected) == [(2, "统一社会信用代码", "REG-210")]


def test_a_division_of_the_past_comes_in_with_its_last_day_and_its_successor(people: Cast) -> None:
    past = f"区划代码,名称,级别,启用日期,停用日期\n{FAR_HILL},旧远山村,村级,2010-01-01,2020-01-01\n"
    assert counts(hand_in(people, "places", past)) == (1, 0, 0)
    assert counts(hand_in(people, "places", past)) == (0, 0, 1)
    assert Place.objects.filter(code=FAR_HILL, ends_on=date(2020, 1, 1)).count() == 1
    gone = "区划代码,名称,级别,启用日期,停用日期\n429921202209,合并前的村,村级,2010-01-01,2020-01-01\n"
    assert counts(hand_in(people, "places", gone)) == (1, 0, 0)
    assert counts(hand_in(people, "place-successions", f"原区划,新区划,变更日期\n429921202209,{FAR_HILL},2020-01-01\n")) == (1, 0, 0)


def test_what_a_standings_sheet_does_not_say_is_not_a_difference(people: Cast) -> None:
    raised = "机构,自,状态,机构类别,级别,等次,举办性质,依据\nT0202,2026-01-01,在营,C220,二级,甲等,公立,青卫〔2026〕1号\n"
    assert counts(hand_in(people, "institution-standings", raised)) == (1, 0, 0)
    assert counts(hand_in(people, "institution-standings", "机构,自,状态,机构类别,举办性质\nT0202,2026-01-01,在营,C220,公立\n")) == (0, 0, 1)
