"""Governance's door for its neighbours."""

from weijian.domains.governance.queries.dispatch import DispatchWaiting, dispatch_waiting_for
from weijian.domains.governance.queries.writing import reports_to_issue

__all__ = ["DispatchWaiting", "dispatch_waiting_for", "reports_to_issue"]
