"""Institutions of every level, with what they have been since, where they stand, what they offer and when they open."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from weijian.domains.registry.demo.places import CLOUD_TOWN, COUNTY, FAR_HILL, RIVER_STREET, RIVER_TOWN, TOWNSHIPS, Division, Places
from weijian.domains.registry.demo.services import DEPARTMENTS

HOSPITAL, PRIVATE_HOSPITAL, CHINESE_HOSPITAL, MATERNITY = "H0001", "H0002", "H0003", "G0001"
EMERGENCY_CENTRE, COMMISSION, DISEASE_CONTROL = "E0001", "Z0001", "J0001"
SINCE = date(2012, 1, 1)
STREETS_BELOW = "100"

ALL_DAY, OFFICE, CLINIC, LONG = (0, 0, 7), (8 * 60, 17 * 60 + 30, 5), (7 * 60 + 30, 18 * 60, 7), (8 * 60, 20 * 60, 6)


@dataclass(frozen=True)
class Standing:
    from_on: date
    status: str
    kind: str
    level: str
    grade: str
    ownership: str
    document: str


@dataclass(frozen=True)
class Site:
    """A campus; `hours` are opening and closing minute and how many days from Monday, and whether they are for emergencies only."""

    name: str
    village: str
    x: float
    y: float
    hours: tuple[tuple[int, int, int, bool], ...]
    from_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class House:
    """One institution. The first site is the main one. `beds`: kind, approved, in place, open, from."""

    code: str
    name: str
    place: str
    standings: tuple[Standing, ...]
    sites: tuple[Site, ...]
    departments: tuple[tuple[str, str], ...] = ()
    services: tuple[str, ...] = ()
    beds: tuple[tuple[str, int, int, int, date], ...] = ()
    short_name: str = ""
    staff: int = 0

    @property
    def kind(self) -> str:
        return self.standings[-1].kind

    @property
    def opened_on(self) -> date:
        return self.standings[0].from_on

    @property
    def operating(self) -> bool:
        return self.standings[-1].status == "operating"


@dataclass(frozen=True, eq=False)
class Institutions:
    """`managing` names, for each village of Places.villages, who keeps its residents' records; `consortia` their members with dates."""

    houses: tuple[House, ...]
    managing: tuple[str, ...]
    consortia: tuple[tuple[str, str, str, date, tuple[tuple[str, date, date | None], ...]], ...]


class _Yard:
    """Where things stand: the middle of a village, a little aside."""

    def __init__(self, rng: np.random.Generator, where: Places, scale: float) -> None:
        self.rng, self.where, self.scale = rng, where, scale
        self.villages = {v.code: v for v in where.villages}

    def near(self, village: str, apart: float = 0.12) -> tuple[float, float]:
        v = self.villages[village]
        dx, dy = self.rng.uniform(-apart, apart, 2)
        return float(v.x + dx), float(v.y + dy)

    def site(self, village: str, hours: tuple[int, int, int], name: str = "本部", from_on: date = SINCE, ends_on: date | None = None) -> Site:
        x, y = self.near(village)
        always = () if hours == ALL_DAY else ((0, 0, 7, True),) if hours == CLINIC else ()
        return Site(name, village, x, y, ((*hours, False), *always) if hours != CLINIC else ((*hours, False),), from_on, ends_on)

    def scaled(self, number: int) -> int:
        return max(1, round(number * self.scale))


def institutions(rng: np.random.Generator, where: Places, residents: int) -> Institutions:
    """Beds and staff follow the number of residents, the houses do not."""
    yard = _Yard(rng, where, float(np.clip(residents / 100_000, 0.08, 6)))
    county, townships, clinics = _county_level(yard), _township_level(yard), _village_level(yard)
    private = _private_clinics(yard)
    by_township = {h.place[:9]: h.code for h in townships if h.code[0] == "T"}
    managing = tuple(by_township[v.code[:9]] for v in where.villages)
    return Institutions((*county, *townships, *clinics, *private), managing, _consortia(townships))


