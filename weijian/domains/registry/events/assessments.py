"""What has happened to assessments against standards."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class AssessmentEvent(Event):
    assessment_id: int

    def subject(self) -> Subject:
        return Subject("Assessment", str(self.assessment_id))


@dataclass(frozen=True)
class AssessmentOpened(AssessmentEvent):
    sentence: ClassVar[str] = "开始评估 {standard}：{occasion}，{assessed_on}"
    standard: str
    occasion: str
    assessed_on: date


@dataclass(frozen=True)
class ClausesAnswered(AssessmentEvent):
    sentence: ClassVar[str] = "填写条款：改动{changed}条，已填{answered}/{clauses}条"
    changed: int
    answered: int
    clauses: int
    version: int


@dataclass(frozen=True)
class AssessmentClosed(AssessmentEvent):
    sentence: ClassVar[str] = "定稿：适用{applicable}条，符合{met}条，核心条款未达{essential_short}条"
    applicable: int
    met: int
    essential_short: int


@dataclass(frozen=True)
class AssessmentDropped(AssessmentEvent):
    sentence: ClassVar[str] = "作废：{why}"
    why: str
