"""The demo county's emergency system: its centre, its two hospitals as sub-centres where three are wanted, a station short of the five, points beyond."""

from datetime import date

from weijian.domains.planning.models import EmergencyNode
from weijian.domains.registry.api import Institution

FROM = date(2024, 1, 1)
DOCUMENT = "青卫发〔2023〕41号"
PATTERN = (("急救中心", "E0001"), ("急救分中心", "H0001"), ("急救分中心", "H0003"))
STATIONS, STATION_CODES = 4, "E3"


def add() -> int:
    """How many nodes were entered. Stations beyond the fourth are points."""
    stations = Institution.objects.filter(code__startswith=STATION_CODES).order_by("code")
    rows = [(tier, Institution.objects.get(code=code)) for tier, code in PATTERN]
    rows += [("急救站" if i < STATIONS else "急救点", house) for i, house in enumerate(stations)]
    made = [EmergencyNode(tier=tier, institution=house, from_on=FROM, document=DOCUMENT) for tier, house in rows]
    return len(EmergencyNode.objects.bulk_create(made))
