"""What has happened in the workforce room. Facts are codes and dates, never an identity number."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class PractitionerEvent(Event):
    practitioner_code: str

    def subject(self) -> Subject:
        return Subject("Practitioner", self.practitioner_code)


@dataclass(frozen=True)
class PractitionerRegistered(PractitionerEvent):
    sentence: ClassVar[str] = "登记卫生人员（{category}）"
    category: str


@dataclass(frozen=True)
class PractitionerCorrected(PractitionerEvent):
    sentence: ClassVar[str] = "更正登记：{fields}"
    fields: str
    version: int


@dataclass(frozen=True)
class QualificationEntered(PractitionerEvent):
    sentence: ClassVar[str] = "登记执业资格 {number}"
    number: str


@dataclass(frozen=True)
class LicenceEntered(PractitionerEvent):
    sentence: ClassVar[str] = "执业注册 {number}，自{from_on}至{ends_on}"
    number: str
    from_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PostBegun(PractitionerEvent):
    sentence: ClassVar[str] = "{from_on}起在{institution_code}任{duty}（{kind}）"
    institution_code: str
    duty: str
    kind: str
    from_on: date


@dataclass(frozen=True)
class PostEnded(PractitionerEvent):
    sentence: ClassVar[str] = "{ends_on}结束在{institution_code}的岗位"
    institution_code: str
    ends_on: date
