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
