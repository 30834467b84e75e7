"""The pages of a register, as a clerk meets them; and what a new register costs."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from tests.people import CLOUD_CENTRE, COUNTY, HOSPITAL, RIVER_CENTRE, Cast, person
from weijian.domains.registry.models import BedCount, ClinicalService, Department
from weijian.foundation.catalogue.models import ExportRequest, SavedView
from weijian.foundation.catalogue.registers import Register, declare, known, withdraw
from weijian.foundation.happenings.models import Happening
from weijian.foundation.parameters.models import PolicyDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def policies() -> Iterator[Register]:
    """What a new register costs: one line."""
    declare(Register("policies", PolicyDocument, "政策文件", key=("number",), columns=("number", "title", "issuer", "ends_on"), search=("title",)))
    yield known()["policies"]
    withdraw("policies")


def test_one_line_gives_a_register_all_its_pages(people: Cast, policies: Register) -> None:
    he = people.data_clerk_he.browser()
    typed = {"number": "卫发〔2026〕1号", "title": "基层用药目录", "issuer": "县卫健局", "ends_on": ""}
    assert he.post("/registers/policies/new", typed).status_code == 302
    made = PolicyDocument.objects.get()
    assert "基层用药目录" in he.get("/registers/policies/", {"q": "用药"}).text
    assert "没有符合条件" in he.get("/registers/policies/", {"q": "天文"}).text
    entry = he.get(f"/registers/policies/{made.pk}/").text
    assert "县卫健局" in entry
    assert "新增登记" in entry
    seen = he.get(f"/registers/policies/{made.pk}/correct").context["form"].initial["seen"]
    assert he.post(f"/registers/policies/{made.pk}/correct", typed | {"title": "基层用药目录（2026版）", "seen": seen}).status_code == 302
    assert he.post(f"/registers/policies/{made.pk}/retire", {"ends_on": "2026-12-31", "reason": "新目录取代"}).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.ends_on) == ("基层用药目录（2026版）", date(2026, 12, 31))
    assert he.get("/registers/policies/template").content.startswith(b"PK")
    csv = he.post("/registers/policies/export", {"format": "csv"}).content
    assert "基层用药目录（2026版）".encode() in csv
    sheet = SimpleUploadedFile("a.csv", csv)
    assert "未变" in he.post("/registers/policies/import", {"sheet": sheet, "how": "whole"}).text
    assert [h.kind for h in Happening.objects.order_by("pk")] == ["EntryAdded", "EntryCorrected", "EntryRetired", "RegisterExported", "SheetImported"]
    assert "政策文件" in he.get("/registers/").text


def test_every_register_of_the_house_opens(people: Cast) -> None:
    chen = people.chief_chen.browser()
    for register in known().values():
        page = chen.get(f"/registers/{register.code}/")
        assert page.status_code == 200, register.code
        for entry in register.model._default_manager.all()[:1]:
            assert chen.get(f"/registers/{register.code}/{entry.pk}/").status_code == 200
        for deed in ("new", "import", "export", "template"):
            expected = (
                422
                if register.living and (deed == "new" or (deed == "import" and not register.taking))
                else 403
                if register.needs_write.endswith("population.write") and deed in ("new", "import")
                else 200
            )
            assert chen.get(f"/registers/{register.code}/{deed}").status_code == expected, (register.code, deed)


def test_a_register_that_is_not_there_is_refused_by_name(people: Cast) -> None:
    answer = people.chief_chen.program().get("/registers/nothing/")
    assert (answer.status_code, answer.json()["code"]) == (422, "CAT-01")


def test_a_list_is_turned_page_by_page_narrowed_and_given_the_columns_she_wants(people: Cast) -> None:
    ClinicalService.objects.bulk_create(ClinicalService(code=f"S{n:03}", name=f"服务{n}", basic_level="AB"[n % 2]) for n in range(120))
    he = people.data_clerk_he.program()
    first = he.get("/registers/clinical-services/").json()
    second = he.get("/registers/clinical-services/", {"after": first["after"]}).json()
    third = he.get("/registers/clinical-services/", {"after": second["after"]}).json()
    told = [e["values"]["code"]["value"] for page in (first, second, third) for e in page["entries"]]
    assert told == [f"S{n:03}" for n in range(120)]
    assert third["after"] is None
    narrowed = he.get("/registers/clinical-services/", {"basic_level": "A", "q": "服务11", "columns": ["code", "name"]}).json()
    assert [e["values"]["code"]["value"] for e in narrowed["entries"]] == ["S110", "S112", "S114", "S116", "S118"]
    assert [c["name"] for c in narrowed["columns"]] == ["code", "name"]


def test_what_is_saved_or_taken_out_is_what_narrows_the_list_and_not_the_page_it_is_turned_to(people: Cast) -> None:
    pk = Department.objects.get().pk
    page = people.data_clerk_he.browser().get("/registers/departments/", {"q": "", "institution": "H0001", "after": str(pk)})
    assert page.context["query"] == "institution=H0001"


def test_what_has_ended_can_be_left_out(people: Cast) -> None:
    old = Department.objects.create(institution=people.institutions[HOSPITAL], name="传染科", from_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    he = people.data_clerk_he.program()

    def told(**query: str) -> set[int]:
        return {e["id"] for e in he.get("/registers/departments/", query).json()["entries"]}

    assert told(validity="retired") == {old.pk}
    assert old.pk not in told(validity="in_force")
    assert old.pk in told()


def test_a_wrong_form_keeps_what_was_typed_and_names_the_fields(people: Cast) -> None:
    answer = people.data_clerk_he.browser().post("/registers/departments/new", {"institution": CLOUD_CENTRE, "name": "全科", "from_on": "2024-02-30"})
    assert answer.status_code == 422
    assert "没有2024年2月30日这一天" in answer.text
    assert 'value="全科"' in answer.text
    assert Department.objects.count() == 1


def test_a_form_for_somebody_elses_institution_keeps_what_was_typed(people: Cast) -> None:
    clerk = person("cloud", "云岭登记员", "data_clerk", place_code="429921202", institution_code=CLOUD_CENTRE).browser()
    answer = clerk.post("/registers/departments/new", {"institution": RIVER_CENTRE, "name": "全科", "from_on": "2024-02-01"})
    assert answer.status_code == 422
    assert "不在您的管辖范围内" in answer.text
    assert 'value="全科"' in answer.text
    assert Department.objects.count() == 1
    assert clerk.post("/registers/departments/new", {"institution": CLOUD_CENTRE, "name": "全科", "from_on": "2024-02-01"}).status_code == 302
    assert Department.objects.count() == 2


def test_the_second_clerk_gets_409_with_three_columns_and_may_submit_again(people: Cast) -> None:
    made = Department.objects.get()
    url = f"/registers/departments/{made.pk}/correct"
    he, chen = people.data_clerk_he.browser(), people.chief_chen.browser()
    hers, his = (dict(c.get(url).context["form"].initial) for c in (chen, he))
    assert he.post(url, his | {"name": "神经病学科"}).status_code == 302
    lost = chen.post(url, hers | {"name": "神内"})
    assert lost.status_code == 409
    for words in ("神经内科", "神经病学科", "神内", "两人都改了"):
        assert words in lost.text
    again = lost.context["form"].initial
    assert chen.post(url, again).status_code == 302
    made.refresh_from_db()
    assert made.name == "神内"


def test_a_program_corrects_by_json_and_is_told_of_a_clash(people: Cast) -> None:
    made, he = Department.objects.get(), people.data_clerk_he.program()
    url = f"/registers/departments/{made.pk}/"
    seen = he.get(url).json()["seen"]
    done = he.post(f"{url}correct", {"name": "神经病学科", "seen": seen}, content_type="application/json")
    assert (done.status_code, done.json()["values"]["name"]["value"]) == (200, "神经病学科")
    lost = he.post(f"{url}correct", {"name": "神内", "seen": seen}, content_type="application/json")
    assert (lost.status_code, lost.json()["code"]) == (409, "CAT-04")
    assert {"column": "科室名称", "was": "神经内科", "is": "神经病学科", "yours": "神内", "disputed": True} in lost.json()["clashes"]
    assert he.post(f"{url}correct", {"name": "神内"}, content_type="application/json").json()["code"] == "CAT-20"
    assert he.post(f"{url}correct", b"[1", content_type="application/json").json()["code"] == "CAT-23"


def test_a_program_adds_an_entry_and_is_told_every_fault(people: Cast) -> None:
    he = people.data_clerk_he.program()
    wrong = he.post("/registers/beds/new", {"institution": "H9999", "approved": "三"}, content_type="application/json")
    assert wrong.status_code == 422
    assert {"institution", "kind", "approved", "from_on"} <= set(wrong.json()["faults"])
    bed = {"institution": HOSPITAL, "kind": "内科", "approved": 3, "in_place": 2, "open": 2, "from_on": "2024-01-01"}
    assert he.post("/registers/beds/new", bed, content_type="application/json").status_code == 201
    assert BedCount.objects.get().approved == 3


def test_an_entry_of_another_township_has_no_page_to_change_it(people: Cast) -> None:
    clerk = person("cloud", "云岭登记员", "data_clerk", place_code="429921202", institution_code=CLOUD_CENTRE).browser()
    foreign = Department.objects.create(institution=people.institutions[RIVER_CENTRE], name="中医科", from_on=date(2020, 1, 1))
    for deed in ("correct", "retire"):
        assert clerk.get(f"/registers/departments/{foreign.pk}/{deed}").status_code == 404
    assert "不在您的管辖范围内" in clerk.get(f"/registers/departments/{foreign.pk}/").text


def test_a_sheet_is_checked_before_it_is_taken(people: Cast) -> None:
    he = people.data_clerk_he.browser()

    def bring(how: str) -> Any:
        sheet = BytesIO(f"机构,床位类别,编制床位,实有床位,开放床位,自\n{HOSPITAL},内科,3,3,3,2024-01-01\nH9999,内科,3,3,3,2024-01-01\n".encode())
        return he.post("/registers/beds/import", {"sheet": SimpleUploadedFile("beds.csv", sheet.read()), "how": how})

    tried = bring("check")
    assert "检查结果" in tried.text
    assert not BedCount.objects.exists()
    refused = bring("whole")
    assert refused.status_code == 422
    assert "没有导入任何一行" in refused.text
    assert bring("good").status_code == 200
    assert BedCount.objects.count() == 1
    assert he.post("/registers/beds/import", {"how": "whole"}).status_code == 422


def test_a_view_is_saved_for_oneself_and_forgotten(people: Cast) -> None:
    he, chen = people.data_clerk_he.browser(), people.chief_chen.browser()
    saved = he.post("/registers/departments/save-view", {"name": "县医院", "query": "q=神经&validity=in_force"})
    assert saved.headers["Location"] == "/registers/departments/?q=%E7%A5%9E%E7%BB%8F&validity=in_force"
    view = SavedView.objects.get()
    assert "县医院" in he.get("/registers/departments/").text
    assert chen.post(f"/registers/views/{view.pk}/forget").status_code == 404
    he.post(f"/registers/views/{view.pk}/forget")
    assert not SavedView.objects.exists()


def test_a_large_export_is_asked_for_approved_by_another_and_downloaded(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weijian.foundation.catalogue.export_views._free_rows", lambda: 3)
    he, leader = people.data_clerk_he.browser(), person("leader", "负责人", "leader", place_code=COUNTY).browser()
    assert he.post("/registers/institutions/export", {"format": "csv"}).status_code == 422
    asked = he.post("/registers/institutions/export?q=青禾", {"format": "csv", "reason": "核对县级机构名录"})
    assert asked.status_code == 302
    url = asked.headers["Location"]
    request = ExportRequest.objects.get()
    assert request.row_count == 4
    assert he.get(f"{url}download").status_code == 422
    assert he.post(f"{url}approve").status_code == 403
    assert "核对县级机构名录" in leader.get("/registers/exports/").text
    assert leader.post(f"{url}approve").status_code == 302
    request.refresh_from_db()
    assert request.until_on == localdate() + timedelta(days=7)
    file = he.get(f"{url}download", {"format": "csv"})
    assert file.status_code == 200
    assert file.content.decode("utf-8-sig").count("\n") == 5
    assert Happening.objects.latest("pk").facts["request_id"] == request.pk
    assert people.chief_chen.browser().get(url).status_code == 404
