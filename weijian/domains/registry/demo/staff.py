"""Those who work in health: qualification, licence, posts; and the cast, who have accounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from weijian.domains.registry.demo.institutions import House, Institutions
from weijian.domains.registry.demo.names import full_names, given_names, surnames_of
from weijian.domains.registry.demo.offers import COMMISSION, EMERGENCY_CENTRE, HOSPITAL
from weijian.domains.registry.demo.places import CLOUD_TOWN, COUNTY, FAR_HILL, RIVER_TOWN, Places
from weijian.domains.registry.demo.pyramid import AS_OF

PHYSICIAN, DENTIST, PUBLIC_HEALTH, CHINESE, NURSE, PHARMACIST, TECHNOLOGIST, VILLAGE_DOCTOR, OTHER = "11", "12", "13", "14", "20", "30", "40", "50", "90"
MIXTURES = {  # shares of categories by the first letters of an institution's kind
    "A210": ((CHINESE, 0.24), (PHYSICIAN, 0.10), (NURSE, 0.43), (PHARMACIST, 0.07), (TECHNOLOGIST, 0.08), (OTHER, 0.08)),
    "A": ((PHYSICIAN, 0.29), (CHINESE, 0.02), (DENTIST, 0.01), (NURSE, 0.47), (PHARMACIST, 0.05), (TECHNOLOGIST, 0.08), (OTHER, 0.08)),
    "G": ((PHYSICIAN, 0.30), (NURSE, 0.46), (PHARMACIST, 0.05), (TECHNOLOGIST, 0.10), (OTHER, 0.09)),
    "D600": ((VILLAGE_DOCTOR, 0.86), (PHYSICIAN, 0.06), (NURSE, 0.08)), "D212": ((CHINESE, 0.8), (NURSE, 0.2)), "D215": ((DENTIST, 0.7), (NURSE, 0.3)),
    "D": ((PHYSICIAN, 0.6), (NURSE, 0.4)), "J": ((PUBLIC_HEALTH, 0.55), (TECHNOLOGIST, 0.2), (OTHER, 0.25)), "O": ((OTHER, 1.0),), "K": ((OTHER, 1.0),),
    "E": ((PHYSICIAN, 0.28), (NURSE, 0.32), (OTHER, 0.40)), "F": ((TECHNOLOGIST, 0.6), (OTHER, 0.4)),
    "": ((PHYSICIAN, 0.26), (CHINESE, 0.09), (PUBLIC_HEALTH, 0.06), (NURSE, 0.36), (PHARMACIST, 0.06), (TECHNOLOGIST, 0.07), (OTHER, 0.10)),
}
TITLES = {
    PHYSICIAN: ("住院医师", "主治医师", "副主任医师", "主任医师"),
    NURSE: ("护士", "护师", "主管护师", "副主任护师"), PHARMACIST: ("药士", "药师", "主管药师", "副主任药师"),
    TECHNOLOGIST: ("技士", "技师", "主管技师", "副主任技师"), VILLAGE_DOCTOR: ("乡村医生",), OTHER: ("",),
}
DUTIES = {NURSE: "护士", PHARMACIST: "药师", TECHNOLOGIST: "技师", VILLAGE_DOCTOR: "村医", OTHER: "职员", PUBLIC_HEALTH: "公卫医师"}
SCOPES = {PHYSICIAN: "全科医学", DENTIST: "口腔", PUBLIC_HEALTH: "公共卫生", CHINESE: "中医", NURSE: "护理", VILLAGE_DOCTOR: "一般医疗服务"}
WOMEN_SHARE = {NURSE: 0.97, PHARMACIST: 0.62, TECHNOLOGIST: 0.5, VILLAGE_DOCTOR: 0.3}


@dataclass(frozen=True)
class Post:
    institution: str
    department: str
    kind: str
    duty: str
    from_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Worker:
    """One person; `licence` is its first and last day, for those who need one. `username` when she has an account."""

    code: str
    name: str
    sex_code: str
    born_on: date
    category: str
    title: str
    posts: tuple[Post, ...]
    licence: tuple[date, date | None] | None
    scope: str = ""
    left_on: date | None = None
    username: str = ""


@dataclass(frozen=True)
class AccountPlan:
    """An account of the cast: who she is, her roles, and what they reach."""

    username: str
    name: str
    roles: tuple[str, ...]
    place: str = ""
    institution: str = ""


@dataclass(frozen=True)
class Staff:
    """`grid_duties` pairs a village's index and a grid's (0, 1) with a worker's code."""

    workers: tuple[Worker, ...]
    accounts: tuple[AccountPlan, ...]
    grid_duties: tuple[tuple[int, int, str], ...]


