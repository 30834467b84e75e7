"""The demo county's upgrades: two regional medical centres, a level-two hospital, community hospitals; works on the care environment; the standards
of the emergency tiers. Days are reckoned from today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from weijian.domains.planning.actions.upgrades import NewUpgrade, begin_upgrade, plan_steps, reach_step
from weijian.domains.planning.demo.projects import K, Stage, Work, enter
from weijian.domains.planning.models import CapitalProject, CooperationAgreement, ReviewVisit, TierStandard, Upgrade
from weijian.domains.planning.states import UpgradeKind, UpgradeStep, steps_of
from weijian.domains.registry.api import Institution, Standard
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

FROM, DOCUMENT = date(2024, 1, 1), "青卫发〔2023〕41号"
TIERS = (("急救中心", "DEMO-CAPC"), ("急救分中心", "DEMO-CAPC"), ("急救站", "DEMO-CAPS"), ("急救中心", "DEMO-EQS"), ("急救站", "DEMO-EQS"),
         ("急救点", "DEMO-EQS"), ("", "DEMO-EQS"))


@dataclass(frozen=True)
class Plan:
    """An upgrade: begun, aimed at, its steps planned and done, all in days from today; the paper of its last step."""

    code: str
    name: str
    kind: str
    house: str
    standard: str
    begun: int
    target: int
    planned: tuple[int, ...]
    done: tuple[int, ...] = ()
    percent: int = 90
    specialty: str = ""
    exporter: str = ""
    project: str = ""


PLANS = (
    Plan("CJ01", "省级（呼吸）区域医疗中心", "provincial", "H0001", "DEMO-RMC", -300, 240, (-250, -120, -20, 60, 230), (-255, -130, -35), 90, "呼吸",
         "楚省人民医院", "QH2601"),
    Plan("CJ02", "省级（康复）区域医疗中心", "provincial", "H0003", "DEMO-RMC", -120, 500, (-60, 30, 150, 300, 480), (), 90, "康复", "楚省中医院"),
    Plan("CJ03", "柳河镇卫生院达到二级综合医院服务水平", "grade", "T0101", "DEMO-L2", -420, 200, (-410, -380, -100, 60, 190), (-415, -398)),
    Plan("CJ04", "青禾街道社区医院创建", "community", "T0001", "DEMO-COM", -340, 60, (-335, -300, -60, 20, 55), (-338, -328, -70), 85),
    Plan("CJ05", "江东街道社区医院创建", "community", "T0002", "DEMO-COM", -300, -10, (-290, -240, -90, -40, -15), (-288, -245), 85),
    Plan("CJ06", "仁和医院二级综合医院复审", "grade", "H0002", "DEMO-L2", -170, 150, (-165, -140, 40, 90, 140), (-160, -148), 95),
)
WORKS = (
    Work("QH2611", "石桥镇中心卫生院门诊改造", "改善就医环境。", "improve", "none", "T0103", "429921103", (0.0, 0.001), (("county", 260, 260),),
         (Stage("开工", K.START, -200, -198), Stage("竣工验收", K.ACCEPTANCE, -70, -65), Stage("投入使用", K.COMMISSIONING, -55)), permit=-199, opened=-52),
    Work("QH2612", "双塘镇中心卫生院病房装修", "改善住院条件。", "improve", "none", "T0105", "429921105", (0.001, 0.0), (("own", 120, 60),),
         (Stage("开工", K.START, -40, -38), Stage("竣工验收", K.ACCEPTANCE, 60), Stage("投入使用", K.COMMISSIONING, 80)), permit=-39),
    Work("QH2613", "清泉镇卫生院门诊楼外墙与厕所改造", "改善就医环境。", "improve", "none", "T0106", "429921106", (0.0, 0.001), (("own", 90, 90),),
         (Stage("开工", K.START, -60, -58), Stage("竣工验收", K.ACCEPTANCE, 30), Stage("投入使用", K.COMMISSIONING, 45)), permit=-59),
)


def add(*, by: Standing, at: datetime) -> int:
    """Works first, so that scores stand before and after them; how many upgrades were begun."""
    for work in WORKS:
        enter(work, by, at)
    standards = {one.code: one for one in Standard.objects.all()}
    TierStandard.objects.bulk_create([TierStandard(tier=tier, standard=standards[code], from_on=FROM, document=DOCUMENT) for tier, code in TIERS])
    return len([_one(plan, standards[plan.standard], by, at) for plan in PLANS])


def _one(plan: Plan, standard: Standard, by: Standing, at: datetime) -> Upgrade:
    house, today = Institution.objects.select_related("place").get(code=plan.house), local_day(at)

    def day(days: int) -> date:
        return today + timedelta(days=days)

    regional = plan.kind == UpgradeKind.PROVINCIAL
    more = {
        "required_percent": plan.percent, "specialty": plan.specialty, "exporter": plan.exporter, "document": "青政发〔2025〕6号",
        "agreement": CooperationAgreement.objects.filter(institution=house).first() if regional else None,
        "project": CapitalProject.objects.filter(code=plan.project).first(),
    }
    made = begin_upgrade(NewUpgrade(plan.code, plan.name, plan.kind, house, standard, day(plan.begun), day(plan.target), more), by=by, at=at)
    steps = steps_of(UpgradeKind(plan.kind))
    made = plan_steps(made, {step: day(days) for step, days in zip(steps, plan.planned, strict=True)}, version=made.version, by=by, at=at)
    if regional and UpgradeStep.REVIEW in steps[: len(plan.done)]:
        opinion = "学科基础较好，须加快人才派驻和病区扩容。"
        ReviewVisit.objects.create(upgrade=made, visited_on=day(plan.done[-1] - 5), panel="省卫健委评审专家组", opinion=opinion)
    for step, days in zip(steps, plan.done, strict=False):
        made = reach_step(made, step, day(days), by=by, at=at)
    return made
