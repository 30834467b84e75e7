"""What waits for a person today, what she did, and the figures of her region: each with a link down."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError, connection
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.governance import api as governance
from weijian.domains.planning import api as planning
from weijian.domains.registry import api as registry
from weijian.domains.workforce import api as workforce
from weijian.foundation.catalogue.models import ExportRequest
from weijian.foundation.catalogue.visibility import exports_to_approve
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.visibility import reviews_visible_to
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.jobs.visibility import jobs_asked_by
from weijian.foundation.parameters.queries import waiting_values
from weijian.foundation.screen.parts import Entry, Figure, Tier
from weijian.kernel.standing import Standing

READING = ("ResidentRead",)
RECENT, AIMS = 8, 6


@dataclass(frozen=True)
class Waiting:
    """Something to be done, how much of it, how urgent, and where."""

    words: str
    count: str
    href: str
    tier: Tier = ""
    tier_word: str = ""


def waiting_for(standing: Standing, *, on: date, at: datetime) -> list[Waiting]:
    """The most urgent first; what is not there is not listed."""
    found = [*_reviews(standing, at), *_licences(standing, on), *_proposals(standing), *_exports(standing), *_jobs(standing), *_records(standing)]
    found += [*_dispatch(standing, on, at), *_work_reports(standing)]
    found += [*_read_figures(standing), *_pool(standing, at)]
    urgency = {"red": 0, "yellow": 1, "green": 2, "": 3}
    return sorted(found, key=lambda item: urgency[item.tier])


def _reviews(standing: Standing, at: datetime) -> list[Waiting]:
    if not standing.may("happenings.review"):
        return []
    open_ = reviews_visible_to(standing).filter(reviewed_at__isnull=True)
    late, due = open_.filter(due_at__lt=at).count(), open_.filter(due_at__gte=at).count()
    href = reverse("access-reviews")
    overdue = [Waiting(_("应急调阅待复核"), str(late), href, "red", _("逾期"))] if late else []
    return overdue + ([Waiting(_("应急调阅待复核"), str(due), href, "yellow", _("24小时内"))] if due else [])


def _licences(standing: Standing, on: date) -> list[Waiting]:
    if not standing.may("workforce.practitioner.read"):
        return []
    due = workforce.licences_due(workforce.practitioners_seen(workforce.practitioners(), standing), on)
    expired, expiring = due.filter(ends_on__lt=on).count(), due.filter(ends_on__gte=on).count()
    href = reverse("practitioners")
    late = [Waiting(_("执业注册已过期"), str(expired), f"{href}?licence=expired", "red", _("已过期"))] if expired else []
    return late + ([Waiting(_("执业注册90天内到期"), str(expiring), f"{href}?licence=expiring", "yellow", _("即将到期"))] if expiring else [])


def _proposals(standing: Standing) -> list[Waiting]:
    if not standing.may("parameters.approve"):
        return []
    count = waiting_values().exclude(proposed_by_id=standing.account_id).count()
    return [Waiting(_("参数修改待批准"), str(count), reverse("parameters"), "yellow", _("待批"))] if count else []


def _exports(standing: Standing) -> list[Waiting]:
    if not standing.may("catalogue.approve_export"):
        return []
    count = exports_to_approve(ExportRequest.objects.filter(state="asked"), standing).count()
    return [Waiting(_("导出申请待批准"), str(count), reverse("exports"), "yellow", _("待批"))] if count else []


def _jobs(standing: Standing) -> list[Waiting]:
    running = jobs_asked_by(standing).filter(state__in=("queued", "running"), standing=False)
    return [Waiting(_("后台任务进行中"), str(running.count()), reverse("job", args=[job.pk])) for job in running[:1]]


def _records(standing: Standing) -> list[Waiting]:
    found = []
    if standing.may("registry.place.write") and (villages := registry.villages_without_segment(standing)):
        found.append(Waiting(_("村（社区）没有档案编号村段，不能编号"), str(villages), reverse("places"), "yellow", _("待设定")))
    if standing.may("registry.resident.write") and (without := registry.residents_without_number(standing)):
        words = f"{without - 1}+" if without > registry.COUNTED else str(without)
        found.append(Waiting(_("居民没有证件号码"), words, f"{reverse('residents')}?without_number=on"))
    return found


def _dispatch(standing: Standing, on: date, at: datetime) -> list[Waiting]:
    if not standing.may("governance.dispatch.read"):
        return []
    waiting, href = governance.dispatch_waiting_for(standing, on=on, at=at), reverse("dispatch")
    rows: list[tuple[str, int, Tier, str]] = [
        (_("周调度表逾期未报"), waiting.overdue, "red", _("逾期")), (_("周调度表被退回"), waiting.returned, "red", _("待改")),
        (_("周调度表待报"), waiting.due, "yellow", _("即将到期")), (_("周调度表待汇总"), waiting.to_accept, "yellow", _("待汇总")),
    ]
    return [Waiting(words, str(count), href, tier, tier_word) for words, count, tier, tier_word in rows if count]


def _work_reports(standing: Standing) -> list[Waiting]:
    count = governance.reports_to_issue(standing)
    return [Waiting(_("工作报告待签发"), str(count), reverse("work-reports"), "yellow", _("待签"))] if count else []


def _read_figures(standing: Standing) -> list[Waiting]:
    if not standing.may(governance.WRITE_FIGURE):
        return []
    count = governance.candidates_waiting(governance.candidates_seen(governance.candidates(), standing, governance.WRITE_FIGURE))
    return [Waiting(_("报告里读出的数字待核"), str(count), f"{reverse('reports-read')}?waiting=on")] if count else []


def _pool(standing: Standing, at: datetime) -> list[Waiting]:
    todo, href = planning.pool_waiting_for(standing, at=at), reverse("pool") if standing.may("planning.pool.read") else ""
    found = [Waiting(_("统筹预约已过时间，待登记是否使用"), str(todo.unclosed), href, "red", _("已过时间"))] if todo.unclosed else []
    return found + ([Waiting(_("统筹预约候补待决定"), str(todo.decide), href, "yellow", _("时间已空出"))] if todo.decide else [])


def done_by(standing: Standing) -> list[Entry]:
    """What she changed lately; what she only opened is not listed."""
    rows = Happening.objects.filter(by_id=standing.account_id).exclude(kind__in=READING).order_by("-at", "-pk")[:RECENT]
    return [Entry(h.at, "", sentence_of(h), h.purpose) for h in rows]


def figures_for(standing: Standing, *, on: date, place_code: str = "") -> list[Figure]:
    """People by whose count, hospitals by one definition, staff: each says what it is of. Of the place chosen, else of her own."""
    figures: list[Figure] = []
    place_code = place_code or own_place(standing)
    place = registry.place_with_code(place_code, on) or registry.the_county(on)
    if place is not None and standing.may("registry.place.read"):
        figures += _people(place)
    if standing.may("registry.institution.read"):
        figures += _institutions(on, place_code)
    if standing.may("workforce.practitioner.read"):
        staff = workforce.staff_by_category(workforce.practitioners_seen(workforce.practitioners(), standing), on)
        total = sum(n for _label, n in staff)
        most = "、".join(f"{_(label)} {n}" for label, n in staff[:3])
        figures.append(Figure(_("在岗卫生人员"), f"{total:,}", unit=_("人"), period=on.isoformat(), change=most, href=reverse("practitioners")))
    return figures + _targets(standing, on, place_code)


def _targets(standing: Standing, on: date, place_code: str) -> list[Figure]:
    """Figures against the targets of one place, those that end first; of the place chosen, else of her own."""
    if not standing.may(governance.READ_TARGET):
        return []
    seen = governance.targets_seen(governance.targets(), standing)
    found = governance.targets_matching(seen, governance.TargetCriteria(place=place_code), on=on).order_by(Length("place_code"), "until_on", "pk")
    listed = [target for target in found[:AIMS] if target.place_code == found[0].place_code]
    aims = governance.aims(listed, governance.figures_seen(governance.figures(), standing))
    return [_aim(aim) for aim in aims if aim.latest]


def _aim(aim: governance.Aim) -> Figure:
    latest, pace, target = aim.latest, aim.against.pace, aim.target
    assert latest is not None
    tier: Any = pace.tier
    return Figure(
        target.what, governance.value_words(latest), unit=latest.unit, period=f"{aim.place} {governance.period_words(latest)}".strip(), target=aim.wanted,
        change=aim.sentence, href=reverse("target", args=[target.pk]), tier=tier, tier_word=_(pace.label) if tier else "",
        spark=[float(f.value) for f in aim.figures],
    )


def own_place(standing: Standing) -> str:
    """The one place her post is for; "" for a post over several places or none."""
    places = standing.places_for("registry.place.read")
    return next(iter(places)) if len(places) == 1 else ""


def _people(county: registry.Place) -> list[Figure]:
    latest: dict[str, registry.Denominator] = {}
    for one in registry.denominators_of(county):
        if one.stratum == "all":
            latest.setdefault(one.source, one)
    href = reverse("place", args=[county.code])
    return [Figure(d.source_label, f"{d.people:,}", unit=_("人"), period=f"{d.year} {county.name}", href=href) for d in latest.values()]


def _institutions(on: date, place_code: str) -> list[Figure]:
    href, day = reverse("institutions"), on.isoformat()
    hospitals = registry.count_of_institutions(replace(registry.PUBLIC_HOSPITALS_OF_LEVEL_TWO, place_code=place_code), on=on)
    everywhere = registry.count_of_institutions(registry.InstitutionCriteria(place_code=place_code), on=on)
    down = f"{href}?on={day}&kind=A&at_least=2&ownership=1"
    return [
        Figure(_("公立二级及以上医院"), hospitals, unit=_("家"), period=day, href=down),
        Figure(_("在营医疗卫生机构"), everywhere, unit=_("家"), period=day, href=href),
    ]


def database_answers() -> bool:
    """Whether the database is there: a look at one row that costs nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False
