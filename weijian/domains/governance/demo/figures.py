"""The demo county's reports, figures and targets, added by this room's own actions. All invented; they name nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from weijian.domains.governance.actions.figures import enter_figure
from weijian.domains.governance.actions.reading import HandedIn, confirm_candidate, hand_in_report, reject_candidate
from weijian.domains.governance.actions.targets import NewTarget, set_target
from weijian.domains.governance.models import Candidate, SourceReport
from weijian.domains.governance.rules.figures import Said
from weijian.domains.registry.demo.county import County
from weijian.domains.registry.demo.offers import COMMISSION
from weijian.domains.registry.demo.places import CLOUD_TOWN, COUNTY
from weijian.domains.registry.demo.pyramid import AS_OF
from weijian.domains.registry.demo.rows import Tell, silent
from weijian.engines.reading.read import read
from weijian.kernel.standing import Standing

YEAR = AS_OF.year
CONTRACT, CHECKED, RATE = "家庭医生签约人数", "65岁及以上老年人健康体检人数", "高血压患者规范管理率"
CONFIRMED = 6  # of the county's report; the rest waits

COUNTY_REPORT = f"""青禾县{YEAR}年前三季度卫生健康工作情况
来源：青禾县卫生健康局　发布时间：{YEAR}-10-12
今年以来，全县卫生健康系统围绕“强基层、保健康”主线，各项工作稳步推进。
一、基层服务能力持续提升。全县现有医疗卫生机构326家，其中县级医院3家、乡镇卫生院（社区卫生服务中心）12家、村卫生室311家。每千人口执业（助理）医师数达2.86人。
二、家庭医生签约提质增效。前三季度累计签约52180人，其中重点人群31260人，占59.91%。家庭医生上门服务8640人次，较上年同期增长12.5%。
三、慢病管理更加规范。在管高血压患者14850人，规范管理11286人，规范管理率76%；在管糖尿病患者5120人，规范管理3789人，规范管理率74%。
四、老年健康服务扎实开展。完成65岁及以上老年人健康体检9870人，完成年度任务14500人的68.07%。为失能老人提供上门评估620余人次。
五、急救能力不断增强。120共受理呼救4326次，派车3892次，平均到达时间13.6分钟。建成胸痛、卒中、创伤、危重孕产妇、危重新生儿“五大中心”4个。
六、存在的不足。部分村卫生室人员老化，近三成村医年龄超过60岁；信息化投入不足，全年计划投入480万元，到位312万元。
"""
TOWNSHIP_REPORT = f"""云岭乡卫生院{YEAR}年9月工作小结
发布时间：{YEAR}-10-08
9月，全院門(mén)急诊2146人次，住院86人次，病床使用率61.3%。
开展老年人健康体检412人，累计完成1386人。高血压隨(suí)访648人次，糖尿病随访215人次。
组织健康講(jiǎng)座4场，参加群众约260人；开展义诊2次，服务170余人次。
下月计划：完成剩余老年人体检300人，签约服务续签率达到90%以上。
"""


@dataclass(frozen=True)
class Counted:
    """A figure stated on a day for a place, with its denominator when it is a rate."""

    what: str
    value: str
    unit: str
    on: date
    place_code: str
    place_name: str
    kind: str = "level"
    denominator_words: str = ""

    def said(self) -> Said:
        step = Decimal(1).scaleb(-2) if self.unit == "%" else Decimal(1)
        return Said(
            self.what, Decimal(self.value), self.unit, self.kind, step=step, period=f"{self.on.year}年1-{self.on.month}月", as_of_on=self.on,
            from_on=date(self.on.year, 1, 1), until_on=self.on, denominator_words=self.denominator_words, place_code=self.place_code,
            place_name=self.place_name, institution_code=COMMISSION, document=f"青禾县基本公共卫生服务{self.on.year}年{self.on.month}月报表",
        )


def add(county: County, *, by: Standing, at: datetime, tell: Tell = silent) -> None:
    """Two reports read, some of their figures decided; figures of the year so far, and the targets they are held against."""
    report = _handed_in(COUNTY_REPORT, COUNTY, COMMISSION, "青禾县卫生健康局网站", by, at)
    _handed_in(TOWNSHIP_REPORT, CLOUD_TOWN, "T0202", "云岭乡卫生院", by, at)
    _decide(report, by, at)
    counted = [*_of_county(), *_of_townships(county)]
    for one in counted:
        enter_figure(one.said(), by=by, at=at)
    tell("数字", len(counted), len(counted))
    aimed = list(_targets(county))
    for new in aimed:
        set_target(new, by=by, at=at)
    tell("目标", len(aimed), len(aimed))


def _handed_in(text: str, place_code: str, institution_code: str, source: str, by: Standing, at: datetime) -> SourceReport:
    return hand_in_report(HandedIn(text, place_code, source=source, institution_code=institution_code), read(text), by=by, at=at)


def _decide(report: SourceReport, by: Standing, at: datetime) -> None:
    """The first few stand as read; one is not kept."""
    sound = Candidate.objects.filter(report=report).exclude(status="damaged").order_by("position")
    for candidate in sound[:CONFIRMED]:
        confirm_candidate(candidate, version=candidate.version, by=by, at=at)
    for candidate in sound[CONFIRMED : CONFIRMED + 1]:
        reject_candidate(candidate, version=candidate.version, by=by, at=at)


def _of_county() -> Iterator[Counted]:
    for month, day, checked, contracts in ((3, 31, 2410, 16240), (6, 30, 6105, 35020), (9, 30, 9870, 52180)):
        on = date(YEAR, month, day)
        yield Counted(CHECKED, str(checked), "人", on, COUNTY, "青禾县")
        yield Counted(CONTRACT, str(contracts), "人", on, COUNTY, "青禾县")


def _of_townships(county: County) -> Iterator[Counted]:
    """A rate for each township, each over its own patients."""
    for i, (code, name) in enumerate(_townships(county)):
        yield Counted(RATE, f"{70 + (i * 37) % 19 + i / 4:.2f}", "%", date(YEAR, 9, 30), code, name, "ratio", f"{name}在管高血压患者")


def _targets(county: County) -> Iterator[NewTarget]:
    first, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    yield NewTarget(CHECKED, "人", COUNTY, first, last, Decimal(14500), f"青卫发〔{YEAR}〕3号")
    yield NewTarget(CONTRACT, "人", COUNTY, first, last, Decimal(66000), f"青卫发〔{YEAR}〕5号")
    for code, _name in _townships(county):
        yield NewTarget(RATE, "%", code, first, last, Decimal(75), f"青卫发〔{YEAR}〕3号")


def _townships(county: County) -> list[tuple[str, str]]:
    return [(d.code, d.name) for d in county.places.divisions if len(d.code) == len(CLOUD_TOWN) and d.ends_on is None]
