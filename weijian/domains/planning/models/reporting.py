from django.db import models

from weijian.domains.planning.models.projects import CapitalProject


class ProjectReport(models.Model):
    """A labelled project's progress as it was reported upward for a period: what the project's page showed then, kept as it was."""

    project = models.ForeignKey(CapitalProject, models.PROTECT, related_name="reports", verbose_name="项目")
    period_on = models.DateField("报告期首日")
    until_on = models.DateField("报告期末日")
    filed_at = models.DateTimeField("报送时间")
    filed_by = models.CharField("报送人", max_length=60)
    words = models.CharField("进展与问题", max_length=400, blank=True)
    content = models.JSONField("报送内容")

    class Meta:
        verbose_name = "重点项目报送"
        constraints = [models.UniqueConstraint(fields=["project", "period_on"], name="a_project_reports_once_a_period")]
        indexes = [models.Index(fields=["period_on"], name="project_reports_by_period")]

    def __str__(self) -> str:
        return f"{self.project} {self.period_on}"
