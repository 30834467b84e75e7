from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weijian.domains.registry.models.residents import Resident


class EmergencyAccess(models.Model):
    """应急调阅: one account sees one resident's record for a day, says why, and is reviewed."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="+", verbose_name="居民")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="调阅账号")
    reason = models.CharField("理由", max_length=200)
    broken_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复核账号")
    reviewed_at = models.DateTimeField("复核时间", null=True, blank=True)
    upheld = models.BooleanField("认可", null=True, blank=True)
    remark = models.CharField("复核意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "应急调阅"
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("broken_at")), name="an_emergency_access_ends_after_it_begins")]
        indexes = [models.Index(fields=["account", "ends_at"], name="emergency_access_by_account")]

    def __str__(self) -> str:
        return f"应急调阅 #{self.pk}"
