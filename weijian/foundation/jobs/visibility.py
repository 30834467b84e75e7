"""Whose jobs a person sees: her own, and with `jobs.read` everybody's."""

from django.db.models import QuerySet

from weijian.foundation.jobs.models import Job
from weijian.kernel.standing import Standing


def jobs_visible_to(standing: Standing) -> QuerySet[Job]:
    if standing.everywhere("jobs.read"):
        return Job.objects.all()
    return Job.objects.filter(by_id=standing.account_id)


def jobs_asked_by(standing: Standing) -> QuerySet[Job]:
    """Her own only, whatever else she may see: their files hold what she handed in."""
    return Job.objects.filter(by_id=standing.account_id) if standing.account_id else Job.objects.none()
