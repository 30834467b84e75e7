"""Planning's door for its neighbours."""

from weijian.domains.planning.indicators import INDICATORS, derived
from weijian.domains.planning.queries.behind import behind
from weijian.domains.planning.queries.pool_week import PoolToDo, pool_waiting_for

__all__ = ["INDICATORS", "PoolToDo", "behind", "derived", "pool_waiting_for"]
