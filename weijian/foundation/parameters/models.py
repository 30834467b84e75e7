from django.db import models
from django.db.models import Q


class PolicyDocument(models.Model):
    """A plan, measure or norm that others may cite: its number, issuer, date and scope."""

    number = models.CharField("文号", max_length=80, unique=True)
    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("发文机关", max_length=120)
    issued_on = models.DateField("发文日期", null=True, blank=True)
    in_force_on = models.DateField("施行日期", null=True, blank=True)
    ends_on = models.DateField("失效日期", null=True, blank=True)
    scope_code = models.CharField("适用区划", max_length=12, blank=True)
    pilot = models.BooleanField("试点", default=False)
    link = models.URLField("原文地址", max_length=400, blank=True)
    text = models.TextField("正文", blank=True)
    note = models.CharField("说明", max_length=400, blank=True)

    class Meta:
        verbose_name = "政策文件"

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    REJECTED = "rejected", "已否决"
    WITHDRAWN = "withdrawn", "已撤回"


class ParameterValue(models.Model):
    """One value of one parameter for a region from a date on, with the document that says so."""

    code = models.CharField("参数", max_length=80)
    region_code = models.CharField("适用区划", max_length=12, blank=True)
    from_on = models.DateField("自")
    value = models.JSONField("取值")
    document = models.ForeignKey(PolicyDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据")
    reason = models.CharField("理由", max_length=400, blank=True)
    state = models.CharField("状态", max_length=12, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    proposed_by_id = models.BigIntegerField("提出人", null=True)
    proposed_by_name = models.CharField("提出人姓名", max_length=80, blank=True)
    proposed_at = models.DateTimeField("提出时间")
    decided_by_id = models.BigIntegerField("批准人", null=True)
    decided_by_name = models.CharField("批准人姓名", max_length=80, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True)
    verdict = models.CharField("否决理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "参数值"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(proposed_by_id__isnull=True) | ~Q(decided_by_id=models.F("proposed_by_id")),
                name="nobody_approves_her_own_proposal",
            ),
            models.UniqueConstraint(
                fields=["code", "region_code", "from_on"], condition=Q(state="approved"), name="one_approved_value_per_parameter_region_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.region_code} {self.from_on}"
