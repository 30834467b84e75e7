from django.db import models

from weijian.domains.registry.models.residents import Resident
from weijian.domains.registry.states import CardState


class HealthCard(models.Model):
    """电子健康卡: one identity for a resident; its index says nothing about her."""

    resident = models.OneToOneField(Resident, models.CASCADE, related_name="card", verbose_name="居民")
    index = models.CharField("主索引号", max_length=64, unique=True)
    issued_at = models.DateTimeField("申领时间")
    suspended_at = models.DateTimeField("挂失时间", null=True, blank=True)
    revoked_at = models.DateTimeField("注销时间", null=True, blank=True)

    class Meta:
        verbose_name = "电子健康卡"

    def __str__(self) -> str:
        return f"健康卡 #{self.pk}"

    @property
    def state(self) -> CardState:
        if self.revoked_at is not None:
            return CardState.REVOKED
        return CardState.VALID if self.suspended_at is None else CardState.SUSPENDED


class CardCredential(models.Model):
    """One way of showing a card: a dynamic or static code, or an insurance credential mapped to it."""

    card = models.ForeignKey(HealthCard, models.CASCADE, related_name="credentials", verbose_name="健康卡")
    kind = models.CharField("凭证", max_length=12, choices=[("static", "静态码"), ("dynamic", "动态码"), ("insurance", "医保电子凭证")])
    token_digest = models.BinaryField("凭证摘要", max_length=32, unique=True)
    issued_at = models.DateTimeField("签发时间")
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)

    class Meta:
        verbose_name = "健康卡凭证"

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
