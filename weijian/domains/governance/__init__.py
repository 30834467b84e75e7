"""Governance: tasks, matters to close, inspections, figures and reports."""
