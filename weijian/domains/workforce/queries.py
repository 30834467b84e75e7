"""Who works here, as what, under which licence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from weijian.domains.workforce.models import Post as Post
from weijian.domains.workforce.models import PostKind, PracticeLicence, Qualification
from weijian.domains.workforce.models import Practitioner as Practitioner
from weijian.domains.workforce.rules import EXPIRING_WITHIN, LicenceHeld, Licensed, Posted, cover_of_post, licence_state
from weijian.domains.workforce.states import Cover, LicenceState
from weijian.domains.workforce.visibility import practitioners_seen
from weijian.foundation.screen.behind import Behind, BehindFigure
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import EDUCATION, PRACTITIONER_CATEGORY, SEX

PHYSICIAN, VILLAGE_DOCTOR = "1", "50"  # practitioner_category: 11 to 14, and 50


@dataclass(frozen=True)
class PractitionerCriteria:
    name: str = ""
    category: str = ""
    institution: str = ""
    place: str = ""
    licence: str = ""
    gone: bool = False


@dataclass(frozen=True)
class LicenceLine:
    licence: PracticeLicence
    state: LicenceState


@dataclass(frozen=True)
class PostLine:
    post: Post
    now: bool
    cover: Cover


def practitioners() -> QuerySet[Practitioner]:
    posts = Post.objects.select_related("institution", "department").order_by("-from_on", "pk")
    licences = PracticeLicence.objects.select_related("institution").order_by("-from_on", "pk")
    return Practitioner.objects.prefetch_related(Prefetch("posts", posts), Prefetch("licences", licences))


def practitioners_matching(found: QuerySet[Practitioner], criteria: PractitionerCriteria, *, on: date) -> QuerySet[Practitioner]:
    if criteria.name:
        found = found.filter(name__startswith=criteria.name)
    if criteria.category:
        found = found.filter(category=criteria.category)
    if criteria.institution or criteria.place:
        found = found.filter(Exists(_posts_on(on).filter(_where(criteria), practitioner=OuterRef("pk"))))
    if criteria.licence:
        found = found.filter(Exists(licences_in_state(criteria.licence, on).filter(practitioner=OuterRef("pk"))))
    return found if criteria.gone else found.filter(Q(left_on__isnull=True) | Q(left_on__gt=on))


def _where(criteria: PractitionerCriteria) -> Q:
    where = Q(institution__code=criteria.institution) if criteria.institution else Q()
    return where & Q(institution__place__code__startswith=criteria.place) if criteria.place else where


def _posts_on(on: date) -> QuerySet[Post]:
    return Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on)


def doctors_on_duty(on: date) -> dict[int, int] | None:
    """Physicians and village doctors in post on the day, by institution; None where the region has no post on file at all."""
    if not Post.objects.exists():
        return None
    doctors = Q(practitioner__category__startswith=PHYSICIAN) | Q(practitioner__category=VILLAGE_DOCTOR)
    counted = _posts_on(on).filter(doctors, practitioner__left_on__isnull=True).values("institution_id").annotate(doctors=Count("practitioner", distinct=True))
    return dict(counted.values_list("institution_id", "doctors"))


def staff_in_post(on: date, *, categories: Sequence[str] = (), scope: str = "") -> dict[int, int]:
    """People in their main post on the day by institution: of these categories (any, when none is named), with a licence of the scope in force then."""
    found = _posts_on(on).filter(Q(practitioner__left_on__isnull=True) | Q(practitioner__left_on__gt=on), kind=PostKind.MAIN)
    if categories:
        found = found.filter(practitioner__category__in=categories)
    if scope:
        valid = PracticeLicence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), from_on__lte=on, scope=scope, category__in=categories)
        found = found.filter(Exists(valid.filter(practitioner=OuterRef("practitioner"))))
    counted = found.order_by().values("institution_id").annotate(people=Count("practitioner", distinct=True))
    return dict(counted.values_list("institution_id", "people"))


def in_post_at(institutions: Collection[int], on: date) -> list[Practitioner]:
    """Who holds a post at one of these institutions on the day, by name."""
    posts = _posts_on(on).filter(institution_id__in=institutions, practitioner=OuterRef("pk"))
    return list(Practitioner.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=on), Exists(posts)).order_by("name", "pk"))


def licences_in_state(state: str, on: date) -> QuerySet[PracticeLicence]:
    """Licences that are `expiring` or `expired` on the day, of people who still work."""
    soon = PracticeLicence.objects.filter(Q(practitioner__left_on__isnull=True) | Q(practitioner__left_on__gt=on), from_on__lte=on)
    if state == LicenceState.EXPIRING:
        return soon.filter(ends_on__gte=on, ends_on__lte=on + EXPIRING_WITHIN)
    return soon.filter(ends_on__lt=on) if state == LicenceState.EXPIRED else soon.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on + EXPIRING_WITHIN))


def licences_of(practitioner: Practitioner, on: date) -> list[LicenceLine]:
    return [LicenceLine(licence, licence_state(Licensed(licence.from_on, licence.ends_on, on))) for licence in practitioner.licences.all()]


def posts_of(practitioner: Practitioner, on: date) -> list[PostLine]:
    """Her posts, each with whether her licences cover it; of a post that ended the last day is asked about."""
    return [PostLine(post, _in_force(post, on), cover_of(practitioner, post, min(post.ends_on or on, on))) for post in practitioner.posts.all()]


def _in_force(post: Post, on: date) -> bool:
    return post.from_on <= on and (post.ends_on is None or post.ends_on >= on)


def cover_of(practitioner: Practitioner, post: Post, on: date) -> Cover:
    return cover_at(practitioner, post.institution.code, post.kind, on)


def cover_at(practitioner: Practitioner, institution_code: str, kind: str, on: date) -> Cover:
    held = tuple(LicenceHeld(one.category, one.institution.code, one.from_on, one.ends_on) for one in practitioner.licences.select_related("institution"))
    return cover_of_post(Posted(practitioner.category, institution_code, kind, on, held))


@dataclass(frozen=True)
class Fitness:
    """Whether somebody holds a post at an institution on a day, and works under a licence in force where her category needs one."""

    posted: bool
    licensed: bool


def fitness_on(practitioner: Practitioner, institution_code: str, on: date) -> Fitness:
    """Lent within a consortium she works elsewhere under the same licence."""
    gone = practitioner.left_on is not None and practitioner.left_on <= on
    posted = not gone and _posts_on(on).filter(practitioner=practitioner, institution__code=institution_code).exists()
    return Fitness(posted, cover_at(practitioner, institution_code, PostKind.SECONDMENT, on) in (Cover.COVERED, Cover.NOT_NEEDED))


def qualifications_of(practitioner: Practitioner) -> list[Qualification]:
    return list(practitioner.qualifications.order_by("issued_on", "pk"))


def category_label(code: str) -> str:
    return PRACTITIONER_CATEGORY.label_of(code) if code in PRACTITIONER_CATEGORY else code


def sex_label(code: str) -> str:
    return SEX.label_of(code) if code in SEX else ""


def education_label(code: str) -> str:
    return EDUCATION.label_of(code) if code in EDUCATION else ""


def main_post_of(practitioner: Practitioner) -> Post | None:
    return next((post for post in practitioner.posts.all() if post.kind == "main" and post.ends_on is None), None)


def staff_by_category(seen: QuerySet[Practitioner], on: date) -> list[tuple[str, int]]:
    """How many work here by category, each person once."""
    working = seen.filter(Exists(_posts_on(on).filter(practitioner=OuterRef("pk"))))
    rows: Any = working.order_by().values_list("category").annotate(n=Count("pk")).order_by("-n")
    return [(category_label(category), n) for category, n in rows]


def licences_due(seen: QuerySet[Practitioner], on: date, *, within: timedelta = EXPIRING_WITHIN) -> QuerySet[PracticeLicence]:
    """Licences of those seen that have expired within a year or will soon, the most urgent first."""
    due = PracticeLicence.objects.select_related("practitioner", "institution").filter(practitioner__in=seen, practitioner__left_on__isnull=True)
    newer = PracticeLicence.objects.filter(practitioner=OuterRef("practitioner"), category=OuterRef("category"), from_on__gt=OuterRef("from_on"))
    return due.filter(ends_on__gte=on - timedelta(days=365), ends_on__lte=on + within).exclude(Exists(newer)).order_by("ends_on", "pk")


@dataclass(frozen=True)
class NamedPractitioner:
    id: int
    name: str
    category: str


def named(seen: QuerySet[Practitioner], words: str) -> list[NamedPractitioner]:
    """Those of this name or code."""
    rows = seen.filter(Q(name__startswith=words) | Q(code=words)).order_by("name", "pk")[:20]
    return [NamedPractitioner(p.pk, p.name, category_label(p.category)) for p in rows]


def behind(table: str, keys: Sequence[int], standing: Standing, *, at: datetime) -> BehindFigure | None:
    """The posts behind a figure, of those she may see; None when the table is another room's."""
    if table != "posts_held":
        return None
    found = Post.objects.filter(pk__in=keys, practitioner__in=practitioners_seen(practitioners(), standing).values("pk"))
    rows = found.select_related("practitioner", "institution").order_by("pk")
    told = [Behind(p.practitioner.name, f"{p.duty} {p.institution.name}", reverse("practitioner", args=[p.practitioner_id])) for p in rows]
    return BehindFigure(told, len(keys) - len(told))
