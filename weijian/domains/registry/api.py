"""The registry's door for its neighbours."""

from weijian.domains.registry.actions.region import (
    Cell,
    Division,
    Headcount,
    Loaded,
    Site,
    load_cells,
    load_institutions,
    load_places,
    load_population,
)
from weijian.domains.registry.indicators import INDICATORS, derived
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.domains.registry.queries.behind import behind
from weijian.domains.registry.queries.institutions import (
    PUBLIC_HOSPITALS_OF_LEVEL_TWO,
    Institution,
    InstitutionCriteria,
    count_of_institutions,
    institution_choices,
    institution_numbered,
)
from weijian.domains.registry.queries.places import (
    Denominator,
    Place,
    ancestors_of,
    children_of,
    counties_within,
    denominators_of,
    latest_denominator,
    place_choices,
    place_with_code,
    the_county,
    villages_without_segment,
)
from weijian.domains.registry.queries.residents import COUNTED, index_of_document, residents_without_number
from weijian.domains.registry.queries.search import FoundInRegistry, found_in_registry
from weijian.domains.registry.queries.service_map import (
    CampusPoint,
    PeoplePoints,
    basic_services_offered,
    campus_points,
    names_of_places,
    people_points,
    places_with_boundary,
)

__all__ = [
    "COUNTED",
    "INDICATORS",
    "PUBLIC_HOSPITALS_OF_LEVEL_TWO",
    "CampusPoint",
    "Cell",
    "Denominator",
    "Division",
    "FoundInRegistry",
    "Headcount",
    "Institution",
    "InstitutionCriteria",
    "Loaded",
    "PeoplePoints",
    "Place",
    "Site",
    "ancestors_of",
    "basic_services_offered",
    "behind",
    "campus_points",
    "children_of",
    "count_of_institutions",
    "counties_within",
    "denominators_of",
    "derived",
    "found_in_registry",
    "index_of_document",
    "institution_choices",
    "institution_numbered",
    "latest_denominator",
    "load_cells",
    "load_institutions",
    "load_places",
    "load_population",
    "names_of_places",
    "people_points",
    "place_choices",
    "place_with_code",
    "places_with_boundary",
    "refusal_to_write_in",
    "residents_without_number",
    "the_county",
    "villages_without_segment",
]
