"""What has happened in governance."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.kernel.event import Event, Subject

# --- the weekly dispatch and the reports written from it ---


@dataclass(frozen=True)
class UnitEnlisted(Event):
    sentence: ClassVar[str] = "把机构{institution_code}列为周调度单位，自{from_on}起"
    institution_code: str
    from_on: date

    def subject(self) -> Subject:
        return Subject("Institution", self.institution_code)


@dataclass(frozen=True)
class UnitDischarged(Event):
    sentence: ClassVar[str] = "机构{institution_code}的周调度任务止于{until_on}"
    institution_code: str
    until_on: date

    def subject(self) -> Subject:
        return Subject("Institution", self.institution_code)


@dataclass(frozen=True)
class SheetSaved(Event):
    sentence: ClassVar[str] = "填写{institution_code} {week_on} 一周的调度表，第{version}版"
    sheet_id: int
    institution_code: str
    week_on: date
    version: int

    def subject(self) -> Subject:
        return Subject("DispatchSheet", str(self.sheet_id))


@dataclass(frozen=True)
class SheetFiled(Event):
    sentence: ClassVar[str] = "报送{institution_code} {week_on} 一周的调度表，说明矛盾{explained}处"
    sheet_id: int
    institution_code: str
    week_on: date
    explained: int

    def subject(self) -> Subject:
        return Subject("DispatchSheet", str(self.sheet_id))


@dataclass(frozen=True)
class SheetReturned(Event):
    sentence: ClassVar[str] = "退回{institution_code} {week_on} 一周的调度表：{why}"
    sheet_id: int
    institution_code: str
    week_on: date
    why: str

    def subject(self) -> Subject:
        return Subject("DispatchSheet", str(self.sheet_id))


@dataclass(frozen=True)
class SheetAccepted(Event):
    sentence: ClassVar[str] = "汇总{institution_code} {week_on} 一周的调度表，登记数字{figures}个"
    sheet_id: int
    institution_code: str
    week_on: date
    figures: int

    def subject(self) -> Subject:
        return Subject("DispatchSheet", str(self.sheet_id))


@dataclass(frozen=True)
class WeekRolledUp(Event):
    sentence: ClassVar[str] = "汇总{place_code} {week_on} 一周的调度，登记合计{figures}个"
    place_code: str
    week_on: date
    figures: int

    def subject(self) -> Subject:
        return Subject("Place", self.place_code)


@dataclass(frozen=True)
class WorkReportDrafted(Event):
    sentence: ClassVar[str] = "起草《{title}》，{figures}个数字"
    report_id: int
    title: str
    figures: int

    def subject(self) -> Subject:
        return Subject("WorkReport", str(self.report_id))


@dataclass(frozen=True)
class WorkReportEdited(Event):
    sentence: ClassVar[str] = "修改工作报告，第{version}版：{what}"
    report_id: int
    version: int
    what: str

    def subject(self) -> Subject:
        return Subject("WorkReport", str(self.report_id))


@dataclass(frozen=True)
class WorkReportSubmitted(Event):
    sentence: ClassVar[str] = "送签《{title}》"
    report_id: int
    title: str

    def subject(self) -> Subject:
        return Subject("WorkReport", str(self.report_id))


@dataclass(frozen=True)
class WorkReportSentBack(Event):
    sentence: ClassVar[str] = "退回《{title}》修改：{why}"
    report_id: int
    title: str
    why: str

    def subject(self) -> Subject:
        return Subject("WorkReport", str(self.report_id))


@dataclass(frozen=True)
class WorkReportIssued(Event):
    sentence: ClassVar[str] = "签发《{title}》，印发件摘要{sha256}"
    report_id: int
    title: str
    sha256: str

    def subject(self) -> Subject:
        return Subject("WorkReport", str(self.report_id))
