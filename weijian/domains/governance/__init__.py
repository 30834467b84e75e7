"""Governance: figures that are counted, checked, reported weekly and answered for.

Nouns: SourceReport, Candidate, Figure, Target, DispatchSheet, WorkReport. Regulation: rulebook 00 (how figures are stated), 统计法,
党政机关公文处理工作条例. Matters, tasks and inspections stand here too, when they come.
"""
