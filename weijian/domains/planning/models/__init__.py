"""The tables of the planning room."""

from weijian.domains.planning.models.bed_checks import BedCheck
from weijian.domains.planning.models.capacity import Conversion, CooperationAgreement, DualUse, ProjectBeds, ProjectService
from weijian.domains.planning.models.emergency import EmergencyNode
from weijian.domains.planning.models.networks import Affected, ConditionCause, RoadCondition, RoadNetwork
from weijian.domains.planning.models.pooling import PoolBooking, PooledResource
from weijian.domains.planning.models.projects import (
    Batch,
    CapitalProject,
    FundSource,
    MeasuredPoint,
    Milestone,
    PermitKind,
    ProjectFunding,
    ProjectLabel,
    ProjectPermit,
    ProjectPhase,
    ProjectTest,
)
from weijian.domains.planning.models.proposals import Proposal, ProposalKind
from weijian.domains.planning.models.reporting import ProjectReport
from weijian.domains.planning.models.roving import RovingSession
from weijian.domains.planning.models.siting import SitingPlan
from weijian.domains.planning.models.upgrades import ReviewVisit, TierStandard, Upgrade, UpgradeStage
from weijian.domains.planning.models.zones import RoleService, StatedRole, SubCentre, Zone, ZoneTownship

__all__ = [
    "Affected",
    "Batch",
    "BedCheck",
    "CapitalProject",
    "ConditionCause",
    "Conversion",
    "CooperationAgreement",
    "DualUse",
    "EmergencyNode",
    "FundSource",
    "MeasuredPoint",
    "Milestone",
    "PermitKind",
    "PoolBooking",
    "PooledResource",
    "ProjectBeds",
    "ProjectFunding",
    "ProjectLabel",
    "ProjectPermit",
    "ProjectPhase",
    "ProjectReport",
    "ProjectService",
    "ProjectTest",
    "Proposal",
    "ProposalKind",
    "ReviewVisit",
    "RoadCondition",
    "RoadNetwork",
    "RoleService",
    "RovingSession",
    "SitingPlan",
    "StatedRole",
    "SubCentre",
    "TierStandard",
    "Upgrade",
    "UpgradeStage",
    "Zone",
    "ZoneTownship",
]
