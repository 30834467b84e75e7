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
from weijian.domains.registry.queries.service_map import (
    CampusPoint,
    PeoplePoints,
    campus_points,
    names_of_places,
    people_points,
    places_with_boundary,
)

__all__ = [
    "CampusPoint", "Cell", "Division", "Headcount", "Loaded", "PeoplePoints", "Site", "campus_points", "load_cells", "load_institutions", "load_places",
    "load_population", "names_of_places", "people_points", "places_with_boundary",
]
