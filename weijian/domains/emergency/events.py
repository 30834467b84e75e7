from dataclasses import dataclass
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class AmbulanceEvent(Event):
    ambulance_id: int

    def subject(self) -> Subject:
        return Subject("Ambulance", str(self.ambulance_id))


@dataclass(frozen=True)
class CrewOnShift(AmbulanceEvent):
    sentence: ClassVar[str] = "车组值班：{starts_at}至{ends_at}，{crew}"
    starts_at: str
    ends_at: str
    crew: str


@dataclass(frozen=True)
class AmbulanceChecked(AmbulanceEvent):
    sentence: ClassVar[str] = "{checked_at}检查车辆设备，不合格项目：{failed}"
    checked_at: str
    failed: str


@dataclass(frozen=True)
class AmbulanceOut(AmbulanceEvent):
    sentence: ClassVar[str] = "停用：{reason}。{note}"
    reason: str
    note: str


@dataclass(frozen=True)
class AmbulanceBack(AmbulanceEvent):
    sentence: ClassVar[str] = "恢复使用"


@dataclass(frozen=True)
class CallEvent(Event):
    call_id: int

    def subject(self) -> Subject:
        return Subject("EmergencyCall", str(self.call_id))


@dataclass(frozen=True)
class CallTaken(CallEvent):
    sentence: ClassVar[str] = "受理呼救：{complaint}，{place}，{validity}"
    complaint: str
    place: str
    validity: str


@dataclass(frozen=True)
class EmergencyCallRead(CallEvent):
    sentence: ClassVar[str] = "查看呼救"


@dataclass(frozen=True)
class CallLeftUnserved(CallEvent):
    sentence: ClassVar[str] = "未派车：{reason}。{note}"
    reason: str
    note: str


@dataclass(frozen=True)
class CallSetAside(CallEvent):
    sentence: ClassVar[str] = "作无效呼救：{validity}"
    validity: str


@dataclass(frozen=True)
class CallRestored(CallEvent):
    sentence: ClassVar[str] = "改为有效呼救"


@dataclass(frozen=True)
class VehicleSent(CallEvent):
    """`override` is why a vehicle that was not ready was sent all the same."""

    sentence: ClassVar[str] = "派车 {plate}（{station}）{override}"
    mission_id: int
    plate: str
    station: str
    override: str


@dataclass(frozen=True)
class MissionStamped(CallEvent):
    sentence: ClassVar[str] = "{plate} 登记“{stamp}”：{stamped_at}"
    mission_id: int
    plate: str
    stamp: str
    stamped_at: str


@dataclass(frozen=True)
class StampCorrected(CallEvent):
    sentence: ClassVar[str] = "{plate} 更正“{stamp}”：由{was}改为{now}。理由：{why}"
    mission_id: int
    plate: str
    stamp: str
    was: str
    now: str
    why: str


@dataclass(frozen=True)
class MissionStoodDown(CallEvent):
    sentence: ClassVar[str] = "{plate} 返回，未送医：{reason}。{note}"
    mission_id: int
    plate: str
    reason: str
    note: str
