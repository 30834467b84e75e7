"""The tables of the planning room."""

from weijian.domains.planning.models.networks import RoadNetwork

__all__ = ["RoadNetwork"]
