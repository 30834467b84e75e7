"""Planning's door for its neighbours."""

from weijian.domains.planning.indicators import INDICATORS, derived
from weijian.domains.planning.queries.behind import behind
from weijian.domains.planning.queries.waiting import due_for

__all__ = ["INDICATORS", "behind", "derived", "due_for"]
