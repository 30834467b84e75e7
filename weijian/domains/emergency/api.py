"""The emergency room's door for its neighbours."""

from weijian.domains.emergency.indicators import INDICATORS, derived
from weijian.domains.emergency.queries.behind import behind
from weijian.domains.emergency.queries.calls import calls_waiting
from weijian.domains.emergency.queries.planning import ChainTimes, StandingBy, chain_times, vehicles_on_file, vehicles_standing_by

__all__ = ["INDICATORS", "ChainTimes", "StandingBy", "behind", "calls_waiting", "chain_times", "derived", "vehicles_on_file", "vehicles_standing_by"]
