"""Planning's door for its neighbours."""

from weijian.domains.planning.indicators import INDICATORS, derived
from weijian.domains.planning.queries.behind import behind

__all__ = ["INDICATORS", "behind", "derived"]
