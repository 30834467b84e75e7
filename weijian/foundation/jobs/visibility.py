"""Whose jobs a person sees: her own, and with `jobs.read` those of the accounts in her reach."""

from django.db.models import Q, QuerySet

from weijian.foundation.jobs.models import Job
from weijian.foundation.people.visibility import accounts_visible_to
from weijian.kernel.standing import Standing

READ = "jobs.read"


def jobs_visible_to(standing: Standing) -> QuerySet[Job]:
    if standing.everywhere(READ):
        return Job.objects.all()
    if not standing.may(READ):
        return jobs_asked_by(standing)
    return Job.objects.filter(Q(by_id=standing.account_id) | Q(by_id__in=accounts_visible_to(standing, READ).values("pk")))


def jobs_asked_by(standing: Standing) -> QuerySet[Job]:
    """Her own only, whatever else she may see: their files hold what she handed in."""
    return Job.objects.filter(by_id=standing.account_id) if standing.account_id else Job.objects.none()
