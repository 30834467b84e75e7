"""People who work in health come in by a sheet: registered where they work, corrected by their number, never overwritten."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import CLOUD_CENTRE, HOSPITAL, RIVER_TOWN, Cast, Person, person
from weijian.domains.workforce.models import Practitioner
from weijian.foundation.happenings.models import Happening

pytestmark = pytest.mark.django_db
HEAD = "人员编号,姓名,人员类别,职称,离岗日期,性别,出生日期,学历,证件号码,联系电话,机构"
NEW = f"P0100,周敏,护士,护师,,女,1990-05-06,,,13871239999,{CLOUD_CENTRE}"


def hand_in(people: Cast, text: str, how: str = "whole", who: Person | None = None) -> dict[str, Any]:
    answer = (who or people.chief_chen).program().post("/registers/practitioners/import", {"sheet": SimpleUploadedFile("s.csv", text.encode()), "how": how})
    return {"status": answer.status_code, **answer.json()}


def test_a_newcomer_is_registered_where_she_works_once(people: Cast) -> None:
    assert hand_in(people, f"{HEAD}\n{NEW}\n")["added"] == 1
    made = Practitioner.objects.get(code="P0100")
    assert (made.category, made.sex_code, made.phone) == ("20", "2", "13871239999")
    assert made.posts.get().institution == people.institutions[CLOUD_CENTRE]
    assert Happening.objects.filter(kind="PractitionerRegistered").count() == 1
    assert hand_in(people, f"{HEAD}\n{NEW}\n")["unchanged"] == 1


def test_her_title_is_put_right_by_her_number(people: Cast) -> None:
    told = hand_in(people, "人员编号,姓名,人员类别,职称\nP0002,张护士,护士,主管护师\n")
    assert (told["corrected"], Practitioner.objects.get(code="P0002").title) == (1, "主管护师")


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (NEW.replace(CLOUD_CENTRE, ""), "机构", "CAT-12"),
        (NEW.replace("女", ""), "性别", "CAT-12"),
        (NEW.replace("护士,护师", "道士,护师"), "人员类别", "KER-70"),
        (NEW.replace("13871239999", "12"), "联系电话", "KER-8"),
        (NEW.replace("P0100,周敏", "P0002,张护士").replace(CLOUD_CENTRE, HOSPITAL), "联系电话、机构", "WOR-83"),
        (NEW.replace("1990-05-06", "2090-05-06"), "出生日期", "WOR-15"),
        (NEW.replace("护士,护师,", "护士,护师,2020-01-01"), "离岗日期", "WOR-10"),
        (NEW.replace("护师", "师" * 21), "职称", "CAT-19"),
        (NEW.replace("1990-05-06,,,", "1990-05-06,,429921199005060011,"), "证件号码", "KER-08"),
    ],
)
def test_what_does_not_fit_is_named_and_nobody_is_entered(people: Cast, line: str, column: str, code: str) -> None:
    told = hand_in(people, f"{HEAD}\n{line}\n")
    assert told["status"] == 422
    assert (told["faults"][0]["row"], told["faults"][0]["column"]) == (2, column)
    assert told["faults"][0]["code"].startswith(code)
    assert not Practitioner.objects.filter(code="P0100").exists()


def test_a_sheet_tells_nobody_what_is_on_file_about_somebody_she_may_not_see(people: Cast) -> None:
    clerk = person("he2", "柳河数据", "data_clerk", place_code=RIVER_TOWN)
    told = hand_in(people, "人员编号,姓名,人员类别\nP0002,张护士,护士\n", who=clerk)
    assert (told["status"], told["faults"][0]["code"]) == (422, "CAT-03")


def test_nobody_under_sixteen_is_entered_or_corrected_into_one(people: Cast) -> None:
    told = hand_in(people, "人员编号,姓名,人员类别,出生日期\nP0002,张护士,护士,2020-01-01\n")
    assert (told["status"], told["faults"][0]["code"]) == (422, "WOR-15")


LICENCES = "执业证编码,人员,执业类别,执业范围,执业机构,自,有效期至"


@pytest.mark.parametrize(
    ("register", "text", "column", "code"),
    [
        ("practice-licences", f"{LICENCES}\nX1,P0002,护士,护理,{CLOUD_CENTRE},2026-01-01,2025-01-01\n", "有效期至", "CAT-08"),
        ("practice-licences", f"{LICENCES}\nX1,P0002,临床类别医师,全科,{CLOUD_CENTRE},2026-01-01,\n", "执业类别", "WOR-06"),
        ("posts", f"人员,机构,性质,岗位,自,至\nP0002,{HOSPITAL},派驻,护士,2026-01-01,\n", "性质", "WOR-8"),
        ("beds", f"机构,床位类别,编制床位,实有床位,开放床位,自\n{HOSPITAL},内科,10,10,20,2026-01-01\n", "开放床位", "REG-192"),
    ],
)
def test_what_a_rooms_rule_says_of_a_line_is_said_of_its_column(people: Cast, register: str, text: str, column: str, code: str) -> None:
    sheet = SimpleUploadedFile("s.csv", text.encode())
    told = people.chief_chen.program().post(f"/registers/{register}/import", {"sheet": sheet, "how": "whole"}).json()
    assert [(f["row"], f["column"]) for f in told["faults"]] == [(2, column)]
    assert told["faults"][0]["code"].startswith(code)
