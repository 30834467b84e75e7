"""Which institutions were there on a day, and what were they? One answer per question, whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from weijian.domains.registry.models import BedCount as BedCount
from weijian.domains.registry.models import (
    Campus,
    Consortium,
    Department,
    Equipment,
    InstitutionGrade,
    InstitutionLevel,
    InstitutionStanding,
    InstitutionStatus,
    OpeningHours,
    ServiceOffer,
)
from weijian.domains.registry.models import ClinicalService as ClinicalService
from weijian.domains.registry.models import (
    Institution as Institution,
)
from weijian.domains.registry.rules import AtTheDoor, Doors, Stretch, doors
from weijian.domains.registry.visibility import reach_of, under
from weijian.kernel.dates import CHINA
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import EQUIPMENT_KIND, INSTITUTION_KIND, OWNERSHIP

PAGE = 50
HOSPITAL_KINDS = "A"
DATED = ("status", "kind", "level", "grade", "ownership")
STANDING_WORDS: dict[str, dict[str, str]] = {
    field: {str(value): str(label) for value, label in choices.choices}
    for field, choices in (("status", InstitutionStatus), ("level", InstitutionLevel), ("grade", InstitutionGrade))
}


FAMILIES = {
    "A": "医院", "B": "社区卫生服务中心（站）", "C": "卫生院", "D": "门诊部、诊所、村卫生室", "E": "急救中心（站）",
    "F": "采供血机构", "G": "妇幼保健院（所、站）", "H": "专科疾病防治院", "J": "疾病预防控制中心", "K": "卫生监督所",
}  # WS 218 codes by their first letter


@dataclass(frozen=True)
class InstitutionCriteria:
    """What is counted. `kinds` are beginnings of WS 218 codes ("A" is every hospital); `level_at_least` is 1, 2 or 3."""

    statuses: tuple[str, ...] = ("operating",)
    kinds: tuple[str, ...] = ()
    level: str = ""
    level_at_least: int = 0
    grade: str = ""
    ownership: str = ""
    place_code: str = ""
    consortium_code: str = ""
    name: str = ""


PUBLIC_HOSPITALS_OF_LEVEL_TWO = InstitutionCriteria(kinds=(HOSPITAL_KINDS,), level_at_least=2, ownership="1")


@dataclass(frozen=True)
class InstitutionLine:
    id: int
    code: str
    name: str
    place_code: str
    place: str
    status: str
    status_label: str
    kind: str
    kind_label: str
    level: str
    level_label: str
    ownership: str
    ownership_label: str


def institutions_on(on: date) -> QuerySet[Any]:
    """Every institution with the standing it had on the day (`status_on`, `kind_on`, …); those not yet standing are left out."""
    latest = InstitutionStanding.objects.filter(institution=OuterRef("pk"), from_on__lte=on).order_by("-from_on")
    dated: dict[str, Any] = {f"{name}_on": Subquery(latest.values(name)[:1]) for name in DATED}
    return Institution.objects.annotate(**dated, since_on=Subquery(latest.values("from_on")[:1])).filter(since_on__isnull=False)


def institutions_matching(criteria: InstitutionCriteria, *, on: date) -> QuerySet[Any]:
    found = institutions_on(on)
    exact = {"level_on": criteria.level, "grade_on": criteria.grade, "ownership_on": criteria.ownership}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if criteria.statuses:
        found = found.filter(status_on__in=criteria.statuses)
    if criteria.kinds:
        found = found.filter(_any_prefix("kind_on", criteria.kinds))
    if criteria.level_at_least:
        found = found.filter(level_on__in=[str(level) for level in range(criteria.level_at_least, 4)])
    if criteria.place_code:
        found = found.filter(under([criteria.place_code], "place__code"))
    if criteria.consortium_code:
        found = found.filter(pk__in=members_on(criteria.consortium_code, on))
    return found.filter(name__contains=criteria.name) if criteria.name else found


def _any_prefix(field: str, prefixes: Iterable[str]) -> Q:
    wanted = Q()
    for prefix in prefixes:
        wanted |= Q(**{f"{field}__startswith": prefix})
    return wanted


def members_on(consortium_code: str, on: date) -> QuerySet[Institution, int]:
    """Keys of the members of a consortium on a day."""
    belongs = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=on)
    return Institution.objects.filter(belongs, memberships__consortium__code=consortium_code, memberships__from_on__lte=on).values_list("pk", flat=True)


def levels_on(keys: Iterable[int], on: date) -> dict[int, str]:
    """The level of each of these institutions on the day, whatever its status; those not yet standing are left out."""
    return dict(institutions_on(on).filter(pk__in=list(keys)).values_list("pk", "level_on"))


def count_of_institutions(criteria: InstitutionCriteria, *, on: date) -> int:
    """How many institutions were so on the day. The one place this is counted."""
    return institutions_matching(criteria, on=on).count()


def institution_slice(criteria: InstitutionCriteria, *, on: date, after: str = "") -> tuple[list[InstitutionLine], str]:
    """The next screenful in the order of codes, and the code to go on after."""
    found = institutions_matching(criteria, on=on).select_related("place").filter(code__gt=after).order_by("code")
    rows = list(found[: PAGE + 1])
    return [line_of(row) for row in rows[:PAGE]], rows[PAGE - 1].code if len(rows) > PAGE else ""


def line_of(row: Any) -> InstitutionLine:
    """A line for an institution annotated by `institutions_on`."""
    return InstitutionLine(
        row.pk, row.code, row.name, row.place.code, row.place.name,
        row.status_on, standing_label("status", row.status_on), row.kind_on, standing_label("kind", row.kind_on),
        row.level_on, level_label(row.level_on, row.grade_on), row.ownership_on, standing_label("ownership", row.ownership_on),
    )


def standing_label(field: str, value: str) -> str:
    """The Chinese label of one dated property; codes from elsewhere are shown as they are."""
    if field == "kind":
        return INSTITUTION_KIND.label_of(value) if value in INSTITUTION_KIND else value
    if field == "ownership":
        return OWNERSHIP.label_of(value) if value in OWNERSHIP else value
    return STANDING_WORDS[field].get(value, value)


def equipment_label(kind: str) -> str:
    return EQUIPMENT_KIND.label_of(kind) if kind in EQUIPMENT_KIND else kind


def level_label(level: str, grade: str) -> str:
    """二级甲等, 二级, 未定级."""
    words = standing_label("level", level)
    return words if level in ("", "9") or grade in ("", "9") else words + standing_label("grade", grade)


def institution_coded(code: str) -> QuerySet[Institution]:
    return Institution.objects.filter(code=code).select_related("place")


def standings_of(institution: Institution) -> QuerySet[InstitutionStanding]:
    return institution.standings.order_by("-from_on")


def standing_on(institution: Institution, on: date) -> InstitutionStanding | None:
    """What the institution is on the day: the latest standing begun by then."""
    return institution.standings.filter(from_on__lte=on).order_by("-from_on").first()


def in_force(queryset: QuerySet[Any], on: date) -> QuerySet[Any]:
    return queryset.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on)


def campuses_of(institution: Institution, on: date) -> list[Campus]:
    return list(in_force(institution.campuses.all(), on).select_related("place").order_by("-main", "name"))


def departments_of(institution: Institution, on: date) -> list[Department]:
    return list(in_force(institution.departments.all(), on).order_by("subject_code", "name"))


def services_of(institution: Institution, on: date) -> list[ServiceOffer]:
    return list(in_force(institution.offers.all(), on).select_related("service").order_by("service__code"))


def equipment_of(institution: Institution, on: date) -> list[Equipment]:
    """The large machines it has on the day."""
    return list(in_force(institution.equipment.all(), on).select_related("campus").order_by("kind", "code"))


def beds_of(institution: Institution, on: date) -> list[BedCount]:
    """Beds of each department and kind as last counted by the day."""
    latest: dict[tuple[int | None, str], BedCount] = {}
    for count in institution.beds.filter(from_on__lte=on).select_related("department").order_by("department__name", "kind", "-from_on"):
        latest.setdefault((count.department_id, count.kind), count)
    return list(latest.values())


def bed_count_on(institution: Institution, kind: str, on: date) -> BedCount | None:
    """The institution's own beds of a kind, of no department, as last counted by the day."""
    return institution.beds.filter(kind=kind, department=None, from_on__lte=on).order_by("-from_on").first()