ACCOUNTS = (
    AccountPlan("admin", "平台管理员", ("administrator", "data_clerk")),
    AccountPlan("li", "李广田", ("village_doctor",), FAR_HILL, "V02202"), AccountPlan("zhang", "张敏", ("township_worker",), CLOUD_TOWN, "T0202"),
    AccountPlan("liu", "刘芳", ("township_worker",), RIVER_TOWN, "T0101"), AccountPlan("zhao", "赵国栋", ("doctor",), "", HOSPITAL),
    AccountPlan("sun", "孙丽", ("hospital_clerk",), "", HOSPITAL), AccountPlan("zhou", "周建军", ("dispatcher",), COUNTY, EMERGENCY_CENTRE),
    AccountPlan("chen", "陈志远", ("officer",), COUNTY, COMMISSION), AccountPlan("lin", "林静", ("leader",), COUNTY, COMMISSION),
    AccountPlan("he", "何晓明", ("data_clerk",), COUNTY, COMMISSION), AccountPlan("wu", "吴婷", ("statistician",), COUNTY, COMMISSION),
    AccountPlan("tang", "唐勇", ("inspector",), COUNTY, COMMISSION), AccountPlan("security", "郑安", ("security_officer",)),
    AccountPlan("auditor", "沈明", ("auditor",)),
)
CAST = (  # username, sex, born, category, title, department, duty, licensed until
    ("li", "1", date(1971, 6, 12), VILLAGE_DOCTOR, "乡村医生", "", "村医", date(2026, 11, 20)),
    ("zhang", "2", date(1993, 4, 2), NURSE, "护师", "公共卫生科", "公卫护士", date(2029, 1, 1)),
    ("liu", "2", date(1990, 9, 17), NURSE, "护师", "公共卫生科", "公卫护士", date(2028, 6, 30)),
    ("zhao", "1", date(1968, 2, 25), PHYSICIAN, "主任医师", "神经内科", "科主任", None),
    ("zhou", "1", date(1970, 12, 1), OTHER, "", "指挥调度科", "调度员", None),
    ("chen", "1", date(1980, 7, 7), OTHER, "", "医政医管股", "股长", None),
)


def staff(rng: np.random.Generator, where: Places, houses: Institutions) -> Staff:
    workers = [*_cast(), *_others(rng, houses)]
    return Staff(tuple(workers), ACCOUNTS, tuple(_grid_duties(where, houses, workers)))


def _cast() -> Iterator[Worker]:
    plans = {a.username: a for a in ACCOUNTS}
    for i, (username, sex, born, category, title, department, duty, until) in enumerate(CAST):
        plan, since = plans[username], date(born.year + 26, 8, 1)
        licence = (since, until) if category != OTHER else None
        post = Post(plan.institution, department, "main", duty, since)
        yield Worker(f"P{i + 1:04d}", plan.name, sex, born, category, title, (post,), licence, SCOPES.get(category, ""), None, username)


def _others(rng: np.random.Generator, houses: Institutions) -> Iterator[Worker]:
    slots = [h for h in houses.houses for _ in range(h.staff)]
    category = [_category(h, float(luck)) for h, luck in zip(slots, rng.random(len(slots)), strict=True)]
    woman = rng.random(len(slots)) < np.array([WOMEN_SHARE.get(c, 0.42) for c in category])
    age = np.where(np.array(category) == VILLAGE_DOCTOR, rng.normal(53, 8, len(slots)), rng.normal(39, 9, len(slots))).clip(23, 66)
    names = full_names(surnames_of(rng, len(slots)), given_names(rng, AS_OF.year - age.astype(np.int64), woman)).tolist()
    luck = rng.random((len(slots), 4))
    centres = [h.code for h in houses.houses if h.code[0] == "T"]
    for i, house in enumerate(slots):
        born = AS_OF - timedelta(days=int(age[i] * 365.25))
        yield _worker(f"P{i + 101:05d}", names[i], bool(woman[i]), born, category[i], house, luck[i], centres[i % len(centres)])


def _category(house: House, luck: float) -> str:
    mixture = next(m for kind, m in MIXTURES.items() if house.kind.startswith(kind))
    total = 0.0
    for category, share in mixture:
        total += share
        if luck < total:
            return category
    return mixture[0][0]


def _worker(code: str, name: str, woman: bool, born: date, category: str, house: House, luck: np.ndarray, centre: str) -> Worker:
    since = max(date(born.year + 23, 8, 1), house.opened_on)
    closed = house.standings[-1].from_on if not house.operating else None
    left = closed or (date(2019 + int(luck[0] * 1000) % 7, 6, 30) if luck[0] < 0.03 else None)
    left = left if left and left > since else closed
    titles = TITLES.get(category, TITLES[PHYSICIAN])
    title = titles[min(len(titles) - 1, int((AS_OF.year - born.year - 20) / 12 * (0.6 + luck[1] * 0.6)))]
    department = house.departments[int(luck[2] * len(house.departments))][0] if house.departments else ""
    posts = [Post(house.code, department, "main", DUTIES.get(category, "医师"), since, max(left, since) if left else None)]
    if house.code == HOSPITAL and category == PHYSICIAN and luck[3] < 0.08 and not left:
        posts.append(Post(centre, "", "secondment", "下派医师", date(2026, 3, 1), date(2027, 2, 28)))
    elif house.code == HOSPITAL and category == PHYSICIAN and luck[3] < 0.13 and not left:
        posts.append(Post(centre, "", "multi", "多点执业医师", date(2024, 5, 1)))
    licence = (since, _until(since, luck[1])) if category in SCOPES else None
    return Worker(code, name, "2" if woman else "1", born, category, title, tuple(posts), licence, SCOPES.get(category, ""), max(left, since) if left else None)


def _until(since: date, luck: float) -> date | None:
    """A licence holds for years; those of nurses and village doctors run out between next month and five years on."""
    return date(AS_OF.year + 1 + int(luck * 5), since.month, 28)


def _grid_duties(where: Places, houses: Institutions, workers: list[Worker]) -> Iterator[tuple[int, int, str]]:
    """The village's own doctor answers for its grids; where there is none, somebody of the health centre."""
    at: dict[str, list[str]] = {}
    for worker in workers:
        if worker.left_on is None:
            at.setdefault(worker.posts[0].institution, []).append(worker.code)
    clinics = {h.place: h.code for h in houses.houses if h.kind == "D600" and h.operating}
    for v, village in enumerate(where.villages):
        own = at.get(clinics.get(village.code, ""), [])
        found = own or at.get(houses.managing[v], [])
        for grid in range(2):
            if found:
                yield v, grid, found[grid % len(found)] if own else found[(v * 2 + grid) % len(found)]
