from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class NetworkLoaded(Event):
    sentence: ClassVar[str] = "载入路网 {name}：{nodes} 个节点、{edges} 条路段"
    network_id: int
    name: str
    nodes: int
    edges: int

    def subject(self) -> Subject:
        return Subject("RoadNetwork", str(self.network_id))


@dataclass(frozen=True)
class ProjectEvent(Event):
    project_id: int

    def subject(self) -> Subject:
        return Subject("CapitalProject", str(self.project_id))


@dataclass(frozen=True)
class ProjectPlanned(ProjectEvent):
    sentence: ClassVar[str] = "登记项目 {code}"
    code: str


@dataclass(frozen=True)
class ProjectCorrected(ProjectEvent):
    sentence: ClassVar[str] = "更正资料：{fields}"
    fields: str
    version: int


@dataclass(frozen=True)
class ProjectApproved(ProjectEvent):
    sentence: ClassVar[str] = "{approved_on}批复：{approval}"
    approved_on: date
    approval: str


@dataclass(frozen=True)
class ProjectPaused(ProjectEvent):
    sentence: ClassVar[str] = "暂停：{why}"
    why: str


@dataclass(frozen=True)
class ProjectResumed(ProjectEvent):
    sentence: ClassVar[str] = "恢复为{state}：{why}"
    state: str
    why: str


@dataclass(frozen=True)
class ProjectCancelled(ProjectEvent):
    sentence: ClassVar[str] = "终止：{why}"
    why: str


@dataclass(frozen=True)
class ProjectCommissioned(ProjectEvent):
    """`campus_id` is the campus the registry keeps from that day; None where no service point was added."""

    sentence: ClassVar[str] = "{commissioned_on}投用：新增床位{beds}张、服务{services}项"
    commissioned_on: date
    beds: int
    services: int
    campus_id: int | None


@dataclass(frozen=True)
class MilestoneSet(ProjectEvent):
    sentence: ClassVar[str] = "节点 {milestone}：计划{planned_on}"
    milestone: str
    planned_on: date


@dataclass(frozen=True)
class MilestoneExpected(ProjectEvent):
    sentence: ClassVar[str] = "节点 {milestone}：预计{expected_on}，{percent}%；{why}"
    milestone: str
    expected_on: date
    percent: int
    why: str


@dataclass(frozen=True)
class MilestoneMet(ProjectEvent):
    sentence: ClassVar[str] = "节点 {milestone}：{met_on}完成，比计划提前{days}天（负数为推迟）"
    milestone: str
    met_on: date
    days: int


@dataclass(frozen=True)
class MilestoneReopened(ProjectEvent):
    sentence: ClassVar[str] = "撤销节点 {milestone} 的完成登记：{why}"
    milestone: str
    why: str


@dataclass(frozen=True)
class ProjectFunded(ProjectEvent):
    sentence: ClassVar[str] = "资金 {source}：计划{planned_wan}万元，到位{paid_wan}万元"
    source: str
    planned_fen: int
    paid_fen: int
    planned_wan: str
    paid_wan: str


@dataclass(frozen=True)
class SitingPlanKept(Event):
    sentence: ClassVar[str] = "留存选址方案 {name}：新设 {number} 处"
    plan_id: int
    name: str
    number: int
    inputs: str

    def subject(self) -> Subject:
        return Subject("SitingPlan", str(self.plan_id))


@dataclass(frozen=True)
class RovingEvent(Event):
    session_id: int

    def subject(self) -> Subject:
        return Subject("RovingSession", str(self.session_id))


@dataclass(frozen=True)
class RovingPlanned(RovingEvent):
    sentence: ClassVar[str] = "安排{session_on}到{place}巡诊：{institution} {team}"
    session_on: date
    place: str
    institution: str
    team: str


@dataclass(frozen=True)
class RovingHeld(RovingEvent):
    sentence: ClassVar[str] = "已开诊，接诊{attendance}人次"
    attendance: int


@dataclass(frozen=True)
class RovingCancelled(RovingEvent):
    sentence: ClassVar[str] = "取消巡诊：{announcement}"
    announcement: str


@dataclass(frozen=True)
class PointMeasured(ProjectEvent):
    sentence: ClassVar[str] = "检测 {item}：{point} {value} {unit}，{verdict}"
    item: str
    point: str
    value: float
    unit: str
    verdict: str


@dataclass(frozen=True)
class ProjectReported(ProjectEvent):
    sentence: ClassVar[str] = "向上级报送 {period} 进展"
    period: str
    report_id: int


@dataclass(frozen=True)
class ConversionEvent(ProjectEvent):
    conversion_id: int
    ward: str


@dataclass(frozen=True)
class ConversionOrdered(ConversionEvent):
    sentence: ClassVar[str] = "下令转换 {ward}：{hours} 小时内就绪 {beds} 张；{why}"
    beds: int
    hours: int
    why: str


@dataclass(frozen=True)
class ConversionReady(ConversionEvent):
    sentence: ClassVar[str] = "{ward} 转换就绪：{beds} 张，用时 {hours} 小时"
    beds: int
    hours: str


