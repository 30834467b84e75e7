"""The tables of the planning room."""

from weijian.domains.planning.models.capacity import CooperationAgreement, DualUse, ProjectBeds, ProjectService
from weijian.domains.planning.models.emergency import EmergencyNode
from weijian.domains.planning.models.networks import RoadNetwork
from weijian.domains.planning.models.projects import (
    Batch,
    CapitalProject,
    FundSource,
    Milestone,
    PermitKind,
    ProjectFunding,
    ProjectLabel,
    ProjectPermit,
    ProjectPhase,
    ProjectTest,
)
from weijian.domains.planning.models.roving import RovingSession
from weijian.domains.planning.models.siting import SitingPlan
from weijian.domains.planning.models.upgrades import ReviewVisit, TierStandard, Upgrade, UpgradeStage

__all__ = [
    "Batch", "CapitalProject", "CooperationAgreement", "DualUse", "EmergencyNode", "FundSource", "Milestone", "PermitKind", "ProjectBeds", "ProjectFunding",
    "ProjectLabel", "ProjectPermit", "ProjectPhase", "ProjectService", "ProjectTest", "ReviewVisit", "RoadNetwork", "RovingSession", "SitingPlan",
    "TierStandard", "Upgrade", "UpgradeStage",
]
