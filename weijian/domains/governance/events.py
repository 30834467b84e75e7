"""What has happened in the governance room. Facts are numbers, codes and days."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.kernel.event import Event, Subject

# Reading a report.


@dataclass(frozen=True)
class ReportEvent(Event):
    report_id: int

    def subject(self) -> Subject:
        return Subject("SourceReport", str(self.report_id))


@dataclass(frozen=True)
class ReportHandedIn(ReportEvent):
    sentence: ClassVar[str] = "交来报告《{title}》，读出{found}个数字、{checks}条勾稽"
    title: str
    found: int
    checks: int
    sha256: str


@dataclass(frozen=True)
class CandidateConfirmed(ReportEvent):
    sentence: ClassVar[str] = "确认第{position}个数字{written}，登记为数字{figure_id}"
    position: int
    written: str
    figure_id: int


@dataclass(frozen=True)
class CandidateCorrected(ReportEvent):
    sentence: ClassVar[str] = "改正第{position}个数字{written}（{fields}），登记为数字{figure_id}"
    position: int
    written: str
    fields: str
    figure_id: int


@dataclass(frozen=True)
class CandidateRejected(ReportEvent):
    sentence: ClassVar[str] = "不采用第{position}个数字{written}"
    position: int
    written: str


@dataclass(frozen=True)
class DecisionUndone(ReportEvent):
    sentence: ClassVar[str] = "撤销对第{position}个数字{written}的决定"
    position: int
    written: str


# The register of figures.


@dataclass(frozen=True)
class FigureEvent(Event):
    figure_id: int

    def subject(self) -> Subject:
        return Subject("Figure", str(self.figure_id))


@dataclass(frozen=True)
class FigureEntered(FigureEvent):
    sentence: ClassVar[str] = "登记数字“{what}”{value}{unit}，依据{document}"
    what: str
    value: str
    unit: str
    document: str


@dataclass(frozen=True)
class FigureWithdrawn(FigureEvent):
    sentence: ClassVar[str] = "撤回数字：{reason}"
    reason: str


@dataclass(frozen=True)
class FigureReplaced(FigureEvent):
    sentence: ClassVar[str] = "由数字{new_id}代替：{reason}"
    new_id: int
    reason: str


@dataclass(frozen=True)
class FiguresExported(Event):
    sentence: ClassVar[str] = "导出数字{rows}条（{format}）"
    rows: int
    format: str


# Targets.


@dataclass(frozen=True)
class TargetEvent(Event):
    target_id: int

    def subject(self) -> Subject:
        return Subject("Target", str(self.target_id))


@dataclass(frozen=True)
class TargetSet(TargetEvent):
    sentence: ClassVar[str] = "设定目标“{what}”到{until_on}为{value}{unit}，依据{document}"
    what: str
    value: str
    unit: str
    until_on: date
    document: str


@dataclass(frozen=True)
class TargetWithdrawn(TargetEvent):
    sentence: ClassVar[str] = "撤销目标：{reason}"
    reason: str


# Computed figures.


@dataclass(frozen=True)
class FiguresComputed(Event):
    sentence: ClassVar[str] = "把{from_on}至{until_on}计算的{count}个数字记入登记簿"
    place_code: str
    count: int
    from_on: date
    until_on: date

    def subject(self) -> Subject:
        return Subject("Place", self.place_code)


@dataclass(frozen=True)
class PeriodFrozen(Event):
    sentence: ClassVar[str] = "定格{from_on}至{until_on}的{count}项指标及名单"
    from_on: date
    until_on: date
    count: int