def next_bed_count(institution: Institution, kind: str, on: date) -> date | None:
    """The first day after this one on which they are counted again."""
    return institution.beds.filter(kind=kind, department=None, from_on__gt=on).order_by("from_on").values_list("from_on", flat=True).first()


def consortia_of(institution: Institution, on: date) -> list[tuple[str, str]]:
    """Code and name of the consortia it belongs to on the day."""
    members = in_force(institution.memberships.all(), on)
    return list(members.values_list("consortium__code", "consortium__name").order_by("consortium__code"))


def consortia() -> list[tuple[str, str]]:
    return list(Consortium.objects.order_by("code").values_list("code", "name"))


def hours_of(campus: Campus) -> list[OpeningHours]:
    return list(campus.hours.order_by("weekday", "opens_at"))


def doors_at(campus: Campus, at: datetime) -> Doors:
    """Is this campus open at this moment (Chinese wall clock)?"""
    local = at.astimezone(CHINA)
    stretches = tuple(
        Stretch(h.weekday, h.opens_at.hour * 60 + h.opens_at.minute, h.closes_at.hour * 60 + h.closes_at.minute, h.emergency_only) for h in hours_of(campus)
    )
    return doors(AtTheDoor(local.isoweekday(), local.hour * 60 + local.minute, stretches))


