"""What planning lends to analysis: projects, the days they are held to, the money that goes into them; bookings of what is pooled."""

from weijian.domains.planning.models import CapitalProject, Milestone, PoolBooking, ProjectFunding
from weijian.foundation.lake.lending import Taken, lend, place


def located(path: str) -> dict[str, str | Taken]:
    """Where it is built, in twelve digits, with its township and county."""
    return {"place_code": place(path), "township_code": place(path, 9), "county_code": place(path, 6)}


lend("capital_projects", CapitalProject, key="project_id", columns={
    "code": "code", "owner_code": "owner__code", **located("place__code"), "batch": "batch", "label": "label", "state": "state", "approved_on": "approved_on",
    "commissioned_on": "commissioned_on",
})
lend("project_milestones", Milestone, key="milestone_id", columns={
    "project_id": "project", "project_state": "project__state", **located("project__place__code"), "kind": "kind", "planned_on": "planned_on",
    "met_on": "met_on",
})
lend("project_funding", ProjectFunding, key="funding_id", columns={
    "project_id": "project", "project_state": "project__state", **located("project__place__code"), "source": "source", "planned_fen": "planned_fen",
    "paid_fen": "paid_fen",
})
lend("pool_bookings", PoolBooking, key="booking_id", columns={
    "resource_code": "resource__code", "owner_code": "resource__institution__code", "institution_code": "institution__code",
    **located("resource__institution__place__code"), "booked_on": "booked_on", "state": "state",
})
