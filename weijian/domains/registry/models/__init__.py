from weijian.domains.registry.models.cards import CardCredential, HealthCard
from weijian.domains.registry.models.institutions import (
    BedCount,
    Campus,
    ClinicalService,
    Consortium,
    ConsortiumMembership,
    Department,
    Institution,
    InstitutionStanding,
    OpeningHours,
    ServiceOffer,
)
from weijian.domains.registry.models.places import Grid, Place, PlaceSuccession
from weijian.domains.registry.models.population import PopulationCell, PopulationDenominator
from weijian.domains.registry.models.residents import (
    FormerName,
    GroupMembership,
    Household,
    IdentityDocument,
    Resident,
    ResidentMove,
)

__all__ = [
    "BedCount", "Campus", "CardCredential", "ClinicalService", "Consortium", "ConsortiumMembership", "Department", "FormerName",
    "Grid", "GroupMembership", "HealthCard", "Household", "IdentityDocument", "Institution", "InstitutionStanding", "OpeningHours",
    "Place", "PlaceSuccession", "PopulationCell", "PopulationDenominator", "Resident", "ResidentMove", "ServiceOffer",
]