def open_campuses(on: date) -> QuerySet[Campus]:
    """Campuses in use on the day, of institutions operating on it: the pins of every map."""
    operating = institutions_on(on).filter(status_on="operating").values("pk")
    return in_force(Campus.objects.filter(institution__in=operating), on).select_related("institution").order_by("institution__code", F("main").desc(), "pk")


def institution_serving(standing: Standing, capability: str = "registry.resident.write") -> int | None:
    """The institution that manages whom she puts on file: her own, the first by code."""
    codes = sorted(standing.institutions_for(capability))
    return Institution.objects.filter(code__in=codes).order_by("code").values_list("pk", flat=True).first()


def managers_within(standing: Standing, capability: str = "registry.resident.write", *, on: date) -> QuerySet[Any]:
    """Institutions of the day that lie in her places or are her own: those she may name as somebody's manager, when they operate."""
    reach = reach_of(standing, capability)
    wanted = Q() if reach.everywhere else under(reach.places, "place__code") | Q(code__in=reach.institutions)
    return institutions_on(on).filter(wanted).order_by("code")


def manager_choices(standing: Standing, *, on: date) -> list[tuple[int, str]]:
    """Institutions a form offers as managers: they operate on the day and lie within her reach."""
    return list(managers_within(standing, on=on).filter(status_on="operating").values_list("pk", "name"))


def services_not_offered(institution: Institution) -> list[tuple[str, str]]:
    """Code and name of the services in use that the institution does not offer yet."""
    offered = institution.offers.filter(ends_on__isnull=True).values("service")
    return list(ClinicalService.objects.filter(ends_on__isnull=True).exclude(pk__in=offered).order_by("code").values_list("code", "name"))


def service_coded(code: str) -> ClinicalService | None:
    return ClinicalService.objects.filter(code=code).first()


@dataclass(frozen=True)
class StandingLine:
    """What an institution was from a day on, in words."""

    from_on: date
    until_on: date | None
    status: str
    kind: str
    level: str
    ownership: str
    document: str
    now: bool


def timeline_of(institution: Institution, on: date) -> list[StandingLine]:
    """Its standings, the latest first; each lasts until the next begins."""
    rows = list(standings_of(institution))
    ends: list[date | None] = [None, *(row.from_on for row in rows)]
    current = next((row.pk for row in rows if row.from_on <= on), None)
    return [
        StandingLine(
            row.from_on, end, standing_label("status", row.status), standing_label("kind", row.kind), level_label(row.level, row.grade),
            standing_label("ownership", row.ownership), row.document, row.pk == current,
        )
        for row, end in zip(rows, ends, strict=False)
    ]


WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


def hours_in_words(campus: Campus) -> list[str]:
    """周一至周五 08:00–17:30; stretches alike stand together."""
    by_stretch: dict[tuple[str, bool], list[int]] = {}
    for h in hours_of(campus):
        words = "全天" if h.opens_at == h.closes_at else f"{h.opens_at:%H:%M}–{h.closes_at:%H:%M}"
        by_stretch.setdefault((words, h.emergency_only), []).append(h.weekday)
    return [f"{_days(days)} {words}{'（仅急诊）' if emergency else ''}" for (words, emergency), days in by_stretch.items()]


def _days(days: list[int]) -> str:
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"周{WEEKDAYS[days[0] - 1]}至周{WEEKDAYS[days[-1] - 1]}"
    return "、".join(f"周{WEEKDAYS[d - 1]}" for d in days)


def institution_words(criteria: InstitutionCriteria) -> str:
    """What is counted, in words: 公立 二级及以上 医院."""
    level = {1: "一级及以上", 2: "二级及以上", 3: "三级"}.get(criteria.level_at_least, "")
    owner = standing_label("ownership", criteria.ownership) if criteria.ownership else ""
    status = "、".join(standing_label("status", s) for s in criteria.statuses)
    kinds = "、".join(str(FAMILIES.get(k, standing_label("kind", k))) for k in criteria.kinds)
    return " ".join(w for w in (status, owner, level, kinds or "机构") if w)


def institution_choices(standing: Standing, capability: str) -> list[tuple[int, str]]:
    """Institutions standing in her places, as a form wants them."""
    reached = Institution.objects.filter(under(standing.places_for(capability), "place__code")).order_by("code")
    return list(reached.values_list("pk", "name"))


def institutions_served(standing: Standing, capability: str) -> list[tuple[int, str]]:
    """The institutions she serves with the capability, as a form wants them."""
    return list(Institution.objects.filter(code__in=standing.institutions_for(capability)).order_by("code").values_list("pk", "name"))


def institution_numbered(key: int) -> Institution:
    """The institution of the key; a form offered it, so it is there."""
    return Institution.objects.select_related("place").get(pk=key)


@dataclass(frozen=True)
class Affiliation:
    """Institutions that lead a consortium, and all that belong to one, as keys."""

    leads: frozenset[int]
    members: frozenset[int]


def affiliation_on(on: date) -> Affiliation:
    """A lead belongs to what it leads, entered as a member or not; a consortium counts from the day it was founded, if that is known."""
    founded = Consortium.objects.filter(Q(founded_on__isnull=True) | Q(founded_on__lte=on))
    leads = frozenset(founded.values_list("lead_id", flat=True))
    in_force = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=on)
    members = Institution.objects.filter(in_force, memberships__from_on__lte=on, memberships__consortium__in=founded).values_list("pk", flat=True)
    return Affiliation(leads, leads | frozenset(members))


def bed_counts_held(on: date, within: str = "") -> list[BedCount]:
    """Every count of beds that holds on the day in institutions that operate on it, of the places whose code begins with `within`."""
    standing = InstitutionStanding.objects.filter(institution=OuterRef("institution"), from_on__lte=on).order_by("-from_on")
    rows = BedCount.objects.filter(from_on__lte=on, institution__place__code__startswith=within).annotate(
        status=Subquery(standing.values("status")[:1]), ownership=Subquery(standing.values("ownership")[:1]), house=Subquery(standing.values("kind")[:1]),
    )
    latest: dict[tuple[int, int | None, str], BedCount] = {}
    for count in rows.filter(status="operating").select_related("institution__place", "department").order_by("institution__code", "kind", "-from_on"):
        latest.setdefault((count.institution_id, count.department_id, count.kind), count)
    return list(latest.values())
