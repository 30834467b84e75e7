"""The tiny county in zones: the river township with its centre as sub-centre; the far township in none until a test says so."""

from datetime import date

from tests.domains.planning.standards import standard
from tests.people import CLOUD_TOWN, COUNTY, LONG_AGO, RIVER_CENTRE, RIVER_TOWN, Cast
from weijian.domains.planning.models import SubCentre, Zone, ZoneTownship
from weijian.domains.registry.models import BedCount, ClinicalService, PopulationDenominator, ServiceOffer, Standard


def counted(people: Cast, **numbers: int) -> None:
    """People of the county and its townships in 2025, by the statistics office: 5,000, 2,000 and 1,000 unless said otherwise."""
    PopulationDenominator.objects.all().delete()
    said = {"county": 5_000, "river": 2_000, "cloud": 1_000, **numbers}
    for code, name in ((COUNTY, "county"), (RIVER_TOWN, "river"), (CLOUD_TOWN, "cloud")):
        if said[name]:
            PopulationDenominator.objects.create(place=people.places[code], year=2025, source="statistics", stratum="all", people=said[name])


def zone(people: Cast, code: str, name: str, *townships: str, ends_on: date | None = None) -> Zone:
    made = Zone.objects.create(code=code, name=name, county=people.places[COUNTY], from_on=LONG_AGO, ends_on=ends_on)
    for town in townships:
        ZoneTownship.objects.create(zone=made, township=people.places[town], from_on=LONG_AGO)
    return made


def against() -> Standard:
    """What sub-centres are to reach."""
    return Standard.objects.filter(code="L2").first() or standard("L2", "grade", 4)


def zoned(people: Cast, *, together: bool = False) -> Zone:
    """`together`: both townships in the one zone."""
    counted(people)
    made = zone(people, "PQ1", "东片区", RIVER_TOWN, *([CLOUD_TOWN] if together else []))
    SubCentre.objects.create(zone=made, institution=people.institutions[RIVER_CENTRE], standard=against(), from_on=LONG_AGO)
    return made


def offers(people: Cast, code: str, name: str, *houses: str, basic: str = "") -> ClinicalService:
    service = ClinicalService.objects.get_or_create(code=code, defaults={"name": name, "basic_level": basic})[0]
    for house in houses:
        ServiceOffer.objects.create(institution=people.institutions[house], service=service, from_on=LONG_AGO)
    return service


def beds(people: Cast, house: str, number: int, *, kind: str = "普通", approved: int | None = None, on: date = LONG_AGO) -> BedCount:
    told = {"approved": number if approved is None else approved, "in_place": number, "open": number}
    return BedCount.objects.create(institution=people.institutions[house], kind=kind, from_on=on, **told)
