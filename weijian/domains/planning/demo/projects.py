"""Nine building works of the demo county: early, late, paused, opened, with what they cost, need and bring. Days are reckoned from today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np

from weijian.domains.planning.actions import milestones as stages
from weijian.domains.planning.actions import projects as deeds
from weijian.domains.planning.actions import surge
from weijian.domains.planning.actions.reporting import file_report
from weijian.domains.planning.models import (
    CapitalProject,
    CooperationAgreement,
    DualUse,
    MeasuredPoint,
    Milestone,
    ProjectBeds,
    ProjectPermit,
    ProjectPhase,
    ProjectService,
    ProjectTest,
)
from weijian.domains.planning.queries.reporting import periods_owed
from weijian.domains.planning.states import StageKind
from weijian.domains.registry.api import ClinicalService, Institution, place_with_code
from weijian.domains.registry.demo.county import County
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.standing import Standing

WAN = 1_000_000  # fen
FAILING_PILES = (7, 23)
TESTER = "楚省建筑工程质量检测中心"
K = StageKind


@dataclass(frozen=True)
class Stage:
    """Planned and met, in days from today; `met` None: not yet; `late` what is thought of it now."""

    name: str
    kind: StageKind
    planned: int
    met: int | None = None
    late: int | None = None
    percent: int = 0


@dataclass(frozen=True)
class Work:
    """`place`, `aside`: a division and degrees from its point; `site`: kind and name of the service point it adds; `money`: source, planned, paid in 万元."""

    code: str
    name: str
    purpose: str
    batch: str
    label: str
    owner: str
    place: str
    aside: tuple[float, float]
    money: Sequence[tuple[str, int, int]]
    stages: Sequence[Stage]
    site: tuple[str, str] = ("", "")
    beds: Sequence[tuple[str, int]] = ()
    services: Sequence[str] = ()
    permit: int | None = None
    approved: bool = True
    opened: int | None = None
    paused: str = ""


def _built(start: tuple[int, int | None], top: tuple[int, int | None], accepted: tuple[int, int | None], opened: int, **now: int) -> tuple[Stage, ...]:
    """The four stages of a new house; `late` and `percent` are of the first one not met."""
    made = [
        Stage("开工", K.START, *start), Stage("主体封顶", K.TOP_OUT, *top), Stage("竣工验收", K.ACCEPTANCE, *accepted),
        Stage("投入使用", K.COMMISSIONING, opened),
    ]
    first = next(i for i, one in enumerate(made) if one.met is None)
    made[first] = Stage(made[first].name, made[first].kind, made[first].planned, None, now.get("late"), now.get("percent", 0))
    return tuple(made)


WORKS = (
    Work("QH2601", "县人民医院二期（感染性疾病楼）", "平时为呼吸与消化疾病治疗中心，战时转换为感染性疾病救治中心；省级区域医疗中心配套项目。",
         "new_build", "provincial", "H0001", "429921101001", (0.002, 0.001), (("bond", 32000, 30000), ("own", 8000, 5200)),
         _built((-560, -561), (-60, -152), (120, None), 190, late=95, percent=70), beds=(("传染", 120), ("重症", 24)), permit=-564),
    Work("QH2602", "县中医医院东区分院", "完善东区中医服务，分流老院区门诊。", "new_build", "city", "H0003", "429921103001", (0.0, 0.004),
         (("county", 9000, 6000), ("central", 6000, 6000)), _built((-400, -398), (-20, -12), (130, None), 180, percent=35),
         site=("A210", "东区分院"), beds=(("内科", 80), ("康复", 40)), services=("CHINESE", "REHABILITATION"), permit=-410),
    Work("QH2603", "杨家集镇卫生院片区分院", "没有卫生室的村子就近就医。", "new_build", "county", "T0109", "429921109", (0.0, 0.0),
         (("provincial", 800, 800), ("county", 420, 300)), _built((-210, -174), (-30, None), (90, None), 170, late=25, percent=60),
         site=("C220", "片区分院"), beds=(("普通", 15),), services=("HYPERTENSION", "DIABETES", "VACCINATION"), permit=-176),
    Work("QH2604", "江东街道社区卫生服务中心新院区", "改善江东片区基层服务。", "new_build", "county", "T0002", "429921002003", (0.0, 0.003),
         (("county", 2600, 1800),), _built((-300, -300), (-90, -48), (60, None), 120, percent=80), site=("B100", "新院区"), beds=(("普通", 30),), permit=-305),
    Work("QH2605", "县妇幼保健院加固装修", "消除安全隐患，改善就医环境。", "improve", "none", "G0001", "429921001005", (0.001, 0.0), (("own", 680, 680),),
         (Stage("开工", K.START, -300, -298), Stage("病房楼加固", K.OTHER, -200, -205), Stage("竣工验收", K.ACCEPTANCE, -90, -101),
          Stage("投入使用", K.COMMISSIONING, -70)), beds=(("妇产", 20),), permit=-299, opened=-84),
    Work("QH2606", "原职校转化为康复分院", "盘活闲置校舍，增加康复床位。", "convert", "city", "H0003", "429921101002", (0.003, 0.0), (("county", 1200, 1200),),
         (Stage("开工", K.START, -260, -250), Stage("竣工验收", K.ACCEPTANCE, -80, -70), Stage("投入使用", K.COMMISSIONING, -60)),
         site=("A210", "康复分院"), beds=(("康复", 60),), services=("REHABILITATION",), permit=-252, opened=-50),
    Work("QH2607", "县疾控中心异地新建", "提升检验与应急能力。", "new_build", "national", "J0001", "429921001006", (-0.004, 0.0),
         (("central", 5600, 5600), ("provincial", 1400, 700)),
         (Stage("基坑支护", K.OTHER, -130, -128), Stage("开工", K.START, -120, -121), Stage("桩基施工", K.OTHER, -40, -35),
          Stage("主体封顶", K.TOP_OUT, 100), Stage("竣工验收", K.ACCEPTANCE, 300), Stage("投入使用", K.COMMISSIONING, 360)), permit=-124),
    Work("QH2608", "县中心血库迁建", "满足临床用血与应急储备。", "new_build", "county", "F0001", "429921101001", (-0.003, 0.002), (("county", 1900, 0),),
         _built((90, None), (240, None), (380, None), 420), approved=False),
    Work("QH2609", "安养护理院医养楼", "医养结合，增加护理床位。", "new_build", "none", "H0005", "429921001008", (0.002, 0.0),
         (("own", 1500, 400), ("loan", 1500, 0)),
         _built((-190, -180), (-15, None), (150, None), 220), beds=(("护理", 100),), permit=-182, paused="施工单位更换，待重新招标"),
)


def add(county: County, *, by: Standing, at: datetime) -> int:
    """Enter the works as they went, day by day; how many. Beds follow the number of residents, as those of the institutions do."""
    scale = float(np.clip(len(county.people.village) / 100_000, 0.08, 6))
    for work in WORKS:
        beds = [(kind, max(2, round(number * scale))) for kind, number in work.beds]
        enter(replace(work, beds=beds, place=_village(work.place, county)), by, at)
    _extras(local_day(at), scale)
    _turned(at, scale, by)
    return len(WORKS)


def _village(code: str, county: County) -> str:
    """The division itself; of a township the first village that has no institution."""
    served = {house.place for house in county.institutions.houses}
    return next((v.code for v in county.places.villages if len(code) < len(v.code) and v.code.startswith(code) and v.code not in served), code)


def enter(work: Work, by: Standing, at: datetime) -> None:
    today, begun = local_day(at), at - timedelta(days=620)
    place, owner = place_with_code(work.place, today), Institution.objects.get(code=work.owner)
    assert place is not None
    assert place.lon is not None
    assert place.lat is not None
    more = {"purpose": work.purpose, "label": work.label, "site_kind": work.site[0], "site_name": work.site[1]}
    new = deeds.NewProject(work.code, work.name, work.batch, owner, place, place.lon + work.aside[0], place.lat + work.aside[1], more)
    project = deeds.plan_project(new, by=by, at=begun)
    _plan(work, project, today, by, begun)
    if work.approved:
        deeds.approve_project(project, f"青发改审〔2025〕{int(work.code[-2:]) * 7}号", local_day(begun), by=by, at=begun)
        _build(work, project, today, by, at)


def _plan(work: Work, project: CapitalProject, today: date, by: Standing, at: datetime) -> None:
    """Stages each after the one before, money, beds, services, the permit."""
    before: Milestone | None = None
    for stage in work.stages:
        before = stages.set_milestone(project, stages.NewMilestone(stage.name, stage.kind, _day(today, stage.planned), before), by=by, at=at)
    for source, planned, paid in work.money:
        deeds.set_funding(project, source, planned * WAN, paid * WAN, by=by, at=at)
    ProjectBeds.objects.bulk_create(ProjectBeds(project=project, kind=kind, beds=beds) for kind, beds in work.beds)
    services = ClinicalService.objects.filter(code__in=work.services)
    ProjectService.objects.bulk_create(ProjectService(project=project, service=service) for service in services)
    if work.permit is not None:
        issued = _day(today, work.permit)
        permit = {"number": f"42992120{issued:%y%m%d}0101", "issuer": "青禾县住房和城乡建设局", "issued_on": issued}
        ProjectPermit.objects.create(project=project, kind="pit" if work.code == "QH2607" else "construction", **permit)


def _build(work: Work, project: CapitalProject, today: date, by: Standing, at: datetime) -> None:
    for stage in work.stages:
        milestone = project.milestones.select_related("project", "after").get(name=stage.name)
        if stage.met is not None:
            day = _day(today, stage.met)
            _report(project, day, by)
            stages.meet_milestone(milestone, day, by=by, at=_moment(day))
        elif stage.percent:
            expected = _day(today, stage.planned if stage.late is None else stage.late)
            stages.expect_milestone(milestone, expected, stage.percent, "按目前施工进度", by=by, at=at)
    if work.opened is not None:
        day = _day(today, work.opened)
        _report(project, day, by)
        deeds.commission_project(CapitalProject.objects.get(pk=project.pk), day, by=by, at=_moment(day))
    _report(project, today, by, leave=int(work.code == "QH2601"))
    if work.paused:
        deeds.pause_project(project, work.paused, by=by, at=at)


def _extras(today: date, scale: float) -> None:
    """What the registers hold beside: dual use, phases, tests, agreements."""
    infectious = CapitalProject.objects.get(code="QH2601")
    DualUse.objects.bulk_create([
        DualUse(project=infectious, ward="二层病区", peace_use="呼吸内科病区", emergency_use="重症病区", beds=max(2, round(24 * scale)), hours=12,
                drilled_on=_day(today, -40), drilled_hours=10),
        DualUse(project=infectious, ward="三至六层病区", peace_use="消化内科、普通病区", emergency_use="感染病区", beds=max(2, round(120 * scale)), hours=48),
    ])
    first = ProjectPhase.objects.create(
        project=infectious, number=1, name="感染性疾病楼主体", from_on=_day(today, -560), until_on=_day(today, -60), started_on=_day(today, -561),
        finished_on=_day(today, -152), shares="",
    )
    ProjectPhase.objects.create(
        project=infectious, number=2, name="医技连廊与门诊改造", after=first, shares="门诊、住院、医技与一期互联互通", from_on=_day(today, -50),
        until_on=_day(today, 120), started_on=_day(today, -45),
    )
    piles = Milestone.objects.get(project__code="QH2607", name="桩基施工")
    ProjectTest.objects.bulk_create([
        ProjectTest(milestone=piles, item="复合地基承载力", tester=TESTER, tested_on=_day(today, -30), required="≥180 kPa", points=24, failed=0,
                    certificate="JC2026-0877"),
        ProjectTest(milestone=piles, item="桩基挤密系数", tester=TESTER, tested_on=_day(today, -28), required="≥0.93", points=36, failed=2,
                    certificate="JC2026-0881", least=0.93),
    ])
    compaction = ProjectTest.objects.get(milestone=piles, item="桩基挤密系数")
    MeasuredPoint.objects.bulk_create(
        MeasuredPoint(test=compaction, point=f"{n}#", value=0.91 if n in FAILING_PILES else round(0.935 + 0.001 * (n * 7 % 30), 3)) for n in range(1, 37)
    )
    CooperationAgreement.objects.bulk_create([
        CooperationAgreement(institution=infectious.owner, project=infectious, partner="楚省人民医院", scope="双向转诊、业务指导、人才培养、资源共享",
                             signed_on=_day(today, -700), until_on=_day(today, 45), promised=12, delivered=9),
        CooperationAgreement(institution=Institution.objects.get(code="H0003"), partner="楚省中医院", scope="共建中医专科联盟", signed_on=_day(today, -300),
                             promised=6, delivered=2),
    ])


def _report(project: CapitalProject, until: date, by: Standing, leave: int = 0) -> None:
    """What a labelled project owes its superior by that day is filed as it stands then, three days after each period; `leave` the last so many."""
    held = CapitalProject.objects.get(pk=project.pk)
    filed = set(held.reports.values_list("period_on", flat=True))
    owed = periods_owed(held, filed, until)
    for period in owed[:len(owed) - leave]:
        day = min(period.until_on + timedelta(days=3), until)
        file_report(held, period.from_on, "按计划推进", by=by, at=_moment(day))


def _turned(at: datetime, scale: float, by: Standing) -> None:
    """Two wards of houses that are open: one turned and given back, and ordered again in a drill that takes too long; one never drilled."""
    today = local_day(at)
    recovery, maternity = CapitalProject.objects.get(code="QH2606"), CapitalProject.objects.get(code="QH2605")
    ward = DualUse.objects.create(project=recovery, ward="康复一区", peace_use="康复病区", emergency_use="轻症留观", beds=max(2, round(40 * scale)), hours=24,
                                  staff=18, steps="清空床位；搬入监护与供氧设备；划定清洁区与通道；呼吸科、感染科人员到位",
                                  drilled_on=_day(today, -30), drilled_hours=20)
    DualUse.objects.create(project=maternity, ward="产科二病区", peace_use="产科病区", emergency_use="隔离产房", beds=max(2, round(12 * scale)), hours=12,
                           staff=9, steps="隔离产房消毒；产科、新生儿科值班人员到位；专用电梯与通道启用")
    first = surge.order_conversions([ward], "应急演练", by=by, at=at - timedelta(days=30, hours=24))[0]
    surge.ready_ward(first, ward.beds, by=by, at=at - timedelta(days=30, hours=4))
    surge.end_conversion(first, "演练结束", by=by, at=at - timedelta(days=29))
    surge.order_conversions([ward], "冬春季呼吸道疾病高峰，准备留观床位", by=by, at=at - timedelta(hours=27))


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(16, 30), CHINA)
