"""What has happened to a register. Facts name columns and keys, never what stands in them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from weijian.kernel.event import Event, Subject


@dataclass(frozen=True)
class EntryEvent(Event):
    register: str
    kind: str
    key: str

    def subject(self) -> Subject:
        return Subject(self.kind, self.key)


@dataclass(frozen=True)
class EntryAdded(EntryEvent):
    sentence: ClassVar[str] = "新增登记"
    columns: list[str]


@dataclass(frozen=True)
class EntryCorrected(EntryEvent):
    sentence: ClassVar[str] = "更正登记"
    columns: list[str]


@dataclass(frozen=True)
class EntryRetired(EntryEvent):
    sentence: ClassVar[str] = "自{ends_on}停用：{reason}"
    ends_on: date
    reason: str


@dataclass(frozen=True)
class RegisterEvent(Event):
    register: str

    def subject(self) -> Subject:
        return Subject("Register", self.register)


@dataclass(frozen=True)
class SheetImported(RegisterEvent):
    """`touched` are the keys of the entries added and corrected."""

    sentence: ClassVar[str] = "导入表格：新增{added}条，更正{corrected}条，未变{unchanged}条，退回{refused}行"
    sha256: str
    added: int
    corrected: int
    unchanged: int
    refused: int
    touched: list[str]


@dataclass(frozen=True)
class RegisterExported(RegisterEvent):
    sentence: ClassVar[str] = "导出{rows}条（{format}）"
    rows: int
    format: str
    columns: list[str]
    request_id: int | None = None


@dataclass(frozen=True)
class ExportEvent(RegisterEvent):
    request_id: int


@dataclass(frozen=True)
class ExportAsked(ExportEvent):
    sentence: ClassVar[str] = "申请导出{rows}条：{reason}"
    rows: int
    reason: str


@dataclass(frozen=True)
class ExportApproved(ExportEvent):
    sentence: ClassVar[str] = "批准导出申请，有效至{until}"
    until: date


@dataclass(frozen=True)
class ExportTurnedDown(ExportEvent):
    sentence: ClassVar[str] = "不批准导出申请：{reason}"
    reason: str


@dataclass(frozen=True)
class ViewSaved(RegisterEvent):
    sentence: ClassVar[str] = "保存一组筛选"
    view_id: int


@dataclass(frozen=True)
class ViewForgotten(RegisterEvent):
    sentence: ClassVar[str] = "删除一组筛选"
    view_id: int
