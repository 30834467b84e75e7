from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.api import Institution


class BedCheck(models.Model):
    """床位核查: what an inspector counted of open beds of a kind on a day. What is registered for that day, and the difference, are reckoned."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="机构")
    kind = models.CharField("床位类别", max_length=20)
    checked_on = models.DateField("核查日期")
    counted = models.PositiveIntegerField("实际开放床位")
    document = models.CharField("核查文书", max_length=120, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    rectified_on = models.DateField("整改完成日期", null=True, blank=True)

    class Meta:
        verbose_name = "床位核查"
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind", "checked_on"], name="a_kind_of_beds_is_checked_once_a_day"),
            models.CheckConstraint(condition=Q(rectified_on__isnull=True) | Q(rectified_on__gte=F("checked_on")), name="beds_are_rectified_after_the_check"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.kind} {self.checked_on}"
