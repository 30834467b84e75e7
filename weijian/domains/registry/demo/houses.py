"""Storing institutions with all that hangs on them."""

from datetime import date, time
from typing import Any

import numpy as np
from django.db import models

from weijian.domains.registry.demo import equipment
from weijian.domains.registry.demo.county import County
from weijian.domains.registry.demo.institutions import House
from weijian.domains.registry.demo.offers import PRIVATE_HOSPITAL, SERVICES
from weijian.domains.registry.demo.rows import Tell
from weijian.domains.registry.demo.terrain import lat_of, lon_of
from weijian.domains.registry.models import (
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

BATCH = 2_000


def add_institutions(county: County, places: dict[str, int], tell: Tell) -> dict[str, int]:
    """Keys by code."""
    houses = county.institutions.houses
    names = {d.code: d.name for d in county.places.divisions}
    made = Institution.objects.bulk_create([_institution(h, places, names) for h in houses], batch_size=BATCH)
    keys = {i.code: i.pk for i in made}
    _all(InstitutionStanding, [_standing(keys[h.code], s) for h in houses for s in h.standings])
    _add_campuses(houses, keys, places)
    _all(Department, [Department(institution_id=keys[h.code], name=n, subject_code=s, from_on=h.opened_on) for h in houses for n, s in h.departments])
    _add_services(houses, keys)
    _all(BedCount, [_beds(keys[h.code], h.code, *line) for h in houses for line in h.beds])
    _add_consortia(county, keys)
    machines = equipment.add(keys)
    tell("医疗卫生机构", len(houses), len(houses))
    tell("大型设备", machines, machines)
    return keys


OPENED = {PRIVATE_HOSPITAL: (6, 5), "T0202": (3, 4), "T0214": (13, 10)}  # houses that open more or fewer beds than were approved
USED = (78, 84, 91, 97, 66)  # per cent of open beds, by the number of the house


def _beds(key: int, code: str, kind: str, approved: int, in_place: int, opened: int, on: date) -> BedCount:
    """As planned, but for the houses whose beds are to be mended."""
    more, of = OPENED.get(code, (1, 1))
    opened = opened * more // of
    used = opened * USED[sum(map(ord, code + kind)) % len(USED)] // 100
    return BedCount(institution_id=key, kind=kind, approved=approved, in_place=max(in_place, opened), open=opened, used=used, from_on=on)


def _all(model: Any, rows: list[Any]) -> list[Any]:
    manager: models.Manager[Any] = model.objects
    return manager.bulk_create(rows, batch_size=BATCH)


def _institution(house: House, places: dict[str, int], names: dict[str, str]) -> Institution:
    number = sum(map(ord, house.code)) * 37
    return Institution(
        code=house.code, name=house.name, short_name=house.short_name, place_id=places[house.place], opened_on=house.opened_on,
        address=f"青禾县{names[house.place[:9]]}{names[house.place]}{number % 180 + 1}号", phone=f"0720-{2_000_000 + number % 900_000}",
    )


def _standing(institution: int, said: Any) -> InstitutionStanding:
    return InstitutionStanding(
        institution_id=institution, from_on=said.from_on, status=said.status, kind=said.kind, level=said.grade[0], grade=said.grade[1],
        ownership=said.ownership, document=said.document,
    )


def _add_campuses(houses: tuple[House, ...], keys: dict[str, int], places: dict[str, int]) -> None:
    sites = [(keys[h.code], s, i == 0) for h in houses for i, s in enumerate(h.sites)]
    made = _all(Campus, [
        Campus(
            institution_id=key, name=s.name, main=main, place_id=places[s.village], lon=float(lon_of(np.array(s.x))), lat=float(lat_of(np.array(s.y))),
            from_on=s.from_on,
        ) for key, s, main in sites
    ])
    _all(OpeningHours, [
        OpeningHours(campus_id=campus.pk, weekday=day, opens_at=_clock(opens), closes_at=_clock(closes), emergency_only=emergency)
        for campus, (_, site, _) in zip(made, sites, strict=True) for opens, closes, days, emergency in site.hours for day in range(1, days + 1)
    ])


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _add_services(houses: tuple[House, ...], keys: dict[str, int]) -> None:
    known = {s.code: s.pk for s in _all(ClinicalService, [ClinicalService(code=c, name=n, basic_level=b) for c, n, b in SERVICES])}
    _all(ServiceOffer, [ServiceOffer(institution_id=keys[h.code], service_id=known[s], from_on=h.opened_on) for h in houses for s in h.services])


def _add_consortia(county: County, keys: dict[str, int]) -> None:
    for plan in county.institutions.consortia:
        made = Consortium.objects.create(code=plan.code, name=plan.name, lead_id=keys[plan.lead], founded_on=plan.founded_on)
        _all(ConsortiumMembership, [ConsortiumMembership(consortium=made, institution_id=keys[c], from_on=f, ends_on=e) for c, f, e in plan.members])
