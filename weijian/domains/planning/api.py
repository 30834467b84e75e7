"""Planning's door for its neighbours."""

from weijian.domains.planning.indicators import INDICATORS, derived
from weijian.domains.planning.queries.behind import behind
from weijian.domains.planning.queries.proposals import proposals_to_decide

__all__ = ["INDICATORS", "behind", "derived", "proposals_to_decide"]
