"""The tables of the governance room."""

from weijian.domains.governance.models.dispatch import DispatchLine, DispatchSheet, DispatchUnit
from weijian.domains.governance.models.figures import Figure, FrozenCells, Origin, Target
from weijian.domains.governance.models.reports import Candidate, CandidateState, SourceReport
from weijian.domains.governance.models.writing import Block, BlockKind, ReportKind, WorkReport

__all__ = [
    "Block", "BlockKind", "Candidate", "CandidateState", "DispatchLine", "DispatchSheet", "DispatchUnit", "Figure", "FrozenCells", "Origin", "ReportKind",
    "SourceReport", "Target", "WorkReport",
]
