"""What the registry lends to analysis: who lives where, what stands where, how many people were counted. No names of people, no numbers."""

from weijian.domains.registry.models import (
    BedCount,
    Campus,
    ConsortiumMembership,
    Department,
    Equipment,
    GroupMembership,
    HealthCard,
    Household,
    Institution,
    InstitutionStanding,
    Place,
    PlaceSuccession,
    PopulationCell,
    PopulationDenominator,
    Resident,
    ResidentMove,
    ServiceOffer,
)
from weijian.foundation.lake.lending import Taken, lend, place, present


def located(column: str, path: str) -> dict[str, str | Taken]:
    """A place in twelve digits, with the township and the county it lies in."""
    return {column: place(path), "township_code": place(path, 9), "county_code": place(path, 6)}


OF_INSTITUTION = {"institution_id": "institution", "institution_code": "institution__code", **located("place_code", "institution__place__code")}

lend("places", Place, key="place_id", columns={
    **located("code", "code"), "name": "name", "level": "level", "parent_code": place("parent__code"), "urban_rural_code": "urban_rural_code",
    "from_on": "from_on", "ends_on": "ends_on",
})
lend("place_successions", PlaceSuccession, key="succession_id", columns={
    "predecessor_code": place("predecessor__code"), "successor_code": place("successor__code"), "on": "on",
})
lend("population", PopulationDenominator, key="population_id", columns={
    **located("place_code", "place__code"), "level": "place__level", "year": "year", "source": "source", "stratum": "stratum", "people": "people",
    "as_of_on": "as_of_on",
})
lend("population_cells", PopulationCell, key="cell_id", columns={
    "code": "code", **located("place_code", "place__code"), "lon": "lon", "lat": "lat", "people": "people", "elderly": "elderly", "children": "children",
})
lend("residents", Resident, key="resident_id", partition="township_code", columns={
    "sex_code": "sex_code", "born_on": "born_on", "died_on": "died_on", "residence": "residence", "nation_code": "nation_code",
    "marital_code": "marital_code", "education_code": "education_code", "identity_absent": "identity_absent", "phone_absent": "phone_absent",
    **located("village_code", "village__code"), "urban_rural_code": "village__urban_rural_code", "household_id": "household",
    "managing_id": "managing", "managing_code": "managing__code", "merged_into_id": "merged_into", "has_record": present("record_number"),
    "registered_at": "created_at",
})
lend("resident_groups", GroupMembership, key="membership_id", columns={
    "resident_id": "resident", "group": "group", "from_on": "from_on", "ends_on": "ends_on",
})
lend("resident_moves", ResidentMove, key="move_id", columns={"resident_id": "resident", "kind": "kind", "on": "on"})
lend("health_cards", HealthCard, key="card_id", columns={
    "resident_id": "resident", "issued_at": "issued_at", "suspended_at": "suspended_at", "revoked_at": "revoked_at",
})
lend("households", Household, key="household_id", columns={**located("village_code", "village__code"), "grid_id": "grid"})
lend("institutions", Institution, key="institution_id", columns={
    "code": "code", "name": "name", **located("place_code", "place__code"), "opened_on": "opened_on",
})
lend("institution_standings", InstitutionStanding, key="standing_id", columns={
    **OF_INSTITUTION, "from_on": "from_on", "status": "status", "kind": "kind", "level": "level", "grade": "grade", "ownership": "ownership",
})
lend("beds", BedCount, key="bed_count_id", columns={
    **OF_INSTITUTION, "department_id": "department", "kind": "kind", "approved": "approved", "in_place": "in_place", "used": "used", "open": "open",
    "from_on": "from_on",
})
lend("campuses", Campus, key="campus_id", columns={
    "institution_id": "institution", "institution_code": "institution__code", "main": "main", **located("place_code", "place__code"), "lon": "lon",
    "lat": "lat", "from_on": "from_on", "ends_on": "ends_on",
})
lend("departments", Department, key="department_id", columns={
    **OF_INSTITUTION, "subject_code": "subject_code", "from_on": "from_on", "ends_on": "ends_on",
})
lend("service_offers", ServiceOffer, key="offer_id", columns={
    **OF_INSTITUTION, "service_code": "service__code", "basic_level": "service__basic_level", "from_on": "from_on", "ends_on": "ends_on",
})
lend("equipment", Equipment, key="equipment_id", columns={
    **OF_INSTITUTION, "kind": "kind", "price_fen": "price_fen", "shared": "shared", "from_on": "from_on", "ends_on": "ends_on",
})
lend("consortium_memberships", ConsortiumMembership, key="membership_id", columns={
    "consortium_code": "consortium__code", "lead_id": "consortium__lead", **OF_INSTITUTION, "from_on": "from_on", "ends_on": "ends_on",
})
