"""What waits for a person in this room today: each with how many, how urgent, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.domains.planning.models import Conversion, CooperationAgreement
from weijian.domains.planning.permissions import JUDGE, POOL_READ, READ, WRITE
from weijian.domains.planning.queries.pool_week import pool_waiting_for
from weijian.domains.planning.queries.projects import ProjectCriteria, projects, projects_matching
from weijian.domains.planning.queries.proposals import proposals_to_decide
from weijian.domains.planning.queries.reporting import reports_owed
from weijian.domains.planning.rules.surge import Running, progress_of
from weijian.domains.planning.visibility import agreements_of, conversions_of, projects_kept
from weijian.foundation.parameters.queries import setting
from weijian.foundation.screen.parts import Tier
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class Due:
    words: str
    count: int
    href: str
    tier: Tier
    tier_word: str


def due_for(standing: Standing, *, on: date, at: datetime) -> list[Due]:
    """Projects past their days, reports owed, wards being turned, agreements, proposals to decide, bookings; what is not there is not listed."""
    kept = [*_all(standing, on, at)] if standing.may(READ) else []
    return [one for one in (*kept, *_proposals(standing), *_pool(standing, at)) if one.count]


def _proposals(standing: Standing) -> Iterator[Due]:
    if standing.may(JUDGE):
        yield Due(_("资源申报待审批"), proposals_to_decide(standing), f"{reverse('resource-proposals')}?state=submitted", "yellow", _("待批"))


def _pool(standing: Standing, at: datetime) -> Iterator[Due]:
    if standing.may(POOL_READ):
        todo, href = pool_waiting_for(standing, at=at), reverse("pool")
        yield Due(_("统筹预约已过时间，待登记是否使用"), todo.unclosed, href, "red", _("已过时间"))
        yield Due(_("统筹预约候补待决定"), todo.decide, href, "yellow", _("时间已空出"))


def _all(standing: Standing, on: date, at: datetime) -> Iterator[Due]:
    if standing.may(WRITE):
        kept = projects_kept(projects(), standing)
        late = projects_matching(kept, ProjectCriteria(late=True), on=on).count()
        yield Due(_("建设项目有节点逾期"), late, f"{reverse('projects')}?late=on", "red", _("逾期"))
        owed = reports_owed(kept, on)
        overdue = sum(one.due_on < on for one in owed)
        yield Due(_("重点项目逾期未向上级报送"), overdue, reverse("project-reports"), "red", _("逾期"))
        yield Due(_("重点项目待向上级报送"), len(owed) - overdue, reverse("project-reports"), "yellow", _("即将到期"))
        orders = conversions_of(Conversion.objects.select_related("ward"), standing, WRITE).filter(ready_at__isnull=True, ended_at__isnull=True)
        slow = sum(progress_of(Running(one.ordered_at, one.ward.hours, None, at)).late for one in orders)
        yield Due(_("平战转换超过时限"), slow, reverse("surge"), "red", _("超时"))
        yield Due(_("平战转换待就绪"), len(orders) - slow, reverse("surge"), "yellow", _("转换中"))
        yield from _agreements(standing, on)


def _agreements(standing: Standing, on: date) -> Iterator[Due]:
    kept, href = agreements_of(CooperationAgreement.objects.all(), standing, WRITE), reverse("register", args=["cooperation-agreements"])
    soon = on + timedelta(days=int(setting("planning.agreement_notice_days", on=on).value))
    yield Due(_("合作协议已到期，约定没有全部兑现"), kept.filter(until_on__lt=on, delivered__lt=F("promised")).count(), href, "red", _("已到期"))
    yield Due(_("合作协议即将到期"), kept.filter(until_on__range=(on, soon)).count(), href, "yellow", _("即将到期"))
    old = Q(until_on__isnull=True, signed_on__lt=on - timedelta(days=int(setting("planning.agreement_review_days", on=on).value)))
    yield Due(_("长期合作协议签订已久，约定没有全部兑现"), kept.filter(old, delivered__lt=F("promised")).count(), href, "yellow", _("待兑现"))
