"""Institutions of every level, with what they have been since, where they stand, what they offer and when they open."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from weijian.domains.registry.demo.offers import CHINESE_HOSPITAL, DEPARTMENTS, EAST, HOSPITAL, MATERNITY, PLANS, SINCE, Plan
from weijian.domains.registry.demo.places import CLOUD_TOWN, COUNTY, EAST_WILLOW, FAR_HILL, RIVER_TOWN, TOWNSHIPS, Division, Places

STREETS_BELOW = "100"
Hours = tuple[int, int, int, bool]  # opening and closing minute, days from Monday on, for emergencies only
ALL_DAY: Hours = (0, 0, 7, False)
OFFICE: Hours = (8 * 60, 17 * 60 + 30, 5, False)
CLINIC: Hours = (7 * 60 + 30, 18 * 60, 7, False)
LONG: Hours = (8 * 60, 20 * 60, 6, False)
AT_NIGHT: Hours = (17 * 60 + 30, 8 * 60, 7, True)
HEART_FROM_AFAR = 0.55  # village clinics luckier than this send cardiograms to the county
CENTRE_SERVICES = ("FEVER", "VACCINATION", "CHECKUP", "HYPERTENSION", "DIABETES", "CHINESE", "ULTRASOUND", "XRAY", "HOMEVISIT")
CONSORTIA_SINCE = date(2019, 3, 1)
Member = tuple[str, date, date | None]


@dataclass(frozen=True)
class Standing:
    """What an institution is from a day on; `grade` is level and grade together, as 21."""

    from_on: date
    status: str
    kind: str
    grade: str
    ownership: str
    document: str


@dataclass(frozen=True)
class Site:
    name: str
    village: str
    x: float
    y: float
    hours: tuple[Hours, ...]
    from_on: date


@dataclass(frozen=True)
class House:
    """One institution. The first site is the main one. `beds`: kind, approved, in place, open, from."""

    code: str
    name: str
    place: str
    standings: tuple[Standing, ...]
    sites: tuple[Site, ...]
    staff: int
    departments: tuple[tuple[str, str], ...] = ()
    services: tuple[str, ...] = ()
    beds: tuple[tuple[str, int, int, int, date], ...] = ()
    short_name: str = ""

    @property
    def kind(self) -> str:
        return self.standings[-1].kind

    @property
    def opened_on(self) -> date:
        return self.standings[0].from_on

    @property
    def operating(self) -> bool:
        return self.standings[-1].status == "operating"


@dataclass(frozen=True)
class Consortium:
    code: str
    name: str
    lead: str
    founded_on: date
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Institutions:
    """`managing` names, for each village of Places.villages, who keeps its residents' records."""

    houses: tuple[House, ...]
    managing: tuple[str, ...]
    consortia: tuple[Consortium, ...]