def _house(
    yard: _Yard,
    code: str,
    name: str,
    village: str,
    kind: str,
    level: str = "9",
    grade: str = "9",
    ownership: str = "1",
    hours: tuple[int, int, int] = OFFICE,
    since: date = SINCE,
    **more: object,
) -> House:
    standing = Standing(since, "operating", kind, level, grade, ownership, f"青卫医字〔{since.year}〕{len(name) + level.count('2')}号")
    return House(code, name, village, (standing,), (yard.site(village, hours, from_on=since),), **more)  # type: ignore[arg-type]  # fields by name


def _later(house: House, *standings: tuple[date, str, str, str, str, str]) -> House:
    """The same house with what it became: from, status, kind, level and grade, ownership, document."""
    more = tuple(Standing(on, status, kind, grade[0], grade[1], ownership, document) for on, status, kind, grade, ownership, document in standings)
    return House(**{**house.__dict__, "standings": (*house.standings, *more)})


def _beds(yard: _Yard, **kinds: int) -> tuple[tuple[str, int, int, int, date], ...]:
    """Beds now, and a quarter fewer six years ago."""
    rows = []
    for kind, number in kinds.items():
        now = yard.scaled(number)
        before = max(1, round(now * 0.75))
        rows += [(kind, before, before, before, date(2018, 1, 1)), (kind, now, now + now // 12, now, date(2024, 1, 1))]
    return tuple(rows)


def _county_level(yard: _Yard) -> list[House]:
    """Hospitals, maternity, disease control, emergency centre, inspection and the commission itself."""
    street = RIVER_STREET
    west, east = f"{COUNTY}001003", f"{COUNTY}002002"
    core = ("FEVER", "EMERGENCY", "DIALYSIS", "CT", "MRI", "DELIVERY", "THROMBOLYSIS", "PCI", "SURGERY", "ULTRASOUND", "XRAY", "REHABILITATION", "DENTAL")
    general = _house(
        yard,
        HOSPITAL,
        "青禾县人民医院",
        street,
        "A100",
        "2",
        "1",
        hours=ALL_DAY,
        departments=DEPARTMENTS["A"],
        services=core,
        short_name="县人民医院",
        beds=_beds(yard, medical=180, surgical=150, obstetric=40, paediatric=40, intensive=16, emergency=14, infectious=20),
        staff=480,
    )
    campus = yard.site(east, ALL_DAY, "江东院区", date(2021, 9, 1))
    general = House(**{**general.__dict__, "sites": (*general.sites, campus)})
    return [
        _later(general, (date(2025, 12, 1), "operating", "A100", "31", "1", "楚卫医函〔2025〕112号")),
        _house(
            yard,
            PRIVATE_HOSPITAL,
            "青禾仁和医院",
            street,
            "A100",
            "2",
            "2",
            "2",
            ALL_DAY,
            date(2015, 5, 20),
            departments=DEPARTMENTS["A"][:10],
            services=("EMERGENCY", "CT", "ULTRASOUND", "XRAY", "DIALYSIS"),
            beds=_beds(yard, medical=60, surgical=40),
            staff=95,
            short_name="仁和医院",
        ),
        _later(
            _house(
                yard,
                CHINESE_HOSPITAL,
                "青禾县中医医院",
                west,
                "A210",
                "2",
                "2",
                hours=ALL_DAY,
                departments=DEPARTMENTS["A2"],
                short_name="县中医院",
                services=("EMERGENCY", "CT", "CHINESE", "REHABILITATION", "ULTRASOUND", "XRAY"),
                beds=_beds(yard, medical=120, rehabilitation=60),
                staff=220,
            ),
            (date(2019, 7, 1), "operating", "A210", "21", "1", "楚中医药函〔2019〕36号"),
        ),
        _later(
            _house(
                yard,
                "H0004",
                "青禾康宁医院",
                f"{COUNTY}002005",
                "A520",
                "2",
                "9",
                "2",
                ALL_DAY,
                date(2017, 3, 1),
                services=("PSYCHIATRY",),
                beds=_beds(yard, psychiatric=100),
                staff=42,
                short_name="康宁医院",
            ),
            (date(2022, 2, 1), "suspended", "A520", "29", "2", "青卫医罚〔2022〕3号"),
            (date(2022, 8, 15), "operating", "A520", "29", "2", "青卫医函〔2022〕41号"),
        ),
        _later(
            _house(
                yard,
                MATERNITY,
                "青禾县妇幼保健计划生育服务中心",
                f"{COUNTY}001005",
                "G100",
                "2",
                "9",
                hours=ALL_DAY,
                departments=DEPARTMENTS["G"],
                short_name="县妇幼",
                services=("DELIVERY", "VACCINATION", "ULTRASOUND"),
                beds=_beds(yard, obstetric=60, paediatric=30),
                staff=150,
            ),
            (date(2023, 1, 1), "operating", "G100", "21", "1", "楚卫妇幼函〔2022〕77号"),
        ),
        _house(
            yard,
            DISEASE_CONTROL,
            "青禾县疾病预防控制中心",
            f"{COUNTY}001006",
            "J100",
            departments=DEPARTMENTS["J"],
            services=("VACCINATION",),
            staff=62,
            short_name="县疾控",
        ),
        _house(yard, EMERGENCY_CENTRE, "青禾县急救中心", street, "E100", hours=ALL_DAY, departments=DEPARTMENTS["E1"], staff=46, short_name="急救中心"),
        _later(
            _house(yard, "K0001", "青禾县卫生监督所", f"{COUNTY}001006", "K100", staff=20, short_name="卫生监督所"),
            (date(2023, 12, 31), "closed", "K100", "99", "1", "青编发〔2023〕17号：并入县疾控"),
        ),
        _house(yard, COMMISSION, "青禾县卫生健康局", street, "O100", departments=DEPARTMENTS["O"], staff=34, short_name="县卫健局"),
        _house(
            yard,
            "H0005",
            "青禾安养护理院",
            f"{COUNTY}001008",
            "A710",
            ownership="2",
            hours=ALL_DAY,
            since=date(2020, 10, 1),
            beds=_beds(yard, nursing=80),
            staff=28,
        ),
        _house(yard, "F0001", "青禾县中心血库", street, "F130", hours=ALL_DAY, staff=9),
    ]


def _township_level(yard: _Yard) -> list[House]:
    """A health centre in every township, a community centre in every street, stations of the community centres and of the ambulances."""
    found = []
    for i, (code, name, _, _, communities, _, _, weight) in enumerate(TOWNSHIPS):
        township = COUNTY + code
        seat = next(c for c in (f"{township}001", *yard.villages) if c.startswith(township))
        if code < STREETS_BELOW:
            found.append(_centre(yard, f"T0{code}", f"{name}社区卫生服务中心", seat, "B100", weight, "1"))
            found += [
                _house(
                    yard,
                    f"S{code}{n:02d}",
                    f"{_bare(yard.villages[f'{township}{n:03d}'])}社区卫生服务站",
                    f"{township}{n:03d}",
                    "B200",
                    hours=CLINIC,
                    services=("VACCINATION", "HYPERTENSION", "DIABETES"),
                    staff=5,
                )
                for n in range(3, communities + 1, 3)
            ]
        else:
            central = code in ("103", "105", "107")
            grade = "1" if (township not in (CLOUD_TOWN,) and i % 3 == 0) or township == RIVER_TOWN else "2"
            found.append(
                _centre(
                    yard, f"T0{code}", f"{name}{'中心' if central else ''}卫生院", _seat_of(yard, township, seat), "C210" if central else "C220", weight, grade
                )
            )
        if i in (1, 3, 5, 7, 10, 12):
            found.append(_house(yard, f"E3{code}", f"{name}急救站", seat, "E300", hours=ALL_DAY, staff=8, since=date(2018 + i % 5, 6, 1)))
    return found


def _seat_of(yard: _Yard, township: str, seat: str) -> str:
    """云岭乡 has its health centre in 云岭村."""
    return f"{township}201" if township == CLOUD_TOWN else seat


def _bare(village: Division) -> str:
    return village.name.removesuffix("社区").removesuffix("村")


def _centre(yard: _Yard, code: str, name: str, village: str, kind: str, weight: float, grade: str) -> House:
    services = ("FEVER", "VACCINATION", "CHECKUP", "HYPERTENSION", "DIABETES", "CHINESE", "ULTRASOUND", "XRAY", "HOMEVISIT")
    house = _house(
        yard,
        code,
        name,
        village,
        kind,
        "1",
        "9",
        hours=ALL_DAY if kind != "B100" else LONG,
        departments=DEPARTMENTS["C"],
        services=services,
        beds=_beds(yard, general=int(38 * weight)),
        staff=int(44 * weight),
    )
    return _later(house, (date(2021 + len(name) % 3, 4, 1), "operating", kind, f"1{grade}", "1", "楚卫基层函〔2021〕28号"))


def _village_level(yard: _Yard) -> list[House]:
    """A clinic in most villages; one in eight has none, and some closed when their doctor left."""
    found = []
    for village in yard.where.villages:
        number = village.code[9:]
        if number < "200":
            continue
        fixed = village.code == FAR_HILL or village.code.endswith("101201")
        luck = yard.rng.random()
        if luck < 0.12 and not fixed:
            continue
        code = f"V{village.code[7:9]}{number}" if village.code[6:9] >= STREETS_BELOW else f"V9{village.code[7:9]}{number}"
        clinic = _house(
            yard,
            code,
            f"{village.name}卫生室",
            village.code,
            "D600",
            hours=CLINIC,
            services=("HYPERTENSION", "DIABETES", "HOMEVISIT"),
            staff=1 + int(luck * 2.2),
        )
        if luck > 0.96 and not fixed:
            gone = date(2020 + int(luck * 1000) % 6, 3, 1)
            clinic = _later(clinic, (gone, "closed", "D600", "99", "1", f"青卫基层〔{gone.year}〕{village.code[-2:]}号"))
        found.append(clinic)
    return found


def _private_clinics(yard: _Yard) -> list[House]:
    """Clinics and dentists of their own, in the towns."""
    towns = [v for v in yard.where.villages if v.code[9:] < "100"]
    words = ("康泰", "仁心", "济民", "惠康", "同春", "百安", "益寿", "和顺", "瑞安", "德生", "众康", "普济", "安和", "长青", "回春", "怀仁")
    found = []
    for i in range(26):
        village = towns[int(yard.rng.integers(len(towns)))]
        kind, word = ("D215", "口腔诊所") if i % 4 == 3 else ("D212", "中医诊所") if i % 4 == 1 else ("D211", "诊所")
        since = date(2012 + i % 13, 1 + i % 12, 10)
        services = ("DENTAL",) if kind == "D215" else ("CHINESE",) if kind == "D212" else ()
        name = f"{_bare(village)}{words[i % len(words)]}{word}"
        found.append(_house(yard, f"D{i + 1:04d}", name, village.code, kind, ownership="2", hours=LONG, since=since, services=services, staff=2))
    return found


def _consortia(townships: list[House]) -> tuple[tuple[str, str, str, date, tuple[tuple[str, date, date | None], ...]], ...]:
    """Two consortia; one health centre changed from the second to the first."""
    founded = date(2019, 3, 1)
    centres = [h.code for h in townships if h.code[0] == "T"]
    first = [(c, founded, None) for i, c in enumerate(centres) if i % 3 or c in ("T0101", "T0202")]
    others = [c for c in centres if c not in {code for code, *_ in first}]
    moved, moved_on = others[-1], date(2024, 7, 1)
    second = [(c, founded, moved_on if c == moved else None) for c in others]
    return (
        ("C01", "青禾县医共体", HOSPITAL, founded, ((HOSPITAL, founded, None), (MATERNITY, founded, None), *first, (moved, moved_on, None))),
        ("C02", "青禾县中医医共体", CHINESE_HOSPITAL, founded, ((CHINESE_HOSPITAL, founded, None), *second)),
    )
