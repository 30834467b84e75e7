"""Zones, the structure, proposals and bed checks for a program."""

from typing import Any

from weijian.domains.planning.queries.bed_checks import CheckLine
from weijian.domains.planning.queries.proposals import Proposal
from weijian.domains.planning.queries.structure import Structure
from weijian.domains.planning.queries.zones import House, SubCentre, Township, Zones, ZoneSheet


def house_of(one: House) -> dict[str, Any]:
    return {
        "code": one.institution.code, "name": one.institution.name, "part": one.part, "derived": one.derived, "stated": one.stated, "beds": one.beds,
        "doctors": one.doctors,
    }


def township_of(one: Township) -> dict[str, Any]:
    people = one.people
    counted = {"people": people.people, "year": people.year, "source": people.source} if people else None
    return {"place": one.place.code, "name": one.place.name, "denominator": counted}


def _centre_of(one: SubCentre) -> dict[str, Any]:
    return {"institution": one.institution.code, "standard": one.standard.code if one.standard else None, "from_on": one.from_on}


def sheet_of(one: ZoneSheet) -> dict[str, Any]:
    """A zone with its townships, sub-centres, institutions and services."""
    return {
        "code": one.zone.code, "name": one.zone.name, "people": one.people, "townships": [township_of(town) for town in one.townships],
        "sub_centres": [_centre_of(sub) for sub in one.sub_centres],
        "strayed": [sub.institution.code for sub in one.strayed], "beds": one.beds, "doctors": one.doctors,
        "institutions": [house_of(house) for house in one.houses],
        "services": [
            {"service": service.code, "name": service.name, "basic": service.basic, "doubled": service.doubled,
             "institutions": [house.institution.code for house in service.houses]} for service in one.services
        ],
        "equipment": [
            {"kind": machine.kind, "name": machine.label, "doubled": machine.doubled,
             "institutions": [{"code": house.institution.code, "number": n} for house, n in machine.houses]} for machine in one.machines
        ],
    }


def zones_of(found: Zones) -> dict[str, Any]:
    """A county: `covered` people of zones with a sub-centre among those `counted` in its townships."""
    people = found.people
    return {
        "on": found.on, "county": found.county.code, "zones": [sheet_of(one) for one in found.sheets],
        "in_no_zone": [township_of(one) for one in found.outside], "covered": found.covered, "counted": found.counted, "share": found.share,
        "denominator": {"people": people.people, "year": people.year, "source": people.source} if people else None,
    }


def structure_of(found: Structure) -> dict[str, Any]:
    return {
        "on": found.on, "county": found.county.code, "conforms": found.conforms,
        "tests": [
            {"test": one.verdict.test, "have": one.verdict.have, "wanted": one.verdict.wanted, "fault": one.verdict.fault, "source": one.expected.source,
             "institutions": [house.institution.code for house in one.counted], "breaking": [house.institution.code for house in one.breaking]}
            for one in found.tests
        ],
        "not_counted": [house.institution.code for house in found.beside], "differing": [house_of(house) for house in found.differing],
        "townships": [
            {"place": row.township.code if row.township else None, "leading": [{**house_of(one.house), "stands": one.stands} for one in row.leading],
             "foundation": [house.institution.code for house in row.foundation]} for row in found.rows
        ],
    }


def proposal_of(one: Proposal, check: dict[str, Any] | None) -> dict[str, Any]:
    said = {
        name: getattr(one, name) for name in (
            "code", "kind", "name", "equipment_kind", "number", "price_fen", "proposed_on", "justification", "answer", "state", "decided_on", "reason",
            "opened_on", "version",
        )
    }
    return {"id": one.pk, "institution": one.institution.code, "service": one.service.code if one.service else None, **said, "check": check}


def check_line_of(one: CheckLine) -> dict[str, Any]:
    said = {name: getattr(one.check, name) for name in ("kind", "checked_on", "counted", "document", "rectified_on")}
    return {
        "institution": one.check.institution.code, **said, "open": one.open, "approved": one.approved, "difference": one.difference, "findings": one.findings,
        "waits": one.waits,
    }