class _Yard:
    """Where houses are put: near the middle of a village. `scale` makes beds and staff follow the number of residents."""

    def __init__(self, rng: np.random.Generator, where: Places, scale: float) -> None:
        self.rng, self.scale = rng, scale
        self.villages = {v.code: v for v in where.villages}

    def site(self, village: str, *hours: Hours, name: str = "本部", from_on: date = SINCE) -> Site:
        at = self.villages[village]
        aside = self.rng.uniform(-0.12, 0.12, 2)
        return Site(name, village, at.x + float(aside[0]), at.y + float(aside[1]), hours, from_on)

    def house(
        self, code: str, name: str, village: str, kind: str, *hours: Hours, grade: str = "99", ownership: str = "1", since: date = SINCE, staff: int = 1,
    ) -> House:
        standing = Standing(since, "operating", kind, grade, ownership, f"青卫医字〔{since.year}〕{len(name) + int(grade)}号")
        return House(code, name, village, (standing,), (self.site(village, *hours, from_on=since),), staff)

    def beds(self, line: str) -> tuple[tuple[str, int, int, int, date], ...]:
        """Beds now, and a quarter fewer before 2024."""
        words = line.split()
        now = [(kind, max(2, round(int(number) * self.scale))) for kind, number in zip(words[::2], words[1::2], strict=True)]
        before = [(kind, n * 3 // 4, n * 3 // 4, n * 3 // 4, date(2018, 1, 1)) for kind, n in now]
        return (*before, *((kind, n, n + n // 12, n, date(2024, 1, 1)) for kind, n in now))


def institutions(rng: np.random.Generator, where: Places, residents: int) -> Institutions:
    """Beds and staff follow the number of residents, the houses do not."""
    yard = _Yard(rng, where, float(np.clip(residents / 100_000, 0.08, 6)))
    townships = _township_level(yard)
    by_township = {h.place[:9]: h.code for h in townships if h.code[0] == "T"}
    managing = tuple(by_township[v.code[:9]] for v in where.villages)
    houses = (*(_planned(yard, p) for p in PLANS), *townships, *_village_clinics(yard), *_private_clinics(yard))
    return Institutions(tuple(_scaled(h, yard.scale) for h in houses), managing, _consortia([h.code for h in townships if h.code[0] == "T"]))


def _scaled(house: House, scale: float) -> House:
    return house if house.kind == "D600" else replace(house, staff=max(2, round(house.staff * scale)))


def _planned(yard: _Yard, plan: Plan) -> House:
    hours = ALL_DAY if plan.open_all_day else OFFICE
    house = yard.house(plan.code, plan.name, plan.village, plan.kind, hours, grade=plan.grade, ownership=plan.ownership, since=plan.since, staff=plan.staff)
    further = (yard.site(EAST, ALL_DAY, name="江东院区", from_on=date(2021, 9, 1)),) if plan.code == HOSPITAL else ()
    house = replace(
        house, sites=(*house.sites, *further), departments=plan.departments, services=tuple(plan.services.split()), beds=yard.beds(plan.beds),
        short_name=plan.short_name,
    )
    return _later(house, *plan.later)


def _later(house: House, *standings: tuple[date, str, str, str]) -> House:
    """The same house with what it became: from, status, grade, document."""
    first = house.standings[0]
    later = [Standing(on, status, first.kind, grade, first.ownership, why) for on, status, grade, why in standings]
    return replace(house, standings=(*house.standings, *later))


def _township_level(yard: _Yard) -> list[House]:
    """A health centre in every township, a community centre in every street, stations of the community centres and of the ambulances."""
    found = []
    for i, (code, name, _, _, communities, _, _, weight) in enumerate(TOWNSHIPS):
        seat = f"{CLOUD_TOWN}201" if COUNTY + code == CLOUD_TOWN else f"{COUNTY}{code}001"
        if code < STREETS_BELOW:
            found.append(_centre(yard, code, f"{name}社区卫生服务中心", seat, "B100", weight))
            found += [_station(yard, code, n) for n in range(3, communities + 1, 3)]
        else:
            central = code in ("103", "105", "107")
            found.append(_centre(yard, code, f"{name}{'中心' if central else ''}卫生院", seat, "C210" if central else "C220", weight))
        if i in (1, 3, 5, 7, 10, 12):
            found.append(yard.house(f"E3{code}", f"{name}急救站", seat, "E300", ALL_DAY, since=date(2018 + i % 5, 6, 1), staff=8))
    return found


def _centre(yard: _Yard, code: str, name: str, village: str, kind: str, weight: float) -> House:
    """First without a grade; graded some years later. Every third, and 柳河镇's, is 一级甲等."""
    hours = (LONG,) if kind == "B100" else (CLINIC, AT_NIGHT)
    house = yard.house(f"T0{code}", name, village, kind, *hours, grade="19", staff=int(44 * weight))
    best = COUNTY + code == RIVER_TOWN or (int(code) % 3 == 0 and COUNTY + code != CLOUD_TOWN)
    house = replace(house, departments=DEPARTMENTS["C"], services=_services_of(code), beds=yard.beds(f"普通 {int(38 * weight)}"))
    return _later(house, (date(2021 + int(code) % 3, 4, 1), "operating", "11" if best else "12", "楚卫基层函〔2021〕28号"))


def _services_of(code: str) -> tuple[str, ...]:
    """Two centres in three read their pictures and consult from afar."""
    return (*CENTRE_SERVICES, "REMOTEIMAGING", "REMOTECONSULT") if int(code) % 3 else CENTRE_SERVICES


def _station(yard: _Yard, street: str, number: int) -> House:
    village = f"{COUNTY}{street}{number:03d}"
    house = yard.house(f"S{street}{number:02d}", f"{_bare(yard.villages[village])}社区卫生服务站", village, "B200", CLINIC, staff=5)
    return replace(house, services=("VACCINATION", "HYPERTENSION", "DIABETES"))


def _bare(village: Division) -> str:
    return village.name.removesuffix("社区").removesuffix("村")


def _village_clinics(yard: _Yard) -> list[House]:
    """A clinic in most villages; one in eight never had one, and a few closed when their doctor left."""
    found = []
    for village in (v for v in yard.villages.values() if v.code[9:] >= "200"):
        luck = 0.5 if village.code in (FAR_HILL, EAST_WILLOW) else float(yard.rng.random())
        if luck < 0.12:
            continue
        clinic = yard.house(_clinic_code(village.code), f"{village.name}卫生室", village.code, "D600", CLINIC, staff=1 + int(luck * 2.2))
        clinic = replace(clinic, services=("HYPERTENSION", "DIABETES", "HOMEVISIT", *(("REMOTEECG",) if luck > HEART_FROM_AFAR else ())))
        gone = date(2020 + int(luck * 1000) % 6, 3, 1)
        found.append(_later(clinic, (gone, "closed", "99", f"青卫基层〔{gone.year}〕{village.code[-2:]}号")) if luck > 0.96 else clinic)
    return found


def _clinic_code(village: str) -> str:
    """V, two digits of the township, three of the village; a street's begin with V9."""
    return f"V{village[7:9]}{village[9:]}" if village[6:9] >= STREETS_BELOW else f"V9{village[7:9]}{village[9:]}"


def _private_clinics(yard: _Yard) -> list[House]:
    """Clinics and dentists of their own, in the towns."""
    towns = [v for v in yard.villages.values() if v.code[9:] < "100"]
    words = ("康泰", "仁心", "济民", "惠康", "同春", "百安", "益寿", "和顺", "瑞安", "德生", "众康", "普济", "安和", "长青", "回春", "怀仁")
    kinds = (("D211", "诊所", ()), ("D212", "中医诊所", ("CHINESE",)), ("D211", "诊所", ()), ("D215", "口腔诊所", ("DENTAL",)))
    found = []
    for i in range(26):
        village = towns[int(yard.rng.integers(len(towns)))]
        kind, word, services = kinds[i % 4]
        since = date(2012 + i % 13, 1 + i % 12, 10)
        name = f"{_bare(village)}{words[i % len(words)]}{word}"
        found.append(replace(yard.house(f"D{i + 1:04d}", name, village.code, kind, LONG, ownership="2", since=since, staff=2), services=services))
    return found


def _consortia(centres: list[str]) -> tuple[Consortium, ...]:
    """Two consortia; one health centre changed from the second to the first in 2024."""
    since = CONSORTIA_SINCE
    own = {c for i, c in enumerate(centres) if i % 3 or c in ("T0101", "T0202")}
    others = [c for c in centres if c not in own]
    moved_on = date(2024, 7, 1)
    first: tuple[Member, ...] = ((HOSPITAL, since, None), (MATERNITY, since, None), *((c, since, None) for c in sorted(own)), (others[-1], moved_on, None))
    second: tuple[Member, ...] = ((CHINESE_HOSPITAL, since, None), *((c, since, moved_on if c == others[-1] else None) for c in others))
    return (Consortium("C01", "青禾县医共体", HOSPITAL, since, first), Consortium("C02", "青禾县中医医共体", CHINESE_HOSPITAL, since, second))
