from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class ParameterEvent(Event):
    code: str
    region_code: str
    from_on: date

    def subject(self) -> Subject:
        return Subject("Parameter", self.code[:40])


@dataclass(frozen=True)
class ParameterProposed(ParameterEvent):
    sentence: ClassVar[str] = "提出参数 {code}，自{from_on}"


@dataclass(frozen=True)
class ParameterApproved(ParameterEvent):
    sentence: ClassVar[str] = "批准参数 {code}，自{from_on}"


@dataclass(frozen=True)
class ParameterRejected(ParameterEvent):
    sentence: ClassVar[str] = "否决参数 {code}：{reason}"
    reason: str


@dataclass(frozen=True)
class ParameterWithdrawn(ParameterEvent):
    sentence: ClassVar[str] = "撤回参数 {code}"


@dataclass(frozen=True)
class DocumentRegistered(Event):
    sentence: ClassVar[str] = "登记政策文件 {number}"
    number: str

    def subject(self) -> Subject:
        return Subject("PolicyDocument", self.number[:40])


@dataclass(frozen=True)
class DocumentCorrected(DocumentRegistered):
    sentence: ClassVar[str] = "更正政策文件 {number}"
