"""Which state follows which."""

from collections.abc import Mapping, Set
from enum import StrEnum


class SheetState(StrEnum):
    """Where a unit's weekly sheet stands."""

    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    ACCEPTED = "accepted"


NEXT_SHEET: Mapping[SheetState, Set[SheetState]] = {
    SheetState.DRAFT: {SheetState.FILED},
    SheetState.FILED: {SheetState.RETURNED, SheetState.ACCEPTED},
    SheetState.RETURNED: {SheetState.FILED},
    SheetState.ACCEPTED: {SheetState.RETURNED},
}
SHEET_WORDS: Mapping[SheetState, str] = {
    SheetState.DRAFT: "填写中",
    SheetState.FILED: "已报",
    SheetState.RETURNED: "退回",
    SheetState.ACCEPTED: "已汇总",
}


class ReportState(StrEnum):
    """Where a work report stands: drafted, sent up to be signed, issued (党政机关公文处理工作条例: 起草、审核、签发)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ISSUED = "issued"


NEXT_REPORT: Mapping[ReportState, Set[ReportState]] = {
    ReportState.DRAFT: {ReportState.SUBMITTED},
    ReportState.SUBMITTED: {ReportState.DRAFT, ReportState.ISSUED},
    ReportState.ISSUED: set(),
}
REPORT_WORDS: Mapping[ReportState, str] = {ReportState.DRAFT: "起草中", ReportState.SUBMITTED: "已送签", ReportState.ISSUED: "已印发"}
