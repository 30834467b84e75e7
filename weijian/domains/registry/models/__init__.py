from weijian.domains.registry.models.cards import CardCredential, HealthCard
from weijian.domains.registry.models.institutions import (
    BedCount,
    Campus,
    ClinicalService,
    Consortium,
    ConsortiumMembership,
    Department,
    Institution,
    InstitutionGrade,
    InstitutionLevel,
    InstitutionStanding,
    InstitutionStatus,
    OpeningHours,
    ServiceOffer,
)
from weijian.domains.registry.models.places import Grid, Place, PlaceLevel, PlaceSuccession
from weijian.domains.registry.models.population import PopulationCell, PopulationDenominator, PopulationSource
from weijian.domains.registry.models.residents import (
    FormerName,
    GroupMembership,
    Household,
    IdentityDocument,
    PopulationGroup,
    RecordSequence,
    Residence,
    Resident,
    ResidentMove,
    index_of_document,
    index_of_phone,
)
from weijian.domains.registry.models.standards import Assessment, Clause, Finding, Occasion, Standard, StandardKind

__all__ = [
    "Assessment", "BedCount", "Campus", "CardCredential", "Clause", "ClinicalService", "Consortium", "ConsortiumMembership", "Department", "Finding",
    "FormerName", "Grid",
    "GroupMembership", "HealthCard", "Household", "IdentityDocument", "Institution", "InstitutionGrade", "InstitutionLevel",
    "InstitutionStanding", "InstitutionStatus", "Occasion", "OpeningHours", "Place", "PlaceLevel", "PlaceSuccession", "PopulationCell",
    "PopulationDenominator", "PopulationGroup", "PopulationSource", "RecordSequence", "Residence", "Resident", "ResidentMove",
    "ServiceOffer", "Standard", "StandardKind", "index_of_document", "index_of_phone",
]