@dataclass(frozen=True)
class ConversionEnded(ConversionEvent):
    sentence: ClassVar[str] = "{ward} 恢复平时：{why}"
    why: str


@dataclass(frozen=True)
class PoolEvent(Event):
    booking_id: int

    def subject(self) -> Subject:
        return Subject("PoolBooking", str(self.booking_id))


@dataclass(frozen=True)
class PoolBooked(PoolEvent):
    sentence: ClassVar[str] = "预约{resource}：{booked_on} {span}，用于{institution}"
    resource: str
    booked_on: date
    span: str
    institution: str


@dataclass(frozen=True)
class PoolWaiting(PoolEvent):
    sentence: ClassVar[str] = "候补{resource}：{booked_on} {span}，用于{institution}"
    resource: str
    booked_on: date
    span: str
    institution: str


@dataclass(frozen=True)
class PoolOffered(PoolEvent):
    sentence: ClassVar[str] = "时间空出，按角色次序轮到这一家，等待决定"


@dataclass(frozen=True)
class PoolGranted(PoolEvent):
    sentence: ClassVar[str] = "候补转为预约{why}"
    why: str


@dataclass(frozen=True)
class PoolUsed(PoolEvent):
    sentence: ClassVar[str] = "已使用"


@dataclass(frozen=True)
class PoolNotUsed(PoolEvent):
    sentence: ClassVar[str] = "未使用：{reason}"
    reason: str


@dataclass(frozen=True)
class PoolCancelled(PoolEvent):
    sentence: ClassVar[str] = "取消：{reason}"
    reason: str


@dataclass(frozen=True)
class ProposalEvent(Event):
    proposal_id: int

    def subject(self) -> Subject:
        return Subject("Proposal", str(self.proposal_id))


@dataclass(frozen=True)
class ProposalDrafted(ProposalEvent):
    sentence: ClassVar[str] = "起草申报 {code}"
    code: str


@dataclass(frozen=True)
class ProposalCorrected(ProposalEvent):
    sentence: ClassVar[str] = "更正申报：{fields}"
    fields: str
    version: int


@dataclass(frozen=True)
class ProposalSubmitted(ProposalEvent):
    sentence: ClassVar[str] = "提交申报，核对有{findings}条发现"
    findings: int


@dataclass(frozen=True)
class ProposalAnswered(ProposalEvent):
    sentence: ClassVar[str] = "对核对发现的说明：{answer}"
    answer: str


@dataclass(frozen=True)
class ProposalApproved(ProposalEvent):
    sentence: ClassVar[str] = "同意（核对有{findings}条发现）：{reason}"
    findings: int
    reason: str


@dataclass(frozen=True)
class ProposalRefused(ProposalEvent):
    sentence: ClassVar[str] = "不同意（核对有{findings}条发现）：{reason}"
    findings: int
    reason: str


@dataclass(frozen=True)
class ProposalWithdrawn(ProposalEvent):
    sentence: ClassVar[str] = "撤回申报：{why}"
    why: str


@dataclass(frozen=True)
class ProposalOpened(ProposalEvent):
    sentence: ClassVar[str] = "{opened_on}投用"
    opened_on: date


@dataclass(frozen=True)
class BedCheckEvent(Event):
    check_id: int

    def subject(self) -> Subject:
        return Subject("BedCheck", str(self.check_id))


@dataclass(frozen=True)
class BedsChecked(BedCheckEvent):
    sentence: ClassVar[str] = "{checked_on}核查{institution}{kind}床位：实际开放{counted}张"
    institution: str
    kind: str
    checked_on: date
    counted: int


@dataclass(frozen=True)
class BedsRectified(BedCheckEvent):
    sentence: ClassVar[str] = "{rectified_on}整改完成"
    rectified_on: date


@dataclass(frozen=True)
class UpgradeEvent(Event):
    upgrade_id: int

    def subject(self) -> Subject:
        return Subject("Upgrade", str(self.upgrade_id))


@dataclass(frozen=True)
class UpgradeBegun(UpgradeEvent):
    sentence: ClassVar[str] = "登记创建 {code}：对照{standard}，目标{target_on}"
    code: str
    standard: str
    target_on: date


@dataclass(frozen=True)
class UpgradeCorrected(UpgradeEvent):
    sentence: ClassVar[str] = "更正创建：{fields}"
    fields: str
    version: int


@dataclass(frozen=True)
class UpgradePlanned(UpgradeEvent):
    sentence: ClassVar[str] = "安排阶段：{steps}"
    steps: str
    version: int


@dataclass(frozen=True)
class UpgradeStepReached(UpgradeEvent):
    sentence: ClassVar[str] = "{step}：{done_on}完成 {document}"
    step: str
    done_on: date
    document: str


@dataclass(frozen=True)
class UpgradeStepUndone(UpgradeEvent):
    sentence: ClassVar[str] = "撤销阶段 {step}：{why}"
    step: str
    why: str


@dataclass(frozen=True)
class UpgradeGivenUp(UpgradeEvent):
    sentence: ClassVar[str] = "终止创建：{why}"
    why: str
