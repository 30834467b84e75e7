"""Projects, milestones, money and what belongs to them come in by sheets; a bad line is named with its row and column."""

from pathlib import Path

import pytest

from tests.domains.planning.works import approved, planned, stage
from tests.people import AT, CLOUD_CENTRE, FAR_HILL, Cast, person
from weijian.domains.planning.models import CapitalProject, Milestone, ProjectFunding, ProjectPhase, ProjectTest
from weijian.foundation.catalogue import actions, sheets
from weijian.foundation.catalogue.registers import known
from weijian.foundation.happenings.models import Happening
from weijian.kernel.refusal import Refusals

PROJECTS = "项目代码,项目名称,三个一批,重点级别,建设单位,建设地点,经度,纬度,新增服务点类别,新增院区名称"
MILESTONES = "项目,节点名称,节点类型,前一节点,计划日期,完成日期"


def brought(people: Cast, tmp_path: Path, register: str, heading: str, *lines: str) -> tuple[int, int, int]:
    path = tmp_path / f"{register}.csv"
    path.write_text("\n".join((heading, *lines)) + "\n", "utf-8")
    kept = known()[register]
    taken = actions.import_sheet(kept, sheets.lines_of(kept, path), by=people.chief_chen.standing(), at=AT)
    return taken.added, taken.corrected, taken.unchanged


def test_projects_and_their_milestones_come_by_sheet_and_twice_changes_nothing(people: Cast, tmp_path: Path) -> None:
    project = f"P1,远山分院,新建投用,县级重点,{CLOUD_CENTRE},{FAR_HILL},112.47,31.46,C220,远山分院"
    stages = ("P1,开工,开工,,2026-03-01,", "P1,竣工验收,竣工验收,P1/开工,2026-09-01,", "P1,投用,投用,P1/竣工验收,2026-10-01,")
    assert brought(people, tmp_path, "projects", PROJECTS, project) == (1, 0, 0)
    assert brought(people, tmp_path, "project-milestones", MILESTONES, *stages) == (3, 0, 0)
    assert brought(people, tmp_path, "projects", PROJECTS, project) == (0, 0, 1)
    assert brought(people, tmp_path, "project-milestones", MILESTONES, *stages) == (0, 0, 3)
    assert brought(people, tmp_path, "projects", PROJECTS, project.replace("县级重点", "省级重点")) == (0, 1, 0)
    held = CapitalProject.objects.get()
    assert (held.label, held.site_kind, held.version) == ("provincial", "C220", 2)
    assert stage(held, "投用").after == stage(held, "竣工验收")
    assert Happening.objects.filter(kind="ProjectPlanned").count() == 1


def test_a_sheet_meets_milestones_by_the_same_rules(people: Cast, tmp_path: Path) -> None:
    approved(people, people.chief_chen.standing())
    assert brought(people, tmp_path, "project-milestones", MILESTONES, "P9,开工,,,2026-03-01,2026-02-25") == (0, 1, 0)
    assert str(Milestone.objects.get(name="开工").met_on) == "2026-02-25"
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, "project-milestones", MILESTONES, "P9,竣工验收,,,2027-03-01,2026-02-26")
    assert (no.value.faults[0].row, no.value.faults[0].column, no.value.faults[0].refusal.code) == (2, "前一节点", "PLA-31")


@pytest.mark.parametrize(("register", "heading", "line", "column", "code"), [
    ("projects", PROJECTS, f"P1,甲,新建投用,,{CLOUD_CENTRE},{FAR_HILL},112.4,31.4,C220,", "新增院区名称", "PLA-27"),
    ("projects", PROJECTS, f"P1,甲,新建投用,,{CLOUD_CENTRE},{FAR_HILL},,31.4,,", "经度", "CAT-"),
    ("project-milestones", MILESTONES, "P9,投用,,,2027-05-01,2026-06-01", "完成日期", "PLA-39"),
    ("project-milestones", MILESTONES, "P9,封顶,,,2026-08-01,", "计划日期", "PLA-36"),
    ("project-funding", "项目,资金来源,计划投资（分）,到位资金（分）", "P9,县级财政,100,200", "到位资金（分）", "PLA-49"),
    ("project-permits", "项目,证件种类,证号,发证日期", "P9,其他,1,2026-12-31", "发证日期", "PLA-45"),
    ("project-tests", "节点,检测项目,检测机构,检测日期,检测点数,不合格点数", "P9/开工,承载力,检测中心,2026-03-01,3,4", "检测点数", "PLA-53"),
    ("project-phases", "项目,期次,内容,计划开工,计划完成", "P9,1,主体,2026-05-01,2026-04-01", "计划开工", "PLA-59"),
    ("dual-uses", "项目,区域,平时用途,战时用途,可转换床位,转换时限（小时）,最近演练", "P9,二层,呼吸,重症,24,12,2026-01-01", "最近演练", "PLA-56"),
    ("cooperation-agreements", "机构,合作方,合作内容,签订日期", f"{CLOUD_CENTRE},省医院,双向转诊,2027-01-01", "签订日期", "PLA-47"),
])
def test_a_bad_line_is_named_with_row_and_column(
    people: Cast, tmp_path: Path, register: str, heading: str, line: str, column: str, code: str,
) -> None:
    approved(people, people.chief_chen.standing())
    with pytest.raises(Refusals) as no:
        brought(people, tmp_path, register, heading, line)
    fault = no.value.faults[0]
    assert (fault.row, fault.column) == (2, column)
    assert fault.refusal.code.startswith(code)


def test_money_larger_than_a_computers_word_comes_by_sheet(people: Cast, tmp_path: Path) -> None:
    planned(people, people.chief_chen.standing())
    heading = "项目,资金来源,计划投资（分）,到位资金（分）"
    assert brought(people, tmp_path, "project-funding", heading, "P9,银行贷款,50000000000,0") == (1, 0, 0)
    assert ProjectFunding.objects.get().planned_fen == 50_000_000_000
    assert brought(people, tmp_path, "project-funding", heading, "P9,银行贷款,50000000000,0") == (0, 0, 1)


def test_a_sheet_of_somebody_elses_projects_is_refused(people: Cast, tmp_path: Path) -> None:
    approved(people, people.chief_chen.standing())
    path = tmp_path / "m.csv"
    path.write_text(f"{MILESTONES}\nP9,开工,,,2026-03-01,2026-02-25\n", "utf-8")
    kept = known()["project-milestones"]
    other = person("other", "外县干部", "officer", place_code="429922").standing()
    with pytest.raises(Refusals):
        actions.import_sheet(kept, sheets.lines_of(kept, path), by=other, at=AT)
    assert Milestone.objects.get(name="开工").met_on is None


def test_phases_and_tests_come_by_sheet(people: Cast, tmp_path: Path) -> None:
    approved(people, people.chief_chen.standing())
    phases = ("P9,1,主体,,2026-03-01,2026-09-01,2026-03-02,2026-08-30", "P9,2,门诊,P9/1,2026-09-01,2027-02-01,2026-09-02,")
    heading = "项目,期次,内容,前一期,计划开工,计划完成,实际开工,实际完成"
    assert brought(people, tmp_path, "project-phases", heading, *phases) == (2, 0, 0)
    assert ProjectPhase.objects.get(number=2).after == ProjectPhase.objects.get(number=1)
    tests = "节点,检测项目,检测机构,检测日期,检测点数,不合格点数"
    assert brought(people, tmp_path, "project-tests", tests, "P9/开工,承载力,检测中心,2026-03-01,12,0") == (1, 0, 0)
    assert ProjectTest.objects.get().passed
